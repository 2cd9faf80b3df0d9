//! `wortlaut train`: a head for a user's own names, or a shipped model from its sources.

#![expect(clippy::disallowed_methods, reason = "a model is written to a file: the command line is an edge")]

use std::path::{Path, PathBuf};

use anyhow::Context;
use wortlaut_eval::names::{Convention, NamesGold, read};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::Document;
use wortlaut_pipeline::{ModelFile, Options, Pipeline, Settings};
use wortlaut_train::names_fast;
use wortlaut_train::names_head::{self, Sources, card};
use wortlaut_train::segment::Held;

use crate::args::{HeadArgs, NamesFastArgs, ShippedArgs, Task, TrainArgs, Without};
use crate::message::Messages;
use crate::{Outcome, input};

/// Trains what is asked for and writes it.
pub fn train(args: &TrainArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    match &args.task {
        Task::Segment { files, without } => {
            let model = wortlaut_train::segment::build_without(&files.data, held(*without));
            shipped(model, files, messages)
        }
        Task::Gazetteer { files } => shipped(wortlaut_train::names::build(&files.data), files, messages),
        Task::Forms { files } => shipped(wortlaut_train::forms::build(&files.data), files, messages),
        Task::NamesFast(args) => shipped(fast(args, messages), &args.files, messages),
        Task::Names(args) => head(args, messages),
    }
}

fn shipped(model: anyhow::Result<Vec<u8>>, files: &ShippedArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let model = model.with_context(|| format!("could not train from `{}`", files.data.display()))?;
    write(&files.out, &model)?;
    tell(model, &files.out, messages)?;
    Ok(Outcome::Done)
}

fn fast(args: &NamesFastArgs, messages: &Messages) -> anyhow::Result<Vec<u8>> {
    let load = |name: &str| {
        let path = args.models.join(name);
        let could_not = || format!("could not read `{}`", path.display());
        Lexicon::from_reader(std::fs::File::open(&path).with_context(could_not)?).with_context(could_not)
    };
    let sources = names_fast::Sources {
        data: args.files.data.clone(),
        names: args.names.clone(),
        taught: args.taught.clone(),
        with_dev: args.with_dev,
    };
    let lexica = [&load("segment.lex")?, &load("names.lex")?];
    names_fast::train(&sources, lexica, &names_fast::Settings::default(), &mut |line| messages.note(line))
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

fn head(args: &HeadArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let base = ModelFile::parse(&args.base).with_context(|| format!("no model `{}` is built in", args.base))?.load()?;
    let segment = segmenter()?;
    let sources = Sources {
        train: texts(&args.data, args.types.as_deref())?,
        dev: if args.dev.is_empty() { None } else { Some(texts(&args.dev, args.types.as_deref())?) },
        segment: &segment,
        threads: input::threads(args.threads),
    };
    let mut report = |line: &str| messages.note(line);
    let trained = names_head::train(&base, &sources, &names_head::Settings::default(), &mut report)
        .with_context(|| format!("could not train on `{}`", args.base))?;
    messages.note(trained.scores.table().trim_end());
    write(&args.out, &trained.file)?;
    let name = args.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    write(&args.out.with_extension("md"), card(&trained, &name).as_bytes())?;
    tell(trained.file, &args.out, messages)?;
    Ok(Outcome::Done)
}

/// The texts of all files, with the names of these types.
fn texts(paths: &[PathBuf], types: Option<&[String]>) -> anyhow::Result<Vec<NamesGold>> {
    let mut texts = Vec::new();
    for path in paths {
        texts.extend(read(path, Convention::Project)?);
    }
    if let Some(types) = types {
        texts.iter_mut().for_each(|text| text.keep_types(types));
    }
    Ok(texts)
}

/// Finds tokens and sentences the way the shipped pipelines do.
fn segmenter() -> anyhow::Result<impl Fn(&mut Document) + Sync> {
    let options = Options { stages: Some(vec!["segment".to_owned()]), ..Options::default() };
    let pipeline = Pipeline::load(Settings::resolve(options)?)?;
    Ok(move |document: &mut Document| {
        // A text that takes longer than a document may has no tokens then, and teaches nothing.
        let _ = pipeline.annotate(document, |_| ());
    })
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("could not write `{}`", path.display()))
}

fn tell(model: Vec<u8>, path: &Path, messages: &Messages) -> anyhow::Result<()> {
    let size = model.len();
    let hash = Lexicon::from_bytes(model)?.hash().to_owned();
    messages.note(format_args!("`{}`: {size} bytes, {hash}", path.display()));
    Ok(())
}
