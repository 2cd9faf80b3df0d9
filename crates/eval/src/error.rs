//! Why gold could not be read.

use std::path::PathBuf;

/// Why gold could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// The file or directory could not be read.
    #[error("`{}` could not be read", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not of the gold format.
    #[error("`{}` is no gold document", path.display())]
    Format {
        /// Which.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A line of a corpus is malformed.
    #[error("`{}`, line {line}: {problem}", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// An annotation points to words that are not in the text.
    #[error("gold document `{id}` has no `{at}`")]
    Unresolved {
        /// The document.
        id: String,
        /// What it points to, as `surface#n`.
        at: String,
    },
    /// An annotation uses a name the inventory lacks.
    #[error("gold document `{id}` uses `{name}`, which the inventory lacks")]
    Unknown {
        /// The document.
        id: String,
        /// The type, kind or role.
        name: String,
    },
    /// The directory holds no gold.
    #[error("`{}` holds no gold documents", path.display())]
    Empty {
        /// Which.
        path: PathBuf,
    },
    /// Gold and prediction are not of the same text.
    #[error("gold has `{gold}` where the prediction has `{predicted}`: both must be of one text")]
    OtherText {
        /// Gold's characters around the first difference, without white space.
        gold: String,
        /// The prediction's.
        predicted: String,
    },
}
