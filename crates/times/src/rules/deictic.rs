//! Words that point from the day of writing.
//!
//! Finds `heute`, `gestern`, `morgen`, `heute Morgen`, `gestern Abend`, `jetzt`, `kürzlich`, `künftig`, `heuer`, `damals`.
//! Why: half of all spoken time is said so. `heute` that means no day (`bis heute`, `zählt heute 120 Mitglieder`) is
//! `PRESENT_REF`. Not found: `der Morgen`, `von heute auf morgen`.

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, OfDay, Point};
use crate::scan::{Found, Rule, Scan};
use crate::tense::Tense;
use crate::word::{DayPart, Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.deictic", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.word(at) {
        Word::Today(days) => today(scan, at, days),
        Word::Part(DayPart::Morning) if is_tomorrow(scan, at) => Found::new(at..at + 1, Meaning::Date(Point::Today(1))),
        Word::Now(name) => Found::new(at..at + 1, Meaning::Reference(name)),
        Word::Early if scan.form(at) == "Früher" && begins(scan, at) && !scan.is_capitalised(at + 1) => {
            Found::new(at..at + 1, Meaning::Reference("PAST_REF"))
        }
        Word::Then => Found::new(at..at + 1, Meaning::Date(Point::Then)),
        Word::ThisYear => {
            Found::new(at..at + 1, Meaning::Date(Point::Unit { unit: TimeUnit::Year, which: Which::This }))
        }
        _ => None,
    }
}

fn today(scan: &Scan<'_>, at: usize, days: i8) -> Option<Found> {
    let point = Point::Today(days);
    match scan.word(at + 1) {
        Word::Part(part) | Word::Daily(part) => {
            return Found::new(at..at + 2, Meaning::Time(Some(point), OfDay::Part(part)));
        }
        _ if days != 1 && matches!(scan.form(at + 1), "früh" | "morgen") || scan.form(at + 1) == "früh" => {
            return Found::new(at..at + 2, Meaning::Time(Some(point), OfDay::Part(DayPart::Morning)));
        }
        _ => {}
    }
    if is_idiom(scan, at) {
        return None;
    }
    let meaning = match days {
        1 if scan.follows(at, &["von"]) => Meaning::Reference("FUTURE_REF"),
        0 if is_nowadays(scan, at) => Meaning::Reference("PRESENT_REF"),
        _ => Meaning::Date(point),
    };
    Found::new(at..at + 1, meaning)
}

/// `von heute auf morgen`: suddenly.
fn is_idiom(scan: &Scan<'_>, at: usize) -> bool {
    scan.form(at + 1) == "auf" && scan.form(at + 2) == "morgen"
        || scan.form_before(at, 2) == "heute" && scan.follows(at, &["auf"])
}

/// Whether `heute` means the present and no day: `bis heute`, `heute noch`, or with a verb in the present and nothing
/// that happens today.
fn is_nowadays(scan: &Scan<'_>, at: usize) -> bool {
    if scan.follows(at, &["bis", "von"])
        || matches!(scan.form(at + 1), "noch" | "immer") && scan.form(at + 2) != "morgen"
    {
        return true;
    }
    let happens = scan.follows(at, &["ab", "weder", "seit"])
        || scan.is_one_of(at + 1, &["wird", "werden"])
        || (scan.range().start..at).rev().take(8).any(|index| {
            scan.is_one_of(
                index,
                &["hat", "haben", "habe", "wird", "werden", "werde", "will", "wollen", "soll", "sollen"],
            )
        });
    let elder = (scan.range().start..at).rev().take(60).any(|index| scan.year(index).is_some());
    elder || !happens && scan.tense(at) != Tense::Past
}

/// `Morgen` at the start of a sentence is tomorrow where a verb follows: `Morgen müsse man weitersehen`.
fn is_tomorrow(scan: &Scan<'_>, at: usize) -> bool {
    begins(scan, at) && scan.form(at) == "Morgen" && scan.form(at + 1).chars().next().is_some_and(char::is_lowercase)
}

/// Whether the token at `at` begins the sentence, marks aside.
fn begins(scan: &Scan<'_>, at: usize) -> bool {
    at < scan.range().start + 4
        && (scan.range().start..at).all(|index| !scan.form(index).chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn days_around_today() {
        check_on("2024-03-05", "Das hat sie [DATE gestern|2024-03-04] gesagt.");
        check_on("2024-03-05", "[DATE Morgen|2024-03-06] müsse man weitersehen.");
        check_on("2024-03-05", "Sie haben [DATE heute|2024-03-05] unterschrieben.");
        check_on("2024-03-05", "Er kam [TIME gestern morgen|2024-03-04TMO] an.");
        check_on("2024-03-05", "Er kommt [TIME heute Abend|2024-03-05TEV] an.");
        check("[DATE Gestern|PAST_REF] schneite es.");
    }

    #[test]
    fn the_present() {
        check_on("2024-03-05", "Daran arbeitet sie bis [DATE heute|PRESENT_REF].");
        check_on("2024-03-05", "Der [DATE 1923|1923] gegründete Verein zählt [DATE heute|PRESENT_REF] viele Freunde.");
        check("[DATE Jetzt|PRESENT_REF] aber schneit es.");
        check_on("2024-03-05", "Gegründet wurde es [DATE 2017|2017]. [DATE Damals|2017] war es klein.");
    }

    #[test]
    fn other_mornings() {
        check_none("Von heute auf morgen war der Morgen grau.");
    }
}
