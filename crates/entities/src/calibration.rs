//! From the probability of a name under the scores to how often such names are right: a monotone curve through points that
//! were fitted on annotated text the model had not seen.

use wortlaut_lexicon::{Lexicon, LexiconError};

/// The section of a model file that holds the curve: their number, then pairs of probability and share of right names.
pub const SECTION: &str = "calibration.names";

/// The curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Points, by ascending probability.
    points: Vec<(f32, f32)>,
}

impl Calibration {
    /// The curve of a model file; where it has none, probabilities stand as they are.
    ///
    /// # Errors
    /// [`LexiconError::Malformed`] where the points are not as many as the section says, or do not ascend.
    pub fn of(model: &Lexicon) -> Result<Self, LexiconError> {
        if !model.sections().any(|section| section == SECTION) {
            return Ok(Self { points: vec![(0.0, 0.0), (1.0, 1.0)] });
        }
        Self::parse(&model.blob(SECTION)?).ok_or(LexiconError::Malformed { section: SECTION })
    }

    /// The curve through these points.
    #[must_use]
    pub fn through(points: Vec<(f32, f32)>) -> Self {
        Self { points }
    }

    /// The curve that fits names best, each with its probability and whether it was right, of those that never fall
    /// (pool adjacent violators, Ayer and others 1955). Names are taken in bunches of `bunch`, so that a few do not bend it.
    #[must_use]
    pub fn fitted(mut names: Vec<(f32, bool)>, bunch: usize) -> Self {
        names.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut blocks: Vec<[f32; 3]> = Vec::new();
        for names in names.chunks(bunch.max(1)) {
            let sum: f32 = names.iter().map(|(probability, _)| probability).sum();
            let right = names.iter().filter(|(_, right)| *right).count() as f32;
            let mut block = [names.len() as f32, sum, right];
            while let Some(last) = blocks.pop_if(|last| last[2] * block[0] >= block[2] * last[0]) {
                block = [block[0] + last[0], block[1] + last[1], block[2] + last[2]];
            }
            blocks.push(block);
        }
        let mut points: Vec<(f32, f32)> = vec![(0.0, 0.0)];
        for [count, sum, right] in blocks {
            // One name more, half of it right: no block is believed wholly.
            let point = (sum / count, (right + 0.5) / (count + 1.0));
            if points.last().is_some_and(|last| last.0 < point.0 && last.1 <= point.1) {
                points.push(point);
            }
        }
        if let Some(&(from, share)) = points.last().filter(|last| last.0 < 1.0) {
            points.push((1.0, share.max(if from > 0.99 { share } else { from })));
        }
        Self { points }
    }

    /// The section's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.points.len()).unwrap_or(u32::MAX).to_le_bytes();
        let pairs = self.points.iter().flat_map(|(from, to)| [from.to_le_bytes(), to.to_le_bytes()]);
        count.into_iter().chain(pairs.flatten()).collect()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let (numbers, []) = rest.as_chunks::<4>() else { return None };
        let numbers: Vec<f32> = numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        let (pairs, []) = numbers.as_chunks::<2>() else { return None };
        let points: Vec<(f32, f32)> = pairs.iter().map(|&[from, to]| (from, to)).collect();
        let ascends = points.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1);
        let share = |point: &(f32, f32)| (0.0..=1.0).contains(&point.0) && (0.0..=1.0).contains(&point.1);
        let whole = points.len() == u32::from_le_bytes(*count) as usize && points.len() >= 2;
        (whole && ascends && points.iter().all(share)).then_some(Self { points })
    }

    /// The share of right names at this probability.
    #[must_use]
    pub fn confidence(&self, probability: f32) -> f32 {
        let after = self.points.partition_point(|&(from, _)| from <= probability);
        let low = self.points.get(after.saturating_sub(1));
        match (low, self.points.get(after)) {
            (Some(&(from, low)), Some(&(to, high))) if after > 0 => {
                low + (high - low) * (probability - from) / (to - from)
            }
            (_, Some(&(_, first))) => first,
            (Some(&(_, last)), None) => last,
            (None, None) => probability,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_goes_through_its_points_and_straight_between_them() {
        let curve = Calibration::through(vec![(0.25, 0.5), (0.5, 0.5), (1.0, 0.75)]);
        let at = [0.0, 0.25, 0.4, 0.75, 1.0].map(|probability| curve.confidence(probability));
        assert_eq!(at, [0.5, 0.5, 0.5, 0.625, 0.75]);
        assert_eq!(Calibration::parse(&curve.to_bytes()), Some(curve));
    }

    #[test]
    fn a_fitted_curve_says_how_many_are_right_and_never_falls() {
        let half = (0..100).map(|number| (0.9, number % 2 == 0));
        let low = (0..100).map(|number| (0.3, number % 10 == 0));
        let curve = Calibration::fitted(half.chain(low).collect(), 20);
        assert!((curve.confidence(0.9) - 0.5).abs() < 0.01 && (curve.confidence(0.3) - 0.1).abs() < 0.01);
        assert_eq!(Calibration::parse(&curve.to_bytes()), Some(curve));
        // Where the less probable are more often right, all are pooled.
        let pooled = Calibration::fitted((0..90).map(|number| (number as f32 / 100.0, number < 45)).collect(), 30);
        assert_eq!(pooled.points.len(), 3, "{pooled:?}");
    }

    #[test]
    fn points_that_fall_or_fail_are_refused() {
        let bytes = |points| Calibration::through(points).to_bytes();
        assert_eq!(Calibration::parse(&bytes(vec![(0.0, 0.5), (1.0, 0.25)])), None);
        assert_eq!(Calibration::parse(&bytes(vec![(0.0, 0.5), (0.0, 0.75)])), None);
        assert_eq!(Calibration::parse(&bytes(vec![(0.0, 0.5), (1.0, f32::NAN)])), None);
        assert_eq!(Calibration::parse(bytes(vec![(0.0, 0.5), (1.0, 0.75)]).split_last().unwrap().1), None);
    }
}
