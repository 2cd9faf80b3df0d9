//! Mentions of named entities, and the entities of a document.

pub mod entry;

use wortlaut_lexicon::{Lexicon, LexiconError};
use wortlaut_model::{Budget, Document, Identity, Stage};

/// Finds names in a document and groups them to entities.
#[derive(Debug)]
pub struct EntityRecognizer {
    hash: String,
}

impl EntityRecognizer {
    /// A recogniser over the name lists in `lexicon`.
    ///
    /// # Errors
    /// [`LexiconError`] where a section is missing or malformed.
    pub fn new(lexicon: &Lexicon) -> Result<Self, LexiconError> {
        Ok(Self { hash: lexicon.hash().to_owned() })
    }
}

impl Stage for EntityRecognizer {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn identity(&self) -> Identity {
        Identity { version: 1, settings: Vec::new(), models: vec![self.hash.clone()] }
    }

    fn annotate(&self, _document: &mut Document, _budget: &Budget) {}
}
