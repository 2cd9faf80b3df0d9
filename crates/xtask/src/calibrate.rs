//! `cargo xtask calibrate`: fits the curve from a name's probability to how often such names are right, and writes it into a
//! model file.
//!
//! It is fitted on what the pipeline `news` answers with that model and no curve, on gold that the model has not seen: names
//! at the outer level, right in the strict sense.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use wortlaut_entities::calibration::{Calibration, SECTION};
use wortlaut_eval::names::{Convention, Given, NameScores, NamesGold, View, read};
use wortlaut_ingest::{Format, RawDocument};
use wortlaut_lexicon::{Lexicon, LexiconBuilder};
use wortlaut_model::Document;
use wortlaut_pipeline::{Options, Pipeline, Settings, builtin};

/// Names in a bunch of the curve: fewer would bend it by chance.
const BUNCH: usize = 60;

/// Fits the curve of `model` on gold of the project's convention and of GermEval's, beside `tagger` or the shipped one, and
/// writes the model with it to `out`.
pub(crate) fn calibrate(
    model: &Path,
    tagger: Option<&Path>,
    gold: &[PathBuf],
    germeval: &[PathBuf],
    out: &Path,
) -> Result<()> {
    let lexicon = Lexicon::from_reader(File::open(model).with_context(|| model.display().to_string())?)?;
    let bare = with_curve(&lexicon, None)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bare.lex");
    fs::write(&path, bare)?;
    let mut names = Vec::new();
    for (files, convention, name) in
        [(gold, Convention::Project, "project"), (germeval, Convention::GermEval, "germeval")]
    {
        let pipeline = pipeline(&path, tagger, name)?;
        for file in files {
            let found = answers(&pipeline, &read(file, convention)?)?;
            let right = found.iter().filter(|(_, right)| *right).count();
            println!("{}: {} names, {right} right", file.display(), found.len());
            names.extend(found);
        }
    }
    ensure!(names.len() >= 2 * BUNCH, "{} names are too few for a curve", names.len());
    let curve = Calibration::fitted(names, BUNCH);
    for tenth in 0..=10_u8 {
        let probability = f32::from(tenth) / 10.0;
        println!("{probability:.1} becomes {:.3}", curve.confidence(probability));
    }
    fs::write(out, with_curve(&lexicon, Some(&curve))?)?;
    println!("written to {}", out.display());
    Ok(())
}

/// The file with this curve in place of its own.
fn with_curve(lexicon: &Lexicon, curve: Option<&Calibration>) -> Result<Vec<u8>> {
    let mut builder = LexiconBuilder::new(lexicon.name());
    for section in lexicon.sections().filter(|section| *section != SECTION) {
        builder = builder.blob(section, lexicon.blob(section)?);
    }
    if let Some(curve) = curve {
        builder = builder.blob(SECTION, curve.to_bytes());
    }
    Ok(builder.build())
}

/// The pipeline `news` with this encoder, tagger and convention.
fn pipeline(encoder: &Path, tagger: Option<&Path>, convention: &str) -> Result<Pipeline> {
    let mut source = format!("[entities]\nconvention = {convention:?}\n\n[models]\nencoder = {encoder:?}\n");
    if let Some(tagger) = tagger {
        source += &format!("names = {tagger:?}\n");
    }
    let own = Options::parse(&source).map_err(|problems| anyhow::anyhow!("{problems}"))?;
    Ok(Pipeline::load(Settings::resolve(builtin::options("news")?.overridden_by(own))?)?)
}

/// Every outermost name that the pipeline finds: its probability, and whether it is right.
fn answers(pipeline: &Pipeline, texts: &[NamesGold]) -> Result<Vec<(f32, bool)>> {
    let scored: Vec<NameScores> = texts.par_iter().map(|gold| scored(pipeline, gold)).collect::<Result<_>>()?;
    let mut all = NameScores::default();
    scored.into_iter().for_each(|scores| all.add(scores));
    Ok(all.view(View::Outer).calibration.names.clone())
}

fn scored(pipeline: &Pipeline, gold: &NamesGold) -> Result<NameScores> {
    let mut document = Document::plain(&gold.id, &gold.text);
    match &gold.given {
        Given::Page => {
            let raw = RawDocument::new(&gold.id, Format::Text, gold.text.as_bytes());
            document = pipeline.read(raw).map_err(|rejection| anyhow::anyhow!("{}: {}", gold.id, rejection.message))?;
            pipeline.annotate(&mut document, |_| ())?;
        }
        Given::Passage => pipeline.annotate(&mut document, |_| ())?,
        Given::Tokens { tokens, sentences } => pipeline.annotate_given(&mut document, tokens, sentences)?,
    }
    let mut scores = NameScores::default();
    scores.count(gold, &document, None);
    Ok(scores)
}
