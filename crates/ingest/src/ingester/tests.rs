//! Documents out of bytes, and bytes that are none.

use proptest::prelude::*;
use wortlaut_model::Role;

use super::*;
use crate::Verdict;

#[expect(clippy::result_large_err, reason = "rejections are rare, and a document is larger still")]
fn ingest(format: Format, bytes: impl Into<Vec<u8>>) -> Result<Document, Rejection> {
    Ingester::new(Options::default()).unwrap().document(RawDocument::new("d", format, bytes))
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|said| said.code).collect()
}

/// Compares the refusal of a line.
fn check_refused(format: Format, bytes: impl Into<Vec<u8>>, code: &str, message: &str) {
    let rejection = ingest(format, bytes).unwrap_err();
    assert_eq!((rejection.code, rejection.message.as_str()), (code, message));
}

#[test]
fn a_text_is_kept_as_it_is() {
    let bytes = " Ja.\r\n\r\nNein\u{a0}\0 \u{ad}\t\n".as_bytes();
    let document = ingest(Format::Text, bytes).unwrap();
    assert_eq!(document.text.as_bytes(), bytes);
    assert_eq!(document.source.hash, blake3::hash(bytes).to_hex().to_string());
    assert_eq!(document.source.encoding, "UTF-8");
}

#[test]
fn an_empty_text_is_a_document_with_a_remark() {
    let document = ingest(Format::Text, "").unwrap();
    assert_eq!((document.text.as_str(), codes(&document), document.segments.len()), ("", vec!["empty"], 0));
    assert_eq!((document.language.code.as_str(), Verdict::of(&document)), ("und", Verdict::German));
}

#[test]
fn a_header_date_goes_to_meta() {
    let document = ingest(Format::Text, " date 2025-07 Der Wind weht.").unwrap();
    assert_eq!(document.meta.text("date"), Some("2025-07"));
    assert_eq!(document.segments.first().map(|segment| segment.role), Some(Role::Boilerplate));
}

#[test]
fn a_line_keeps_its_other_fields() {
    let document = ingest(Format::Jsonl, r#"{"id": 7, "n": 1.10, "text": "Ja.\n", "tags": ["a", null]}"#).unwrap();
    assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "Ja.\n"));
    assert_eq!(document.meta.0.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["id", "n", "tags"]);
    assert_eq!(document.meta.value("n"), Some(&MetaValue::Number("1.10".to_owned())));
}

#[test]
fn what_was_set_right_is_said() {
    let document = ingest(Format::Jsonl, r#"{"text": "Der Wind \ud83d weht", "a": 1, "a": 2}"#).unwrap();
    assert_eq!(document.text, "Der Wind \u{FFFD} weht");
    assert_eq!(codes(&document), ["lone-surrogates", "duplicate-keys"]);
    let document = ingest(Format::Text, b"\xC3\xBCber Gr\xC3\xBC\xC3\x9Fe \xC3".to_vec()).unwrap();
    assert_eq!((codes(&document), document.source.encoding.as_str()), (vec!["encoding-errors"], "UTF-8"));
}

#[test]
fn lines_that_are_no_documents() {
    check_refused(Format::Jsonl, "{\"text\": ", "not-json", "it breaks off, at byte 9 of the line");
    check_refused(Format::Jsonl, "[1]", "not-json", "the line holds no JSON object");
    check_refused(Format::Jsonl, "{\"titel\": \"x\"}", "missing-text", "there is no field `text`");
    check_refused(Format::Jsonl, "{\"text\": 1}", "missing-text", "the field `text` is no string");
    check_refused(Format::Text, b"%PDF-1.4".to_vec(), "not-text", "the data are no text but a PDF file");
}

#[test]
fn a_refusal_has_the_digest_of_its_bytes() {
    let rejection = ingest(Format::Jsonl, "[1]").unwrap_err();
    assert_eq!((rejection.hash, rejection.bytes), (blake3::hash(b"[1]").to_hex().to_string(), 3));
}

#[test]
fn invalid_utf8_is_read_in_the_encoding_it_is_in() {
    let document = ingest(Format::Text, b"Die Stra\xDFe f\xFChrt \x84hinaus\x93 f\xFCr 5 \x80.".to_vec()).unwrap();
    assert_eq!(
        (document.text.as_str(), document.source.encoding.as_str()),
        ("Die Straße führt „hinaus“ für 5 €.", "windows-1252")
    );
    let page = b"<meta charset=iso-8859-15><p>F\xFCr 5 \xA4 nach K\xF6ln.".to_vec();
    let document = ingest(Format::Html, page).unwrap();
    assert_eq!((document.text.as_str(), document.source.encoding.as_str()), ("Für 5 € nach Köln.", "ISO-8859-15"));
}

#[test]
fn an_unknown_encoding_is_refused_at_once() {
    let options = Options { encoding: Some("klingon".to_owned()), ..Options::default() };
    let message = Ingester::new(options).unwrap_err().to_string();
    assert!(message.starts_with("`klingon` is no known encoding"));
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Jsonl, Format::Csv, Format::Tsv, Format::Html])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_are_a_document_or_refused(format in format(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(document) = ingest(format, bytes) {
            for segment in &document.segments {
                prop_assert!(segment.span.fits(&document.text));
            }
        }
    }

    #[test]
    fn text_comes_out_as_it_went_in(text in any::<String>()) {
        let plain = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        // Random strings hold control characters, and with enough of them are no text.
        if let Ok(document) = ingest(Format::Text, text.clone()) && document.source.encoding == "UTF-8" {
            prop_assert_eq!(&document.text, plain);
        }
        let line = serde_json::json!({ "text": text });
        prop_assert_eq!(&ingest(Format::Jsonl, line.to_string()).unwrap().text, &text);
    }
}

#[test]
fn a_treebank_brings_its_tokens() {
    let lines = "# newdoc id = x\n# text = Am See\n1-2\tAm\n1\tAn\n2\tdem\n3\tSee\n\n1\tJa\n";
    let document = ingest(Format::Conllu, lines).unwrap();
    assert_eq!((document.id.as_str(), document.text.as_str()), ("x", "Am See Ja"));
    assert_eq!((document.tokens.len(), document.sentences.len(), document.segments.len()), (3, 2, 1));
}

#[test]
fn a_malformed_line_of_a_treebank_is_refused_with_its_number_in_the_file() {
    let mut raw = RawDocument::new("d", Format::Conllu, "# newdoc\n1\tJa\n3\tnein\n");
    raw.line = Some(40);
    let rejection = Ingester::new(Options::default()).unwrap().document(raw).unwrap_err();
    assert_eq!((rejection.code, rejection.line), ("not-conllu", Some(42)));
    check_refused(Format::Conllu, "1\t\n", "not-conllu", "the form is empty");
}
