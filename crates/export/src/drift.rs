//! Drift: how often annotations of a type occur now, and how often they did in the run before.
//!
//! A corpus grows by little, so rates move little; a rate that jumps says that a model, a rule or the input has changed
//! in kind. Flagged is what moved by more than the tolerance and by more than chance explains.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::figures::Counts;

/// The tolerance where none is set: a tenth of the rate.
pub const DRIFT_TOLERANCE: f64 = 0.1;

/// Standard deviations that chance is granted.
const CHANCE: f64 = 3.0;

/// Rates of annotations against an earlier run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// Id of the earlier run; null for a first one.
    #[serde(deserialize_with = "crate::record::required")]
    pub against: Option<String>,
    /// Share of the earlier rate by which one may move, e.g. 0.1.
    pub tolerance: f64,
    /// The number of rates that moved further.
    pub flagged: u64,
    /// Rates by layer and type; empty for a first run.
    pub rates: Vec<DriftRate>,
}

/// How often annotations of a type occur.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DriftRate {
    /// The layer, e.g. `mentions`.
    pub layer: String,
    /// The type, e.g. `PER`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Annotations per 1,000 tokens in the earlier run.
    pub before: f64,
    /// Annotations per 1,000 tokens now.
    pub now: f64,
    /// The difference as a share of the earlier rate; null where that was 0.
    #[serde(deserialize_with = "crate::record::required")]
    pub change: Option<f64>,
    /// Whether it moved by more than the tolerance, and by more than chance explains.
    pub flagged: bool,
}

/// What rates are worked out from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample<'r> {
    /// Annotations by layer and type.
    pub annotations: &'r BTreeMap<String, Counts>,
    /// Tokens they were found in.
    pub tokens: u64,
}

impl Drift {
    /// Compares `now` with what the run `against` found `before`.
    pub(crate) fn between(against: &str, before: Sample<'_>, now: Sample<'_>, tolerance: f64) -> Self {
        let names = |sample: Sample<'_>| -> Vec<(String, String)> {
            let names = sample.annotations.iter().flat_map(|(layer, counts)| counts.keys().map(move |k| (layer, k)));
            names.map(|(layer, kind)| (layer.clone(), kind.clone())).collect()
        };
        let all: BTreeSet<_> = names(before).into_iter().chain(names(now)).collect();
        let rates: Vec<_> = all.into_iter().map(|(layer, kind)| rate(layer, kind, before, now, tolerance)).collect();
        let flagged = rates.iter().filter(|rate| rate.flagged).count() as u64;
        Self { against: Some(against.to_owned()), tolerance, flagged, rates }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of annotations are far below 2^52")]
fn rate(layer: String, kind: String, before: Sample<'_>, now: Sample<'_>, tolerance: f64) -> DriftRate {
    let count = |sample: Sample<'_>| {
        sample.annotations.get(&layer).and_then(|counts| counts.get(&kind)).copied().unwrap_or(0) as f64
    };
    let per_thousand = |sample: Sample<'_>| 1000.0 * count(sample) / (sample.tokens as f64).max(1.0);
    let change = (count(before) > 0.0).then(|| per_thousand(now) / per_thousand(before) - 1.0);
    let moved = change.is_none_or(|change| change.abs() > tolerance);
    let flagged = moved && beyond_chance(count(before), before.tokens as f64, count(now), now.tokens as f64);
    DriftRate {
        before: rounded(per_thousand(before)),
        now: rounded(per_thousand(now)),
        change: change.map(rounded),
        flagged,
        layer,
        kind,
    }
}

/// Whether two counts differ by more than counts of rare events do by chance: the difference of the later one to what the
/// earlier rate lets expect, held against the standard deviation of that difference.
fn beyond_chance(before: f64, tokens_before: f64, now: f64, tokens_now: f64) -> bool {
    if tokens_before == 0.0 || tokens_now == 0.0 {
        return false;
    }
    let ratio = tokens_now / tokens_before;
    let expected = before * ratio;
    (now - expected).abs() > CHANCE * (expected.max(1.0) * (1.0 + ratio)).sqrt()
}

/// To four decimals: rates are compared by people.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mentions `PER` before and now, each with its tokens: the change, and whether it is flagged.
    fn check(before: (u64, u64), now: (u64, u64), change: Option<f64>, flagged: bool) {
        let counts = |count: u64| {
            let kinds: Counts = (count > 0).then(|| ("PER".to_owned(), count)).into_iter().collect();
            BTreeMap::from([("mentions".to_owned(), kinds)])
        };
        let (earlier, later) = (counts(before.0), counts(now.0));
        let drift = Drift::between(
            "r1",
            Sample { annotations: &earlier, tokens: before.1 },
            Sample { annotations: &later, tokens: now.1 },
            DRIFT_TOLERANCE,
        );
        let rate = &drift.rates[0];
        assert_eq!((rate.change, rate.flagged), (change, flagged), "{before:?} {now:?}");
        assert_eq!(drift.flagged, u64::from(flagged));
    }

    #[test]
    fn a_rate_that_stays_is_not_flagged_however_the_corpus_grows() {
        check((1000, 50_000), (1000, 50_000), Some(0.0), false);
        check((1000, 50_000), (3000, 150_000), Some(0.0), false);
    }

    #[test]
    fn a_rate_beyond_the_tolerance_is_flagged_up_and_down() {
        check((1000, 50_000), (1090, 50_000), Some(0.09), false);
        check((10_000, 500_000), (11_100, 500_000), Some(0.11), true);
        check((10_000, 500_000), (5000, 500_000), Some(-0.5), true);
        check((1000, 50_000), (0, 50_000), Some(-1.0), true);
    }

    #[test]
    fn what_chance_explains_is_not_flagged() {
        check((4, 50_000), (8, 50_000), Some(1.0), false);
        check((0, 50_000), (2, 50_000), None, false);
        check((0, 50_000), (12, 50_000), None, true);
    }

    #[test]
    fn no_tokens_are_no_drift() {
        check((5, 100), (0, 0), Some(-1.0), false);
    }
}
