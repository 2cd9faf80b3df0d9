//! Whole records of three samples, one annotation a line: what a change of a rule changes is seen here first.
//!
//! A difference is a question, not a fault: review it with `cargo insta review` (or compare the `.snap.new` file by eye).

use std::fmt::Write;

use serde_json::Value;
use wortlaut_tests::{Bench, root};

/// A record as text: its lists one item a line, everything else as it is. The fingerprint speaks of the code, not of the
/// text, and is left out.
fn readable(record: &Value) -> String {
    let mut text = String::new();
    for (key, value) in record.as_object().unwrap() {
        match value {
            Value::Array(items) => {
                writeln!(text, "{key}:").unwrap();
                items.iter().for_each(|item| writeln!(text, "  {item}").unwrap());
            }
            _ if key == "pipeline" => writeln!(text, "{key}: {}", value["name"]).unwrap(),
            _ => writeln!(text, "{key}: {value}").unwrap(),
        }
    }
    text
}

fn record(seed: &str, id: &str) -> String {
    let bench = Bench::new();
    let path = root().join("seeds").join(seed);
    let done = bench.run(&["annotate", &path.display().to_string()]).exits(0);
    let mut found = done.records().into_iter().find(|record| record["id"] == id).unwrap();
    found["source"]["path"] = seed.into();
    readable(&found)
}

#[test]
fn an_agency_report() {
    insta::assert_snapshot!(record("01-agentur-ostseegipfel.txt", "01-agentur-ostseegipfel.txt"));
}

#[test]
fn a_web_page() {
    insta::assert_snapshot!(record("03-sender-seenot.html", "03-sender-seenot.html"));
}

#[test]
fn a_line_of_jsonl() {
    insta::assert_snapshot!(record("17-kurzmeldungen.jsonl", "km-0001"));
}
