//! Sixteen floats in a register of 512 bits, or in two of 256.

use std::arch::x86_64::{
    __m128, __m256, __m512, _mm_add_ps, _mm_add_ss, _mm_cvtss_f32, _mm_max_ps, _mm_max_ss, _mm_movehdup_ps,
    _mm_movehl_ps, _mm_packus_epi16, _mm_set1_epi8, _mm_storeu_si128, _mm_xor_si128, _mm256_add_epi32, _mm256_add_ps,
    _mm256_and_si256, _mm256_andnot_ps, _mm256_castpd_ps, _mm256_castps_pd, _mm256_castps_si256,
    _mm256_castps256_ps128, _mm256_castsi256_ps, _mm256_castsi256_si128, _mm256_extractf128_ps,
    _mm256_extracti128_si256, _mm256_loadu_ps, _mm256_max_ps, _mm256_mul_ps, _mm256_packus_epi32,
    _mm256_permute2f128_ps, _mm256_permute4x64_epi64, _mm256_set1_epi32, _mm256_set1_ps, _mm256_slli_epi32,
    _mm256_storeu_ps, _mm256_sub_ps, _mm256_unpackhi_pd, _mm256_unpackhi_ps, _mm256_unpacklo_pd, _mm256_unpacklo_ps,
    _mm512_abs_ps, _mm512_add_epi32, _mm512_add_ps, _mm512_castpd_ps, _mm512_castps_pd, _mm512_castps_si512,
    _mm512_castps512_ps256, _mm512_castsi512_ps, _mm512_cvtepi32_epi8, _mm512_extractf32x8_ps, _mm512_loadu_ps,
    _mm512_max_ps, _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps, _mm512_shuffle_f32x4, _mm512_slli_epi32,
    _mm512_storeu_ps, _mm512_sub_ps, _mm512_unpackhi_pd, _mm512_unpackhi_ps, _mm512_unpacklo_pd, _mm512_unpacklo_ps,
};

use super::Vector;
use crate::kernel::lanes::LANES;

/// Two registers of 256 bits.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct Pair(__m256, __m256);

/// Applies an instruction to both registers.
macro_rules! both {
    ($instruction:ident, $left:expr, $right:expr) => {
        // SAFETY: the caller vouches for AVX2.
        unsafe { Pair($instruction($left.0, $right.0), $instruction($left.1, $right.1)) }
    };
}

// SAFETY: the caller vouches for AVX2; addresses lie within sixteen floats.
unsafe impl Vector for Pair {
    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        // SAFETY: the caller vouches for AVX2.
        unsafe { Self(_mm256_set1_ps(value), _mm256_set1_ps(value)) }
    }

    #[inline(always)]
    unsafe fn load(values: &[f32; LANES]) -> Self {
        // SAFETY: the caller vouches for AVX2, and eight floats follow each address.
        unsafe { Self(_mm256_loadu_ps(values.as_ptr()), _mm256_loadu_ps(values.as_ptr().add(8))) }
    }

    #[inline(always)]
    unsafe fn store(self, values: &mut [f32; LANES]) {
        // SAFETY: the caller vouches for AVX2, and eight floats follow each address.
        unsafe {
            _mm256_storeu_ps(values.as_mut_ptr(), self.0);
            _mm256_storeu_ps(values.as_mut_ptr().add(8), self.1);
        }
    }

    #[inline(always)]
    unsafe fn store_bytes(self, bytes: &mut [u8; LANES]) {
        // SAFETY: the caller vouches for AVX2, and sixteen bytes follow the address.
        unsafe {
            let low = _mm256_and_si256(_mm256_castps_si256(self.0), _mm256_set1_epi32(0xFF));
            let high = _mm256_and_si256(_mm256_castps_si256(self.1), _mm256_set1_epi32(0xFF));
            // Packing takes turns between the halves of both: lanes 0 … 3, 8 … 11, 4 … 7, 12 … 15.
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi32(low, high));
            let packed = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm_xor_si128(packed, _mm_set1_epi8(i8::MIN)));
        }
    }

    #[inline(always)]
    unsafe fn magnitude(self) -> Self {
        // SAFETY: the caller vouches for AVX2.
        unsafe {
            let sign = _mm256_set1_ps(-0.0);
            Self(_mm256_andnot_ps(sign, self.0), _mm256_andnot_ps(sign, self.1))
        }
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        both!(_mm256_add_ps, self, other)
    }

    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        both!(_mm256_sub_ps, self, other)
    }

    #[inline(always)]
    unsafe fn multiply(self, other: Self) -> Self {
        both!(_mm256_mul_ps, self, other)
    }

    #[inline(always)]
    unsafe fn larger(self, other: Self) -> Self {
        both!(_mm256_max_ps, self, other)
    }

    #[inline(always)]
    unsafe fn power(self) -> Self {
        // SAFETY: the caller vouches for AVX2.
        unsafe {
            let low = _mm256_add_epi32(_mm256_castps_si256(self.0), _mm256_set1_epi32(127));
            let high = _mm256_add_epi32(_mm256_castps_si256(self.1), _mm256_set1_epi32(127));
            let (low, high) = (_mm256_slli_epi32::<23>(low), _mm256_slli_epi32::<23>(high));
            Self(_mm256_castsi256_ps(low), _mm256_castsi256_ps(high))
        }
    }

    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        // SAFETY: the caller vouches for AVX2.
        unsafe { sum_256(_mm256_add_ps(self.0, self.1)) }
    }

    #[inline(always)]
    unsafe fn largest(self) -> f32 {
        // SAFETY: the caller vouches for AVX2.
        unsafe { largest_256(_mm256_max_ps(self.1, self.0)) }
    }

    #[inline(always)]
    unsafe fn transpose(rows: [Self; LANES]) -> [Self; LANES] {
        let mut blocks = [[rows[0].0; 8]; 4];
        for (index, row) in rows.iter().enumerate() {
            blocks[index / 8][index % 8] = row.0;
            blocks[2 + index / 8][index % 8] = row.1;
        }
        // SAFETY: the caller vouches for AVX2.
        let blocks =
            unsafe { [transpose_8(blocks[0]), transpose_8(blocks[1]), transpose_8(blocks[2]), transpose_8(blocks[3])] };
        let mut columns = rows;
        for (index, column) in columns.iter_mut().enumerate() {
            let first = index / 8 * 2;
            *column = Self(blocks[first][index % 8], blocks[first + 1][index % 8]);
        }
        columns
    }
}

