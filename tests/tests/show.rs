//! `wortlaut show`: texts, runs and records drawn in the terminal and as a page.

use wortlaut_tests::Bench;

const TEXT: &str = "„Wir legen ab“, sagte Anna Berg in Kiel.\n";

fn shown(bench: &Bench, arguments: &[&str]) -> String {
    let arguments = [&["show", "--pipeline", "fast"], arguments].concat();
    String::from_utf8(bench.run_on(&arguments, TEXT.as_bytes()).exits(0).out).unwrap()
}

#[test]
fn a_pipe_shows_names_and_quotes_in_brackets() {
    let bench = Bench::new();
    let all = shown(&bench, &["-"]);
    assert!(all.contains("{1 „Wir legen ab“}, sagte [PER Anna Berg] in [LOC Kiel]."), "{all}");
    assert!(all.contains("\n  {1} Anna Berg  direct · sagte · "), "{all}");
    assert!(!shown(&bench, &["--layer", "quotes"]).contains("[PER"));
    assert!(!shown(&bench, &["--layer", "entities"]).contains("{1"));
}

#[test]
fn a_run_its_records_and_its_text_look_the_same() {
    let bench = Bench::new();
    bench.file("a.txt", TEXT);
    let _ = bench.run(&["run", "a.txt", "--out", "output", "--pipeline", "fast"]).exits(0);
    let text = shown(&bench, &["a.txt"]);
    assert_eq!(shown(&bench, &["output"]), text);
    assert_eq!(shown(&bench, &["output/current/annotations-00000.jsonl"]), text);
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    let page = shown(&Bench::new(), &["--html"]);
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("prefers-color-scheme: dark") && page.contains("<mark class=\"per"), "{page}");
    for forbidden in ["<script", "http:", "https:", "url(", "@import"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}
