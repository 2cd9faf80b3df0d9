//! What training needs of the tagger: the same features, and the form in which a model is written.

use wortlaut_lexicon::{Lexicon, LexiconBuilder, LexiconError};

pub use super::clusters::ClusterSections;
use super::clusters::Clusters;
pub use super::facts::Facts;
pub use super::features::{Convention, View};
pub use super::gazetteer::Hit;
pub use super::weights::WeightSections;
use super::{TRANSITIONS, gazetteer};
use crate::calibration::{self, Calibration};
use crate::decode::LABELS;
use crate::lists::Lists;

/// Looks at words as the tagger does.
#[derive(Debug)]
pub struct Extractor {
    lists: Lists,
    clusters: Clusters,
}

impl Extractor {
    /// From the lexicon of names and the clusters of words.
    ///
    /// # Errors
    /// Where the lexicon is not the recogniser's.
    pub fn new(names: &Lexicon, clusters: ClusterSections) -> Result<Self, LexiconError> {
        Ok(Self { lists: Lists::new(names)?, clusters: Clusters::of(clusters)? })
    }

    /// What is known of a form.
    #[must_use]
    pub fn facts(&self, form: &str) -> Facts {
        Facts::new(form, &self.lists, &self.clusters)
    }

    /// What the gazetteer says of a sentence.
    #[must_use]
    pub fn hits(&self, forms: &[&str], facts: &[&Facts]) -> Vec<Hit> {
        gazetteer::hits(forms, facts, &self.lists)
    }
}

/// A trained model, ready to be written.
#[derive(Debug, Clone)]
pub struct Trained {
    /// Clusters of words.
    pub clusters: ClusterSections,
    /// Weights of the outer level, and its scores of first labels and of pairs.
    pub outer: WeightSections,
    /// See [`Trained::outer`].
    pub outer_steps: Steps,
    /// The same of the inner level.
    pub inner: WeightSections,
    /// See [`Trained::inner`].
    pub inner_steps: Steps,
    /// From probabilities to confidence.
    pub calibration: Calibration,
}

/// Scores of first labels and, at `[from][to]`, of pairs.
#[derive(Debug, Clone)]
pub struct Steps {
    /// Of the first label.
    pub first: [f32; LABELS],
    /// Of pairs.
    pub pairs: [[f32; LABELS]; LABELS],
}

impl Default for Steps {
    fn default() -> Self {
        Self { first: [0.0; LABELS], pairs: [[0.0; LABELS]; LABELS] }
    }
}

impl Trained {
    /// The bytes of the model file.
    #[must_use]
    pub fn build(self) -> Vec<u8> {
        let mut builder = LexiconBuilder::new("names-fast")
            .blob("clusters.slots", self.clusters.slots)
            .blob("clusters.paths", self.clusters.paths);
        for (level, weights, steps) in
            [("outer", self.outer, self.outer_steps), ("inner", self.inner, self.inner_steps)]
        {
            let scores = steps.first.iter().chain(steps.pairs.iter().flatten());
            builder = builder
                .blob(&format!("{level}.rows"), weights.rows)
                .blob(&format!("{level}.entries"), weights.entries)
                .blob(&format!("{level}.step"), weights.step)
                .blob(&format!("{level}.{TRANSITIONS}"), scores.flat_map(|score| score.to_le_bytes()).collect());
        }
        builder.blob(calibration::SECTION, self.calibration.to_bytes()).build()
    }
}
