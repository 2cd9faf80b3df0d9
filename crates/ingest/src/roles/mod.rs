//! Roles of a text's stretches: what is title, heading, caption, credit, byline, boilerplate, and what is body.
//!
//! A text is cut into paragraphs ([`block`]). The rules of [`RULES`] are asked in order about each; the first that knows
//! it decides, for the whole paragraph, its beginning (a dateline) or its end (a picture credit). What no rule knows is
//! body, or by its place a title or heading ([`heading`]).
//!
//! Stages skip furniture, so a sentence lost to it is the worst mistake: rules speak only where the wording leaves little
//! doubt, and long paragraphs are nearly always left alone.

mod about;
mod block;
mod byline;
mod copyright;
mod credit;
mod dateline;
mod header;
mod heading;
mod navigation;
mod phrases;
mod shape;
mod teaser;

use std::ops::Range;

use wortlaut_model::{Role, Segment, Span};

pub(crate) use block::{Block, blocks};
pub(crate) use header::header_date;

/// What a rule says of a paragraph. Positions are bytes of the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Finding {
    /// All of it has this role.
    Whole(Role),
    /// It has this role up to here; the rest is asked about again.
    Head(usize, Role),
    /// It has the second role from here on, and the first before; none: what the place says.
    Tail(usize, Option<Role>, Role),
}

/// A paragraph and what stands around it.
#[derive(Debug, Clone, Copy)]
struct Paragraph<'t> {
    /// Its text, without white space at its edges.
    text: &'t str,
    /// Whether it holds a mark that rows of words are parted by: `|`, `>`, `·`, `•`, `›`, `»`, or two spaces. Asked of
    /// short paragraphs only.
    is_row: bool,
    /// Whether it is the first of the text.
    is_first: bool,
    /// Whether no body text came before.
    opens_body: bool,
    /// The next paragraph; empty after the last.
    next: &'t str,
}

/// A rule: its name, what it is asked, and up to how many bytes a paragraph may have to be asked about.
struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "for readers, and for the test that tells rules apart"))]
    name: &'static str,
    longest: usize,
    find: fn(&Paragraph) -> Option<Finding>,
}

/// All rules, in the order asked.
const RULES: [Rule; 9] = [
    Rule { name: "header", longest: usize::MAX, find: header::find },
    Rule { name: "copyright", longest: 300, find: copyright::find },
    Rule { name: "phrases", longest: 500, find: phrases::find },
    Rule { name: "teaser", longest: usize::MAX, find: teaser::find },
    Rule { name: "credit", longest: usize::MAX, find: credit::find },
    Rule { name: "byline", longest: 160, find: byline::find },
    Rule { name: "navigation", longest: navigation::LONGEST, find: navigation::find },
    Rule { name: "dateline", longest: usize::MAX, find: dateline::find },
    Rule { name: "heading", longest: 200, find: heading::find },
];

/// A stretch whose role may still be open.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    role: Option<Role>,
    /// Whether it is a paragraph of its own, and so may be a heading.
    is_whole: bool,
}

/// Marks the roles of a text: segments in text order, without overlap, trimmed, holding every character that is no white
/// space.
#[must_use]
pub fn mark_roles(text: &str) -> Vec<Segment> {
    mark_blocks(text, &blocks(text))
}

/// The same for a text whose paragraphs, and roles of some of them, are known.
pub(crate) fn mark_blocks(text: &str, blocks: &[Block]) -> Vec<Segment> {
    let mut pieces = Vec::with_capacity(blocks.len() + 2);
    let mut opens_body = true;
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1).map_or("", |next| next.span.of(text));
        match block.role {
            Some(Role::Caption) => caption(text, block.span, &mut pieces),
            Some(role) => push(text, block.span.range(), Some(role), true, &mut pieces),
            None => cut(text, block, next, at == 0, &mut opens_body, &mut pieces),
        }
    }
    teaser::take_headings(text, &mut pieces);
    heading::place(text, &mut pieces);
    about::take_company(text, &mut pieces);
    pieces.iter().map(|piece| Segment { span: piece.span, role: piece.role.unwrap_or(Role::Body) }).collect()
}

/// A caption, and the credit at its end.
fn caption(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let (start, end) = (span.start as usize, span.end as usize);
    let split = credit::start(span.of(text)).map_or(end, |at| start + at);
    push(text, start..split, Some(Role::Caption), false, pieces);
    push(text, split..end, Some(Role::Credit), false, pieces);
}

/// Asks the rules about one paragraph until nothing of it is left.
fn cut<'t>(
    text: &'t str,
    block: &Block,
    next: &'t str,
    is_first: bool,
    opens_body: &mut bool,
    pieces: &mut Vec<Piece>,
) {
    let mut rest = block.span;
    let mut is_whole = true;
    loop {
        let surface = rest.of(text);
        let length = surface.len();
        let is_row = length <= navigation::LONGEST && navigation::has_marks(surface);
        let is_first = is_first && is_whole;
        let paragraph = Paragraph { text: surface, is_row, is_first, opens_body: *opens_body, next };
        let finding = RULES.iter().filter(|rule| length <= rule.longest).find_map(|rule| (rule.find)(&paragraph));
        let (start, end) = (rest.start as usize, rest.end as usize);
        match finding {
            Some(Finding::Head(at, role)) if at > 0 && at < length => {
                push(text, start..start + at, Some(role), false, pieces);
                let left = text.get(start + at..end).unwrap_or_default();
                rest = Span::new(end - left.trim_start().len(), end);
                is_whole = false;
            }
            Some(Finding::Tail(at, before, role)) if at > 0 && at < length => {
                push(text, start..start + at, before, is_whole && block.may_head, pieces);
                push(text, start + at..end, Some(role), false, pieces);
                *opens_body &= before.is_some() || at < heading::LONGEST;
                return;
            }
            Some(Finding::Whole(role) | Finding::Head(_, role) | Finding::Tail(_, _, role)) => {
                push(text, start..end, Some(role), is_whole, pieces);
                *opens_body &= role != Role::Body;
                return;
            }
            None => {
                push(text, start..end, None, is_whole && block.may_head, pieces);
                *opens_body &= is_whole && heading::may_be(surface);
                return;
            }
        }
    }
}

/// Adds a piece, trimmed; nothing where there is only white space.
fn push(text: &str, range: Range<usize>, role: Option<Role>, is_whole: bool, pieces: &mut Vec<Piece>) {
    let surface = text.get(range.clone()).unwrap_or_default();
    let body = surface.trim();
    if !body.is_empty() {
        let start = range.start + (surface.len() - surface.trim_start().len());
        pieces.push(Piece { span: Span::new(start, start + body.len()), role, is_whole });
    }
}

#[cfg(test)]
mod tests;
