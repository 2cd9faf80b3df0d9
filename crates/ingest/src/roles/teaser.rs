//! Finds: teasers, which point to another text and end in `mehr` or `Weiterlesen`.
//!
//! Why: they are sentences about something else, and their `mehr` belongs to no sentence at all.
//! Example: `Die Reihe fragt, wer an der Küste lebt. mehr`. Counter-example: `Die Fischer fangen nicht mehr.`
//! Source: pages of public broadcasters; gold-train. A longer paragraph that ends so is a text cut short, and stays body
//! but for the word itself.

use wortlaut_model::Role;

use super::shape::{ends_sentence, sentences};
use super::{Finding, Paragraph, Piece, heading};

/// How teasers end.
const ENDINGS: [&str; 8] = ["mehr", "[mehr]", "mehr »", "mehr ›", "mehr …", "mehr ...", "Weiterlesen", "weiterlesen"];

/// A teaser is no longer than this, in bytes, and has no more than two sentences.
const LONGEST: usize = 260;

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let before = before_ending(paragraph.text)?;
    let tail = Some(Finding::Tail(before.len(), None, Role::Boilerplate));
    if ends_sentence(before) {
        return if is_short(before) && !paragraph.opens_body { Some(Finding::Whole(Role::Boilerplate)) } else { tail };
    }
    // Without a stop before it, `mehr` may be the last word of a sentence broken off, and `Fischer fangen mehr` may head
    // the paragraph after it.
    let is_line = !paragraph.opens_body && before.len() <= heading::LONGEST && sentences(before) <= 2;
    let next = paragraph.next;
    let heads = next.len() > heading::LONGEST || (ends_sentence(next) && !next.ends_with('?'));
    (is_line && !heads).then_some(Finding::Whole(Role::Boilerplate))
}

/// What stands over a teaser is a heading, though no body follows it.
pub fn take_headings(text: &str, pieces: &mut [Piece]) {
    let Some(first) = pieces.iter().position(|piece| piece.role.is_none()) else { return };
    for at in first + 1..pieces.len().saturating_sub(1) {
        let is_teaser = pieces.get(at + 1).is_some_and(|next| {
            next.is_whole
                && next.role == Some(Role::Boilerplate)
                && before_ending(next.span.of(text)).is_some_and(ends_sentence)
        });
        if let Some(piece) = pieces.get_mut(at)
            && is_teaser
            && piece.is_whole
            && piece.role.is_none()
            && heading::may_be(piece.span.of(text))
        {
            piece.role = Some(Role::Heading);
        }
    }
}

/// What stands before the ending, where there is one.
fn before_ending(text: &str) -> Option<&str> {
    let ending = ENDINGS.iter().find(|ending| text.ends_with(**ending))?;
    let before = text.strip_suffix(ending)?;
    let trimmed = before.trim_end();
    (trimmed.len() < before.len() && !trimmed.is_empty()).then_some(trimmed)
}

fn is_short(before: &str) -> bool {
    before.len() <= LONGEST && sentences(before) <= 2
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn teasers_with_their_headlines() {
        check(
            "Der Wind weht.\n\nFahren oder nicht fahren?\n\nDie Reihe fragt nach der Fähre. mehr",
            "Der Wind weht.\n\n[heading Fahren oder nicht fahren?]\n\n\
             [boilerplate Die Reihe fragt nach der Fähre. mehr]",
        );
        check("Der Wind weht.\nTabelle der Häfen mehr", "Der Wind weht.\n[boilerplate Tabelle der Häfen mehr]");
    }

    #[test]
    fn a_text_cut_short_keeps_its_sentences() {
        check("Der Wind weht. mehr", "Der Wind weht. [boilerplate mehr]");
        check(
            "Der Wind weht.\nErst kam die Flut. Dann kam der Sturm. Dann kam die Fähre. mehr",
            "Der Wind weht.\nErst kam die Flut. Dann kam der Sturm. Dann kam die Fähre. [boilerplate mehr]",
        );
    }

    #[test]
    fn mehr_within_a_text() {
        check("Der Wind weht.\nDie Fischer fangen nicht mehr.", "Der Wind weht.\nDie Fischer fangen nicht mehr.");
        check(
            "Der Wind weht.\n\nFischer fangen mehr\nDie Flotte kehrte mit vollen Netzen zurück.",
            "Der Wind weht.\n\n[heading Fischer fangen mehr]\nDie Flotte kehrte mit vollen Netzen zurück.",
        );
    }
}
