//! Paragraphs: lines, or the lines of a paragraph that was wrapped at a fixed width.
//!
//! On the web, a line is a paragraph, and no sentence crosses its end. Mails, old text archives and Gutenberg books wrap
//! at 60 to 80 columns, and there a paragraph ends at a blank line. The two are told apart paragraph by paragraph, by
//! what wrapping does: a line ends where the next word would not have fitted, and the next one goes on in small letters.

use memchr::memchr2_iter;
use wortlaut_model::{Role, Span};

use super::shape::{ends_sentence, starts_lower};

/// Widths that texts are wrapped at, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;

/// A line of more bytes than this is wider than any that was wrapped: Cyrillic letters have two bytes.
const WIDE: usize = 2 * *WIDTHS.end();

/// A paragraph, without white space at its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    /// Its role, where the format has shown it.
    pub role: Option<Role>,
    /// Whether it may be a title or heading by its form: no cell of a table, no item of a list.
    pub may_head: bool,
}

/// The paragraphs of `text`, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut run = Vec::new();
    let mut start = 0;
    // A carriage return before a line feed makes an empty line of nothing: it is no blank line.
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let (line, broken) = (trimmed(text, start, end), start > 0 && follows_return(text, start));
        match line {
            Some(line) => run.push(line),
            None if broken => {}
            None => flush(text, &mut run, &mut blocks),
        }
        start = end + 1;
    }
    flush(text, &mut run, &mut blocks);
    blocks
}

/// Whether the line that starts at `start` is the nothing between `\r` and `\n`.
fn follows_return(text: &str, start: usize) -> bool {
    text.as_bytes().get(start - 1..=start) == Some(b"\r\n")
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let line = text.get(start..end).unwrap_or_default();
    let body = line.trim();
    let at = start + (line.len() - line.trim_start().len());
    (!body.is_empty()).then(|| Span::new(at, at + body.len()))
}

/// Makes blocks of the lines between two blank ones.
fn flush(text: &str, run: &mut Vec<Span>, blocks: &mut Vec<Block>) {
    let width = wrap_width(text, run);
    let mut lines = run.drain(..).peekable();
    while let Some(mut span) = lines.next() {
        let mut last = span;
        while let Some(&next) = lines.peek()
            && goes_on(last.of(text), next.of(text), width)
        {
            (span, last) = (span.cover(next), next);
            lines.next();
        }
        blocks.push(Block { span, role: None, may_head: true });
    }
}

/// Whether the paragraph goes on from `line` to `next`, in a text wrapped at `width`.
fn goes_on(line: &str, next: &str, width: Option<usize>) -> bool {
    let lower = starts_lower(next);
    let cut = line.ends_with('-') && lower;
    cut || width.is_some_and(|width| is_full(line, next, width) || (lower && !ends_sentence(line)))
}

/// Whether `line` had no room left for the first word of `next`.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    line.chars().count() + 1 + first.chars().count() > width
}

/// The width that these lines were wrapped at, where they were.
fn wrap_width(text: &str, run: &[Span]) -> Option<usize> {
    if run.len() < 2 || run.iter().any(|line| line.len() > WIDE) {
        return None;
    }
    let width = run.iter().map(|line| line.of(text).chars().count()).max().filter(|width| WIDTHS.contains(width))?;
    let pairs = run.len() - 1;
    let (mut full, mut going_on) = (0, 0);
    for pair in run.windows(2) {
        let [line, next] = pair else { continue };
        let (line, next) = (line.of(text), next.of(text));
        full += usize::from(is_full(line, next, width));
        going_on += usize::from(line.ends_with('-') || (starts_lower(next) && !ends_sentence(line)));
    }
    // A heading may stand on top of the paragraph, and a line may be a word too short.
    (full * 5 >= pairs * 3 && going_on * 3 >= pairs).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = blocks(text).into_iter().map(|block| block.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check(" Ja. \n\n  Nein\nGut\u{a0}\n", &["Ja.", "Nein", "Gut"]);
        check("Eins\r\nZwei\r\n\r\nDrei\rVier", &["Eins", "Zwei", "Drei", "Vier"]);
        check("", &[]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let wrapped = "Der Wind kam in der Nacht von Westen und trieb die Boote gegen die\n\
                       Mole, bis zwei von ihnen sanken. Am Morgen lag der Hafen still, und\n\
                       niemand wollte sagen, wer die Leinen gelöst hatte, obwohl es alle\n\
                       wussten.";
        check(wrapped, &[wrapped]);
        check(&format!("Sturm\n\n{wrapped}"), &["Sturm", wrapped]);
        check(&format!("Ein Sturm und seine Folgen\n{wrapped}"), &["Ein Sturm und seine Folgen", wrapped]);
    }

    #[test]
    fn verses_and_lists_are_not_wrapped() {
        check(
            "Im Hafen liegt das alte Boot\nund wartet auf den Wind",
            &["Im Hafen liegt das alte Boot", "und wartet auf den Wind"],
        );
        check("Brot\nMilch\nKäse", &["Brot", "Milch", "Käse"]);
    }

    #[test]
    fn a_word_cut_at_the_line_end_goes_on() {
        check(
            "Sie studierte Wirtschafts-\nund Rechtswissenschaft.",
            &["Sie studierte Wirtschafts-\nund Rechtswissenschaft."],
        );
    }
}
