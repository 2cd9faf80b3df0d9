//! A linear chain over any number of labels: which may follow which and how gladly, the best path through a sentence's
//! scores, and the probabilities of labels and names over all paths. A user's head is trained and read by it; the shipped
//! models' twenty-five labels have [`crate::decode`], where the number is known to the compiler.
//!
//! Sums are taken in a fixed order, with an exponential of our own: the same scores give the same bits everywhere.

use crate::decode::exp;

/// The score of what cannot be: far below any sum of scores, and finite, so that sums stay numbers.
const NEVER: f32 = -1.0e9;

/// Scores of neighbouring labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    labels: usize,
    /// Of each label at a sentence's start; then row by row, of each label after each. What cannot be is [`NEVER`].
    scores: Vec<f32>,
    /// `exp` of them.
    odds: Vec<f32>,
}

impl Chain {
    /// A chain of `labels` labels. `may_follow(before, label)` says what can be, `before` being `None` at a sentence's
    /// start; `scores` are (labels + 1) × labels numbers, first labels in the first row, ignored where nothing can be. Missing ones are 0.
    #[must_use]
    pub fn new(labels: usize, scores: &[f32], may_follow: impl Fn(Option<usize>, usize) -> bool) -> Self {
        let score = |place: usize| {
            let before = (place / labels).checked_sub(1);
            let free = may_follow(before, place % labels);
            if free { scores.get(place).copied().unwrap_or_default() } else { NEVER }
        };
        let scores: Vec<f32> = (0..labels * (labels + 1)).map(score).collect();
        let odds = scores.iter().map(|&score| if score == NEVER { 0.0 } else { exp(score) }).collect();
        Self { labels, scores, odds }
    }

    /// How many labels there are.
    #[must_use]
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// The best path through `rows`, tokens × labels scores. Of equal paths, one of the earliest labels.
    #[must_use]
    pub fn best_path(&self, rows: &[f32]) -> Vec<usize> {
        let mut from: Vec<usize> = Vec::with_capacity(rows.len());
        let mut best: Vec<f32> = Vec::new();
        for row in rows.chunks_exact(self.labels) {
            let next = (0..self.labels).map(|label| self.step(&best, label));
            let next: Vec<(f32, usize)> = next.collect();
            from.extend(next.iter().map(|(_, before)| *before));
            best = next.iter().zip(row).map(|((sum, _), score)| sum + score).collect();
        }
        let mut label = highest(best.iter().copied()).1;
        let mut path = Vec::with_capacity(from.len() / self.labels.max(1));
        for row in from.chunks_exact(self.labels).rev() {
            path.push(label);
            label = row.get(label).copied().unwrap_or_default();
        }
        path.reverse();
        path
    }

    /// The best sum with which a label can be reached, and the label before it.
    fn step(&self, best: &[f32], label: usize) -> (f32, usize) {
        if best.is_empty() {
            return (self.scores.get(label).copied().unwrap_or(NEVER), 0);
        }
        let after = self.scores.iter().skip(self.labels + label).step_by(self.labels);
        highest(best.iter().zip(after).map(|(sum, score)| sum + score))
    }

    /// All paths through `rows` with their probabilities.
    #[must_use]
    pub fn lattice(&self, rows: &[f32]) -> Lattice<'_> {
        Lattice::new(self, rows)
    }

    /// The odds of each label after `before`, or at a sentence's start.
    fn after(&self, before: Option<usize>) -> &[f32] {
        let row = before.map_or(0, |before| before + 1) * self.labels;
        self.odds.get(row..row + self.labels).unwrap_or_default()
    }
}

/// The highest number and its place; the first one in a tie.
fn highest(numbers: impl Iterator<Item = f32>) -> (f32, usize) {
    numbers
        .enumerate()
        .fold((f32::NEG_INFINITY, 0), |best, (place, number)| if number > best.0 { (number, place) } else { best })
}

