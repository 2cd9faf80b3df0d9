//! A run that goes on from another publishes what a run over the whole input would have made, whatever was added, changed,
//! moved or taken away in between, and whichever stage has changed; and it runs no stage that it need not run.

#![expect(clippy::disallowed_methods, reason = "tests make files and read them")]

mod toy;

use std::fs;

use toy::{BONN, KIEL, ONES, ULM, World, pipeline, pipeline_with};
use wortlaut_pipeline::{Explanation, OnOther, Options, PipelineError, Policy, Retry, Run, RunEnd, explain};

fn world() -> World {
    let world = World::new();
    world.put("a.jsonl", &[("kiel", KIEL), ("bonn", BONN), ("ulm", ULM)]);
    world.run(ONES).published();
    world
}

#[test]
fn nothing_changed_means_nothing_is_done() {
    let world = world();
    let before = fs::read_link(world.out().join("current")).unwrap();
    world.run(ONES).nothing();
    assert_eq!(fs::read_link(world.out().join("current")).unwrap(), before);
    assert_eq!(fs::read_dir(world.out().join("runs")).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn only_what_changed_is_annotated() {
    let world = world();
    world.put("a.jsonl", &[("kiel", KIEL), ("bonn", ULM), ("ulm", ULM), ("jena", BONN)]);
    assert_eq!(world.run(ONES).published(), [2; 4]);
    world.assert_is_full(ONES, &Policy::default());
    let changes = world.report()["changes"].clone();
    let expected =
        serde_json::json!({ "new": 1, "changed": 1, "unchanged": 2, "gone": 0, "kept": 2, "redone": { "ingest": 2 } });
    assert_eq!(changes, expected);
}

#[test]
fn a_change_of_a_stage_runs_it_and_those_after_it() {
    for (versions, counts) in [
        ([1, 1, 2, 1], [0, 0, 3, 3]),
        ([1, 1, 1, 2], [0, 0, 0, 3]),
        ([1, 2, 1, 1], [0, 3, 3, 3]),
        ([2, 1, 1, 1], [3; 4]),
    ] {
        let world = world();
        assert_eq!(world.run(versions).published(), counts, "{versions:?}");
        world.assert_is_full(versions, &Policy::default());
        world.run(versions).nothing();
    }
}

#[test]
fn a_change_of_what_records_say_runs_no_stage() {
    let world = world();
    let options = Options { name: Some("neu".to_owned()), ..Options::default() };
    let (pipeline, counts) = pipeline_with(ONES, options);
    let end = world.run_into(&world.out(), &pipeline, Policy::default(), None).unwrap();
    assert!(matches!(end, RunEnd::Published(_)));
    assert!(counts.iter().all(|count| count.load(std::sync::atomic::Ordering::Relaxed) == 0));
    assert!(world.published("annotations-00000.jsonl").iter().all(|record| record["pipeline"]["name"] == "neu"));
}

#[test]
fn a_document_that_moves_is_not_annotated_and_its_record_says_where_it_is() {
    let world = world();
    world.put("a.jsonl", &[("neu", ULM), ("bonn", BONN)]);
    world.put("b/ü.jsonl", &[("kiel", KIEL), ("ulm", ULM)]);
    assert_eq!(world.run(ONES).published(), [1; 4]);
    world.assert_is_full(ONES, &Policy::default());
    world.run(ONES).nothing();
}

#[test]
fn what_is_gone_leaves_the_graph_and_a_tombstone() {
    let world = world();
    let nodes = world.published("graph/nodes.jsonl").len();
    world.put("a.jsonl", &[("kiel", KIEL), ("bonn", ULM)]);
    assert_eq!(world.run(ONES).published(), [1; 4]);
    world.assert_is_full(ONES, &Policy::default());
    assert_eq!(world.published("tombstones.jsonl")[0]["id"], "ulm");
    world.put("a.jsonl", &[("bonn", ULM)]);
    assert_eq!(world.run(ONES).published(), [0; 4]);
    assert!(world.published("graph/nodes.jsonl").len() < nodes);
    assert_eq!(world.published("tombstones.jsonl").len(), 1, "those of the run before are told once");
    let current = fs::canonicalize(world.out().join("current")).unwrap();
    assert!(matches!(explain(&current, "kiel").unwrap(), Explanation::Gone(_)));
    assert!(matches!(explain(&current, "jena").unwrap(), Explanation::Unknown));
}

#[test]
fn everything_can_be_done_again_on_request() {
    let world = world();
    let from = |stage: &str| Policy { redo_from: Some(stage.to_owned()), ..Policy::default() };
    assert_eq!(world.run_as(ONES, from("ingest")).published(), [3; 4]);
    assert_eq!(world.run_as(ONES, from("quotes")).published(), [0, 0, 3, 3]);
    assert_eq!(world.run_as(ONES, from("export")).published(), [0; 4]);
    world.assert_is_full(ONES, &Policy::default());
    let Err(PipelineError::NoSuchStage { stage, .. }) = world.run_as(ONES, from("zitate")).end else { panic!() };
    assert_eq!(stage, "zitate");
}

#[test]
fn a_document_says_why_it_was_worked_on() {
    let world = world();
    let known = |id: &str| match explain(&fs::canonicalize(world.out().join("current")).unwrap(), id).unwrap() {
        Explanation::Known(known) => (known.is_kept(), known.entry.made.from.clone(), known.reason()),
        other => panic!("{other:?}"),
    };
    assert_eq!(known("kiel"), (false, "ingest".to_owned(), "new in the input".to_owned()));
    world.put("a.jsonl", &[("kiel", KIEL), ("bonn", ULM), ("ulm", ULM)]);
    world.run(ONES).published();
    assert!(known("kiel").0);
    assert!(known("bonn").2.starts_with("its content has changed: "), "{:?}", known("bonn"));
    world.run([1, 1, 2, 1]).published();
    let because = "the pipeline has changed: the code of `quotes` is version 2, was 1";
    assert_eq!(known("bonn"), (false, "quotes".to_owned(), because.to_owned()));
}

#[test]
fn the_plan_is_told_without_doing_it() {
    let world = world();
    world.put("a.jsonl", &[("kiel", KIEL), ("bonn", ULM), ("jena", ULM), ("kiel", ULM)]);
    let (pipeline, counts) = pipeline([1, 1, 2, 1]);
    let named = vec![world.folder.path().join("in").display().to_string()];
    let inputs = wortlaut_ingest::resolve(&named, &pipeline.settings().ingest).unwrap().inputs;
    let (out, stop) = (world.out(), std::sync::atomic::AtomicBool::new(false));
    let run = Run { pipeline: &pipeline, named, inputs, out: &out, threads: 2, stop: &stop, policy: Policy::default() };
    let plan = run.forecast().unwrap();
    assert_eq!((plan.new, plan.changed, plan.unchanged, plan.gone, plan.refused, plan.kept), (1, 1, 1, 1, 1, 0));
    let stages: Vec<(&str, u64)> = plan.stages.iter().map(|(stage, count)| (stage.as_str(), *count)).collect();
    assert_eq!(stages, [("ingest", 2), ("segment", 2), ("entities", 2), ("quotes", 3), ("relations", 3)]);
    assert_eq!(plan.rerun.unwrap().because, "the code of `quotes` is version 2, was 1");
    assert!(counts.iter().all(|count| count.load(std::sync::atomic::Ordering::Relaxed) == 0));
    assert_eq!(fs::read_dir(out.join("runs")).unwrap().count(), 1);
}

#[test]
fn the_second_of_an_id_takes_its_place_when_the_first_is_gone() {
    let world = World::new();
    world.put("a.jsonl", &[("d", KIEL)]);
    world.put("b.jsonl", &[("d", BONN)]);
    world.run(ONES).published();
    assert_eq!(world.published("quarantine.jsonl")[0]["code"], "duplicate-id");
    world.run(ONES).nothing();
    world.put("a.jsonl", &[("e", KIEL)]);
    world.run(ONES).published();
    world.assert_is_full(ONES, &Policy::default());
    assert!(world.published("quarantine.jsonl").is_empty());
}

#[test]
fn quarantine_is_tried_again_when_something_has_changed() {
    let world = World::new();
    let poison = "Anna sagt Panik .";
    world.put("a.jsonl", &[("gut", KIEL), ("gift", poison)]);
    world.run(ONES).published();
    let attempts = || world.published("quarantine.jsonl")[0]["attempts"].as_u64();
    assert_eq!(attempts(), Some(1));
    assert_eq!(world.published("quarantine.jsonl")[0]["id"], "gift");
    world.run(ONES).nothing();
    // Another version of the stage may know better.
    world.run([1, 1, 2, 1]).published();
    assert_eq!(attempts(), Some(2));
    let retry = |retry| Policy { retry: Some(retry), ..Policy::default() };
    assert_eq!(world.run_as([1, 1, 2, 1], retry(Retry::Always)).published(), [1, 1, 1, 0]);
    assert_eq!(attempts(), Some(3));
    world.run_as([1, 1, 3, 1], retry(Retry::Never)).published();
    assert_eq!(attempts(), Some(3));
    world.put("a.jsonl", &[("gut", KIEL), ("gift", "Anna sagt Panik ab .")]);
    world.run_as([1, 1, 3, 1], retry(Retry::Never)).published();
    assert_eq!(attempts(), Some(1), "another content is another document");
}

#[test]
fn a_run_that_goes_wrong_as_a_whole_is_given_up() {
    let world = world();
    let before = fs::read_link(world.out().join("current")).unwrap();
    world.put("a.jsonl", &[("kiel", KIEL), ("x", "A sagt Panik ."), ("y", "B sagt Panik ."), ("z", KIEL)]);
    for limit in ["1", "40%"] {
        let policy = Policy { max_failures: Some(limit.parse().unwrap()), ..Policy::default() };
        let end = world.run_as(ONES, policy).end;
        assert!(matches!(end, Err(PipelineError::TooManyFailures { failed: 2, .. })), "{end:?}");
        assert_eq!(fs::read_link(world.out().join("current")).unwrap(), before);
        assert_eq!(fs::read_dir(world.out().join("runs")).unwrap().count(), 1, "what went wrong is not kept");
    }
    let policy = Policy { max_failures: Some("50%".parse().unwrap()), ..Policy::default() };
    world.run_as(ONES, policy).published();
    // Documents that failed before are no failures of this run.
    let policy = Policy { max_failures: Some("0".parse().unwrap()), ..Policy::default() };
    world.put("a.jsonl", &[("kiel", KIEL), ("x", "A sagt Panik ."), ("y", "B sagt Panik .")]);
    world.run_as(ONES, policy).published();
}

#[test]
fn a_damaged_record_is_made_again() {
    let world = world();
    let path = world.out().join("current/annotations-00000.jsonl");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.iter().position(|&byte| byte == b'\n').unwrap() - 20;
    bytes[at] ^= 1;
    fs::write(&path, bytes).unwrap();
    // The first document that is not where it was lets the others be copied, each with a look at it.
    world.put("a.jsonl", &[("neu", ULM), ("kiel", KIEL), ("bonn", BONN), ("ulm", ULM)]);
    assert_eq!(world.run(ONES).published(), [2; 4]);
    world.assert_is_full(ONES, &Policy::default());
}

#[test]
fn a_document_that_takes_too_much_memory_is_set_apart_until_the_limit_is_raised() {
    let world = World::new();
    let long = "Anna sagt Bernd hilft . ".repeat(100);
    world.put("a.jsonl", &[("kurz", KIEL), ("lang", long.trim_end())]);
    let run = |bytes| {
        let options = Options { document_memory_bytes: Some(bytes), ..Options::default() };
        let (pipeline, _) = pipeline_with(ONES, options);
        world.run_into(&world.out(), &pipeline, Policy::default(), None).unwrap();
        world.published("quarantine.jsonl")
    };
    let rows = run(20_000);
    assert_eq!((&rows[0]["id"], &rows[0]["code"], rows.len()), (&"lang".into(), &"out-of-memory".into(), 1));
    assert!(run(2_000_000).is_empty());
}

#[test]
fn settings_that_treat_documents_otherwise_are_obeyed() {
    let world = World::new();
    let english = "The committee met on Thursday to discuss the budget for the coming year, and its members agreed that \
                   the proposals should be sent to the council before the end of the month.";
    world.put("a.jsonl", &[("de", KIEL), ("en", english)]);
    let run = |on_other| {
        let (pipeline, _) = pipeline_with(ONES, Options { on_other: Some(on_other), ..Options::default() });
        world.run_into(&world.out(), &pipeline, Policy::default(), None).unwrap();
        ["annotations-00000.jsonl", "skipped.jsonl", "quarantine.jsonl"].map(|file| world.published(file).len())
    };
    assert_eq!(run(OnOther::Annotate), [2, 0, 0]);
    assert_eq!(run(OnOther::Skip), [1, 1, 0]);
    assert_eq!(run(OnOther::Quarantine), [1, 0, 1]);
    assert_eq!(run(OnOther::Annotate), [2, 0, 0]);
}

#[test]
fn a_run_that_was_stopped_goes_on_where_it_was() {
    let world = World::new();
    let texts: Vec<(String, String)> = (0..20).map(|n| (format!("d{n}"), format!("Anna sagt {n} Dinge ."))).collect();
    let rows: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    world.put("a.jsonl", &rows);
    let (pipeline, counts) = pipeline(ONES);
    for stop in [3, 7, 7, 15] {
        let end = world.run_into(&world.out(), &pipeline, Policy::default(), Some(stop)).unwrap();
        assert!(matches!(end, RunEnd::Interrupted));
    }
    let RunEnd::Published(published) = world.run_into(&world.out(), &pipeline, Policy::default(), None).unwrap() else {
        panic!("it is published");
    };
    assert_eq!(counts[0].load(std::sync::atomic::Ordering::Relaxed), 20, "nothing is annotated twice");
    let report = published.report;
    assert_eq!((report.attempts, report.worked.documents, report.changes.new), (5, 20, 20));
    world.assert_is_full(ONES, &Policy::default());
}

#[test]
fn what_was_done_before_the_input_changed_is_not_done_again() {
    let world = World::new();
    let texts: Vec<(String, String)> = (0..20).map(|n| (format!("d{n}"), format!("Anna sagt {n} Dinge ."))).collect();
    let rows: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    world.put("a.jsonl", &rows);
    let (pipeline, counts) = pipeline(ONES);
    world.run_into(&world.out(), &pipeline, Policy::default(), Some(15)).unwrap();
    // A document comes in front, one goes, the last comes to stand first.
    let mut changed = vec![rows[14], ("neu", ULM)];
    changed.extend(rows.iter().filter(|(id, _)| !["d3", "d14"].contains(id)));
    world.put("a.jsonl", &changed);
    world.run_into(&world.out(), &pipeline, Policy::default(), Some(9)).unwrap();
    world.run_into(&world.out(), &pipeline, Policy::default(), None).unwrap();
    assert_eq!(counts[0].load(std::sync::atomic::Ordering::Relaxed), 21);
    world.assert_is_full(ONES, &Policy::default());
}
