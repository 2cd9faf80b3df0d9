//! A convolution over a sequence of rows, on 8-bit weights.

use wortlaut_lexicon::Lexicon;

use super::{Linear8, Scratch8};
use crate::EncoderError;
use crate::kernel::{Backend, lanes};

/// A layer that reads each row between two neighbours and adds what it finds to the row, negative numbers as zero.
#[derive(Debug)]
pub struct Convolution8 {
    backend: Backend,
    width: usize,
    layer: Linear8,
}

impl Convolution8 {
    /// The layer of a file's sections `NAME.weight` (signed bytes, width × 3 width), `NAME.scale` and `NAME.bias`
    /// (little-endian floats). Rows are a multiple of 64 numbers wide.
    ///
    /// # Errors
    /// [`EncoderError`] where a section is missing, of another size, or holds numbers that are not finite, and for another
    /// width.
    pub fn read(lexicon: &Lexicon, backend: Backend, name: &str, width: usize) -> Result<Self, EncoderError> {
        super::dense8::whole_panels(width)?;
        let layer = Linear8::read(lexicon, backend, name, width, width.saturating_mul(3))?;
        Ok(Self { backend, width, layer })
    }

    /// Adds to each row what the layer makes of the row `distance` before it, itself, and the row `distance` after it; there are
    /// zeros beyond the ends. The three are quantised together.
    pub fn add(&self, rows: &mut [f32], distance: usize, scratch: &mut Scratch8) {
        let (Scratch8(quantised), width) = (scratch, self.width);
        let whole = rows.len() / width * width;
        let rows = &mut rows[..whole];
        quantised.fill_windows(self.backend, rows, width, distance);
        self.layer.multiply(quantised, |tile, scales, column, first| {
            lanes::add_rectified(self.backend, tile, scales, column, &mut rows[first * width..], width);
        });
    }
}
