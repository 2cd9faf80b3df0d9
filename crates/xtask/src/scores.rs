//! The score table of `docs/evaluation.md`: written by one command, checked against a fall by another.
//!
//! The page has text written by hand and, between two marks, the tables. Gold that comes with the project is always
//! scored; corpora of the data folder only where the folder is there, else their committed rows stand.

mod names;
mod syntax;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::corpus;
use crate::shell::{debug_binary, root};

/// Where the tables begin.
const BEGIN: &str = "<!-- scores: begin -->";

/// Where they end.
const END: &str = "<!-- scores: end -->";

/// Points of F1 that a score may lose unremarked: less than one annotation in most tables.
const TOLERANCE: f64 = 0.05;

/// What is scored: a title, the gold, where it lies, extra arguments.
struct Corpus {
    title: &'static str,
    gold: &'static str,
    place: Place,
    arguments: &'static [&'static str],
}

/// Where gold lies.
#[derive(PartialEq, Eq)]
enum Place {
    /// In the project.
    Project,
    /// In the data folder.
    Data,
    /// In the data folder as raw text, a sentence a line, of which gold is made.
    Lines,
    /// In the data folder as a treebank, of which a part is held out.
    HeldOut,
}

const NEWS_MOOD: &[&str] = &["--layer", "mood", "--pipeline", "news"];
const FAST_MOOD: &[&str] = &["--layer", "mood", "--pipeline", "fast"];

/// Sentences of the project in which the moods of finite verbs are marked.
const fn mood(title: &'static str, gold: &'static str, arguments: &'static [&'static str]) -> Corpus {
    Corpus { title, gold, place: Place::Project, arguments }
}

