//! Invariants over random texts made of what the stage reacts to.

use proptest::prelude::*;
use wortlaut_model::{Document, Role, Segment, Span};

use super::annotate;

/// Pieces that make frames, slips and nonsense.
const PIECES: [&str; 34] = [
    "„",
    "“",
    "”",
    "\"",
    "»",
    "«",
    "‚",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "›",
    "‹",
    " ",
    "\n",
    "\n\n",
    ": ",
    ", ",
    ". ",
    "? ",
    "(",
    ")",
    "sagte ",
    "so ",
    "teilte ",
    "mit ",
    "habe ",
    "Anna Ott ",
    "der ",
    "sie ",
    "Wir kommen",
    "u\u{308}\u{ad}",
    "🙂",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..80).prop_map(|pieces| pieces.concat()),
        "\\PC{0,120}",
        "[\\x00-\\x7f„“»«‚‘\u{202e}\u{ad}\u{301}]{0,120}",
    ]
}

/// Every span lies on character boundaries and is not empty; quotes stand in order, parents before children.
fn check_invariants(document: &Document) -> Result<(), TestCaseError> {
    let mut last = 0;
    for (index, quote) in document.quotes.iter().enumerate() {
        let parties = [&quote.speaker, &quote.addressee];
        let spans = quote.spans.iter().chain(&quote.frame).chain(&quote.cue);
        for span in spans.chain(parties.iter().flat_map(|party| &party.spans)) {
            prop_assert!(span.fits(&document.text) && !span.is_empty(), "{:?} in {:?}", span, document.text);
        }
        prop_assert!(quote.spans.windows(2).all(|pair| matches!(pair, [one, other] if one.end <= other.start)));
        prop_assert!(quote.frame.windows(2).all(|pair| matches!(pair, [one, other] if one <= other)));
        let start = quote.spans.first().map_or(0, |span| span.start);
        prop_assert!(last <= start);
        last = start;
        if let Some(parent) = quote.parent {
            prop_assert!(parent.index() < index);
            let outer = document.quotes.get(parent.index()).unwrap();
            prop_assert!(outer.spans.iter().any(|span| quote.spans.iter().all(|inner| span.contains(*inner))));
        }
        prop_assert!((0.0..=1.0).contains(&quote.confidence) && quote.rule.starts_with("quotes."));
    }
    Ok(())
}

proptest! {

    #[test]
    fn invariants_hold_on_random_texts(text in texts()) {
        let mut document = Document::plain("random", text);
        annotate(&mut document);
        check_invariants(&document)?;
        let first = document.quotes.clone();
        annotate(&mut document);
        prop_assert_eq!(first, document.quotes);
    }

    #[test]
    fn furniture_is_not_read(text in texts()) {
        let mut document = Document::plain("random", text);
        document.segments = document.segments.iter().map(|segment| Segment { role: Role::Credit, ..*segment }).collect();
        annotate(&mut document);
        prop_assert!(document.quotes.is_empty());
    }
}

#[test]
fn a_million_marks_cost_no_more_than_their_length() {
    for piece in ["„", "„“", "\"", "„a“ ", "“ ", "„‚", "(„a"] {
        let mut document = Document::plain("long", piece.repeat(100_000));
        annotate(&mut document);
        assert!(document.quotes.len() < 2, "{piece}");
        let edge = Span::new(0, document.text.len());
        assert!(document.quotes.iter().all(|quote| quote.spans.iter().all(|span| edge.contains(*span))));
    }
}
