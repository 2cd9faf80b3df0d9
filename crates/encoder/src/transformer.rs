//! The transformer: from pieces to vectors, layer by layer.
//!
//! Windows of several sentences stand below each other in one matrix, without padding: products run over all rows, attention
//! within each window. Every row is quantised by itself, so that a sentence's vectors depend on that sentence alone.

mod layer;
mod load;

use std::ops::Range;

use crate::kernel::{Backend, Buffer, Quantised, lanes};
use layer::Layer;
pub(crate) use load::Config;

/// The encoder's weights.
#[derive(Debug)]
pub(crate) struct Transformer {
    backend: Backend,
    pub(crate) hidden: usize,
    // Per piece, 16 bytes a block of 32 numbers, and the blocks' scales.
    nibbles: Vec<u8>,
    scales: Vec<f32>,
    positions: Buffer<f32>,
    norm: Vec<f32>,
    layers: Vec<Layer>,
}

/// Windows to encode together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The pieces of all windows.
    pub(crate) pieces: Vec<u32>,
    /// The rows of each window in `pieces`.
    pub(crate) windows: Vec<Range<usize>>,
    /// The rows that are read, counted within their window.
    pub(crate) read: Vec<u32>,
    /// The rows of each window in `read`.
    pub(crate) reads: Vec<Range<usize>>,
}

impl Batch {
    /// Forgets all windows.
    pub(crate) fn clear(&mut self) {
        self.pieces.clear();
        self.windows.clear();
        self.read.clear();
        self.reads.clear();
    }
}

/// Memory of the forward pass, kept from batch to batch.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    rows: Buffer<f32>,
    // Queries, keys and values; and what the feed-forward layer has inside.
    wide: Buffer<f32>,
    context: Buffer<f32>,
    quantised: Quantised,
    keys: Buffer<f32>,
    weights: Buffer<f32>,
    all: Vec<u32>,
}

impl Transformer {
    /// The backend it was packed for.
    pub(crate) fn backend(&self) -> Backend {
        self.backend
    }

    /// Vectors of the rows that are read, in their order, [`Transformer::hidden`] numbers each.
    pub(crate) fn encode<'s>(&self, batch: &Batch, scratch: &'s mut Scratch) -> &'s [f32] {
        self.embed(batch, scratch);
        let Some((last, layers)) = self.layers.split_last() else { return &[] };
        for layer in layers {
            layer.apply_to_all(self.backend, batch, scratch);
        }
        last.apply_to_read(self.backend, batch, scratch);
        &scratch.rows
    }

    fn embed(&self, batch: &Batch, scratch: &mut Scratch) {
        let (hidden, blocks) = (self.hidden, self.hidden / 32);
        scratch.rows.resize(batch.pieces.len() * hidden);
        for window in &batch.windows {
            let rows = scratch.rows[window.start * hidden..window.end * hidden].chunks_exact_mut(hidden);
            let positions = self.positions.chunks_exact(hidden);
            for ((&piece, position), row) in batch.pieces[window.clone()].iter().zip(positions).zip(rows) {
                let first = piece as usize * blocks;
                let nibbles = &self.nibbles[16 * first..16 * (first + blocks)];
                lanes::embed(self.backend, nibbles, &self.scales[first..first + blocks], position, row);
            }
        }
        scratch.quantised.fill_normalised(self.backend, &mut scratch.rows, hidden, &self.norm);
    }
}
