//! Encodings told apart, and binary data refused.

use encoding_rs::{ISO_8859_15, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

fn check(bytes: &[u8], encoding: &str, text: &str) {
    let decoded = decode(bytes.to_vec(), None, None).unwrap();
    assert_eq!((decoded.text.as_str(), decoded.encoding.name()), (text, encoding));
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn utf8_with_and_without_mark() {
    check("Grüße".as_bytes(), "UTF-8", "Grüße");
    check("\u{FEFF}Grüße".as_bytes(), "UTF-8", "Grüße");
    check(b"", "UTF-8", "");
    check("a\0b".as_bytes(), "UTF-8", "a\0b");
}

#[test]
fn utf16_with_mark_and_by_its_zeros() {
    let text = "Die Straße ist lang.";
    for little in [true, false] {
        let name = if little { "UTF-16LE" } else { "UTF-16BE" };
        check(&utf16(text, little), name, text);
        check(&utf16(&format!("\u{FEFF}{text}"), little), name, text);
    }
}

#[test]
fn western_encodings_by_the_bytes_that_differ() {
    check(b"Das kostet f\xFCnf \xA4 mehr.", "ISO-8859-15", "Das kostet fünf € mehr.");
    check(b"Herr \xA6ebek \xFCbt heute.", "ISO-8859-15", "Herr Šebek übt heute.");
    check(b"Ein Rezept mit 1\xBD Pfund Mehl f\xFCr alle.", "windows-1252", "Ein Rezept mit 1½ Pfund Mehl für alle.");
    check(b"\x84Gr\xFC\xDFe\x93 f\xFCr 5 \x80", "windows-1252", "„Grüße“ für 5 €");
    check(b"Gr\xFC\xDFe aus K\xF6ln", "windows-1252", "Grüße aus Köln");
}

#[test]
fn a_damaged_place_does_not_change_the_encoding_of_the_rest() {
    let mut bytes = "Über Grüße und Füße: größer, schöner, ".as_bytes().to_vec();
    bytes.push(0xC3);
    let decoded = decode(bytes, None, None).unwrap();
    assert_eq!((decoded.encoding, decoded.replaced), (UTF_8, 1));
    assert!(decoded.text.ends_with("schöner, \u{FFFD}"));
}

#[test]
fn binary_data_are_refused() {
    let refused = |bytes: &[u8]| decode(bytes.to_vec(), None, None).unwrap_err().0;
    assert_eq!(refused(b"%PDF-1.7 ..."), "the data are no text but a PDF file");
    assert_eq!(refused(&[0; 100]), NOISE);
    let random: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(refused(&random), NOISE);
}

#[test]
fn a_named_encoding_wins_over_detection() {
    let decoded = decode(b"5 \xA4".to_vec(), Some(ISO_8859_15), None).unwrap();
    assert_eq!(decoded.text, "5 €");
    let decoded = decode(b"5 \xA4".to_vec(), Some(WINDOWS_1252), None).unwrap();
    assert_eq!(decoded.text, "5 ¤");
}

proptest! {
    #[test]
    fn any_bytes_are_text_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(decoded) = decode(bytes, None, None) {
            prop_assert!(decoded.replaced <= decoded.text.chars().count());
        }
    }

    #[test]
    fn a_text_comes_back_from_each_encoding(text in "[a-zäöüßÄÖÜ .,]{0,60}Straße[a-zäöü ]{20,60}") {
        let decode = |bytes| decode(bytes, None, None).unwrap().text;
        prop_assert_eq!(&decode(text.clone().into_bytes()), &text);
        prop_assert_eq!(&decode(utf16(&text, true)), &text);
        prop_assert_eq!(&decode(utf16(&text, false)), &text);
    }

    #[test]
    fn utf8_is_never_changed(text in "\\PC{0,200}") {
        prop_assert_eq!(&decode(text.clone().into_bytes(), None, None).unwrap().text, &text);
    }
}
