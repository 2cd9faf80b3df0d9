//! Products of rows of 8-bit integers with a matrix of 8-bit weights.
//!
//! Weights are packed once, when the model is loaded, into panels of 64 outputs in the order in which the backend reads
//! them. A panel stays in the first cache while all rows pass by it, six at a time.

use super::backend::Instructions;
#[cfg(target_arch = "x86_64")]
use super::lanes;
use super::{Backend, Buffer, portable, rows};

/// Outputs of a panel.
pub(crate) const PANEL: usize = 64;

/// Rows that pass by a panel together: 6 × 64 sums fill 24 of 32 registers of 512 bits.
pub(crate) const TILE_ROWS: usize = 6;

/// Sums of up to six rows for the 64 outputs of a panel.
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct Tile(pub(crate) [[i32; PANEL]; TILE_ROWS]);

/// A matrix of weights, packed for a backend.
#[derive(Debug)]
pub(crate) struct Matrix {
    backend: Backend,
    outputs: usize,
    depth: usize,
    panels: Buffer<u8>,
    // The sums' start: what the activations' offset of 128 adds, with its sign changed.
    starts: Vec<[i32; PANEL]>,
}

impl Matrix {
    /// Packs `weights`, outputs × inputs of signed bytes, row by row. Both are filled up with zeros to a multiple of 64.
    pub(crate) fn pack(backend: Backend, weights: &[u8], outputs: usize, inputs: usize) -> Self {
        let depth = inputs.next_multiple_of(PANEL);
        let padded = outputs.next_multiple_of(PANEL);
        let mut panels = Buffer::zeros(padded * depth);
        let mut starts = vec![[0; PANEL]; padded / PANEL];
        let layout = Layout::of(backend);
        for (output, row) in weights.chunks_exact(inputs).take(outputs).enumerate() {
            let (panel, column) = (output / PANEL, output % PANEL);
            layout.place(row, column, depth, &mut panels[panel * PANEL * depth..][..PANEL * depth]);
            let sum: i32 = row.iter().map(|&weight| i32::from(weight.cast_signed())).sum();
            starts[panel][column] = -128 * sum;
        }
        Self { backend, outputs: padded, depth, panels, starts }
    }

    /// Outputs, filled up to whole panels.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    #[cfg(test)]
    pub(super) fn first_panel(&self) -> (&[u8], &[i32; PANEL]) {
        (&self.panels[..PANEL * self.depth], &self.starts[0])
    }

    /// Multiplies all rows and hands the sums to `take`: the first row of a tile, its number of rows, the panel, the sums.
    pub(crate) fn multiply(&self, rows: &Quantised, mut take: impl FnMut(usize, usize, usize, &Tile)) {
        let mut tile = Tile([[0; PANEL]; TILE_ROWS]);
        let panels = self.panels.chunks_exact(PANEL * self.depth);
        for (panel, (weights, starts)) in panels.zip(&self.starts).enumerate() {
            for first in (0..rows.count).step_by(TILE_ROWS) {
                let count = TILE_ROWS.min(rows.count - first);
                let operands = Operands { weights, starts, depth: self.depth };
                operands.multiply(self.backend, rows, first..first + count, &mut tile);
                take(first, count, panel, &tile);
            }
        }
    }
}

/// The order of a panel's bytes: blocks of `outputs`, within them groups of `group` consecutive inputs of each output.
struct Layout {
    outputs: usize,
    group: usize,
}

impl Layout {
    fn of(backend: Backend) -> Self {
        match backend.0 {
            Instructions::Portable => Self { outputs: 16, group: 1 },
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => Self { outputs: 16, group: 2 },
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => Self { outputs: 16, group: 4 },
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => Self { outputs: 64, group: 4 },
        }
    }

    fn place(&self, row: &[u8], column: usize, depth: usize, panel: &mut [u8]) {
        let block = &mut panel[column / self.outputs * self.outputs * depth..];
        let stride = self.outputs * self.group;
        let first = column % self.outputs * self.group;
        for (group, weights) in row.chunks(self.group).enumerate() {
            block[group * stride + first..][..weights.len()].copy_from_slice(weights);
        }
    }
}

/// One panel of a matrix.
pub(super) struct Operands<'m> {
    pub(super) weights: &'m [u8],
    pub(super) starts: &'m [i32; PANEL],
    pub(super) depth: usize,
}

impl Operands<'_> {
    fn multiply(&self, backend: Backend, rows: &Quantised, range: std::ops::Range<usize>, tile: &mut Tile) {
        let at = range.start * rows.width;
        match backend.0 {
            Instructions::Portable => portable::multiply(self, &rows.bytes[at..], range.len(), tile),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => super::x86::multiply_avx2(self, &rows.words[at..], range.len(), tile),
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => super::x86::multiply_avx_vnni(self, &rows.bytes[at..], range.len(), tile),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => super::x86::multiply_avx512(self, &rows.bytes[at..], range.len(), tile),
        }
    }
}

/// Rows of activations as bytes: value = (byte − 128) × the row's scale.
#[derive(Debug, Default)]
pub(crate) struct Quantised {
    count: usize,
    width: usize,
    bytes: Buffer<u8>,
    // The same as 16-bit integers, for the backend that multiplies these.
    words: Buffer<i16>,
    scales: Vec<f32>,
    // Each row's largest magnitude, before it is put between its neighbours.
    largest: Vec<f32>,
}

impl Quantised {
    /// Takes over rows of `width` numbers (a multiple of 64), each with a scale of its own.
    pub(crate) fn fill(&mut self, backend: Backend, rows: &[f32], width: usize) {
        self.resize(rows.len(), width);
        rows::quantise(backend, rows, width, &mut self.bytes, &mut self.scales);
        self.widen(backend);
    }

    /// The same after a layer norm of each row; `norm` holds `width` weights and as many biases.
    pub(crate) fn fill_normalised(&mut self, backend: Backend, rows: &mut [f32], width: usize, norm: &[f32]) {
        self.resize(rows.len(), width);
        rows::normalise(backend, rows, width, norm, &mut self.bytes, &mut self.scales);
        self.widen(backend);
    }

    /// Takes over each row of a sequence between those `distance` before and after it, zeros beyond the ends.
    pub(crate) fn fill_windows(&mut self, backend: Backend, rows: &[f32], width: usize, distance: usize) {
        self.resize(3 * rows.len(), 3 * width);
        self.largest.resize(self.count, 0.0);
        rows::quantise_windows(backend, rows, width, distance, &mut self.bytes, &mut self.largest, &mut self.scales);
        self.widen(backend);
    }

    fn resize(&mut self, length: usize, width: usize) {
        self.width = width;
        self.count = length / width;
        self.bytes.resize(length);
        self.scales.resize(self.count, 0.0);
    }

    /// Makes the words of the bytes, where the backend reads these.
    fn widen(&mut self, backend: Backend) {
        #[cfg(target_arch = "x86_64")]
        if backend.0 == Instructions::Avx2 {
            self.words.resize(self.bytes.len());
            lanes::widen(backend, &self.bytes, &mut self.words);
        }
        #[cfg(not(target_arch = "x86_64"))]
        let _ = backend;
    }

    /// The scale of each row.
    pub(crate) fn scales(&self) -> &[f32] {
        &self.scales
    }
}
