//! A run seen from outside: report, drift, metrics, log, and the answer on the last line.

use std::fs;
use std::process::Stdio;

use serde_json::Value;
use wortlaut_tests::{Bench, corpus, lines};

fn arguments<'a>(pipeline: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["run", "in", "--out", "output", "--pipeline", pipeline], more].concat()
}

fn report(bench: &Bench) -> Value {
    serde_json::from_slice(&fs::read(bench.path().join("output/current/report.json")).unwrap()).unwrap()
}

/// The fast pipeline without quotes and what reads them.
const SILENT: &str =
    "name = \"stumm\"\nstages = [\"segment\", \"entities\", \"times\"]\n\n[models]\nnames = \"builtin:fast\"\n";

#[test]
fn the_report_fits_the_schema_that_is_printed() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..10));
    let schema = bench.run(&["schema", "--report"]).exits(0).out;
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let _ = bench.run(&arguments("fast", &[])).exits(0);
    validator.validate(&report(&bench)).unwrap();
    bench.file("in/a.jsonl", corpus(1..12));
    let _ = bench.run(&arguments("fast", &[])).exits(0);
    let report = report(&bench);
    validator.validate(&report).unwrap();
    let changes = &report["changes"];
    let counts = ["new", "changed", "unchanged", "gone", "kept"].map(|name| changes[name].as_u64().unwrap());
    assert_eq!(counts, [2, 0, 9, 1, 9]);
    assert_eq!((&changes["redone"]["ingest"], &report["worked"]["documents"]), (&2.into(), &2.into()));
    assert_eq!(report["tombstones"], Value::from(vec!["artikel-0"]));
    let stages = report["stages"].as_array().unwrap();
    assert!(stages.iter().all(|stage| stage["documents"] == 2), "{stages:?}");
    assert_eq!(stages[0]["stage"], "ingest");
}

#[test]
fn what_a_report_counts_is_the_same_for_kept_documents_and_at_any_number_of_threads() {
    let bench = Bench::new();
    let counted = |out: &str| {
        let file = bench.path().join(out).join("current/report.json");
        let mut report: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let keys = report.as_object_mut().unwrap();
        for run in ["run", "changes", "tombstones", "drift", "worked", "attempts"] {
            keys.remove(run);
        }
        for time in ["seconds", "bytes_per_second", "tokens_per_second", "stages", "slowest"] {
            keys.remove(time);
        }
        report
    };
    let run = |out: &str, threads: &str| {
        let arguments = ["run", "in", "--out", out, "--pipeline", "fast", "--threads", threads];
        let _ = bench.run(&arguments).exits(0);
    };
    bench.file("in/a.jsonl", corpus(0..15));
    run("grown", "2");
    bench.file("in/a.jsonl", corpus(0..20));
    run("grown", "2");
    run("one", "1");
    run("four", "4");
    assert_eq!(counted("grown"), counted("one"));
    assert_eq!(counted("four"), counted("one"));
}

#[test]
fn a_type_that_no_longer_occurs_is_flagged_as_drift() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..40));
    bench.file("stumm.toml", SILENT);
    let _ = bench.run(&arguments("fast", &[])).exits(0);
    assert_eq!((&report(&bench)["drift"]["against"], &report(&bench)["drift"]["flagged"]), (&Value::Null, &0.into()));

    // More of the same is no drift.
    bench.file("in/a.jsonl", corpus(0..60));
    let done = bench.run(&arguments("fast", &[])).exits(0);
    assert!(!done.err.contains("warning: drift"), "{}", done.err);

    let done = bench.run(&arguments("stumm.toml", &["--drift-tolerance", "0.5"])).exits(0);
    assert!(done.err.contains("drift: quotes direct -100 %"), "{}", done.err);
    let drift = report(&bench)["drift"].clone();
    assert_eq!(drift["tolerance"], 0.5);
    let flagged: Vec<&Value> =
        drift["rates"].as_array().unwrap().iter().filter(|rate| rate["flagged"] == true).collect();
    assert_eq!(drift["flagged"], flagged.len());
    assert!(
        flagged.iter().all(|rate| ["quotes", "relations"].contains(&rate["layer"].as_str().unwrap())),
        "{flagged:?}"
    );

    let _ = bench.run(&arguments("fast", &["--drift-tolerance", "9"])).exits(0);
    let back = report(&bench)["drift"].clone();
    let direct = back["rates"].as_array().unwrap().iter().find(|rate| rate["type"] == "direct").unwrap().clone();
    // From nothing to something is beyond every tolerance.
    assert_eq!((&direct["change"], &direct["flagged"]), (&Value::Null, &true.into()));
}

