//! A document put back to where a stage began is the document that the stage saw: on the samples, doing everything again
//! from any stage on gives the same bytes.

use wortlaut_tests::{Bench, root, timeless};

#[track_caller]
fn check(pipeline: &str, stages: &[&str]) {
    let bench = Bench::new();
    let seeds = root().join("seeds").display().to_string();
    let run = |more: &[&str]| {
        let arguments = [&["run", &seeds, "--out", "output", "--pipeline", pipeline], more].concat();
        let _ = bench.run(&arguments).exits(0);
        timeless(&bench.path().join("output/current"))
    };
    let fresh = run(&[]);
    for stage in stages {
        for ((name, expected), (_, found)) in fresh.iter().zip(run(&["--from-stage", stage])) {
            assert!(*expected == found, "{name} differs when all from `{stage}` on is done again");
        }
        let report = std::fs::read(bench.path().join("output/current/report.json")).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        let redone = &report["changes"]["redone"];
        let first = if *stage == "segment" { "ingest" } else { stage };
        assert_eq!(redone[first], report["documents"]["annotated"], "{redone} for `{stage}`");
    }
}

#[test]
fn the_fast_pipeline_goes_on_from_any_stage() {
    check("fast", &["segment", "entities", "times", "quotes", "relations", "export"]);
}

#[test]
fn the_news_pipeline_goes_on_from_any_stage_whose_scores_are_kept() {
    check("news", &["encoder", "times", "quotes", "relations", "export"]);
}

#[test]
fn where_scores_are_read_the_encoder_runs_again() {
    let bench = Bench::new();
    bench.file("in/a.txt", "Der Kanzler reiste am Mittwoch nach Paris.");
    let _ = bench.run(&["run", "in", "--out", "output"]).exits(0);
    let before = timeless(&bench.path().join("output/current"));
    let done = bench.run(&["run", "in", "--out", "output", "--from-stage", "entities", "--json"]).exits(0);
    let report = &wortlaut_tests::lines(&done.out)[0]["report"];
    assert_eq!(report["changes"]["redone"]["encoder"], 1, "{report}");
    assert_eq!(timeless(&bench.path().join("output/current")), before);
}