/// A sentence's paths with their probabilities (the forward-backward algorithm), scaled token by token so that nothing runs
/// out of range.
#[derive(Debug, Clone)]
pub struct Lattice<'c> {
    chain: &'c Chain,
    /// `exp(score - highest score)` of each token's labels.
    odds: Vec<f32>,
    /// Probability of the paths up to a token that end in a label, each row made to sum to 1.
    forward: Vec<f32>,
    /// What the rows were divided by.
    scales: Vec<f32>,
    /// The same from the end, divided by the same numbers.
    backward: Vec<f32>,
    log_sum: f64,
}

impl<'c> Lattice<'c> {
    fn new(chain: &'c Chain, rows: &[f32]) -> Self {
        let size = chain.labels;
        let mut lattice = Self {
            chain,
            odds: Vec::with_capacity(rows.len()),
            forward: Vec::with_capacity(rows.len()),
            scales: Vec::with_capacity(rows.len() / size),
            backward: vec![1.0; rows.len()],
            log_sum: 0.0,
        };
        for (token, row) in rows.chunks_exact(size).enumerate() {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            lattice.odds.extend(row.iter().map(|score| exp(score - top)));
            let mut reached = lattice.reached(token);
            reached.iter_mut().zip(lattice.odds_of(token)).for_each(|(value, odds)| *value *= odds);
            let scale = reached.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            lattice.forward.extend(reached.iter().map(|value| value / scale));
            lattice.scales.push(scale);
            lattice.log_sum += f64::from(scale).ln() + f64::from(top);
        }
        for token in (1..lattice.scales.len()).rev() {
            let ahead = lattice.ahead(token);
            let sums: Vec<f32> = (0..size).map(|from| dot(chain.after(Some(from)), &ahead)).collect();
            lattice.backward.splice((token - 1) * size..token * size, sums);
        }
        lattice
    }

    /// The probability with which each label of a token is reached, before its own scores count.
    fn reached(&self, token: usize) -> Vec<f32> {
        let Some(before) = token.checked_sub(1) else { return self.chain.after(None).to_vec() };
        let mut reached = vec![0.0; self.chain.labels];
        for (from, &share) in self.row(&self.forward, before).iter().enumerate() {
            reached.iter_mut().zip(self.chain.after(Some(from))).for_each(|(value, odds)| *value += share * odds);
        }
        reached
    }

    /// What each label of a token is worth, seen from the token before.
    fn ahead(&self, token: usize) -> Vec<f32> {
        let scale = self.scales.get(token).copied().unwrap_or(1.0);
        let numbers = self.odds_of(token).iter().zip(self.row(&self.backward, token));
        numbers.map(|(odds, after)| odds * after / scale).collect()
    }

