//! Finds: what a press release says about its sender at the end.
//!
//! Why: the same paragraph stands under every release. Example: `Über die Inselfähre AG` and the paragraph after it, in
//! a text that calls itself a press release or names a press contact. Counter-example: `Über Stock und Stein` in an
//! article. Source: gold-train, press releases.

use wortlaut_model::Role;

use super::Piece;
use super::shape::words;

/// Such a paragraph is no longer than this, in bytes.
const LONGEST: usize = 800;

pub fn take_company(text: &str, pieces: &mut [Piece]) {
    let is_release = pieces.iter().any(|piece| {
        piece.role == Some(Role::Boilerplate)
            && ["Presse", "PRESSE", "Medienmitteilung", "Ansprechpartner", "Rückfragen"]
                .iter()
                .any(|label| piece.span.of(text).starts_with(label))
    });
    if !is_release {
        return;
    }
    let last = pieces.len();
    let heading = pieces.iter().rposition(|piece| {
        let line = piece.span.of(text);
        piece.role == Some(Role::Heading) && line.starts_with("Über ") && words(line).count() <= 8
    });
    // It stands at the end: at most two paragraphs, then contacts.
    let Some(heading) = heading.filter(|&heading| last - heading <= 5) else { return };
    for piece in pieces.iter_mut().skip(heading + 1).take(2) {
        if piece.role == Some(Role::Body) && piece.span.len() <= LONGEST {
            piece.role = Some(Role::Boilerplate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_sender_of_a_release() {
        check(
            "Pressemitteilung\nFähre fährt\n\nDie Fähre fährt.\n\nÜber die Inselfähre\nDie Inselfähre wurde 1953 gegründet.",
            "[boilerplate Pressemitteilung]\n[title Fähre fährt]\n\nDie Fähre fährt.\n\n[heading Über die Inselfähre]\n\
             [boilerplate Die Inselfähre wurde 1953 gegründet.]",
        );
    }

    #[test]
    fn an_article_keeps_its_last_part() {
        check(
            "Die Fähre fährt.\n\nÜber Stock und Stein\nDer Weg war weit.",
            "Die Fähre fährt.\n\n[heading Über Stock und Stein]\nDer Weg war weit.",
        );
    }
}
