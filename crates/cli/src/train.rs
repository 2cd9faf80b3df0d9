//! `wortlaut train`: builds a shipped model from its sources.

#![expect(clippy::disallowed_methods, reason = "a model is written to a file: the command line is an edge")]

use anyhow::Context;
use wortlaut_lexicon::Lexicon;
use wortlaut_train::segment::Held;

use crate::Outcome;
use crate::args::{Task, TrainArgs, Without};
use crate::message::Messages;

/// Builds the model and writes it.
pub fn train(args: &TrainArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let model = match args.task {
        Task::Segment => wortlaut_train::segment::build_without(&args.data, held(args.without)),
        Task::Names => wortlaut_train::names::build(&args.data),
    };
    let model = model.with_context(|| format!("could not train from `{}`", args.data.display()))?;
    std::fs::write(&args.out, &model).with_context(|| format!("could not write `{}`", args.out.display()))?;
    let size = model.len();
    let hash = Lexicon::from_bytes(model)?.hash().to_owned();
    messages.note(format_args!("`{}`: {size} bytes, {hash}", args.out.display()));
    Ok(Outcome::Done)
}

/// What is left out of training.
fn held(without: Option<Without>) -> Held {
    match without {
        None => Held::Nothing,
        Some(Without::GsdDev) => Held::Dev,
        Some(Without::GsdTest) => Held::Test,
        Some(Without::Gsd) => Held::Both,
    }
}