const CORPORA: [Corpus; 20] = [
    Corpus {
        title: "gold-dev, all layers, `stts` tokens (dev)",
        gold: "data/gold-dev",
        place: Place::Project,
        arguments: &[],
    },
    Corpus {
        title: "names, gold-dev, pipeline `news` (dev)",
        gold: "data/gold-dev",
        place: Place::Project,
        arguments: &["--layer", "names", "--pipeline", "news"],
    },
    Corpus {
        title: "names, gold-dev, pipeline `fast` (dev)",
        gold: "data/gold-dev",
        place: Place::Project,
        arguments: &["--layer", "names", "--pipeline", "fast"],
    },
    Corpus {
        title: "names, GermEval 2014 dev, pipeline `news`, convention `germeval` (seen by the shipped models: see above)",
        gold: "ner/germeval14-dev.tsv",
        place: Place::Data,
        arguments: &["--layer", "names", "--pipeline", "news", "--convention", "germeval"],
    },
    Corpus {
        title: "names, GermEval 2014 dev, pipeline `fast`, convention `germeval` (seen by the shipped models: see above)",
        gold: "ner/germeval14-dev.tsv",
        place: Place::Data,
        arguments: &["--layer", "names", "--pipeline", "fast", "--convention", "germeval"],
    },
    Corpus {
        title: "grammar, UD German GSD, held-out fifth, raw text, pipeline `news` (dev)",
        gold: "syntax",
        place: Place::HeldOut,
        arguments: &["--layer", "syntax", "--pipeline", "news"],
    },
    Corpus {
        title: "grammar, UD German GSD, held-out fifth, raw text, pipeline `fast` (dev)",
        gold: "syntax",
        place: Place::HeldOut,
        arguments: &["--layer", "syntax", "--pipeline", "fast"],
    },
    mood(
        "mood of finite verbs, mood-test.tsv, pipeline `news` (rules were written with its errors in sight)",
        "data/grammar/mood-test.tsv",
        NEWS_MOOD,
    ),
    mood(
        "mood of finite verbs, mood-test.tsv, pipeline `fast` (rules were written with its errors in sight)",
        "data/grammar/mood-test.tsv",
        FAST_MOOD,
    ),
    mood(
        "mood of finite verbs, mood-dev.tsv, pipeline `news` (hard; rules were written with its errors in sight)",
        "data/grammar/mood-dev.tsv",
        NEWS_MOOD,
    ),
    mood(
        "mood of finite verbs, mood-dev.tsv, pipeline `fast` (hard; rules were written with its errors in sight)",
        "data/grammar/mood-dev.tsv",
        FAST_MOOD,
    ),
    mood(
        "mood of finite verbs, mood-fresh.tsv, pipeline `news` (dev, written apart)",
        "data/grammar/mood-fresh.tsv",
        NEWS_MOOD,
    ),
    mood(
        "mood of finite verbs, mood-fresh.tsv, pipeline `fast` (dev, written apart)",
        "data/grammar/mood-fresh.tsv",
        FAST_MOOD,
    ),
    Corpus {
        title: "UD German GSD dev, `ud` tokens (seen by the shipped sentence scorer)",
        gold: "syntax/de_gsd-ud-dev.conllu",
        place: Place::Data,
        arguments: &["--tokens", "ud"],
    },
    Corpus {
        title: "UD German GSD test, `ud` tokens (seen by the shipped sentence scorer)",
        gold: "syntax/de_gsd-ud-test.conllu",
        place: Place::Data,
        arguments: &["--tokens", "ud"],
    },
    Corpus {
        title: "EmpiriST web, train part, `stts` tokens (dev)",
        gold: "segment/empirist-web-train.json",
        place: Place::Data,
        arguments: &[],
    },
    Corpus {
        title: "EmpiriST CMC, train part, `stts` tokens (dev)",
        gold: "segment/empirist-cmc-train.json",
        place: Place::Data,
        arguments: &[],
    },
    Corpus {
        title: "EmpiriST, train part, as published (.vrt), `stts` tokens (dev)",
        gold: "segment/empirist-train.vrt",
        place: Place::Data,
        arguments: &[],
    },
    Corpus {
        title: "encyclopedia articles, edited text with its stops, against the raw text's own automatic sentences",
        gold: "raw/wikipedia-articles.txt.xz",
        place: Place::Lines,
        arguments: &["--layer", "sentences"],
    },
    Corpus {
        title: "gold-train, all layers (rules were written on it)",
        gold: "gold-train",
        place: Place::Data,
        arguments: &[],
    },
];

/// A row of a table: layer, measure, and what follows them.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    f1: f64,
    line: String,
}

/// Scores, and writes the page or checks it.
pub fn scores(check: bool, data: &Path) -> Result<()> {
    let page_path = root().join("docs/evaluation.md");
    let page = fs::read_to_string(&page_path).context("docs/evaluation.md")?;
    let (before, rest) = page.split_once(BEGIN).context("docs/evaluation.md lacks the mark where scores begin")?;
    let (committed, after) = rest.split_once(END).context("docs/evaluation.md lacks the mark where scores end")?;
    let binary = debug_binary()?;
    let folder = tempfile::tempdir()?;
    let mut tables = String::from("\n");
    let mut falls = Vec::new();
    for corpus in &CORPORA {
        let mut gold = if corpus.place == Place::Project { root().join(corpus.gold) } else { data.join(corpus.gold) };
        let before = rows_of(committed, corpus.title);
        if !gold.exists() {
            println!("scores: {} left as committed: no {}", corpus.title, gold.display());
            tables += &table(corpus.title, &before);
            continue;
        }
        if corpus.place == Place::Lines {
            gold = corpus::write_sentence_gold(&gold, folder.path())?;
        } else if corpus.place == Place::HeldOut {
            gold = syntax::write_held_out(&gold, folder.path())?;
        }
        let now = measure(&binary, &gold, corpus)?;
        falls.extend(fallen(&before, &now).into_iter().map(|fall| format!("{}: {fall}", corpus.title)));
        tables += &table(corpus.title, &now);
    }
    for fall in &falls {
        println!("scores: {fall}");
    }
    if check {
        ensure!(falls.is_empty(), "{} scores have fallen", falls.len());
        println!("scores: none has fallen");
        return Ok(());
    }
    fs::write(&page_path, format!("{before}{BEGIN}\n{tables}{END}{after}"))?;
    println!("scores: written to {}", page_path.display());
    Ok(())
}

