//! The statistical scorer: a logistic regression over hashed features, its weights one byte each.

use super::features::Features;
use super::gaps::Kind;

/// Buckets that features are hashed into; two features in one bucket share a weight.
pub(crate) const BUCKETS: usize = 1 << 18;

/// Weights of the buckets, and a bias for each kind of gap.
#[derive(Debug, Default)]
pub(crate) struct Scorer {
    bias: [f32; 4],
    scale: f32,
    weights: Vec<i8>,
}

impl Scorer {
    /// A scorer from its bytes: scale and biases as little-endian `f32`, then a weight a bucket. A scorer of another size
    /// gives every gap the score of its kind.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let (head, weights) = bytes.split_at_checked(20).unwrap_or_default();
        let mut numbers = head.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number));
        let scale = numbers.next().unwrap_or_default();
        let mut bias = [-8.0; 4];
        for (slot, number) in bias.iter_mut().zip(numbers) {
            *slot = number;
        }
        Self { bias, scale, weights: weights.iter().map(|&weight| weight as i8).collect() }
    }

    /// The log odds that a sentence ends at a gap of this kind with these features.
    pub(crate) fn score(&self, kind: Kind, features: &Features) -> f32 {
        let weight = |&bucket: &u32| i32::from(self.weights.get(bucket as usize).copied().unwrap_or(0));
        let sum: i32 = features.buckets.iter().map(weight).sum();
        let bias = self.bias.get(kind.index()).copied().unwrap_or_default();
        bias + self.scale * sum as f32
    }
}

/// The bucket of a feature: its template and its values.
#[inline]
pub(crate) fn bucket(template: u32, value: u64) -> u32 {
    let mixed = (value ^ u64::from(template) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 31).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 40) as u32 & (BUCKETS as u32 - 1)
}
