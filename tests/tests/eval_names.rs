//! `wortlaut eval` on gold of names: every form of gold, given tokens, conventions.

use serde_json::Value;
use wortlaut_tests::Bench;

/// The answer for one gold file.
#[track_caller]
fn answer(file: &str, content: &str, more: &[&str]) -> Value {
    let bench = Bench::new();
    bench.file(file, content);
    let arguments = [&["eval", "--json", "--pipeline", "fast", "--gold", file], more].concat();
    let answer: Value = serde_json::from_slice(&bench.run(&arguments).exits(0).out).unwrap();
    answer[0].clone()
}

/// Strict counts of a view: gold, and correct.
fn strict(answer: &Value, view: usize) -> (u64, u64) {
    let scheme = &answer["views"][view]["schemes"][0];
    (scheme["gold"].as_u64().unwrap(), scheme["counts"]["correct"].as_u64().unwrap())
}

#[test]
fn the_same_names_in_every_form_of_gold() {
    let columns = "1\tAngela\tB-PER\tO\n2\tMerkel\tI-PER\tO\n3\tbesuchte\tO\tO\n4\tBerlin\tB-LOC\tO\n5\t.\tO\tO\n";
    let bio = "Angela B-PER\nMerkel I-PER\nbesuchte O\nBerlin B-LOC\n. O\n";
    let marked = "[PER Angela Merkel] besuchte [LOC Berlin].\n";
    let spans = r#"{"text": "Angela Merkel besuchte Berlin.", "spans": [[0, 13, "PER"], [23, 29, "LOC"]]}"#;
    for (file, content) in [("a.tsv", columns), ("a.conll", bio), ("a.txt", marked), ("a.jsonl", spans)] {
        assert_eq!(strict(&answer(file, content, &[]), 0), (2, 2), "{file}");
    }
}

#[test]
fn given_tokens_are_kept_where_the_tokenizer_would_cut_otherwise() {
    // The tokenizer takes the stop of the abbreviation for a part of it, and `Berlin/Bonn` apart.
    let columns = "1\tdpa\tO\tO\n2\t.\tO\tO\n3\tBerlin/Bonn\tB-LOC\tO\n4\tschweigt\tO\tO\n";
    let answer = answer("a.tsv", columns, &["--errors", "9"]);
    assert_eq!(strict(&answer, 0).0, 1);
    for error in answer["errors"].as_array().unwrap() {
        let surface = error["predicted"]["surface"].as_str().unwrap_or("Berlin/Bonn");
        assert!(["dpa", ".", "Berlin/Bonn", "schweigt"].contains(&surface), "{error}");
    }
}

#[test]
fn marks_with_two_types_follow_the_convention() {
    let marked = "Die [MISC/ORG Regionalliga] kostet ihn zwei [-/MISC Euro].\n";
    assert_eq!(strict(&answer("a.txt", marked, &[]), 0).0, 1);
    assert_eq!(strict(&answer("a.txt", marked, &["--convention", "germeval"]), 0).0, 2);
    let only = answer("a.txt", marked, &["--convention", "germeval", "--types", "ORG"]);
    assert_eq!(strict(&only, 0).0, 1);
}

#[test]
fn nested_names_have_a_level_of_their_own() {
    let answer = answer("a.txt", "Die [ORG Universität [LOC Bonn]] schweigt.\n", &[]);
    assert_eq!([strict(&answer, 0).0, strict(&answer, 1).0, strict(&answer, 2).0], [2, 1, 1]);
}

#[test]
fn gold_that_cannot_be_read_is_refused_with_its_line() {
    let bench = Bench::new();
    bench.file("a.tsv", "Anna\tB-PER\nBerg\tPER\n");
    let done = bench.run(&["eval", "--pipeline", "fast", "--gold", "a.tsv"]).exits(2);
    assert!(done.err.contains("`a.tsv`, line 2"), "{}", done.err);
    let done = bench.run(&["eval", "--pipeline", "fast", "--layer", "quotes", "--gold", "a.tsv"]).exits(2);
    assert!(done.err.contains("names and no other layer"), "{}", done.err);
}
