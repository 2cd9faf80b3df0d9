//! What the training of `segment.lex` needs of the segmenter: its word table and the features of its scorer.
//!
//! Features are read by the very code that reads them when sentences are split; training only adds which gaps were ends.

use wortlaut_model::{Document, Token};

pub use crate::words::{Usage, WordTable, log_count};

pub use crate::splitter::Prior;

use crate::splitter::{Features, Kind, Position, Scorer, SentenceSplitter, Verdict};
use crate::{Segmenter, regions};

/// The number of kinds of gaps.
pub const KINDS: usize = Kind::ALL.len();

/// The number of weights.
pub const BUCKETS: usize = crate::splitter::BUCKETS;

/// An open gap and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The kind of gap, below [`KINDS`].
    pub kind: usize,
    /// Buckets of its features, below [`BUCKETS`].
    pub buckets: Vec<u32>,
    /// Whether a sentence ends there.
    pub ends: bool,
}

/// The open gaps of `text`; `ends` are the byte offsets, sorted, at which its sentences end.
#[must_use]
pub fn examples(segmenter: &Segmenter, text: &str, ends: &[usize]) -> Vec<Example> {
    let document = Document::plain("", text);
    let (tokens, starts) = segmenter.tokens(text, &regions(&document));
    let splitter = SentenceSplitter::new(&segmenter.lists);
    let gaps = splitter.gaps(text, &tokens, &starts);
    let mut examples = Vec::new();
    let mut features = Features::default();
    for (gap, verdict) in gaps.verdicts.iter().enumerate() {
        let Verdict::Open(kind) = *verdict else { continue };
        features.read(&Position { tokens: &tokens, gaps: &gaps, gap, kind });
        let end = tokens.get(gap).map_or(0, |token: &Token| token.span.end as usize);
        let buckets = features.buckets.clone();
        examples.push(Example { kind: kind.index(), buckets, ends: ends.binary_search(&end).is_ok() });
    }
    examples
}

/// The bytes of a scorer: priors by kind, and weights by bucket, which are rounded to a byte each.
#[must_use]
pub fn scorer(priors: &[Prior; KINDS], weights: &[f32]) -> Vec<u8> {
    Scorer::to_bytes(priors, weights)
}
