//! `cargo xtask backends`: whether the encoder gives the same labels whatever instructions a processor has.
//!
//! Text runs through every backend that the machine at hand can run; scores and best labels of every head are compared with
//! those of the fastest one, and the figures kept in `docs/evaluation.md`.

use std::fmt::Write;
use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use wortlaut_encoder::{Backend, Encoder};
use wortlaut_ingest::{Format, RawDocument};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Emissions, Stage};
use wortlaut_pipeline::{Pipeline, Settings, builtin};

use crate::bench::machine;
use crate::corpus;
use crate::shell::{self, cargo, root};

/// Where the figures begin and end on the page.
const MARKS: [&str; 2] = ["<!-- backends: begin -->", "<!-- backends: end -->"];

/// What two backends have in common.
#[derive(Default, Clone, Copy)]
struct Agreement {
    labels: usize,
    other_labels: usize,
    other_scores: usize,
}

/// Compares all backends on `tokens` tokens of protocols.
pub(crate) fn backends(model: &Path, data: &Path, tokens: usize, dry: bool) -> Result<()> {
    if cfg!(debug_assertions) {
        let mut again = cargo(&["run", "--quiet", "--release", "--package", "wortlaut-xtask", "--"]);
        again.args(std::env::args_os().skip(1));
        return shell::run(again);
    }
    let documents = documents(data, tokens)?;
    let count: usize = documents.iter().map(|document| document.tokens.len()).sum();
    let lexicon = Lexicon::from_reader(File::open(model).with_context(|| model.display().to_string())?)?;
    let mut expected = Vec::new();
    let mut table = "| instructions | labels compared | other labels | other scores |\n|---|---|---|---|\n".to_owned();
    for backend in Backend::available() {
        let encoder = Encoder::with_backend(&lexicon, backend)?;
        let found: Vec<Vec<Emissions>> = documents.par_iter().map(|document| scores(&encoder, document)).collect();
        if expected.is_empty() {
            expected = found;
            writeln!(table, "| {} | compared with | | |", backend.name())?;
            continue;
        }
        let Agreement { labels, other_labels, other_scores } = agreement(&expected, &found);
        println!("{}: {other_labels} of {labels} labels differ, {other_scores} scores", backend.name());
        writeln!(table, "| {} | {labels} | {other_labels} | {other_scores} |", backend.name())?;
    }
    let text = format!(
        "\nWritten by `cargo xtask backends`: {count} tokens of plenary protocols, every head of `{}`, on {}.\n\n{table}",
        model.file_name().unwrap_or_default().display(),
        machine()
    );
    if dry {
        println!("{text}");
        return Ok(());
    }
    keep(&text)
}

/// Protocols in documents, segmented.
fn documents(data: &Path, tokens: usize) -> Result<Vec<Document>> {
    let pipeline = Pipeline::load(Settings::resolve(builtin::options("fast")?)?)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("corpus.jsonl");
    corpus::write_documents(data, tokens.div_ceil(100_000).max(1), &path)?;
    let (mut documents, mut count) = (Vec::new(), 0);
    for line in fs::read_to_string(&path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
        let raw = RawDocument::new("protocol", Format::Text, text.as_bytes());
        let mut document = pipeline.read(raw).map_err(|rejection| anyhow::anyhow!("{}", rejection.message))?;
        pipeline.annotate(&mut document, |_| ())?;
        count += document.tokens.len();
        documents.push(document);
        if count >= tokens {
            break;
        }
    }
    Ok(documents)
}

fn scores(encoder: &Encoder, document: &Document) -> Vec<Emissions> {
    let mut document = document.clone();
    encoder.annotate(&mut document, &Budget::unlimited());
    document.emissions
}

fn agreement(expected: &[Vec<Emissions>], found: &[Vec<Emissions>]) -> Agreement {
    let mut all = Agreement::default();
    for (expected, found) in expected.iter().flatten().zip(found.iter().flatten()) {
        let width = expected.labels.len();
        for (expected, found) in expected.scores.chunks(width).zip(found.scores.chunks(width)) {
            all.labels += 1;
            all.other_labels += usize::from(best(expected) != best(found));
            all.other_scores += expected.iter().zip(found).filter(|(a, b)| a.to_bits() != b.to_bits()).count();
        }
    }
    all
}

/// The label of the highest score.
fn best(scores: &[f32]) -> Option<usize> {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
}

/// Puts the text between the page's marks.
fn keep(text: &str) -> Result<()> {
    let path = root().join("docs/evaluation.md");
    let page = fs::read_to_string(&path)?;
    let [begin, end] = MARKS;
    let (before, rest) = page.split_once(begin).context("docs/evaluation.md has lost its marks")?;
    let (_, after) = rest.split_once(end).context("docs/evaluation.md has lost its marks")?;
    ensure!(!before.contains(end), "docs/evaluation.md has its marks the wrong way round");
    fs::write(&path, format!("{before}{begin}\n{text}{end}{after}"))?;
    println!("written to {}", path.display());
    Ok(())
}
