//! A linear layer in floating point: each output of each row is a chain of its own.

use super::each::on_vectors;
use super::lanes::LANES;
use super::vector::Vector;

/// Rows that pass by a block of weights together: as many chains as hide how long an addition takes.
const ROWS: usize = 8;

on_vectors! {
    /// A linear layer over rows of `width` numbers: `weights` are blocks of 16 outputs, input by input; `out` is rows × outputs.
    fn linear(rows: &[f32], width: usize, weights: &[f32], biases: &[f32], out: &mut [f32]) = all
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn all<V: Vector>(rows: &[f32], width: usize, weights: &[f32], biases: &[f32], out: &mut [f32]) {
    let outputs = biases.len();
    let mut tiles = rows.chunks_exact(ROWS * width);
    let mut outs = out.chunks_exact_mut(ROWS * outputs);
    for (rows, out) in tiles.by_ref().zip(outs.by_ref()) {
        // SAFETY: as for this function.
        unsafe { tile::<V, ROWS>(rows, width, weights, biases, out) };
    }
    let outs = outs.into_remainder().chunks_exact_mut(outputs);
    for (row, out) in tiles.remainder().chunks_exact(width).zip(outs) {
        // SAFETY: as for this function.
        unsafe { tile::<V, 1>(row, width, weights, biases, out) };
    }
}

/// `R` rows.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn tile<V: Vector, const R: usize>(
    rows: &[f32],
    width: usize,
    weights: &[f32],
    biases: &[f32],
    out: &mut [f32],
) {
    let outputs = biases.len();
    let mut chunks = rows.chunks_exact(width);
    let rows: [&[f32]; R] = std::array::from_fn(|_| &chunks.next().unwrap_or_default()[..width]);
    let blocks = weights.chunks_exact(LANES * width).zip(biases.as_chunks::<LANES>().0);
    for (block, (weights, biases)) in blocks.enumerate() {
        // SAFETY: as for this function.
        unsafe {
            let mut sums = [V::load(biases); R];
            let weights = &weights.as_chunks::<LANES>().0[..width];
            for input in 0..width {
                let weights = V::load(&weights[input]);
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum = sum.add(V::splat(row[input]).multiply(weights));
                }
            }
            for (sum, out) in sums.into_iter().zip(out.chunks_exact_mut(outputs)) {
                sum.store(&mut out[block * LANES..].as_chunks_mut().0[0]);
            }
        }
    }
}
