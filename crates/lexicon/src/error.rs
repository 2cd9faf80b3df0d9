//! Why a lexicon could not be built or loaded.

/// Why a lexicon could not be built or loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file does not start as a lexicon does.
    #[error("not a lexicon: the file does not start with `WORTLEX`")]
    Foreign,
    /// The file is of another format version.
    #[error("lexicon format {found} is not format {expected}, which this version reads")]
    Version {
        /// The file's.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// The file ends early or its lengths do not add up.
    #[error("lexicon is truncated")]
    Truncated,
    /// The content is not what was written.
    #[error("lexicon is corrupted: its digest does not match")]
    Corrupted,
    /// The lexicon lacks a section that a stage needs.
    #[error("lexicon `{lexicon}` has no section `{section}` of the kind asked for")]
    MissingSection {
        /// The lexicon's name.
        lexicon: String,
        /// The section's.
        section: String,
    },
    /// A section's transducer is malformed.
    #[error("section `{section}` is no word list")]
    Section {
        /// The section's name.
        section: String,
        /// What the transducer reader says.
        source: fst::Error,
    },
    /// A section's bytes are not what the stage reads them as: it was built by another version.
    #[error("section `{section}` is not of the size this version reads")]
    Malformed {
        /// The section's name.
        section: &'static str,
    },
    /// The file could not be read.
    #[error("lexicon could not be read")]
    Read(#[from] std::io::Error),
}
