//! What a run keeps beside its records so that the next one can go on from it: the plan it followed, and an entry a
//! document.
//!
//! A published run is whole and never changes, and holds all that the next run needs: there is no store beside it that
//! could get out of step.

use serde::{Deserialize, Serialize};

use crate::record::required;
use crate::{Figures, QuarantineRow, SkippedRow, StageStamp};

/// `plan.json`: what a run's results depend on besides its input, fixed before the first document is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// `wortlaut-plan/1`.
    pub schema: String,
    /// Id of the run.
    pub run: String,
    /// Id of the run that it goes on from.
    #[serde(deserialize_with = "required")]
    pub base: Option<String>,
    /// The stage from which the user wants everything done again.
    #[serde(deserialize_with = "required")]
    pub redo_from: Option<String>,
    /// What the results depend on.
    pub terms: Terms,
    /// How the files are cut and packed.
    pub output: String,
    /// The share of the input that is annotated, e.g. `2/7`.
    #[serde(deserialize_with = "required")]
    pub slice: Option<String>,
    /// What becomes of documents in quarantine: `on-change`, `always` or `never`.
    pub retry: String,
    /// What the terms let run again on unchanged documents of the base.
    #[serde(deserialize_with = "required")]
    pub rerun: Option<Rerun>,
    /// Starts so far: 1 unless the run was cut short.
    pub attempts: u64,
    /// When the first of them began, RFC 3339.
    pub started: String,
    /// When the last of them began, RFC 3339.
    pub resumed: String,
    /// Seconds that the attempts before the last one took.
    pub seconds: f64,
}

impl Plan {
    /// The version of this file.
    pub const SCHEMA: &str = "wortlaut-plan/1";

    /// Whether a run of the one plan may be finished by the other.
    #[must_use]
    pub fn continues(&self, other: &Self) -> bool {
        let work = |plan: &Self| (plan.base.clone(), plan.redo_from.clone(), plan.output.clone(), plan.slice.clone());
        self.schema == other.schema
            && work(self) == work(other)
            && self.terms == other.terms
            && self.retry == other.retry
    }
}

/// What the results of a run depend on besides its input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The stages, in order, each with its chained fingerprint.
    pub stages: Vec<StageStamp>,
    /// The version of the record and what it says of pipeline and offsets: what a record is written with.
    pub record: Vec<String>,
    /// What happens to documents that are not German: `annotate`, `skip` or `quarantine`.
    pub on_other: String,
    /// Sizes and times beyond which a document goes to quarantine, `name=value` each.
    pub limits: Vec<String>,
}

/// The first stage that runs again, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rerun {
    /// The stage: `ingest` where nothing can be kept, `export` where records are only written anew.
    pub from: String,
    /// For people: what is different.
    pub because: String,
}

/// A line of `index/documents.jsonl`: what became of one document, in input order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its position among all that the input holds, from 0; shares of an input count what they leave to others.
    pub sequence: u64,
    /// Its id; that of the place in the input where it has none of its own.
    pub id: String,
    /// Hex digest of all that its document is made of: bytes, format, header. Empty where it could not be read.
    pub key: String,
    /// Whether the id is part of its content, so that it may be found anywhere in the input.
    pub own_id: bool,
    /// Hex BLAKE3 digest of its input bytes.
    pub hash: String,
    /// The file it came from.
    pub path: String,
    /// Its position in that file, from 0.
    pub index: u64,
    /// When and why it was worked on last.
    pub made: Made,
    /// What became of it.
    pub fate: Outcome,
}

/// When and why a document was worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The run that did it.
    pub run: String,
    /// The first stage that ran; `export` where the record was only written anew.
    pub from: String,
    /// Why.
    pub reason: Reason,
    /// The digest of the bytes that the document had before, where they have changed.
    #[serde(deserialize_with = "required")]
    pub before: Option<String>,
}

/// Why a document was worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No earlier run had it.
    New,
    /// It has another content.
    Changed,
    /// A stage, or what records are written with, has changed.
    Stage,
    /// The settings treat it otherwise: its language, a limit.
    Settings,
    /// The user wants it so.
    Ordered,
    /// It lay in quarantine, and the policy or an order sends it through again.
    Retry,
    /// What an earlier run kept of it was damaged.
    Damaged,
}

impl Reason {
    /// All reasons, in the order of tables.
    pub const ALL: [Self; 7] =
        [Self::New, Self::Changed, Self::Stage, Self::Settings, Self::Ordered, Self::Retry, Self::Damaged];

    /// For people.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::New => "new in the input",
            Self::Changed => "its content has changed",
            Self::Stage => "the pipeline has changed",
            Self::Settings => "the settings treat it otherwise",
            Self::Ordered => "asked for on the command line",
            Self::Retry => "tried again out of quarantine",
            Self::Damaged => "what was kept of it was damaged",
        }
    }
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Outcome {
    /// It was annotated.
    Annotated {
        /// Where its record lies.
        record: Stored,
        /// Where its leavings lie: what the record does not hold.
        leavings: Stored,
        /// Whether it is German throughout.
        german: bool,
        /// What it adds to the report.
        figures: Box<Figures>,
    },
    /// The settings, or an order, leave it out.
    Skipped {
        /// A stable name of the reason.
        code: String,
        /// The reason, for people.
        message: String,
    },
    /// It could not be annotated.
    Quarantined {
        /// Its line in its file, from 1, where the file has lines.
        #[serde(deserialize_with = "required")]
        line: Option<u64>,
        /// The stage that failed.
        stage: String,
        /// A stable name of the reason.
        code: String,
        /// The reason, for people.
        message: String,
        /// How often it was tried with this content.
        attempts: u64,
        /// Digest of the terms it was tried on last.
        terms: String,
    },
}

/// Where bytes of a document lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stored {
    /// The number of the file.
    pub shard: u32,
    /// The first byte in the file, as it lies on disk.
    pub offset: u64,
    /// Bytes on disk.
    pub length: u64,
    /// 32 hex digits: a digest of the bytes, unpacked.
    pub sum: String,
}

impl Entry {
    /// `annotated`, `skipped` or `quarantined`.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match self.fate {
            Outcome::Annotated { .. } => "annotated",
            Outcome::Skipped { .. } => "skipped",
            Outcome::Quarantined { .. } => "quarantined",
        }
    }

    /// Its row in `quarantine.jsonl`, where it has one.
    #[must_use]
    pub fn quarantine_row(&self) -> Option<QuarantineRow> {
        let Outcome::Quarantined { line, stage, code, message, attempts, .. } = &self.fate else { return None };
        Some(QuarantineRow {
            id: self.id.clone(),
            path: self.path.clone(),
            index: self.index,
            line: *line,
            stage: stage.clone(),
            code: code.clone(),
            message: message.clone(),
            hash: self.hash.clone(),
            attempts: *attempts,
        })
    }

    /// Its row in `skipped.jsonl`, where it has one.
    #[must_use]
    pub fn skipped_row(&self) -> Option<SkippedRow> {
        let Outcome::Skipped { code, message } = &self.fate else { return None };
        Some(SkippedRow {
            id: self.id.clone(),
            path: self.path.clone(),
            index: self.index,
            code: code.clone(),
            message: message.clone(),
            hash: self.hash.clone(),
        })
    }
}

/// A line of `tombstones.jsonl`: a document that the run before had and the input has no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tombstone {
    /// Its id.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Hex BLAKE3 digest of its input bytes.
    pub hash: String,
    /// The last run that had it.
    pub run: String,
}
