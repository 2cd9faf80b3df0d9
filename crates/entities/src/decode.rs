//! From scores to names: the labels of a token, the paths they may take through a sentence, the best of them, and how
//! sure each name on it is. Used alike for the scores of an encoder and for those of the fast tier's
//! [tagger](crate::tagger): both are rows of [`LABELS`] numbers, one a token.

mod best;
mod exp;
mod forward;
mod label;
mod transitions;

pub use best::best_path;
pub(crate) use exp::exp;
pub use forward::Lattice;
pub use label::{LABELS, Label, LabelOrder, NameClass};
pub use transitions::Transitions;

/// The scores of one token: one a label, any scale on which a difference is a log odds ratio.
pub type Row = [f32; LABELS];

/// A name found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its first token, counted from the sentence's.
    pub start: usize,
    /// The first token after it.
    pub end: usize,
    /// What it is.
    pub class: NameClass,
    /// Its probability under the scores, between 0 and 1; not yet calibrated.
    pub confidence: f32,
}

impl Found {
    /// The same name, its tokens counted from `start` tokens earlier.
    #[must_use]
    pub fn moved(self, start: usize) -> Self {
        Self { start: self.start + start, end: self.end + start, ..self }
    }
}

/// The names of a sentence from the scores of its tokens: the best path that the transitions allow, each name with its
/// probability over all paths. Linear in the sentence.
#[must_use]
pub fn decode(rows: &[Row], transitions: &Transitions) -> Vec<Found> {
    let path = best_path(rows, transitions);
    let mut found = spans(&path);
    if !found.is_empty() {
        let lattice = Lattice::new(rows, transitions);
        for name in &mut found {
            name.confidence = lattice.probability(name.start..name.end, name.class);
        }
    }
    found
}

/// The names that a sequence of labels spells. An inside label that continues nothing begins a name.
#[must_use]
pub fn spans(labels: &[Label]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let Some(class) = label.class() else { continue };
        match found.last_mut() {
            Some(last) if label.is_inside() && last.end == index && last.class == class => last.end = index + 1,
            _ => found.push(Found { start: index, end: index + 1, class, confidence: 1.0 }),
        }
    }
    found
}

#[cfg(test)]
mod tests;
