//! Rows of names: by view, scheme and class, and how well confidence is calibrated.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Row;

/// The rows of one gold of names.
pub fn rows(answer: &Value) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for view in list(answer, "views")? {
        let name = view.get("view").and_then(Value::as_str).context("view")?;
        let schemes = list(view, "schemes")?;
        if schemes.iter().all(|scheme| scheme.get("gold").and_then(Value::as_u64) == Some(0)) {
            continue;
        }
        let tables = [schemes, &[view.get("kind_aside").context("kind_aside")?.clone()], list(view, "groups")?];
        for score in tables.into_iter().flatten() {
            rows.push(row(name, score)?);
        }
        if name == "outer level" {
            for score in list(view, "classes")? {
                rows.push(row(name, score)?);
            }
            rows.push(calibration(name, view)?);
        }
    }
    Ok(rows)
}

fn list<'v>(value: &'v Value, key: &str) -> Result<&'v [Value]> {
    Ok(value.get(key).and_then(Value::as_array).with_context(|| key.to_owned())?)
}

fn row(view: &str, score: &Value) -> Result<Row> {
    let number = |key: &str| score.get(key).and_then(Value::as_f64).with_context(|| key.to_owned());
    let measure = score.get("measure").and_then(Value::as_str).context("measure")?;
    let gold = score.get("gold").and_then(Value::as_u64).context("gold")?;
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
        let score =
            |measure: &str| json!({ "measure": measure, "precision": 50.0, "recall": 25.0, "f1": 33.333, "gold": 4 });
        let view = |name: &str| {
            json!({ "view": name, "schemes": [score("strict")], "kind_aside": score("kind aside"), "groups": [],
                    "classes": [score("PER")], "calibration": { "error": 0.04 } })
        };
        let empty = json!({ "view": "inner level", "schemes": [{ "gold": 0 }] });
        let rows = rows(&json!({ "views": [view("all levels"), view("outer level"), empty] })).unwrap();
        let lines: Vec<&str> = rows.iter().map(|row| row.line.as_str()).collect();
        assert_eq!(
            lines,
            [
                "| all levels: strict | 50.00 | 25.00 | 33.33 | 4 |",
                "| all levels: kind aside | 50.00 | 25.00 | 33.33 | 4 |",
                "| outer level: strict | 50.00 | 25.00 | 33.33 | 4 |",
                "| outer level: kind aside | 50.00 | 25.00 | 33.33 | 4 |",
                "| outer level: PER | 50.00 | 25.00 | 33.33 | 4 |",
                "| outer level: calibration, 100 less its error | | | 96.00 | |",
            ]
        );
    }
}
