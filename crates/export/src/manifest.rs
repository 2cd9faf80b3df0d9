//! What a run says about itself and about the documents it could not annotate.

use serde::{Deserialize, Serialize};

use crate::Documents;

/// `manifest.json`: what was run on what, so that it can be run again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `wortlaut-run/2`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Id of the run: the name of its directory.
    pub run: String,
    /// The pipeline and the fingerprint of all its stages.
    pub pipeline: PipelineStamp,
    /// Unit of all offsets: `codepoint`, `byte` or `utf16`.
    pub offsets: String,
    /// The settings as resolved, defaults filled in: a TOML pipeline file.
    pub settings: String,
    /// The stages, in order.
    pub stages: Vec<StageStamp>,
    /// What was read.
    pub input: Input,
    /// The share of the input that was annotated, e.g. `2/7`; null for all of it.
    #[serde(deserialize_with = "crate::record::required")]
    pub slice: Option<String>,
    /// How the records lie on disk.
    pub output: OutputStamp,
    /// What became of the documents.
    pub documents: Documents,
    /// The files of the run besides this one.
    pub files: Vec<OutputFile>,
    /// When the run began, RFC 3339.
    pub started: String,
    /// When it was done, RFC 3339.
    pub finished: String,
}

impl Manifest {
    /// The version of this file.
    pub const SCHEMA: &str = "wortlaut-run/2";
}

/// How the records of a run lie on disk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputStamp {
    /// `none`, or `zstd` for a frame a record.
    pub compression: String,
    /// Bytes that a file of records may have; null where all are in one.
    #[serde(deserialize_with = "crate::record::required")]
    pub shard_bytes: Option<u64>,
}

/// The pipeline that made annotations: with the input, all that they depend on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineStamp {
    /// Its name, e.g. `news`.
    pub name: String,
    /// Code, settings and models of all its stages in one digest.
    pub fingerprint: String,
}

/// What the results of a stage depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageStamp {
    /// Its name, e.g. `segment`.
    pub name: String,
    /// Raised with every change of its code that changes results.
    pub version: u32,
    /// Digest of its version, settings and models, chained to those before it.
    pub fingerprint: String,
    /// The settings in force, `name=value` each.
    pub settings: Vec<String>,
    /// Hex digests of the models and lexica it reads.
    pub models: Vec<String>,
}

/// What a run read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Files, directories and patterns as they were named.
    pub paths: Vec<String>,
    /// Files read.
    pub files: u64,
    /// Bytes read, before decompression.
    pub bytes: u64,
    /// Hex BLAKE3 digest over the hashes of all documents, in input order.
    pub digest: String,
}

/// A file of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputFile {
    /// Its path within the run directory.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its lines.
    pub rows: u64,
}

/// A line of `quarantine.jsonl`: a document, or a place in an input, that could not be annotated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuarantineRow {
    /// The document's id; empty where it has none yet.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Its position in that file, from 0.
    pub index: u64,
    /// Its line in that file, from 1, where the file has lines.
    #[serde(deserialize_with = "crate::record::required")]
    pub line: Option<u64>,
    /// The stage that failed, e.g. `ingest`.
    pub stage: String,
    /// A stable name to count and filter by, e.g. `panic`, `too-large`.
    pub code: String,
    /// The reason, for people.
    pub message: String,
    /// Hex BLAKE3 digest of the document's input bytes; empty where they could not be read.
    pub hash: String,
    /// How often it was tried with this content, in this run and those before it.
    pub attempts: u64,
}

/// A line of `skipped.jsonl`: a document left out because the settings say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkippedRow {
    /// The document's id.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Its position in that file, from 0.
    pub index: u64,
    /// A stable name to count and filter by, e.g. `not-german`.
    pub code: String,
    /// The reason, for people.
    pub message: String,
    /// Hex BLAKE3 digest of the document's input bytes.
    pub hash: String,
}

/// A line of `quarantine.orders.jsonl`: what the operator wants to be done with a document in quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRow {
    /// The document's id.
    pub id: String,
    /// Hex BLAKE3 digest of its input bytes when the order was given.
    pub hash: String,
    /// The run whose quarantine it lay in.
    pub run: String,
    /// `retry` or `drop`.
    pub order: String,
}
