//! Names by the encoder's heads: which heads, how their labels are ordered, and how sure their names are.

use wortlaut_lexicon::{Lexicon, LexiconError};
use wortlaut_model::Emissions;

use crate::calibration::Calibration;
use crate::decode::{self, Found, LabelOrder, Row, Transitions};
use crate::page::{Page, Sentence};
use crate::scores::moved;
use crate::tagger::{Convention, NameTagger};

/// The one head of a file that has none for names: a user's.
pub(crate) fn own_head(model: &Lexicon) -> Option<&str> {
    let mut heads = model.sections().filter_map(|section| section.strip_prefix("head.")?.strip_suffix(".labels"));
    let head = heads.next()?;
    (head != "names" && heads.next().is_none()).then_some(head)
}

/// The heads for names of an encoder.
#[derive(Debug)]
pub(crate) struct EncodedNames {
    heads: [String; 2],
    orders: [LabelOrder; 2],
    convention: Convention,
    transitions: Transitions,
    calibration: Calibration,
    helper: Option<Helper>,
}

/// What the encoder's scores and the tagger's weigh where both speak. Both are sure of themselves, and not independent: at
/// their full weights the sum would be too sure. Measured on GermEval's development set with a teacher of twelve layers: alone
/// 81.2 and 77.2, so together 83.6.
const SHARE: f32 = 0.7;

/// The fast tier's tagger as a second opinion.
#[derive(Debug)]
struct Helper {
    tagger: Box<NameTagger>,
    transitions: Transitions,
}

impl EncodedNames {
    /// The heads that score names under `convention`, of an encoder's file.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`] where the file has no such heads, [`LexiconError::Malformed`] where their labels are
    /// not those of names.
    pub(crate) fn new(model: &Lexicon, convention: Convention) -> Result<Self, LexiconError> {
        let suffix = match convention {
            Convention::Project => "",
            Convention::GermEval => "@germeval",
        };
        let heads = ["names", "names.inner"].map(|head| format!("{head}{suffix}"));
        let orders = [order(model, &heads[0])?, order(model, &heads[1])?];
        let (transitions, calibration) = (Transitions::constrained(), Calibration::of(model)?);
        Ok(Self { heads, orders, convention, transitions, calibration, helper: None })
    }

    /// The same with the fast tier's tagger as a second opinion on outermost names: it knows lists and spellings that the encoder has
    /// only met.
    pub(crate) fn helped_by(self, tagger: NameTagger) -> Self {
        let tagger = tagger.with_convention(self.convention);
        let transitions = tagger.transitions().scaled(SHARE);
        Self { helper: Some(Helper { tagger: Box::new(tagger), transitions }), ..self }
    }

    pub(crate) fn outer(&self) -> &str {
        &self.heads[0]
    }

    pub(crate) fn inner(&self) -> &str {
        &self.heads[1]
    }

    pub(crate) fn convention(&self) -> Convention {
        self.convention
    }

    pub(crate) fn transitions(&self) -> &Transitions {
        self.helper.as_ref().map_or(&self.transitions, |helper| &helper.transitions)
    }

    pub(crate) fn confidence(&self, probability: f32) -> f32 {
        self.calibration.confidence(probability)
    }

    /// Rows of a sentence's words.
    pub(crate) fn rows(&self, outer: &Emissions, page: &Page<'_>, sentence: Sentence) -> Vec<Row> {
        let mut rows = rows(&self.orders[0], outer, page, sentence);
        if let Some(helper) = &self.helper {
            for (row, second) in rows.iter_mut().zip(helper.tagger.rows(&page.forms(sentence))) {
                row.iter_mut().zip(second).for_each(|(score, second)| *score = SHARE * (*score + second));
            }
        }
        rows
    }

    /// Names of the second level inside the outermost ones.
    pub(crate) fn nested(&self, inner: &Emissions, page: &Page<'_>, sentence: Sentence, outer: &[Found]) -> Vec<Found> {
        let rows = rows(&self.orders[1], inner, page, sentence);
        let mut names = Vec::new();
        for name in outer {
            let within = rows.get(name.start..name.end).unwrap_or_default();
            let found = decode::decode(within, &self.transitions);
            names.extend(found.into_iter().map(|found| moved(found, name.start)));
        }
        names
    }
}

fn rows(order: &LabelOrder, emissions: &Emissions, page: &Page<'_>, sentence: Sentence) -> Vec<Row> {
    let words = page.words.get(sentence.start..sentence.end).unwrap_or_default();
    words.iter().map(|word| order.row(emissions.of(word.token as usize))).collect()
}

fn order(model: &Lexicon, head: &str) -> Result<LabelOrder, LexiconError> {
    let labels = model.blob(&format!("head.{head}.labels"))?;
    let labels = String::from_utf8_lossy(&labels);
    let labels: Vec<&str> = labels.split('\n').collect();
    LabelOrder::of(&labels).ok_or(LexiconError::Malformed { section: "head.names.labels" })
}
