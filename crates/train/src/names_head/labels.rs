//! The labels of a user's names: `O`, and `B-` and `I-` of each class.

use std::collections::BTreeSet;
use std::ops::Range;

use wortlaut_entities::chain::Chain;
use wortlaut_eval::names::{Level, NamesGold};

/// Most classes of names: a token's scores are held for each of them.
const MOST_CLASSES: usize = 100;

/// A set of labels, by number: 0 is `O`, then beginning and inside of each class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelSet {
    classes: Vec<String>,
}

impl LabelSet {
    /// The labels of the outer names of these texts, classes in the order of their names.
    ///
    /// # Errors
    /// No name at all, more classes than a head should have, and labels with line breaks.
    pub fn of<'g>(texts: impl Iterator<Item = &'g NamesGold>) -> anyhow::Result<Self> {
        let outer = texts.flat_map(|text| &text.names).filter(|name| name.level == Level::Outer);
        let classes: BTreeSet<String> = outer.map(|name| name.class.to_string()).collect();
        anyhow::ensure!(!classes.is_empty(), "the texts have no names");
        anyhow::ensure!(classes.len() <= MOST_CLASSES, "{} types of names are more than {MOST_CLASSES}", classes.len());
        let odd = classes.iter().find(|class| class.trim().is_empty() || class.contains(char::is_control));
        anyhow::ensure!(odd.is_none(), "a type of names is empty or has control characters");
        Ok(Self { classes: classes.into_iter().collect() })
    }

    /// The classes.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// How many labels there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "`O` is always there")]
    pub fn len(&self) -> usize {
        1 + 2 * self.classes.len()
    }

    /// The names of the labels, in order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let of = |class: &String| [format!("B-{class}"), format!("I-{class}")];
        std::iter::once("O".to_owned()).chain(self.classes.iter().flat_map(of)).collect()
    }

    /// The chain of these labels with scores of neighbours as [`Chain::new`] takes them.
    pub(super) fn chain(&self, scores: &[f32]) -> Chain {
        Chain::new(self.len(), scores, may_follow)
    }

    /// The number of a class.
    pub(super) fn class(&self, name: &str) -> Option<usize> {
        self.classes.iter().position(|class| class == name)
    }
}

/// The label that begins a name of this class.
pub(super) fn begin(class: usize) -> usize {
    1 + 2 * class
}

/// The label inside a name of this class.
pub(super) fn inside(class: usize) -> usize {
    2 + 2 * class
}

/// The class that a label stands for, and whether it begins it.
fn class_of(label: usize) -> Option<(usize, bool)> {
    let place = label.checked_sub(1)?;
    Some((place / 2, place.is_multiple_of(2)))
}

/// Whether a label may stand after another, or at the start of a sentence.
fn may_follow(before: Option<usize>, label: usize) -> bool {
    match class_of(label) {
        Some((class, false)) => before == Some(begin(class)) || before == Some(inside(class)),
        _ => true,
    }
}

/// A name in a sentence: its tokens and its class.
pub(super) type Span = (Range<usize>, usize);

/// The names that a sequence of labels spells.
pub(super) fn spans(path: &[usize]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (token, &label) in path.iter().enumerate() {
        match (class_of(label), spans.last_mut()) {
            (Some((class, false)), Some((range, of))) if range.end == token && *of == class => range.end += 1,
            (Some((class, _)), _) => spans.push((token..token + 1, class)),
            (None, _) => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spell_names() {
        assert_eq!(spans(&[1, 2, 2]), [(0..3, 0)]);
        assert_eq!(spans(&[1, 1, 0, 3, 2]), [(0..1, 0), (1..2, 0), (3..4, 1), (4..5, 0)]);
        assert_eq!(spans(&[]), []);
    }
}
