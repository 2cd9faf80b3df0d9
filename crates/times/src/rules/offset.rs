//! Distances from now, or from the time spoken of.
//!
//! Finds `zwei Jahren` of `vor zwei Jahren` and of `in zwei Wochen`, `zwei Jahre später`, `tags zuvor`, `Tag danach`. Why: the
//! span is that of a length, the value that of a date. Not found: lengths (`nach zwei Jahren`), and hours or minutes,
//! which stay lengths. `in` with a past verb is a length too (`kamen in sieben Tagen`).

use crate::calendar::TimeUnit;
use crate::meaning::{Length, Meaning, Point};
use crate::rules::duration::length;
use crate::scan::{Found, Rule, Scan};
use crate::tense::Tense;
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.offset", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.word(at) == Word::Tags {
        let (count, end) = direction(scan, at + 1)?;
        return Found::new(at..end, Meaning::Date(Point::FromThen { count, unit: TimeUnit::Day }));
    }
    if let Some(found) = next_day(scan, at) {
        return Some(found);
    }
    let (length, end) = length(scan, at)?;
    match length {
        Length::Exactly(halves, unit) => exact(scan, at, end, halves, unit),
        Length::Some(unit) if !unit.is_on_the_clock() => {
            let (_, end) = direction(scan, end)?;
            Found::new(at..end, Meaning::Date(Point::SoonThen))
        }
        Length::Some(_) => None,
    }
}

fn exact(scan: &Scan<'_>, at: usize, end: usize, halves: u32, unit: TimeUnit) -> Option<Found> {
    if unit.is_on_the_clock() {
        return None;
    }
    let count = i64::from(halves);
    if let Some((sign, end)) = direction(scan, end) {
        return Found::new(at..end, Meaning::Date(Point::FromThen { count: sign * (count / 2), unit }));
    }
    let halves = if scan.follows(at, &["vor"]) && !is_before_event(scan, end) {
        -count
    } else if scan.follows(at, &["in"]) && scan.tense(at) != Tense::Past {
        count
    } else {
        return None;
    };
    Found::new(at..end, Meaning::Date(Point::FromNow { halves, unit }))
}

/// `Tag zuvor`, `Tag danach`, `folgenden Tag`.
fn next_day(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let day = if scan.is_one_of(at, &["nächsten", "folgenden", "anderen"]) { at + 1 } else { at };
    let Word::One(unit @ (TimeUnit::Day | TimeUnit::Year | TimeUnit::Week | TimeUnit::Month)) = scan.word(day) else {
        return None;
    };
    let (count, end) = match direction(scan, day + 1) {
        Some(direction) => direction,
        None if day > at && (unit == TimeUnit::Day || scan.is_one_of(at, &["folgenden"])) => (1, day + 1),
        None => return None,
    };
    Found::new(at..end, Meaning::Date(Point::FromThen { count, unit }))
}

/// `zuvor` is -1, `später` 1, with the token behind.
fn direction(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    match scan.word(at) {
        Word::Earlier => Some((-1, at + 1)),
        Word::Later => Some((1, at + 1)),
        _ => None,
    }
}

/// `vor zwei Jahren Haft`: what follows is no clause but the thing that lasts.
fn is_before_event(scan: &Scan<'_>, end: usize) -> bool {
    scan.is_one_of(end, &["Haft", "Gefängnis", "Sperre"])
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_on};

    #[test]
    fn from_now() {
        check_on("2024-03-05", "Das begann vor [DATE zwei Jahren|2022] in Bonn.");
        check_on("2024-06-20", "Das sagte sie vor [DATE acht Tagen|2024-06-12] noch.");
        check_on("2024-06-04", "In [DATE zwei Wochen|2024-06-18] verhandelt die Runde.");
        check_on("2024-06-04", "Vor [DATE anderthalb Jahren|2022-12] schloss das Haus.");
        check("Vor [DATE zwei Jahren|PAST_REF] war das anders.");
    }

    #[test]
    fn from_the_time_spoken_of() {
        check("Sie heiratete [DATE 1829|1829], [DATE ein Jahr später|1830] kam ihr Sohn.");
        check("Am [DATE 4. Mai 2024|2024-05-04] schneite es, [DATE tags zuvor|2024-05-03] nicht.");
    }

    #[test]
    fn lengths_stay_lengths() {
        check_on("2024-06-04", "In [DURATION sieben Tagen|P7D] kamen viele.");
        check_on("2024-06-04", "Nach [DURATION zwei Jahren|P2Y] war Schluss.");
    }
}
