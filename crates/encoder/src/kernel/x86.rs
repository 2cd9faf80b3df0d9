//! Integer products with the vector instructions of x86-64: rows × panel, up to six rows at a time, all sums in registers.
//!
//! AVX2's own product of bytes (`vpmaddubsw`) saturates at 16 bits, so its backend widens both sides to 16 bits first
//! (`vpmaddwd`), which is exact. The VNNI instruction (`vpdpbusd`) adds four products of an unsigned with a signed byte to 32
//! bits without saturation: activations carry an offset of 128, which the sums' starts take back.

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_dpbusd_avx_epi32, _mm256_loadu_si256,
    _mm256_madd_epi16, _mm256_set1_epi32, _mm256_storeu_si256, _mm512_dpbusd_epi32, _mm512_loadu_si512,
    _mm512_set1_epi32, _mm512_storeu_si512,
};

use super::matrix::{Operands, PANEL, Tile};

/// Calls a kernel compiled for `$count` rows.
macro_rules! by_rows {
    ($kernel:ident, $count:expr, $panel:expr, $rows:expr, $tile:expr) => {{
        check($panel, $rows.len(), $count);
        // SAFETY: a backend exists only where its instructions do, and `check` has compared the lengths.
        unsafe {
            match $count {
                1 => $kernel::<1>($panel, $rows, $tile),
                2 => $kernel::<2>($panel, $rows, $tile),
                3 => $kernel::<3>($panel, $rows, $tile),
                4 => $kernel::<4>($panel, $rows, $tile),
                5 => $kernel::<5>($panel, $rows, $tile),
                _ => $kernel::<6>($panel, $rows, $tile),
            }
        }
    }};
}

/// AVX-512 VNNI: blocks of 64 outputs, groups of 4 inputs.
pub(super) fn multiply_avx512(panel: &Operands<'_>, rows: &[u8], count: usize, tile: &mut Tile) {
    by_rows!(avx512, count, panel, rows, tile);
}

/// AVX-VNNI: blocks of 16 outputs, groups of 4 inputs.
pub(super) fn multiply_avx_vnni(panel: &Operands<'_>, rows: &[u8], count: usize, tile: &mut Tile) {
    by_rows!(avx_vnni, count, panel, rows, tile);
}

/// AVX2: blocks of 16 outputs, groups of 2 inputs; activations are 16-bit integers.
pub(super) fn multiply_avx2(panel: &Operands<'_>, rows: &[i16], count: usize, tile: &mut Tile) {
    by_rows!(avx2, count, panel, rows, tile);
}

/// What the kernels rely on: whole rows, a whole panel, whole groups.
fn check(panel: &Operands<'_>, activations: usize, count: usize) {
    assert!((1..=super::TILE_ROWS).contains(&count) && activations >= count * panel.depth, "rows are whole");
    assert!(panel.weights.len() == PANEL * panel.depth && panel.depth.is_multiple_of(4), "the panel is whole");
}

/// # Safety
/// `rows` holds `R` rows of `panel.depth` numbers, a multiple of 4; the panel is whole.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
unsafe fn avx512<const R: usize>(panel: &Operands<'_>, rows: &[u8], tile: &mut Tile) {
    // SAFETY: every address lies within its slice: weights are read to PANEL × depth, rows to R × depth, starts and the
    // rows of the tile to 64.
    unsafe {
        let starts: *const i32 = panel.starts.as_ptr();
        let start = [
            _mm512_loadu_si512(starts.cast()),
            _mm512_loadu_si512(starts.add(16).cast()),
            _mm512_loadu_si512(starts.add(32).cast()),
            _mm512_loadu_si512(starts.add(48).cast()),
        ];
        let mut sums = [start; R];
        let mut weights = panel.weights.as_ptr();
        let mut activations = rows.as_ptr();
        for _ in 0..panel.depth / 4 {
            let columns = [
                _mm512_loadu_si512(weights.cast()),
                _mm512_loadu_si512(weights.add(64).cast()),
                _mm512_loadu_si512(weights.add(128).cast()),
                _mm512_loadu_si512(weights.add(192).cast()),
            ];
            for (row, sums) in sums.iter_mut().enumerate() {
                let four = _mm512_set1_epi32(activations.add(row * panel.depth).cast::<i32>().read_unaligned());
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = _mm512_dpbusd_epi32(*sum, four, column);
                }
            }
            weights = weights.add(256);
            activations = activations.add(4);
        }
        for (sums, out) in sums.iter().zip(&mut tile.0) {
            for (lane, &sum) in sums.iter().enumerate() {
                _mm512_storeu_si512(out.as_mut_ptr().add(16 * lane).cast(), sum);
            }
        }
    }
}

