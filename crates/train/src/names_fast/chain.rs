//! The chain while it learns: weights of features, scores of neighbouring labels, and what is left out by chance.

use wortlaut_entities::decode::{LABELS, Label, Lattice, Transitions};
use wortlaut_entities::tagger::training::Steps;

use super::learner::Learner;

/// A sequence to learn: the features and the right label of each token.
pub(super) struct Sequence {
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<Label>,
    pub weight: f32,
}

/// The model while it learns.
pub(super) struct Chain {
    pub learner: Learner,
    pub steps: Steps,
    squares: Steps,
    slopes: Steps,
    transitions: Transitions,
    pending: usize,
    dropout: Dropout,
}

/// Leaves features out.
struct Dropout {
    share: f32,
    dice: u64,
}

impl Dropout {
    fn thin(&mut self, features: &mut Vec<u32>) {
        let limit = (self.share * 65536.0) as u64;
        features.retain(|_| {
            // Xorshift (Marsaglia 2003): the same dice on every machine.
            self.dice ^= self.dice << 13;
            self.dice ^= self.dice >> 7;
            self.dice ^= self.dice << 17;
            self.dice >> 48 >= limit
        });
    }

    /// What makes up for the features left out.
    fn scale(&self) -> f32 {
        1.0 / (1.0 - self.share)
    }
}

/// Sequences between two changes of the transitions.
const BATCH: usize = 8;

impl Chain {
    pub(super) fn new(learner: Learner, dropout: f32) -> Self {
        let transitions = Transitions::constrained();
        Self {
            learner,
            steps: Steps::default(),
            squares: Steps::default(),
            slopes: Steps::default(),
            transitions,
            pending: 0,
            dropout: Dropout { share: dropout, dice: 0x5EED },
        }
    }

    /// Learns from a sequence; its loss.
    pub(super) fn learn(&mut self, mut sequence: Sequence) -> f64 {
        for features in &mut sequence.features {
            self.dropout.thin(features);
            self.learner.rows(features);
        }
        let scale = self.dropout.scale();
        let score = |features: &Vec<u32>| self.learner.score(features).map(|score| score * scale);
        let rows: Vec<[f32; LABELS]> = sequence.features.iter().map(score).collect();
        let lattice = Lattice::new(&rows, &self.transitions);
        let mut right = 0.0_f64;
        for (index, (features, label)) in sequence.features.iter().zip(&sequence.labels).enumerate() {
            let mut slope = lattice.marginals(index);
            slope[label.index()] -= 1.0;
            slope.iter_mut().for_each(|slope| *slope *= sequence.weight);
            self.learner.learn(features, &slope.map(|slope| slope * scale));
            right += f64::from(rows[index][label.index()]);
            if index == 0 {
                self.slopes.first.iter_mut().zip(slope).for_each(|(sum, slope)| *sum += slope);
                right += f64::from(self.steps.first[label.index()]);
            }
        }
        let mut expected = [[0.0; LABELS]; LABELS];
        lattice.add_pairs(&mut expected);
        for pair in sequence.labels.windows(2) {
            let (from, to) = (pair[0].index(), pair[1].index());
            expected[from][to] -= 1.0;
            right += f64::from(self.steps.pairs[from][to]);
        }
        let sums = self.slopes.pairs.iter_mut().flatten();
        sums.zip(expected.iter().flatten()).for_each(|(sum, slope)| *sum += slope * sequence.weight);
        let loss = (lattice.log_sum() - right) * f64::from(sequence.weight);
        self.pending += 1;
        if self.pending == BATCH {
            self.step();
        }
        loss
    }

    /// Takes a step along the collected slopes of the transitions (`AdaGrad`).
    fn step(&mut self) {
        let values = self.steps.first.iter_mut().chain(self.steps.pairs.iter_mut().flatten());
        let squares = self.squares.first.iter_mut().chain(self.squares.pairs.iter_mut().flatten());
        let slopes = self.slopes.first.iter_mut().chain(self.slopes.pairs.iter_mut().flatten());
        for ((value, square), slope) in values.zip(squares).zip(slopes) {
            *square += *slope * *slope;
            *value -= 0.1 * *slope / (1.0 + *square).sqrt();
            *slope = 0.0;
        }
        self.transitions = Transitions::learned(&self.steps.first, &self.steps.pairs);
        self.pending = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names_fast::learner::{FeatureCounts, Rates};
    use wortlaut_entities::decode::best_path;

    /// Two kinds of words, and a second name token that only its neighbour gives away.
    fn sequence(features: &[u32], labels: &[&str]) -> Sequence {
        Sequence {
            features: features.iter().map(|&feature| vec![feature << 20]).collect(),
            labels: labels.iter().filter_map(|name| Label::parse(name)).collect(),
            weight: 1.0,
        }
    }

    #[test]
    fn words_and_their_order_are_learned() {
        let examples = [
            (vec![1, 2, 3, 3], vec!["O", "B-PER", "I-PER", "O"]),
            (vec![1, 3, 2, 3], vec!["O", "O", "B-PER", "I-PER"]),
        ];
        let mut counts = FeatureCounts::new();
        (1..4).for_each(|feature| counts.add(feature << 20, 9));
        let rates = Rates { alpha: 0.2, beta: 1.0, l1: 0.0, l2: 0.0 };
        let mut chain = Chain::new(Learner::new(&counts, 1, 20, rates), 0.0);
        let mut losses = Vec::new();
        for _ in 0..400 {
            losses.push(examples.iter().map(|(features, labels)| chain.learn(sequence(features, labels))).sum::<f64>());
        }
        assert!(losses[399] < losses[0] / 10.0, "{} {}", losses[0], losses[399]);
        for (features, labels) in &examples {
            let rows: Vec<[f32; LABELS]> = sequence(features, labels)
                .features
                .iter_mut()
                .map(|features| {
                    chain.learner.rows(features);
                    chain.learner.score(features)
                })
                .collect();
            let path: Vec<String> = best_path(&rows, &chain.transitions).into_iter().map(Label::name).collect();
            assert_eq!(&path, labels);
        }
    }
}
