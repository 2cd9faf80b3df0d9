//! The models shipped inside the binary, and the loading of others in their place.
//!
//! This is the only place that knows which file a stage reads: stages take a lexicon and ask no further.

use std::path::{Path, PathBuf};

use wortlaut_lexicon::Lexicon;

use crate::PipelineError;

/// Abbreviations, word statistics and the sentence scorer: `models/segment.md`.
static SEGMENT: &[u8] = include_bytes!("../../../models/segment.lex");

/// Gazetteers and word classes: `models/names.md`.
static GAZETTEER: &[u8] = include_bytes!("../../../models/names.lex");

/// Inflected forms, their analyses and lemmas: `models/forms.md`.
static FORMS: &[u8] = include_bytes!("../../../models/forms.lex");

/// The models that a pipeline file may name as `builtin:NAME`: `models/news.md`, `models/fast.md`, `models/fast-grammar.md`.
static BUILTIN: &[(&str, &[u8])] = &[
    ("news", include_bytes!("../../../models/news.lex")),
    ("fast", include_bytes!("../../../models/fast.lex")),
    ("fast-grammar", include_bytes!("../../../models/fast-grammar.lex")),
];

/// A model file as a pipeline names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelFile {
    /// `builtin:NAME`.
    Builtin(&'static str),
    /// A path.
    Path(PathBuf),
}

impl ModelFile {
    /// What comes before the name of a built-in model.
    pub const PREFIX: &'static str = "builtin:";

    /// The names of the built-in models.
    pub fn builtin() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|(name, _)| *name)
    }

    /// The file that this text names; nothing where it names a built-in model that there is not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix(Self::PREFIX) {
            Some(name) => Self::builtin().find(|builtin| *builtin == name).map(Self::Builtin),
            None => Some(Self::Path(PathBuf::from(text))),
        }
    }

    /// How a pipeline file names it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Builtin(name) => format!("{}{name}", Self::PREFIX),
            Self::Path(path) => path.display().to_string(),
        }
    }

    /// Loads it.
    ///
    /// # Errors
    /// [`PipelineError::Model`] where it is no lexicon or damaged, [`PipelineError::Io`] where it cannot be read.
    pub fn load(&self) -> Result<Lexicon, PipelineError> {
        match self {
            Self::Path(path) => from_file(path),
            Self::Builtin(name) => {
                let bytes = BUILTIN.iter().find(|(builtin, _)| builtin == name).map_or(&[][..], |(_, bytes)| bytes);
                Lexicon::from_bytes(bytes).map_err(|source| failed(&self.name(), source))
            }
        }
    }
}

/// The model of the segment stage: the one at `path`, or the embedded one.
pub fn segment(path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    load("segment", SEGMENT, path)
}

/// The lists of the entities stage: the ones at `path`, or the embedded ones.
pub fn gazetteer(path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    load("gazetteer", GAZETTEER, path)
}

/// The lexicon of forms: the one at `path`, or the embedded one.
pub fn forms(path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    load("forms", FORMS, path)
}

fn load(name: &str, embedded: &'static [u8], path: Option<&Path>) -> Result<Lexicon, PipelineError> {
    match path {
        Some(path) => from_file(path),
        None => Lexicon::from_bytes(embedded).map_err(|source| failed(name, source)),
    }
}

fn from_file(path: &Path) -> Result<Lexicon, PipelineError> {
    let file = std::fs::File::open(path).map_err(PipelineError::io("read", path))?;
    Lexicon::from_reader(file).map_err(|source| failed(&path.display().to_string(), source))
}

/// An error of `name`'s loading.
pub fn failed(name: &str, source: wortlaut_lexicon::LexiconError) -> PipelineError {
    PipelineError::Model { name: name.to_owned(), source }
}
