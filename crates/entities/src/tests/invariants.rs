//! What holds of any text.

use proptest::prelude::*;
use wortlaut_model::{Budget, Document, EntityType, MentionKind, Span, Stage};

use super::{annotated, lists, segmented};
use crate::decode::{LABELS, Label};

fn hold(document: &Document) {
    let mut before = (0, u32::MAX);
    for (number, mention) in document.mentions.iter().enumerate() {
        assert!(mention.span.fits(&document.text) && !mention.span.is_empty());
        let key = (mention.span.start, u32::MAX - mention.span.end);
        assert!(number == 0 || before < key, "mentions stand in order, each span once");
        before = key;
        if mention.kind == MentionKind::Name {
            let starts = document.tokens.iter().any(|token| token.span.start == mention.span.start);
            let ends = document.tokens.iter().any(|token| token.span.end == mention.span.end);
            assert!(starts && ends, "`{}` splits a token", document.surface(mention.span));
        }
        let entity = document.entity(mention.entity).unwrap();
        assert_eq!(entity.entity_type, mention.entity_type);
        assert!(entity.mentions.iter().any(|id| id.index() == number));
        assert!((0.0..=1.0).contains(&mention.confidence));
    }
    for pair in document.mentions.windows(2) {
        let crosses = pair[0].span.overlaps(pair[1].span) && !pair[0].span.contains(pair[1].span);
        assert!(!crosses, "mentions nest");
    }
    let firsts: Vec<_> = document.entities.iter().map(|entity| entity.mentions[0]).collect();
    assert!(firsts.is_sorted());
    for entity in &document.entities {
        assert!(!entity.name.is_empty() && entity.key.starts_with(entity.entity_type.prefix()));
        assert!(entity.aliases.is_sorted() && !entity.aliases.contains(&entity.name));
        assert!(EntityType::ALL.contains(&entity.entity_type));
    }
}

/// Annotates the text with labels from dice, and without a model.
fn check(text: &str, seed: u32) {
    let said = |level: usize, span: Span| {
        let number = (span.start ^ seed.rotate_left(level as u32 * 7)).wrapping_mul(0x9e37_79b1) >> 8;
        // Every third token is in no name; odds are from 0 to 9, so that rules win some.
        let label = if number.is_multiple_of(3) { Label::OUTSIDE } else { Label::at(number as usize / 3 % LABELS) };
        (label, (number / 97 % 10) as f32)
    };
    for convention in [0, 1] {
        hold(&annotated(text, convention, said));
        let mut document = segmented(text, convention);
        lists().annotate(&mut document, &Budget::unlimited());
        hold(&document);
    }
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,200}", seed in any::<u32>()) {
        check(&text, seed);
    }

    #[test]
    fn any_arrangement_of_telling_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..40), seed in any::<u32>()) {
        check(&words.concat(), seed);
    }
}

/// Words and marks that rules look for, to be put together at random.
const WORDS: &[&str] = &[
    " ",
    " ",
    " ",
    "-",
    "(",
    ")",
    "„",
    "“",
    "\"",
    ". ",
    ", ",
    "/",
    "'",
    "EU",
    "Nato",
    "SPD",
    "GmbH",
    "& Co. KG",
    "e. V.",
    "FC",
    "04",
    "Köln",
    "Kölner",
    "russische",
    "Anna",
    "Klee",
    "von der ",
    "Dr. ",
    "Frau ",
    "Kanzler ",
    "sagte ",
    "Landgericht ",
    "Institut für ",
    "A ",
    "9",
    "Straße",
    "in ",
    "KWV",
    "XVI.",
    "Zeit",
    "Film ",
    "\u{ad}",
    "u\u{308}",
    "\u{202e}",
    "\0",
    "😀",
    "\n",
    "Scholz",
    "EM",
    "2024",
];

#[test]
fn long_runs_of_names_are_read() {
    for word in ["Anna ", "Anna-", "Qelmendi ", "Verband für ", "Nordlys Games ", "A. ", "Frau Dr. ", "„Zeit "] {
        check(&word.repeat(20_000), 0);
    }
}

#[test]
fn a_long_text_without_a_space_is_read() {
    check(&"Kölner".repeat(20_000), 0);
}
