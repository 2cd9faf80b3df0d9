//! Evidence: the place in a document that an edge was read from.

use std::borrow::Cow;
use std::sync::Arc;

use wortlaut_model::{Modality, Polarity};

use crate::{EdgeKey, Row};

/// One place that affirms or denies one edge. Rows are sorted by edge, document and place; the row is its own key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceRow {
    /// The edge.
    pub edge: EdgeKey,
    /// Id of the document.
    pub document: Arc<str>,
    /// Where the evidence starts in the document's text, in the unit the fragment was made with.
    pub start: usize,
    /// The first unit after it.
    pub end: usize,
    /// Index of the sentence it starts in, among the document's sentences.
    pub sentence: usize,
    /// The text of that sentence, for reading.
    pub text: Arc<str>,
    /// Whether it affirms or denies the edge.
    pub polarity: Polarity,
    /// On whose word.
    pub modality: Modality,
    /// The rule or model that found it.
    pub rule: Cow<'static, str>,
}

impl Row for EvidenceRow {
    type Key = Self;

    fn key(&self) -> &Self {
        self
    }

    /// Equal rows are the same evidence: ids of documents are unique in a corpus, so nothing is to add.
    fn absorb(&mut self, _: Self) {}

    fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.edge.subject.len()
            + self.edge.object.len()
            + self.document.len()
            + self.text.len()
            + 64
    }
}
