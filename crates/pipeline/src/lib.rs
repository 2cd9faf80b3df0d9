//! Pipeline files, the stages in order, and runs over many documents.
//!
//! - [`Options`] is what a pipeline file says, [`Settings`] what it means; [`builtin`] finds either by name;
//! - [`Pipeline`] is the stages, loaded: [`Pipeline::process`] takes one document through them;
//! - [`stream`] does so with many documents in parallel, results in input order, memory bounded;
//! - [`Run`] writes a run directory that way and publishes it.

#![expect(clippy::disallowed_methods, reason = "models, pipeline files and run directories are files: an edge crate")]

mod annotate;
pub mod builtin;
mod error;
mod fingerprint;
mod given;
mod models;
mod names;
mod options;
mod output;
mod problem;
mod queue;
mod run;
mod settings;
mod spill;
mod stream;
mod work;

pub use annotate::{Fate, OutOfTime, Pipeline, Quarantined, is_guarded};
pub use error::PipelineError;
pub use fingerprint::StageFingerprint;
pub use models::ModelFile;
pub use options::{CONVENTIONS, OFFSETS, Options, TOKENS};
pub use problem::{Problem, ProblemList};
pub use run::{Progress, Published, Run, RunEnd, stamp};
pub use settings::{OnOther, STAGES, Settings};
pub use stream::{Load, Read, stream};
pub use work::{Origin, Wanted, Worked};
