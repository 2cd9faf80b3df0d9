//! Compiled word lists, gazetteers and model weights in one file: format, check and loading.
//!
//! A [`Lexicon`] is a container of named sections. A section is a set of words, a map from words to numbers (both finite
//! state transducers, read in place), or plain bytes (weights). The file says what it is before it is believed:
//!
//! ```text
//! magic "WORTLEX\n" · format version u32 · BLAKE3 digest of the rest, 32 bytes
//! name · section count u32 · sections: name, kind u8, length u64 · the sections' bytes, in that order
//! ```
//! Numbers are little-endian; a name is its length as u32 and UTF-8.
//!
//! Which file a stage reads is decided where the pipeline is put together; nothing here or in a stage is wired to one.

mod builder;
mod error;
mod reader;

pub use builder::LexiconBuilder;
pub use error::LexiconError;
pub use reader::{Lexicon, WordMap, WordSet};

/// Identifies the format.
const MAGIC: &[u8; 8] = b"WORTLEX\n";

/// Raised when the layout changes.
const FORMAT_VERSION: u32 = 1;

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Set,
    Map,
    Blob,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Set => 0,
            Self::Map => 1,
            Self::Blob => 2,
        }
    }

    fn of(code: u8) -> Option<Self> {
        [Self::Set, Self::Map, Self::Blob].into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests;
