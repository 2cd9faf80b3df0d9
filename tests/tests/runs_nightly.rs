//! What the operator of a nightly job sees: the plan, the reasons, the exit codes, the poisoned document.

use std::fs;

use serde_json::Value;
use wortlaut_tests::{Bench, Done, lines};

const KIEL: &str = "Der Kanzler reiste am Mittwoch nach Kiel. „Wir bauen“, sagte Olaf Scholz.";

fn corpus(bench: &Bench, documents: &[(&str, &str)]) {
    let line = |(id, text): &(&str, &str)| serde_json::json!({ "id": id, "text": text }).to_string() + "\n";
    bench.file("in/a.jsonl", documents.iter().map(line).collect::<String>());
}

fn run(bench: &Bench, more: &[&str]) -> Done {
    bench.run(&[&["run", "in", "--out", "output", "--pipeline", "fast"], more].concat())
}

fn answer(done: &Done) -> Value {
    lines(&done.out).pop().unwrap()
}

#[test]
fn the_plan_is_printed_and_nothing_is_done() {
    let bench = Bench::new();
    corpus(&bench, &[("a", KIEL), ("b", KIEL)]);
    let done = run(&bench, &["--dry-run"]).exits(0);
    assert!(String::from_utf8_lossy(&done.out).contains("2 new, 0 changed, 0 unchanged, 0 gone"), "{done:?}");
    assert!(!bench.path().join("output").exists(), "nothing was begun");
    let _ = run(&bench, &[]).exits(0);
    corpus(&bench, &[("a", KIEL), ("c", "Neues aus Bonn.")]);
    let plan = answer(&run(&bench, &["--dry-run", "--json", "--from-stage", "quotes"]).exits(0));
    let expected = serde_json::json!({ "new": 1, "changed": 0, "unchanged": 1, "gone": 1, "refused": 0, "kept": 0 });
    assert_eq!(plan["documents"], expected);
    assert_eq!((&plan["stages"]["entities"], &plan["stages"]["quotes"]), (&1.into(), &2.into()));
    assert_eq!(plan["rerun"]["because"], "asked for");
    assert_eq!(plan["reasons"][1], serde_json::json!({ "reason": "ordered", "documents": 1 }));
}

#[test]
fn a_document_explains_itself() {
    let bench = Bench::new();
    corpus(&bench, &[("a", KIEL), ("b", KIEL)]);
    let _ = run(&bench, &[]).exits(0);
    corpus(&bench, &[("a", KIEL), ("b", "Neues aus Bonn.")]);
    let _ = run(&bench, &[]).exits(0);
    let explain = |id: &str, code| bench.run(&["explain", "output", id]).exits(code);
    let text = |id: &str| String::from_utf8(explain(id, 0).out).unwrap();
    assert!(
        text("a").contains("kept: its content and all that its annotations depend on are the same"),
        "{}",
        text("a")
    );
    assert!(text("b").contains("its content has changed"), "{}", text("b"));
    assert!(explain("z", 2).err.contains("`z`"));
    let json = answer(&bench.run(&["explain", "output", "b", "--json"]).exits(0));
    assert_eq!((&json["kept"], &json["from"], &json["reason"]), (&false.into(), &"ingest".into(), &"changed".into()));
    corpus(&bench, &[("a", KIEL)]);
    let _ = run(&bench, &[]).exits(0);
    assert!(text("b").contains("gone"), "{}", text("b"));
}

#[test]
fn nothing_to_do_is_0_and_99_where_asked_for() {
    let bench = Bench::new();
    corpus(&bench, &[("a", KIEL)]);
    let _ = run(&bench, &["--exit-nothing-to-do"]).exits(0);
    let before = fs::read_link(bench.path().join("output/current")).unwrap();
    let _ = run(&bench, &[]).exits(0);
    let done = run(&bench, &["--exit-nothing-to-do", "--json"]).exits(99);
    assert_eq!(answer(&done)["outcome"], "nothing-to-do");
    assert_eq!(fs::read_link(bench.path().join("output/current")).unwrap(), before);
}

#[test]
fn a_poisoned_document_among_good_ones_is_set_apart_and_counted() {
    let bench = Bench::new();
    let long = "Sehr lang ist dieser Text, und länger wird er noch. ".repeat(40);
    corpus(&bench, &[("gut", KIEL), ("gift", &long), ("auch", KIEL)]);
    bench.file("eng.toml", "stages = [\"segment\"]\n[limits]\ndocument_bytes = 1000\n");
    let eng = |more: &[&str]| bench.run(&[&["run", "in", "--out", "output", "--pipeline", "eng.toml"], more].concat());
    let _ = eng(&["--max-failures", "0"]).exits(2);
    assert!(!bench.path().join("output/current").exists());
    let _ = eng(&["--max-failures", "40%"]).exits(1);
    let row = bench.published("quarantine.jsonl").remove(0);
    assert_eq!((row["code"].as_str(), row["attempts"].as_u64()), (Some("too-large"), Some(1)));
    let _ = eng(&["--exit-nothing-to-do"]).exits(99);
    bench.file("eng.toml", "stages = [\"segment\"]\n[limits]\ndocument_bytes = 100000\n");
    let _ = eng(&[]).exits(0);
    assert_eq!(bench.published("annotations-00000.jsonl").len(), 3);
}

#[test]
fn retries_follow_the_policy() {
    let bench = Bench::new();
    corpus(&bench, &[("gift", KIEL)]);
    let policy = |seconds: u32, retry: &str| {
        let file = format!(
            "stages = [\"segment\"]\n[limits]\ndocument_seconds = {seconds}\n[quarantine]\nretry = \"{retry}\"\n"
        );
        bench.file("p.toml", file);
        bench.run(&["run", "in", "--out", "output", "--pipeline", "p.toml", "--json"])
    };
    let attempts = || bench.published("quarantine.jsonl")[0]["attempts"].as_u64();
    let _ = policy(0, "on-change").exits(1);
    assert_eq!(answer(&policy(0, "on-change").exits(1))["outcome"], "nothing-to-do");
    let _ = policy(0, "always").exits(1);
    assert_eq!(attempts(), Some(2));
    assert_eq!(answer(&policy(60, "never").exits(1))["outcome"], "nothing-to-do");
    let _ = policy(60, "on-change").exits(0);
    assert!(bench.published("quarantine.jsonl").is_empty());
}
