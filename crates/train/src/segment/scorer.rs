//! Trains the sentence scorer: logistic regression over hashed features by `AdaGrad`.

use std::path::Path;

use wortlaut_lexicon::Lexicon;
use wortlaut_segment::training::{BUCKETS, Example, KINDS, Prior, examples, scorer};
use wortlaut_segment::{Segmenter, Settings, TokenConvention};

use super::corpora::{self, Held};

/// Rounds over all examples.
const ROUNDS: usize = 6;
/// The step of `AdaGrad`.
const STEP: f32 = 0.1;
/// Pull of the weights towards zero, a step.
const DECAY: f32 = 2e-6;

/// The bytes of a scorer, trained on the texts of the data directory but those held back.
pub(super) fn train(data: &Path, untrained: &Lexicon, held: Held) -> anyhow::Result<Vec<u8>> {
    let mut all: Vec<(Example, f32)> = Vec::new();
    let conventions = [TokenConvention::Stts, TokenConvention::Ud];
    let segmenters = conventions.map(|tokens| Segmenter::new(untrained, Settings { tokens }));
    for (index, text) in corpora::read(data, held)?.iter().enumerate() {
        let segmenter = segmenters.get(index % 2).and_then(|made| made.as_ref().ok());
        if let Some(segmenter) = segmenter {
            let found = examples(segmenter, &text.text, &text.ends);
            all.extend(found.into_iter().map(|example| (example, text.weight)));
        }
    }
    let mut model = Model::new();
    for _ in 0..ROUNDS {
        for at in shuffled(all.len()) {
            if let Some((example, weight)) = all.get(at) {
                model.learn(example, *weight);
            }
        }
    }
    Ok(scorer(&priors(&model, &all), &model.weights))
}

/// Bias and share of ends of each kind of gap.
fn priors(model: &Model, all: &[(Example, f32)]) -> [Prior; KINDS] {
    let mut ends = [0.0_f64; KINDS];
    let mut gaps = [f64::MIN_POSITIVE; KINDS];
    for (example, weight) in all {
        if let (Some(ends), Some(gaps)) = (ends.get_mut(example.kind), gaps.get_mut(example.kind)) {
            *ends += if example.ends { f64::from(*weight) } else { 0.0 };
            *gaps += f64::from(*weight);
        }
    }
    let mut priors = [Prior::default(); KINDS];
    for (prior, ((bias, ends), gaps)) in priors.iter_mut().zip(model.bias.iter().zip(ends).zip(gaps)) {
        *prior = Prior { bias: *bias, share: (ends / gaps) as f32 };
    }
    priors
}

/// Weights while they are learned, with the sums of squared gradients that steps are divided by.
struct Model {
    bias: [f32; KINDS],
    bias_squares: [f32; KINDS],
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Model {
    fn new() -> Self {
        Self {
            bias: [0.0; KINDS],
            bias_squares: [1.0; KINDS],
            weights: vec![0.0; BUCKETS],
            squares: vec![0.1; BUCKETS],
        }
    }

    fn learn(&mut self, example: &Example, weight: f32) {
        let score = self.score(example);
        let wanted = if example.ends { 1.0 } else { 0.0 };
        let gradient = weight * (1.0 / (1.0 + (-score).exp()) - wanted);
        for &bucket in &example.buckets {
            let slots = (self.weights.get_mut(bucket as usize), self.squares.get_mut(bucket as usize));
            if let (Some(value), Some(squares)) = slots {
                let slope = gradient + DECAY * *value;
                *squares += slope * slope;
                *value -= STEP * slope / squares.sqrt();
            }
        }
        if let (Some(bias), Some(squares)) = (self.bias.get_mut(example.kind), self.bias_squares.get_mut(example.kind))
        {
            *squares += gradient * gradient;
            *bias -= STEP * gradient / squares.sqrt();
        }
    }

    fn score(&self, example: &Example) -> f32 {
        let bias = self.bias.get(example.kind).copied().unwrap_or_default();
        bias + example.buckets.iter().filter_map(|&bucket| self.weights.get(bucket as usize)).sum::<f32>()
    }
}

/// The numbers below `length` in an order that looks random and is always the same: a stride that shares no factor with
/// the length visits each once.
fn shuffled(length: usize) -> impl Iterator<Item = usize> {
    let stride = (length * 5 / 8..length).find(|&stride| gcd(stride, length) == 1).unwrap_or(1);
    (0..length).map(move |step| step * stride % length)
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
