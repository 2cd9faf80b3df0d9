//! Streams cut into documents, and what bad ones become.

#![expect(clippy::disallowed_methods, reason = "the tests write the files they read")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::Ordering;

use flate2::write::GzEncoder;

use super::*;
use crate::resolve;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// The items of one file, one line each.
fn read_with(name: &str, bytes: &[u8], options: &Options) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    fs::write(&path, bytes).unwrap();
    items(&path, options)
}

fn items(path: &Path, options: &Options) -> Vec<String> {
    let resolved = resolve(&[path.to_string_lossy().into_owned()], options).unwrap();
    Reader::open(resolved.inputs, options).map(|item| show(&item)).collect()
}

fn show(item: &Item) -> String {
    match item {
        Item::Document(raw) => {
            let line = raw.line.map(|line| format!(" line {line}")).unwrap_or_default();
            format!("{}{line}: {}", raw.id, String::from_utf8_lossy(&raw.bytes))
        }
        Item::Rejected(rejection) => {
            let line = rejection.line.map(|line| format!(" line {line}")).unwrap_or_default();
            format!("{}{line}! {}", rejection.id, rejection.code)
        }
    }
}

fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(read_with(name, bytes, &Options::default()), expected);
}

#[test]
fn a_text_is_one_document_byte_for_byte() {
    check("a.txt", b" Ja.\r\n\r\n", &["a.txt: Ja.\r\n\r\n".replacen("Ja", " Ja", 1).as_str()]);
    check("a.txt", b"", &["a.txt: "]);
    check("a.html", b"<p>x", &["a.html: <p>x"]);
}

#[test]
fn lines_and_records() {
    check(
        "a.jsonl",
        b"{}\r\n\n  \n[1]\n{\"a\"",
        &["a.jsonl#0 line 1: {}", "a.jsonl#1 line 4: [1]", "a.jsonl#2 line 5: {\"a\""],
    );
    check(
        "a.csv",
        b"id,text\r\n1,\"a\nb, \"\"c\"\"\"\n\n2,d",
        &["a.csv#0 line 2: 1,\"a\nb, \"\"c\"\"\"", "a.csv#1 line 5: 2,d"],
    );
}

#[test]
fn compression_is_seen_by_its_first_bytes() {
    for (suffix, pack) in [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("zst", zstandard)] {
        check(&format!("a.txt.{suffix}"), &pack("größer".as_bytes()), &["a.txt: größer"]);
        check(
            &format!("a.jsonl.{suffix}"),
            &[pack(b"1\n"), pack(b"2\n")].concat(),
            &["a.jsonl#0 line 1: 1", "a.jsonl#1 line 2: 2"],
        );
        check("a.txt", &pack(b"x"), &["a.txt: x"]);
        check(&format!("a.txt.{suffix}"), b"plain", &["a.txt! truncated"]);
        check(&format!("a.txt.{suffix}"), b"", &["a.txt! truncated"]);
    }
}

#[test]
fn truncated_data_give_what_stands_before_the_break() {
    let lines: String = (0..5000_u32).map(|n| format!("{{\"n\": {}}}\n", n.wrapping_mul(2_654_435_761))).collect();
    for (suffix, pack) in [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("zst", zstandard)] {
        let mut packed = pack(lines.as_bytes());
        packed.extend(pack(lines.as_bytes()));
        packed.truncate(packed.len() - 20);
        let items = read_with(&format!("a.jsonl.{suffix}"), &packed, &Options::default());
        let (last, whole) = items.split_last().unwrap();
        assert!(whole.len() >= 5000 && whole.iter().all(|item| item.ends_with('}')), "{} items", whole.len());
        assert_eq!(*last, format!("a.jsonl#{} line {}! truncated", whole.len(), whole.len() + 1));
        let mut text = pack(lines.as_bytes());
        text.truncate(text.len() / 2);
        check(&format!("a.txt.{suffix}"), &text, &["a.txt! truncated"]);
    }
}

#[test]
fn a_short_truncated_file_keeps_its_lines() {
    let mut packed = gzip(b"1\n2\n3");
    packed.truncate(packed.len() - 8);
    check("a.jsonl.gz", &packed, &["a.jsonl#0 line 1: 1", "a.jsonl#1 line 2: 2", "a.jsonl#2 line 3! truncated"]);
}

#[test]
fn a_line_of_twenty_megabytes_is_passed_over() {
    let line = format!("{{\"text\": \"{}\"}}", "x".repeat(20_000_000));
    let file = format!("{{\"text\": \"a\"}}\n{line}\n{{\"text\": \"b\"}}\n");
    let items = read_with("a.jsonl", file.as_bytes(), &Options::default());
    assert_eq!(
        items,
        ["a.jsonl#0 line 1: {\"text\": \"a\"}", "a.jsonl#1 line 2! too-large", "a.jsonl#2 line 3: {\"text\": \"b\"}"]
    );
}

