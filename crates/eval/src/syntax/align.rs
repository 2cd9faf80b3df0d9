//! Which word of the prediction is which word of gold.
//!
//! Words of plain tokens belong together where their tokens have the same place. Where either side has a multiword token,
//! the stretch that such tokens cover is aligned as a whole, by the longest common subsequence of forms.

use std::ops::Range;

use crate::syntax::{TreeWord, Treebank};

/// Pairs of words, and for each predicted word its partner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alignment {
    /// Indices of a gold word and its predicted partner, in order.
    pub pairs: Vec<(usize, usize)>,
    /// The gold partner of each predicted word.
    pub gold_of: Vec<Option<usize>>,
}

impl Alignment {
    /// Whether gold's head and the predicted one are partners, or both sides are roots.
    #[must_use]
    pub fn same(&self, gold: Option<usize>, predicted: Option<usize>) -> bool {
        match (gold, predicted) {
            (None, None) => true,
            (Some(gold), Some(predicted)) => self.gold_of.get(predicted).copied().flatten() == Some(gold),
            _ => false,
        }
    }
}

/// Aligns the words of two sides that have the same characters.
#[must_use]
pub fn align(gold: &Treebank, predicted: &Treebank) -> Alignment {
    let mut pairs = Vec::new();
    let (mut g, mut p) = (0, 0);
    while let (Some(wanted), Some(found)) = (gold.words.get(g), predicted.words.get(p)) {
        if wanted.is_multiword || found.is_multiword {
            let stretch = Stretch::at(&gold.words, &predicted.words, g, p);
            pairs.extend(stretch.common(&gold.words, &predicted.words));
            (g, p) = (stretch.gold.end, stretch.predicted.end);
        } else if wanted.span == found.span {
            pairs.push((g, p));
            (g, p) = (g + 1, p + 1);
        } else if wanted.span.start <= found.span.start {
            g += 1;
        } else {
            p += 1;
        }
    }
    let mut gold_of = vec![None; predicted.words.len()];
    for &(g, p) in &pairs {
        if let Some(partner) = gold_of.get_mut(p) {
            *partner = Some(g);
        }
    }
    Alignment { pairs, gold_of }
}

/// Words of both sides that overlapping multiword tokens cover.
#[derive(Debug, PartialEq, Eq)]
struct Stretch {
    gold: Range<usize>,
    predicted: Range<usize>,
}

impl Stretch {
    /// The stretch at the words `g` and `p`, of which at least one is of a multiword token.
    fn at(gold: &[TreeWord], predicted: &[TreeWord], mut g: usize, mut p: usize) -> Self {
        let multiword = |words: &[TreeWord], at: usize| words.get(at).is_some_and(|word| word.is_multiword);
        let span = |words: &[TreeWord], at: usize| words.get(at).map_or(0..0, |word| word.span.clone());
        let (wanted, found) = (span(gold, g), span(predicted, p));
        let mut end = if multiword(gold, g) {
            if !multiword(predicted, p) && found.start < wanted.start {
                p += 1;
            }
            wanted.end
        } else {
            if wanted.start < found.start {
                g += 1;
            }
            found.end
        };
        let (first_g, first_p) = (g, p);
        while !is_beyond(gold, g, end) || !is_beyond(predicted, p, end) {
            let next_is_gold =
                g < gold.len() && (p >= predicted.len() || span(gold, g).start <= span(predicted, p).start);
            let (words, at) = if next_is_gold { (gold, &mut g) } else { (predicted, &mut p) };
            if multiword(words, *at) {
                end = end.max(span(words, *at).end);
            }
            *at += 1;
        }
        Self { gold: first_g..g, predicted: first_p..p }
    }

    /// Pairs of words of the longest common subsequence of forms, case aside.
    fn common(&self, gold: &[TreeWord], predicted: &[TreeWord]) -> Vec<(usize, usize)> {
        let forms = |words: &[TreeWord], range: &Range<usize>| -> Vec<String> {
            words.get(range.clone()).unwrap_or_default().iter().map(|word| word.form.to_lowercase()).collect()
        };
        let (gold, predicted) = (forms(gold, &self.gold), forms(predicted, &self.predicted));
        let lengths = Lengths::new(&gold, &predicted);
        let (mut g, mut p) = (0, 0);
        let mut pairs = Vec::new();
        while g < gold.len() && p < predicted.len() {
            if gold.get(g) == predicted.get(p) {
                pairs.push((self.gold.start + g, self.predicted.start + p));
                (g, p) = (g + 1, p + 1);
            } else if lengths.at(g, p) == lengths.at(g + 1, p) {
                g += 1;
            } else {
                p += 1;
            }
        }
        pairs
    }
}

/// Whether the word at `at` lies beyond `end`.
fn is_beyond(words: &[TreeWord], at: usize, end: usize) -> bool {
    words.get(at).is_none_or(|word| if word.is_multiword { word.span.start >= end } else { word.span.end > end })
}

/// Lengths of the longest common subsequences of all ends of two lists.
struct Lengths {
    width: usize,
    lengths: Vec<usize>,
}

impl Lengths {
    fn new(gold: &[String], predicted: &[String]) -> Self {
        let width = predicted.len() + 1;
        let mut table = Self { width, lengths: vec![0; (gold.len() + 1) * width] };
        for (g, wanted) in gold.iter().enumerate().rev() {
            for (p, found) in predicted.iter().enumerate().rev() {
                let both = if wanted == found { 1 + table.at(g + 1, p + 1) } else { 0 };
                let best = both.max(table.at(g + 1, p)).max(table.at(g, p + 1));
                if let Some(length) = table.lengths.get_mut(g * width + p) {
                    *length = best;
                }
            }
        }
        table
    }

    fn at(&self, gold: usize, predicted: usize) -> usize {
        self.lengths.get(gold * self.width + predicted).copied().unwrap_or(0)
    }
}
