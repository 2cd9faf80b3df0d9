//! One layer: attention and a feed-forward layer, each added to its input and normalised (BERT's order).

use super::{Batch, Scratch};
use crate::kernel::attention::{self, HEAD, HeadScratch, QUERIES, Window};
use crate::kernel::{Backend, Buffer, Quantised, lanes};
use crate::network::Linear8;
use crate::window::MAX_WINDOW;

/// Rows that pass the feed-forward layer together: what is inside stays in the second cache.
const INNER_ROWS: usize = 48;

/// The weights of a layer.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) hidden: usize,
    pub(super) qkv: Linear8,
    pub(super) out: Linear8,
    pub(super) attention_norm: Vec<f32>,
    pub(super) up: Linear8,
    pub(super) down: Linear8,
    pub(super) norm: Vec<f32>,
}

impl Layer {
    /// Replaces all rows.
    pub(super) fn apply_to_all(&self, backend: Backend, batch: &Batch, scratch: &mut Scratch) {
        self.project(backend, scratch);
        scratch.all.clear();
        scratch.all.extend(0..MAX_WINDOW as u32);
        let Scratch { wide, context, keys, weights, all, .. } = scratch;
        context.resize(batch.pieces.len() * self.hidden);
        let mut attention = Attention { backend, hidden: self.hidden, keys, weights };
        for window in &batch.windows {
            let rows = &wide[window.start * 3 * self.hidden..window.end * 3 * self.hidden];
            let context = &mut context[window.start * self.hidden..window.end * self.hidden];
            attention.attend(rows, &all[..window.len()], context);
        }
        self.finish(backend, scratch);
    }

    /// Replaces the rows that are read and drops the others: in the last layer nobody attends to their results.
    pub(super) fn apply_to_read(&self, backend: Backend, batch: &Batch, scratch: &mut Scratch) {
        let hidden = self.hidden;
        self.project(backend, scratch);
        let Scratch { rows, wide, context, keys, weights, .. } = scratch;
        context.resize(batch.read.len() * hidden);
        let mut attention = Attention { backend, hidden, keys, weights };
        for (window, reads) in batch.windows.iter().zip(&batch.reads) {
            let queries = &batch.read[reads.clone()];
            let context = &mut context[reads.start * hidden..reads.end * hidden];
            attention.attend(&wide[window.start * 3 * hidden..window.end * 3 * hidden], queries, context);
            for (to, &from) in reads.clone().zip(queries) {
                let from = window.start + from as usize;
                rows.copy_within(from * hidden..(from + 1) * hidden, to * hidden);
            }
        }
        rows.resize(batch.read.len() * hidden);
        self.finish(backend, scratch);
    }

    /// Queries, keys and values of all rows, which stand there as bytes, too.
    fn project(&self, backend: Backend, scratch: &mut Scratch) {
        let Scratch { rows, wide, quantised, .. } = scratch;
        wide.resize(rows.len() * 3);
        self.qkv.multiply(quantised, |tile, scales, column, first| {
            lanes::store(backend, tile, scales, column, &mut wide[first * 3 * self.hidden..], 3 * self.hidden);
        });
    }

    /// What follows attention, row by row. The rows then stand there as bytes, too.
    fn finish(&self, backend: Backend, scratch: &mut Scratch) {
        let Scratch { rows, wide, context, quantised, .. } = scratch;
        let hidden = self.hidden;
        quantised.fill(backend, context, hidden);
        self.out.multiply(quantised, |tile, scales, column, first| {
            lanes::add(backend, tile, scales, column, &mut rows[first * hidden..], hidden);
        });
        for rows in rows.chunks_mut(INNER_ROWS * hidden) {
            self.feed_forward(backend, rows, wide, quantised);
        }
        quantised.fill_normalised(backend, rows, hidden, &self.norm);
    }

    fn feed_forward(&self, backend: Backend, rows: &mut [f32], wide: &mut Buffer<f32>, quantised: &mut Quantised) {
        let (hidden, inner) = (self.hidden, self.up.padded());
        wide.resize(rows.len() / hidden * inner);
        quantised.fill_normalised(backend, rows, hidden, &self.attention_norm);
        self.up.multiply(quantised, |tile, scales, column, first| {
            lanes::store_gelu(backend, tile, scales, column, &mut wide[first * inner..], inner);
        });
        quantised.fill(backend, wide, inner);
        self.down.multiply(quantised, |tile, scales, column, first| {
            lanes::add(backend, tile, scales, column, &mut rows[first * hidden..], hidden);
        });
    }
}

/// Attention of all heads, with its scratch.
struct Attention<'s> {
    backend: Backend,
    hidden: usize,
    keys: &'s mut Buffer<f32>,
    weights: &'s mut Buffer<f32>,
}

impl Attention<'_> {
    fn attend(&mut self, rows: &[f32], queries: &[u32], context: &mut [f32]) {
        for at in (0..self.hidden).step_by(HEAD) {
            let window = Window { rows, hidden: self.hidden, at };
            self.keys.resize(HEAD * window.padded());
            self.weights.resize(QUERIES * window.padded());
            let scratch = HeadScratch { keys: self.keys, weights: self.weights };
            attention::attend(self.backend, window, queries, scratch, context);
        }
    }
}
