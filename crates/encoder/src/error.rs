//! Why an encoder could not be loaded.

use wortlaut_lexicon::LexiconError;

/// Why an encoder, or a head for one, could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncoderError {
    /// The file lacks a section: it is no encoder, or no head.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The file is laid out for another version of this crate.
    #[error("encoder layout {found} is not layout {expected}, which this version reads")]
    Layout {
        /// The file's.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// A dimension is one that the kernels are not written for.
    #[error("encoder has {name} {found}, must be {allowed}")]
    Dimension {
        /// Which, e.g. `hidden`.
        name: &'static str,
        /// The file's.
        found: usize,
        /// What can be read.
        allowed: &'static str,
    },
    /// A section is longer or shorter than the dimensions say.
    #[error("section `{section}` holds {found} bytes, the dimensions say {expected}")]
    Size {
        /// The section's name.
        section: String,
        /// Bytes according to the dimensions.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// A section with one line an entry does not have as many as the dimensions say, or is no text.
    #[error("section `{section}` does not hold {expected} lines of text")]
    Lines {
        /// The section's name.
        section: String,
        /// Lines according to the dimensions.
        expected: usize,
    },
    /// A number is infinite or none at all.
    #[error("section `{section}` holds numbers that are not finite")]
    NotFinite {
        /// The section's name.
        section: String,
    },
    /// A file of heads holds none.
    #[error("lexicon `{lexicon}` holds no head")]
    NoHead {
        /// The lexicon's name.
        lexicon: String,
    },
    /// A head was trained on the vectors of another encoder.
    #[error("heads of lexicon `{lexicon}` belong to the encoder `{found}`, this one is `{expected}`")]
    OtherEncoder {
        /// The lexicon's name.
        lexicon: String,
        /// This encoder's digest.
        expected: String,
        /// The one the heads name.
        found: String,
    },
}
