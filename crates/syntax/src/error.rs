//! What can be wrong with the files of the grammar stage.

use wortlaut_encoder::EncoderError;
use wortlaut_lexicon::{Lexicon, LexiconError};

/// Why the grammar stage cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum SyntaxError {
    /// A section is missing, or of another kind.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// Weights are missing or of a wrong size.
    #[error(transparent)]
    Weights(#[from] EncoderError),
    /// A section says what cannot be.
    #[error("section `{section}` of `{lexicon}` is malformed")]
    Section {
        /// The file's name.
        lexicon: String,
        /// The section.
        section: String,
    },
}

impl SyntaxError {
    pub(crate) fn section(lexicon: &Lexicon, section: &str) -> Self {
        Self::Section { lexicon: lexicon.name().to_owned(), section: section.to_owned() }
    }
}
