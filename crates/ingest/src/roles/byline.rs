//! Finds: lines that say who wrote the text, when and where; programme lines of broadcasters.
//!
//! Why: their names are not what the text is about, and they have no verb.
//! Example: `Von Ida Kruse, Emden`; `Sendung: Küste | 01.10.2024 | 16:00 Uhr | von Ida Kruse`.
//! Counter-example: `Von Emden nach Borkum`, a heading. Source: gold-train.

use wortlaut_model::Role;

use super::shape::{ends_open, ends_sentence, has_clock, has_date, is_capitalised, is_date_only, words};
use super::{Finding, Paragraph};

/// Starts of lines that name authors.
const LABELS: [&str; 17] = [
    "Interview: ",
    "Interview von ",
    "Das Interview führte",
    "Das Interview führten",
    "Das Gespräch führte",
    "Die Fragen stellte",
    "Redaktion: ",
    "Autor: ",
    "Autorin: ",
    "Autoren: ",
    "Text: ",
    "Protokoll: ",
    "Aufgezeichnet von ",
    "Von unserem ",
    "Von unserer ",
    "Von unseren ",
    "Moderation: ",
];

/// Kinds of texts that lines name with their author: `Ein Kommentar von …`.
const KINDS: [&str; 10] = [
    "Kommentar",
    "Gastkommentar",
    "Gastbeitrag",
    "Analyse",
    "Reportage",
    "Bericht",
    "Kolumne",
    "Glosse",
    "Essay",
    "Porträt",
];

/// Small words between names.
const JOINTS: [&str; 14] =
    ["und", "von", "de", "der", "den", "van", "zu", "zur", "vom", "dpa", "epd", "afp", "für", "di"];

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    (is_author(text) || (paragraph.is_row && is_programme(text)) || is_stamp(text))
        .then_some(Finding::Whole(Role::Byline))
}

fn is_author(text: &str) -> bool {
    let named = LABELS.iter().any(|label| text.starts_with(label)) && words(text).count() <= 14;
    if named {
        return !text.contains(['?', '!']);
    }
    if ends_sentence(text) || ends_open(text) {
        return false;
    }
    let names = text.strip_prefix("Von ").or_else(|| text.strip_prefix("VON ")).or_else(|| text.strip_prefix("von "));
    names.is_some_and(are_names) || is_kind(text) || is_conversation(text) || is_report(text) || is_placed(text)
}

/// `Ida Kruse und Jan de Vries, Emden`: capitalised words, joined by the small words of names.
fn are_names(text: &str) -> bool {
    let names = || words(text).filter(|word| *word != "und");
    let count = names().count();
    (2..=10).contains(&count)
        && names().next().is_some_and(is_capitalised)
        && names().all(|word| is_capitalised(word) || JOINTS.contains(&word) || is_date_only(word))
}

/// `Ein Kommentar von Ida Kruse`.
fn is_kind(text: &str) -> bool {
    let rest = text.strip_prefix("Ein ").or_else(|| text.strip_prefix("Eine ")).unwrap_or(text);
    KINDS.iter().any(|kind| {
        rest.strip_prefix(kind).is_some_and(|rest| {
            let names =
                rest.strip_prefix(" von ").or_else(|| rest.strip_prefix(": ")).or_else(|| rest.strip_prefix(" VON "));
            names.is_some_and(are_names)
        })
    })
}

/// `Mit Ida Kruse sprach Jan de Vries`.
fn is_conversation(text: &str) -> bool {
    let parts = text.strip_prefix("Mit ").and_then(|rest| rest.split_once(" sprach "));
    parts.is_some_and(|(guest, host)| are_names(guest) && are_names(host))
}

/// `Aus Emden berichtet Ida Kruse`.
fn is_report(text: &str) -> bool {
    let parts = text.strip_prefix("Aus ").and_then(|rest| rest.split_once(" berichtet "));
    parts.is_some_and(|(_, author)| are_names(author.lines().next().unwrap_or_default()))
}

/// `Emden. Von Ida Kruse`; `Emden | Von Ida Kruse`.
fn is_placed(text: &str) -> bool {
    [". Von ", " | Von ", ", von ", " – Von "].iter().any(|joint| {
        text.split_once(joint).is_some_and(|(place, names)| {
            words(place).count() <= 3 && words(place).all(is_capitalised) && are_names(names)
        })
    })
}

/// A row of words between bars with a date or a time in it.
fn is_programme(text: &str) -> bool {
    let rowed = text.contains(['|', '·', '•']);
    let dated = has_date(text) || has_clock(text);
    let authored = [" von ", " Von ", " Von: ", "Redaktion: "].iter().any(|mark| text.contains(mark));
    rowed && !ends_sentence(text) && (dated || authored && text.contains('|'))
}

/// `Freitag, 18. Februar 2022`; `12.02.2024 – 10:41`.
fn is_stamp(text: &str) -> bool {
    is_date_only(text) && has_date(text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn authors() {
        for line in [
            "Von Ida Kruse",
            "Von Ida Kruse und Jan de Vries, Emden",
            "Ein Kommentar von Ida Kruse",
            "Interview: Ida Kruse",
            "Das Gespräch führte Ida Kruse.",
            "Mit Ida Kruse sprach Jan Harms",
            "Emden. Von Ida Kruse",
            "Aus Emden berichtet Ida Kruse",
            "Von unserer Redakteurin Ida Kruse",
            "Emden | Von Ida Kruse",
        ] {
            check(&format!("{line}\n\nDer Wind weht."), &format!("[byline {line}]\n\nDer Wind weht."));
        }
    }

    #[test]
    fn programmes_and_dates() {
        for line in [
            "Sendung: Küste | 01.10.2024 | 16:00 Uhr | von Ida Kruse",
            "Freitag, 18. Februar 2022",
            "Di 19.10.21 | 17:32 Uhr",
        ] {
            check(&format!("{line}\n\nDer Wind weht."), &format!("[byline {line}]\n\nDer Wind weht."));
        }
    }

    #[test]
    fn headings_and_sentences_with_von() {
        check("Von Emden nach Borkum\nDer Wind weht.", "[title Von Emden nach Borkum]\nDer Wind weht.");
        check("Von Ida Kruse ist nichts zu hören.", "Von Ida Kruse ist nichts zu hören.");
        check("Am Freitag, 18. Februar 2022, kam sie.", "Am Freitag, 18. Februar 2022, kam sie.");
    }
}
