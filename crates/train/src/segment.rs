//! Builds `models/segment.lex`: what the segmenter knows of words, and the weights of its sentence scorer.
//!
//! Three steps, each from the data directory: abbreviations, which are lists ([`abbreviations`]); the use of words,
//! which is counted ([`words`]); weights, which are trained ([`scorer`]) on texts put together from sentences
//! ([`corpora`]), with the segmenter's own eyes: it runs on the first two steps while it learns the third.

mod abbreviations;
mod corpora;
mod scorer;
mod words;

use std::path::Path;

use wortlaut_lexicon::{Lexicon, LexiconBuilder};

pub use corpora::Held;
use words::Words;

/// The bytes of `segment.lex`, from the data directory.
///
/// # Errors
/// Files that are missing or malformed.
pub fn build(data: &Path) -> anyhow::Result<Vec<u8>> {
    build_without(data, Held::Nothing)
}

/// The same, trained without one of the corpora, so that it can be scored there.
///
/// # Errors
/// Files that are missing or malformed.
pub fn build_without(data: &Path, held: Held) -> anyhow::Result<Vec<u8>> {
    let words = Words::count(data)?;
    let lists = Lists { abbreviations: abbreviations::read(data, &words)?, words: words.table().to_bytes() };
    let untrained = Lexicon::from_bytes(lists.lexicon(Vec::new())?)?;
    lists.lexicon(scorer::train(data, &untrained, held)?)
}

/// The abbreviations that raw text shows, as the file `data/abbreviations-counted.txt` keeps them, once read over.
///
/// # Errors
/// Files that are missing or malformed.
pub fn count_abbreviations(data: &Path) -> anyhow::Result<String> {
    Ok(Words::count(data)?.abbreviations().join("\n"))
}

/// The parts that need no training.
struct Lists {
    abbreviations: std::collections::BTreeMap<String, u64>,
    words: Vec<u8>,
}

impl Lists {
    fn lexicon(&self, scorer: Vec<u8>) -> anyhow::Result<Vec<u8>> {
        let builder = LexiconBuilder::new("segment").map("abbreviations", &self.abbreviations)?;
        Ok(builder.blob("words", self.words.clone()).blob("scorer", scorer).build())
    }
}
