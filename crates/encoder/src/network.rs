//! Blocks of small networks: what the encoder's heads and layers are made of, and what a [`crate::SentenceReader`] may build
//! its own from.
//!
//! All of it gives the same bits from every [`Backend`], and each row's result depends on that row alone, however many stand
//! below each other. Rows stand one after the other in a slice; a block knows how wide they are, and a row that is not whole
//! is left out.

mod convolution8;
mod dense;
mod dense8;
mod table8;

pub use convolution8::Convolution8;
pub use dense::Linear;
pub use dense8::{Linear8, Scratch8};
pub use table8::Table8;

use crate::kernel::{Backend, lanes, products, rows};

/// GELU of each value, x Φ(x), to within 2e-5.
pub fn gelu(backend: Backend, values: &mut [f32]) {
    lanes::gelus(backend, values);
}

/// Each value, or zero where it is negative.
pub fn relu(backend: Backend, values: &mut [f32]) {
    lanes::rectify(backend, values);
}

/// Layer norm of each row: as wide as `norm` holds pairs of numbers, all weights before all biases.
pub fn layer_norm(backend: Backend, rows: &mut [f32], norm: &[f32]) {
    let width = norm.len() / 2;
    let norm = &norm[..2 * width];
    if width == 0 {
        return;
    }
    if width.is_multiple_of(lanes::LANES) {
        rows::layer_norm(backend, rows, width, norm);
    } else {
        lanes::layer_norm(backend, rows, width, norm);
    }
}

/// The product of each left row with each right one, `width` numbers a row: left rows × right rows.
pub fn products(backend: Backend, left: &[f32], right: &[f32], width: usize, out: &mut Vec<f32>) {
    let count = |rows: &[f32]| rows.len().checked_div(width).unwrap_or(0);
    let (lefts, rights) = (count(left), count(right));
    out.resize(lefts * rights, 0.0);
    if out.is_empty() {
        return;
    }
    let (left, right) = (&left[..lefts * width], &right[..rights * width]);
    if width.is_multiple_of(lanes::LANES) {
        products::products(backend, left, right, width, out);
    } else {
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
