//! Nights between two days.
//!
//! Finds `der Nacht zu Mittwoch`, `der Nacht zum 4. Mai`, `Nacht auf Montag`, `der Nacht von Samstag auf Sonntag`,
//! `vergangener Nacht`. Why: TIMEX3 counts a night to the day on which it begins, so the value is the evening before.
//! Not found: `die Nacht` as a thing (`Die Nacht war lau`).

use crate::meaning::{Meaning, OfDay, Point};
use crate::rules::day_month::day_and_month;
use crate::rules::phrase::{after_article, which};
use crate::scan::{Found, Rule, Scan};
use crate::word::{DayPart, Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.night", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, night) = which(scan, after_article(scan, at));
    if scan.word(night) != Word::Part(DayPart::Night) {
        return None;
    }
    if which == Which::Last {
        return Found::new(at..night + 1, Meaning::Time(Some(Point::Today(0)), OfDay::NightBefore));
    }
    let from = if scan.form(night + 1) == "von" { night + 3 } else { night + 1 };
    if !matches!(scan.form(from), "zu" | "zum" | "auf") {
        return None;
    }
    let (point, end) = day(scan, after_article(scan, from + 1))?;
    Found::new(at..end, Meaning::Time(Some(point), OfDay::NightBefore))
}

/// The day that the night leads to.
fn day(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    if let Some(day) = day_and_month(scan, at) {
        return Some(day);
    }
    let (which, weekday) = which(scan, at);
    match scan.word(weekday) {
        Word::Weekday(weekday_number) => Some((Point::Weekday { weekday: weekday_number, which }, weekday + 1)),
        Word::Today(days) => Some((Point::Today(days), weekday + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn a_night_belongs_to_the_evening_before() {
        check_on("2023-07-24", "In [TIME der Nacht zum Montag|2023-07-23TNI] brannte es.");
        check_on("2024-06-04", "Das geschah in [TIME der Nacht zu Dienstag|2024-06-03TNI] in Bonn.");
        check("In [TIME der Nacht auf den 4. Mai 2024|2024-05-03TNI] schneite es.");
        check_on("2024-06-04", "In [TIME der Nacht von Montag auf Dienstag|2024-06-03TNI] war Ruhe.");
        check_on("2024-06-04", "In [TIME der vergangenen Nacht|2024-06-03TNI] war Ruhe.");
    }

    #[test]
    fn a_night_as_a_thing() {
        check_none("Die Nacht war lau, und Nacht auf Erden ist ein Film.");
    }
}
