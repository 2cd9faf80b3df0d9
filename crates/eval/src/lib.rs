//! Scores of annotated documents against gold.
//!
//! Gold comes in two kinds: documents of the project's gold format, annotated on all layers ([`gold`]), and corpora of
//! tokens and sentences ([`segmentation`]). A layer's score is a list of [`Score`]s: a named measure and its counts.

#![expect(clippy::disallowed_methods, reason = "gold is read from files: scoring is an edge")]

pub mod conllu;
mod counts;
mod error;
pub mod gold;
mod layers;
pub mod segmentation;

pub use counts::{Counts, Score};
pub use error::EvalError;
pub use layers::{Layer, score};
