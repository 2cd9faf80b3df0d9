//! Years.
//!
//! Finds `2014`, `1904` and the season `2023/24`. Why: four digits without a point are a year more often than not, for
//! counts are written `2.014`. Not found: counts (`2000 Euro`, `rund 1900 Gäste`), names (`Agenda 2030`, `„Kurs 2030“`).

use wortlaut_model::TokenKind;

use crate::meaning::{Meaning, Point};
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.year", find };

/// What a number before it counts.
const COUNTED: &[&str] = &[
    "Euro",
    "€",
    "Dollar",
    "Franken",
    "Mark",
    "%",
    "Prozent",
    "Meter",
    "Metern",
    "Kilometer",
    "Kilometern",
    "Menschen",
    "Mitglieder",
    "Mitgliedern",
    "Stimmen",
    "Plätze",
    "Plätzen",
    "Einwohner",
    "Einwohnern",
    "Quadratmeter",
    "Tonnen",
    "Liter",
    "Zuschauer",
    "Besucher",
    "Gäste",
    "Personen",
    "Stellen",
    "Mal",
    "Hektar",
    "Watt",
    "Kilogramm",
    "Stück",
    "Beschäftigte",
    "Beschäftigten",
    "Soldaten",
    "Haushalte",
    "Unterschriften",
    "Punkte",
    "Punkten",
    "Höhenmeter",
];
/// Words behind which a number is a count or a number of something.
const COUNTS: &[&str] = &[
    "rund",
    "etwa",
    "fast",
    "circa",
    "ca.",
    "gut",
    "knapp",
    "als",
    "mindestens",
    "höchstens",
    "Nummer",
    "Nr.",
    "Artikel",
    "Art.",
    "Tel.",
    "Telefon",
    "Platz",
    "Zimmer",
    "Paragraf",
    "§",
    "Agenda",
    "Paragraph",
    "Natura",
    "Seite",
    "Code",
    "PLZ",
];
/// Words behind which even 1500 is a year.
const YEARLY: &[&str] = &[
    "seit", "ab", "bis", "im", "Jahr", "Jahre", "um", "vor", "nach", "von", "©", "(", "Anfang", "Ende", "Mitte", "für",
];

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.word(at) != Word::Digits {
        return None;
    }
    let year = scan.year(at).or_else(|| season(scan.form(at)))?;
    if COUNTED.contains(&scan.form(at + 1)) || scan.follows(at, COUNTS) || is_glued(scan, at) || is_title(scan, at) {
        return None;
    }
    let counted = counts_things(scan, at);
    let likely = (1800..2100).contains(&year) && year % 100 != 0 || year == 1900 || year == 2000 && !counted;
    let told = scan.follows(at, YEARLY) && !counted;
    if !likely && !told {
        return None;
    }
    Found::new(at..at + 1, Meaning::Date(Point::Year(year)))
}

/// The first year of `2023/24` or `2023/2024`.
fn season(form: &str) -> Option<i16> {
    let (first, second) = form.split_once('/')?;
    let year = (first.len() == 4).then(|| first.parse::<i16>().ok()).flatten()?;
    let next = second.parse::<i16>().ok()?;
    let follows = second.len() == 4 && next == year + 1 || second.len() == 2 && next == (year + 1) % 100;
    ((1800..2100).contains(&year) && follows).then_some(year)
}

/// Whether a noun or an adjective right behind says what is counted: `2000 gültige Unterschriften`.
fn counts_things(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_capitalised(at + 1) || scan.is_capitalised(at + 2) && scan.form(at + 1).ends_with('e')
}

/// Whether the number is part of something longer that is written without a blank: `41/2023`, `2023-A`. Two years so
/// joined are two years.
fn is_glued(scan: &Scan<'_>, at: usize) -> bool {
    let joins = |mark: usize| matches!(scan.form(mark), "/" | "-" | "+") && !scan.space_after(mark);
    let before = at.checked_sub(2).is_some_and(|other| {
        !scan.space_after(other) && joins(at - 1) && scan.word(other) == Word::Digits && scan.year(other).is_none()
    });
    before || !scan.space_after(at) && joins(at + 1) && scan.year(at + 2).is_none()
}

/// Whether the number closes a short title in quotation marks: `„Kurs 2030“`, but not `„frühestens 2026“`.
fn is_title(scan: &Scan<'_>, at: usize) -> bool {
    let opening =
        (1..=4).filter_map(|back| at.checked_sub(back)).find(|index| scan.kind(*index) == Some(TokenKind::Quote));
    scan.kind(at + 1) == Some(TokenKind::Quote) && opening.is_some_and(|index| scan.is_capitalised(index + 1))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_named, check_none};

    #[test]
    fn years() {
        check("Seit [DATE 1999|1999] gibt es das, von [DATE 2017|2017] an öfter.");
        check("Der Gipfel [DATE 2016|2016] war kurz, die Saison [DATE 2023/24|2023] lang.");
        check("Das endete einst, ab [DATE 1500|1500].");
    }

    #[test]
    fn numbers_that_are_no_years() {
        check_none("Er zahlte 2014 Euro und sah rund 1950 Gäste und 2000 gültige Zettel.");
        check_none("Das Programm „Kurs 2030“ steht in Akte 41/2023, Artikel 1999 fehlt.");
        check_named("Das Netz Natura 2000 reicht.", "Natura 2000", "");
    }
}
