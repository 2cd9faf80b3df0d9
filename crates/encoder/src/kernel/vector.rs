//! Sixteen floats at a time, for the loops in which the compiler does not find the lanes by itself. Each operation is that of
//! each lane alone, rounded once, and lanes are added in one order, so that all implementations give the same bits.

mod array;
#[cfg(target_arch = "x86_64")]
mod x86;

use super::lanes::LANES;

#[cfg(target_arch = "x86_64")]
pub(super) use x86::Pair;

/// Sixteen floats.
///
/// # Safety
/// All functions may only be called where the processor has the instructions of the type.
pub(super) unsafe trait Vector: Copy {
    /// The same value in each lane.
    unsafe fn splat(value: f32) -> Self;
    /// The lanes' values.
    unsafe fn load(values: &[f32; LANES]) -> Self;
    /// Writes the lanes.
    unsafe fn store(self, values: &mut [f32; LANES]);
    /// Writes the lowest byte of each lane, its highest bit turned over.
    unsafe fn store_bytes(self, bytes: &mut [u8; LANES]);
    /// Lane by lane, without sign.
    unsafe fn magnitude(self) -> Self;
    /// Lane by lane.
    unsafe fn add(self, other: Self) -> Self;
    /// Lane by lane.
    unsafe fn subtract(self, other: Self) -> Self;
    /// Lane by lane.
    unsafe fn multiply(self, other: Self) -> Self;
    /// Lane by lane, what is larger; the other where they cannot be compared.
    unsafe fn larger(self, other: Self) -> Self;
    /// Two to the power of the whole number that stands in the low bits of each lane, above −127.
    unsafe fn power(self) -> Self;
    /// All lanes added: halves onto halves.
    unsafe fn sum(self) -> f32;
    /// The largest lane.
    unsafe fn largest(self) -> f32;
    /// Lane by lane, a vector of each.
    unsafe fn transpose(rows: [Self; LANES]) -> [Self; LANES];
}
