//! A stage that fails takes one document with it, and only that one.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use wortlaut_ingest::{Format, RawDocument, Reader};
use wortlaut_model::Identity;

use super::*;
use crate::stream::{Load, stream};
use crate::work::Worked;
use crate::{Options, stamp};

/// Panics at a document that says so, takes its time at another, and marks a span outside the text at a third.
struct Moody;

impl Stage for Moody {
    fn name(&self) -> &'static str {
        "moody"
    }

    fn identity(&self) -> Identity {
        Identity::default()
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        match document.text.as_str() {
            "Panik!" => panic!("no mood for `{}`", document.id),
            "Ewig." => while !budget.is_spent() {},
            "Daneben." => {
                document.segments.iter_mut().for_each(|segment| segment.span = wortlaut_model::Span::new(3, 99))
            }
            _ => {}
        }
    }
}

fn pipeline() -> Pipeline {
    let mut settings = Settings::resolve(Options::default()).unwrap();
    settings.document_time = Duration::from_millis(20);
    Pipeline::of_stages(settings, vec![Box::new(Moody)]).unwrap()
}

#[track_caller]
fn check(text: &str, expected: Result<&str, (&str, &str)>) {
    let pipeline = pipeline();
    let raw = RawDocument::new("d", Format::Text, text);
    match (pipeline.work(Ok(raw), &stamp(&pipeline)), expected) {
        (Worked::Annotated { origin, .. }, Ok(id)) => assert_eq!(origin.id, id),
        (Worked::Quarantined(row), Err((stage, code))) => {
            assert_eq!((&*row.stage, &*row.code), (stage, code), "{}", row.message);
            assert_eq!(row.hash, blake3::hash(text.as_bytes()).to_hex().to_string());
        }
        (worked, expected) => panic!("{worked:?} where {expected:?} was expected"),
    }
}

#[test]
fn a_panic_a_limit_and_a_misplaced_span_quarantine_the_document() {
    check("Gut.", Ok("d"));
    check("Panik!", Err(("moody", "panic")));
    check("Ewig.", Err(("moody", "out-of-time")));
    check("Daneben.", Err(("export", "misaligned")));
}

#[test]
fn the_panic_is_told_and_the_others_go_on() {
    let pipeline = pipeline();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.jsonl");
    let texts = ["Gut.", "Panik!", "Auch gut."];
    let lines: String = texts.iter().map(|text| format!("{{\"text\": \"{text}\"}}\n")).collect();
    std::fs::write(&path, lines.repeat(100)).unwrap();
    let options = &pipeline.settings().ingest;
    let inputs = wortlaut_ingest::resolve(&[path.display().to_string()], options).unwrap().inputs;
    let (stop, stamp) = (AtomicBool::new(false), stamp(&pipeline));
    let load = Load { threads: 3, batch_bytes: 2000, stop: &stop };
    let mut seen = Vec::new();
    let work = |read| pipeline.work(read, &stamp);
    stream(Reader::open(inputs, options), load, work, |worked| {
        seen.push(match worked {
            Worked::Annotated { origin, .. } => (origin.index, String::new()),
            Worked::Quarantined(row) => (row.index, row.message),
            Worked::Skipped(row) => panic!("skipped {row:?}"),
        });
        Ok(())
    })
    .unwrap();
    let expected = (0..300).map(|n| (n, if n % 3 == 1 { format!("no mood for `d.jsonl#{n}`") } else { String::new() }));
    assert_eq!(seen, expected.collect::<Vec<_>>());
}
