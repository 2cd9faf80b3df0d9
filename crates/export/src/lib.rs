//! The wire schema of records, runs and graphs: the only home of serialised types.
//!
//! - [`write_record`] writes an annotated document as one line of JSON, [`read_record`] reads it back as a [`Record`],
//!   and [`Record::document`] makes a document of it again;
//! - [`write_conllu`] writes an annotated document as CoNLL-U, [`validate_conllu`] checks such a text, [`check_trees`] the
//!   trees of a document; [`Words`] are a sentence's words as Universal Dependencies counts them;
//! - [`show`] draws documents for people, in the terminal or as a page;
//! - [`Manifest`], [`Report`], [`QuarantineRow`] and [`SkippedRow`] are the files of a run, [`metrics`] its figures for a
//!   monitor;
//! - [`WireRow`] writes and reads the rows of the graph, [`GraphMl`] the graph for network tools;
//! - [`schema`] describes the lines of each of these as JSON Schema.
//!
//! Everything is written to a byte buffer or a [`std::io::Write`]; opening files is the caller's affair.

mod check;
mod conllu;
mod contractions;
mod drift;
mod figures;
mod graphml;
mod index;
mod json;
mod leavings;
mod manifest;
mod metrics;
mod moved;
mod names;
mod read;
mod record;
mod report;
mod restore;
mod rows;
mod schema;
pub mod show;
mod tree;
mod words;
mod write;

#[cfg(test)]
mod sample;

pub use check::{Fault, Misaligned, check};
pub use conllu::{Invalid, validate_conllu, write_conllu};
pub use drift::{DRIFT_TOLERANCE, Drift, DriftRate};
pub use figures::{Figures, Timing};
pub use graphml::GraphMl;
pub use index::{Entry, Made, Outcome, Plan, Reason, Rerun, Stored, Terms, Tombstone};
pub use leavings::{Leavings, write_leavings};
pub use manifest::{
    Input, Manifest, OrderRow, OutputFile, OutputStamp, PipelineStamp, QuarantineRow, SkippedRow, StageStamp,
};
pub use metrics::metrics;
pub use moved::{PlaceInInput, moved};
pub use read::{ReadError, read_record};
pub use record::{
    Addressee, DiagnosticRecord, EntityRecord, LanguageRecord, LinkRecord, MentionRecord, Place, QualifiersRecord,
    QuoteRecord, Record, RelationRecord, SegmentRecord, SentenceRecord, SourceRecord, Speaker, TimeRecord, TokenRecord,
};
pub use report::{Changes, Documents, LengthClass, Report, SlowDocument, StageTime, Worked};
pub use restore::Unsound;
pub use rows::WireRow;
pub use schema::{Schema, schema};
pub use tree::{NoTree, TreeFault, check_trees};
pub use words::{Word, Words};
pub use write::write_record;

/// The version of the record, as its `schema` field names it.
pub const RECORD_SCHEMA: &str = "wortlaut/1";