#[test]
fn metrics_are_put_in_the_place_the_operator_names() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..3));
    bench.file("collector/wortlaut.prom", "old\n");
    let with = arguments("fast", &["--metrics", "collector/wortlaut.prom"]);
    let read = || fs::read_to_string(bench.path().join("collector/wortlaut.prom")).unwrap();
    let _ = bench.run(&with).exits(0);
    let first = read();
    let own = fs::read_to_string(bench.path().join("output/current/metrics.prom")).unwrap();
    assert!(first.starts_with(&own) && first.contains("wortlaut_run_documents{state=\"annotated\"} 3\n"), "{first}");
    for line in first.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(name.starts_with("wortlaut_") && value.parse::<f64>().is_ok(), "{line}");
    }
    // A job that has nothing to do has succeeded too.
    fs::remove_file(bench.path().join("collector/wortlaut.prom")).unwrap();
    let _ = bench.run(&with).exits(0);
    assert!(read().contains("wortlaut_job_success_timestamp_seconds"));
    let left: Vec<_> = fs::read_dir(bench.path().join("collector")).unwrap().collect();
    assert_eq!(left.len(), 1, "no temporary file is left for the collector to read");
}

#[test]
fn a_json_log_has_one_event_a_line_and_the_id_of_the_run_in_each() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..3) + "{\"text\": 1}\n");
    bench.file("in/bild.png", "kein Text");
    let done = bench.run(&arguments("fast", &["--log-format", "json", "--json"])).exits(1);
    let answer = lines(&done.out).remove(0);
    let events = lines(done.err.as_bytes());
    let named = |message: &str| events.iter().position(|event| event["message"] == message);
    let (planned, published) = (named("planned").expect("planned"), named("published").expect("published"));
    assert!(planned < published);
    for event in &events {
        assert!(["info", "warn"].contains(&event["level"].as_str().unwrap()), "{event}");
        assert!(event["time"].as_str().unwrap().ends_with('Z'), "{event}");
    }
    assert!(events[planned..].iter().all(|event| event["run"] == answer["run"]), "{events:?}");

    let done = bench.run(&["--log-format", "json", "run", "fehlt", "--out", "output"]).exits(2);
    let event = lines(done.err.as_bytes()).pop().unwrap();
    assert_eq!(event["level"], "error");
    assert!(event["message"].as_str().unwrap().contains("fehlt"), "{event}");
}

#[test]
fn the_last_line_of_output_is_the_answer_however_the_run_ends() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", corpus(0..3));
    let answer = |more: &[&str], code| {
        let done = bench.run(&arguments("fast", &[&["--json"], more].concat())).exits(code);
        lines(&done.out).pop().expect("an answer")
    };
    let first = answer(&[], 0);
    assert_eq!(first["outcome"], "published");
    assert!(bench.path().join(first["folder"].as_str().unwrap()).join("manifest.json").is_file());
    let second = answer(&[], 0);
    assert_eq!((&second["outcome"], &second["run"]), (&"nothing-to-do".into(), &first["run"]));
    let failed = bench.run(&["run", "fehlt", "--out", "output", "--json"]).exits(2);
    assert_eq!(lines(&failed.out)[0]["outcome"], "failed");

    let mut command = bench.command(&["run", "-", "--out", "output", "--pipeline", "fast", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let staged = || fs::read_dir(bench.path().join("output/runs")).unwrap().count() > 1;
    while !staged() {
        std::thread::yield_now();
    }
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &lines(&output.stdout)[0]["outcome"]), (Some(3), &"interrupted".into()));
}
