//! Where the scores of words come from: the encoder's heads, or the fast tier's tagger. Either is read a word at a time; a
//! word of several tokens (`NATO-Mitglieder` where hyphens are tokens) has the scores of its first.

use std::collections::BTreeMap;

use wortlaut_model::{Document, Emissions};

use crate::decode::{self, Found, Row, Transitions};
use crate::encoded::EncodedNames;
use crate::own::OwnNames;
use crate::page::{Page, Sentence};
use crate::rules::{Rule, model};
use crate::tagger::{Convention, NameTagger};

/// What scores words: loaded once.
#[derive(Debug)]
pub(crate) enum Model {
    /// Heads of the encoder, whose scores stand in the document.
    Encoded(Box<EncodedNames>),
    /// A user's head of the encoder.
    Own(OwnNames),
    /// The fast tier's tagger.
    Tagger(Box<NameTagger>),
}

impl Model {
    /// The head that it reads; none of a tagger.
    pub(crate) fn head(&self) -> &str {
        match self {
            Self::Encoded(names) => names.outer(),
            Self::Own(own) => own.head(),
            Self::Tagger(_) => "",
        }
    }

    /// All heads that it reads.
    pub(crate) fn heads(&self) -> Vec<&str> {
        match self {
            Self::Encoded(names) => vec![names.outer(), names.inner()],
            Self::Own(own) => vec![own.head()],
            Self::Tagger(_) => Vec::new(),
        }
    }
}

/// Weights of rules other than their own, by their names: for measuring.
pub(crate) type Weights = BTreeMap<String, f32>;

/// The scores of one document.
pub(crate) struct Scores<'s> {
    weights: &'s Weights,
    source: Source<'s>,
}

enum Source<'s> {
    Encoded { names: &'s EncodedNames, outer: &'s Emissions, inner: Option<&'s Emissions> },
    Tagger(&'s NameTagger),
}

impl<'s> Scores<'s> {
    /// The scores of a document; nothing where the encoder has left none.
    pub(crate) fn new(model: &'s Model, weights: &'s Weights, document: &'s Document) -> Option<Self> {
        let source = match model {
            Model::Encoded(names) => {
                let outer = document.emissions_of(names.outer())?;
                Source::Encoded { names, outer, inner: document.emissions_of(names.inner()) }
            }
            Model::Own(_) => return None,
            Model::Tagger(tagger) => Source::Tagger(tagger),
        };
        Some(Self { weights, source })
    }

    /// Rows of a sentence's words.
    pub(crate) fn outer(&self, page: &Page<'_>, sentence: Sentence) -> Vec<Row> {
        match &self.source {
            Source::Encoded { names, outer, .. } => names.rows(outer, page, sentence),
            Source::Tagger(tagger) => tagger.rows(&page.forms(sentence)),
        }
    }

    /// The best path's names, by the rows' numbers.
    pub(crate) fn decode(&self, rows: &[Row]) -> Vec<Found> {
        decode::decode(rows, self.transitions())
    }

    /// The names nested in a sentence's outermost names; all by the page's words.
    pub(crate) fn inner(&self, page: &Page<'_>, sentence: Sentence, outer: &[Found]) -> Vec<Found> {
        if outer.is_empty() {
            return Vec::new();
        }
        let local: Vec<Found> = outer.iter().map(|name| back(*name, sentence.start)).collect();
        let inner = match &self.source {
            Source::Encoded { names, inner: Some(inner), .. } => names.nested(inner, page, sentence, &local),
            Source::Encoded { inner: None, .. } => Vec::new(),
            Source::Tagger(tagger) => tagger.nested(&page.forms(sentence), &local),
        };
        inner.into_iter().map(|name| moved(name, sentence.start)).collect()
    }

    /// What a rule's word weighs.
    pub(crate) fn weight(&self, rule: &Rule) -> f32 {
        let convention = match &self.source {
            Source::Encoded { names, .. } => names.convention(),
            Source::Tagger(tagger) => tagger.convention(),
        };
        let [project, germeval] = rule.weight;
        let own = if convention == Convention::Project { project } else { germeval };
        self.weights.get(rule.name).copied().unwrap_or(own)
    }

    /// Who says so where no rule does.
    pub(crate) fn rule(&self) -> &'static Rule {
        match &self.source {
            Source::Encoded { .. } => &model::NEWS,
            Source::Tagger(_) => &model::FAST,
        }
    }

    /// How often names like this one are right.
    pub(crate) fn confidence(&self, name: &Found) -> f32 {
        match &self.source {
            Source::Encoded { names, .. } => names.confidence(name.confidence),
            Source::Tagger(tagger) => tagger.confidence(name),
        }
    }

    fn transitions(&self) -> &Transitions {
        match &self.source {
            Source::Encoded { names, .. } => names.transitions(),
            Source::Tagger(tagger) => tagger.transitions(),
        }
    }
}

/// A name with its words counted from `start` words earlier.
pub(crate) fn moved(name: Found, start: usize) -> Found {
    Found { start: name.start + start, end: name.end + start, ..name }
}

fn back(name: Found, start: usize) -> Found {
    Found { start: name.start - start, end: name.end - start, ..name }
}
