//! Heads: linear layers on the vector of a token's first piece.

use std::sync::Arc;

use wortlaut_lexicon::Lexicon;

use crate::EncoderError;
use crate::kernel::{Backend, Buffer};
use crate::network::Linear;
use crate::sections::Sections;

/// A head: scores each of its labels for each token.
#[derive(Debug)]
pub struct Head {
    name: String,
    labels: Arc<[String]>,
    linear: Linear,
}

impl Head {
    /// Its name, e.g. `names`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it scores.
    #[must_use]
    pub fn labels(&self) -> &Arc<[String]> {
        &self.labels
    }

    /// All heads of a file, in its order: `head.NAME.weight`, `head.NAME.bias` and `head.NAME.labels` each.
    pub(crate) fn all(lexicon: &Lexicon, backend: Backend, hidden: usize) -> Result<Vec<Self>, EncoderError> {
        let names = lexicon.sections().filter_map(|name| name.strip_prefix("head.")?.strip_suffix(".weight"));
        names.map(|name| Self::read(lexicon, backend, name, hidden)).collect()
    }

    fn read(lexicon: &Lexicon, backend: Backend, name: &str, hidden: usize) -> Result<Self, EncoderError> {
        let labels = Sections(lexicon).lines(&format!("head.{name}.labels"))?;
        let linear = Linear::read(lexicon, backend, &format!("head.{name}"), labels.len(), hidden)?;
        Ok(Self { name: name.to_owned(), labels: labels.into_iter().map(String::from).collect(), linear })
    }

    /// Scores of each vector, filled up to [`Head::width`] numbers a vector.
    pub(crate) fn score(&self, vectors: &[f32], scores: &mut Buffer<f32>) {
        self.linear.apply_padded(vectors, scores);
    }

    /// Numbers a vector in what [`Head::score`] writes: the labels, filled up to whole lanes.
    pub(crate) fn width(&self) -> usize {
        self.linear.padded()
    }
}
