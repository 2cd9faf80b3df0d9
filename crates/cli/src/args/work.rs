//! The arguments of a run that goes on from another: what is done again, and when it is given up.

use std::path::PathBuf;

use wortlaut_pipeline::{MaxFailures, Retry};

/// What is done again, and when the run is given up.
#[derive(Debug, clap::Args)]
pub struct WorkArgs {
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Annotate everything anew, whatever the last run has.
    #[arg(long, conflicts_with = "from_stage")]
    pub force: bool,
    /// Do everything from this stage on again, e.g. `quotes`; `export` writes the records anew.
    #[arg(long, value_name = "STAGE")]
    pub from_stage: Option<String>,
    /// What becomes of documents in quarantine: tried again when they or the pipeline have changed, always, or never
    /// [default: as the pipeline file says, else on-change].
    #[arg(long, value_parser = super::choice(&Retry::CHOICES))]
    pub retry: Option<Retry>,
    /// Give the run up, and publish nothing, when more documents than this fail: a number, or a share such as `2%`.
    #[arg(long, value_name = "N|P%")]
    pub max_failures: Option<MaxFailures>,
    /// Wait up to so many seconds for another run to end.
    #[arg(long, value_name = "SECONDS")]
    pub wait: Option<u64>,
    /// Exit with 99 where nothing was to be done.
    #[arg(long)]
    pub exit_nothing_to_do: bool,
}

impl WorkArgs {
    /// The stage from which everything is done again.
    pub fn redo_from(&self) -> Option<String> {
        if self.force { Some("ingest".to_owned()) } else { self.from_stage.clone() }
    }
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The run directory, or an output directory for its current run.
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// The id of a document.
    #[arg(value_name = "DOC")]
    pub document: String,
}
