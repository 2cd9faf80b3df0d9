//! A linear layer of floats.

use wortlaut_lexicon::Lexicon;

use super::compact;
use crate::EncoderError;
use crate::kernel::lanes::LANES;
use crate::kernel::{self, Backend, Buffer};
use crate::sections::Sections;

/// A linear layer of floats: outputs = weights × inputs + biases.
#[derive(Debug)]
pub struct Linear {
    backend: Backend,
    inputs: usize,
    outputs: usize,
    // Blocks of 16 outputs, input by input; the last one filled up with zeros.
    weights: Buffer<f32>,
    biases: Buffer<f32>,
}

impl Linear {
    /// A layer of as many outputs as `biases`; `weights` are outputs × inputs, row by row.
    ///
    /// # Errors
    /// [`EncoderError::Dimension`] without inputs, [`EncoderError::Size`] where there are not as many weights.
    pub fn new(backend: Backend, weights: &[f32], biases: &[f32], inputs: usize) -> Result<Self, EncoderError> {
        if inputs == 0 {
            return Err(EncoderError::Dimension { name: "inputs", found: 0, allowed: "at least 1" });
        }
        let outputs = biases.len();
        if weights.len() != outputs * inputs {
            let section = "weights".to_owned();
            return Err(EncoderError::Size { section, expected: 4 * outputs * inputs, found: 4 * weights.len() });
        }
        let padded = outputs.next_multiple_of(LANES);
        let mut packed = Buffer::zeros(padded * inputs);
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                packed[(output / LANES * inputs + input) * LANES + output % LANES] = weight;
            }
        }
        let mut starts = Buffer::zeros(padded);
        starts[..outputs].copy_from_slice(biases);
        Ok(Self { backend, inputs, outputs, weights: packed, biases: starts })
    }

    /// The layer of a file's sections `NAME.weight` and `NAME.bias`: little-endian floats, outputs × inputs and outputs.
    ///
    /// # Errors
    /// [`EncoderError`] where a section is missing, of another size, or holds numbers that are not finite.
    pub fn read(
        lexicon: &Lexicon,
        backend: Backend,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, EncoderError> {
        let sections = Sections(lexicon);
        let weights = sections.floats(&format!("{name}.weight"), outputs.saturating_mul(inputs))?;
        let biases = sections.floats(&format!("{name}.bias"), outputs)?;
        Self::new(backend, &weights, &biases, inputs)
    }

    /// Numbers of a row that goes in.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers of a row that comes out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Rows × inputs to rows × outputs.
    pub fn apply(&self, rows: &[f32], out: &mut Vec<f32>) {
        out.clear();
        out.resize(rows.len() / self.inputs * self.padded(), 0.0);
        self.write(rows, out);
        compact(out, self.padded(), self.outputs);
    }

    /// The same to rows of [`Linear::padded`] numbers.
    pub(crate) fn apply_padded(&self, rows: &[f32], out: &mut Buffer<f32>) {
        out.resize(rows.len() / self.inputs * self.padded());
        self.write(rows, out);
    }

    /// The outputs, filled up to whole lanes.
    pub(crate) fn padded(&self) -> usize {
        self.biases.len()
    }

    fn write(&self, rows: &[f32], out: &mut [f32]) {
        if self.outputs > 0 {
            kernel::linear(self.backend, rows, self.inputs, &self.weights, &self.biases, out);
        }
    }
}
