//! Raw scores of tokens: what the encoder hands to the stages that decode them.

use std::sync::Arc;

/// What one head of the encoder scores: each label of each token, before any decoding.
///
/// An internal layer: it is never exported, and a stage that decodes it may take it away. Scores are logits, so that only
/// their differences within a token mean something.
#[derive(Debug, Clone, PartialEq)]
pub struct Emissions {
    /// The head's name, e.g. `names`.
    pub head: String,
    /// What is scored, e.g. `O`, `B-LOC`, `I-LOC`; at least one.
    pub labels: Arc<[String]>,
    /// Tokens × labels, row by row: the scores of the document's first token, of its second, and so on.
    pub scores: Vec<f32>,
}

impl Emissions {
    /// The scores of the token at `index`, one a label; empty beyond the last.
    #[must_use]
    pub fn of(&self, index: usize) -> &[f32] {
        let start = index.saturating_mul(self.labels.len());
        self.scores.get(start..start.saturating_add(self.labels.len())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_its_row() {
        let labels = ["O", "B-LOC"].map(str::to_owned).into();
        let emissions = Emissions { head: "names".to_owned(), labels, scores: vec![1.0, 0.0, -1.0, 2.0] };
        assert_eq!(emissions.of(1), [-1.0, 2.0]);
        assert_eq!(emissions.of(2), [0.0; 0]);
        assert_eq!(emissions.of(usize::MAX), [0.0; 0]);
    }
}
