//! Why a pipeline could not be set up, or a run not be finished.

use std::path::PathBuf;

use wortlaut_encoder::EncoderError;
use wortlaut_ingest::IngestError;
use wortlaut_lexicon::LexiconError;

use crate::lock::Holder;
use crate::problem::ProblemList;

/// Why a pipeline could not be set up, or a run not be finished.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// There is no such pipeline, neither built in nor as a file.
    #[error("no pipeline `{name}`: built in are {known}, and no such file exists")]
    NoSuchPipeline {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The pipeline file has problems.
    #[error("pipeline file `{path}` has problems:\n{problems}")]
    Problems {
        /// The file.
        path: String,
        /// All of them.
        problems: ProblemList,
    },
    /// A stage is listed without the one it reads.
    #[error("stage `{stage}` reads what stage `{need}` makes, which the pipeline leaves out")]
    StageOrder {
        /// The stage.
        stage: &'static str,
        /// What it lacks.
        need: &'static str,
    },
    /// A model could not be loaded.
    #[error("model `{name}` could not be loaded")]
    Model {
        /// Its file, or what it is for.
        name: String,
        /// Why.
        source: LexiconError,
    },
    /// An encoder, or a head for one, could not be loaded.
    #[error("model `{name}` could not be loaded")]
    Encoder {
        /// Its file.
        name: String,
        /// Why.
        source: EncoderError,
    },
    /// The input could not be resolved.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// A file or directory could not be read or written.
    #[error("could not {action} `{}`", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Standard output could not be written.
    #[error("could not write to standard output")]
    Output(#[source] std::io::Error),
    /// Threads could not be started.
    #[error("could not start {threads} threads")]
    Threads {
        /// How many.
        threads: usize,
        /// Why.
        source: rayon::ThreadPoolBuildError,
    },
    /// The lexicon of forms is another file.
    #[error("the lexicon `{name}` cannot be read")]
    Forms {
        /// Which one.
        name: String,
        /// Why.
        source: wortlaut_syntax::forms::FormsError,
    },
    /// A model of grammar is malformed.
    #[error("the model of grammar `{name}` cannot be read")]
    Syntax {
        /// Which one.
        name: String,
        /// Why.
        source: wortlaut_syntax::SyntaxError,
    },
    /// A record could not be compressed, or a compressed one not be read.
    #[error("a record could not be packed or unpacked")]
    Packing(#[source] std::io::Error),
    /// A line of the orders for the quarantine is none.
    #[error("line {line} of `{}` is no order", path.display())]
    Orders {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// Another process changes the output directory.
    #[error("the output is in use by {}", holder_text(holder.as_ref()))]
    Locked {
        /// Who it is, as far as that can be told.
        holder: Option<Holder>,
    },
    /// What an earlier run kept is damaged.
    #[error("`{}`: {what}", path.display())]
    Index {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A stage was named that the pipeline does not have.
    #[error("the pipeline has no stage `{stage}`; it has {known}")]
    NoSuchStage {
        /// What was asked for.
        stage: String,
        /// What there is.
        known: String,
    },
    /// Too many documents failed for a run that goes right.
    #[error("{failed} of {read} documents failed, more than {limit}; the run was not published")]
    TooManyFailures {
        /// How many failed.
        failed: u64,
        /// How many were read.
        read: u64,
        /// How many may, as it was asked for.
        limit: String,
    },
    /// Runs cannot be joined.
    #[error("the runs cannot be joined: {0}")]
    Merge(String),
    /// There is no run.
    #[error("`{}` holds no run that this version reads", path.display())]
    NoRun {
        /// Where one was looked for.
        path: PathBuf,
    },
    /// There is no such run.
    #[error("there is no run {run}")]
    NoSuchRun {
        /// Which.
        run: String,
    },
    /// A file of the run is not what was written.
    #[error("audit failed: {0}; the run was not published")]
    Audit(String),
}

fn holder_text(holder: Option<&Holder>) -> String {
    holder.map_or_else(|| "another process".to_owned(), ToString::to_string)
}

impl PipelineError {
    /// For `map_err` on I/O.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