// SAFETY: the caller vouches for AVX-512; addresses lie within sixteen floats.
unsafe impl Vector for __m512 {
    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { _mm512_set1_ps(value) }
    }

    #[inline(always)]
    unsafe fn load(values: &[f32; LANES]) -> Self {
        // SAFETY: the caller vouches for AVX-512, and sixteen floats follow the address.
        unsafe { _mm512_loadu_ps(values.as_ptr()) }
    }

    #[inline(always)]
    unsafe fn store(self, values: &mut [f32; LANES]) {
        // SAFETY: the caller vouches for AVX-512, and sixteen floats follow the address.
        unsafe { _mm512_storeu_ps(values.as_mut_ptr(), self) }
    }

    #[inline(always)]
    unsafe fn store_bytes(self, bytes: &mut [u8; LANES]) {
        // SAFETY: the caller vouches for AVX-512, and sixteen bytes follow the address.
        unsafe {
            let packed = _mm512_cvtepi32_epi8(_mm512_castps_si512(self));
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm_xor_si128(packed, _mm_set1_epi8(i8::MIN)));
        }
    }

    #[inline(always)]
    unsafe fn magnitude(self) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { _mm512_abs_ps(self) }
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { _mm512_add_ps(self, other) }
    }

    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { _mm512_sub_ps(self, other) }
    }

    #[inline(always)]
    unsafe fn multiply(self, other: Self) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { _mm512_mul_ps(self, other) }
    }

    #[inline(always)]
    unsafe fn larger(self, other: Self) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { _mm512_max_ps(self, other) }
    }

    #[inline(always)]
    unsafe fn power(self) -> Self {
        // SAFETY: the caller vouches for AVX-512.
        unsafe {
            let exponent = _mm512_add_epi32(_mm512_castps_si512(self), _mm512_set1_epi32(127));
            _mm512_castsi512_ps(_mm512_slli_epi32::<23>(exponent))
        }
    }

    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { sum_256(_mm256_add_ps(_mm512_castps512_ps256(self), _mm512_extractf32x8_ps::<1>(self))) }
    }

    #[inline(always)]
    unsafe fn largest(self) -> f32 {
        // SAFETY: the caller vouches for AVX-512.
        unsafe { largest_256(_mm256_max_ps(_mm512_extractf32x8_ps::<1>(self), _mm512_castps512_ps256(self))) }
    }

    #[inline(always)]
    unsafe fn transpose(rows: [Self; LANES]) -> [Self; LANES] {
        let mut pairs = rows;
        // SAFETY: the caller vouches for AVX-512.
        unsafe {
            // Blocks of 4 × 4 within each 128 bits, in two steps: rows 4i … 4i + 3 then hold columns 0 … 3 of each block.
            for (pair, row) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(rows.as_chunks::<2>().0) {
                *pair = [_mm512_unpacklo_ps(row[0], row[1]), _mm512_unpackhi_ps(row[0], row[1])];
            }
            let mut fours = pairs;
            for (four, pair) in fours.as_chunks_mut::<4>().0.iter_mut().zip(pairs.as_chunks::<4>().0) {
                let (a, b) = (_mm512_castps_pd(pair[0]), _mm512_castps_pd(pair[1]));
                let (c, d) = (_mm512_castps_pd(pair[2]), _mm512_castps_pd(pair[3]));
                *four = [
                    _mm512_castpd_ps(_mm512_unpacklo_pd(a, c)),
                    _mm512_castpd_ps(_mm512_unpackhi_pd(a, c)),
                    _mm512_castpd_ps(_mm512_unpacklo_pd(b, d)),
                    _mm512_castpd_ps(_mm512_unpackhi_pd(b, d)),
                ];
            }
            // Then the blocks themselves, again as 4 × 4.
            let mut columns = fours;
            for column in 0..4 {
                let [a, b, c, d] = [fours[column], fours[4 + column], fours[8 + column], fours[12 + column]];
                let (low, low_next) = (_mm512_shuffle_f32x4::<0x88>(a, b), _mm512_shuffle_f32x4::<0x88>(c, d));
                let (high, high_next) = (_mm512_shuffle_f32x4::<0xDD>(a, b), _mm512_shuffle_f32x4::<0xDD>(c, d));
                columns[column] = _mm512_shuffle_f32x4::<0x88>(low, low_next);
                columns[4 + column] = _mm512_shuffle_f32x4::<0x88>(high, high_next);
                columns[8 + column] = _mm512_shuffle_f32x4::<0xDD>(low, low_next);
                columns[12 + column] = _mm512_shuffle_f32x4::<0xDD>(high, high_next);
            }
            columns
        }
    }
}

