//! One run at a time: a second one says who is at work, or waits.

use std::io::Write;
use std::process::{Child, Stdio};

use wortlaut_tests::Bench;

const LINE: &str = "{\"id\": \"d\", \"text\": \"Die Fähre nach Amrum fährt heute nicht.\"}\n";

/// A run that waits for its input.
fn waiting(bench: &Bench) -> Child {
    let arguments = ["run", "-", "--format", "jsonl", "--out", "output", "--pipeline", "fast"];
    let mut command = bench.command(&arguments);
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = || std::fs::read_dir(bench.path().join("output/runs")).is_ok_and(|runs| runs.count() > 0);
    while !begun() {
        std::thread::yield_now();
    }
    child
}

#[test]
fn a_second_run_says_who_is_at_work() {
    let bench = Bench::new();
    bench.file("in.jsonl", LINE);
    let mut first = waiting(&bench);
    let done = bench.run(&["run", "in.jsonl", "--out", "output", "--pipeline", "fast"]).exits(2);
    assert!(done.err.contains(&format!("process {} on ", first.id())), "{}", done.err);
    assert!(done.err.contains("since 2") && done.err.contains("--wait"), "{}", done.err);
    // Its lock goes with it, however it ends.
    first.kill().unwrap();
    first.wait().unwrap();
    let _ = bench.run(&["run", "in.jsonl", "--out", "output", "--pipeline", "fast"]).exits(0);
}

#[test]
fn a_second_run_waits_where_it_is_asked_to() {
    let bench = Bench::new();
    bench.file("in.jsonl", LINE);
    let mut first = waiting(&bench);
    let arguments = ["run", "in.jsonl", "--out", "output", "--pipeline", "fast", "--wait", "600"];
    let mut second = bench.command(&arguments).stderr(Stdio::null()).spawn().unwrap();
    assert!(second.try_wait().unwrap().is_none());
    // The end of its input lets the first run end.
    first.stdin.take().unwrap().write_all(LINE.as_bytes()).unwrap();
    assert!(first.wait().unwrap().success());
    assert!(second.wait().unwrap().success());
    assert_eq!(bench.published("annotations-00000.jsonl").len(), 1);
}
