//! Scoring names: gold in, each text annotated as its form wants it, figures out.

mod json;
mod text;

use std::path::Path;

use anyhow::{Context, ensure};
use wortlaut_eval::Layer;
use wortlaut_eval::names::{Convention, Given, NameError, NameScores, NamesGold, read};
use wortlaut_model::Document;
use wortlaut_pipeline::{CONVENTIONS, Pipeline};

use super::{annotated, name_of};
use crate::args::{self, EvalArgs};
use crate::message::Messages;
use crate::{Outcome, input, print};

/// Scores of one gold.
struct Scored {
    gold: String,
    scores: NameScores,
    shown: usize,
}

impl Scored {
    /// The errors to be shown.
    fn errors(&self) -> Vec<&NameError> {
        self.scores.sample(self.shown)
    }
}

/// Whether a file is gold of names and nothing else: by its extension.
pub fn is_gold_of_names(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    !path.is_dir() && extension.is_some_and(|extension| !matches!(extension, "json" | "conllu" | "vrt"))
}

/// Scores the names of every gold that is named.
pub fn evaluate(pipeline: &Pipeline, args: &EvalArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    ensure!(args.layer.is_none_or(|layer| layer == Layer::Names), "the gold has names and no other layer");
    let convention = name_of(&CONVENTIONS, pipeline.settings().convention);
    let known = args::CONVENTIONS.into_iter().find(|(name, _)| *name == convention);
    let convention = known.map_or(Convention::Project, |(_, convention)| convention);
    let threads = input::threads(args.pipeline.threads);
    let mut all = Vec::new();
    for path in &args.gold {
        let texts = read(path, convention)?;
        let scores = score(pipeline, &texts, args.types.as_deref(), threads)?;
        all.push(Scored { gold: path.display().to_string(), scores, shown: args.errors });
    }
    let answer = if messages.json { json::answer(&all) } else { text::answer(&all) };
    print(answer.as_bytes())
}

/// Scores the texts on all threads, each having a run of them.
fn score(
    pipeline: &Pipeline,
    texts: &[NamesGold],
    types: Option<&[String]>,
    threads: usize,
) -> anyhow::Result<NameScores> {
    let run = |texts: &[NamesGold]| -> anyhow::Result<NameScores> {
        let mut scores = NameScores::default();
        for gold in texts {
            scores.count(gold, &document(pipeline, gold)?, types);
        }
        Ok(scores)
    };
    let share = texts.len().div_ceil(threads).max(1);
    let parts: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = texts.chunks(share).map(|texts| scope.spawn(move || run(texts))).collect();
        workers.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
    });
    let mut scores = NameScores::default();
    for part in parts {
        scores.add(part.map_err(|_| anyhow::anyhow!("a stage panicked"))??);
    }
    Ok(scores)
}

/// The text, annotated.
fn document(pipeline: &Pipeline, gold: &NamesGold) -> anyhow::Result<Document> {
    let mut document = Document::plain(&gold.id, &gold.text);
    match &gold.given {
        Given::Page => return annotated(pipeline, &gold.id, &gold.text, gold.date.as_deref()),
        Given::Passage => pipeline.annotate(&mut document, |_| ()),
        Given::Tokens { tokens, sentences } => pipeline.annotate_given(&mut document, tokens, sentences),
    }
    .with_context(|| format!("gold text `{}`", gold.id))?;
    Ok(document)
}
