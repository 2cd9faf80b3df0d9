//! From marked spans of a text to labels of its tokens.

use std::cmp::Reverse;

use wortlaut_entities::decode::{Label, NameClass};
use wortlaut_entities::tagger::Convention;
use wortlaut_model::{Budget, Document, MentionKind, Span, Stage};
use wortlaut_segment::Segmenter;

use super::Sentence;

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// Where.
    pub span: Span,
    /// What.
    pub class: NameClass,
}

/// The sentences of a document with the labels of the marked names: the longest at a place are the outer level, the next
/// within them the inner one, and what would be a third is left out.
pub(super) fn labelled(
    mut document: Document,
    marked: &[Marked],
    segmenter: &Segmenter,
    convention: Convention,
) -> Vec<Sentence> {
    segmenter.annotate(&mut document, &Budget::unlimited());
    let mut levels = [vec![Label::OUTSIDE; document.tokens.len()], vec![Label::OUTSIDE; document.tokens.len()]];
    let mut marked: Vec<&Marked> = marked.iter().collect();
    marked.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end), mark.class.kind == MentionKind::Part));
    for mark in marked {
        let tokens = document.tokens_in(mark.span).range();
        let free = levels.iter_mut().find(|level| {
            level.get(tokens.clone()).is_some_and(|labels| labels.iter().all(|label| *label == Label::OUTSIDE))
        });
        let labels = free.and_then(|level| level.get_mut(tokens)).unwrap_or_default();
        for (place, label) in labels.iter_mut().enumerate() {
            *label = if place == 0 { Label::begin(mark.class) } else { Label::inside(mark.class) };
        }
    }
    let [outer, inner] = levels;
    let of = |labels: &[Label], range: std::ops::Range<usize>| labels.get(range).unwrap_or_default().to_vec();
    let sentences = document.sentences.iter().map(|sentence| Sentence {
        forms: document.tokens_of(sentence).iter().map(|token| document.surface(token.span).to_owned()).collect(),
        outer: of(&outer, sentence.tokens.range()),
        inner: of(&inner, sentence.tokens.range()),
        convention,
    });
    sentences.collect()
}
