//! `wortlaut eval`: annotates gold texts and scores the annotations against gold.

#![expect(clippy::disallowed_methods, reason = "gold is read from files: the command line is an edge")]

mod names;
mod syntax;

use std::path::{Path, PathBuf};

use anyhow::Context;
use wortlaut_eval::gold::{self, GoldDocument};
use wortlaut_eval::{Layer, Score, mood, score, segmentation};
use wortlaut_ingest::{Format, RawDocument};
use wortlaut_model::{Document, MetaValue};
use wortlaut_pipeline::{CONVENTIONS, Options, Pipeline};

use crate::args::{self, EvalArgs};
use crate::message::Messages;
use crate::{Outcome, input, print};

/// A score and what it is of.
struct Row {
    gold: String,
    layer: Layer,
    score: Score,
}

/// Scores every gold that is named.
pub fn evaluate(args: &EvalArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    if args.layer == Some(Layer::Syntax) {
        return syntax::evaluate(args, messages);
    }
    let convention = args.convention.map(|convention| name_of(&args::CONVENTIONS, convention));
    let convention = convention.and_then(|name| CONVENTIONS.into_iter().find(|(of, _)| *of == name));
    let over = Options { convention: convention.map(|(_, convention)| convention), ..Options::default() };
    let pipeline = input::overridden(&args.pipeline, over, None)?;
    let is_names = |path: &PathBuf| args.layer != Some(Layer::Mood) && names::is_gold_of_names(path);
    if args.layer == Some(Layer::Names) || args.gold.iter().any(is_names) {
        return names::evaluate(&pipeline, args, messages);
    }
    let mut rows = Vec::new();
    for path in &args.gold {
        let name = path.display().to_string();
        let scores = if args.layer == Some(Layer::Mood) {
            moods(&pipeline, path)?
        } else if is_segmentation(path) {
            segments(&pipeline, path, args.layer)?
        } else {
            layers(&pipeline, &gold::load(path)?, args.layer)?
        };
        rows.extend(scores.into_iter().map(|(layer, score)| Row { gold: name.clone(), layer, score }));
    }
    let text = if messages.json { json(&rows) } else { table(&rows) };
    print(text.as_bytes())
}

/// The name of a choice.
fn name_of<T: PartialEq>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices.iter().find(|(_, choice)| *choice == value).map_or("", |(name, _)| name)
}

/// Whether a file is a corpus of tokens and sentences: by its extension, or as JSON that lists tokens.
fn is_segmentation(path: &Path) -> bool {
    let lists_tokens = || {
        let bytes = std::fs::read(path).unwrap_or_default();
        serde_json::from_slice::<serde_json::Value>(&bytes).is_ok_and(|gold| gold.get("tokens").is_some())
    };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("conllu" | "vrt") => true,
        Some("json") => lists_tokens(),
        _ => false,
    }
}

fn segments(pipeline: &Pipeline, path: &Path, wanted: Option<Layer>) -> anyhow::Result<Vec<(Layer, Score)>> {
    let corpora = segmentation::load(path)?;
    let mut scores = Vec::new();
    for corpus in &corpora {
        let document = annotated(pipeline, &corpus.id, &corpus.text, None)?;
        for layer in [Layer::Tokens, Layer::Sentences] {
            if wanted.is_none_or(|wanted| wanted == layer) {
                let scored = match layer {
                    Layer::Tokens => segmentation::score_tokens(corpus, &document),
                    _ => segmentation::score_sentences(corpus, &document),
                };
                add(&mut scores, scored.into_iter().map(|score| (layer, score)).collect());
            }
        }
    }
    Ok(scores)
}

/// Each sentence is a document of its own.
fn moods(pipeline: &Pipeline, path: &Path) -> anyhow::Result<Vec<(Layer, Score)>> {
    let mut scores = Vec::new();
    for (number, gold) in mood::load(path)?.iter().enumerate() {
        let document = annotated(pipeline, &number.to_string(), &gold.text, None)?;
        add(&mut scores, mood::score(gold, &document).into_iter().map(|score| (Layer::Mood, score)).collect());
    }
    Ok(scores)
}

fn layers(
    pipeline: &Pipeline,
    documents: &[GoldDocument],
    wanted: Option<Layer>,
) -> anyhow::Result<Vec<(Layer, Score)>> {
    let mut scores = Vec::new();
    for gold in documents {
        let document = annotated(pipeline, &gold.id, &gold.text, Some(&gold.date))?;
        for layer in Layer::ALL.into_iter().filter(|layer| wanted.is_none_or(|wanted| wanted == *layer)) {
            add(&mut scores, score(layer, gold, &document).into_iter().map(|score| (layer, score)).collect());
        }
    }
    // Summed document by document, so each layer's scores stand together only after a sort; measures keep their order.
    scores.sort_by_key(|(layer, _)| *layer);
    Ok(scores)
}

/// Adds the scores of one more document to those of the others.
fn add(sums: &mut Vec<(Layer, Score)>, scores: Vec<(Layer, Score)>) {
    for (layer, score) in scores {
        match sums.iter_mut().find(|(of, sum)| *of == layer && sum.measure == score.measure) {
            Some((_, sum)) => sum.counts += score.counts,
            None => sums.push((layer, score)),
        }
    }
}

/// Takes a gold text the way any text goes, with the date its gold gives.
fn annotated(pipeline: &Pipeline, id: &str, text: &str, date: Option<&str>) -> anyhow::Result<Document> {
    let raw = RawDocument::new(id, Format::Text, text.as_bytes());
    let mut document = pipeline.read(raw).map_err(|rejection| anyhow::anyhow!("`{id}`: {}", rejection.message))?;
    if let Some(date) = date {
        document.meta.0.insert(0, ("date".to_owned(), MetaValue::String(date.to_owned())));
    }
    pipeline.annotate(&mut document, |_| ()).with_context(|| format!("gold document `{id}`"))?;
    Ok(document)
}

fn json(rows: &[Row]) -> String {
    let rows = rows.iter().map(|row| {
        let counts = &row.score.counts;
        serde_json::json!({
            "gold": row.gold, "layer": row.layer.name(), "measure": row.score.measure,
            "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(), "counts": counts,
        })
    });
    format!("{}\n", serde_json::Value::Array(rows.collect()))
}

fn table(rows: &[Row]) -> String {
    let mut table = String::new();
    let mut last = "";
    for row in rows {
        if row.gold != last {
            table += &format!(
                "{}\n  {:<10} {:<34} {:>6} {:>6} {:>6} {:>8} {:>9} {:>8}\n",
                row.gold, "layer", "measure", "P", "R", "F1", "gold", "predicted", "correct"
            );
            last = &row.gold;
        }
        let counts = &row.score.counts;
        table += &format!(
            "  {:<10} {:<34} {:>6.2} {:>6.2} {:>6.2} {:>8} {:>9} {:>8}\n",
            row.layer.name(),
            row.score.measure,
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.gold,
            counts.predicted,
            counts.correct
        );
    }
    table
}
