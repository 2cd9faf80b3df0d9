//! Pairs the marks of a passage, setting slips right: a wrong closing mark, one left out, one too many.
//!
//! A stack of open marks, as for brackets; the closing mark takes the nearest open one of its own system, and one of
//! another system only where a slip is the likelier reading. `„A", sagte X der „B".` closes each `„` by its `"`, so the
//! text between is never taken for a quote.

use wortlaut_model::{Bytes, Span};

use crate::marks::{Fit, Glyph, Mark, Side};

/// A stretch between two marks, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    /// From the opening mark's start to the closing one's end.
    pub span: Span<Bytes>,
    /// What stands between the marks.
    pub inner: Span<Bytes>,
    /// Whether a mark was missing or of another system.
    pub repaired: bool,
    /// Whether the marks are of the inner level.
    pub single: bool,
}

/// What pairing leaves of a passage.
#[derive(Debug, Default)]
pub(crate) struct Paired {
    /// Regions by start, the outer before the inner; they nest and never cross.
    pub regions: Vec<Region>,
    /// Opening marks of the outermost level that nothing closes, first to last; at most [`UNCLOSED`].
    pub unclosed: Vec<Mark>,
    /// A closing mark that stands before any opening one.
    pub stray: Option<Mark>,
}

/// How deep a closing mark looks for its opening one; real texts nest two deep.
const DEPTH: usize = 4;

/// How far is looked ahead for a second closing mark.
const AHEAD: usize = 6;

/// How many unclosed marks of a passage are remembered.
const UNCLOSED: usize = 2;

/// Pairs `marks`, which stand in text order.
pub(crate) fn pair(marks: &[Mark]) -> Paired {
    let mut paired = Paired::default();
    let mut open: Vec<Mark> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let found = (mark.side != Side::Open).then(|| opener(&open, mark, marks.get(index + 1..).unwrap_or_default()));
        if let Some(Some((depth, fit))) = found {
            let Some(opening) = open.get(depth).copied() else { continue };
            open.truncate(depth);
            paired.regions.extend(region(opening, mark, fit));
        } else if mark.side == Side::Close {
            if open.is_empty() && paired.regions.is_empty() && !mark.glyph.is_single() {
                paired.stray.get_or_insert(*mark);
            }
        } else if mark.glyph != Glyph::Accent || mark.side == Side::Open {
            open.push(*mark);
        }
    }
    paired.unclosed = open.into_iter().filter(|mark| !mark.glyph.is_single()).take(UNCLOSED).collect();
    paired.regions.sort_by_key(|region| (region.span.start, std::cmp::Reverse(region.span.end)));
    paired
}

fn region(opening: Mark, closing: &Mark, fit: Fit) -> Option<Region> {
    (opening.end < closing.start).then(|| Region {
        span: Span::new(opening.start, closing.end),
        inner: Span::new(opening.end, closing.start),
        repaired: fit == Fit::Repaired,
        single: opening.glyph.is_single(),
    })
}

/// The open mark that `closing` closes: its place on the stack, and how well the two fit.
fn opener(open: &[Mark], closing: &Mark, later: &[Mark]) -> Option<(usize, Fit)> {
    let near = || open.iter().enumerate().rev().take(DEPTH);
    let fit = |mark: &Mark| mark.glyph.closed_by(closing.glyph);
    let exact = near().find(|(_, mark)| fit(mark) == Some(Fit::Exact)).map(|(depth, _)| depth);
    let top = open.len().checked_sub(1)?;
    let slip = open.last().and_then(fit) == Some(Fit::Repaired);
    match exact {
        Some(depth) if depth == top || !slip => Some((depth, Fit::Exact)),
        Some(depth) if !closes_again(open.get(depth)?, later) => Some((depth, Fit::Exact)),
        Some(_) => Some((top, Fit::Repaired)),
        None => near().find(|(_, mark)| fit(mark).is_some()).map(|(depth, _)| (depth, Fit::Repaired)),
    }
}

/// Whether one of the next marks closes `opening` too: then the one at hand is free for an inner slip.
fn closes_again(opening: &Mark, later: &[Mark]) -> bool {
    later
        .iter()
        .take(AHEAD)
        .take_while(|mark| !(mark.side == Side::Open && mark.glyph == opening.glyph))
        .any(|mark| mark.side != Side::Open && opening.glyph.closed_by(mark.glyph) == Some(Fit::Exact))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::scan;

    /// Regions shown as `{…}`, repaired ones as `{!…}`.
    fn check(text: &str, expected: &str) {
        let paired = pair(&scan(text, 0));
        let mut edges: Vec<(u32, u8, u32, &str)> = Vec::new();
        for region in &paired.regions {
            edges.push((region.span.start, 1, u32::MAX - region.span.end, if region.repaired { "{!" } else { "{" }));
            edges.push((region.span.end, 0, u32::MAX - region.span.start, "}"));
        }
        edges.sort();
        let (mut shown, mut at) = (String::new(), 0);
        for (edge, _, _, mark) in edges {
            shown.push_str(Span::<Bytes>::new(at, edge as usize).of(text));
            shown.push_str(mark);
            at = edge as usize;
        }
        shown.push_str(Span::<Bytes>::new(at, text.len()).of(text));
        assert_eq!(shown, expected);
    }

    #[test]
    fn every_system_pairs() {
        check("„A“ »B« «C» \"D\" “E” ``F'' ‚G‘ ›H‹ ‹I›", "{„A“} {»B«} {«C»} {\"D\"} {“E”} {``F''} {‚G‘} {›H‹} {‹I›}");
    }

    #[test]
    fn nesting() {
        check("„Er sagte: ‚Nein.‘“", "{„Er sagte: {‚Nein.‘}“}");
        check("„Der „Kurier“ irrt“, sagte sie.", "{„Der {„Kurier“} irrt“}, sagte sie.");
        check("\"Sie rief: 'Ja'\", sagte er.", "{\"Sie rief: {'Ja'}\"}, sagte er.");
    }

    #[test]
    fn low_marks_closed_by_straight_ones_twice_in_a_passage() {
        check(
            "„Wir warten\", sagte Ott der „Post\". Mehr nicht.",
            "{!„Wir warten\"}, sagte Ott der {!„Post\"}. Mehr nicht.",
        );
    }

    #[test]
    fn a_straight_mark_inside_low_ones_may_be_a_pair_of_its_own() {
        check("„Wir \"lieben\" es“, sagte er.", "{„Wir {\"lieben\"} es“}, sagte er.");
    }

    #[test]
    fn what_nothing_closes_makes_no_region() {
        check("„Wir kommen, sagte er.", "„Wir kommen, sagte er.");
        check("Wir kommen“, sagte er der „Post“.", "Wir kommen“, sagte er der {„Post“}.");
        check("Hans' Auto und Fritz' Rad", "Hans' Auto und Fritz' Rad");
    }
}
