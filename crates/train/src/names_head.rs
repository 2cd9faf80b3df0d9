//! Trains a head for a user's own names: a linear layer on the vectors of an encoder that stays as it is, and scores of
//! neighbouring labels.
//!
//! Every sentence is encoded once; its vectors are kept in memory as 16-bit floats, and the head learns from them in seconds.
//! Everything happens in a fixed order: the same texts and the same encoder give the same bytes.

mod card;
mod labels;
mod learner;
mod sample;
mod score;

use wortlaut_encoder::Encoder;
use wortlaut_eval::names::NamesGold;
use wortlaut_lexicon::{Lexicon, LexiconBuilder};
use wortlaut_model::Document;

pub use card::card;
pub use labels::LabelSet;
pub use learner::Settings;
pub use score::HeadScores;

use learner::{Head, learn};
use sample::Samples;

/// The head's name: `head.user.weight`, `.bias`, `.transitions`, `.labels`.
const NAME: &str = "user";

/// Where there is no development set, one text in so many is held out; one sentence in so many where texts are few.
const HELD_OUT: usize = 10;

/// Fewer texts than this are few.
const FEW_TEXTS: usize = 50;

/// Texts to learn from, and how they become tokens.
pub struct Sources<'s> {
    /// The texts with their names.
    pub train: Vec<NamesGold>,
    /// Texts to score the head on; else a tenth of the others is held out for that, and learned from afterwards.
    pub dev: Option<Vec<NamesGold>>,
    /// Finds tokens and sentences where a text comes without.
    pub segment: &'s (dyn Fn(&mut Document) + Sync),
    /// Threads that encode; they change no result.
    pub threads: usize,
}

impl std::fmt::Debug for Sources<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sources").field("train", &self.train).field("dev", &self.dev).finish_non_exhaustive()
    }
}

/// A head and what is known of it.
#[derive(Debug)]
pub struct Trained {
    /// The file: [`LexiconBuilder`]'s format.
    pub file: Vec<u8>,
    /// What it scores.
    pub labels: LabelSet,
    /// Scores on texts that it has not learned from.
    pub scores: HeadScores,
    /// Sentences and tokens that it has learned from.
    pub size: (usize, usize),
    /// Hex digest of the encoder.
    pub encoder: String,
}

/// Trains a head on the vectors of the encoder in `base`; `report` hears how it goes.
///
/// # Errors
/// A base that is no encoder, texts without names, and names whose labels are too many.
pub fn train(
    base: &Lexicon,
    sources: &Sources<'_>,
    settings: &Settings,
    report: &mut dyn FnMut(&str),
) -> anyhow::Result<Trained> {
    let encoder = Encoder::new(base)?;
    let labels = LabelSet::of(sources.train.iter().chain(sources.dev.iter().flatten()))?;
    report(&format!("{} texts, labels {}", sources.train.len(), labels.classes().join(", ")));
    let samples = Samples::encode(&encoder, sources, &sources.train, &labels, report);
    anyhow::ensure!(samples.tokens() > 0, "the texts have no tokens");
    let dev = sources.dev.as_ref().map(|dev| Samples::encode(&encoder, sources, dev, &labels, report));
    let (head, scores) = match &dev {
        Some(dev) => {
            let head = learn(&samples, &samples.all(), &labels, settings, report);
            let scores = HeadScores::of(&head, dev, &dev.all(), &labels);
            (head, scores)
        }
        None => held_out(&samples, &labels, settings, report),
    };
    let size = (samples.all().len(), samples.tokens());
    Ok(Trained { file: file(&head, &labels, encoder.hash()), labels, scores, size, encoder: encoder.hash().to_owned() })
}

/// Scores a head on every tenth text, which it has not seen, then learns from all.
fn held_out(
    samples: &Samples,
    labels: &LabelSet,
    settings: &Settings,
    report: &mut dyn FnMut(&str),
) -> (Head, HeadScores) {
    let by_text = samples.texts() >= FEW_TEXTS;
    let number = |sentence: usize| if by_text { samples.text_of(sentence) } else { sentence };
    let (held, rest): (Vec<usize>, Vec<usize>) =
        samples.all().into_iter().partition(|&sentence| number(sentence) % HELD_OUT == HELD_OUT - 1);
    report(if by_text { "every tenth text is held out" } else { "every tenth sentence is held out" });
    let trial = learn(samples, &rest, labels, settings, report);
    let scores = HeadScores::of(&trial, samples, &held, labels);
    report("now with all texts");
    (learn(samples, &samples.all(), labels, settings, report), scores)
}

/// The file of a head.
fn file(head: &Head, labels: &LabelSet, encoder: &str) -> Vec<u8> {
    let bytes = |numbers: &[f32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    LexiconBuilder::new("names-head")
        .blob("encoder.hash", encoder.as_bytes().to_vec())
        .blob(&format!("head.{NAME}.weight"), bytes(&head.weights))
        .blob(&format!("head.{NAME}.bias"), bytes(&head.biases))
        .blob(&format!("head.{NAME}.transitions"), bytes(&head.transitions))
        .blob(&format!("head.{NAME}.labels"), labels.names().join("\n").into_bytes())
        .build()
}
