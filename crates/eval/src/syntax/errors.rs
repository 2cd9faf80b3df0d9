//! Words whose head or relation is wrong.

use serde::Serialize;

use super::{Alignment, TreeWord, Treebank};

/// What is wrong with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SyntaxCause {
    /// The head, not the relation.
    Head,
    /// The relation, not the head.
    Label,
    /// Both.
    Both,
    /// It was not found as a word.
    Unaligned,
}

impl SyntaxCause {
    /// All causes, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Head, Self::Label, Self::Both, Self::Unaligned];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Label => "label",
            Self::Both => "both",
            Self::Unaligned => "unaligned",
        }
    }
}

/// What one side says of a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordSide {
    /// The form of its head; `ROOT` for none.
    pub head: String,
    /// Its relation.
    pub deprel: String,
    /// Its UPOS.
    pub upos: String,
}

/// A wrong word with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SyntaxError {
    /// `# sent_id` of gold's sentence, or its number.
    pub sentence: String,
    /// What is wrong.
    pub cause: SyntaxCause,
    /// Its form.
    pub form: String,
    /// What gold says.
    pub gold: WordSide,
    /// What was predicted.
    pub predicted: Option<WordSide>,
    /// The words of gold's sentence before it, itself, and those after it.
    pub context: [String; 3],
}

/// The errors of a prediction, in text order.
pub fn errors(gold: &Treebank, predicted: &Treebank, alignment: &Alignment) -> Vec<SyntaxError> {
    let mut partner = vec![None; gold.words.len()];
    for &(g, p) in &alignment.pairs {
        if let Some(partner) = partner.get_mut(g) {
            *partner = Some(p);
        }
    }
    let one = |(index, partner): (usize, Option<usize>)| {
        let word = gold.words.get(index)?;
        let found = partner.and_then(|p| predicted.words.get(p));
        let cause = cause(word, found, alignment)?;
        let id = gold.ids.get(word.sentence).filter(|id| !id.is_empty()).cloned();
        Some(SyntaxError {
            sentence: id.unwrap_or_else(|| (word.sentence + 1).to_string()),
            cause,
            form: word.form.clone(),
            gold: side(word, gold),
            predicted: found.map(|found| side(found, predicted)),
            context: context(gold, index, word.sentence),
        })
    };
    partner.into_iter().enumerate().filter_map(one).collect()
}

/// Relations are compared with their subtypes.
fn cause(gold: &TreeWord, predicted: Option<&TreeWord>, alignment: &Alignment) -> Option<SyntaxCause> {
    let Some(predicted) = predicted else { return Some(SyntaxCause::Unaligned) };
    match (alignment.same(gold.head, predicted.head), gold.deprel == predicted.deprel) {
        (true, true) => None,
        (false, true) => Some(SyntaxCause::Head),
        (true, false) => Some(SyntaxCause::Label),
        (false, false) => Some(SyntaxCause::Both),
    }
}

fn side(word: &TreeWord, bank: &Treebank) -> WordSide {
    let head = word.head.and_then(|head| bank.words.get(head));
    WordSide {
        head: head.map_or("ROOT", |head| head.form.as_str()).to_owned(),
        deprel: word.deprel.clone(),
        upos: word.upos.clone(),
    }
}

/// Words on either side of the word at `index`, in its sentence.
const CONTEXT: usize = 12;

fn context(bank: &Treebank, index: usize, sentence: usize) -> [String; 3] {
    let joined = |from: usize, to: usize| -> String {
        let words = bank.words.get(from..to).unwrap_or_default().iter();
        words.filter(|word| word.sentence == sentence).map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    let end = bank.words.len().min(index + 1 + CONTEXT);
    [joined(index.saturating_sub(CONTEXT), index), joined(index, index + 1), joined(index + 1, end)]
}
