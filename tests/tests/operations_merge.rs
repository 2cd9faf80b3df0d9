//! Several machines, each with a share of the input: joined, their runs are the run of one.

use std::fs;

use serde_json::Value;
use wortlaut_tests::{Bench, corpus, lines, timeless};

/// Good documents in two files, one of which holds a twin and a line that is no document.
fn input(bench: &Bench) {
    let broken = "{\"text\": \"offen\n";
    bench.file("in/a.jsonl", corpus(0..17) + broken + &corpus(3..4));
    bench.file("in/b.jsonl", corpus(17..30));
    bench.file("in/c.txt", "Die Fähre nach Amrum fährt heute nicht, sagte Anna Öztürk.");
}

fn run(bench: &Bench, out: &str, more: &[&str]) -> Value {
    let arguments = ["run", "in", "--out", out, "--pipeline", "fast", "--json"];
    lines(&bench.run(&[&arguments, more].concat()).out).pop().expect("an answer")
}

/// Runs all shares of `of`, each into an output directory of its own, and gives these.
fn shares(bench: &Bench, of: usize) -> Vec<String> {
    let share = |index: usize| {
        let out = format!("share-{index}-{of}");
        run(bench, &out, &["--shard", &format!("{index}/{of}")]);
        out
    };
    (1..=of).map(share).collect()
}

fn merge(bench: &Bench, runs: &[String], out: &str) -> Value {
    let runs: Vec<&str> = runs.iter().map(String::as_str).collect();
    let done = bench.run(&[&["merge"], runs.as_slice(), &["--out", out, "--json"]].concat()).exits(1);
    lines(&done.out).remove(0)
}

#[test]
fn any_number_of_shares_makes_the_run_of_one_machine() {
    let bench = Bench::new();
    input(&bench);
    let single = run(&bench, "single", &[]);
    let expected = timeless(&bench.path().join("single/current"));
    for of in [1, 2, 7] {
        let runs = shares(&bench, of);
        let counts: Vec<u64> = runs.iter().map(|out| documents(&bench, out)).collect();
        assert_eq!(counts.iter().sum::<u64>(), 33, "{counts:?}");
        assert!(of == 1 || counts.iter().filter(|&&count| count > 0).count() > 1, "{counts:?}");
        let out = format!("merged-{of}");
        let answer = merge(&bench, &runs, &out);
        for ((name, bytes), (_, found)) in expected.iter().zip(timeless(&bench.path().join(&out).join("current"))) {
            assert!(*bytes == found, "{name} of {of} shares");
        }
        for figure in ["documents", "languages", "lengths", "annotations", "quarantine", "tokens", "worked"] {
            assert_eq!(answer["report"][figure], single["report"][figure], "{figure} of {of} shares");
        }
        // A run over all of the input goes on from what was joined.
        assert_eq!(run(&bench, &out, &[])["outcome"], "nothing-to-do");
    }
}

fn documents(bench: &Bench, out: &str) -> u64 {
    let report = fs::read(bench.path().join(out).join("current/report.json")).unwrap();
    serde_json::from_slice::<Value>(&report).unwrap()["documents"]["read"].as_u64().unwrap()
}

#[test]
fn shares_go_on_from_their_last_run_and_are_joined_again() {
    let bench = Bench::new();
    input(&bench);
    merge(&bench, &shares(&bench, 2), "output");
    bench.file("in/b.jsonl", corpus(18..30).replace("artikel-20\"", "artikel-20\", \"ressort\": \"See\""));
    let answer = merge(&bench, &shares(&bench, 2), "output");
    let changes = &answer["report"]["changes"];
    assert_eq!(
        (&changes["changed"], &changes["gone"], &changes["kept"]),
        (&1.into(), &1.into(), &29.into()),
        "{changes}"
    );
    assert_eq!(answer["report"]["tombstones"], Value::from(vec!["artikel-17"]));
    run(&bench, "single", &[]);
    assert!(timeless(&bench.path().join("output/current")) == timeless(&bench.path().join("single/current")));
}

#[test]
fn what_does_not_belong_together_is_not_joined() {
    let bench = Bench::new();
    input(&bench);
    let runs = shares(&bench, 2);
    run(&bench, "whole", &[]);
    run(&bench, "other", &["--shard", "2/2", "--tokens", "ud"]);
    bench.file("in/d.txt", "Später hinzugekommen.");
    run(&bench, "later", &["--shard", "2/2"]);
    let refused = |runs: &[&str], why: &str| {
        let done = bench.run(&[&["merge"], runs, &["--out", "output"]].concat()).exits(2);
        assert!(done.err.contains(why), "{}", done.err);
    };
    refused(&[&runs[0]], "share 2/2 is missing");
    refused(&[&runs[0], &runs[1], &runs[1]], "share 2/2 is named twice");
    refused(&[&runs[0], "whole"], "is no share");
    refused(&[&runs[0], "other"], "different pipelines or settings");
    refused(&[&runs[0], "later"], "different inputs");
    assert!(!bench.path().join("output/current").exists());
}
