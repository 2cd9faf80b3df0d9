//! Published runs and their quarantine, as an operator handles them.

use std::fs;

use serde_json::Value;
use wortlaut_tests::{Bench, Done, corpus, lines};

fn run(bench: &Bench) -> Done {
    bench.run(&["run", "in", "--out", "output", "--pipeline", "fast", "--json"])
}

fn answer(done: &Done) -> Value {
    lines(&done.out).pop().expect("an answer")
}

/// Publishes three runs, each with a document more, and gives their ids.
fn three_runs(bench: &Bench) -> Vec<String> {
    let publish = |documents| {
        bench.file("in/a.jsonl", corpus(0..documents));
        answer(&run(bench).exits(0))["run"].as_str().unwrap().to_owned()
    };
    (1..=3).map(publish).collect()
}

fn listed(bench: &Bench) -> Vec<(String, bool)> {
    let done = bench.run(&["runs", "list", "--json"]).exits(0);
    let row = |row: Value| (row["run"].as_str().unwrap().to_owned(), row["current"] == true);
    lines(&done.out).into_iter().map(row).collect()
}

#[test]
fn a_rollback_shows_readers_the_run_before_and_the_next_run_goes_on_from_it() {
    let bench = Bench::new();
    let runs = three_runs(&bench);
    assert_eq!(listed(&bench), [(runs[0].clone(), false), (runs[1].clone(), false), (runs[2].clone(), true)]);
    let _ = bench.run(&["runs", "rollback"]).exits(0);
    assert_eq!(bench.published("annotations-00000.jsonl").len(), 2);
    let report = answer(&run(&bench).exits(0))["report"].clone();
    assert_eq!((&report["changes"]["new"], &report["changes"]["kept"]), (&1.into(), &2.into()), "{report}");
    assert_eq!(report["drift"]["against"], runs[1].as_str());

    let _ = bench.run(&["runs", "rollback", "--to", &runs[0]]).exits(0);
    assert_eq!(bench.published("annotations-00000.jsonl").len(), 1);
    let done = bench.run(&["runs", "rollback"]).exits(2);
    assert!(done.err.contains("no run before"), "{}", done.err);
}

#[test]
fn pruning_leaves_the_newest_runs_and_whole_ones() {
    let bench = Bench::new();
    let runs = three_runs(&bench);
    let done = bench.run(&["runs", "prune", "--keep", "1", "--json"]).exits(0);
    assert_eq!(answer(&done)["removed"], Value::from(runs[..2].to_vec()));
    assert_eq!(listed(&bench), [(runs[2].clone(), true)]);
    // Nothing of the run that is left lay in those that are gone.
    assert_eq!(answer(&run(&bench).exits(0))["outcome"], "nothing-to-do");
    assert!(bench.run(&["get", "output", "artikel-0"]).exits(0).out.len() > 1000);
}

#[test]
fn runs_are_shown_to_people() {
    let bench = Bench::new();
    let runs = three_runs(&bench);
    let list = String::from_utf8(bench.run(&["runs", "list"]).exits(0).out).unwrap();
    assert!(list.contains(&format!("* {}", runs[2])) && list.contains(&format!("  {}", runs[0])), "{list}");
    let shown = String::from_utf8(bench.run(&["runs", "show"]).exits(0).out).unwrap();
    for expected in [&*runs[2], "documents   3 annotated", "1 new, 0 changed, 2 unchanged, 0 gone", "quotes", "segment"]
    {
        assert!(shown.contains(expected), "`{expected}` in {shown}");
    }
    assert!(bench.run(&["runs", "list", "in"]).exits(2).err.contains("holds no run"));
}

/// A corpus with one document that is too large for the pipeline `p.toml`.
fn with_a_poisoned_document(bench: &Bench) {
    let fast = fs::read_to_string(wortlaut_tests::root().join("pipelines/fast.toml")).unwrap();
    bench.file("p.toml", fast.replace("[limits]", "[limits]\ndocument_bytes = 2000"));
    let large = format!("{{\"id\": \"gift\", \"text\": \"{}\"}}\n", "Zu viel. ".repeat(400));
    bench.file("in/a.jsonl", corpus(0..2) + &large + &corpus(2..4));
}

fn poisoned(bench: &Bench) -> Done {
    bench.run(&["run", "in", "--out", "output", "--pipeline", "p.toml", "--json"])
}

fn quarantine(bench: &Bench) -> Vec<Value> {
    lines(&bench.run(&["quarantine", "list", "--json"]).exits(0).out)
}

#[test]
fn a_poisoned_document_lies_in_quarantine_until_it_is_tried_again_or_given_up() {
    let bench = Bench::new();
    with_a_poisoned_document(&bench);
    assert_eq!(answer(&poisoned(&bench).exits(1))["report"]["documents"]["annotated"], 4);
    let row = quarantine(&bench).remove(0);
    assert_eq!((&row["code"], &row["attempts"]), (&"too-large".into(), &1.into()));
    let id = row["id"].as_str().unwrap();
    let text = String::from_utf8(bench.run(&["quarantine", "list"]).exits(0).out).unwrap();
    assert!(text.contains(id) && text.contains("too-large") && text.contains("1 attempt)"), "{text}");
    assert!(bench.run(&["quarantine", "list", "--code", "panic"]).exits(0).out.is_empty());

    // It has not changed: it is not tried.
    assert_eq!(answer(&poisoned(&bench).exits(1))["outcome"], "nothing-to-do");
    assert_eq!(quarantine(&bench)[0]["attempts"], 1);

    let done = bench.run(&["quarantine", "retry", "output", id, "--json"]).exits(0);
    assert_eq!(answer(&done)["documents"], Value::from(vec![id]));
    assert_eq!(answer(&poisoned(&bench).exits(1))["outcome"], "published");
    assert_eq!(quarantine(&bench)[0]["attempts"], 2);
    // The order was for one run.
    assert_eq!(answer(&poisoned(&bench).exits(1))["outcome"], "nothing-to-do");

    let _ = bench.run(&["quarantine", "drop", "output", "--code", "too-large"]).exits(0);
    let documents = answer(&poisoned(&bench).exits(0))["report"]["documents"].clone();
    assert_eq!((&documents["skipped"], &documents["quarantined"]), (&1.into(), &0.into()));
    assert_eq!(bench.published("skipped.jsonl")[0]["code"], "dropped");
    assert_eq!(answer(&poisoned(&bench).exits(0))["outcome"], "nothing-to-do");

    bench.file("in/a.jsonl", corpus(0..2) + "{\"id\": \"gift\", \"text\": \"Nun klein genug.\"}\n" + &corpus(2..4));
    let report = answer(&poisoned(&bench).exits(0))["report"].clone();
    assert_eq!(
        (&report["documents"]["annotated"], &report["documents"]["skipped"]),
        (&5.into(), &0.into()),
        "{report}"
    );
}

#[test]
fn an_order_for_what_is_not_in_quarantine_is_refused() {
    let bench = Bench::new();
    with_a_poisoned_document(&bench);
    let _ = poisoned(&bench).exits(1);
    let done = bench.run(&["quarantine", "drop", "output", "artikel-0"]).exits(2);
    assert!(done.err.contains("`artikel-0` is not in the quarantine"), "{}", done.err);
    let _ = bench.run(&["quarantine", "retry", "output"]).exits(2);
}
