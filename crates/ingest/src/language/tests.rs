//! Languages told, and German not lost to its neighbours.

use super::*;
use crate::mark_roles;

/// The language of a text, and the diagnostics about it with the words at their places.
fn told(text: &str) -> (String, Vec<String>) {
    let mut diagnostics = Vec::new();
    let language = identify(text, &mark_roles(text), &mut diagnostics);
    let said = diagnostics.iter().map(|said| match said.span {
        Some(span) => format!("{} {}", said.code, span.of(text).split(' ').next().unwrap_or_default()),
        None => said.code.to_owned(),
    });
    (language.code, said.collect())
}

fn check(text: &str, code: &str, diagnostics: &[&str]) {
    let (found, said) = told(text);
    assert_eq!(
        (found.as_str(), said.iter().map(String::as_str).collect::<Vec<_>>()),
        (code, diagnostics.to_vec()),
        "{text}"
    );
}

const GERMAN: &str = "Der Hafen ruht seit dem Morgen, und die Fähren liegen am Kai, weil der Wind aus Westen nicht nachlässt und \
                      niemand hinausfahren will.";
const ENGLISH: &str = "The harbour has been quiet since the morning, and the ferries lie at the quay because the wind from the west \
                       does not drop.";
const DUTCH: &str = "De haven is sinds de ochtend stil en de veerboten liggen aan de kade, omdat de wind uit het westen niet gaat \
                     liggen.";

#[test]
fn german_and_others() {
    check(GERMAN, "de", &[]);
    check(ENGLISH, "en", &["not-german"]);
    check(DUTCH, "nl", &["not-german"]);
    check("Гавань молчит с самого утра, и паромы стоят у причала, потому что ветер не стихает.", "ru", &["not-german"]);
}

#[test]
fn short_headlines_are_not_dutch() {
    for text in ["Hafen ruht, Wind weht", "Bundestag debattiert Rentenpaket", "Wind und Wetter", "Fähre fällt aus"] {
        let (code, said) = told(text);
        assert!(code == "de" || code == "und", "{text}: {code}");
        assert_eq!(said, Vec::<String>::new());
    }
    check("The wind of the west", "en", &["not-german"]);
    check("", "und", &[]);
    check("12.5 %", "und", &[]);
}

#[test]
fn foreign_paragraphs_are_told_with_their_places() {
    check(&format!("{GERMAN}\n\n{ENGLISH}\n\n{GERMAN}"), "de", &["mixed-language The"]);
    check(
        &format!("{GERMAN}\n{ENGLISH}\n{ENGLISH}\n{DUTCH}\n{GERMAN}\n{GERMAN}\n{GERMAN}"),
        "de",
        &["mixed-language The", "mixed-language De"],
    );
    check(
        &format!("{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}\n{ENGLISH}"),
        "en",
        &["not-german", "mixed-language The", "mixed-language The"],
    );
}

#[test]
fn a_foreign_name_or_phrase_is_no_foreign_text() {
    check(
        "Auf der Bühne sang sie „The Winner Takes It All“ und „Dancing Queen“, und der Saal sang mit, bis das Licht ausging.",
        "de",
        &[],
    );
}

#[test]
fn the_verdict_follows_the_diagnostics() {
    let verdict = |text: &str| {
        let mut document = wortlaut_model::Document::plain("d", text);
        let segments = mark_roles(text);
        document.language = identify(text, &segments, &mut document.diagnostics);
        Verdict::of(&document)
    };
    assert_eq!(verdict(GERMAN), Verdict::German);
    assert_eq!(verdict(""), Verdict::German);
    assert_eq!(verdict(ENGLISH), Verdict::Other);
    assert_eq!(verdict(&format!("{GERMAN}\n\n{ENGLISH}")), Verdict::Mixed);
}
