//! JSON lines: `{"text": "…", "spans": [{"start": 0, "end": 4, "label": "PER"}]}`, offsets counted in code points as in
//! records. `entities`, `labels` and `label` serve as well for `spans`, `[start, end, label]` for a span, and so do records of
//! Wortlaut themselves, with their `mentions` of `type` and `kind`.

use std::path::Path;

use serde_json::Value;
use wortlaut_model::{MentionKind, Span};

use super::read::{id, leveled};
use super::{Given, NameClass, NamesGold};
use crate::EvalError;

/// Keys under which tools put the spans.
const LISTS: [&str; 5] = ["spans", "mentions", "entities", "labels", "label"];

/// Parses a file of JSON lines.
pub(super) fn parse(path: &Path, text: &str) -> Result<Vec<NamesGold>, EvalError> {
    let mut gold = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let format = |source| EvalError::Format { path: path.to_owned(), source };
        let value: Value = serde_json::from_str(line).map_err(format)?;
        let problem = |problem| EvalError::Line { path: path.to_owned(), line: index + 1, problem };
        gold.push(of_line(&value, id(path, index + 1)).map_err(problem)?);
    }
    Ok(gold)
}

fn of_line(value: &Value, id: String) -> Result<NamesGold, &'static str> {
    let text = value.get("text").and_then(Value::as_str).ok_or("there is no `text`")?;
    if value.get("offsets").and_then(Value::as_str).is_some_and(|unit| unit != "codepoint") {
        return Err("offsets must be counted in code points");
    }
    let list = LISTS.iter().find_map(|key| value.get(key)?.as_array()).ok_or("there is no list of `spans`")?;
    let mut places: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    places.push(text.len());
    let mut names = Vec::new();
    for span in list {
        let Some((start, end, class)) = name(span)? else { continue };
        let place = |at: u64| places.get(usize::try_from(at).ok()?).copied();
        let (start, end) = place(start).zip(place(end)).ok_or("an offset lies beyond the text")?;
        if start >= end {
            return Err("a span is empty");
        }
        names.push((Span::new(start, end), class));
    }
    let id = value.get("id").and_then(Value::as_str).map_or(id, str::to_owned);
    let date = value.pointer("/meta/date").and_then(Value::as_str).map(str::to_owned);
    Ok(NamesGold { id, text: text.to_owned(), date, given: Given::Page, names: leveled(names) })
}

/// Start, end and class of a span; nothing for mentions that do not name.
fn name(span: &Value) -> Result<Option<(u64, u64, NameClass)>, &'static str> {
    let field = |index: usize, keys: &[&str]| span.get(index).or_else(|| keys.iter().find_map(|key| span.get(key)));
    let start = field(0, &["start", "start_offset"]).and_then(Value::as_u64).ok_or("a span has no `start`")?;
    let end = field(1, &["end", "end_offset"]).and_then(Value::as_u64).ok_or("a span has no `end`")?;
    let label = field(2, &["label", "type"]).and_then(Value::as_str).ok_or("a span has no `label`")?;
    let mut class = NameClass::parse(label);
    match span.get("kind").and_then(Value::as_str) {
        None | Some("name") => {}
        Some("part") => class.kind = MentionKind::Part,
        Some("derived") => class.kind = MentionKind::Derived,
        Some("nominal" | "pronoun") => return Ok(None),
        Some(_) => return Err("a span's `kind` is none of name, part, derived, nominal and pronoun"),
    }
    Ok(Some((start, end, class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[(&str, &str)]) {
        let gold = parse(Path::new("corpus.jsonl"), line).unwrap().remove(0);
        let found: Vec<(&str, String)> =
            gold.names.iter().map(|name| (name.span.of(&gold.text), name.class.to_string())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(surface, class)| (*surface, class.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn spans_count_code_points_however_they_are_written() {
        let expected = [("Köln", "LOC"), ("Berg", "PER")];
        check(
            r#"{"text": "Für Köln: Berg", "spans": [{"start": 10, "end": 14, "label": "PER"}, {"start": 4, "end": 8, "label": "LOC"}]}"#,
            &expected,
        );
        check(r#"{"text": "Für Köln: Berg", "entities": [[4, 8, "LOC"], [10, 14, "PER"]]}"#, &expected);
    }

    #[test]
    fn records_are_gold_too() {
        check(
            r#"{"id": "a", "offsets": "codepoint", "text": "Berliner Luft, er", "mentions": [{"start": 0, "end": 8, "type": "LOC", "kind": "derived"}, {"start": 15, "end": 17, "type": "PER", "kind": "pronoun"}]}"#,
            &[("Berliner", "LOCderiv")],
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        for line in [
            r#"{"text": "Ja"}"#,
            r#"{"text": "Ja", "spans": [[0, 3, "PER"]]}"#,
            r#"{"text": "Ja", "spans": [[1, 1, "PER"]]}"#,
            r#"{"text": "Ja", "offsets": "byte", "spans": []}"#,
        ] {
            let error = parse(Path::new("corpus.jsonl"), line).unwrap_err();
            assert!(error.to_string().contains("line 1"), "{error}");
        }
    }
}
