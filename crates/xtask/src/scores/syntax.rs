//! Rows of `eval --layer syntax`, and the part of UD German GSD that the shipped models of grammar have not seen.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Row;

/// Every so many sentences of GSD's dev and test files one is held out, beginning with the first: `training/` leaves them out alike.
const FOLDS: usize = 5;

/// Relations with fewer gold words have no row: one word more or less would move them by points.
const LEAST_GOLD: u64 = 40;

/// Writes the held-out sentences of the treebank's two files below `folder`, and says where.
pub fn write_held_out(treebank: &Path, folder: &Path) -> Result<PathBuf> {
    let mut held = String::new();
    let mut number = 0;
    for part in ["dev", "test"] {
        let path = treebank.join(format!("de_gsd-ud-{part}.conllu"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for sentence in text.trim().split("\n\n") {
            if number % FOLDS == 0 {
                held.push_str(sentence);
                held.push_str("\n\n");
            }
            number += 1;
        }
    }
    let path = folder.join("held-out.conllu");
    fs::write(&path, held)?;
    Ok(path)
}

/// The rows of one treebank: all measures, and the frequent relations.
pub fn rows(answer: &Value) -> Result<Vec<Row>> {
    let list = |key: &str| answer.get(key).and_then(Value::as_array).with_context(|| key.to_owned());
    let measures = list("measures")?.iter().map(|score| row("syntax", score));
    let frequent = |score: &&Value| score.get("gold").and_then(Value::as_u64).is_some_and(|gold| gold >= LEAST_GOLD);
    let relations = list("relations")?.iter().filter(frequent).map(|score| row("relation", score));
    measures.chain(relations).collect()
}

fn row(layer: &str, score: &Value) -> Result<Row> {
    let number = |key: &str| score.get(key).and_then(Value::as_f64).with_context(|| key.to_owned());
    let measure = score.get("measure").and_then(Value::as_str).context("measure")?;
    let (precision, recall, f1) = (number("precision")?, number("recall")?, number("f1")?);
    let gold = score.get("gold").and_then(Value::as_u64).context("gold")?;
    let name = format!("{layer}: {measure}");
    let line = format!("| {name} | {precision:.2} | {recall:.2} | {f1:.2} | {gold} |");
    Ok(Row { name, f1, line })
}
