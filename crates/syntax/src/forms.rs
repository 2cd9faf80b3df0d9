//! The lexicon of forms: `models/forms.lex`, built by `wortlaut train forms`.
//!
//! Four maps lead from a form in lower case to an entry of [`Tables`]: `nouns`, `names`, `words` (all that is written small), and
//! `stems` of adjectives and participles, whose endings are [`inflection`]'s business: `hart`, `härter`, `härtest`, `gelaufen`.
//! Two more lead from a word's end, written backwards, to what a word with such an end most likely is: `noun-ends`, `verb-ends`.
//!
//! An entry lists readings, the likeliest lemma first: a set of analyses, and the rule that makes the lemma of the form. Rules work
//! from the end of a word ([`Rule`]), so that a compound takes the reading of its last part as it stands.

mod analyses;
mod clitic;
pub mod inflection;
pub(crate) mod known;
mod lattice;
pub(crate) mod letters;
mod rule;
pub(crate) mod shape;
mod tables;

use wortlaut_lexicon::{Lexicon, LexiconError, WordMap};

pub use analyses::{Analyses, Basis, names};
pub(crate) use lattice::zu_infinitive;
pub use rule::Rule;
pub use tables::{Analysis, MalformedTables, Reading, Tables, TablesBuilder};

/// Names of the sections of `forms.lex`.
pub mod section {
    /// Common nouns.
    pub const NOUNS: &str = "nouns";
    /// Names.
    pub const NAMES: &str = "names";
    /// What is written small: verbs, uninflected adjectives, function words.
    pub const WORDS: &str = "words";
    /// Stems that take the endings of adjectives.
    pub const STEMS: &str = "stems";
    /// Ends of nouns, written backwards.
    pub const NOUN_ENDS: &str = "noun-ends";
    /// Ends of verbs, written backwards.
    pub const VERB_ENDS: &str = "verb-ends";
    /// Entries, readings, analyses and rules.
    pub const TABLES: &str = "tables";
}

/// The loaded lexicon of forms.
#[derive(Debug)]
pub struct Forms {
    pub(crate) nouns: WordMap,
    pub(crate) names: WordMap,
    pub(crate) words: WordMap,
    pub(crate) stems: WordMap,
    noun_ends: WordMap,
    verb_ends: WordMap,
    pub(crate) tables: Tables,
    hash: String,
}

/// Why a file is no lexicon of forms.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FormsError {
    /// A section is missing or malformed.
    #[error("not a lexicon of forms")]
    Lexicon(#[from] LexiconError),
    /// The tables are malformed.
    #[error("not a lexicon of forms")]
    Tables(#[from] MalformedTables),
}

impl Forms {
    /// The forms of `lexicon`.
    ///
    /// # Errors
    /// A section that is missing or malformed.
    pub fn new(lexicon: &Lexicon) -> Result<Self, FormsError> {
        Ok(Self {
            nouns: lexicon.map(section::NOUNS)?,
            names: lexicon.map(section::NAMES)?,
            words: lexicon.map(section::WORDS)?,
            stems: lexicon.map(section::STEMS)?,
            noun_ends: lexicon.map(section::NOUN_ENDS)?,
            verb_ends: lexicon.map(section::VERB_ENDS)?,
            tables: Tables::from_bytes(&lexicon.blob(section::TABLES)?)?,
            hash: lexicon.hash().to_owned(),
        })
    }

    /// The number of forms that stand in the lexicon themselves; inflected adjectives do not.
    #[must_use]
    pub fn len(&self) -> usize {
        [&self.nouns, &self.names, &self.words, &self.stems].iter().map(|map| map.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The hex digest of the file.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Whether `word`, in lower case, is a particle that verbs are separated from: `mit`, `zurück`.
    #[must_use]
    pub fn is_particle(&self, word: &str) -> bool {
        let mut analyses = self.known(&self.words, word).iter().flat_map(|reading| self.tables.analyses(*reading));
        analyses.any(|analysis| analysis.xpos == wortlaut_model::Xpos::Ptkvz)
    }

    /// The readings of `word`, in lower case, in one of the maps.
    pub(crate) fn known(&self, map: &WordMap, word: &str) -> &[Reading] {
        map.value(word).map_or(&[], |entry| self.tables.readings(entry))
    }
}

#[cfg(test)]
pub(crate) mod tests;
