//! Floating-point work in fixed lanes: one source, compiled once for each kind of instructions, the same bits from each.
//!
//! What holds that: every element has its own chain of operations, none of them fused; sums over a row run over sixteen
//! lanes which are then added in one order; exponentials and GELU are polynomials here, not calls of a mathematical library.

use super::each::on_each;
use super::{PANEL, TILE_ROWS, Tile};

/// Lanes of a sum.
pub(crate) const LANES: usize = 16;

/// Added and taken away again, it rounds a float of less than 2^22 to the nearest even integer, which stands in the low bits.
pub(super) const ROUND: f32 = 12_582_912.0;

/// Keeps the layer norm's root above zero: BERT's value.
pub(super) const EPSILON: f32 = 1e-12;

#[cfg(target_arch = "x86_64")]
on_each! {
    /// Bytes of activations to 16-bit integers of the same values.
    fn widen(bytes: &[u8], words: &mut [i16]) {
        for (word, &byte) in words.iter_mut().zip(bytes) {
            *word = i16::from(byte);
        }
    }
}

on_each! {
    /// Writes a tile's values to columns `column..` of `out`.
    fn store(tile: &Tile, scales: &[f32], weights: Column<'_>, out: &mut [f32], width: usize) {
        each_row(tile, scales, out, width, weights.column, |sums, scale, out| {
            for (lane, out) in out.iter_mut().enumerate() {
                *out = weights.value(sums, scale, lane);
            }
        });
    }
}

on_each! {
    /// Adds a tile's values to columns `column..` of `out`.
    fn add(tile: &Tile, scales: &[f32], weights: Column<'_>, out: &mut [f32], width: usize) {
        each_row(tile, scales, out, width, weights.column, |sums, scale, out| {
            for (lane, out) in out.iter_mut().enumerate() {
                *out += weights.value(sums, scale, lane);
            }
        });
    }
}

on_each! {
    /// Adds a tile's values, or zero where they are negative, to columns `column..` of `out`.
    fn add_rectified(tile: &Tile, scales: &[f32], weights: Column<'_>, out: &mut [f32], width: usize) {
        each_row(tile, scales, out, width, weights.column, |sums, scale, out| {
            for (lane, out) in out.iter_mut().enumerate() {
                *out += larger(weights.value(sums, scale, lane), 0.0);
            }
        });
    }
}

on_each! {
    /// Each value, or zero where it is negative.
    fn rectify(values: &mut [f32]) {
        for value in values {
            *value = larger(*value, 0.0);
        }
    }
}

on_each! {
    /// Sums of rows of a table of bytes, each worth its scale: `count` of `picks` a sum, added in their order. Rows are `width`
    /// numbers long, a multiple of 64; one beyond the table is zeros.
    fn sum_rows(table: &[i8], scales: &[f32], picks: &[u32], count: usize, out: &mut [f32], width: usize) {
        for (picks, out) in picks.chunks_exact(count).zip(out.chunks_exact_mut(width)) {
            for (block, out) in out.as_chunks_mut::<PANEL>().0.iter_mut().enumerate() {
                let mut sums = [0.0_f32; PANEL];
                for &pick in picks {
                    let values = table.get(pick as usize * width + block * PANEL..).and_then(<[i8]>::first_chunk);
                    let values: &[i8; PANEL] = values.unwrap_or(&[0; PANEL]);
                    let scale = scales.get(pick as usize).copied().unwrap_or(0.0);
                    for lane in 0..PANEL {
                        sums[lane] += scale * f32::from(values[lane]);
                    }
                }
                *out = sums;
            }
        }
    }
}

on_each! {
    /// Writes GELU of a tile's values to columns `column..` of `out`.
    fn store_gelu(tile: &Tile, scales: &[f32], weights: Column<'_>, out: &mut [f32], width: usize) {
        each_row(tile, scales, out, width, weights.column, |sums, scale, out| {
            for (lane, out) in out.iter_mut().enumerate() {
                *out = gelu(weights.value(sums, scale, lane));
            }
        });
    }
}

on_each! {
    /// Layer norm of each row; `norm` holds `width` weights and as many biases.
    fn layer_norm(rows: &mut [f32], width: usize, norm: &[f32]) {
        let (weights, biases) = norm.split_at(width);
        for row in rows.chunks_exact_mut(width) {
            let count = width as f32;
            let mean = sum(row, |value| value) / count;
            let variance = sum(row, |value| (value - mean) * (value - mean)) / count;
            let inverse = 1.0 / (variance + EPSILON).sqrt();
            for ((value, &weight), &bias) in row.iter_mut().zip(weights).zip(biases) {
                *value = (*value - mean) * inverse * weight + bias;
            }
        }
    }
}

