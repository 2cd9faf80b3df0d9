//! Model files that are not what a pipeline says they are: refused before any document is read, with exit code 2 and a
//! message that names the file and what is wrong with it.

use std::fs;

use wortlaut_tests::{Bench, root};

/// A pipeline of these stages and models answers with these words.
#[track_caller]
fn refuses(stages: &str, models: &str, model: &[u8], expected: &[&str]) {
    let bench = Bench::new();
    bench.file("model.lex", model);
    let pipeline = format!("stages = [{stages}]\n[models]\n{models}\n");
    bench.file("pipeline.toml", pipeline);
    let done = bench.run_on(&["annotate", "--pipeline", "pipeline.toml", "-"], "Köln.".as_bytes()).exits(2);
    assert!(done.out.is_empty());
    for words in expected {
        assert!(done.err.contains(words), "`{words}` is not in: {}", done.err);
    }
}

const ENCODED: &str = "\"segment\", \"encoder\", \"entities\"";
const TAGGED: &str = "\"segment\", \"entities\"";

fn gazetteer() -> Vec<u8> {
    fs::read(root().join("models/names.lex")).unwrap()
}

#[test]
fn a_file_that_is_not_there() {
    refuses(ENCODED, "encoder = \"nowhere.lex\"", b"", &["nowhere.lex"]);
}

#[test]
fn a_file_that_is_no_model() {
    let foreign = ["model.lex", "not a lexicon"];
    refuses(ENCODED, "encoder = \"model.lex\"", b"Guten Tag, ich bin kein Modell.", &foreign);
    refuses(TAGGED, "names = \"model.lex\"", b"", &foreign);
}

#[test]
fn a_file_that_is_cut_off_or_damaged() {
    let whole = gazetteer();
    for length in [9, 60, whole.len() / 2, whole.len() - 1] {
        refuses(TAGGED, "names = \"model.lex\"", &whole[..length], &["model.lex", "could not be loaded"]);
    }
    let mut damaged = whole;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    refuses(ENCODED, "encoder = \"model.lex\"", &damaged, &["model.lex", "could not be loaded"]);
}

#[test]
fn a_model_of_another_kind() {
    refuses(ENCODED, "encoder = \"model.lex\"", &gazetteer(), &["model.lex", "names", "config"]);
    refuses(TAGGED, "names = \"model.lex\"", &gazetteer(), &["model.lex", "names", "clusters"]);
}

#[test]
fn a_built_in_model_that_there_is_not() {
    refuses(ENCODED, "encoder = \"builtin:newz\"", b"", &["builtin:newz", "built in"]);
}
