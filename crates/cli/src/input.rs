//! From arguments to a loaded pipeline and its input.

use std::num::NonZeroUsize;

use wortlaut_ingest::{Format, Ignored, Input, Reader};
use wortlaut_pipeline::{Options, Pipeline, PipelineError, Settings, builtin};

use crate::args::{InputArgs, PipelineArgs};
use crate::message::Messages;

/// Loads the pipeline that the arguments name, with what they set on top of it.
pub fn pipeline(args: &PipelineArgs, input: Option<&InputArgs>) -> Result<Pipeline, PipelineError> {
    let mut over = Options::default();
    if let Some(input) = input {
        over.text_field.clone_from(&input.text_field);
        over.id_field.clone_from(&input.id_field);
        over.encoding.clone_from(&input.encoding);
    }
    overridden(args, over, input.and_then(|input| input.format))
}

/// Loads the pipeline that the arguments name, with `over` and what they set on top of it.
pub fn overridden(args: &PipelineArgs, over: Options, format: Option<Format>) -> Result<Pipeline, PipelineError> {
    let over = Options { tokens: args.tokens.or(over.tokens), offsets: args.offsets, on_other: args.on_other, ..over };
    let mut settings = Settings::resolve(builtin::options(&args.pipeline)?.overridden_by(over))?;
    settings.ingest.format = format;
    Pipeline::load(settings)
}

/// The inputs that `named` stands for; what was found and left aside is said.
pub fn inputs(pipeline: &Pipeline, named: &[String], messages: &Messages) -> Result<Vec<Input>, PipelineError> {
    let resolved = wortlaut_ingest::resolve(named, &pipeline.settings().ingest)?;
    tell_ignored(&resolved.ignored, messages);
    Ok(resolved.inputs)
}

/// Says what was found and is no input: a few by name, all of them where asked for.
fn tell_ignored(ignored: &[Ignored], messages: &Messages) {
    const SHOWN: usize = 3;
    let (named, rest) = ignored.split_at(ignored.len().min(SHOWN));
    for file in named {
        messages.note(format_args!("left aside  {} ({})", file.path, file.reason.name()));
    }
    for file in rest {
        messages.detail(format_args!("left aside  {} ({})", file.path, file.reason.name()));
    }
    if !rest.is_empty() {
        messages.note(format_args!("left aside  {} more files (-v lists them)", rest.len()));
    }
}

/// Opens the inputs.
pub fn reader(pipeline: &Pipeline, inputs: Vec<Input>) -> Reader {
    Reader::open(inputs, &pipeline.settings().ingest)
}

/// The number of threads asked for, or one a core.
pub fn threads(asked: Option<NonZeroUsize>) -> usize {
    asked.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}
