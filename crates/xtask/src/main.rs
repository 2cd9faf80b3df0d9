//! `cargo xtask`: every check of the workspace by one command, and what keeps its documents true.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for developers talks to them")]
#![expect(clippy::disallowed_methods, reason = "housekeeping reads and writes the tree")]

mod bench;
mod ci;
mod corpus;
mod label;
mod scores;
mod shell;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    /// Rebuild the models from their sources.
    Models {
        /// The data folder.
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Ci => ci::ci(),
        Command::Tidy => tidy::tidy(),
        Command::Scores { check, data } => scores::scores(check, &data),
        Command::Bench { data, megabytes, memory_megabytes, dry } => {
            bench::bench(&data, megabytes, memory_megabytes, dry)
        }
        Command::Label { model, sentences, heads, out } => label::label(&model, &sentences, &heads, &out),
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
