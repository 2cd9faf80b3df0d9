//! Any text has tokens that hold every character that is no white space, and sentences that tile them.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wortlaut_ingest::mark_roles;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, Stage};
use wortlaut_segment::{Segmenter, Settings};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../../models/segment.lex");
    let lexicon = Lexicon::from_bytes(bytes).expect("the lexicon is whole");
    Segmenter::new(&lexicon, Settings::default()).expect("the lexicon is the segmenter's")
});

fuzz_target!(|text: &str| {
    let mut document = Document::plain("fuzz", text);
    document.segments = mark_roles(text);
    SEGMENTER.annotate(&mut document, &Budget::unlimited());
    check(&document);
});

fn check(document: &Document) {
    let text = &document.text;
    let mut at = 0;
    for token in &document.tokens {
        let range = token.span.range();
        assert!(token.span.fits(text) && at <= range.start && !range.is_empty(), "{token:?}");
        assert!(text[at..range.start].trim().is_empty(), "before {token:?}");
        at = range.end;
    }
    assert!(text[at..].trim().is_empty(), "the end");
    let mut next = 0;
    for sentence in &document.sentences {
        assert!(sentence.tokens.range().start == next && !sentence.tokens.is_empty(), "{sentence:?}");
        next = sentence.tokens.range().end;
    }
    assert_eq!(next, document.tokens.len());
}