    fn row<'r>(&self, rows: &'r [f32], token: usize) -> &'r [f32] {
        rows.get(token * self.chain.labels..(token + 1) * self.chain.labels).unwrap_or_default()
    }

    fn odds_of(&self, token: usize) -> &[f32] {
        self.row(&self.odds, token)
    }

    /// The log of the sum over all paths.
    #[must_use]
    pub fn log_sum(&self) -> f64 {
        self.log_sum
    }

    /// The probability of each label of a token.
    #[must_use]
    pub fn marginals(&self, token: usize) -> Vec<f32> {
        let numbers = self.row(&self.forward, token).iter().zip(self.row(&self.backward, token));
        numbers.map(|(forward, backward)| forward * backward).collect()
    }

    /// Adds to `expected`, laid out as the scores of [`Chain::new`], how often each label is expected at the start and
    /// after each.
    pub fn add_expected(&self, expected: &mut [f32]) {
        let size = self.chain.labels;
        expected.iter_mut().zip(self.marginals(0)).for_each(|(sum, odds)| *sum += odds);
        for token in 1..self.scales.len() {
            let ahead = self.ahead(token);
            let shares = self.row(&self.forward, token - 1);
            for (from, (sums, share)) in expected.chunks_exact_mut(size).skip(1).zip(shares).enumerate() {
                let steps = self.chain.after(Some(from)).iter().zip(&ahead);
                sums.iter_mut().zip(steps).for_each(|(sum, (odds, ahead))| *sum += share * odds * ahead);
            }
        }
    }

    /// The probability of all paths that run over the labels `part` from the token `start` on and do not go on with the
    /// label `never`: of a name, where that is the inside label of its class.
    #[must_use]
    pub fn probability(&self, start: usize, part: &[usize], never: usize) -> f32 {
        let Some(&first) = part.first() else { return 0.0 };
        let mut probability = self.reached(start).get(first).copied().unwrap_or_default();
        let mut before = None;
        for (token, &label) in (start..).zip(part) {
            let step =
                before.map_or(1.0, |before| self.chain.after(Some(before)).get(label).copied().unwrap_or_default());
            let odds = self.odds_of(token).get(label).copied().unwrap_or_default();
            probability *= step * odds / self.scales.get(token).copied().unwrap_or(1.0);
            before = Some(label);
        }
        let next = start + part.len();
        if next < self.scales.len() {
            let mut ahead = self.ahead(next);
            ahead.iter_mut().skip(never).take(1).for_each(|value| *value = 0.0);
            probability *= dot(self.chain.after(before), &ahead);
        }
        probability.clamp(0.0, 1.0)
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels O, B and I of one class: I stands only after B and I.
    fn chain(scores: &[f32]) -> Chain {
        Chain::new(3, scores, |before, label| label != 2 || matches!(before, Some(1 | 2)))
    }

    const SCORES: [f32; 12] = [0.5, -0.5, 9.0, 1.0, 0.2, 9.0, -1.0, 0.3, 0.7, 0.0, -0.4, 1.1];
    const ROWS: [f32; 9] = [0.0, 1.5, 2.0, 1.0, 0.0, 0.5, 0.5, 0.0, 3.0];

    /// All paths of three tokens that can be, each with the exponential of its sum.
    fn all_paths(chain: &Chain) -> Vec<([usize; 3], f64)> {
        let mut paths = Vec::new();
        for number in 0..27 {
            let path = [number / 9, number / 3 % 3, number % 3];
            let emitted = (0..3).map(|token| f64::from(ROWS[token * 3 + path[token]])).sum::<f64>();
            let moved = f64::from(chain.scores[path[0]])
                + f64::from(chain.scores[3 + path[0] * 3 + path[1]])
                + f64::from(chain.scores[3 + path[1] * 3 + path[2]]);
            paths.push((path, (emitted + moved).exp()));
        }
        paths
    }

    #[test]
    fn the_best_path_keeps_to_what_can_be() {
        // Token by token the best labels are I, O, I. No sentence begins with I, and I does not follow O: B, I, I has 1.5 +
        // 0.5 + 3 = 5, and no other path as much.
        assert_eq!(chain(&[]).best_path(&ROWS), [1, 2, 2]);
        assert_eq!(chain(&[]).best_path(&[]), [0; 0]);
        let chain = chain(&SCORES);
        let paths = all_paths(&chain);
        let best = paths.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(chain.best_path(&ROWS), best.0);
    }

    #[test]
    fn probabilities_are_shares_of_all_paths() {
        let chain = chain(&SCORES);
        let lattice = chain.lattice(&ROWS);
        let paths = all_paths(&chain);
        let sum: f64 = paths.iter().map(|(_, odds)| odds).sum();
        let share = |keep: &dyn Fn(&[usize; 3]) -> bool| {
            paths.iter().filter(|(path, _)| keep(path)).map(|(_, odds)| odds).sum::<f64>() / sum
        };
        let near =
            |found: f32, expected: f64| assert!((f64::from(found) - expected).abs() < 1e-5, "{found} {expected}");
        assert!((lattice.log_sum() - sum.ln()).abs() < 1e-5);
        for token in 0..3 {
            for (label, odds) in lattice.marginals(token).into_iter().enumerate() {
                near(odds, share(&|path| path[token] == label));
            }
        }
        near(lattice.probability(0, &[1, 2], 2), share(&|path| path[..2] == [1, 2] && path[2] != 2));
        near(lattice.probability(1, &[1, 2], 2), share(&|path| path[1..] == [1, 2]));
        near(lattice.probability(1, &[1], 2), share(&|path| path[1] == 1 && path[2] != 2));
        let mut expected = [0.0; 12];
        lattice.add_expected(&mut expected);
        near(expected[1], share(&|path| path[0] == 1));
        near(expected[3 + 3 + 2], share(&|path| path[..2] == [1, 2]) + share(&|path| path[1..] == [1, 2]));
    }
}
