//! Calibration: how often names that the model gave a probability are right, on sentences it was not trained on.

use wortlaut_entities::calibration::Calibration;

/// Names in a bin of the curve.
const BIN: usize = 60;

/// The curve of these names: probability, and whether the name was right. Bins of equal size whose shares of right names
/// would fall are joined until they rise (pool adjacent violators, Barlow et al. 1972).
pub(super) fn curve(mut names: Vec<(f32, bool)>) -> Calibration {
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bins: Vec<Bin> = Vec::new();
    for names in names.chunks(BIN) {
        bins.push(Bin {
            sum: names.iter().map(|(probability, _)| probability).sum(),
            right: names.iter().filter(|(_, right)| *right).count() as f32,
            count: names.len() as f32,
        });
        while let [.., before, last] = bins.as_slice()
            && before.share() >= last.share()
        {
            let joined = before.with(last);
            bins.truncate(bins.len() - 2);
            bins.push(joined);
        }
    }
    let mut points: Vec<(f32, f32)> = bins.iter().map(|bin| (bin.sum / bin.count, bin.share())).collect();
    points.dedup_by(|next, point| next.0 <= point.0);
    if points.len() < 2 { Calibration::through(vec![(0.0, 0.0), (1.0, 1.0)]) } else { Calibration::through(points) }
}

/// Some names of about one probability.
struct Bin {
    sum: f32,
    right: f32,
    count: f32,
}

impl Bin {
    /// The share of right ones, drawn a little to one half.
    fn share(&self) -> f32 {
        (self.right + 1.0) / (self.count + 2.0)
    }

    fn with(&self, other: &Self) -> Self {
        Self { sum: self.sum + other.sum, right: self.right + other.right, count: self.count + other.count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_rises_and_learns_that_the_model_is_too_sure() {
        let names = (0..1000_u16).map(|number| (f32::from(number) / 1000.0, number % 20 < number / 100));
        let curve = curve(names.collect());
        let at = [0.1, 0.5, 0.9].map(|probability| curve.confidence(probability));
        assert!(at.is_sorted() && at[2] < 0.55 && at[0] < 0.15, "{at:?}");
    }
}
