//! Typed relations between entities, with their evidence.

use wortlaut_model::{Budget, Document, Identity, Stage};

/// Finds relations between the entities of a document.
#[derive(Debug, Clone, Default)]
pub struct RelationExtractor;

impl RelationExtractor {
    /// An extractor with all rules.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Stage for RelationExtractor {
    fn name(&self) -> &'static str {
        "relations"
    }

    fn identity(&self) -> Identity {
        Identity { version: 1, ..Identity::default() }
    }

    fn annotate(&self, document: &mut Document, _budget: &Budget) {
        document.relations.clear();
    }
}
