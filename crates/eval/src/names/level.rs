//! Nesting: which names stand inside others.

use std::cmp::Reverse;

use wortlaut_model::{MentionKind, Span};

/// Whether a name stands by itself or inside another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// No other name holds it.
    Outer,
    /// Another name holds it, at whatever depth: `Bonn` in `Universität Bonn`.
    Inner,
}

/// The level of each name. Of names at one place the first is the outer one, a whole name before a part of one. Names that
/// cross are both outer.
pub(super) fn levels(names: &[(Span, MentionKind)]) -> Vec<Level> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&index| {
        names.get(index).map(|(span, kind)| (span.start, Reverse(span.end), *kind == MentionKind::Part))
    });
    let mut levels = vec![Level::Outer; names.len()];
    let mut reached = 0;
    for index in order {
        let (Some((span, _)), Some(level)) = (names.get(index), levels.get_mut(index)) else { continue };
        if span.end <= reached {
            *level = Level::Inner;
        }
        reached = reached.max(span.end);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_holds_is_inner_and_what_crosses_is_outer() {
        let name = |start, end| (Span::new(start, end), MentionKind::Name);
        let part = |start, end| (Span::new(start, end), MentionKind::Part);
        let (outer, inner) = (Level::Outer, Level::Inner);
        assert_eq!(levels(&[name(12, 16), name(0, 16), name(20, 24)]), [inner, outer, outer]);
        assert_eq!(levels(&[name(0, 5), name(3, 8)]), [outer, outer]);
        assert_eq!(levels(&[part(0, 9), name(0, 9)]), [inner, outer], "a whole name holds its part");
        assert_eq!(levels(&[name(0, 9), name(1, 6), name(2, 4)]), [outer, inner, inner]);
    }
}
