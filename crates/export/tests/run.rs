//! The files of a run: they come back as they went, fit their schemas, and a report's counts are those of its documents.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod sample;

use sample::{diced, ferry};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wortlaut_export::{
    Documents, Figures, Input, Manifest, OutputFile, OutputStamp, PipelineStamp, QuarantineRow, Report, Schema,
    SkippedRow, StageStamp, Timing, metrics,
};

/// Writes `value`, holds it against its schema, and reads it back.
fn check<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, schema: Schema) {
    let validator = jsonschema::validator_for(&serde_json::from_str(schema.text()).unwrap()).unwrap();
    let json = serde_json::to_value(value).unwrap();
    validator.validate(&json).unwrap();
    assert_eq!(&serde_json::from_value::<T>(json.clone()).unwrap(), value);
    // Each key is required: the reader refuses what the schema refuses.
    let keys: Vec<String> = json.as_object().unwrap().keys().cloned().collect();
    for key in keys {
        let mut damaged = json.clone();
        damaged.as_object_mut().unwrap().remove(&key);
        assert!(!validator.is_valid(&damaged), "{key}");
        assert!(serde_json::from_value::<T>(damaged).is_err(), "{key}");
    }
}

#[test]
fn a_manifest() {
    let manifest = Manifest {
        schema: Manifest::SCHEMA.into(),
        version: "0.1.0".into(),
        run: "2025-07-01T02-00-00Z-5eed".into(),
        pipeline: PipelineStamp { name: "news".into(), fingerprint: "5eed".into() },
        offsets: "codepoint".into(),
        settings: "[segment]\ntokens = \"stts\"\n".into(),
        stages: vec![StageStamp {
            name: "segment".into(),
            version: 3,
            fingerprint: "f00d".into(),
            settings: vec!["tokens=stts".into()],
            models: vec!["beef".into()],
        }],
        input: Input { paths: vec!["proben".into()], files: 2, bytes: 900, digest: "cafe".into() },
        slice: Some("1/2".into()),
        output: OutputStamp { compression: "zstd".into(), shard_bytes: None },
        documents: Documents { read: 4, annotated: 2, quarantined: 1, skipped: 1 },
        files: vec![OutputFile { path: "annotations-00000.jsonl".into(), bytes: 12, rows: 2 }],
        started: "2025-07-01T02:00:00Z".into(),
        finished: "2025-07-01T02:00:09Z".into(),
    };
    check(&manifest, Schema::Manifest);
}

#[test]
fn rows_of_what_was_not_annotated() {
    let hash = "0af".repeat(21) + "0";
    let mut quarantined = QuarantineRow {
        id: "d1".into(),
        path: "a.jsonl".into(),
        index: 0,
        line: Some(1),
        stage: "ingest".into(),
        code: "no-json".into(),
        message: "the line is no JSON".into(),
        hash: hash.clone(),
        attempts: 1,
    };
    check(&quarantined, Schema::Quarantine);
    (quarantined.line, quarantined.hash) = (None, String::new());
    check(&quarantined, Schema::Quarantine);
    let message = "the text is English (0.98)".into();
    let skipped =
        SkippedRow { id: "d2".into(), path: "b.txt".into(), index: 0, code: "not-german".into(), message, hash };
    check(&skipped, Schema::Skipped);
}

/// How long a document took: a quarter of it in the first stage.
fn timing(id: &str, seconds: f64) -> Timing {
    let stages = vec![("ingest".to_owned(), seconds / 4.0), ("segment".to_owned(), seconds * 3.0 / 4.0)];
    Timing { id: id.to_owned(), path: "a.jsonl".into(), bytes: 10, tokens: 5, stages }
}

fn report() -> Report {
    let mut report =
        Report { version: "0.1.0".into(), run: "r\"1".into(), pipeline: "news".into(), ..Report::default() };
    report.name_stages(["ingest", "segment", "quotes"]);
    report.count(&Figures::of(&ferry()));
    report.count(&Figures::of(&ferry()));
    report.time(&timing("fähre-1", 0.5), false);
    report.count_quarantined("too-large");
    report.count_skipped();
    report.count_gone("fort-1");
    report.changes.new = 1;
    report.changes.redone.insert("ingest".into(), 1);
    let mut before = Report { run: "r0".into(), ..Report::default() };
    before.count(&Figures::of(&ferry()));
    report.compare(Some(&before), 0.2);
    report.finish(2.0);
    report
}

#[test]
fn a_report_and_its_metrics() {
    let report = report();
    check(&report, Schema::Report);
    insta::assert_snapshot!("report", serde_json::to_string_pretty(&report).unwrap());
    insta::assert_snapshot!("metrics", metrics(&report));
}

#[test]
fn figures_kept_beside_a_record_count_as_those_of_the_document() {
    let documents: Vec<_> = (0..40).map(|seed| diced("Ähre, Öhr und Übel 😀", seed)).collect();
    let (mut made, mut kept) = (Report::default(), Report::default());
    for document in &documents {
        let figures = Figures::of(document);
        made.count(&figures);
        kept.count(&serde_json::from_str(&serde_json::to_string(&figures).unwrap()).unwrap());
    }
    assert_eq!(made, kept);
    assert_eq!(made.documents, Documents { read: 40, annotated: 40, quarantined: 0, skipped: 0 });
    assert_eq!(made.lengths.iter().map(|class| class.documents).sum::<u64>(), 40);
}

#[test]
fn the_slowest_documents_are_named_longest_first() {
    let mut report = Report::default();
    for index in 0..40_u32 {
        report.time(&timing(&format!("d{index}"), f64::from(index * 7 % 40)), false);
    }
    let slowest: Vec<_> = report.slowest.iter().map(|slow| slow.seconds).collect();
    assert_eq!(slowest, (30..40).rev().map(f64::from).collect::<Vec<_>>());
    assert_eq!((report.worked.documents, report.stages[1].documents), (40, 40));
}

#[test]
fn a_report_names_a_hundred_tombstones_and_counts_them_all() {
    let mut report = Report::default();
    (0..250).for_each(|number| report.count_gone(&format!("d{number:03}")));
    assert_eq!((report.changes.gone, report.tombstones.len()), (250, 100));
    check(&report, Schema::Report);
}

#[test]
fn a_report_of_nothing_has_no_rates() {
    let mut report = Report::default();
    report.finish(0.0);
    assert_eq!((report.bytes_per_second, report.tokens_per_second), (0.0, 0.0));
    check(&report, Schema::Report);
}
