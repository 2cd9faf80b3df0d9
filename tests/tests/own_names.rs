//! A user's own names from end to end: a head is trained on the example of docs/own-models.md, scored, and put into a pipeline.

use serde_json::Value;
use wortlaut_tests::{Bench, root};

const PIPELINE: &str = "name = \"medicine\"\nstages = [\"segment\", \"encoder\", \"entities\"]\n\
                        [models]\nencoder = \"builtin:news\"\nnames = \"medicine.lex\"\n";

/// Trains the example's head into `medicine.lex`.
fn trained(threads: &str) -> (Bench, String) {
    let bench = Bench::new();
    bench.file("medicine.toml", PIPELINE);
    let (data, dev) = (root().join("data/own-models/train.txt"), root().join("data/own-models/dev.txt"));
    let (data, dev) = (data.to_str().unwrap(), dev.to_str().unwrap());
    let command = ["train", "names", "--base", "builtin:news", "--data", data, "--dev", dev, "--out", "medicine.lex"];
    let done = bench.run(&[&command[..], &["--threads", threads]].concat()).exits(0);
    (bench, done.err)
}

#[test]
fn a_head_is_trained_scored_and_used() {
    let (bench, said) = trained("2");
    assert!(said.contains("KRANKHEIT, WIRKSTOFF"), "{said}");
    let card = std::fs::read_to_string(bench.path().join("medicine.md")).unwrap();
    assert!(card.contains("learned from | 80 sentences"), "{card}");

    let dev = root().join("data/own-models/dev.txt");
    let arguments = ["eval", "--json", "--pipeline", "medicine.toml", "--gold", dev.to_str().unwrap()];
    let done = bench.run(&arguments).exits(0);
    let answer: Value = serde_json::from_slice(&done.out).unwrap();
    let strict = &answer[0]["views"][0]["schemes"][0];
    assert_eq!((strict["measure"].as_str(), strict["gold"].as_u64()), (Some("strict"), Some(25)));
    // What a head learns from 80 sentences; by chance it would be far below 10.
    assert!(strict["f1"].as_f64().unwrap() > 50.0, "{strict}");
    let table = said.lines().find(|line| line.starts_with("| all |")).unwrap();
    let told = format!("{:.1}", strict["f1"].as_f64().unwrap());
    assert!(table.contains(&told), "training and pipeline score alike: {table}, {told}");

    let text = "Gegen Masern wird geimpft, bei Fieber hilft Paracetamol.";
    let record =
        bench.run_on(&["annotate", "--pipeline", "medicine.toml"], text.as_bytes()).exits(0).records().remove(0);
    let mentions = record["mentions"].as_array().unwrap();
    let found: Vec<(&str, &str)> = mentions
        .iter()
        .map(|mention| (mention["surface"].as_str().unwrap(), mention["type"].as_str().unwrap()))
        .collect();
    assert!(found.contains(&("Masern", "KRANKHEIT")) && found.contains(&("Paracetamol", "WIRKSTOFF")), "{found:?}");
}

#[test]
fn threads_change_no_byte_of_a_head() {
    let head = |threads| std::fs::read(trained(threads).0.path().join("medicine.lex")).unwrap();
    assert_eq!(head("1"), head("3"));
}

#[test]
fn what_cannot_be_learned_from_is_refused() {
    let bench = Bench::new();
    bench.file("none.txt", "Kein Name weit und breit.\n");
    let train =
        |base: &str, data: &str| bench.run(&["train", "names", "--base", base, "--data", data, "--out", "x.lex"]);
    for (base, data, words) in [
        ("builtin:news", "none.txt", "the texts have no names"),
        ("builtin:news", "nowhere.jsonl", "nowhere.jsonl"),
        ("builtin:old", "none.txt", "no model `builtin:old`"),
        ("none.txt", "none.txt", "not a lexicon"),
    ] {
        let done = train(base, data).exits(2);
        assert!(done.err.contains(words), "`{words}` is not in: {}", done.err);
    }
    assert!(!bench.path().join("x.lex").exists());
}