on_each! {
    /// GELU of each value.
    fn gelus(values: &mut [f32]) {
        for value in values {
            *value = gelu(*value);
        }
    }
}

on_each! {
    /// Every left row times every right one: left rows × right rows, of `width` numbers each.
    fn products(left: &[f32], right: &[f32], width: usize, out: &mut [f32]) {
        let rows = left.chunks_exact(width).zip(out.chunks_exact_mut(right.len() / width));
        for (left, out) in rows {
            for (right, out) in right.chunks_exact(width).zip(out) {
                *out = product(left, right);
            }
        }
    }
}

on_each! {
    /// A piece's vector from its 4-bit blocks, with its position's added. `scales` holds one number a block of 32.
    fn embed(blocks: &[u8], scales: &[f32], position: &[f32], out: &mut [f32]) {
        let blocks = blocks.as_chunks::<16>().0.iter().zip(scales);
        let values = out.as_chunks_mut::<32>().0.iter_mut().zip(position.as_chunks::<32>().0);
        for ((nibbles, &scale), (out, position)) in blocks.zip(values) {
            for lane in 0..16 {
                out[lane] = (f32::from(nibbles[lane] & 15) - 8.0) * scale + position[lane];
                out[lane + 16] = (f32::from(nibbles[lane] >> 4) - 8.0) * scale + position[lane + 16];
            }
        }
    }
}

/// What turns the sums of a panel into values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column<'l> {
    /// The panel's first column.
    pub(crate) column: usize,
    /// The scale of each output.
    pub(crate) scales: &'l [f32; PANEL],
    /// The bias of each output.
    pub(crate) biases: &'l [f32; PANEL],
}

impl Column<'_> {
    #[inline(always)]
    fn value(&self, sums: &[i32; PANEL], scale: f32, lane: usize) -> f32 {
        sums[lane] as f32 * (scale * self.scales[lane]) + self.biases[lane]
    }
}

#[inline(always)]
fn each_row(
    tile: &Tile,
    scales: &[f32],
    out: &mut [f32],
    width: usize,
    column: usize,
    mut write: impl FnMut(&[i32; PANEL], f32, &mut [f32; PANEL]),
) {
    debug_assert!(scales.len() <= TILE_ROWS, "a tile has six rows");
    for ((sums, &scale), row) in tile.0.iter().zip(scales).zip(out.chunks_exact_mut(width)) {
        if let Some(out) = row.get_mut(column..).and_then(|row| row.first_chunk_mut()) {
            write(sums, scale, out);
        }
    }
}

/// The larger of two; the right one where they cannot be compared.
#[inline(always)]
pub(super) fn larger(left: f32, right: f32) -> f32 {
    if left > right { left } else { right }
}

/// The sum of `term` over a row in sixteen lanes.
#[inline(always)]
pub(super) fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for values in whole {
        for lane in 0..LANES {
            lanes[lane] += term(values[lane]);
        }
    }
    for (lane, &value) in lanes.iter_mut().zip(rest) {
        *lane += term(value);
    }
    total(lanes)
}

/// The sum of the products of two rows in sixteen lanes.
#[inline(always)]
fn product(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let ((left, left_rest), (right, right_rest)) = (left.as_chunks::<LANES>(), right.as_chunks::<LANES>());
    for (left, right) in left.iter().zip(right) {
        for lane in 0..LANES {
            lanes[lane] += left[lane] * right[lane];
        }
    }
    for (lane, (left, right)) in lanes.iter_mut().zip(left_rest.iter().zip(right_rest)) {
        *lane += left * right;
    }
    total(lanes)
}

/// Adds sixteen lanes: halves onto halves.
#[inline(always)]
pub(super) fn total(mut lanes: [f32; LANES]) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0]
}

/// x Φ(x), to within 2e-5: far below the step of an 8-bit activation.
///
/// Φ(x) − ½ = x Q(u) with u = 2x²/4.5² − 1, fitted on |x| ≤ 4.5 for the smallest largest error of the product; beyond, Φ is
/// 0 or 1.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    const LIMIT: f32 = 4.5;
    const COEFFICIENTS: [f32; 10] = [
        -0.002_139_302_7,
        0.003_352_723,
        -0.005_633_237_4,
        0.010_980_357,
        -0.018_783_6,
        0.028_415_872,
        -0.040_162_545,
        0.054_688_3,
        -0.077_190_73,
        0.156_905_82,
    ];
    let clipped = if x > -LIMIT { x } else { -LIMIT };
    let clipped = if clipped < LIMIT { clipped } else { LIMIT };
    let u = clipped * clipped * (2.0 / (LIMIT * LIMIT)) - 1.0;
    let mut sum = 0.000_677_466_7;
    for coefficient in COEFFICIENTS {
        sum = sum * u + coefficient;
    }
    x * (sum * clipped + 0.5)
}
