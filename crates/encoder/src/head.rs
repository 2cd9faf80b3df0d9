//! Heads: linear layers on the vector of a token's first piece.

use std::sync::Arc;

use wortlaut_lexicon::Lexicon;

use crate::EncoderError;
use crate::kernel::lanes::{self, LANES};
use crate::kernel::{Backend, Buffer};
use crate::sections::Sections;

/// A head: scores each of its labels for each token.
#[derive(Debug)]
pub struct Head {
    name: String,
    labels: Arc<[String]>,
    hidden: usize,
    // Blocks of 16 outputs, input by input; the last one filled up with zeros.
    weights: Buffer<f32>,
    biases: Buffer<f32>,
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
    pub(crate) fn all(lexicon: &Lexicon, hidden: usize) -> Result<Vec<Self>, EncoderError> {
        let names = lexicon.sections().filter_map(|name| name.strip_prefix("head.")?.strip_suffix(".weight"));
        names.map(|name| Self::read(lexicon, name, hidden)).collect()
    }

    fn read(lexicon: &Lexicon, name: &str, hidden: usize) -> Result<Self, EncoderError> {
        let sections = Sections(lexicon);
        let labels = sections.lines(&format!("head.{name}.labels"))?;
        let read = sections.floats(&format!("head.{name}.weight"), labels.len() * hidden)?;
        let outputs = labels.len().next_multiple_of(LANES);
        let mut weights = Buffer::zeros(outputs * hidden);
        for (output, row) in read.chunks_exact(hidden).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                weights[(output / LANES * hidden + input) * LANES + output % LANES] = weight;
            }
        }
        let mut biases = Buffer::zeros(outputs);
        biases[..labels.len()].copy_from_slice(&sections.floats(&format!("head.{name}.bias"), labels.len())?);
        let labels = labels.into_iter().map(String::from).collect();
        Ok(Self { name: name.to_owned(), labels, hidden, weights, biases })
    }

    /// Scores of each vector, filled up to [`Head::width`] numbers a vector.
    pub(crate) fn score(&self, backend: Backend, vectors: &[f32], scores: &mut Buffer<f32>) {
        scores.resize(vectors.len() / self.hidden * self.width());
        lanes::linear(backend, vectors, self.hidden, &self.weights, &self.biases, scores);
    }

    /// Numbers a vector in what [`Head::score`] writes: the labels, filled up to whole lanes.
    pub(crate) fn width(&self) -> usize {
        self.biases.len()
    }
}
