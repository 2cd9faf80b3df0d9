//! The wire schema of records, runs and graphs: the only home of serialised types.
//!
//! - [`write_record`] writes an annotated document as one line of JSON, [`read_record`] reads it back as a [`Record`];
//! - [`Manifest`], [`Report`], [`QuarantineRow`] and [`SkippedRow`] are the files of a run, [`metrics`] its figures for a
//!   monitor;
//! - [`WireRow`] writes and reads the rows of the graph, [`GraphMl`] the graph for network tools;
//! - [`schema`] describes the lines of each of these as JSON Schema.
//!
//! Everything is written to a byte buffer or a [`std::io::Write`]; opening files is the caller's affair.

mod check;
mod graphml;
mod json;
mod manifest;
mod metrics;
mod names;
mod read;
mod record;
mod report;
mod rows;
mod schema;
mod write;

pub use check::{Fault, Misaligned, check};
pub use graphml::GraphMl;
pub use manifest::{Input, Manifest, OutputFile, PipelineStamp, QuarantineRow, SkippedRow, StageStamp};
pub use metrics::metrics;
pub use read::{ReadError, read_record};
pub use record::{
    Addressee, DiagnosticRecord, EntityRecord, LanguageRecord, LinkRecord, MentionRecord, Place, QualifiersRecord,
    QuoteRecord, Record, RelationRecord, SegmentRecord, SentenceRecord, SourceRecord, Speaker, TimeRecord, TokenRecord,
};
pub use report::{Documents, Report, SlowDocument};
pub use rows::WireRow;
pub use schema::{Schema, schema};
pub use write::write_record;

/// The version of the record, as its `schema` field names it.
pub const RECORD_SCHEMA: &str = "wortlaut/1";
