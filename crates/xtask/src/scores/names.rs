//! Rows of names: by view, scheme and class, and how well confidence is calibrated.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Row;

/// Classes with fewer gold names have no row: one name more or less would move it by points.
const LEAST_GOLD: u64 = 10;

/// The rows of one gold of names: all schemes and kinds over all levels, classes and calibration of the outer level.
pub fn rows(answer: &Value) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for view in list(answer, "views")? {
        let name = view.get("view").and_then(Value::as_str).context("view")?;
        let schemes = list(view, "schemes")?;
        let strict = schemes.first().context("schemes")?;
        let groups = list(view, "groups")?;
        match name {
            "all levels" => {
                let aside = view.get("kind_aside").context("kind_aside")?;
                for score in schemes.iter().chain([aside]).chain(groups) {
                    rows.push(row(name, score)?);
                }
            }
            "outer level" => {
                let classes = list(view, "classes")?.iter().filter(|class| gold(class) >= LEAST_GOLD);
                for score in [strict].into_iter().chain(groups.first()).chain(classes) {
                    rows.push(row(name, score)?);
                }
                rows.push(calibration(name, view)?);
            }
            _ if gold(strict) > 0 => rows.push(row(name, strict)?),
            _ => {}
        }
    }
    Ok(rows)
}

/// Names in gold.
fn gold(score: &Value) -> u64 {
    score.get("gold").and_then(Value::as_u64).unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> Result<&'v [Value]> {
    Ok(value.get(key).and_then(Value::as_array).with_context(|| key.to_owned())?)
}

fn row(view: &str, score: &Value) -> Result<Row> {
    let number = |key: &str| score.get(key).and_then(Value::as_f64).with_context(|| key.to_owned());
    let measure = score.get("measure").and_then(Value::as_str).context("measure")?;
    let gold = gold(score);
    let name = format!("{view}: {measure}");
    let (precision, recall, f1) = (number("precision")?, number("recall")?, number("f1")?);
    let line = format!("| {name} | {precision:.2} | {recall:.2} | {f1:.2} | {gold} |");
    Ok(Row { name, f1, line })
}

/// The expected calibration error, turned round so that a rise of it is a fall of the row: 100 less its percent.
fn calibration(view: &str, of: &Value) -> Result<Row> {
    let error = of.pointer("/calibration/error").and_then(Value::as_f64).context("calibration")?;
    let (name, f1) = (format!("{view}: calibration, 100 less its error"), 100.0 - 100.0 * error);
    let line = format!("| {name} | | | {f1:.2} | |");
    Ok(Row { name, f1, line })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_of_an_answer() {
        let score = |measure: &str, gold: u64| json!({ "measure": measure, "precision": 50.0, "recall": 25.0, "f1": 33.333, "gold": gold });
        let view = |name: &str, gold: u64| {
            json!({ "view": name, "schemes": [score("strict", gold), score("exact", gold)], "kind_aside": score("kind aside", gold),
                    "groups": [score("PER LOC ORG", gold), score("kind part", gold)],
                    "classes": [score("PER", gold), score("MISC", 2)], "calibration": { "error": 0.04 } })
        };
        let views = [view("all levels", 44), view("outer level", 40), view("inner level", 0)];
        let rows = rows(&json!({ "views": views })).unwrap();
        let lines: Vec<&str> = rows.iter().map(|row| row.line.as_str()).collect();
        assert_eq!(
            lines,
            [
                "| all levels: strict | 50.00 | 25.00 | 33.33 | 44 |",
                "| all levels: exact | 50.00 | 25.00 | 33.33 | 44 |",
                "| all levels: kind aside | 50.00 | 25.00 | 33.33 | 44 |",
                "| all levels: PER LOC ORG | 50.00 | 25.00 | 33.33 | 44 |",
                "| all levels: kind part | 50.00 | 25.00 | 33.33 | 44 |",
                "| outer level: strict | 50.00 | 25.00 | 33.33 | 40 |",
                "| outer level: PER LOC ORG | 50.00 | 25.00 | 33.33 | 40 |",
                "| outer level: PER | 50.00 | 25.00 | 33.33 | 40 |",
                "| outer level: calibration, 100 less its error | | | 96.00 | |",
            ]
        );
    }
}
