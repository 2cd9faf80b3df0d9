//! What holds of any text.

use proptest::prelude::*;
use wortlaut_model::{Document, EntityType, MentionKind};

use super::annotated;

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

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,200}") {
        hold(&annotated(&text, 0));
        hold(&annotated(&text, 1));
    }

    #[test]
    fn any_arrangement_of_telling_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..40)) {
        hold(&annotated(&words.concat(), 0));
        hold(&annotated(&words.concat(), 1));
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
        hold(&annotated(&word.repeat(20_000), 0));
    }
}

#[test]
fn a_long_text_without_a_space_is_read() {
    hold(&annotated(&"Kölner".repeat(20_000), 0));
}
