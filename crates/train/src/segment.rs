//! Builds `models/segment.lex`: what the segmenter knows of words.

mod abbreviations;

use std::path::Path;

use wortlaut_lexicon::LexiconBuilder;

/// The bytes of `segment.lex`, from the data directory.
///
/// # Errors
/// Files that are missing or malformed.
pub fn build(data: &Path) -> anyhow::Result<Vec<u8>> {
    let abbreviations = abbreviations::read(data)?;
    Ok(LexiconBuilder::new("segment").map("abbreviations", &abbreviations)?.build())
}
