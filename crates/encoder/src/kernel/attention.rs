//! Attention within a window, one head at a time, in floating point.
//!
//! Scores run over lanes of keys, vectors over lanes of columns: each score and each number of a vector is a chain of its
//! own, so that neither the width of the instructions nor how queries are grouped changes a bit.

use super::Backend;
use super::backend::Instructions;
use super::lanes::{LANES, ROUND};
use super::vector::Vector;
#[cfg(target_arch = "x86_64")]
use {super::vector::Pair, std::arch::x86_64::__m512};

/// Width of an attention head.
pub(crate) const HEAD: usize = 32;

/// Queries that are scored together.
pub(crate) const QUERIES: usize = 4;

/// 1 / √32.
const SCALE: f32 = 0.176_776_7;

/// One head's view of a window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window<'w> {
    /// Queries, keys and values side by side, each `hidden` wide.
    pub(crate) rows: &'w [f32],
    /// The width of each.
    pub(crate) hidden: usize,
    /// The head's first column.
    pub(crate) at: usize,
}

/// Memory of one head's attention: 32 and [`QUERIES`] times [`Window::padded`] numbers.
#[derive(Debug)]
pub(crate) struct HeadScratch<'s> {
    pub(crate) keys: &'s mut [f32],
    pub(crate) weights: &'s mut [f32],
}

