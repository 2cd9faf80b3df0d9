//! Integer products without special instructions, in blocks of 16 outputs, input by input.

use super::matrix::{Operands, Tile};

/// Rows × panel.
pub(super) fn multiply(panel: &Operands<'_>, rows: &[u8], count: usize, tile: &mut Tile) {
    let blocks = panel.weights.chunks_exact(16 * panel.depth);
    for (sums, row) in tile.0.iter_mut().take(count).zip(rows.chunks_exact(panel.depth)) {
        let outputs = sums.as_chunks_mut::<16>().0.iter_mut().zip(panel.starts.as_chunks::<16>().0);
        for (block, (sums, starts)) in blocks.clone().zip(outputs) {
            *sums = *starts;
            for (&activation, weights) in row.iter().zip(block.as_chunks::<16>().0) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    // At most 255 × 128 in magnitude: it fits in 16 bits, which is what most processors multiply fastest.
                    *sum += i32::from(i16::from(activation) * i16::from(weight.cast_signed()));
                }
            }
        }
    }
}
