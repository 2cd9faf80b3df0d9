//! Counts behind a precision and a recall.

use std::ops::AddAssign;

/// How many annotations gold has, how many were predicted, how many of those are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Annotations in gold.
    pub gold: usize,
    /// Annotations predicted.
    pub predicted: usize,
    /// Predictions that are in gold.
    pub correct: usize,
}

impl Counts {
    /// Counts of two lists in which equal items stand once; both must be sorted.
    #[must_use]
    pub fn of_sorted<T: Ord>(gold: &[T], predicted: &[T]) -> Self {
        let correct = predicted.iter().filter(|item| gold.binary_search(item).is_ok()).count();
        Self { gold: gold.len(), predicted: predicted.len(), correct }
    }

    /// The share of predictions that are right, in percent; 100 where nothing was predicted.
    #[must_use]
    pub fn precision(&self) -> f64 {
        percent(self.correct, self.predicted)
    }

    /// The share of gold that was found, in percent; 100 where gold is empty.
    #[must_use]
    pub fn recall(&self) -> f64 {
        percent(self.correct, self.gold)
    }

    /// The harmonic mean of both, in percent.
    #[must_use]
    pub fn f1(&self) -> f64 {
        percent(2 * self.correct, self.gold + self.predicted)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of annotations are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.correct += other.correct;
    }
}

/// A measure of a layer with its counts, e.g. `names PER`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Score {
    /// What is counted.
    pub measure: String,
    /// How much of it.
    pub counts: Counts,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_a_worked_case() {
        let counts = Counts::of_sorted(&[1, 2, 3, 4], &[2, 3, 9]);
        assert_eq!(counts, Counts { gold: 4, predicted: 3, correct: 2 });
        assert!((counts.precision() - 200.0 / 3.0).abs() < 1e-9);
        assert!((counts.recall() - 50.0).abs() < 1e-9);
        assert!((counts.f1() - 400.0 / 7.0).abs() < 1e-9);
    }
}
