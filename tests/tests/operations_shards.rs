//! Records in several files, compressed or not: the same records, found by the ids of their documents.

use std::fs;
use std::path::Path;

use serde_json::Value;
use wortlaut_tests::{Bench, corpus, lines, records};

/// Runs `in` into `out` with the fast pipeline.
fn run(bench: &Bench, out: &str, more: &[&str]) -> Value {
    let arguments = ["run", "in", "--out", out, "--pipeline", "fast", "--json"];
    let done = bench.run(&[&arguments, more].concat()).exits(0);
    lines(&done.out).remove(0)
}

fn manifest(bench: &Bench, out: &str) -> Value {
    serde_json::from_slice(&fs::read(bench.path().join(out).join("current/manifest.json")).unwrap()).unwrap()
}

/// Names and bytes of the files of records.
fn files(run: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(run)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("annotations-"))
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn shards_and_frames_hold_the_same_records_and_each_is_found_by_its_id() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..40));
    run(&bench, "plain", &[]);
    run(&bench, "cut", &["--shard-size", "30kB"]);
    run(&bench, "packed", &["--shard-size", "3kB", "--compress"]);
    let plain = records(&bench.path().join("plain/current"));
    for (out, extension) in [("cut", ".jsonl"), ("packed", ".jsonl.zst")] {
        let folder = bench.path().join(out).join("current");
        let shards = files(&folder);
        assert!(shards.len() > 2 && shards.iter().all(|(name, _)| name.ends_with(extension)), "{out}");
        assert!(records(&folder) == plain, "{out}");
        let listed: Vec<(String, u64)> = manifest(&bench, out)["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| (file["path"].as_str().unwrap().to_owned(), file["bytes"].as_u64().unwrap()))
            .filter(|(path, _)| path.starts_with("annotations-"))
            .collect();
        let found: Vec<_> = shards.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
        assert_eq!(listed, found, "{out}");
    }
    let mut all = plain.split_inclusive(|&byte| byte == b'\n');
    let (third, last) = (all.nth(3).unwrap(), all.next_back().unwrap());
    for out in ["plain", "cut", "packed"] {
        let got = bench.run(&["get", out, "artikel-39", "artikel-3"]).exits(0);
        assert!(got.out == [last, third].concat(), "{out}");
    }
}

#[test]
fn records_of_a_plain_run_are_packed_without_being_annotated_again() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..20));
    run(&bench, "fresh", &["--compress", "--shard-size", "5kB"]);
    run(&bench, "output", &[]);
    let answer = run(&bench, "output", &["--compress", "--shard-size", "5kB"]);
    let report = &answer["report"];
    assert_eq!((&report["changes"]["kept"], &report["worked"]["documents"]), (&20.into(), &0.into()), "{report}");
    let of = |out: &str| files(&bench.path().join(out).join("current"));
    assert!(of("output") == of("fresh"), "the same files, byte for byte");
    assert_eq!(run(&bench, "output", &["--compress", "--shard-size", "5kB"])["outcome"], "nothing-to-do");
}

#[test]
fn many_input_files_are_read_by_many_threads_in_their_order() {
    let bench = Bench::new();
    for file in 0..30 {
        let lines = corpus(file * 3..file * 3 + 3);
        bench.file(&format!("in/{file:02}.jsonl.zst"), zstd::encode_all(lines.as_bytes(), 1).unwrap());
    }
    run(&bench, "one", &["--threads", "1"]);
    run(&bench, "four", &["--threads", "4"]);
    let (one, four) = ("one/current", "four/current");
    let ids: Vec<Value> =
        lines(&records(&bench.path().join(one))).into_iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, (0..90).map(|number| Value::from(format!("artikel-{number}"))).collect::<Vec<_>>());
    assert!(records(&bench.path().join(one)) == records(&bench.path().join(four)));
    let digest = |out| manifest(&bench, out)["input"].clone();
    assert_eq!(digest("one"), digest("four"));
}

#[test]
fn a_document_that_has_no_record_is_told_with_the_reason() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..2) + "{\"id\": \"kaputt\", \"text\": 1}\n");
    let _ = bench.run(&["run", "in", "--out", "output", "--pipeline", "fast"]).exits(1);
    let rejected = wortlaut_tests::lines(&fs::read(bench.path().join("output/current/quarantine.jsonl")).unwrap());
    let id = rejected[0]["id"].as_str().unwrap();
    let got = bench.run(&["get", "output", id]).exits(2);
    assert!(got.err.contains("in quarantine") && got.err.contains("missing-text"), "{}", got.err);
    let got = bench.run(&["get", "output", "niemand"]).exits(2);
    assert!(got.err.contains("no document `niemand`"), "{}", got.err);
    let got = bench.run(&["get", "in", "niemand"]).exits(2);
    assert!(got.err.contains("holds no run"), "{}", got.err);
}
