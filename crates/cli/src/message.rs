//! What is said to people: on standard error, and only there.

#![expect(clippy::print_stderr, reason = "messages go to standard error, from here alone")]

use std::fmt::Display;
use std::io::IsTerminal;

use wortlaut_pipeline::PipelineError;

use crate::args::Args;

/// Says things on standard error, as much as was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    quiet: bool,
    verbose: bool,
    /// Messages are events of a log, not text for people.
    pub log: bool,
    /// Answers go out as JSON.
    pub json: bool,
}

impl Messages {
    /// As the arguments want it.
    pub fn new(args: &Args) -> Self {
        Self { quiet: args.quiet, verbose: args.verbose, log: args.logs_json(), json: args.json }
    }

    /// Something everybody wants to know.
    pub fn note(self, text: impl Display) {
        if self.log {
            tracing::info!("{text}");
        } else if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// Something for those who asked.
    pub fn detail(self, text: impl Display) {
        if self.log {
            tracing::debug!("{text}");
        } else if self.verbose {
            eprintln!("{text}");
        }
    }

    /// Something that went wrong with a part of the input.
    pub fn warning(self, text: impl Display) {
        if self.log {
            tracing::warn!("{text}");
        } else if !self.quiet {
            eprintln!("{}: {text}", paint("warning", "33"));
        }
    }

    /// Why the command could not run: the chain of causes once, and a hint where there is one.
    pub fn error(self, error: &anyhow::Error) {
        let causes = chain(error);
        if self.log {
            tracing::error!(hint = hint(error), "{causes}");
            return;
        }
        eprintln!("{}: {causes}", paint("error", "31"));
        if let Some(hint) = hint(error) {
            eprintln!("{}: {hint}", paint("hint", "36"));
        }
    }

    /// Whether a progress bar may be drawn.
    pub fn wants_progress(self) -> bool {
        !self.quiet && !self.log && std::io::stderr().is_terminal()
    }
}

/// An error and its causes in one line.
fn chain(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join(": ")
}

/// The answer of a command that could not run, for machines: one line.
pub fn failure(error: &anyhow::Error) -> String {
    format!("{}\n", serde_json::json!({ "outcome": "failed", "error": chain(error) }))
}

/// What the user may do about an error.
fn hint(error: &anyhow::Error) -> Option<&'static str> {
    match error.downcast_ref::<PipelineError>()? {
        PipelineError::NoSuchPipeline { .. } => Some("`wortlaut pipelines list` shows the built-in ones"),
        PipelineError::Problems { .. } => Some("`wortlaut pipelines show news` prints a pipeline with every key"),
        PipelineError::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => Some(
            "a run needs about thirty times the space of its input; what was published before is untouched, and what \
                 is finished of this run is kept for the next one",
        ),
        PipelineError::Locked { .. } => Some("`--wait SECONDS` waits for it to end"),
        PipelineError::Index { .. } => Some("`--force` annotates everything anew, without what the last run has kept"),
        PipelineError::TooManyFailures { .. } => {
            Some("what failed and why is told with `--verbose`, or by a run without the limit")
        }
        _ => None,
    }
}

/// Colours a word where a terminal shows it and nobody minds.
fn paint(word: &str, colour: &str) -> String {
    let wanted = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if wanted { format!("\u{1b}[1;{colour}m{word}\u{1b}[0m") } else { word.to_owned() }
}

/// A stage's panic is told in the quarantine, with its document: the hook stays quiet about it.
pub fn quiet_guarded_panics() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !wortlaut_pipeline::is_guarded() {
            hook(panic);
        }
    }));
}
