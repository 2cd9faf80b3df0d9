//! Scoring grammar: treebanks in, their text annotated and written as CoNLL-U, figures out.

mod json;
mod text;

use std::path::Path;

use anyhow::{Context, bail};
use wortlaut_eval::segmentation::SegmentationGold;
use wortlaut_eval::syntax::{SyntaxScores, read};
use wortlaut_eval::{EvalError, conllu};
use wortlaut_export::write_conllu;
use wortlaut_model::{Document, Span, Tokens};
use wortlaut_pipeline::{Options, Pipeline};
use wortlaut_segment::TokenConvention;

use super::annotated;
use crate::args::EvalArgs;
use crate::message::Messages;
use crate::{Outcome, input, print};

/// Scores of one treebank.
struct Scored {
    gold: String,
    scores: SyntaxScores,
    /// Errors to show.
    shown: usize,
}

/// Scores the trees of every treebank that is named: of its text as the pipeline annotates it, or of another file.
pub fn evaluate(args: &EvalArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let pipeline = match args.predicted {
        Some(_) => None,
        // Treebanks are cut after UD's convention, unless told otherwise.
        None => {
            let over = Options { tokens: Some(TokenConvention::Ud), ..Options::default() };
            Some(input::overridden(&args.pipeline, over, None)?)
        }
    };
    let mut all = Vec::new();
    for path in &args.gold {
        let text = file(path)?;
        let (predicted, predicted_path) = match (&args.predicted, &pipeline) {
            (Some(predicted), _) => (file(predicted)?, predicted.as_path()),
            (None, Some(pipeline)) => (prediction(pipeline, path, &text, args.given_tokens)?, path.as_path()),
            (None, None) => bail!("there is nothing to score"),
        };
        let scores = SyntaxScores::of(&read(path, &text)?, &read(predicted_path, &predicted)?)?;
        all.push(Scored { gold: path.display().to_string(), scores, shown: args.errors });
    }
    let answer = if messages.json { json::answer(&all) } else { text::answer(&all) };
    print(answer.as_bytes())
}

fn file(path: &Path) -> Result<String, EvalError> {
    std::fs::read_to_string(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })
}

/// The text of a treebank, annotated, as CoNLL-U.
fn prediction(pipeline: &Pipeline, path: &Path, text: &str, given_tokens: bool) -> anyhow::Result<String> {
    let name = path.display().to_string();
    let gold = conllu::parse(path, &name, text)?;
    let document = if given_tokens { given(pipeline, &gold)? } else { annotated(pipeline, &name, &gold.text, None)? };
    if document.grammar.is_empty() {
        bail!("pipeline `{}` has no stage that gives grammar", pipeline.settings().name);
    }
    let mut predicted = String::new();
    write_conllu(&document, &mut predicted);
    Ok(predicted)
}

/// The text, annotated on gold's tokens and sentences.
fn given(pipeline: &Pipeline, gold: &SegmentationGold) -> anyhow::Result<Document> {
    let sentences: Vec<Span<Tokens>> = gold
        .sentences
        .iter()
        .map(|sentence| {
            let start = gold.tokens.partition_point(|token| token.end <= sentence.start);
            let end = gold.tokens.partition_point(|token| token.start < sentence.end);
            Span::new(start, end)
        })
        .collect();
    let mut document = Document::plain(&gold.id, &gold.text);
    pipeline.annotate_given(&mut document, &gold.tokens, &sentences).with_context(|| format!("`{}`", gold.id))?;
    Ok(document)
}
