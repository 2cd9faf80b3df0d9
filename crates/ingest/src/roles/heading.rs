//! Finds: the title and the headings, by their form and by what follows them.
//!
//! Why: they have no stop, and run into the first sentence of the next paragraph unless they stand apart.
//! Example: a short line without a stop before a paragraph with one. Counter-example: `Und Frankreich?` in an interview,
//! a line of a list, a line of a poem: body. Source: gold-train.

use wortlaut_model::Role;

use super::shape::{ends_open, ends_sentence, has_clock, is_item, sentences, starts_lower, without_closers, words};
use super::{Finding, Paragraph, Piece};

/// A heading is no longer than this, in bytes.
pub const LONGEST: usize = 160;

/// Headings of live blogs show themselves.
pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    let framed = text.starts_with("+++") && text.ends_with("+++");
    let ticker = framed && (has_clock(text) || !paragraph.opens_body);
    let clock = text.ends_with(" Uhr") && has_clock(text) && words(text).count() == 2;
    (ticker || clock).then_some(Finding::Whole(Role::Heading))
}

/// Whether the form allows a title or heading.
pub fn may_be(text: &str) -> bool {
    text.len() <= LONGEST
        && !without_closers(text).ends_with('.')
        && !ends_open(text)
        && !starts_lower(text)
        && !is_item(text)
        && sentences(text) <= 2
        && text.chars().any(char::is_alphabetic)
}

/// Gives title and headings their roles, and body to what is left.
pub fn place(text: &str, pieces: &mut [Piece]) {
    let open: Vec<usize> =
        (0..pieces.len()).filter(|&at| pieces.get(at).is_some_and(|piece| piece.role.is_none())).collect();
    let forms: Vec<(&str, bool)> = open
        .iter()
        .filter_map(|&at| pieces.get(at))
        .map(|piece| (piece.span.of(text), piece.is_whole && may_be(piece.span.of(text))))
        .collect();
    let headed = |at: usize| forms.get(at).copied();
    let asks = Questions::of(text, pieces, &open);
    let mut titled = pieces.iter().any(|piece| piece.role == Some(Role::Title));
    let mut in_body = false;
    let mut roles = Vec::with_capacity(open.len());
    for at in 0..open.len() {
        let Some((surface, may_be)) = headed(at) else { continue };
        let next = headed(at + 1);
        let before_body = next.is_some_and(|(next, may_be)| !may_be || ends_sentence(next));
        let before_heading = next.is_some_and(|(_, may_be)| may_be);
        let role = if !may_be {
            Role::Body
        } else if !titled && !in_body && (before_body || before_heading) {
            let kicker = before_heading && is_kicker(surface);
            if kicker { Role::Heading } else { Role::Title }
        } else if before_body && !asks.is_body(surface) {
            Role::Heading
        } else if !in_body && before_heading && roles.len() < 4 {
            // The lines between title and text.
            Role::Heading
        } else if before_heading && !asks.is_body(surface) && is_stacked(&forms, at) {
            Role::Heading
        } else {
            Role::Body
        };
        titled |= role == Role::Title;
        in_body |= role == Role::Body;
        roles.push(role);
    }
    for (&at, role) in open.iter().zip(roles) {
        if let Some(piece) = pieces.get_mut(at) {
            piece.role = Some(role);
        }
    }
}

/// Whether the heading after this one stands before body: two headings on top of each other.
fn is_stacked(forms: &[(&str, bool)], at: usize) -> bool {
    forms.get(at + 2).is_some_and(|&(after, may_be)| !may_be || ends_sentence(after))
}

/// A word over the title that says what kind of text it is: `Kommentar`, `INTERVIEW`.
fn is_kicker(text: &str) -> bool {
    words(text).count() == 1 && text.len() <= 24 && !ends_sentence(text)
}

/// Questions are headings on web pages and body in interviews.
struct Questions {
    interview: bool,
}

impl Questions {
    fn of(text: &str, pieces: &[Piece], open: &[usize]) -> Self {
        let asked = open
            .iter()
            .filter_map(|&at| pieces.get(at))
            .skip(1)
            .filter(|piece| piece.is_whole && piece.span.len() <= LONGEST && piece.span.of(text).ends_with('?'))
            .take(2)
            .count();
        let labelled = pieces.iter().filter(|piece| piece.role == Some(Role::Byline)).any(|piece| {
            let line = piece.span.of(text);
            ["Interview", "Gespräch", "Fragen stellte", " sprach "].iter().any(|label| line.contains(label))
        });
        Self { interview: asked >= 2 || labelled }
    }

    /// Whether a line that looks like a heading is a question asked of somebody.
    fn is_body(&self, text: &str) -> bool {
        let asks = text.ends_with('?');
        let addressed = words(text).any(|word| {
            matches!(word.trim_end_matches('?'), "Sie" | "Ihnen" | "Ihr" | "Ihre" | "Ihren" | "Ihrem" | "Ihrer")
        });
        asks && (self.interview || addressed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn title_and_headings() {
        check(
            "Hafen ruht\n\nDer Wind weht.\n\nKosten unklar\nWas der Bau kostet, sagte niemand.",
            "[title Hafen ruht]\n\nDer Wind weht.\n\n[heading Kosten unklar]\nWas der Bau kostet, sagte niemand.",
        );
        check("KOMMENTAR\nHafen ruht\nDer Wind weht.", "[heading KOMMENTAR]\n[title Hafen ruht]\nDer Wind weht.");
        check("Kruse: „Wir ruhen“\n\nDer Wind weht.", "[title Kruse: „Wir ruhen“]\n\nDer Wind weht.");
    }

    #[test]
    fn live_blogs() {
        check(
            "Hafenticker\n\n+++ 22:31 Uhr: Flut kommt +++\nDie Flut kommt.\n\n20:05 Uhr\nDer Wind weht.",
            "[title Hafenticker]\n\n[heading +++ 22:31 Uhr: Flut kommt +++]\nDie Flut kommt.\n\n[heading 20:05 Uhr]\nDer Wind weht.",
        );
    }

    #[test]
    fn questions_of_an_interview_are_body() {
        let text = "Der Wind weht.\n\nFrau Kruse, ruht der Hafen?\nJa, er ruht.\n\nUnd Borkum?\nBorkum auch.";
        check(text, text);
    }

    #[test]
    fn a_question_on_a_page_is_a_heading() {
        check(
            "Der Wind weht.\n\nWer darf fahren?\nAlle Boote unter acht Metern dürfen fahren.",
            "Der Wind weht.\n\n[heading Wer darf fahren?]\nAlle Boote unter acht Metern dürfen fahren.",
        );
    }

    #[test]
    fn lists_speakers_and_single_lines_are_body() {
        for text in [
            "Wir brauchen:\n• Brot\n• Milch",
            "Der Wind weht.\nIda Kruse:\nWir ruhen.",
            "Hafen ruht",
            "Der Wind weht.\nBrot\nMilch\nKäse\nWein",
            "Der Hafen ruht",
        ] {
            check(text, text);
        }
    }
}
