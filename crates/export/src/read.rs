//! The strict reader: what it accepts is what the schema describes.

use serde::Deserialize;
use thiserror::Error;

use crate::{RECORD_SCHEMA, Record};

/// Why a line could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The line is of another version of the schema.
    #[error("the line is of schema `{found}`, this version reads `{RECORD_SCHEMA}`")]
    Schema {
        /// The schema it names.
        found: String,
    },
    /// The line is no JSON, or lacks a key, or has one too many, or a value of the wrong type.
    #[error("the line is no {what}")]
    Line {
        /// What was wanted, e.g. `record`.
        what: &'static str,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
}

/// Reads a line of annotations.
///
/// # Errors
/// [`ReadError`] where the line is not exactly what [`crate::write_record`] writes.
pub fn read_record(line: &str) -> Result<Record, ReadError> {
    let record: Result<Record, _> = serde_json::from_str(line);
    let found = match &record {
        Ok(record) => Some(record.schema.clone()),
        // A line of another version fails over its keys; its version is the better reason.
        Err(_) => serde_json::from_str::<Version>(line).ok().map(|version| version.schema),
    };
    match found {
        Some(found) if found != RECORD_SCHEMA => Err(ReadError::Schema { found }),
        _ => record.map_err(|source| ReadError::Line { what: "record", source }),
    }
}

#[derive(Deserialize)]
struct Version {
    schema: String,
}
