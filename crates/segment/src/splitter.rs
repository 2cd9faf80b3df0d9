//! The sentence splitter: decides at each gap between two tokens whether a sentence ends there.
//!
//! Most gaps decide themselves ([`rules`]): nothing ends inside a line without a stop, a full stop before a capital ends.
//! What rules leave open, above all sentences that end without any stop, is scored ([`scorer`]), and how likely such ends
//! are at all is read off the document at hand ([`prior`]): an edited article has none, a page of headings many.

mod features;
mod gaps;
mod lines;
mod prior;
mod rules;
mod scorer;

pub(crate) use features::{Features, Position};
pub(crate) use gaps::{Kind, Verdict};
pub use scorer::Prior;
pub(crate) use scorer::{BUCKETS, Scorer};

use wortlaut_model::{Sentence, Span, Token};

use crate::lists::Lists;
use gaps::Gaps;

/// Groups tokens into sentences.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentenceSplitter<'l> {
    lists: &'l Lists,
}

impl<'l> SentenceSplitter<'l> {
    /// A splitter over these lists.
    pub(crate) fn new(lists: &'l Lists) -> Self {
        Self { lists }
    }

    /// The sentences of `tokens`; `regions` are the indices of the first token of each region, which no sentence crosses.
    pub(crate) fn split(self, text: &str, tokens: &[Token], regions: &[usize]) -> Vec<Sentence> {
        let mut gaps = self.gaps(text, tokens, regions);
        self.settle(tokens, &mut gaps);
        sentences(tokens, &gaps.verdicts)
    }

    /// What the rules say of each gap.
    pub(crate) fn gaps(self, text: &str, tokens: &[Token], regions: &[usize]) -> Gaps {
        rules::judge(text, tokens, regions, self.lists)
    }

    /// Scores the gaps that the rules left open, kind by kind, and decides them.
    fn settle(self, tokens: &[Token], gaps: &mut Gaps) {
        let mut features = Features::default();
        for kind in Kind::ALL {
            let open = gaps.open(kind);
            let mut scores = Vec::with_capacity(open.len());
            for &gap in &open {
                features.read(&Position { tokens, gaps, gap, kind });
                scores.push(self.lists.scorer.score(kind, &features));
            }
            let shift = prior::shift(&scores, kind, self.lists.scorer.share(kind));
            for (&gap, score) in open.iter().zip(scores) {
                if score + shift > 0.0 {
                    gaps.end(gap);
                }
            }
        }
    }
}

/// Sentences that end where the verdict says so. `verdicts[i]` is that on the gap behind token `i`.
fn sentences(tokens: &[Token], verdicts: &[Verdict]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut start = 0;
    for (at, verdict) in verdicts.iter().enumerate() {
        if *verdict != Verdict::Ends {
            continue;
        }
        if let (Some(first), Some(last)) = (tokens.get(start), tokens.get(at)) {
            sentences.push(Sentence { span: first.span.cover(last.span), tokens: Span::new(start, at + 1) });
        }
        start = at + 1;
    }
    sentences
}
