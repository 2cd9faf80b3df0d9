//! Bytes to documents: formats, encodings, decompression, language, page furniture.
//!
//! The work is done in three steps, so that the cheap part can run on one thread and the dear one on all of them:
//!
//! 1. [`resolve`] turns what the user named (files, directories, globs, `-`) into a list of [`Input`]s, and says what it
//!    left aside.
//! 2. [`Reader`] streams [`RawDocument`]s out of them: I/O, decompression, splitting into lines or records. It never
//!    holds more than one document's limit in memory, and what it cannot read becomes a [`Rejection`], never an end.
//! 3. [`Ingester::document`] makes a [`wortlaut_model::Document`] of one: decoding, parsing, main text of a page,
//!    language, roles. It is pure, and meant to be called in parallel.
//!
//! The text of a document is what was read, character for character: nothing is trimmed, collapsed or normalised.
//! Furniture is marked with a role ([`mark_roles`]), never deleted.

mod conllu;
mod csv;
mod decode;
mod error;
mod format;
mod html;
mod ingester;
mod json;
mod language;
mod options;
mod reader;
mod rejection;
mod resolve;
mod roles;

pub use error::IngestError;
pub use format::{Compression, Format};
pub use ingester::Ingester;
pub use language::Verdict;
pub use options::Options;
pub use reader::{Item, RawDocument, Reader};
pub use rejection::Rejection;
pub use resolve::{Ignored, IgnoredReason, Input, Resolved, resolve};
pub use roles::mark_roles;

/// Raised with every change of the code that changes texts, roles or languages: a part of a run's fingerprint.
pub const VERSION: u32 = 1;
