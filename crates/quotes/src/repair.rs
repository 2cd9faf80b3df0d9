//! Quotes with a mark missing, closed or opened in the reading where a frame shows that there is one.
//!
//! `„Wir kommen, sagte Ott.` ends before its frame; `Ott sagte: „Wir kommen.` at the paragraph's end. Without a frame a lone
//! mark stays a lone mark: an invented quote is worse than a missed one.

use wortlaut_model::{Document, Span};

use crate::cues::Shape;
use crate::pairing::Region;
use crate::passages::{Passage, insert};
use crate::scene::Lists;
use crate::words::Class;

/// How far from a lone mark its frame is looked for, in tokens.
const REACH: usize = 60;

/// Gives the lone marks of `passage` their partners.
pub(crate) fn repair(document: &Document, lists: &Lists, passage: &mut Passage) {
    if let Some(mark) = passage.unclosed.first().copied()
        && let Some(end) = missing_close(document, lists, passage, mark.start, mark.end)
    {
        insert(
            passage,
            Region { span: Span::new(mark.start, end), inner: Span::new(mark.end, end), repaired: true, single: false },
        );
    }
    if let Some(mark) = passage.stray
        && let Some(start) = missing_open(document, lists, passage, mark.start, mark.end)
    {
        insert(
            passage,
            Region {
                span: Span::new(start, mark.end),
                inner: Span::new(start, mark.start),
                repaired: true,
                single: false,
            },
        );
    }
}

/// Where a quote that opens at `start` ends: before `, sagte X`, or with the passage after `sagte:`.
fn missing_close(document: &Document, lists: &Lists, passage: &Passage, start: usize, inner: usize) -> Option<usize> {
    let first = document.tokens_in(Span::new(inner, passage.span.end as usize));
    let limit = passage
        .regions
        .iter()
        .find(|region| region.span.start as usize > start)
        .map_or(passage.span.end, |region| region.span.start);
    let frame = (first.start as usize..(first.end as usize).min(first.start as usize + REACH))
        .take_while(|index| document.tokens.get(*index).is_some_and(|token| token.span.start < limit))
        .find(|index| document.form(*index) == "," && opens_frame(document, lists, index + 1));
    if let Some(comma) = frame {
        return document.tokens.get(comma).map(|token| token.span.start as usize);
    }
    let alone = passage.regions.iter().all(|region| (region.span.end as usize) <= start);
    let before = (first.start as usize).checked_sub(2)?;
    let announced = document.form(before) == ":"
        && (before.saturating_sub(12)..before).any(|index| !lists.cues.forms(document.form(index)).is_empty());
    (alone && announced).then_some(passage.span.end as usize)
}

/// Where a quote that closes at `start..end` with `, sagte X` behind opens: at the start of its sentence.
fn missing_open(document: &Document, lists: &Lists, passage: &Passage, start: usize, end: usize) -> Option<usize> {
    let after = document.tokens_in(Span::new(end, passage.span.end as usize)).start as usize;
    let framed = document.form(after) == "," && opens_frame(document, lists, after + 1);
    let sentence = document.sentences.get(document.sentence_at(start.checked_sub(1)?)?)?;
    let from = sentence.span.start.max(passage.span.start) as usize;
    (framed && from < start).then_some(from)
}

/// A finite verb of saying and something that may be its subject.
fn opens_frame(document: &Document, lists: &Lists, at: usize) -> bool {
    let verb = document.form(at);
    let finite = verb == "so" || lists.cues.forms(verb).iter().any(|form| form.shape == Shape::Finite);
    let next = document.form(at + 1);
    let classes = lists.words.classes(next);
    finite
        && (next.starts_with(char::is_uppercase)
            || classes.any(&[Class::PersonPronoun, Class::NominativeArticle, Class::Adverb]))
}
