//! Learns a head: a conditional random field (Lafferty, McCallum, Pereira 2001) over a linear layer, by AdamW (Loshchilov
//! and Hutter 2019) over shuffled sentences, on numbers brought to mean 0 and deviation 1, which is taken back in the weights
//! at the end.
//!
//! Without the field, token by token, the same layer was measured two points of F1 worse (docs/own-models.md).

use half::f16;
use wortlaut_entities::chain::Chain;

use super::labels::LabelSet;
use super::sample::Samples;

/// How a head is learned.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Fewest and most passes over the sentences.
    pub epochs: (usize, usize),
    /// Tokens to be seen in all passes together, within those bounds: small data is passed over more often.
    pub tokens: usize,
    /// The first step's length; it falls to 0 in a straight line.
    pub rate: f32,
    /// How many tokens the belief that weights are small is worth: a step of length one shrinks them by this over the number
    /// of tokens.
    pub prior: f32,
    /// Tokens a step, about.
    pub batch: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: (12, 60), tokens: 600_000, rate: 0.01, prior: 600.0, batch: 256 }
    }
}

/// A linear layer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    /// Labels × hidden.
    pub(super) weights: Vec<f32>,
    /// One a label.
    pub(super) biases: Vec<f32>,
    /// Scores of first labels, then of each label after each.
    pub(super) transitions: Vec<f32>,
}

impl Head {
    /// Tokens × labels numbers.
    pub(super) fn scores(&self, samples: &Samples, sentence: usize) -> Vec<f32> {
        let mut scores = Vec::new();
        for vector in samples.vectors(sentence) {
            let vector: Vec<f32> = vector.iter().copied().map(f16::to_f32).collect();
            let rows = self.weights.chunks_exact(samples.hidden()).zip(&self.biases);
            scores.extend(rows.map(|(row, bias)| bias + row.iter().zip(&vector).map(|(a, b)| a * b).sum::<f32>()));
        }
        scores
    }
}

/// Learns from `sentences` of the samples.
pub(super) fn learn(
    samples: &Samples,
    sentences: &[usize],
    labels: &LabelSet,
    settings: &Settings,
    report: &mut dyn FnMut(&str),
) -> Head {
    let norm = Norm::of(samples, sentences);
    let mut learner = Learner::new(samples.hidden(), labels);
    let mut order = sentences.to_vec();
    let mut random = Random(0x5EED);
    let tokens: usize = sentences.iter().map(|&sentence| samples.labels(sentence).len()).sum();
    let epochs = (settings.tokens / tokens.max(1)).max(settings.epochs.0).min(settings.epochs.1);
    let total = (tokens * epochs).max(1);
    let decay = (settings.prior / tokens.max(1) as f32).min(1.0);
    let mut seen = 0;
    for epoch in 1..=epochs {
        random.shuffle(&mut order);
        let (mut loss, mut open) = (0.0, 0);
        for (place, &sentence) in order.iter().enumerate() {
            loss += learner.sentence(samples, sentence, &norm);
            seen += samples.labels(sentence).len();
            open += samples.labels(sentence).len();
            if open >= settings.batch || place + 1 == order.len() {
                learner.step(share_left(seen, total) * settings.rate, decay, open);
                open = 0;
            }
        }
        if epoch == epochs || epoch.is_multiple_of(4) {
            report(&format!("epoch {epoch} of {epochs}: loss {:.4} a token", loss / tokens.max(1) as f64));
        }
    }
    learner.head(&norm)
}

fn share_left(seen: usize, total: usize) -> f32 {
    1.0 - seen as f32 / total as f32
}

/// Mean and deviation of each number of the vectors.
struct Norm {
    mean: Vec<f32>,
    /// One over the deviation.
    scale: Vec<f32>,
}

impl Norm {
    fn of(samples: &Samples, sentences: &[usize]) -> Self {
        let mut sums = vec![(0.0_f64, 0.0_f64); samples.hidden()];
        let mut count = 0.0_f64;
        for vector in sentences.iter().flat_map(|&sentence| samples.vectors(sentence)) {
            for (sum, number) in sums.iter_mut().zip(vector) {
                let number = f64::from(number.to_f32());
                *sum = (sum.0 + number, sum.1 + number * number);
            }
            count += 1.0;
        }
        let mean = |sum: f64| sum / count.max(1.0);
        let deviation = |&(sum, squares): &(f64, f64)| (mean(squares) - mean(sum).powi(2)).max(1e-6).sqrt();
        Self {
            mean: sums.iter().map(|&(sum, _)| mean(sum) as f32).collect(),
            scale: sums.iter().map(|sum| (1.0 / deviation(sum)) as f32).collect(),
        }
    }
}

