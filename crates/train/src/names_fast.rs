//! Trains `models/fast.lex`, the fast tier of names: a linear-chain conditional random field over hashed features.
//!
//! Gold sentences are few and weigh much, sentences that a teacher labelled are many and weigh less. Weights are learned by
//! follow-the-regularised-leader (McMahan et al. 2013), whose L1 part leaves most of them at zero; what is left is written in
//! steps of a 1023rd of the largest. Everything happens in one thread and in a fixed order: the same data gives the same
//! bytes.

mod calibrate;
mod chain;
mod clusters;
mod learner;
mod level;
mod sample;
pub mod score;

use std::path::{Path, PathBuf};

use anyhow::Context;
use wortlaut_entities::calibration::Calibration;
use wortlaut_entities::tagger::training::{Extractor, Trained};
use wortlaut_entities::tagger::{Convention, NameTagger};
use wortlaut_lexicon::Lexicon;
use wortlaut_segment::{Segmenter, Settings as SegmentSettings};

use crate::corpus::{self, Sentence};
pub use level::Settings;
use sample::Samples;

/// What the model is trained on.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder that docs/data.md describes.
    pub data: PathBuf,
    /// The project's own annotated sentences: a folder of files with inline marks.
    pub names: Option<PathBuf>,
    /// A folder of columns that a teacher wrote.
    pub taught: Option<PathBuf>,
    /// Train on `GermEval`'s development set too, for the model that ships.
    pub with_dev: bool,
}

/// Trains the model; `report` hears how it goes.
///
/// # Errors
/// Sources that cannot be read or do not have their form.
pub fn train(
    sources: &Sources,
    lexica: [&Lexicon; 2],
    settings: &Settings,
    report: &mut dyn FnMut(&str),
) -> anyhow::Result<Vec<u8>> {
    let [segment, names] = lexica;
    let clusters = clusters::read(&sources.data, settings.clusters)?;
    let extractor = Extractor::new(names, clusters.clone())?;
    let mut samples = Samples::new(&extractor);
    let mut held = Vec::new();
    for Gold { sentences, weight, drawn } in gold(sources, segment, settings)? {
        report(&format!("gold: {} sentences, weight {weight}", sentences.len()));
        for (number, sentence) in sentences.into_iter().enumerate() {
            if !drawn && number % HELD == HELD - 1 {
                held.push(sentence);
            } else {
                samples.add(&sentence, weight);
            }
        }
    }
    let gold = samples.len();
    for path in sources.taught.as_deref().map(files).transpose()?.unwrap_or_default() {
        corpus::read_columns(&path, |sentence| samples.add(&sentence, settings.taught_weight))?;
    }
    report(&format!("{gold} gold and {} taught sentences, {} tokens", samples.len() - gold, samples.tokens()));
    let (outer, outer_steps) = level::outer(&samples, gold, settings, report);
    let (inner, inner_steps) = level::inner(&samples, gold, settings, report);
    let calibration = Calibration::through(vec![(0.0, 0.0), (1.0, 1.0)]);
    let mut trained = Trained { clusters, outer, outer_steps, inner, inner_steps, calibration };
    trained.calibration = calibration_of(&trained, names, held)?;
    Ok(trained.build())
}

/// One in so many gold sentences is not trained on, to see how sure the model may be.
const HELD: usize = 25;

/// How the names of files begin whose sentences were drawn because models were unsure of them (`data/names/README.md`).
const HARD: &str = "hard-";

/// The calibration of a model by sentences it has not seen, each after its own convention.
fn calibration_of(trained: &Trained, names: &Lexicon, held: Vec<Sentence>) -> anyhow::Result<Calibration> {
    let model = Lexicon::from_bytes(trained.clone().build())?;
    let (project, germeval): (Vec<_>, Vec<_>) =
        held.into_iter().partition(|sentence| sentence.convention == Convention::Project);
    let mut sure = Vec::new();
    for (convention, sentences) in [(Convention::Project, project), (Convention::GermEval, germeval)] {
        let tagger = NameTagger::new(&model, names)?.with_convention(convention);
        sure.extend(score::Scores::of(&tagger, &sentences).sure.iter().map(|&(_, sure, right)| (sure, right)));
    }
    Ok(calibrate::curve(sure))
}

/// Gold sentences, what each weighs, and whether they were drawn because models were unsure of them: how sure the model
/// may be of text as it comes is not to be seen on those.
struct Gold {
    sentences: Vec<Sentence>,
    weight: f32,
    drawn: bool,
}

/// What the model is to answer.
fn gold(sources: &Sources, segment: &Lexicon, settings: &Settings) -> anyhow::Result<Vec<Gold>> {
    let segmenter = Segmenter::new(segment, SegmentSettings::default())?;
    let ner = sources.data.join("ner");
    let whole = |sentences| Gold { sentences, weight: 1.0, drawn: false };
    let mut gold = vec![whole(corpus::read_germeval(&ner.join("germeval14-test-a.tsv"))?)];
    if sources.with_dev {
        gold.push(whole(corpus::read_germeval(&ner.join("germeval14-dev.tsv"))?));
    }
    for set in ["a", "b", "c"] {
        let path = ner.join(format!("project-names-{set}.txt"));
        gold.push(whole(corpus::read_inline(&path, &segmenter, Convention::Project)?));
    }
    gold.push(whole(corpus::read_gold(&sources.data.join("gold-train"), &segmenter)?));
    for path in sources.names.as_deref().map(files).transpose()?.unwrap_or_default() {
        let drawn = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(HARD));
        for (convention, weight) in settings.own_weights {
            if weight > 0.0 {
                gold.push(Gold { sentences: corpus::read_inline(&path, &segmenter, convention)?, weight, drawn });
            }
        }
    }
    Ok(gold)
}

/// The `.txt` and `.tsv` files of a folder, by name.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "tsv"));
    paths.sort();
    Ok(paths)
}
