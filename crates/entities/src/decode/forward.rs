//! Probabilities of names and labels over all paths (the forward-backward algorithm), scaled token by token so that nothing
//! runs out of range. Sums are taken in a fixed order: the same scores give the same bits everywhere.

use std::ops::Range;

use super::{LABELS, Label, NameClass, Row, Transitions, exp};

/// A sentence's paths with their probabilities.
#[derive(Debug, Clone)]
pub struct Lattice<'t> {
    transitions: &'t Transitions,
    /// `exp(score - highest score)` of each token's labels.
    odds: Vec<Row>,
    /// Probability of the paths up to a token that end in a label, each row made to sum to 1.
    forward: Vec<Row>,
    /// What the rows were divided by.
    scales: Vec<f32>,
    /// The same from the end, divided by the same numbers.
    backward: Vec<Row>,
    /// Log of the sum over all paths.
    log_sum: f64,
}

impl<'t> Lattice<'t> {
    /// The lattice of a sentence's scores.
    #[must_use]
    pub fn new(rows: &[Row], transitions: &'t Transitions) -> Self {
        let mut lattice = Self {
            transitions,
            odds: Vec::with_capacity(rows.len()),
            forward: Vec::with_capacity(rows.len()),
            scales: Vec::with_capacity(rows.len()),
            backward: vec![[1.0; LABELS]; rows.len()],
            log_sum: 0.0,
        };
        let mut before: Option<Row> = None;
        for row in rows {
            let highest = row.iter().copied().fold(f32::MIN, f32::max);
            let odds = row.map(|score| exp(score - highest));
            let mut reached: Row = match before {
                None => std::array::from_fn(|label| exp(transitions.first[label])),
                Some(before) => std::array::from_fn(|to| dot(&before, &transitions.odds[to])),
            };
            reached.iter_mut().zip(&odds).for_each(|(value, odds)| *value *= odds);
            let scale = reached.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            reached.iter_mut().for_each(|value| *value /= scale);
            lattice.log_sum += f64::from(scale).ln() + f64::from(highest);
            lattice.odds.push(odds);
            lattice.scales.push(scale);
            lattice.forward.push(reached);
            before = Some(reached);
        }
        lattice.go_back();
        lattice
    }

    fn go_back(&mut self) {
        for index in (1..self.odds.len()).rev() {
            let (odds, scale, after) = (&self.odds[index], self.scales[index], self.backward[index]);
            let ahead: Row = std::array::from_fn(|to| odds[to] * after[to] / scale);
            let mut row = [0.0; LABELS];
            for (steps, ahead) in self.transitions.odds.iter().zip(ahead) {
                row.iter_mut().zip(steps).for_each(|(value, step)| *value += step * ahead);
            }
            self.backward[index - 1] = row;
        }
    }

    /// The log of the sum over all paths.
    #[must_use]
    pub fn log_sum(&self) -> f64 {
        self.log_sum
    }

    /// The probability of each label of a token.
    #[must_use]
    pub fn marginals(&self, token: usize) -> Row {
        let (Some(forward), Some(backward)) = (self.forward.get(token), self.backward.get(token)) else {
            return [0.0; LABELS];
        };
        std::array::from_fn(|label| forward[label] * backward[label])
    }

    /// Adds the expected number of times that each pair of labels stands side by side, at `[from][to]`.
    pub fn add_pairs(&self, expected: &mut [[f32; LABELS]; LABELS]) {
        for index in 1..self.odds.len() {
            let (odds, scale, after) = (&self.odds[index], self.scales[index], &self.backward[index]);
            let before = &self.forward[index - 1];
            for to in 0..LABELS {
                let ahead = odds[to] * after[to] / scale;
                if ahead > 1e-9 {
                    for (from, row) in expected.iter_mut().enumerate() {
                        row[to] += before[from] * self.transitions.odds[to][from] * ahead;
                    }
                }
            }
        }
    }

    /// The probability that a name of `class` stands exactly at `tokens`.
    #[must_use]
    pub fn probability(&self, tokens: Range<usize>, class: NameClass) -> f32 {
        if tokens.is_empty() || tokens.end > self.odds.len() {
            return 0.0;
        }
        let (begin, inside) = (Label::begin(class).index(), Label::inside(class).index());
        let mut probability = match tokens.start.checked_sub(1).and_then(|before| self.forward.get(before)) {
            None => exp(self.transitions.first[begin]),
            Some(before) => dot(before, &self.transitions.odds[begin]),
        };
        let mut label = begin;
        for index in tokens.clone() {
            if index > tokens.start {
                probability *= self.transitions.odds[inside][label];
                label = inside;
            }
            probability *= self.odds[index][label] / self.scales[index];
        }
        let Some((odds, after)) = self.odds.get(tokens.end).zip(self.backward.get(tokens.end)) else {
            return probability.clamp(0.0, 1.0);
        };
        let leaves: f32 = (0..LABELS)
            .filter(|&to| to != inside)
            .map(|to| self.transitions.odds[to][label] * odds[to] * after[to] / self.scales[tokens.end])
            .sum();
        (probability * leaves).clamp(0.0, 1.0)
    }
}

fn dot(a: &Row, b: &Row) -> f32 {
    let mut sums = [0.0_f32; 5];
    for (a, b) in a.as_chunks::<5>().0.iter().zip(b.as_chunks::<5>().0) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}