/// Weights being learned: for each number of a vector one weight a label, one row more for the biases, then the scores of
/// neighbouring labels.
struct Learner<'l> {
    labels: &'l LabelSet,
    weights: Vec<f32>,
    gradient: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    steps: i32,
    /// Where the biases begin, and where the scores of neighbours do.
    parts: (usize, usize),
    chain: Chain,
    /// The vectors of a sentence, brought to the norm, each with a 1 for the bias.
    vectors: Vec<f32>,
}

impl<'l> Learner<'l> {
    fn new(hidden: usize, labels: &'l LabelSet) -> Self {
        let size = labels.len();
        let parts = (hidden * size, (hidden + 1) * size);
        let zeros = vec![0.0; parts.1 + size * (size + 1)];
        Self {
            labels,
            gradient: zeros.clone(),
            first: zeros.clone(),
            second: zeros.clone(),
            weights: zeros,
            steps: 0,
            parts,
            chain: labels.chain(&[]),
            vectors: Vec::new(),
        }
    }

    /// Adds the gradient of a sentence; gives its loss, the negative log probability of its labels.
    fn sentence(&mut self, samples: &Samples, sentence: usize, norm: &Norm) -> f64 {
        self.vectors.clear();
        for vector in samples.vectors(sentence) {
            let numbers = vector.iter().zip(norm.mean.iter().zip(&norm.scale));
            self.vectors.extend(numbers.map(|(number, (mean, scale))| (number.to_f32() - mean) * scale));
            self.vectors.push(1.0);
        }
        let scores = self.scores(norm.mean.len() + 1);
        let lattice = self.chain.lattice(&scores);
        let (weights, neighbours) = self.gradient.split_at_mut(self.parts.1);
        lattice.add_expected(neighbours);
        let mut loss = lattice.log_sum();
        let mut row = 0;
        let size = self.labels.len();
        let gold = samples.labels(sentence).iter().map(|&label| usize::from(label));
        for (token, (label, vector)) in gold.zip(self.vectors.chunks_exact(norm.mean.len() + 1)).enumerate() {
            let mut errors = lattice.marginals(token);
            errors[label] -= 1.0;
            neighbours[row * size + label] -= 1.0;
            loss -= f64::from(scores[token * size + label] + self.weights[self.parts.1 + row * size + label]);
            for (slopes, number) in weights.chunks_exact_mut(size).zip(vector) {
                slopes.iter_mut().zip(&errors).for_each(|(slope, error)| *slope += number * error);
            }
            row = label + 1;
        }
        loss
    }

    /// Tokens × labels scores of the sentence at hand, whose vectors have so many numbers.
    fn scores(&self, width: usize) -> Vec<f32> {
        let size = self.labels.len();
        let mut scores = vec![0.0; self.vectors.len() / width * size];
        for (sums, vector) in scores.chunks_exact_mut(size).zip(self.vectors.chunks_exact(width)) {
            for (row, number) in self.weights.chunks_exact(size).zip(vector) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += number * weight);
            }
        }
        scores
    }

    /// A step against the gradient of `tokens` tokens. Biases and scores of neighbours do not shrink.
    fn step(&mut self, rate: f32, decay: f32, tokens: usize) {
        self.steps += 1;
        let (keep_first, keep_second) = (0.9_f32, 0.999_f32);
        let unbias = |keep: f32| 1.0 / (1.0 - keep.powi(self.steps));
        let (unbias_first, unbias_second) = (unbias(keep_first), unbias(keep_second));
        let moments = self.first.iter_mut().zip(&mut self.second);
        let weights = self.weights.iter_mut().zip(&mut self.gradient).zip(moments);
        for (place, ((weight, slope), (first, second))) in weights.enumerate() {
            let mean = *slope / tokens.max(1) as f32;
            *slope = 0.0;
            *first = keep_first * *first + (1.0 - keep_first) * mean;
            *second = keep_second * *second + (1.0 - keep_second) * mean * mean;
            if place < self.parts.0 {
                *weight -= rate * decay * *weight;
            }
            *weight -= rate * *first * unbias_first / ((*second * unbias_second).sqrt() + 1e-8);
        }
        self.chain = self.labels.chain(&self.weights[self.parts.1..]);
    }

    /// The head for vectors as they come.
    fn head(&self, norm: &Norm) -> Head {
        let (hidden, size) = (norm.mean.len(), self.labels.len());
        let mut head = Head {
            weights: vec![0.0; size * hidden],
            biases: Vec::with_capacity(size),
            transitions: self.weights[self.parts.1..].to_vec(),
        };
        for label in 0..size {
            let mut bias = f64::from(self.weights[self.parts.0 + label]);
            for (place, (mean, scale)) in norm.mean.iter().zip(&norm.scale).enumerate() {
                let weight = self.weights[place * size + label] * scale;
                head.weights[label * hidden + place] = weight;
                bias -= f64::from(weight) * f64::from(*mean);
            }
            head.biases.push(bias as f32);
        }
        head
    }
}

/// Numbers that look random and are always the same (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        ((u128::from(number) * bound as u128) >> 64) as usize
    }

    /// Fisher and Yates.
    fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}
