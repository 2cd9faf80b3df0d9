//! Lengths of time.
//!
//! Finds `75 Jahren`, `anderthalb Stunden`, `ein halbes Jahr`, `mehrere Wochen`, `Monaten` of `seit Monaten`, `jahrelang`,
//! `den vergangenen zehn Jahren`. Not found: ages (`52 Jahre alt`, `im Alter von 91 Jahren`, `mit 31 Jahren starb sie`),
//! `eines Tages`. Source: TIMEX3's DURATION; fractions of a year are given in months.

use crate::calendar::TimeUnit;
use crate::meaning::{Length, Meaning};
use crate::rules::phrase::after_article;
use crate::scan::{Found, Rule, Scan};
use crate::word::{Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.duration", find };

/// Prepositions behind which a unit in the plural is a length by itself.
const LEADS: &[&str] = &["seit", "binnen", "nach", "über", "innerhalb", "für", "während", "vor"];

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.word(at) {
        Word::Long(unit) => return Found::new(at..at + 1, Meaning::Duration(Length::Some(unit))),
        Word::Many(unit) if is_led(scan, at, unit) => {
            let meaning = if scan.follows(at, &["vor"]) {
                Meaning::Reference("PAST_REF")
            } else {
                Meaning::Duration(Length::Some(unit))
            };
            return Found::new(at..at + 1, meaning);
        }
        _ => {}
    }
    let (which, count) = stretch(scan, at);
    if which == Which::Open && count > at {
        return None;
    }
    if let (Word::Many(unit), true) = (scan.word(count), which != Which::Open) {
        return Found::new(at..count + 1, Meaning::Duration(Length::Some(unit)));
    }
    let (length, end) = length(scan, count)?;
    if is_age(scan, at, end) {
        return None;
    }
    Found::new(at..end, Meaning::Duration(length))
}

/// `den vergangenen` of `den vergangenen zehn Jahren`: which stretch, and the token of its count.
fn stretch(scan: &Scan<'_>, at: usize) -> (Which, usize) {
    let first = after_article(scan, at);
    match scan.word(first) {
        Word::Which(which) if !scan.is_one_of(first, &["neue", "neuen"]) => (which, first + 1),
        _ => (Which::Open, first),
    }
}

/// A count with its unit at `at`, and the token behind.
pub(crate) fn length(scan: &Scan<'_>, at: usize) -> Option<(Length, usize)> {
    if let Word::Vague = scan.word(at) {
        return many(scan, at + 1).map(|unit| (Length::Some(unit), at + 2));
    }
    let halves = scan.halves(at)?;
    let next = at + 1;
    match scan.word(next) {
        Word::Vague if scan.form(next) == "paar" => many(scan, next + 1).map(|unit| (Length::Some(unit), next + 2)),
        Word::HalfOf if halves == 2 => match scan.word(next + 1) {
            Word::One(unit) => Some((Length::Exactly(1, unit), next + 2)),
            _ => None,
        },
        Word::Many(unit) => Some((Length::Exactly(halves, unit), next + 1)),
        Word::One(unit) if is_one(scan, at, halves, unit) => Some((Length::Exactly(halves, unit), next + 1)),
        _ => {
            let unit = is_adjective(scan.form(next)).then(|| described(scan, next + 1, halves)).flatten()?;
            Some((Length::Exactly(halves, unit), next + 2))
        }
    }
}

/// A unit in the plural.
fn many(scan: &Scan<'_>, at: usize) -> Option<TimeUnit> {
    match scan.word(at) {
        Word::Many(unit) => Some(unit),
        _ => None,
    }
}

/// The unit behind an adjective: `elf erfolgreiche Jahre`, `ein ganzes Jahr`.
fn described(scan: &Scan<'_>, at: usize, halves: u32) -> Option<TimeUnit> {
    match scan.word(at) {
        Word::Many(unit) => Some(unit),
        Word::One(unit)
            if halves == 2
                && scan.is_one_of(
                    at - 1,
                    &[
                        "ganzes", "ganze", "ganzen", "volles", "weiteres", "weitere", "gutes", "gute", "knappes",
                        "knappe", "knappen",
                    ],
                ) =>
        {
            Some(unit)
        }
        _ => None,
    }
}

/// `eine Woche`, but not `eines Tages`, and no length where the night or the weekend is a thing.
fn is_one(scan: &Scan<'_>, at: usize, halves: u32, unit: TimeUnit) -> bool {
    halves == 2 && unit != TimeUnit::Weekend && !scan.is_one_of(at, &["eines"])
        || halves != 2 && matches!(unit, TimeUnit::Half | TimeUnit::Year)
}

fn is_adjective(form: &str) -> bool {
    let lower = form.chars().next().is_some_and(char::is_lowercase);
    lower && form.len() > 4 && ["e", "en", "es"].iter().any(|ending| form.ends_with(ending))
}

/// `seit Monaten`: a bare plural behind one of these prepositions. Counted things may follow nights and weekends.
fn is_led(scan: &Scan<'_>, at: usize, unit: TimeUnit) -> bool {
    let short = scan.form(at).len() < 5 && !matches!(unit, TimeUnit::Day | TimeUnit::Year);
    !short && unit != TimeUnit::Night && scan.follows(at, LEADS)
}

/// Whether the length `at..end` is somebody's age.
fn is_age(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let old =
        ["alt", "alte", "alten", "alter", "altes", "altem", "jung", "junge", "jungen", "junger", "älter", "jünger"];
    let aged = scan.follows(at, &["von"]) && scan.is_one_of(at.saturating_sub(2), &["Alter"]);
    let with = scan.follows(at, &["mit"]) && !scan.is_capitalised(end);
    old.contains(&scan.form(end)) || aged || with && scan.word(end - 1) == Word::Many(TimeUnit::Year)
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none};

    #[test]
    fn lengths() {
        check("Nach [DURATION 75 Jahren|P75Y] endet es.");
        check("Er wartete [DURATION eine halbe Stunde|PT30M], dann [DURATION anderthalb Tage|PT36H].");
        check("Seit [DURATION Monaten|PXM] fehlt Lohn, [DURATION jahrelang|PXY] fehlte er.");
        check("In [DURATION den vergangenen zehn Jahren|P10Y] geschah nichts.");
        check("Das dauert [DURATION mehrere Wochen|PXW], die Haft [DURATION achteinhalb Jahre|P8Y6M].");
        check("Er dankt für [DURATION elf erfolgreiche Jahre|P11Y] im Amt.");
    }

    #[test]
    fn ages_are_no_times() {
        check_none("Die 52 Jahre alte Frau starb im Alter von 91 Jahren, ihr Sohn mit 31 Jahren.");
        check_none("Die 52-Jährige kam eines Tages mit 31 Mitgliedern.");
    }
}
