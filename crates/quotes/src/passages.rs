//! Passages: the stretches within which marks pair, and quotes that run over several of them.
//!
//! A passage is a paragraph. A blank line ends it; so does a single line break, unless the line looks wrapped.

use wortlaut_model::{Bytes, Document, Role, Segment, Span};

use crate::marks::{self, Mark, Side};
use crate::pairing::{self, Region};

/// A paragraph with the regions that its marks enclose.
#[derive(Debug)]
pub(crate) struct Passage {
    /// Where, without white space at its edges.
    pub span: Span<Bytes>,
    /// What it is for.
    pub role: Role,
    /// Regions by start, the outer before the inner.
    pub regions: Vec<Region>,
    /// Whether its last outermost region runs on in the next passage.
    pub runs_on: bool,
    /// Opening marks that nothing closes.
    pub unclosed: Vec<Mark>,
    /// A closing mark before any opening one.
    pub stray: Option<Mark>,
}

/// A line shorter than this is not wrapped.
const WRAPPED: usize = 50;

/// How many passages a quote without repeated marks may span.
const LONGEST_RUN: usize = 8;

/// The passages of all prose segments.
pub(crate) fn passages(document: &Document) -> Vec<Passage> {
    let mut passages = Vec::new();
    for segment in document.segments.iter().filter(|segment| segment.role.is_prose()) {
        for span in paragraphs(&document.text, segment) {
            let marks = marks::scan(span.of(&document.text), span.start as usize);
            let pairing::Paired { regions, unclosed, stray } = pairing::pair(&marks);
            passages.push(Passage { span, role: segment.role, regions, runs_on: false, unclosed, stray });
        }
    }
    join_marked(&mut passages, &document.text);
    join_unmarked(&mut passages);
    passages
}

/// Splits a segment at its paragraph breaks.
fn paragraphs(text: &str, segment: &Segment) -> Vec<Span<Bytes>> {
    let mut spans = Vec::new();
    let mut current: Option<Span<Bytes>> = None;
    let mut at = segment.span.start as usize;
    for line in segment.span.of(text).split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let span = Span::new(at + lead, at + line.trim_end().len());
        at += line.len();
        if span.is_empty() {
            spans.extend(current.take());
        } else {
            current = match current {
                Some(open) if is_wrapped(open.of(text), span.of(text)) => Some(open.cover(span)),
                open => {
                    spans.extend(open);
                    Some(span)
                }
            };
        }
    }
    spans.extend(current);
    spans
}

/// Whether the paragraph so far goes on in `next`: a long line that ends amid a sentence, and a line that starts so.
fn is_wrapped(paragraph: &str, next: &str) -> bool {
    let line = paragraph.rsplit('\n').next().unwrap_or_default();
    line.len() >= WRAPPED
        && line.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-')
        && !next.starts_with(['-', '•', '*', '|', '+'])
}

/// Joins quotes whose opening mark is repeated at every paragraph and closed at the last.
fn join_marked(passages: &mut [Passage], text: &str) {
    for index in 0..passages.len().saturating_sub(1) {
        let Some([this, next]) = passages.get_mut(index..index + 2) else { continue };
        let Some(mark) = this.unclosed.first().copied() else { continue };
        let closed = next.regions.first().map(|region| (region.span.start, region.inner.start));
        let reopens = |start: u32, end: usize| {
            start == next.span.start
                && Span::new(start as usize, end).of(text) == Span::new(mark.start, mark.end).of(text)
        };
        let repeated = closed.is_some_and(|(start, inner)| reopens(start, inner as usize))
            || next.unclosed.first().is_some_and(|mark| reopens(Span::<Bytes>::new(mark.start, 0).start, mark.end));
        if repeated && ends_sentence(this.span.of(text)) {
            run_on(this, mark);
        }
    }
    close_last(passages);
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', ':'])
}

/// Turns the unclosed `mark` into a region that runs to the passage's end and on.
fn run_on(passage: &mut Passage, mark: Mark) {
    open_region(passage, mark, passage.span.end as usize);
    passage.runs_on = true;
    passage.unclosed.clear();
}

