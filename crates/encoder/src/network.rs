//! Blocks of small networks: what the encoder's heads and layers are made of, and what a [`crate::SentenceReader`] may build
//! its own from.
//!
//! All of it gives the same bits from every [`Backend`], and each row's result depends on that row alone, however many stand
//! below each other. Rows stand one after the other in a slice; a block knows how wide they are, and a row that is not whole
//! is left out.

mod dense;
mod dense8;

pub use dense::Linear;
pub use dense8::{Linear8, Scratch8};

use crate::kernel::{Backend, lanes};

/// GELU of each value, x Φ(x), to within 2e-5.
pub fn gelu(backend: Backend, values: &mut [f32]) {
    lanes::gelus(backend, values);
}

/// Each value, or zero where it is negative.
pub fn relu(values: &mut [f32]) {
    for value in values {
        *value = if *value > 0.0 { *value } else { 0.0 };
    }
}

/// Layer norm of each row: as wide as `norm` holds pairs of numbers, all weights before all biases.
pub fn layer_norm(backend: Backend, rows: &mut [f32], norm: &[f32]) {
    let width = norm.len() / 2;
    if width > 0 {
        lanes::layer_norm(backend, rows, width, &norm[..2 * width]);
    }
}

/// The product of each left row with each right one, `width` numbers a row: left rows × right rows.
pub fn products(backend: Backend, left: &[f32], right: &[f32], width: usize, out: &mut Vec<f32>) {
    out.clear();
    let count = |rows: &[f32]| rows.len().checked_div(width).unwrap_or(0);
    out.resize(count(left) * count(right), 0.0);
    if !out.is_empty() {
        lanes::products(backend, left, right, width, out);
    }
}

/// Drops what rows of `padded` numbers have beyond `width`.
fn compact(rows: &mut Vec<f32>, padded: usize, width: usize) {
    if padded == width {
        return;
    }
    let count = rows.len() / padded;
    for row in 1..count {
        rows.copy_within(row * padded..row * padded + width, row * width);
    }
    rows.truncate(count * width);
}

#[cfg(test)]
mod tests;
