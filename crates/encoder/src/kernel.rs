//! What the encoder spends its time on, written for the vector instructions of the processor at hand. The only module of
//! the project with unsafe code: intrinsics, calls of functions compiled for instructions that a check has found, and
//! buffers aligned to cache lines.
//!
//! Products of integers ([`Matrix`]) are written once for each kind of instructions; sums of integers are exact, so that
//! their order does not matter. Floating-point work ([`lanes`]) is written once, in plain Rust: each element has its own
//! chain of operations, sums run over sixteen fixed lanes, and the compiler, which neither reorders nor fuses floating-point
//! operations by itself, vectorises the same source for each kind. Hence all backends give the same bits.

pub(crate) mod attention;
mod backend;
mod buffer;
mod each;
pub(crate) mod lanes;
mod linear;
mod matrix;
mod portable;
pub(crate) mod products;
pub(crate) mod rows;
mod vector;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use backend::Backend;
pub(crate) use buffer::Buffer;
pub(crate) use linear::linear;
pub(crate) use matrix::{Matrix, PANEL, Quantised, TILE_ROWS, Tile};

#[cfg(test)]
mod tests;
