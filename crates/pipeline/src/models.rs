//! The models shipped inside the binary, and the loading of others in their place.
//!
//! This is the only place that knows which file a stage reads: stages take a lexicon and ask no further.

use std::path::Path;

use wortlaut_lexicon::Lexicon;

use crate::PipelineError;

/// Abbreviations, word statistics and the sentence scorer: `models/segment.md`.
static SEGMENT: &[u8] = include_bytes!("../../../models/segment.lex");

/// Gazetteers and word classes: `models/names.md`.
static NAMES: &[u8] = include_bytes!("../../../models/names.lex");

/// The model of the segment stage: the one at `path`, or the embedded one.
pub fn segment(path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    load("segment", SEGMENT, path)
}

/// The model of the entities stage: the one at `path`, or the embedded one.
pub fn names(path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    load("names", NAMES, path)
}

fn load(name: &str, embedded: &'static [u8], path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    let Some(path) = path else {
        return Lexicon::from_bytes(embedded).map_err(|source| failed(name, source));
    };
    let file = std::fs::File::open(path).map_err(PipelineError::io("read", path))?;
    Lexicon::from_reader(file).map_err(|source| failed(&path.display().to_string(), source))
}

/// An error of `name`'s loading.
pub fn failed(name: &str, source: wortlaut_lexicon::LexiconError) -> PipelineError {
    PipelineError::Model { name: name.to_owned(), source }
}
