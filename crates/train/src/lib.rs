//! Builds the shipped lexica and trains the shipped models.

#![expect(clippy::disallowed_methods, reason = "training reads corpora from files: it is an edge")]

pub mod names;
pub mod segment;
