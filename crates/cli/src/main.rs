//! The command line of Wortlaut: arguments in, one library call, an exit code out.
//!
//! Exit codes, which scripts rely on:
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done; also when the reader of a pipe has gone |
//! | 1 | done, but some documents are in quarantine |
//! | 2 | could not run: usage, settings, unreadable input, unwritable output |
//! | 3 | interrupted: what was published before is untouched |
//! | 99 | nothing to do, where that is asked for |

mod annotate;
mod args;
mod ended;
mod evaluate;
mod explain;
mod export;
mod figures;
mod forecast;
mod get;
mod input;
mod log;
mod merge;
mod message;
mod pipelines;
mod progress;
mod quarantine;
mod records;
mod run;
mod runs;
mod show;
mod signal;
mod train;

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::{Args, Command};
use crate::message::Messages;

/// Annotating allocates many small strings on every thread; the system's allocator lets the threads wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Quarantined,
    Interrupted,
    NothingToDo,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Quarantined => Self::from(1),
            Outcome::Interrupted => Self::from(3),
            Outcome::NothingToDo => Self::from(99),
        }
    }
}

fn main() -> ExitCode {
    message::quiet_guarded_panics();
    let args = Args::parse();
    log::start(&args);
    let messages = Messages::new(&args);
    match dispatch(&args, &messages) {
        Ok(outcome) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages.error(&error);
            if messages.json {
                // Whoever reads the last line for the answer finds one.
                let _ = print(message::failure(&error).as_bytes());
            }
            ExitCode::from(2)
        }
    }
}

fn dispatch(args: &Args, messages: &Messages) -> anyhow::Result<Outcome> {
    match &args.command {
        Command::Run(run) => run::run(run, messages),
        Command::Annotate(annotate) => annotate::annotate(annotate, messages),
        Command::Eval(eval) => evaluate::evaluate(eval, messages),
        Command::Export(export) => export::export(export, messages),
        Command::Show(show) => show::show(show, messages),
        Command::Get(get) => get::get(get),
        Command::Runs(runs) => runs::runs(runs, messages),
        Command::Explain(explain) => explain::explain(explain, messages),
        Command::Quarantine(quarantine) => quarantine::quarantine(quarantine, messages),
        Command::Merge(merge) => merge::merge(merge, messages),
        Command::Train(train) => train::train(train, messages),
        Command::Pipelines(pipelines) => pipelines::pipelines(pipelines, messages),
        Command::Schema(schema) => print(schema.text().as_bytes()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "wortlaut", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            print(&page)
        }
    }
}

/// Writes data to standard output.
fn print(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref().map(std::io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(ErrorKind::BrokenPipe))
}
