//! The statistical scorer: a logistic regression over hashed features, its weights one byte each.

use super::features::Features;
use super::gaps::Kind;

/// Buckets that features are hashed into; two features in one bucket share a weight.
pub(crate) const BUCKETS: usize = 1 << 18;

/// What a scorer learned of one kind of gap apart from its features.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prior {
    /// Log odds of an end before any feature is seen.
    pub bias: f32,
    /// The share of ends among all such gaps in training.
    pub share: f32,
}

/// Weights of the buckets, and the priors of each kind of gap.
#[derive(Debug, Default)]
pub(crate) struct Scorer {
    priors: [Prior; Kind::ALL.len()],
    scale: f32,
    weights: Vec<i8>,
}

impl Scorer {
    /// A scorer from its bytes, little-endian `f32`: the scale of the weights, bias and share of each kind; then a weight
    /// a bucket. No bytes are a scorer that has learned nothing and ends no sentence; none for bytes of another size.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::default());
        }
        let head = 4 + 8 * Kind::ALL.len();
        let (head, weights) = bytes.split_at_checked(head).filter(|(_, weights)| weights.len() == BUCKETS)?;
        let mut numbers = head.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number));
        let mut next = || numbers.next().unwrap_or_default();
        let scale = next();
        let priors = Kind::ALL.map(|_| Prior { bias: next(), share: next() });
        Some(Self { priors, scale, weights: weights.iter().map(|&weight| weight.cast_signed()).collect() })
    }

    /// The bytes of a scorer, its weights rounded to a byte each.
    pub(crate) fn to_bytes(priors: &[Prior], weights: &[f32]) -> Vec<u8> {
        let largest = weights.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
        let scale = (largest / 127.0).max(f32::MIN_POSITIVE);
        let mut bytes: Vec<u8> = scale.to_le_bytes().to_vec();
        bytes.extend(priors.iter().flat_map(|prior| [prior.bias, prior.share]).flat_map(f32::to_le_bytes));
        bytes.extend(weights.iter().map(|weight| ((weight / scale).round() as i8).cast_unsigned()));
        bytes
    }

    /// The share of ends among the gaps of a kind in training.
    pub(crate) fn share(&self, kind: Kind) -> f32 {
        self.prior(kind).share
    }

    fn prior(&self, kind: Kind) -> Prior {
        self.priors.get(kind.index()).copied().unwrap_or_default()
    }

    /// The log odds that a sentence ends at a gap of this kind with these features.
    pub(crate) fn score(&self, kind: Kind, features: &Features) -> f32 {
        let weight = |&bucket: &u32| i32::from(self.weights.get(bucket as usize).copied().unwrap_or(0));
        let sum: i32 = features.buckets.iter().map(weight).sum();
        self.prior(kind).bias + self.scale * sum as f32
    }
}

/// The bucket of a feature: its template and its values.
#[inline]
pub(crate) fn bucket(template: u32, value: u64) -> u32 {
    let mixed = (value ^ u64::from(template) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 31).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 40) as u32 & (BUCKETS as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_survive_to_a_byte_and_other_sizes_are_refused() {
        let mut weights = vec![0.0; BUCKETS];
        weights[7] = 1.27;
        weights[8] = -0.5;
        let priors = [Prior { bias: -1.0, share: 0.2 }; Kind::ALL.len()];
        let bytes = Scorer::to_bytes(&priors, &weights);
        let scorer = Scorer::from_bytes(&bytes).unwrap();
        let score = scorer.score(Kind::Bare, &Features { buckets: vec![7, 8, 9] });
        assert!((score - (-1.0 + 1.27 - 0.5)).abs() < 0.01, "{score}");
        assert!((scorer.share(Kind::Colon) - 0.2).abs() < f32::EPSILON);
        assert!(Scorer::from_bytes(&bytes[1..]).is_none());
        assert!(Scorer::from_bytes(&[]).is_some_and(|untrained| untrained.weights.is_empty()));
    }
}
