//! Scores of annotated documents against gold.
//!
//! Gold comes in five kinds: documents of the project's gold format, annotated on all layers ([`gold`]), corpora of tokens
//! and sentences ([`segmentation`]), corpora of names ([`names`]), treebanks
//! ([`syntax`]), and sentences with their finite verbs marked ([`mood`]). A layer's score is a list of
//! [`Score`]s: a named measure and its counts; names and grammar have figures of their own besides.

#![expect(clippy::disallowed_methods, reason = "gold is read from files: scoring is an edge")]

pub mod conllu;
mod counts;
mod error;
pub mod gold;
mod layers;
pub mod mood;
pub mod names;
pub mod segmentation;
pub mod syntax;

pub use counts::{Counts, Score};
pub use error::EvalError;
pub use layers::{Layer, score};
