//! What scripts rely on: exit codes, streams, messages.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};

use signal_hook::consts::SIGINT;
use wortlaut_tests::{Bench, lines};

const LINE: &str = "{\"text\": \"Die Fähre nach Amrum fährt heute nicht.\"}\n";

#[test]
fn a_record_leaves_as_soon_as_it_is_made() {
    for threads in ["1", "2"] {
        let bench = Bench::new();
        let mut child = spawn(&bench, &["annotate", "-", "--format", "jsonl", "--threads", threads]);
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        for _ in 0..3 {
            // The pipe stays open: nothing else will come until this record is there.
            stdin.write_all(LINE.as_bytes()).unwrap();
            stdin.flush().unwrap();
            let mut record = String::new();
            stdout.read_line(&mut record).unwrap();
            assert_eq!(lines(record.as_bytes())[0]["schema"], "wortlaut/1");
        }
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let bench = Bench::new();
    bench.file("in.jsonl", LINE.repeat(2000));
    let mut child = spawn(&bench, &["annotate", "in.jsonl"]);
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn ctrl_c_ends_a_run_with_3_and_publishes_nothing() {
    for threads in ["1", "2"] {
        let bench = Bench::new();
        bench.file("in.jsonl", LINE);
        let _ = bench.run(&["run", "in.jsonl", "--out", "output"]).exits(0);
        let before = std::fs::read_link(bench.path().join("output/current")).unwrap();

        let mut child = spawn(&bench, &["run", "-", "--format", "jsonl", "--out", "output", "--threads", threads]);
        let mut stdin = child.stdin.take().unwrap();
        let staged = || std::fs::read_dir(bench.path().join("output/runs")).unwrap().count() > 1;
        while !staged() {
            std::thread::yield_now();
        }
        interrupt(&child);
        // One thread waits in its read until a line comes; the line is then left unread or finished, never lost half-way.
        let _ = stdin.write_all(LINE.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(std::fs::read_link(bench.path().join("output/current")).unwrap(), before);
        // What was begun is there for the next run, which has no more use for it.
        let _ = bench.run(&["run", "in.jsonl", "--out", "output"]).exits(0);
        let runs = std::fs::read_dir(bench.path().join("output/runs")).unwrap().map(|run| run.unwrap().file_name());
        assert!(runs.into_iter().all(|run| !run.to_string_lossy().starts_with('.')));
    }
}

fn spawn(bench: &Bench, arguments: &[&str]) -> Child {
    let mut command = bench.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(child: &Child) {
    let kill = std::process::Command::new("kill").args([format!("-{SIGINT}"), child.id().to_string()]).status();
    assert!(kill.unwrap().success());
}

#[test]
fn a_pipeline_file_shows_all_its_problems() {
    let bench = Bench::new();
    bench.file("p.toml", "nane = \"x\"\n[segment]\ntokens = \"penn\"\n");
    let done = bench.run(&["pipelines", "check", "p.toml"]).exits(2);
    assert!(done.err.contains("1:1: unknown key `nane` (did you mean `name`?)"), "{}", done.err);
    assert!(done.err.contains("3:10: `tokens` is `penn`"), "{}", done.err);
    bench.file("p.toml", "name = \"x\"\n");
    let _ = bench.run(&["pipelines", "check", "p.toml"]).exits(0);
}

#[test]
fn a_pipeline_that_is_shown_can_be_used() {
    let bench = Bench::new();
    let shown = bench.run(&["pipelines", "show", "news"]).exits(0);
    bench.file("mine.toml", &shown.out);
    let text = "Der Kanzler reiste am Mittwoch nach Paris.";
    let (mine, news) = (
        bench.run_on(&["annotate", "--pipeline", "mine.toml"], text.as_bytes()).exits(0),
        bench.run_on(&["annotate"], text.as_bytes()).exits(0),
    );
    assert_eq!(mine.out, news.out);
}

#[test]
fn usage_errors_are_2_and_answers_for_machines_are_json() {
    let bench = Bench::new();
    let _ = bench.run(&["annotate", "--threads", "0"]).exits(2);
    let _ = bench.run(&["annotate", "--pipeline", "nwes"]).exits(2);
    let _ = bench.run(&["frobnicate"]).exits(2);
    let _ = bench.run(&["annotate", "--encoding", "klingon"]).exits(2);
    bench.file("in.jsonl", LINE);
    let done = bench.run(&["run", "in.jsonl", "--out", "output", "--json"]).exits(0);
    let answer = lines(&done.out).remove(0);
    assert_eq!(answer["report"]["documents"]["annotated"], 1);
    assert!(done.err.is_empty(), "{}", done.err);
    for name in ["completions", "man", "schema"] {
        let arguments: &[&str] = if name == "completions" { &["completions", "bash"] } else { &[name] };
        assert!(bench.run(arguments).exits(0).out.len() > 500, "{name}");
    }
}
