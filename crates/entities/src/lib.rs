//! Mentions of named entities, and the entities of a document.
//!
//! [`EntityRecognizer`] is the stage. Its first step finds names: `join` asks a model and the ordered list of `rules` over a
//! `page`, which is the document in words with what the `lists` know of each. The model is the encoder's heads (`encoded`; `own` for
//! those of users)
//! or the fast tier's [`tagger`]. The second step, `group`, decides which mentions name the same entity and gives each entity
//! its name and key. What the lists hold is described in [`entry`].

pub mod calibration;
pub mod chain;
pub mod decode;
mod encoded;
pub mod entry;
mod group;
mod hash;
mod join;
mod key;
mod lists;
mod own;
mod page;
mod rules;
mod scores;
mod surface;
mod tables;
pub mod tagger;
#[cfg(test)]
mod tests;
mod within;

use wortlaut_lexicon::{Lexicon, LexiconError};
use wortlaut_model::{Budget, Document, Identity, Stage};

use crate::encoded::EncodedNames;
use crate::lists::Lists;
use crate::own::OwnNames;
use crate::scores::{Model, Scores, Weights};
use crate::tagger::{Convention, NameTagger};

/// Raised with every change of the code that changes mentions or entities.
const VERSION: u32 = 4;

/// The stage `entities`: fills [`Document::mentions`] and [`Document::entities`].
#[derive(Debug)]
pub struct EntityRecognizer {
    lists: Lists,
    model: Option<Model>,
    weights: Weights,
    settings: Vec<String>,
    models: Vec<String>,
}

impl EntityRecognizer {
    /// A recogniser over the lexicon `names.lex`, by rules alone.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`] or [`LexiconError::Section`] where the lexicon is not the recogniser's.
    pub fn new(lexicon: &Lexicon) -> Result<Self, LexiconError> {
        Ok(Self {
            lists: Lists::new(lexicon)?,
            model: None,
            weights: Weights::new(),
            settings: Vec::new(),
            models: vec![lexicon.hash().to_owned()],
        })
    }

    /// The same, with names by an encoder whose scores the document brings: by the heads for names that `heads` holds, else
    /// by its one head for a user's own types.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`] where the file has no such heads, [`LexiconError::Malformed`] where their labels are
    /// none of names.
    pub fn with_encoder(mut self, heads: &Lexicon, convention: Convention) -> Result<Self, LexiconError> {
        let model = match encoded::own_head(heads) {
            Some(head) => Model::Own(OwnNames::new(heads, head)?),
            None => Model::Encoded(Box::new(EncodedNames::new(heads, convention)?)),
        };
        self.settings = vec![format!("head={}", model.head())];
        self.models.push(heads.hash().to_owned());
        self.model = Some(model);
        Ok(self)
    }

    /// The same, with names by the fast tier's tagger; where the encoder's heads find names already, it is their second
    /// opinion.
    #[must_use]
    pub fn with_tagger(mut self, tagger: NameTagger) -> Self {
        self.settings.push(format!("convention={:?}", tagger.convention()));
        self.models.extend(tagger.models().map(str::to_owned));
        self.model = Some(match self.model {
            Some(Model::Encoded(names)) => Model::Encoded(Box::new(names.helped_by(tagger))),
            _ => Model::Tagger(Box::new(tagger)),
        });
        self
    }

    /// The encoder's heads whose scores it reads.
    #[must_use]
    pub fn heads(&self) -> Vec<&str> {
        self.model.as_ref().map(Model::heads).unwrap_or_default()
    }

    /// The same, with other weights for some rules: how their own are measured.
    #[must_use]
    pub fn with_weights(self, weights: impl IntoIterator<Item = (String, f32)>) -> Self {
        Self { weights: weights.into_iter().collect(), ..self }
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
        Identity { version: VERSION, settings: self.settings.clone(), models: self.models.clone() }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let marks = match &self.model {
            Some(Model::Own(own)) => own::marks(document, &self.lists, own),
            model => {
                let scores = model.as_ref().and_then(|model| Scores::new(model, &self.weights, document));
                join::join(document, &self.lists, scores, budget)
            }
        };
        (document.mentions, document.entities) = group::group(document, marks, &self.lists);
    }
}
