//! The learner: follow the regularised leader, a coordinate at a time (McMahan et al. 2013, algorithm 1).

use wortlaut_entities::decode::LABELS;
use wortlaut_entities::tagger::training::WeightSections;

/// A bucket that has no row.
const NONE: u32 = u32::MAX;

/// Buckets of the counts, finer than those of the model, so that rare features do not add up to frequent ones.
const COUNT_BITS: u32 = 28;

/// How eagerly to learn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rates {
    pub alpha: f32,
    pub beta: f32,
    pub l1: f32,
    pub l2: f32,
}

/// Counts of features, before learning.
pub(super) struct FeatureCounts(Vec<u8>);

impl FeatureCounts {
    pub(super) fn new() -> Self {
        Self(vec![0; 1 << COUNT_BITS])
    }

    pub(super) fn add(&mut self, feature: u32, weight: u8) {
        let count = &mut self.0[(feature >> (32 - COUNT_BITS)) as usize];
        *count = count.saturating_add(weight);
    }

    /// A row for each of 2 to the power of `bits` buckets that holds a feature counted at least `least` times; how many.
    fn rows(&self, least: u8, bits: u32) -> (Vec<u32>, usize) {
        let mut rows = vec![NONE; 1 << bits];
        let mut count = 0;
        for (row, counts) in rows.iter_mut().zip(self.0.chunks(1 << (COUNT_BITS - bits))) {
            if counts.iter().any(|&count| count >= least) {
                *row = count;
                count += 1;
            }
        }
        (rows, count as usize)
    }
}

/// Weights and what they were learned from, a row a feature.
pub(super) struct Learner {
    rates: Rates,
    bits: u32,
    rows: Vec<u32>,
    cells: Vec<Cells>,
}

/// The state of one feature.
#[derive(Clone, Copy)]
struct Cells {
    weights: [f32; LABELS],
    sums: [f32; LABELS],
    /// Roots of the sums of squares.
    roots: [f32; LABELS],
}

impl Learner {
    /// A learner of the features that were counted at least `least` times, in 2 to the power of `bits` buckets.
    pub(super) fn new(counts: &FeatureCounts, least: u8, bits: u32, rates: Rates) -> Self {
        let (rows, count) = counts.rows(least, bits);
        let empty = Cells { weights: [0.0; LABELS], sums: [0.0; LABELS], roots: [0.0; LABELS] };
        Self { rates, bits, rows, cells: vec![empty; count] }
    }

    /// The rows of features, in place of the features; those too rare are left out.
    pub(super) fn rows(&self, features: &mut Vec<u32>) {
        features.retain_mut(|feature| {
            *feature = self.rows[(*feature >> (32 - self.bits)) as usize];
            *feature != NONE
        });
    }

    /// The scores of a token by its rows.
    pub(super) fn score(&self, rows: &[u32]) -> [f32; LABELS] {
        let mut scores = [0.0; LABELS];
        for &row in rows {
            let weights = &self.cells[row as usize].weights;
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
        }
        scores
    }

    /// Learns from the slope of the loss by the scores of a token.
    pub(super) fn learn(&mut self, rows: &[u32], slope: &[f32; LABELS]) {
        let steep: Vec<(usize, f32)> =
            slope.iter().copied().enumerate().filter(|(_, slope)| slope.abs() > 1e-3).collect();
        if steep.is_empty() {
            return;
        }
        let Rates { alpha, beta, l1, l2 } = self.rates;
        for &row in rows {
            let cells = &mut self.cells[row as usize];
            for &(label, slope) in &steep {
                let before = cells.roots[label];
                let root = (before * before + slope * slope).sqrt();
                let sum = cells.sums[label] + slope - (root - before) / alpha * cells.weights[label];
                cells.roots[label] = root;
                cells.sums[label] = sum;
                cells.weights[label] =
                    if sum.abs() <= l1 { 0.0 } else { (l1.copysign(sum) - sum) / ((beta + root) / alpha + l2) };
            }
        }
    }

    /// Weights other than zero.
    pub(super) fn alive(&self) -> usize {
        self.cells.iter().flat_map(|cells| &cells.weights).filter(|weight| **weight != 0.0).count()
    }

    /// The table, at most `most` entries: the smallest weights are left out.
    pub(super) fn sections(&self, most: usize) -> WeightSections {
        let mut sizes: Vec<f32> = self
            .cells
            .iter()
            .flat_map(|cells| &cells.weights)
            .map(|weight| weight.abs())
            .filter(|&size| size > 0.0)
            .collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let least = sizes.get(most).copied().unwrap_or_default();
        WeightSections::build(
            self.bits,
            |bucket| {
                let row = self.rows[bucket as usize];
                self.cells.get(row as usize).map(|cells| cells.weights.as_slice())
            },
            least,
        )
    }
}
