//! What happens to rows between two products: layer norm, and numbers to bytes. Four rows at a time, so that one row's sums
//! do not wait for another's; each row is a chain of its own, in sixteen lanes.

use super::each::on_vectors;
use super::lanes::{EPSILON, LANES, ROUND, larger};
use super::vector::Vector;

/// Rows that are worked on together.
const ROWS: usize = 4;

/// The byte of the number zero.
const ZERO: u8 = 128;

on_vectors! {
    /// Rows of `width` numbers, a multiple of sixteen, to bytes, each by its own largest magnitude: value = (byte − 128) × the
    /// row's scale.
    fn quantise(rows: &[f32], width: usize, bytes: &mut [u8], scales: &mut [f32]) = quantise_all
}

on_vectors! {
    /// The same after a layer norm of each row; `norm` holds `width` weights and as many biases.
    fn normalise(rows: &mut [f32], width: usize, norm: &[f32], bytes: &mut [u8], scales: &mut [f32]) = normalise_all
}

on_vectors! {
    /// Layer norm of each row of `width` numbers, a multiple of sixteen; `norm` holds `width` weights and as many biases.
    fn layer_norm(rows: &mut [f32], width: usize, norm: &[f32]) = layer_norm_all
}

on_vectors! {
    /// Each row of a sequence between those `distance` before and after it, zeros beyond the ends, to bytes: three times
    /// `width` a row, each by its own largest magnitude. `largest` is scratch, one number a row.
    fn quantise_windows(rows: &[f32], width: usize, distance: usize, bytes: &mut [u8], largest: &mut [f32], scales: &mut [f32]) = windows_all
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn layer_norm_all<V: Vector>(rows: &mut [f32], width: usize, norm: &[f32]) {
    let mut tiles = rows.chunks_exact_mut(ROWS * width);
    // SAFETY: as for this function.
    unsafe {
        for rows in tiles.by_ref() {
            norm_rows::<V, ROWS>(rows, width, norm.as_chunks().0);
        }
        for row in tiles.into_remainder().chunks_exact_mut(width) {
            norm_rows::<V, 1>(row, width, norm.as_chunks().0);
        }
    }
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn windows_all<V: Vector>(
    rows: &[f32],
    width: usize,
    distance: usize,
    bytes: &mut [u8],
    largest: &mut [f32],
    scales: &mut [f32],
) {
    let row = |index: usize| rows[index * width..(index + 1) * width].as_chunks().0;
    for (index, largest) in largest.iter_mut().enumerate() {
        // SAFETY: as for this function.
        *largest = unsafe { largest_of::<V>(row(index)) };
    }
    for ((index, bytes), scale) in bytes.chunks_exact_mut(3 * width).enumerate().zip(scales) {
        let after = Some(index + distance).filter(|&after| after < largest.len());
        let window = [index.checked_sub(distance), Some(index), after];
        let most = window.into_iter().flatten().map(|place| largest[place]).fold(0.0, larger);
        *scale = most / 127.0;
        let inverse = inverse(most);
        for (place, bytes) in window.into_iter().zip(bytes.chunks_exact_mut(width)) {
            match place {
                // SAFETY: as for this function.
                Some(place) => unsafe { to_bytes::<V>(row(place), inverse, bytes) },
                None => bytes.fill(ZERO),
            }
        }
    }
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn quantise_all<V: Vector>(rows: &[f32], width: usize, bytes: &mut [u8], scales: &mut [f32]) {
    let step = ROWS * width;
    for ((rows, bytes), scales) in rows.chunks(step).zip(bytes.chunks_mut(step)).zip(scales.chunks_mut(ROWS)) {
        // SAFETY: as for this function.
        unsafe { quantise_tile::<V>(rows, width, bytes, scales) };
    }
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn normalise_all<V: Vector>(rows: &mut [f32], width: usize, norm: &[f32], bytes: &mut [u8], scales: &mut [f32]) {
    let step = ROWS * width;
    for ((rows, bytes), scales) in rows.chunks_mut(step).zip(bytes.chunks_mut(step)).zip(scales.chunks_mut(ROWS)) {
        // SAFETY: as for this function.
        unsafe {
            if scales.len() == ROWS {
                norm_rows::<V, ROWS>(rows, width, norm.as_chunks().0);
            } else {
                for row in rows.chunks_exact_mut(width) {
                    norm_rows::<V, 1>(row, width, norm.as_chunks().0);
                }
            }
            // While they are in the first cache.
            quantise_tile::<V>(rows, width, bytes, scales);
        }
    }
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn quantise_tile<V: Vector>(rows: &[f32], width: usize, bytes: &mut [u8], scales: &mut [f32]) {
    for ((row, bytes), scale) in rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(scales) {
        let row = row.as_chunks().0;
        // SAFETY: as for this function.
        unsafe {
            let largest = largest_of::<V>(row);
            *scale = largest / 127.0;
            to_bytes::<V>(row, inverse(largest), bytes);
        }
    }
}

/// The largest magnitude of a row.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn largest_of<V: Vector>(row: &[[f32; LANES]]) -> f32 {
    // SAFETY: as for this function.
    unsafe {
        let mut largest = V::splat(f32::MIN);
        for values in row {
            largest = V::load(values).magnitude().larger(largest);
        }
        largest.largest()
    }
}

/// How many steps one is, where the largest number is 127 steps.
#[inline(always)]
fn inverse(largest: f32) -> f32 {
    if largest > 0.0 { 127.0 / largest } else { 0.0 }
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn to_bytes<V: Vector>(row: &[[f32; LANES]], inverse: f32, bytes: &mut [u8]) {
    // SAFETY: as for this function.
    unsafe {
        let inverse = V::splat(inverse);
        for (values, bytes) in row.iter().zip(bytes.as_chunks_mut().0) {
            V::load(values).multiply(inverse).add(V::splat(ROUND)).store_bytes(bytes);
        }
    }
}

/// Layer norm of `R` rows; `norm` holds the blocks of the weights, then of the biases.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn norm_rows<V: Vector, const R: usize>(rows: &mut [f32], width: usize, norm: &[[f32; LANES]]) {
    let (weights, biases) = norm.split_at(norm.len() / 2);
    let (blocks, count) = (weights.len(), width as f32);
    let mut rows = rows.chunks_exact_mut(width);
    let mut rows: [&mut [[f32; LANES]]; R] =
        std::array::from_fn(|_| &mut rows.next().unwrap_or_default().as_chunks_mut().0[..blocks]);
    // SAFETY: as for this function.
    unsafe {
        let mut sums = [V::splat(0.0); R];
        for block in 0..blocks {
            for (row, sum) in rows.iter().zip(&mut sums) {
                *sum = sum.add(V::load(&row[block]));
            }
        }
        let mut means = sums;
        for (mean, sum) in means.iter_mut().zip(sums) {
            *mean = V::splat(sum.sum() / count);
        }
        let mut sums = [V::splat(0.0); R];
        for block in 0..blocks {
            for ((row, sum), &mean) in rows.iter().zip(&mut sums).zip(&means) {
                let distance = V::load(&row[block]).subtract(mean);
                *sum = sum.add(distance.multiply(distance));
            }
        }
        let mut inverses = sums;
        for (inverse, sum) in inverses.iter_mut().zip(sums) {
            *inverse = V::splat(1.0 / (sum.sum() / count + EPSILON).sqrt());
        }
        for block in 0..blocks {
            let (weights, biases) = (V::load(&weights[block]), V::load(&biases[block]));
            for ((row, &mean), &inverse) in rows.iter_mut().zip(&means).zip(&inverses) {
                let values = V::load(&row[block]).subtract(mean).multiply(inverse).multiply(weights).add(biases);
                values.store(&mut row[block]);
            }
        }
    }
}
