//! Why a pipeline could not be set up, or a run not be finished.

use std::path::PathBuf;

use wortlaut_encoder::EncoderError;
use wortlaut_ingest::IngestError;
use wortlaut_lexicon::LexiconError;

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
    /// A file of the run is not what was written.
    #[error("audit failed: {0}; the run was not published")]
    Audit(String),
}

impl PipelineError {
    /// For `map_err` on I/O.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
