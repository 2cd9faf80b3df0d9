//! Sixteen floats without special instructions.

use super::Vector;
use crate::kernel::lanes::{self, LANES};

/// Changes each lane by that of the other.
#[inline(always)]
fn each(mut left: [f32; LANES], right: [f32; LANES], of: impl Fn(f32, f32) -> f32) -> [f32; LANES] {
    for lane in 0..LANES {
        left[lane] = of(left[lane], right[lane]);
    }
    left
}

// SAFETY: needs no particular instructions.
unsafe impl Vector for [f32; LANES] {
    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        [value; LANES]
    }

    #[inline(always)]
    unsafe fn load(values: &[f32; LANES]) -> Self {
        *values
    }

    #[inline(always)]
    unsafe fn store(self, values: &mut [f32; LANES]) {
        *values = self;
    }

    #[inline(always)]
    unsafe fn store_bytes(self, bytes: &mut [u8; LANES]) {
        for (byte, lane) in bytes.iter_mut().zip(self) {
            *byte = lane.to_bits().to_le_bytes()[0] ^ 0x80;
        }
    }

    #[inline(always)]
    unsafe fn magnitude(self) -> Self {
        each(self, self, |lane, _| lane.abs())
    }

    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        each(self, other, |left, right| left + right)
    }

    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        each(self, other, |left, right| left - right)
    }

    #[inline(always)]
    unsafe fn multiply(self, other: Self) -> Self {
        each(self, other, |left, right| left * right)
    }

    #[inline(always)]
    unsafe fn larger(self, other: Self) -> Self {
        each(self, other, lanes::larger)
    }

    #[inline(always)]
    unsafe fn power(mut self) -> Self {
        for lane in &mut self {
            *lane = f32::from_bits(lane.to_bits().wrapping_add(127) << 23);
        }
        self
    }

    #[inline(always)]
    unsafe fn sum(self) -> f32 {
        lanes::total(self)
    }

    #[inline(always)]
    unsafe fn largest(mut self) -> f32 {
        for half in [8, 4, 2, 1] {
            for lane in 0..half {
                self[lane] = lanes::larger(self[lane + half], self[lane]);
            }
        }
        self[0]
    }

    #[inline(always)]
    unsafe fn transpose(rows: [Self; LANES]) -> [Self; LANES] {
        let mut columns = [[0.0; LANES]; LANES];
        for (lane, row) in rows.iter().enumerate() {
            for (column, &value) in columns.iter_mut().zip(row) {
                column[lane] = value;
            }
        }
        columns
    }
}
