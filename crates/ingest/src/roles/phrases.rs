//! Finds: lines that pages put around their texts, by fixed wording.
//!
//! Why: greetings, notices, contacts and invitations are said by the page, not by the author.
//! Example: `Sie sind hier: Startseite`. Counter-example: `Sie sind hier geboren und hier geblieben.`
//! Source: gold-train; sites of German newspapers, broadcasters, ministries and police stations as they word them.

use wortlaut_model::Role::{self, Boilerplate, Heading};

use super::shape::{ends_sentence, is_date_only};
use super::{Finding, Paragraph, heading};

/// How a phrase lies in its line.
#[derive(Clone, Copy)]
enum At {
    /// It is the line.
    Whole,
    /// The line starts with it.
    Start,
    /// The line starts with it and has no sentence's end.
    StartOfLabel,
    /// The line ends with it.
    End,
    /// Anywhere in a row of words between bars.
    InRow,
}
use At::{End, InRow, Start, StartOfLabel, Whole};

/// A phrase, and how long a line it speaks for, in bytes.
struct Phrase(At, &'static str, usize, Role);

/// All phrases that begin a line, in the order asked.
const PHRASES: &[Phrase] = &[
    // Greetings.
    Phrase(Start, "Willkommen auf den Seiten", 160, Boilerplate),
    Phrase(Start, "Willkommen auf der Seite", 160, Boilerplate),
    Phrase(Start, "Willkommen auf unserer", 160, Boilerplate),
    Phrase(Start, "Willkommen auf der Internetseite", 160, Boilerplate),
    Phrase(Start, "Herzlich willkommen auf", 120, Boilerplate),
    Phrase(Start, "Guten Abend und willkommen", 100, Boilerplate),
    Phrase(Start, "Guten Morgen! Hier", 160, Boilerplate),
    Phrase(StartOfLabel, "Liebe Leser", 60, Boilerplate),
    // Ways around the page.
    Phrase(Start, "Springe direkt zu", 160, Boilerplate),
    Phrase(Start, "Springe zum", 160, Boilerplate),
    Phrase(Start, "Direkt zum", 160, Boilerplate),
    Phrase(StartOfLabel, "Zum Inhalt", 80, Boilerplate),
    Phrase(StartOfLabel, "Zum Hauptinhalt", 80, Boilerplate),
    Phrase(StartOfLabel, "Zur Startseite", 80, Boilerplate),
    Phrase(StartOfLabel, "Zurück zur", 80, Boilerplate),
    Phrase(StartOfLabel, "Sie sind hier:", 200, Boilerplate),
    Phrase(StartOfLabel, "Sie befinden sich hier:", 200, Boilerplate),
    Phrase(Whole, "Startseite", 20, Boilerplate),
    Phrase(Whole, "Nach oben", 20, Boilerplate),
    Phrase(Whole, "Anzeige", 20, Boilerplate),
    Phrase(Whole, "ANZEIGE", 20, Boilerplate),
    Phrase(Whole, "Werbung", 20, Boilerplate),
    Phrase(Whole, "Drucken", 20, Boilerplate),
    Phrase(Whole, "Teilen", 20, Boilerplate),
    Phrase(Whole, "Impressum", 20, Boilerplate),
    Phrase(Whole, "Datenschutz", 20, Boilerplate),
    // When it was made, and how long it stays.
    Phrase(StartOfLabel, "Lesezeit", 60, Boilerplate),
    Phrase(StartOfLabel, "Lesedauer", 60, Boilerplate),
    Phrase(StartOfLabel, "Stand: ", 40, Boilerplate),
    Phrase(Start, "Verfügbar bis", 100, Boilerplate),
    Phrase(StartOfLabel, "Zuletzt aktualisiert", 80, Boilerplate),
    Phrase(StartOfLabel, "Aktualisiert:", 60, Boilerplate),
    Phrase(StartOfLabel, "Aktualisiert am", 60, Boilerplate),
    Phrase(StartOfLabel, "Erstellt am", 60, Boilerplate),
    // What is said of the whole text.
    Phrase(Start, "Anmerkung der Redaktion", 500, Boilerplate),
    Phrase(Start, "Hinweis der Redaktion", 500, Boilerplate),
    Phrase(Start, "Hinweis an die Redaktion", 400, Boilerplate),
    Phrase(Start, "Leserbriefe geben nicht", 400, Boilerplate),
    Phrase(Start, "Zum Artikel „", 200, Boilerplate),
    Phrase(Start, "Original-Content von", 160, Boilerplate),
    Phrase(Start, "Zukunftsgerichtete Aussagen", 500, Boilerplate),
    // Press releases: who sends, whom to ask.
    Phrase(Whole, "PRESSEMITTEILUNG", 20, Boilerplate),
    Phrase(Whole, "PRESSEINFORMATION", 20, Boilerplate),
    Phrase(Whole, "Pressemitteilung", 20, Boilerplate),
    Phrase(Whole, "Presseinformation", 20, Boilerplate),
    Phrase(Whole, "Medienmitteilung", 20, Boilerplate),
    Phrase(StartOfLabel, "Pressemitteilung Nr", 80, Boilerplate),
    Phrase(StartOfLabel, "Pressemitteilung vom", 80, Boilerplate),
    Phrase(StartOfLabel, "Presseinformation Nr", 80, Boilerplate),
    Phrase(Start, "Sperrfrist:", 120, Boilerplate),
    Phrase(Start, "Frei ab sofort", 40, Boilerplate),
    Phrase(Start, "Pressekontakt", 300, Boilerplate),
    Phrase(Start, "Medienkontakt", 300, Boilerplate),
    Phrase(Start, "Ansprechpartner", 200, Boilerplate),
    Phrase(Start, "Kontakt:", 300, Boilerplate),
    Phrase(Start, "Rückfragen bitte an", 300, Boilerplate),
    Phrase(Start, "Rückfragen an", 300, Boilerplate),
    Phrase(Start, "Bei Rückfragen", 300, Boilerplate),
    Phrase(Start, "Verantwortlich für diesen Pressetext", 200, Boilerplate),
    Phrase(Start, "Verantwortlich für den Pressetext", 200, Boilerplate),
    Phrase(Start, "Verantwortlich für den Inhalt", 200, Boilerplate),
    Phrase(Start, "Verantwortlich:", 200, Boilerplate),
    Phrase(Start, "Herausgeber:", 200, Boilerplate),
    Phrase(Start, "Bildmaterial:", 200, Boilerplate),
    Phrase(Start, "E-Mail:", 100, Boilerplate),
    Phrase(Start, "Telefon:", 100, Boilerplate),
    Phrase(Start, "Tel.:", 100, Boilerplate),
    Phrase(Start, "Fax:", 100, Boilerplate),
    Phrase(StartOfLabel, "Pressestelle", 80, Boilerplate),
    // Where there is more.
    Phrase(Start, "Lesen Sie auch", 250, Boilerplate),
    Phrase(Start, "Lesen Sie mehr", 250, Boilerplate),
    Phrase(Start, "Lesen Sie hier", 250, Boilerplate),
    Phrase(Start, "Sehen Sie auch", 250, Boilerplate),
    Phrase(Start, "Auch interessant:", 250, Boilerplate),
    Phrase(Start, "Mehr zum Thema:", 250, Boilerplate),
    Phrase(Start, "Mehr dazu:", 250, Boilerplate),
    Phrase(Start, "Mehr dazu unter", 250, Boilerplate),
    Phrase(Start, "Mehr Informationen unter", 160, Boilerplate),
    Phrase(Start, "Mehr Informationen finden Sie", 160, Boilerplate),
    Phrase(Start, "Weitere Informationen:", 200, Boilerplate),
    Phrase(Start, "Weitere Informationen unter", 160, Boilerplate),
    Phrase(Start, "Weitere Informationen finden Sie", 160, Boilerplate),
    Phrase(Start, "Weitere Hinweise finden Sie", 160, Boilerplate),
    Phrase(Start, "mehr auf www.", 120, Boilerplate),
    Phrase(Start, "Mehr auf www.", 120, Boilerplate),
    Phrase(StartOfLabel, "Mehr zum Thema", 40, Heading),
    Phrase(StartOfLabel, "Mehr zu diesem Thema", 40, Heading),
    Phrase(StartOfLabel, "Mehr aus ", 40, Heading),
    Phrase(StartOfLabel, "Mehr Kultur", 40, Heading),
    Phrase(StartOfLabel, "Mehr Sport", 40, Heading),
    Phrase(StartOfLabel, "Mehr Politik", 40, Heading),
    Phrase(StartOfLabel, "Mehr Wirtschaft", 40, Heading),
    Phrase(StartOfLabel, "Mehr Nachrichten", 40, Heading),
    Phrase(StartOfLabel, "Weitere Nachrichten", 40, Heading),
    Phrase(StartOfLabel, "Weitere Themen", 40, Heading),
    Phrase(StartOfLabel, "Das könnte Sie auch interessieren", 50, Heading),
    // Names of columns.
    Phrase(Whole, "Zitat des Tages", 20, Heading),
    Phrase(Whole, "Zahl des Tages", 20, Heading),
    Phrase(Whole, "Buch der Woche", 20, Heading),
    Phrase(Whole, "Das Interview", 20, Heading),
    Phrase(Whole, "Kurz notiert", 20, Heading),
    Phrase(Whole, "Kurz gemeldet", 20, Heading),
    // Join in, share, subscribe.
    Phrase(Start, "Schreiben Sie uns", 200, Boilerplate),
    Phrase(Start, "Folgen Sie uns", 200, Boilerplate),
    Phrase(Start, "Diskutieren Sie mit", 200, Boilerplate),
    Phrase(Start, "Was meinen Sie? Diskutieren", 200, Boilerplate),
    Phrase(Start, "Danke fürs Mitlesen", 100, Boilerplate),
    Phrase(StartOfLabel, "Kommentare (", 160, Boilerplate),
    Phrase(StartOfLabel, "Teilen auf", 160, Boilerplate),
    Phrase(StartOfLabel, "Teilen:", 160, Boilerplate),
    Phrase(StartOfLabel, "Artikel teilen", 160, Boilerplate),
    Phrase(StartOfLabel, "Artikel drucken", 160, Boilerplate),
    Phrase(StartOfLabel, "Newsletter bestellen", 100, Boilerplate),
    Phrase(StartOfLabel, "Newsletter abonnieren", 100, Boilerplate),
    Phrase(Start, "Jetzt abonnieren", 160, Boilerplate),
    Phrase(Start, "Jetzt Probeabo", 160, Boilerplate),
    Phrase(Start, "Abonnieren Sie", 160, Boilerplate),
    Phrase(Start, "Sie möchten keine Mails mehr?", 200, Boilerplate),
    Phrase(Start, "Ihnen gefällt dieser Newsletter?", 200, Boilerplate),
    // Consent.
    Phrase(Start, "Diese Seite verwendet Cookies", 300, Boilerplate),
    Phrase(Start, "Diese Website verwendet Cookies", 300, Boilerplate),
    Phrase(Start, "Unsere Website verwendet Cookies", 300, Boilerplate),
    Phrase(Start, "Wir verwenden Cookies", 300, Boilerplate),
    Phrase(Start, "Wir nutzen Cookies", 300, Boilerplate),
    Phrase(Whole, "Alle akzeptieren", 30, Boilerplate),
    Phrase(Whole, "Cookies akzeptieren", 30, Boilerplate),
];

/// Phrases at the end of a line, or within a row of words; asked after the others.
const ENDS: &[Phrase] = &[
    Phrase(InRow, "Verfügbar bis", 100, Boilerplate),
    Phrase(End, "zur besseren Lesbarkeit gekürzt.", 200, Boilerplate),
    Phrase(End, "Abdruck honorarfrei", 200, Boilerplate),
    Phrase(End, "Hier anmelden! +++", 200, Boilerplate),
    Phrase(End, "Hier anmelden!", 200, Boilerplate),
    Phrase(InRow, "Diskutieren Sie mit!", 200, Boilerplate),
    Phrase(End, "Danke fürs Mitlesen! +++", 120, Boilerplate),
    Phrase(InRow, "auf Mastodon folgen", 120, Boilerplate),
    Phrase(End, "| Impressum | Datenschutz", 300, Boilerplate),
];

/// Which first two bytes, hashed, some phrase has: a look that saves most lines the walk over the list.
const BEGINNINGS: [bool; 1024] = {
    let mut beginnings = [false; 1024];
    let mut at = 0;
    while at < PHRASES.len() {
        let bytes = PHRASES[at].1.as_bytes();
        beginnings[key(bytes[0], bytes[1])] = true;
        at += 1;
    }
    beginnings
};

const fn key(first: u8, second: u8) -> usize {
    (first as usize * 31 + second as usize) % 1024
}

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    if is_pointer(text) || is_stamp(text) || is_release(text) || is_alert(text) || is_greeting(paragraph) {
        return Some(Finding::Whole(Boilerplate));
    }
    let begins = matches!(text.as_bytes(), [first, second, ..] if BEGINNINGS.get(key(*first, *second)) == Some(&true));
    let mut asked = if begins { PHRASES } else { &[] }.iter().chain(ENDS);
    let phrase = asked.find(|&&Phrase(at, phrase, longest, _)| text.len() <= longest && lies(paragraph, phrase, at))?;
    Some(Finding::Whole(phrase.3))
}

