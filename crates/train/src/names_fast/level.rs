//! Learning one level of names: rounds over the sentences in a shuffled order.

use wortlaut_entities::decode::{Label, spans};
use wortlaut_entities::tagger::Convention;
use wortlaut_entities::tagger::training::{Steps, WeightSections};

use super::chain::{Chain, Sequence};
use super::learner::{FeatureCounts, Learner, Rates};
use super::sample::{Sample, Samples};

/// How to train.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Words whose clusters are kept.
    pub clusters: usize,
    /// What a taught sentence weighs; a gold one weighs about 1.
    pub taught_weight: f32,
    /// What a sentence of the project's own weighs, after each convention.
    pub own_weights: [(Convention, f32); 2],
    /// Rounds over all sentences.
    pub rounds: usize,
    /// Rounds over the gold sentences alone, after those over all.
    pub gold_rounds: usize,
    /// How often a feature must be seen; once in gold counts as `gold_count`.
    pub least: u8,
    /// See [`Settings::least`].
    pub gold_count: u8,
    /// Learning rate.
    pub alpha: f32,
    /// Drives small weights to zero.
    pub l1: f32,
    /// Keeps weights small.
    pub l2: f32,
    /// The share of a token's features that are left out, others each time, so that rare words do not hide what stands around
    /// them (Sutton et al. 2006 on such undertraining).
    pub dropout: f32,
    /// The most weights kept.
    pub entries: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            clusters: 1_000_000,
            taught_weight: 0.5,
            own_weights: [(Convention::Project, 1.0), (Convention::GermEval, 0.0)],
            rounds: 3,
            gold_rounds: 2,
            least: 3,
            gold_count: 2,
            alpha: 0.05,
            l1: 0.5,
            l2: 1.0,
            dropout: 0.2,
            entries: 2_500_000,
        }
    }
}

/// The outermost names.
pub(super) fn outer(
    samples: &Samples<'_>,
    gold: usize,
    settings: &Settings,
    report: &mut dyn FnMut(&str),
) -> (WeightSections, Steps) {
    learn(samples, gold, settings, [settings.entries, 22], "outer", report, |sample, each| {
        let view = &sample.view;
        let features = |index| {
            let mut features = Vec::with_capacity(160);
            view.features(index, &mut features);
            features
        };
        each(Sequence {
            features: (0..sample.tokens.len()).map(features).collect(),
            labels: sample.tokens.iter().map(|token| token.outer).collect(),
            weight: sample.weight,
        });
    })
}

/// The names nested in outermost ones: each of these is a sequence of its own.
pub(super) fn inner(
    samples: &Samples<'_>,
    gold: usize,
    settings: &Settings,
    report: &mut dyn FnMut(&str),
) -> (WeightSections, Steps) {
    learn(samples, gold, settings, [settings.entries / 12, 19], "inner", report, |sample, each| {
        let view = &sample.view;
        let labels: Vec<Label> = sample.tokens.iter().map(|token| token.outer).collect();
        for outer in spans(&labels) {
            let features = |index| {
                let mut features = Vec::with_capacity(180);
                view.features(index, &mut features);
                view.inner_features(index, &outer, &mut features);
                features
            };
            each(Sequence {
                features: (outer.start..outer.end).map(features).collect(),
                labels: sample.tokens[outer.start..outer.end].iter().map(|token| token.inner).collect(),
                weight: sample.weight,
            });
        }
    })
}

fn learn(
    samples: &Samples<'_>,
    gold: usize,
    settings: &Settings,
    [entries, bits]: [usize; 2],
    name: &str,
    report: &mut dyn FnMut(&str),
    sequences: impl Fn(&Sample<'_>, &mut dyn FnMut(Sequence)),
) -> (WeightSections, Steps) {
    let mut counts = FeatureCounts::new();
    for number in 0..samples.len() {
        let weight = if number < gold { settings.gold_count } else { 1 };
        sequences(&samples.sample(number), &mut |sequence| {
            sequence.features.iter().flatten().for_each(|&feature| counts.add(feature, weight));
        });
    }
    let rates = Rates { alpha: settings.alpha, beta: 1.0, l1: settings.l1, l2: settings.l2 };
    let mut chain = Chain::new(Learner::new(&counts, settings.least, bits as u32, rates), settings.dropout);
    for round in 0..settings.rounds + settings.gold_rounds {
        let count = if round < settings.rounds { samples.len() } else { gold };
        let mut loss = 0.0;
        for number in shuffled(count, round) {
            sequences(&samples.sample(number), &mut |sequence| loss += chain.learn(sequence));
        }
        report(&format!(
            "{name}, round {}: loss {:.4}, {} weights",
            round + 1,
            loss / count as f64,
            chain.learner.alive()
        ));
    }
    (chain.learner.sections(entries), chain.steps)
}

/// The numbers below `count` in an order that looks random, another each round, and is always the same: a stride that
/// shares no factor with the count visits each once.
fn shuffled(count: usize, round: usize) -> impl Iterator<Item = usize> {
    let from = count * (5 + round % 7) / 13;
    let stride = (from.max(1)..count.max(2)).find(|&stride| gcd(stride, count) == 1).unwrap_or(1);
    (0..count).map(move |step| (step * stride + round) % count)
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