#[test]
fn the_limit_is_that_of_the_document_without_its_line_end() {
    let options = Options { max_bytes: 4, ..Options::default() };
    assert_eq!(
        read_with("a.jsonl", b"1234\r\n12345\n123456789\n1\n", &options),
        ["a.jsonl#0 line 1: 1234", "a.jsonl#1 line 2! too-large", "a.jsonl#2 line 3! too-large", "a.jsonl#3 line 4: 1",]
    );
    assert_eq!(read_with("a.txt", b"1234", &options), ["a.txt: 1234"]);
    assert_eq!(read_with("a.txt", b"12345", &options), ["a.txt! too-large"]);
    assert_eq!(
        read_with("a.csv", b"t\n", &Options { text_field: "t".to_owned(), ..options }),
        ["a.csv#0 line 2! no-documents"]
    );
}

#[test]
fn a_too_large_line_has_the_digest_of_all_its_bytes() {
    let options = Options { max_bytes: 4, ..Options::default() };
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.jsonl");
    fs::write(&path, "1234567\n").unwrap();
    let mut reader = Reader::open(vec![Input::file(&path, &options)], &options);
    let Some(Item::Rejected(rejection)) = reader.next() else { panic!("no rejection") };
    assert_eq!((rejection.bytes, rejection.hash), (8, blake3::hash(b"1234567\n").to_hex().to_string()));
    assert_eq!(reader.bytes_read().load(Ordering::Relaxed), 8);
}

#[test]
fn records_that_never_end() {
    check("a.csv", b"text\n\"a\nb\nc", &["a.csv#0 line 2! csv-unclosed-quote"]);
    let options = Options { max_bytes: 8, ..Options::default() };
    assert_eq!(read_with("a.csv", b"text\n\"abcdefghijkl\nmnop\nq\n", &options).last().unwrap(), "a.csv#2 line 4: q");
}

#[test]
fn a_table_without_the_text_column_is_refused_once() {
    check("a.csv", b"id,titel\n1,2\n3,4\n", &["a.csv#0 line 1! missing-text"]);
    check("a.tsv", b"id\ttext\n1\tja\n", &["a.tsv#0 line 2: 1\tja"]);
}

#[test]
fn files_without_documents_are_told() {
    check("a.jsonl", b"", &["a.jsonl#0 line 1! no-documents"]);
    check("a.jsonl", b"\n \n", &["a.jsonl#0 line 3! no-documents"]);
    check("a.csv", b"text\n", &["a.csv#0 line 2! no-documents"]);
}

#[test]
fn marks_are_taken_off_and_utf16_lines_are_found() {
    check("a.jsonl", "\u{FEFF}{}\n1".as_bytes(), &["a.jsonl#0 line 1: {}", "a.jsonl#1 line 2: 1"]);
    let utf16: Vec<u8> = "\u{FEFF}\"ä\"\n\"ö\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("a.jsonl", &utf16, &["a.jsonl#0 line 1: \"ä\"", "a.jsonl#1 line 2: \"ö\""]);
    check("a.jsonl", utf16.get(2..).unwrap(), &["a.jsonl#0 line 1: \"ä\"", "a.jsonl#1 line 2: \"ö\""]);
}

#[test]
fn what_cannot_be_opened_is_told_and_reading_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let options = Options::default();
    let [gone, there] = ["gone.txt", "there.txt"].map(|name| directory.path().join(name));
    fs::write(&there, "ja").unwrap();
    // A directory read as a file stands for what cannot be read: root may read every file.
    let inputs = [&gone, &directory.path().to_path_buf(), &there].map(|path| Input::file(path, &options));
    let items: Vec<_> = Reader::open(inputs.to_vec(), &options).map(|item| show(&item)).collect();
    assert_eq!(items.first().unwrap(), "gone.txt! unreadable");
    assert!(items.get(1).unwrap().ends_with("! unreadable"));
    assert_eq!(items.get(2).unwrap(), "there.txt: ja");
}

#[test]
fn treebanks_are_cut_at_newdoc() {
    let bytes = b"# global = x\n# newdoc id = a\n1\tJa\n\n1\tNein\n\n# newdoc\r\n# text = Oh\n1\tOh\n";
    let first = "a.conllu#0 line 1: # global = x\n# newdoc id = a\n1\tJa\n\n1\tNein\n\n";
    check("a.conllu", bytes, &[first, "a.conllu#1 line 7: # newdoc\n# text = Oh\n1\tOh\n"]);
    check("a.conllu", b"# nothing\n\n", &["a.conllu#0 line 1! no-documents"]);
    check("a.conllu.gz", &gzip(b"1\tJa"), &["a.conllu#0 line 1: 1\tJa\n"]);
}

#[test]
fn a_treebank_without_newdoc_is_cut_between_sentences() {
    let sentence = format!("1\t{}\n\n", "a".repeat(600_000));
    let items = read_with("a.conllu", sentence.repeat(3).as_bytes(), &Options::default());
    assert_eq!(items.len(), 2);
    assert!(items[1].starts_with("a.conllu#1 line 5: 1\t"));
}

#[test]
fn a_document_of_a_treebank_that_is_too_large_does_not_stop_the_next() {
    let options = Options { max_bytes: 30, ..Options::default() };
    let bytes = b"# newdoc\n1\tdies\n2\tist\n3\tzu\n4\tviel\n\n# newdoc\n1\tJa\n";
    let expected = ["a.conllu#0 line 1! too-large", "a.conllu#1 line 7: # newdoc\n1\tJa\n"];
    assert_eq!(read_with("a.conllu", bytes, &options), expected);
}
