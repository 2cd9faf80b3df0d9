//! The crate's one way to check expectations, and the invariants of every result.

use proptest::prelude::*;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Budget, Document, EntityId, EntityType, Mention, MentionKind, MetaValue, Span, Stage, TimeType};
use wortlaut_segment::{Segmenter, Settings};

use crate::TimeTagger;

/// Checks the times of a text whose expected spans are marked `[DATE surface|value]`; the document has no date.
pub(crate) fn check(marked: &str) {
    check_document(Document::plain("d", plain(marked)), marked);
}

/// The same in a document of `date`.
pub(crate) fn check_on(date: &str, marked: &str) {
    check_document(dated(date, &plain(marked)), marked);
}

/// Checks that there is no time in `text`.
pub(crate) fn check_none(text: &str) {
    check(text);
}

/// The same with a mention of `name`; `expected` lists the times alone.
pub(crate) fn check_named(text: &str, name: &str, expected: &str) {
    let mut document = Document::plain("d", text);
    let start = text.find(name).unwrap();
    document.mentions.push(Mention {
        span: Span::new(start, start + name.len()),
        entity_type: EntityType::Misc,
        kind: MentionKind::Name,
        entity: EntityId(0),
        confidence: 1.0,
        rule: "test",
    });
    annotate(&mut document);
    let found: Vec<String> = marks(&document);
    assert_eq!(found.join(" "), expected, "in: {text}");
}

/// The codes of the warnings about a document of `date`.
pub(crate) fn warnings(date: &str, text: &str) -> Vec<&'static str> {
    let mut document = dated(date, text);
    annotate(&mut document);
    document.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn check_document(mut document: Document, marked: &str) {
    annotate(&mut document);
    let mut found = document.text.clone();
    for time in document.times.iter().rev() {
        found.replace_range(time.span.range(), &mark(&document, time));
    }
    assert_eq!(found, marked);
}

fn marks(document: &Document) -> Vec<String> {
    document.times.iter().map(|time| mark(document, time)).collect()
}

fn mark(document: &Document, time: &wortlaut_model::Time) -> String {
    format!("[{} {}|{}]", time.time_type.name(), document.surface(time.span), time.value)
}

/// The text without its marks: `[TYPE surface|value]` becomes `surface`, other brackets stay.
fn plain(marked: &str) -> String {
    let mut text = String::new();
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        text.push_str(before);
        let name = ["DATE ", "TIME ", "DURATION ", "SET "].into_iter().find(|name| behind.starts_with(name));
        match (name, behind.split_once('|')) {
            (Some(name), Some((surface, behind))) => {
                text.push_str(surface.strip_prefix(name).unwrap());
                rest = behind.split_once(']').unwrap().1;
            }
            _ => {
                text.push('[');
                rest = behind;
            }
        }
    }
    text + rest
}

fn dated(date: &str, text: &str) -> Document {
    let mut document = Document::plain("d", text);
    document.meta.push("date", MetaValue::String(date.to_owned()));
    document
}

fn annotate(document: &mut Document) {
    segmenter().annotate(document, &Budget::unlimited());
    TimeTagger::new().annotate(document, &Budget::unlimited());
}

fn segmenter() -> Segmenter {
    let lexicon = Lexicon::from_bytes(include_bytes!("../../../models/segment.lex").to_vec()).unwrap();
    Segmenter::new(&lexicon, Settings::default()).unwrap()
}

/// Whether a value is one that TIMEX3 allows for the type.
fn is_value(time_type: TimeType, value: &str) -> bool {
    let reference = ["PRESENT_REF", "PAST_REF", "FUTURE_REF"].contains(&value);
    let letters =
        value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || b"-:.".contains(&byte));
    let date = |value: &str| {
        let mut parts = value.split('-');
        let year = parts.next().unwrap_or_default();
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
        year.len() == 4 && digits(year) && parts.clone().count() <= 2 && parts.all(|part| (1..=3).contains(&part.len()))
    };
    match time_type {
        TimeType::Date => reference || letters && date(value),
        TimeType::Time => {
            letters && value.split_once('T').is_some_and(|(day, time)| date(day) && (2..=5).contains(&time.len()))
        }
        TimeType::Duration => letters && value.starts_with('P') && value.len() > 2,
        TimeType::Set => letters && (value.starts_with('P') || value.starts_with("XXXX-")),
    }
}

#[test]
fn marks_are_taken_out_of_the_text() {
    assert_eq!(plain("Am [DATE 4. Mai|XXXX] [sic] und [TIME 16 Uhr|T] da"), "Am 4. Mai [sic] und 16 Uhr da");
}

#[test]
fn boilerplate_has_no_times() {
    let mut document = Document::plain("d", "Stand: 19.06.2023");
    document.segments.iter_mut().for_each(|segment| segment.role = wortlaut_model::Role::Boilerplate);
    annotate(&mut document);
    assert_eq!(document.times, []);
}

#[test]
fn an_anchor_names_the_time_a_value_was_computed_from() {
    let mut document = Document::plain("d", "Sie heiratete 1829, ein Jahr später kam ihr Sohn.");
    annotate(&mut document);
    let anchors: Vec<_> = document.times.iter().map(|time| time.anchor.map(wortlaut_model::TimeId::index)).collect();
    assert_eq!(anchors, [None, Some(0)]);
}

/// Fragments that the rules care about, to be strung together at random.
const FRAGMENTS: &[&str] = &[
    "am",
    "vor",
    "in",
    "der",
    "Nacht",
    "zu",
    "Mittwoch",
    "4.",
    "31.",
    "April",
    "2023",
    "19.06.2023",
    "29.02.2023",
    "16:00",
    "Uhr",
    "zwei",
    "ein",
    "halbes",
    "Jahr",
    "Jahren",
    "später",
    "vergangenen",
    "Woche",
    "Ende",
    "Ostern",
    "1990er",
    "Jahre",
    "heute",
    "Morgen",
    "damals",
    "99999",
    "0000",
    "9999",
    "ersten",
    "Quartal",
    "jeden",
    "pro",
    "alle",
    ",",
    ".",
    "–",
    "„",
    "“",
    "Ma\u{308}rz",
    "\u{AD}Mai",
    "tags",
    "zuvor",
    "bis",
    "und",
    "\n",
    "32.13.2024",
    "24:00",
    "-",
    "Jahrhundert",
    "0.",
    "99.",
    "Mitternacht",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_gives_sound_times(text in "\\PC{0,200}", date in "\\PC{0,12}") {
        check_sound(dated(&date, &text))?;
    }

    #[test]
    fn any_order_of_time_words_gives_sound_times(
        words in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..60),
        date in prop::sample::select(vec!["", "2024", "2024-02", "2024-02-29", "9999-12-31", "0000-01-01", "-9999"]),
    ) {
        check_sound(dated(date, &words.join(" ")))?;
    }
}

fn check_sound(mut document: Document) -> Result<(), TestCaseError> {
    annotate(&mut document);
    let mut end = 0;
    for (index, time) in document.times.iter().enumerate() {
        prop_assert!(time.span.fits(&document.text) && !time.span.is_empty());
        prop_assert!(time.span.start >= end, "out of order at {:?}", time.span);
        end = time.span.end;
        prop_assert!(is_value(time.time_type, &time.value), "{:?} {}", time.time_type, time.value);
        prop_assert!(time.anchor.is_none_or(|anchor| anchor.index() < document.times.len() && anchor.index() != index));
        prop_assert!(time.rule.starts_with("times."));
    }
    Ok(())
}
