//! Builds the shipped lexica and trains the shipped models.

#![expect(clippy::disallowed_methods, reason = "training reads corpora from files: it is an edge")]

pub mod corpus;
pub mod forms;
pub mod names;
pub mod names_fast;
pub mod names_head;
pub mod segment;
