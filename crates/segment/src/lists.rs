//! What the segmenter knows of words, read from its lexicon.

use wortlaut_lexicon::{Lexicon, LexiconError, WordMap};

use crate::splitter::Scorer;
use crate::words::WordTable;

/// The lists of `segment.lex`.
#[derive(Debug)]
pub(crate) struct Lists {
    abbreviations: WordMap,
    /// How words are used.
    pub(crate) words: WordTable,
    /// Scores gaps that rules leave open.
    pub(crate) scorer: Scorer,
}

/// What is known of an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Abbreviation(u64);

impl Abbreviation {
    /// It is also a word, and its stop may be a sentence's: "am.", "So.".
    pub(crate) fn is_ambiguous(self) -> bool {
        self.0 & 1 != 0
    }

    /// It may stand at the end of a sentence: "usw.", "etc.", "n. Chr.".
    pub(crate) fn may_end(self) -> bool {
        self.0 & 2 != 0
    }
}

impl Lists {
    /// The lists of `lexicon`.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, LexiconError> {
        Ok(Self {
            abbreviations: lexicon.map("abbreviations")?,
            words: WordTable::from_bytes(&lexicon.blob("words")?),
            scorer: Scorer::from_bytes(&lexicon.blob("scorer")?)
                .ok_or(LexiconError::Malformed { section: "scorer" })?,
        })
    }

    /// What is known of `word`, a word with its stop, as an abbreviation.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.value(word).map(Abbreviation)
    }
}
