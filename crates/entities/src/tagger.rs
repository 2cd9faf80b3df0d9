//! The fast tier of names: a linear model of the labels of a sentence (a conditional random field, Lafferty et al. 2001),
//! taught by an encoder's labels on raw text. No encoder runs here: each token is seen through its letters, the cluster of
//! its form, what the lists say of it, and the same of its neighbours.
//!
//! Two levels: the outermost names of a sentence first, then, within each, the names nested in it.

mod clusters;
mod facts;
mod features;
mod gazetteer;
mod hash;
mod known;
pub mod training;
mod weights;
mod worker;

use std::sync::Mutex;

use wortlaut_lexicon::{Lexicon, LexiconError};

use crate::calibration::Calibration;
use crate::decode::{self, Found, LABELS, Row, Transitions};
use crate::lists::Lists;
use clusters::Clusters;
pub use features::Convention;
use weights::Weights;
use worker::Worker;

/// Section of scores of neighbouring labels, after the level's name.
const TRANSITIONS: &str = "transitions";

/// The most tokens looked at together. A sentence is hardly longer; what is gets cut, so that memory stays small.
const WINDOW: usize = 512;

/// The names of a sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Outermost names, in text order.
    pub outer: Vec<Found>,
    /// Names nested in them, in text order.
    pub inner: Vec<Found>,
}

/// The tagger: loaded once, shared by threads.
#[derive(Debug)]
pub struct NameTagger {
    lists: Lists,
    clusters: Clusters,
    outer: Level,
    inner: Level,
    calibration: Calibration,
    convention: Convention,
    hashes: [String; 2],
    /// Workers that wait for a text, at most one a thread.
    idle: Mutex<Vec<Worker>>,
}

/// The model of one level.
#[derive(Debug)]
struct Level {
    weights: Weights,
    transitions: Transitions,
}

impl Level {
    fn new(lexicon: &Lexicon, level: &'static str) -> Result<Self, LexiconError> {
        let bytes = lexicon.blob(&format!("{level}.{TRANSITIONS}"))?;
        let scores: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|&score| f32::from_le_bytes(score)).collect();
        let (rows, []) = scores.as_chunks::<LABELS>() else {
            return Err(LexiconError::Malformed { section: TRANSITIONS });
        };
        let malformed = LexiconError::Malformed { section: TRANSITIONS };
        let Some((first, pairs)) = rows.split_first() else { return Err(malformed) };
        let Ok(pairs) = pairs.try_into() else { return Err(malformed) };
        Ok(Self { weights: Weights::new(lexicon, level)?, transitions: Transitions::learned(first, pairs) })
    }
}

impl NameTagger {
    /// Whether a file is a tagger's, going by its sections.
    #[must_use]
    pub fn is_in(model: &Lexicon) -> bool {
        model.sections().any(|section| section == "outer.transitions")
    }

    /// A tagger over the model `fast.lex` and the lexicon `names.lex`.
    ///
    /// # Errors
    /// Those of [`LexiconError`] for files that are not the tagger's.
    pub fn new(model: &Lexicon, names: &Lexicon) -> Result<Self, LexiconError> {
        Ok(Self {
            lists: Lists::new(names)?,
            clusters: Clusters::new(model)?,
            outer: Level::new(model, "outer")?,
            inner: Level::new(model, "inner")?,
            calibration: Calibration::of(model)?,
            convention: Convention::Project,
            idle: Mutex::default(),
            hashes: [model.hash().to_owned(), names.hash().to_owned()],
        })
    }

    /// The same, with labels after another convention.
    #[must_use]
    pub fn with_convention(self, convention: Convention) -> Self {
        Self { convention, ..self }
    }

    /// The convention of its labels.
    #[must_use]
    pub fn convention(&self) -> Convention {
        self.convention
    }

    /// Digests of the files it reads.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        self.hashes.iter().map(String::as_str)
    }

    /// The scores of neighbouring labels at the outermost level.
    #[must_use]
    pub fn transitions(&self) -> &Transitions {
        &self.outer.transitions
    }

    /// How often a name like this one, found by way of [`NameTagger::rows`] or [`NameTagger::nested`], is right.
    #[must_use]
    pub fn confidence(&self, name: &Found) -> f32 {
        self.calibration.confidence(name.confidence)
    }

    /// The scores of each token of a sentence at the outermost level. They depend on the sentence alone.
    #[must_use]
    pub fn rows(&self, forms: &[&str]) -> Vec<Row> {
        self.with_worker(|worker| forms.chunks(WINDOW).flat_map(|forms| worker.read(self, forms).rows()).collect())
    }

    /// The names nested in the names `outer` of a sentence; all count tokens from the sentence's first.
    #[must_use]
    pub fn nested(&self, forms: &[&str], outer: &[Found]) -> Vec<Found> {
        self.with_worker(|worker| {
            if forms.len() <= WINDOW {
                let mut reading = worker.read(self, forms);
                return outer.iter().flat_map(|name| reading.inside(name)).collect();
            }
            let around = |name: &Found| {
                let start = name.start.saturating_sub(WINDOW / 4);
                let end = forms.len().min(name.end.min(name.start + WINDOW) + WINDOW / 4);
                let local = Found { start: name.start - start, end: name.end.min(end) - start, ..*name };
                let found = worker.read(self, forms.get(start..end).unwrap_or_default()).inside(&local);
                found.into_iter().map(|name| name.moved(start)).collect::<Vec<_>>()
            };
            outer.iter().flat_map(around).collect()
        })
    }

    /// The names of a sentence on both levels, with calibrated confidence.
    #[must_use]
    pub fn tag(&self, forms: &[&str]) -> Names {
        let mut outer = decode::decode(&self.rows(forms), self.transitions());
        let mut inner = if outer.is_empty() { Vec::new() } else { self.nested(forms, &outer) };
        for name in outer.iter_mut().chain(&mut inner) {
            name.confidence = self.confidence(name);
        }
        Names { outer, inner }
    }

    /// Works with a worker that no other thread has. Words that an earlier text had are still known to it, which changes its
    /// speed and nothing else.
    fn with_worker<R>(&self, work: impl FnOnce(&mut Worker) -> R) -> R {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut worker = idle.unwrap_or_default();
        let result = work(&mut worker);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(worker);
        }
        result
    }
}

#[cfg(test)]
mod tests;
