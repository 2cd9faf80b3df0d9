//! `cargo xtask label`: a model's raw scores on tokenised sentences, for a student to learn from.
//!
//! The training scripts draw sentences; the encoder of the product scores them, in int8 and on all cores, several times
//! faster than the training framework would.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, ensure};
use half::f16;
use rayon::prelude::*;
use serde_json::Value;
use wortlaut_encoder::Encoder;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Sentence, Span, Stage, Token, TokenKind};

/// Sentences that one thread scores as one document.
const SENTENCES_A_DOCUMENT: usize = 64;

/// Scores the sentences of `sentences` (one `{"tokens": […]}` a line) with the heads named, and writes them to `out`: f16,
/// tokens × heads × labels.
pub(crate) fn label(model: &Path, sentences: &Path, heads: &[String], out: &Path) -> anyhow::Result<()> {
    let lexicon = Lexicon::from_reader(File::open(model).with_context(|| model.display().to_string())?)?;
    let encoder = Encoder::new(&lexicon)?;
    let known: Vec<&str> = encoder.heads().iter().map(wortlaut_encoder::Head::name).collect();
    for head in heads {
        ensure!(known.contains(&head.as_str()), "no head {head} in {}: {}", model.display(), known.join(", "));
    }
    let lines: Vec<Vec<String>> =
        BufReader::new(File::open(sentences)?).lines().map(|line| tokens(&line?)).collect::<anyhow::Result<_>>()?;
    let mut writer = BufWriter::new(File::create(out)?);
    let mut done = 0;
    for batch in lines.chunks(SENTENCES_A_DOCUMENT * 64) {
        let scored: Vec<Vec<u8>> =
            batch.par_chunks(SENTENCES_A_DOCUMENT).map(|chunk| scores(&encoder, chunk, heads)).collect();
        for part in scored {
            writer.write_all(&part)?;
        }
        done += batch.len();
        println!("{done} of {} sentences", lines.len());
    }
    writer.flush()?;
    Ok(())
}

fn tokens(line: &str) -> anyhow::Result<Vec<String>> {
    let row: Value = serde_json::from_str(line)?;
    let tokens = row.get("tokens").and_then(Value::as_array).context("a line without tokens")?;
    Ok(tokens.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The scores of a few sentences as bytes.
fn scores(encoder: &Encoder, sentences: &[Vec<String>], heads: &[String]) -> Vec<u8> {
    let mut document = of_tokens(sentences);
    encoder.annotate(&mut document, &Budget::unlimited());
    let mut bytes = Vec::new();
    for index in 0..document.tokens.len() {
        for head in heads {
            let row = document.emissions_of(head).map(|emissions| emissions.of(index)).unwrap_or_default();
            bytes.extend(row.iter().flat_map(|&score| f16::from_f32(score).to_le_bytes()));
        }
    }
    bytes
}

/// A document of given tokens, joined by blanks.
fn of_tokens(sentences: &[Vec<String>]) -> Document {
    let text = sentences.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut document = Document::plain("sentences", text);
    let mut at = 0;
    for sentence in sentences {
        let (first, start) = (document.tokens.len(), at);
        for form in sentence {
            let span = Span::new(at, at + form.len());
            document.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
            at += form.len() + 1;
        }
        let tokens = Span::new(first, document.tokens.len());
        document.sentences.push(Sentence { span: Span::new(start, at.saturating_sub(1)), tokens });
    }
    document
}
