//! A table of 8-bit rows: embeddings, of which several make one vector.

use wortlaut_lexicon::Lexicon;

use super::dense8::whole_panels;
use crate::EncoderError;
use crate::kernel::{Backend, lanes};
use crate::sections::Sections;

/// Rows of bytes, each worth a scale of its own.
#[derive(Debug)]
pub struct Table8 {
    backend: Backend,
    width: usize,
    bytes: Vec<i8>,
    scales: Vec<f32>,
}

impl Table8 {
    /// The table of a file's sections `NAME` (signed bytes, rows × width) and `NAME.scale` (little-endian floats, one a row).
    /// Rows are a multiple of 64 numbers wide.
    ///
    /// # Errors
    /// [`EncoderError`] where a section is missing, of another size, or holds numbers that are not finite, and for another
    /// width.
    pub fn read(
        lexicon: &Lexicon,
        backend: Backend,
        name: &str,
        rows: usize,
        width: usize,
    ) -> Result<Self, EncoderError> {
        whole_panels(width)?;
        let bytes = Sections(lexicon).bytes(name, rows.saturating_mul(width))?;
        let scales = Sections(lexicon).floats(&format!("{name}.scale"), rows)?;
        Ok(Self { backend, width, bytes: bytes.iter().map(|byte| byte.cast_signed()).collect(), scales })
    }

    /// Sums of rows, one for each `count` of `picks`, added in their order: sums × width. A row beyond the table is zeros.
    pub fn sums(&self, picks: &[u32], count: usize, out: &mut Vec<f32>) {
        out.resize(picks.len().checked_div(count).unwrap_or(0) * self.width, 0.0);
        if !out.is_empty() {
            lanes::sum_rows(self.backend, &self.bytes, &self.scales, picks, count, out, self.width);
        }
    }
}
