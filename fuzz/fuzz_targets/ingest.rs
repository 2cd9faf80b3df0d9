//! Any bytes, in every format, are a document that keeps its promises, or are refused.
//!
//! The first byte chooses the format, the rest is the document.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wortlaut_ingest::{Format, Ingester, Options, RawDocument};
use wortlaut_model::Document;

static INGESTER: LazyLock<Ingester> =
    LazyLock::new(|| Ingester::new(Options::default()).expect("the default options are valid"));

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let formats = [Format::Text, Format::Jsonl, Format::Html, Format::Csv, Format::Tsv];
    let format = formats[usize::from(first) % formats.len()];
    if let Ok(document) = INGESTER.document(RawDocument::new("fuzz", format, bytes)) {
        check(&document);
    }
});

/// Segments stand in order, do not overlap, are trimmed, and hold every character that is no white space.
fn check(document: &Document) {
    let text = &document.text;
    let mut at = 0;
    for segment in &document.segments {
        let range = segment.span.range();
        assert!(segment.span.fits(text) && at <= range.start, "{segment:?}");
        assert!(text[at..range.start].trim().is_empty(), "before {segment:?}");
        assert!(!text[range.clone()].is_empty() && text[range.clone()].trim() == &text[range.clone()], "{segment:?}");
        at = range.end;
    }
    assert!(text[at..].trim().is_empty(), "the end");
    for diagnostic in &document.diagnostics {
        assert!(diagnostic.span.is_none_or(|span| span.fits(text)), "{diagnostic:?}");
    }
}