fn measure(binary: &Path, gold: &Path, corpus: &Corpus) -> Result<Vec<Row>> {
    let mut command = Command::new(binary);
    command.args(["eval", "--json", "--gold"]).arg(gold).args(corpus.arguments);
    let output = command.output()?;
    ensure!(output.status.success(), "{}: {}", corpus.title, String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    let scores = answer.as_array().context("eval answers with a list")?.iter();
    let rows = scores.map(|score| match score {
        names if names.get("views").is_some() => names::rows(names),
        syntax if syntax.get("measures").is_some() => syntax::rows(syntax),
        other => Ok(vec![row(other)?]),
    });
    Ok(rows.collect::<Result<Vec<Vec<Row>>>>()?.concat())
}

fn row(score: &Value) -> Result<Row> {
    let text = |key: &str| score.get(key).and_then(Value::as_str).with_context(|| key.to_owned());
    let number = |key: &str| score.get(key).and_then(Value::as_f64).with_context(|| key.to_owned());
    let gold = score.pointer("/counts/gold").and_then(Value::as_u64).context("counts")?;
    let name = format!("{}: {}", text("layer")?, text("measure")?);
    let (precision, recall, f1) = (number("precision")?, number("recall")?, number("f1")?);
    let line = format!("| {name} | {precision:.2} | {recall:.2} | {f1:.2} | {gold} |");
    Ok(Row { name, f1, line })
}

/// The rows of the table under this title.
fn rows_of(tables: &str, title: &str) -> Vec<Row> {
    let lines = tables.lines().skip_while(|line| line.strip_prefix("### ") != Some(title)).skip(1);
    let lines = lines.take_while(|line| !line.starts_with("### ")).filter(|line| line.starts_with('|'));
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            Some(Row { name: (*cells.first()?).to_owned(), f1: cells.get(3)?.parse().ok()?, line: line.to_owned() })
        })
        .collect()
}

/// What has fallen or is gone.
fn fallen(before: &[Row], now: &[Row]) -> Vec<String> {
    let judge = |old: &Row| match now.iter().find(|new| new.name == old.name) {
        None => Some(format!("{} is gone", old.name)),
        Some(new) if new.f1 < old.f1 - TOLERANCE => {
            Some(format!("{} fell from {:.2} to {:.2}", old.name, old.f1, new.f1))
        }
        Some(_) => None,
    };
    before.iter().filter_map(judge).collect()
}

fn table(title: &str, rows: &[Row]) -> String {
    let lines: String = rows.iter().map(|row| row.line.clone() + "\n").collect();
    format!("### {title}\n\n| layer: measure | P | R | F1 | gold |\n|---|---|---|---|---|\n{lines}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, f1: f64) -> Row {
        Row { name: name.to_owned(), f1, line: format!("| {name} | 1.00 | 2.00 | {f1:.2} | 9 |") }
    }

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let tables = table("one", &[row("names: strict", 61.5)]) + &table("two", &[row("names: strict", 70.25)]);
        assert_eq!(rows_of(&tables, "two"), [row("names: strict", 70.25)]);
        assert_eq!(rows_of(&tables, "three"), []);
    }

    #[test]
    fn a_fall_and_a_loss_are_told_and_a_rise_is_not() {
        let before = [row("a", 50.0), row("b", 50.0), row("c", 50.0), row("d", 50.0)];
        let now = [row("a", 49.96), row("b", 49.9), row("d", 60.0)];
        assert_eq!(fallen(&before, &now), ["b fell from 50.00 to 49.90", "c is gone"]);
    }
}
