//! Mentions of named entities, and the entities of a document.
//!
//! [`EntityRecognizer`] is the stage. Its first step finds names: `recognize` asks the ordered list of `rules` over a
//! `page`, which is the document in words with what the `lists` know of each. Its second step, `group`, decides which
//! mentions name the same entity and gives each entity its name and key. What the lists hold is described in [`entry`].

pub mod entry;
mod group;
mod hash;
mod key;
mod lists;
mod page;
mod recognize;
mod rules;
mod surface;
mod tables;
#[cfg(test)]
mod tests;

use wortlaut_lexicon::{Lexicon, LexiconError};
use wortlaut_model::{Budget, Document, Identity, Stage};

use crate::lists::Lists;

/// Raised with every change of the code that changes mentions or entities.
const VERSION: u32 = 1;

/// The stage `entities`: fills [`Document::mentions`] and [`Document::entities`].
#[derive(Debug)]
pub struct EntityRecognizer {
    lists: Lists,
    model: String,
}

impl EntityRecognizer {
    /// A recogniser over the lexicon `names.lex`.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`] or [`LexiconError::Section`] where the lexicon is not the recogniser's.
    pub fn new(lexicon: &Lexicon) -> Result<Self, LexiconError> {
        Ok(Self { lists: Lists::new(lexicon)?, model: lexicon.hash().to_owned() })
    }

    /// The names of all rules, in the order in which they are asked.
    pub fn rules() -> impl Iterator<Item = &'static str> {
        rules::all().map(|rule| rule.name)
    }
}

impl Stage for EntityRecognizer {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn identity(&self) -> Identity {
        Identity { version: VERSION, settings: Vec::new(), models: vec![self.model.clone()] }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let marks = recognize::recognize(document, &self.lists, budget);
        (document.mentions, document.entities) = group::group(document, &marks, &self.lists);
    }
}