/// A chain that is never closed ends with the last passage that opened it.
fn close_last(passages: &mut [Passage]) {
    for index in 1..passages.len() {
        let Some([this, next]) = passages.get_mut(index - 1..=index) else { continue };
        let Some(mark) = next.unclosed.first().copied() else { continue };
        if this.runs_on && mark.start == next.span.start as usize && !next.runs_on {
            let end = next.span.end as usize;
            open_region(next, mark, end);
            next.unclosed.clear();
            if let Some(region) = next.regions.first_mut() {
                region.repaired = true;
            }
        }
    }
}

/// Joins quotes that open in one paragraph and close in a later one, with no mark between.
fn join_unmarked(passages: &mut [Passage]) {
    let mut opened: Option<(usize, Mark)> = None;
    for index in 0..passages.len() {
        let Some(passage) = passages.get(index) else { continue };
        if let (Some((from, mark)), Some(stray)) = (opened, passage.stray)
            && mark.glyph.closed_by(stray.glyph).is_some()
        {
            join_range(passages, from, index, mark, stray);
            opened = None;
            continue;
        }
        let silent = passage.regions.is_empty() && passage.unclosed.is_empty() && passage.role == Role::Body;
        if !silent || opened.is_some_and(|(from, _)| index - from >= LONGEST_RUN) {
            opened = match passage.unclosed.as_slice() {
                [only] if !passage.runs_on && only.side == Side::Open => Some((index, *only)),
                _ => None,
            };
        }
    }
}

fn join_range(passages: &mut [Passage], from: usize, to: usize, mark: Mark, stray: Mark) {
    for (index, passage) in passages.iter_mut().enumerate().take(to + 1).skip(from) {
        if index == from {
            run_on(passage, mark);
        } else {
            let start = passage.span.start as usize;
            let end = if index == to { stray.end } else { passage.span.end as usize };
            let inner = if index == to { stray.start } else { end };
            insert(
                passage,
                Region { span: Span::new(start, end), inner: Span::new(start, inner), repaired: false, single: false },
            );
            passage.runs_on = index != to;
            passage.stray = None;
        }
    }
}

/// Adds a region from `mark` to byte `end`, which no mark closes.
pub(crate) fn open_region(passage: &mut Passage, mark: Mark, end: usize) {
    insert(
        passage,
        Region { span: Span::new(mark.start, end), inner: Span::new(mark.end, end), repaired: false, single: false },
    );
}

/// Adds a region in its place; regions that it would cross go.
pub(crate) fn insert(passage: &mut Passage, region: Region) {
    let crosses = |other: &Region| {
        other.span.overlaps(region.span) && !other.span.contains(region.span) && !region.span.contains(other.span)
    };
    passage.regions.retain(|other| !crosses(other) && other.span != region.span);
    let key = |region: &Region| (region.span.start, std::cmp::Reverse(region.span.end));
    let place = passage.regions.partition_point(|other| key(other) < key(&region));
    passage.regions.insert(place, region);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passages parted by `|`, regions shown as `{…}`, `>` after a passage that runs on.
    fn check(text: &str, expected: &str) {
        let document = Document::plain("d", text);
        let shown: Vec<String> = passages(&document)
            .iter()
            .map(|passage| {
                let regions: Vec<String> =
                    passage.regions.iter().map(|region| format!("{{{}}}", region.span.of(text))).collect();
                format!("{}{}", regions.join(" "), if passage.runs_on { ">" } else { "" })
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn an_opening_mark_repeated_at_each_paragraph_is_one_quote() {
        check("„Wir kommen.\n\n„Wir bleiben.\n\n„Wir gehen.“", "{„Wir kommen.}>|{„Wir bleiben.}>|{„Wir gehen.“}");
    }

    #[test]
    fn a_quote_may_run_over_a_paragraph_break() {
        check("„Wir kommen.\n\nWir bleiben.\n\nWir gehen.“ Ende.", "{„Wir kommen.}>|{Wir bleiben.}>|{Wir gehen.“}");
    }

    #[test]
    fn two_paragraphs_with_closed_quotes_stay_apart() {
        check("„Wir kommen.“\n\n„Wir bleiben.“", "{„Wir kommen.“}|{„Wir bleiben.“}");
    }

    #[test]
    fn wrapped_lines_are_one_passage() {
        check(
            "Der Ausschuss tagte bis in den späten Abend hinein, „und zwar\nhinter verschlossenen Türen“, sagte sie.",
            "{„und zwar\nhinter verschlossenen Türen“}",
        );
    }
}
