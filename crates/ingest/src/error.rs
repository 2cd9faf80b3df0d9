//! What can go wrong before the first document is read. Later faults are [`crate::Rejection`]s, which end nothing.

use std::path::PathBuf;

/// Why the inputs or the options cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// No input was named.
    #[error("no input is named")]
    NoInput,
    /// A named file or directory does not exist.
    #[error("`{}` does not exist", path.display())]
    Missing {
        /// The path as it was named.
        path: PathBuf,
    },
    /// A directory holds no file of a known format.
    #[error("no document in the directory `{}`: none of its {ignored} other files has a known extension", path.display())]
    EmptyDirectory {
        /// The directory as it was named.
        path: PathBuf,
        /// How many files were left aside.
        ignored: usize,
    },
    /// A glob is malformed.
    #[error("`{pattern}` is no valid glob")]
    BadGlob {
        /// The pattern as it was named.
        pattern: String,
        /// What is wrong with it.
        source: glob::PatternError,
    },
    /// A glob matches no file.
    #[error("no file matches `{pattern}`")]
    NoMatch {
        /// The pattern as it was named.
        pattern: String,
    },
    /// Standard input is named more than once.
    #[error("standard input (`-`) is named more than once")]
    StdinTwice,
    /// The encoding asked for is not known.
    #[error("`{label}` is no known encoding: use a WHATWG label such as `utf-8`, `windows-1252` or `iso-8859-15`")]
    UnknownEncoding {
        /// The label as it was given.
        label: String,
    },
    /// A format asked for by name is not known.
    #[error("`{name}` is no known format: use `text`, `jsonl`, `csv`, `tsv` or `html`")]
    UnknownFormat {
        /// The name as it was given.
        name: String,
    },
}
