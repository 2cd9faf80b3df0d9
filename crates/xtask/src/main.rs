//! `cargo xtask`: every check of the workspace by one command, and what keeps its documents true.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for developers talks to them")]
#![expect(clippy::disallowed_methods, reason = "housekeeping reads and writes the tree")]

mod backends;
mod bench;
mod bench_runs;
mod calibrate;
mod ci;
mod corpus;
mod label;
mod scores;
mod shell;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bench_runs::RunsPlan;

/// Checks, benchmarks and housekeeping of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Every check and test: what CI runs.
    Ci,
    /// The dependency table, module docs, file sizes and licences.
    Tidy,
    /// Score the pipeline on gold and write docs/evaluation.md.
    Scores {
        /// Change nothing; fail where a score has fallen below the committed one.
        #[arg(long)]
        check: bool,
        /// The data folder; scores on its corpora are left as committed where it is missing.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
    },
    /// Time stages and whole runs, and write docs/benchmarks.md.
    Bench {
        /// The data folder: raw text is taken from its `raw/bundestag-20.txt.xz`.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Megabytes of text for the timed runs.
        #[arg(long, default_value_t = 20)]
        megabytes: usize,
        /// Megabytes of text for the memory run; 0 leaves it out.
        #[arg(long, default_value_t = 200)]
        memory_megabytes: usize,
        /// Print only; leave docs/benchmarks.md as it is.
        #[arg(long)]
        dry: bool,
        #[command(flatten)]
        runs: RunsArgs,
    },
    /// Score tokenised sentences with an encoder's heads, for a student model to learn from (see training/README.md).
    Label {
        /// The encoder file.
        #[arg(long)]
        model: PathBuf,
        /// One `{"tokens": […]}` a line.
        #[arg(long)]
        sentences: PathBuf,
        /// The heads, in the order in which their scores are written.
        #[arg(long, value_delimiter = ',', default_value = "names,names.inner,names@germeval,names.inner@germeval")]
        heads: Vec<String>,
        /// The scores: f16, tokens × heads × labels.
        #[arg(long)]
        out: PathBuf,
    },
    /// Compare the labels of all backends that this machine can run, and write the rate of those that differ into
    /// docs/evaluation.md.
    Backends {
        /// The encoder file.
        #[arg(long, default_value = "models/news.lex")]
        model: PathBuf,
        /// The data folder: raw text is taken from its `raw/bundestag-20.txt.xz`.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Tokens of text.
        #[arg(long, default_value_t = 100_000)]
        tokens: usize,
        /// Print only; leave docs/evaluation.md as it is.
        #[arg(long)]
        dry: bool,
    },
    /// Fit the curve that turns an encoder's probabilities of names into confidence, and write it into the model.
    Calibrate {
        /// The encoder file.
        #[arg(long)]
        model: PathBuf,
        /// The tagger beside it, which has not seen the gold either; else the shipped one.
        #[arg(long)]
        names: Option<PathBuf>,
        /// Gold of names by the project's convention, which the model has not seen.
        #[arg(long)]
        gold: Vec<PathBuf>,
        /// The same by GermEval's.
        #[arg(long)]
        germeval: Vec<PathBuf>,
        /// The model with its curve.
        #[arg(long)]
        out: PathBuf,
    },
    /// Rebuild the models from their sources.
    Models {
        /// The data folder.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
    },
}

/// What `bench --runs` measures.
#[derive(Debug, clap::Args)]
struct RunsArgs {
    /// Time runs that go on from others instead, kill some, and write the section on runs. Can be cut short and called
    /// again: figures that were measured are kept in the folder.
    #[arg(long)]
    runs: bool,
    /// Where corpora, runs and figures are kept; some 40 times the text.
    #[arg(long, default_value = "target/bench-runs")]
    folder: PathBuf,
    /// The pipeline of the timed runs.
    #[arg(long, default_value = "news")]
    pipeline: String,
    /// Documents of the timed runs.
    #[arg(long, default_value_t = 20_000)]
    documents: usize,
    /// Documents known to the run whose memory is measured.
    #[arg(long, default_value_t = 200_000)]
    known: usize,
    /// How often runs are killed.
    #[arg(long, default_value_t = 50)]
    kills: usize,
    /// Documents of the runs that are killed.
    #[arg(long, default_value_t = 1_000)]
    killed_documents: usize,
    /// Threads of all these runs.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

impl RunsArgs {
    fn plan(self, data: PathBuf) -> RunsPlan {
        let Self { folder, pipeline, documents, known, kills, killed_documents, threads, .. } = self;
        RunsPlan { data, folder, pipeline, documents, known, kills, killed_documents, threads }
    }
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Ci => ci::ci(),
        Command::Tidy => tidy::tidy(),
        Command::Scores { check, data } => scores::scores(check, &data),
        Command::Bench { data, dry, runs, .. } if runs.runs => bench_runs::bench_runs(&runs.plan(data), dry),
        Command::Bench { data, megabytes, memory_megabytes, dry, .. } => {
            bench::bench(&data, megabytes, memory_megabytes, dry)
        }
        Command::Label { model, sentences, heads, out } => label::label(&model, &sentences, &heads, &out),
        Command::Backends { model, data, tokens, dry } => backends::backends(&model, &data, tokens, dry),
        Command::Calibrate { model, names, gold, germeval, out } => {
            calibrate::calibrate(&model, names.as_deref(), &gold, &germeval, &out)
        }
        Command::Models { data } => ci::models(&data),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