/// A kernel over blocks of 16 outputs with the 256-bit product of bytes, which has two encodings.
macro_rules! vnni_256 {
    ($name:ident, $features:literal, $product:ident) => {
        /// # Safety
        /// As for `avx512`.
        #[target_feature(enable = $features)]
        pub(super) unsafe fn $name<const R: usize>(panel: &Operands<'_>, rows: &[u8], tile: &mut Tile) {
            // SAFETY: as in `avx512`; the four blocks of a panel have 16 × depth weights each.
            unsafe {
                for block in 0..PANEL / 16 {
                    let starts = panel.starts.as_ptr().add(16 * block);
                    let start = [_mm256_loadu_si256(starts.cast()), _mm256_loadu_si256(starts.add(8).cast())];
                    let mut sums = [start; R];
                    let mut weights = panel.weights.as_ptr().add(16 * block * panel.depth);
                    let mut activations = rows.as_ptr();
                    for _ in 0..panel.depth / 4 {
                        let columns = [_mm256_loadu_si256(weights.cast()), _mm256_loadu_si256(weights.add(32).cast())];
                        for (row, sums) in sums.iter_mut().enumerate() {
                            let four = activations.add(row * panel.depth).cast::<i32>().read_unaligned();
                            let four = _mm256_set1_epi32(four);
                            for (sum, column) in sums.iter_mut().zip(columns) {
                                *sum = $product(*sum, four, column);
                            }
                        }
                        weights = weights.add(64);
                        activations = activations.add(4);
                    }
                    store_256(&sums, block, tile);
                }
            }
        }
    };
}

vnni_256!(avx_vnni, "avx2,avxvnni", _mm256_dpbusd_avx_epi32);

#[cfg(test)]
use std::arch::x86_64::_mm256_dpbusd_epi32;
// The same kernel in the encoding that processors with AVX-512 have, so that tests run it there too.
#[cfg(test)]
vnni_256!(avx512_256, "avx512vl,avx512vnni,avx2", _mm256_dpbusd_epi32);

/// # Safety
/// `rows` holds `R` rows of `panel.depth` numbers, an even number; the panel is whole.
#[target_feature(enable = "avx2")]
unsafe fn avx2<const R: usize>(panel: &Operands<'_>, rows: &[i16], tile: &mut Tile) {
    // SAFETY: as in `avx512`; the four blocks of a panel have 16 × depth weights each.
    unsafe {
        for block in 0..PANEL / 16 {
            let starts = panel.starts.as_ptr().add(16 * block);
            let start = [_mm256_loadu_si256(starts.cast()), _mm256_loadu_si256(starts.add(8).cast())];
            let mut sums = [start; R];
            let mut weights = panel.weights.as_ptr().add(16 * block * panel.depth);
            let mut activations = rows.as_ptr();
            for _ in 0..panel.depth / 2 {
                let columns = [
                    _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.cast())),
                    _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.add(16).cast())),
                ];
                for (row, sums) in sums.iter_mut().enumerate() {
                    let two = activations.add(row * panel.depth).cast::<i32>().read_unaligned();
                    let two = _mm256_set1_epi32(two);
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(two, column));
                    }
                }
                weights = weights.add(32);
                activations = activations.add(2);
            }
            store_256(&sums, block, tile);
        }
    }
}

/// Writes the sums of a block of 16 outputs.
#[target_feature(enable = "avx2")]
fn store_256(sums: &[[__m256i; 2]], block: usize, tile: &mut Tile) {
    for (sums, out) in sums.iter().zip(&mut tile.0) {
        for (&sum, out) in sums.iter().zip(out[16 * block..].as_chunks_mut::<8>().0) {
            // SAFETY: `out` is eight integers.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), sum) };
        }
    }
}
