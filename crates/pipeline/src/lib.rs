//! Pipeline files, the stages in order, and runs over many documents.
//!
//! - [`Options`] is what a pipeline file says, [`Settings`] what it means; [`builtin`] finds either by name;
//! - [`Pipeline`] is the stages, loaded: [`Pipeline::process`] takes one document through them;
//! - [`stream`] does so with many documents in parallel, results in input order, memory bounded;
//! - [`Run`] writes a run directory that way and publishes it.

#![expect(clippy::disallowed_methods, reason = "models, pipeline files and run directories are files: an edge crate")]

mod annotate;
mod assembly;
mod audit;
pub mod builtin;
mod clock;
mod complete;
mod earlier;
mod error;
mod explain;
mod fingerprint;
mod forecast;
mod given;
mod grammar;
pub mod history;
mod index;
mod judge;
mod ledger;
mod lock;
mod memory;
mod merge;
mod models;
mod names;
mod options;
mod orders;
mod output;
mod plan;
mod problem;
mod queue;
mod reading;
mod restore;
mod run;
mod settings;
mod shards;
mod slice;
mod spill;
mod staging;
mod stream;
mod treat;
mod work;

pub use annotate::{Fate, OverLimit, Pipeline, Quarantined, is_guarded};
pub use clock::StageClock;
pub use error::PipelineError;
pub use explain::{Explanation, Known, explain};
pub use fingerprint::StageFingerprint;
pub use forecast::Forecast;
pub use index::Index;
pub use lock::{Holder, Lock};
pub use merge::Merge;
pub use models::ModelFile;
pub use options::{CONVENTIONS, OFFSETS, Options, SEPARABLE, TOKENS};
pub use orders::{Order, Orders};
pub use plan::{MaxFailures, Retry};
pub use problem::{Problem, ProblemList};
pub use reading::{InputReader, ParallelReader};
pub use run::{Policy, Progress, Published, Run, RunEnd, stamp};
pub use settings::{OnOther, STAGES, Settings};
pub use shards::{Output, Packing, Place, ShardReader, Shards};
pub use slice::Slice;
pub use stream::{Load, Read, stream};
pub use work::{Origin, Worked};
