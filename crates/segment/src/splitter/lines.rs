//! What line breaks mean in this document: the end of a paragraph, or the edge of a page that prose was wrapped at.

use wortlaut_model::Token;

use crate::chars::{Class, class_at};

/// The white space between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// No line break.
    None,
    /// One.
    Line,
    /// A blank line.
    Paragraph,
}

/// The break behind a token.
pub(crate) fn break_behind(text: &str, token: &Token, next: &Token) -> Break {
    let (end, start) = (token.span.end as usize, next.span.start as usize);
    let gap = text.as_bytes().get(end..start).unwrap_or_default();
    if matches!(gap, [] | [b' ']) {
        return Break::None;
    }
    let breaks = gap.iter().filter(|&&byte| byte == b'\n').count();
    // Old Macintosh lines, and the separators of Unicode.
    let others = gap.iter().filter(|&&byte| byte == b'\r').count();
    let separators = gap.windows(3).filter(|window| matches!(window, [0xE2, 0x80, 0xA8 | 0xA9])).count();
    match breaks.max(others) + separators {
        0 => Break::None,
        1 => Break::Line,
        _ => Break::Paragraph,
    }
}

/// How the document breaks its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Lines were wrapped at a width: a single break says little.
    pub(crate) wrapped: bool,
    /// The length in bytes of a full line, where wrapped.
    pub(crate) width: usize,
}

impl Layout {
    /// Reads the layout off the document: where a fourth of the single breaks stand before a lower-case word, lines are
    /// wrapped.
    pub(crate) fn of(text: &str, tokens: &[Token]) -> Self {
        let (mut breaks, mut lower, mut width) = (0_usize, 0_usize, 0);
        for pair in tokens.windows(2) {
            let [token, next] = pair else { continue };
            if !token.space_after || break_behind(text, token, next) != Break::Line {
                continue;
            }
            breaks += 1;
            lower += usize::from(class_at(text, next.span.start as usize) == Class::Lower);
            width = width.max(line_length(text, token.span.end as usize));
        }
        Self { wrapped: lower >= 2 && lower * 4 >= breaks, width }
    }

    /// Whether the line that ends at `end` is too short to have been wrapped.
    pub(crate) fn is_short(self, text: &str, end: usize) -> bool {
        line_length(text, end) * 5 < self.width * 3
    }
}

/// The length of the line up to `end`, looked at no further than a line may be long.
fn line_length(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes().get(end.saturating_sub(200)..end).unwrap_or_default();
    bytes.iter().rev().take_while(|&&byte| byte != b'\n').count()
}