/// # Safety
/// The processor has AVX2.
#[inline(always)]
unsafe fn sum_256(lanes: __m256) -> f32 {
    // SAFETY: as for this function.
    unsafe {
        let lanes: __m128 = _mm_add_ps(_mm256_castps256_ps128(lanes), _mm256_extractf128_ps::<1>(lanes));
        let lanes = _mm_add_ps(lanes, _mm_movehl_ps(lanes, lanes));
        _mm_cvtss_f32(_mm_add_ss(lanes, _mm_movehdup_ps(lanes)))
    }
}

/// # Safety
/// The processor has AVX2.
#[inline(always)]
unsafe fn largest_256(lanes: __m256) -> f32 {
    // SAFETY: as for this function.
    unsafe {
        let lanes: __m128 = _mm_max_ps(_mm256_extractf128_ps::<1>(lanes), _mm256_castps256_ps128(lanes));
        let lanes = _mm_max_ps(_mm_movehl_ps(lanes, lanes), lanes);
        _mm_cvtss_f32(_mm_max_ss(_mm_movehdup_ps(lanes), lanes))
    }
}

/// # Safety
/// The processor has AVX2.
#[inline(always)]
unsafe fn transpose_8(rows: [__m256; 8]) -> [__m256; 8] {
    // SAFETY: as for this function.
    unsafe {
        let mut pairs = rows;
        for (pair, row) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(rows.as_chunks::<2>().0) {
            *pair = [_mm256_unpacklo_ps(row[0], row[1]), _mm256_unpackhi_ps(row[0], row[1])];
        }
        let mut fours = pairs;
        for (four, pair) in fours.as_chunks_mut::<4>().0.iter_mut().zip(pairs.as_chunks::<4>().0) {
            let (a, b) = (_mm256_castps_pd(pair[0]), _mm256_castps_pd(pair[1]));
            let (c, d) = (_mm256_castps_pd(pair[2]), _mm256_castps_pd(pair[3]));
            *four = [
                _mm256_castpd_ps(_mm256_unpacklo_pd(a, c)),
                _mm256_castpd_ps(_mm256_unpackhi_pd(a, c)),
                _mm256_castpd_ps(_mm256_unpacklo_pd(b, d)),
                _mm256_castpd_ps(_mm256_unpackhi_pd(b, d)),
            ];
        }
        let mut columns = fours;
        for column in 0..4 {
            columns[column] = _mm256_permute2f128_ps::<0x20>(fours[column], fours[4 + column]);
            columns[4 + column] = _mm256_permute2f128_ps::<0x31>(fours[column], fours[4 + column]);
        }
        columns
    }
}