/// Writes the head's vectors of `queries` (rows of the window) to its columns of successive rows of `out`.
pub(crate) fn attend(backend: Backend, window: Window<'_>, queries: &[u32], scratch: HeadScratch<'_>, out: &mut [f32]) {
    match backend.0 {
        // SAFETY: needs no particular instructions.
        Instructions::Portable => unsafe { all::<[f32; LANES], 1>(window, queries, scratch, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a backend exists only where its instructions do.
        Instructions::Avx2 | Instructions::AvxVnni => unsafe { avx2(window, queries, scratch, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Instructions::Avx512Vnni => unsafe { avx512(window, queries, scratch, out) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2(window: Window<'_>, queries: &[u32], scratch: HeadScratch<'_>, out: &mut [f32]) {
    // SAFETY: this function is only called where its instructions are.
    unsafe { all::<Pair, 1>(window, queries, scratch, out) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn avx512(window: Window<'_>, queries: &[u32], scratch: HeadScratch<'_>, out: &mut [f32]) {
    // SAFETY: this function is only called where its instructions are.
    unsafe { all::<__m512, 2>(window, queries, scratch, out) }
}

/// All queries, with vectors `V`, `W` side by side.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn all<V: Vector, const W: usize>(
    window: Window<'_>,
    queries: &[u32],
    scratch: HeadScratch<'_>,
    out: &mut [f32],
) {
    let HeadScratch { keys, weights } = scratch;
    // SAFETY: as for this function.
    unsafe { window.transpose_keys::<V>(keys) };
    for (queries, out) in queries.chunks(QUERIES).zip(out.chunks_mut(QUERIES * window.hidden)) {
        // SAFETY: as for this function.
        unsafe {
            match queries.len() {
                1 => window.attend::<V, W, 1>(queries, keys, weights, out),
                2 => window.attend::<V, W, 2>(queries, keys, weights, out),
                3 => window.attend::<V, W, 3>(queries, keys, weights, out),
                _ => window.attend::<V, W, QUERIES>(queries, keys, weights, out),
            }
        }
    }
}

/// Which part of a row.
#[derive(Clone, Copy)]
enum Part {
    Query,
    Key,
    Value,
}

impl Window<'_> {
    /// Its rows, filled up to whole lanes.
    pub(crate) fn padded(&self) -> usize {
        self.length().next_multiple_of(LANES)
    }

    fn length(&self) -> usize {
        self.rows.len() / (3 * self.hidden)
    }

    #[inline(always)]
    fn part(&self, row: usize, part: Part) -> &[f32; HEAD] {
        let start = (3 * row + part as usize) * self.hidden + self.at;
        self.rows[start..].first_chunk().unwrap_or(&[0.0; HEAD])
    }

    /// Columns × keys, so that lanes run over keys; zeros beyond the last key.
    ///
    /// # Safety
    /// The processor has the instructions of `V`.
    #[inline(always)]
    unsafe fn transpose_keys<V: Vector>(&self, keys: &mut [f32]) {
        let (length, padded) = (self.length(), self.padded());
        for first in (0..padded).step_by(LANES) {
            for half in 0..HEAD / LANES {
                // SAFETY: as for this function.
                unsafe {
                    let mut rows = [V::splat(0.0); LANES];
                    for (lane, row) in rows.iter_mut().enumerate() {
                        if first + lane < length {
                            *row = V::load(&self.part(first + lane, Part::Key).as_chunks().0[half]);
                        }
                    }
                    let rest = keys[half * LANES * padded..].chunks_exact_mut(padded);
                    for (column, keys) in V::transpose(rows).into_iter().zip(rest) {
                        column.store(&mut keys[first..].as_chunks_mut().0[0]);
                    }
                }
            }
        }
    }

    /// # Safety
    /// The processor has the instructions of `V`.
    #[inline(always)]
    unsafe fn attend<V: Vector, const W: usize, const R: usize>(
        &self,
        queries: &[u32],
        keys: &[f32],
        weights: &mut [f32],
        out: &mut [f32],
    ) {
        let (length, padded) = (self.length(), self.padded());
        let mut scaled = [[0.0; HEAD]; R];
        for (scaled, &query) in scaled.iter_mut().zip(queries) {
            for (scaled, &value) in scaled.iter_mut().zip(self.part(query as usize, Part::Query)) {
                *scaled = value * SCALE;
            }
        }
        let whole = padded - padded % (W * LANES);
        for first in (0..whole).step_by(W * LANES) {
            // SAFETY: as for this function.
            unsafe { score::<V, W, R>(&scaled, keys, first, padded, weights) };
        }
        for first in (whole..padded).step_by(LANES) {
            // SAFETY: as for this function.
            unsafe { score::<V, 1, R>(&scaled, keys, first, padded, weights) };
        }
        // SAFETY: as for this function.
        let inverses = unsafe { exponentials::<V, R>(weights, length, padded) };
        for column in (0..HEAD).step_by(W * LANES) {
            // SAFETY: as for this function.
            unsafe { self.mix::<V, W, R>(column, weights, &inverses, out) };
        }
    }

    /// The weighted sums of some columns of the values.
    ///
    /// # Safety
    /// The processor has the instructions of `V`.
    #[inline(always)]
    unsafe fn mix<V: Vector, const W: usize, const R: usize>(
        &self,
        column: usize,
        weights: &[f32],
        inverses: &[f32; R],
        out: &mut [f32],
    ) {
        let rows: [&[f32]; R] = std::array::from_fn(|query| &weights[query * self.padded()..][..self.length()]);
        // SAFETY: as for this function.
        unsafe {
            let mut sums = [[V::splat(0.0); W]; R];
            for row in 0..self.length() {
                let values: &[_; W] = side_by_side(&self.part(row, Part::Value)[column..]);
                for (sums, weights) in sums.iter_mut().zip(rows) {
                    let weight = V::splat(weights[row]);
                    for (sum, values) in sums.iter_mut().zip(values) {
                        *sum = sum.add(weight.multiply(V::load(values)));
                    }
                }
            }
            for ((sums, &inverse), out) in sums.iter().zip(inverses).zip(out.chunks_exact_mut(self.hidden)) {
                let out = out[self.at + column..].as_chunks_mut::<LANES>().0;
                for (sum, out) in sums.iter().zip(out) {
                    sum.multiply(V::splat(inverse)).store(out);
                }
            }
        }
    }
}

/// Scores of `R` queries for `W` vectors of keys from the key `first` on.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn score<V: Vector, const W: usize, const R: usize>(
    queries: &[[f32; HEAD]; R],
    keys: &[f32],
    first: usize,
    padded: usize,
    scores: &mut [f32],
) {
    // SAFETY: as for this function.
    unsafe {
        let mut sums = [[V::splat(0.0); W]; R];
        for column in 0..HEAD {
            let keys: &[_; W] = side_by_side(&keys[column * padded + first..]);
            for (sums, query) in sums.iter_mut().zip(queries) {
                let value = V::splat(query[column]);
                for (sum, keys) in sums.iter_mut().zip(keys) {
                    *sum = sum.add(value.multiply(V::load(keys)));
                }
            }
        }
        for (sums, scores) in sums.iter().zip(scores.chunks_exact_mut(padded)) {
            for (sum, scores) in sums.iter().zip(scores[first..].as_chunks_mut::<LANES>().0) {
                sum.store(scores);
            }
        }
    }
}

/// The first `W` times sixteen numbers. That their count is known lets the compiler keep all sums in registers.
#[inline(always)]
fn side_by_side<const W: usize>(numbers: &[f32]) -> &[[f32; LANES]; W] {
    numbers.as_chunks().0.first_chunk().unwrap_or(&[[0.0; LANES]; W])
}

/// Turns each row's first `length` scores into exponentials, less the row's largest one, the rest into zeros; one by the sum
/// of each row.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn exponentials<V: Vector, const R: usize>(scores: &mut [f32], length: usize, padded: usize) -> [f32; R] {
    let mut rows = scores.chunks_exact_mut(padded);
    let mut rows: [&mut [f32]; R] = std::array::from_fn(|_| rows.next().unwrap_or_default());
    // SAFETY: as for this function.
    unsafe {
        let mut largest = [V::splat(f32::MIN); R];
        for row in &mut rows {
            row[length..].fill(f32::MIN);
        }
        for first in (0..padded).step_by(LANES) {
            for (row, largest) in rows.iter().zip(&mut largest) {
                *largest = V::load(&side_by_side::<1>(&row[first..])[0]).larger(*largest);
            }
        }
        for largest in &mut largest {
            *largest = V::splat(largest.largest());
        }
        for first in (0..padded).step_by(LANES) {
            for (row, &largest) in rows.iter_mut().zip(&largest) {
                let block = &mut row[first..].as_chunks_mut().0[0];
                exp(V::load(block).subtract(largest)).store(block);
            }
        }
        let mut sums = [V::splat(0.0); R];
        for row in &mut rows {
            row[length..].fill(0.0);
        }
        for first in (0..padded).step_by(LANES) {
            for (row, sum) in rows.iter().zip(&mut sums) {
                *sum = sum.add(V::load(&side_by_side::<1>(&row[first..])[0]));
            }
        }
        let mut inverses = [0.0; R];
        for (inverse, sum) in inverses.iter_mut().zip(sums) {
            *inverse = 1.0 / sum.sum();
        }
        inverses
    }
}

/// e^x for x ≤ 0, to within two units in the last place; below −87 it stays at e^−87.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
pub(super) unsafe fn exp<V: Vector>(x: V) -> V {
    // SAFETY: as for this function.
    unsafe {
        let x = x.larger(V::splat(-87.0));
        let shifted = x.multiply(V::splat(std::f32::consts::LOG2_E)).add(V::splat(ROUND));
        let whole = shifted.subtract(V::splat(ROUND));
        // ln 2 in two parts, the first one with so few digits that its product with `whole` is exact.
        let rest =
            x.subtract(whole.multiply(V::splat(0.693_359_4))).subtract(whole.multiply(V::splat(-2.121_944_4e-4)));
        let mut sum = V::splat(1.987_569_2e-4);
        for coefficient in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
            sum = sum.multiply(rest).add(V::splat(coefficient));
        }
        let fraction = sum.multiply(rest).multiply(rest).add(rest).add(V::splat(1.0));
        // The integer stands in the low bits of `shifted`: moved to the exponent's place it is a power of two.
        fraction.multiply(shifted.power())
    }
}
