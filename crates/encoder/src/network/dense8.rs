//! A linear layer of 8-bit weights on rows that are quantised one by one: what the encoder's layers are made of.

use wortlaut_lexicon::Lexicon;

use super::compact;
use crate::EncoderError;
use crate::kernel::lanes::{self, Column};
use crate::kernel::{Backend, Matrix, PANEL, Quantised, Tile};
use crate::sections::Sections;

/// A linear layer of 8-bit weights with a scale an output. Each row that goes in is quantised by its own largest magnitude.
#[derive(Debug)]
pub struct Linear8 {
    backend: Backend,
    inputs: usize,
    outputs: usize,
    matrix: Matrix,
    // In panels, the last one filled up with zeros.
    scales: Vec<[f32; PANEL]>,
    biases: Vec<[f32; PANEL]>,
}

/// What [`Linear8::apply`] needs besides, kept from call to call.
#[derive(Debug, Default)]
pub struct Scratch8(pub(super) Quantised);

impl Linear8 {
    /// A layer of as many outputs as `biases` and `scales`; `weights` are outputs × inputs, row by row, and worth their
    /// output's scale. Inputs come in multiples of 64.
    ///
    /// # Errors
    /// [`EncoderError::Dimension`] for inputs that do not, [`EncoderError::Size`] where there are not as many weights, or
    /// scales, as biases ask for.
    pub fn new(
        backend: Backend,
        weights: &[i8],
        scales: &[f32],
        biases: &[f32],
        inputs: usize,
    ) -> Result<Self, EncoderError> {
        whole_panels(inputs)?;
        let size =
            |section: &str, expected, found| Err(EncoderError::Size { section: section.to_owned(), expected, found });
        let outputs = biases.len();
        if weights.len() != outputs * inputs {
            return size("weights", outputs * inputs, weights.len());
        }
        if scales.len() != outputs {
            return size("scales", 4 * outputs, 4 * scales.len());
        }
        let weights: Vec<u8> = weights.iter().map(|weight| weight.cast_unsigned()).collect();
        Ok(Self::pack(backend, &weights, scales, biases, inputs))
    }

    /// The layer of a file's sections `NAME.weight` (signed bytes, outputs × inputs), `NAME.scale` and `NAME.bias`
    /// (little-endian floats).
    ///
    /// # Errors
    /// [`EncoderError`] where a section is missing, of another size, or holds numbers that are not finite, and for inputs
    /// that are no multiple of 64.
    pub fn read(
        lexicon: &Lexicon,
        backend: Backend,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, EncoderError> {
        whole_panels(inputs)?;
        Self::of_sections(Sections(lexicon), backend, name, outputs, inputs)
    }

    /// The same for any number of inputs; rows then have to be filled up with zeros to a multiple of 64.
    pub(crate) fn of_sections(
        sections: Sections<'_>,
        backend: Backend,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, EncoderError> {
        let weights = sections.bytes(&format!("{name}.weight"), outputs.saturating_mul(inputs))?;
        let scales = sections.floats(&format!("{name}.scale"), outputs)?;
        let biases = sections.floats(&format!("{name}.bias"), outputs)?;
        Ok(Self::pack(backend, &weights, &scales, &biases, inputs))
    }

    fn pack(backend: Backend, weights: &[u8], scales: &[f32], biases: &[f32], inputs: usize) -> Self {
        let outputs = biases.len();
        let matrix = Matrix::pack(backend, weights, outputs, inputs);
        Self { backend, inputs, outputs, matrix, scales: in_panels(scales), biases: in_panels(biases) }
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
    pub fn apply(&self, rows: &[f32], scratch: &mut Scratch8, out: &mut Vec<f32>) {
        self.apply_padded(rows, scratch, out);
        compact(out, self.padded(), self.outputs);
    }

    /// Rows × inputs to rows × [`Linear8::padded`]: saves moving what comes out where outputs are no multiple of 64.
    pub fn apply_padded(&self, rows: &[f32], scratch: &mut Scratch8, out: &mut Vec<f32>) {
        let Scratch8(quantised) = scratch;
        let rows = &rows[..rows.len() / self.inputs * self.inputs];
        quantised.fill(self.backend, rows, self.inputs);
        let padded = self.padded();
        out.resize(rows.len() / self.inputs * padded, 0.0);
        self.multiply(quantised, |tile, scales, column, first| {
            lanes::store(self.backend, tile, scales, column, &mut out[first * padded..], padded);
        });
    }

    /// The outputs, filled up to a multiple of 64.
    #[must_use]
    pub fn padded(&self) -> usize {
        self.matrix.outputs()
    }

    /// Multiplies all rows; `write` is handed a tile, its rows' scales, its panel's scales and biases, and its first row.
    pub(crate) fn multiply(&self, rows: &Quantised, mut write: impl FnMut(&Tile, &[f32], Column<'_>, usize)) {
        self.matrix.multiply(rows, |first, count, panel, tile| {
            let column = Column { column: panel * PANEL, scales: &self.scales[panel], biases: &self.biases[panel] };
            write(tile, &rows.scales()[first..first + count], column, first);
        });
    }
}

/// Whether a width is one that rows of bytes may have.
pub(super) fn whole_panels(inputs: usize) -> Result<(), EncoderError> {
    if inputs > 0 && inputs.is_multiple_of(PANEL) {
        return Ok(());
    }
    Err(EncoderError::Dimension { name: "inputs", found: inputs, allowed: "a multiple of 64" })
}

/// Fills up with zeros to whole panels.
fn in_panels(numbers: &[f32]) -> Vec<[f32; PANEL]> {
    let panels = numbers.chunks(PANEL).map(|numbers| {
        let mut panel = [0.0; PANEL];
        panel[..numbers.len()].copy_from_slice(numbers);
        panel
    });
    panels.collect()
}