fn lies(paragraph: &Paragraph, phrase: &str, at: At) -> bool {
    let text = paragraph.text;
    match at {
        Whole => text == phrase,
        Start => starts(text, phrase),
        StartOfLabel => starts(text, phrase) && !ends_sentence(text),
        End => text.ends_with(phrase),
        InRow => paragraph.is_row && text.contains(phrase),
    }
}

/// `starts_with`, after a look at two bytes that saves most calls.
fn starts(text: &str, phrase: &str) -> bool {
    text.as_bytes().first_chunk::<2>() == phrase.as_bytes().first_chunk::<2>() && text.starts_with(phrase)
}

/// `Alle Fahrpläne finden Sie unter www.faehre.example.`: a line that only points elsewhere.
fn is_pointer(text: &str) -> bool {
    text.len() <= 140
        && (text.contains("www.") || text.contains("http"))
        && ["finden Sie unter ", "finden Sie auf ", "gibt es unter "].iter().any(|phrase| {
            text.split_once(phrase).is_some_and(|(_, place)| {
                !place.trim_end_matches('.').contains(' ') && (place.starts_with("www.") || place.starts_with("http"))
            })
        })
}

/// `Pressemitteilung 47/2024`.
fn is_release(text: &str) -> bool {
    ["Pressemitteilung ", "Presseinformation ", "Medienmitteilung "].iter().any(|label| {
        text.strip_prefix(label)
            .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit() || b"/-. ".contains(&byte)))
    })
}

