//! The reader agrees with `serde_json`, and keeps what that loses.

use proptest::prelude::*;

use super::*;

/// Writes a value the way the tests like to read it.
fn show(value: &MetaValue) -> String {
    match value {
        MetaValue::Null => "null".to_owned(),
        MetaValue::Bool(value) => value.to_string(),
        MetaValue::Number(digits) => digits.clone(),
        MetaValue::String(text) => format!("{text:?}"),
        MetaValue::List(values) => format!("[{}]", values.iter().map(show).collect::<Vec<_>>().join(" ")),
        MetaValue::Object(Meta(entries)) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key}={}", show(value))).collect();
            format!("{{{}}}", entries.join(" "))
        }
    }
}

fn check(text: &str, expected: &str) {
    let shown = match parse(text) {
        Ok(parsed) => show(&parsed.value),
        Err(error) => format!("{} at {}", error.message, error.at),
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn keys_keep_their_order_and_numbers_their_digits() {
    check(
        r#" {"b": 1.10, "a": [12345678901234567890, -0.0e+7, null, true], "c": {}} "#,
        "{b=1.10 a=[12345678901234567890 -0.0e+7 null true] c={}}",
    );
}

#[test]
fn the_last_of_two_values_stands() {
    check(r#"{"a": 1, "b": 2, "a": 3}"#, "{a=3 b=2}");
    assert_eq!(parse(r#"{"a": 1, "a": 3}"#).unwrap().duplicate_keys, 1);
}

#[test]
fn lone_surrogates_become_replacement_characters() {
    check(r#""\ud83d\ude00""#, "\"😀\"");
    for (text, count) in [(r#""a\ud800b""#, 1), (r#""\udc00\ud83d""#, 2), (r#""\ud83d\ud83d\ude00""#, 1)] {
        assert_eq!(parse(text).unwrap().lone_surrogates, count, "{text}");
    }
    check(r#""\ud83d\u0041""#, "\"\u{FFFD}A\"");
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    check("", "it breaks off at 0");
    check("{\"a\": 1", "`,` or `}` was expected at 7");
    check("{\"a\": 01}", "`,` or `}` was expected at 7");
    check("[1] 2", "something follows the value at 4");
    check("\"a\tb\"", "a control character in a string is not escaped at 2");
    check("{a: 1}", "a key was expected at 1");
    check("\"\\u00zz\"", "four hex digits were expected at 3");
    check(&"[".repeat(100_000), "nested too deep at 129");
}

fn json() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"ü\\n\"",
        "1",
        "-2.5e3",
        "0",
        ".",
        "true",
        "null",
        " ",
        "\\",
        "\\u00e4",
        "😀",
        "\u{1}",
        "{\"k\":",
        "[1,",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn agrees_with_serde_json(text in json()) {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assert_eq!(parse(&text).is_ok(), theirs.is_ok(), "{}", text);
    }

    #[test]
    fn reads_what_serde_json_writes(text in any::<String>(), number in any::<f64>(), key in "\\PC{0,8}") {
        let written = serde_json::json!({ key.clone(): [text, number] });
        let ours = parse(&written.to_string()).unwrap().value;
        let MetaValue::Object(meta) = ours else { panic!("no object") };
        let Some(MetaValue::List(values)) = meta.value(&key) else { panic!("no list") };
        prop_assert_eq!(values.first(), Some(&MetaValue::String(text)));
    }
}
