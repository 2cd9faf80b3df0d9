//! What a newcomer's first command gives.

use std::fs;
use std::path::Path;
use std::process::Command;

use wortlaut_tests::{Bench, lines, root, surface};

fn seeds() -> String {
    root().join("seeds").display().to_string()
}

#[test]
fn the_first_command_annotates_every_sample_and_says_where_to_look() {
    let bench = Bench::new();
    let done = bench.run(&["run", &seeds(), "--out", "output"]).exits(0);
    assert!(done.err.contains("output/current/annotations-00000.jsonl"), "{}", done.err);
    assert!(done.out.is_empty(), "messages are for standard error");

    let records = bench.published("annotations-00000.jsonl");
    let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
    let files = fs::read_dir(root().join("seeds")).unwrap().count() - 1;
    assert!(records.len() > files, "one document a file at least, and several in two of them: {ids:?}");
    assert!(bench.published("quarantine.jsonl").is_empty());
    for layer in ["tokens", "sentences", "mentions", "entities", "times", "quotes", "relations"] {
        let count: usize = records.iter().map(|record| record[layer].as_array().unwrap().len()).sum();
        assert!(count > 20, "{layer}: {count}");
    }
}

#[test]
fn the_run_directory_holds_what_it_promises() {
    let bench = Bench::new();
    let _ = bench.run(&["run", &seeds(), "--out", "output"]).exits(0);
    let current = bench.path().join("output/current");
    let target = fs::read_link(&current).unwrap();
    assert!(target.starts_with("runs"), "{}", target.display());
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(current.join("manifest.json")).unwrap()).unwrap();
    for file in manifest["files"].as_array().unwrap() {
        let path = current.join(file["path"].as_str().unwrap());
        assert_eq!(fs::metadata(&path).unwrap().len(), file["bytes"].as_u64().unwrap(), "{}", path.display());
    }
    let stages: Vec<&str> =
        manifest["stages"].as_array().unwrap().iter().map(|stage| stage["name"].as_str().unwrap()).collect();
    assert_eq!(stages, ["ingest", "segment", "encoder", "syntax", "entities", "times", "quotes", "relations"]);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(current.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["documents"]["annotated"], bench.published("annotations-00000.jsonl").len());
    assert!(fs::read_to_string(current.join("metrics.prom")).unwrap().contains("wortlaut_run_documents"));
    let left: Vec<_> =
        fs::read_dir(bench.path().join("output/runs")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 1, "nothing but the run is left behind: {left:?}");
}

#[test]
fn every_record_and_row_is_valid_against_its_schema() {
    let bench = Bench::new();
    let _ = bench.run(&["run", &seeds(), "--out", "output"]).exits(0);
    let files = [
        ("record", "annotations-00000.jsonl"),
        ("node", "graph/nodes.jsonl"),
        ("edge", "graph/edges.jsonl"),
        ("evidence", "graph/evidence.jsonl"),
    ];
    for (name, file) in files {
        let schema = lines(bench.run(&["schema", name]).exits(0).out.replace_newlines().as_slice());
        let validator = jsonschema::validator_for(&schema[0]).unwrap();
        let rows = bench.published(file);
        assert!(!rows.is_empty(), "{file}");
        for row in &rows {
            if let Some(error) = validator.iter_errors(row).next() {
                panic!("{file}: {error} at {}", error.instance_path());
            }
        }
    }
}

/// A schema printed over several lines is one JSON value.
trait OneLine {
    fn replace_newlines(self) -> Vec<u8>;
}

impl OneLine for Vec<u8> {
    fn replace_newlines(self) -> Vec<u8> {
        self.into_iter().map(|byte| if byte == b'\n' { b' ' } else { byte }).collect()
    }
}

#[test]
fn the_graph_joins_entities_that_exist_and_every_edge_has_its_evidence() {
    let bench = Bench::new();
    let _ = bench.run(&["run", &seeds(), "--out", "output"]).exits(0);
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let keys: Vec<String> = bench.published("graph/nodes.jsonl").iter().map(|node| text(node, "key")).collect();
    let mut edges: Vec<(String, String, String)> = Vec::new();
    for edge in bench.published("graph/edges.jsonl") {
        let (subject, object) = (text(&edge, "subject"), text(&edge, "object"));
        assert!(keys.contains(&subject), "{subject}");
        assert!(object.is_empty() || keys.contains(&object), "{object}");
        edges.push((subject, text(&edge, "type"), object));
    }
    let mut proven: Vec<(String, String, String)> = bench
        .published("graph/evidence.jsonl")
        .iter()
        .map(|row| (text(row, "subject"), text(row, "type"), text(row, "object")))
        .collect();
    proven.dedup();
    assert!(edges.len() > 50);
    assert_eq!(edges, proven);
}

#[test]
fn python_finds_every_span_where_the_record_says() {
    let bench = Bench::new();
    let done = bench.run(&["annotate", &seeds()]).exits(0);
    let file = bench.file("records.jsonl", &done.out);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("check_spans.py");
    let Ok(output) = Command::new("python3").arg(script).arg(&file).output() else {
        // The same check without Python: nothing goes unchecked on a machine that lacks it.
        return done.records().iter().for_each(|record| {
            for token in record["tokens"].as_array().unwrap() {
                assert_eq!(surface(record, token), token["form"].as_str().unwrap());
            }
        });
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("spans checked") && !said.starts_with("0 "), "{said}");
}

#[test]
fn offsets_come_in_the_unit_asked_for() {
    let bench = Bench::new();
    let text = "😀 Größe zählt.";
    let ends = ["codepoint", "byte", "utf16"].map(|unit| {
        let done = bench.run_on(&["annotate", "-", "--offsets", unit], text.as_bytes()).exits(0);
        let record = done.records().remove(0);
        assert_eq!(record["offsets"], unit);
        record["tokens"].as_array().unwrap().last().unwrap()["end"].as_u64().unwrap()
    });
    assert_eq!(ends, [14, 20, 15]);
}

#[test]
fn token_conventions_differ_at_hyphens() {
    let bench = Bench::new();
    let forms = |tokens: &str| -> Vec<String> {
        let done = bench.run_on(&["annotate", "--tokens", tokens], "Der US-Präsident kam.".as_bytes()).exits(0);
        let record = done.records().remove(0);
        record["tokens"].as_array().unwrap().iter().map(|token| token["form"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(forms("stts"), ["Der", "US-Präsident", "kam", "."]);
    assert_eq!(forms("ud"), ["Der", "US", "-", "Präsident", "kam", "."]);
}
