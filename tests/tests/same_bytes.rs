//! The same input, pipeline and version give the same bytes, however the work is cut up.

use std::fs;

use wortlaut_tests::{Bench, lines, root, timeless};

#[test]
fn any_number_of_threads_and_any_batch_size_give_the_same_run() {
    let bench = Bench::new();
    let seeds = root().join("seeds").display().to_string();
    let tiny = bench.file("tiny.toml", news("batch_bytes = 1")).display().to_string();
    let large = bench.file("large.toml", news("batch_bytes = 100_000_000")).display().to_string();
    let run = |threads: &str, pipeline: &str| {
        let arguments = ["run", &seeds, "--out", "output", "--force", "--threads", threads, "--pipeline", pipeline];
        let _ = bench.run(&arguments).exits(0);
        timeless(&bench.path().join("output/current"))
    };
    let expected = run("1", "news");
    assert!(expected.iter().all(|(name, bytes)| !bytes.is_empty() || name.starts_with(['q', 's'])));
    for (threads, pipeline) in [("2", "news"), ("8", "news"), ("2", &*tiny), ("8", &*large)] {
        for ((name, bytes), (_, found)) in expected.iter().zip(run(threads, pipeline)) {
            assert!(*bytes == found, "{name} differs with {threads} threads and {pipeline}");
        }
    }
}

/// The default pipeline with another limit.
fn news(limit: &str) -> String {
    let source = fs::read_to_string(root().join("pipelines/news.toml")).unwrap();
    source.replace("[limits]", &format!("[limits]\n{limit}"))
}

#[test]
fn the_order_of_documents_changes_no_record_and_no_graph() {
    let bench = Bench::new();
    let mut documents: Vec<String> =
        fs::read_to_string(root().join("seeds").join(jsonl_seed())).unwrap().lines().map(str::to_owned).collect();
    let mut run = |file: &str| {
        bench.file(&format!("{file}/d.jsonl"), documents.join("\n"));
        documents.reverse();
        let _ = bench.run(&["run", file, "--out", "output", "--force"]).exits(0);
        timeless(&bench.path().join("output/current"))
    };
    let (there, back) = (run("there"), run("back"));
    assert_eq!(there[3..], back[3..], "the graph");
    let annotations = |files: &[(String, Vec<u8>)]| {
        let mut records = lines(&files[0].1);
        records.sort_by_key(|record| record["id"].to_string());
        for record in &mut records {
            // Where a document stands in its file is the one thing that did change.
            record["source"]["index"] = 0.into();
            record["source"]["path"] = "".into();
        }
        records
    };
    assert_eq!(annotations(&there), annotations(&back));
}

/// The sample of several documents in one file.
fn jsonl_seed() -> String {
    let names =
        fs::read_dir(root().join("seeds")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.into_iter().find(|name| name.ends_with(".jsonl")).expect("a .jsonl among the samples")
}
