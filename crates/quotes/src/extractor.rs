//! The stage.

use wortlaut_model::{Budget, Document, Identity, Stage};

use crate::reading::Reading;
use crate::scene::Lists;

/// Finds quotes: what is said, by whom, and how it is introduced. Immutable, shared by all threads.
#[derive(Debug)]
pub struct QuoteExtractor {
    lists: Lists,
}

impl QuoteExtractor {
    /// An extractor with the built-in lists of verbs and words.
    #[must_use]
    pub fn new() -> Self {
        Self { lists: Lists::built_in() }
    }
}

impl Default for QuoteExtractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage for QuoteExtractor {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn identity(&self) -> Identity {
        Identity { version: 3, ..Identity::default() }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let quotes = Reading::new(document, &self.lists).quotes(budget);
        document.quotes = quotes;
    }
}
