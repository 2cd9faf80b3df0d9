//! Dates in digits.
//!
//! Finds `19.06.2023`, `2023-06-19`, `Di 19.10.21`, and with a preposition `am 19.06.`; a clock time right behind belongs
//! to it. Why first: no other reading of such digits is likelier. Not found: version numbers (`Version 10.11.12`), days
//! that no calendar has (`31.02.2023`), file numbers (`41/2023`). Source: DIN 5008, ISO 8601.

use crate::calendar::is_day;
use crate::meaning::{Point, YearOf};
use crate::rules::phrase::with_clock;
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.numeric-date", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let date = after_weekday(scan, at);
    if scan.word(date) != Word::Digits || scan.follows(date, &["Version", "v", "IP", "Nr."]) {
        return None;
    }
    let (point, end) = dotted(scan, date).or_else(|| spaced(scan, date)).or_else(|| iso(scan, date))?;
    with_clock(scan, at, end, point)
}

/// The token behind `Dienstag,` or `Di`, where they stand at `at`.
fn after_weekday(scan: &Scan<'_>, at: usize) -> usize {
    match scan.word(at) {
        Word::Weekday(_) | Word::WeekdayShort(_) if matches!(scan.form(at + 1), "," | ".") => at + 2,
        Word::Weekday(_) | Word::WeekdayShort(_) => at + 1,
        _ => at,
    }
}

/// `19.06.2023`, `19.6.23`, and `19.06.` behind a preposition.
fn dotted(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let mut parts = scan.form(at).split('.');
    let (day, month) = (small(parts.next()?)?, small(parts.next()?)?);
    let year = match (parts.next()?, parts.next()) {
        ("", None)
            if at > 0 && scan.is_one_of(at - 1, &["am", "vom", "zum", "bis", "ab", "den", "dem", "der", "seit"]) =>
        {
            YearOf::OPEN
        }
        (year, None) => YearOf::Number(year_of(year)?),
        _ => return None,
    };
    is_day(month, day).then_some((Point::Day { year, month, day }, at + 1))
}

/// `19. 06. 2023`.
fn spaced(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let (day, month, year) = (scan.ordinal(at)?, scan.ordinal(at + 1)?, scan.year(at + 2)?);
    is_day(month, day).then_some((Point::Day { year: YearOf::Number(year), month, day }, at + 3))
}

/// `2023-06-19`.
fn iso(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let mut parts = scan.form(at).split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (small(parts.next()?)?, small(parts.next()?)?);
    if parts.next().is_some() || !is_day(month, day) {
        return None;
    }
    Some((Point::Day { year: YearOf::Number(year_of(year)?), month, day }, at + 1))
}

fn small(digits: &str) -> Option<i8> {
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

/// Two digits are a year of 1950 to 2049.
fn year_of(digits: &str) -> Option<i16> {
    let year = digits.parse::<i16>().ok()?;
    match digits.len() {
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        4 if (1000..2200).contains(&year) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none};

    #[test]
    fn dates_in_digits() {
        check("Stand: [DATE 19.06.2023|2023-06-19] in Bonn.");
        check("Geändert am [DATE 2023-06-19|2023-06-19] von uns.");
        check("Sie kam am [DATE 9.6.23|2023-06-09] an.");
        check("Stand: [TIME 23.02.2025, 22:45 Uhr|2025-02-23T22:45] aus Bonn");
    }

    #[test]
    fn digits_that_are_no_dates() {
        check_none("Die Version 10.11.12 läuft auf 192.168.0.1 und kostet 12.50 Euro.");
        check_none("Der Termin 31.02.2023 war ein Scherz.");
    }
}