/// `+++ Eilmeldung: Sturmflut +++`.
fn is_alert(text: &str) -> bool {
    text.strip_prefix("+++ ")
        .and_then(|rest| rest.get(..10))
        .is_some_and(|word| word.eq_ignore_ascii_case("eilmeldung"))
}

/// `Willkommen im Hafenportal` on top of a page, before its title.
fn is_greeting(paragraph: &Paragraph) -> bool {
    paragraph.is_first
        && paragraph.text.len() <= 120
        && (paragraph.text.starts_with("Willkommen ") || paragraph.text.starts_with("Herzlich willkommen "))
        && heading::may_be(paragraph.next)
        && !ends_sentence(paragraph.next)
}

/// `16.09.2024 - Artikel`: the date and the kind of text, as ministries head their pages.
fn is_stamp(text: &str) -> bool {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return false;
    }
    let parts = text.split_once(" - ").or_else(|| text.split_once(" – "));
    parts.is_some_and(|(date, kind)| {
        is_date_only(date)
            && ["Artikel", "Pressemitteilung", "Interview", "Rede", "Meldung", "Nachricht"].contains(&kind)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    fn check_boilerplate(line: &str) {
        check(&format!("Der Wind weht.\n\n{line}"), &format!("Der Wind weht.\n\n[boilerplate {line}]"));
    }

    fn check_body(line: &str) {
        check(&format!("Der Wind weht.\n\n{line}"), &format!("Der Wind weht.\n\n{line}"));
    }

    #[test]
    fn what_pages_say() {
        check_boilerplate("Willkommen auf den Seiten der Fährgesellschaft");
        check_boilerplate("Sie sind hier: Startseite > Fähren");
        check_boilerplate("Pressemitteilung 47/2024");
        check_boilerplate("+++ EILMELDUNG +++");
        check_boilerplate("10 Min | Verfügbar bis 01.10.2029");
        check_boilerplate("Alle Fahrpläne finden Sie unter www.faehre.example.");
        check_boilerplate("Pressekontakt: Ida Kruse, presse@faehre.example");
        check_boilerplate("Lesen Sie auch: Warum die Fähre nicht fährt");
        check_boilerplate("Diese Seite verwendet Cookies. Mit „Ja“ stimmen Sie zu.");
    }

    #[test]
    fn a_greeting_stands_before_the_title() {
        check(
            "Willkommen im Hafenportal\nHafen ruht\nDer Wind weht.",
            "[boilerplate Willkommen im Hafenportal]\n[title Hafen ruht]\nDer Wind weht.",
        );
        check("Willkommen in der Krise\nDer Wind weht.", "[title Willkommen in der Krise]\nDer Wind weht.");
    }

    #[test]
    fn what_authors_say() {
        check_body("Sie sind hier geboren und hier geblieben.");
        check_body("Zum Inhalt des Gesprächs wollte sich die Reederei nicht äußern.");
        check_body("Teilen will die Insel ihre Fähre mit niemandem.");
        check_body("Aktualisiert: Das Wort fiel an diesem Abend oft.");
        check_body("Die Fährleute finden Sie unter der alten Linde am Hafen.");
        check_body("Pressemitteilung um Pressemitteilung verschickte der Verband in diesen Tagen.");
    }
}
