//! Quotes with cue, frame, speaker and addressee.

use wortlaut_model::{Budget, Document, Identity, Stage};

/// Finds quotes: what is said, by whom, and how it is introduced.
#[derive(Debug, Default)]
pub struct QuoteExtractor;

impl QuoteExtractor {
    /// An extractor with the built-in lists of cues.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Stage for QuoteExtractor {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn identity(&self) -> Identity {
        Identity { version: 1, ..Identity::default() }
    }

    fn annotate(&self, _document: &mut Document, _budget: &Budget) {}
}
