//! Whether confidence means what it says: of names with confidence 0.8, eight in ten should be right.

use serde::Serialize;

/// Bins of equal width between 0 and 1, as Guo and others 2017 take them.
const BINS: usize = 15;

/// Names by their confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// The bins, from low to high.
    pub bins: Vec<Bin>,
    /// Each name's confidence, and whether it is right: what a curve is fitted on.
    #[serde(skip)]
    pub names: Vec<(f32, bool)>,
}

/// Names of like confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// How many of them are right.
    pub right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { bins: vec![Bin::default(); BINS], names: Vec::new() }
    }
}

impl Calibration {
    /// Counts a name. The upper edge of a bin belongs to it.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a bin's number lies between 0 and 15")]
    pub(super) fn count(&mut self, confidence: f32, right: bool) {
        self.names.push((confidence, right));
        let confidence = f64::from(confidence).clamp(0.0, 1.0);
        let number = ((confidence * BINS as f64).ceil() as usize).clamp(1, BINS) - 1;
        if let Some(bin) = self.bins.get_mut(number) {
            *bin = Bin {
                count: bin.count + 1,
                right: bin.right + usize::from(right),
                confidence: bin.confidence + confidence,
            };
        }
    }

    /// The expected calibration error: the mean over all names of how far their bin's share of right ones is from its
    /// mean confidence; 0 where there are no names.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of names are far below 2^52")]
    pub fn error(&self) -> f64 {
        let count: usize = self.bins.iter().map(|bin| bin.count).sum();
        let gaps: f64 = self.bins.iter().map(|bin| (bin.right as f64 - bin.confidence).abs()).sum();
        if count == 0 { 0.0 } else { gaps / count as f64 }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.names.extend(&other.names);
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            bin.count += more.count;
            bin.right += more.right;
            bin.confidence += more.confidence;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_of_a_worked_case() {
        let mut calibration = Calibration::default();
        // Four names of 0.9 (the bin from 13/15 to 14/15), three right: 4/5 · |3/4 - 0.9| = 0.12.
        // One name of 0.5, right: 1/5 · |1 - 0.5| = 0.1. Together 0.22.
        for right in [true, true, true, false] {
            calibration.count(0.9, right);
        }
        calibration.count(0.5, true);
        assert!((calibration.error() - 0.22).abs() < 1e-6, "{}", calibration.error());
    }

    #[test]
    fn edges_belong_to_the_bin_below() {
        let mut calibration = Calibration::default();
        for confidence in [0.0, 0.066, 0.067, 1.0, 7.0] {
            calibration.count(confidence, true);
        }
        let counts: Vec<usize> = calibration.bins.iter().map(|bin| bin.count).collect();
        assert_eq!(counts, [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    }
}
