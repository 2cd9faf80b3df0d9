//! Days with their month in words.
//!
//! Finds `4. April 2023`, `den 10. April`, `Mittwoch, 25. Juni`, `4. April vergangenen Jahres`, and the first day of a
//! range, `3.` of `3. bis 5. Mai`. Why: the commonest exact date of edited German. Not found: ordinals of anything else
//! (`2. Bundesliga`). A clock time right behind belongs to it.

use crate::calendar::is_day;
use crate::meaning::{Meaning, Point};
use crate::rules::phrase::{after_article, month, with_clock, year_after};
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.day-month", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let day = after_article(scan, after_weekday(scan, at));
    if day == at
        && let Some((first, point)) = range_start(scan, at)
    {
        return Found::new(at..first, Meaning::Date(point));
    }
    let (point, end) = day_and_month(scan, day)?;
    with_clock(scan, at, end, point)
}

/// `4. April 2023` at `at`, and the token behind it.
pub(crate) fn day_and_month(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let (day, month) = (scan.ordinal(at)?, month(scan, at + 1)?);
    let (year, end) = year_after(scan, at + 2);
    is_day(month, day).then_some((Point::Day { year, month, day }, end))
}

/// `3.` of `3. bis 5. Mai`: the month stands with the second day.
fn range_start(scan: &Scan<'_>, at: usize) -> Option<(usize, Point)> {
    let day = scan.ordinal(at)?;
    let mut second = at + 1;
    if !matches!(scan.form(second), "bis" | "und" | "–" | "-" | "/" | "oder" | "auf") {
        return None;
    }
    second += 1;
    while matches!(scan.form(second), "zum" | "den" | "am" | "dem") {
        second += 1;
    }
    match day_and_month(scan, second)?.0 {
        Point::Day { year, month, .. } if is_day(month, day) => Some((at + 1, Point::Day { year, month, day })),
        _ => None,
    }
}

fn after_weekday(scan: &Scan<'_>, at: usize) -> usize {
    match (scan.word(at), scan.form(at + 1)) {
        (Word::Weekday(_) | Word::WeekdayShort(_), "," | ".") => at + 2,
        (Word::Weekday(_) | Word::WeekdayShort(_), _) => at + 1,
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn days_with_a_month() {
        check("Am [DATE 4. April 2023|2023-04-04] trat das Land bei.");
        check_on("2025-01-16", "Die Wahl ist für [DATE den 10. April|2025-04-10] geplant.");
        check_on("2025-06-25", "Die Lage vom [DATE Mittwoch, 25. Juni|2025-06-25] im Blick");
        check_on("2024-04-11", "Das Gericht hatte am [DATE 2. Januar|2024-01-02] entschieden.");
        check("[DATE Der 17. Mai|XXXX-05-17] ist ein Feiertag.");
    }

    #[test]
    fn the_first_day_of_a_range_takes_the_month_of_the_second() {
        check("Vom [DATE 3.|2024-05-03] bis [DATE 5. Mai 2024|2024-05-05] wird gefeiert.");
    }

    #[test]
    fn other_ordinals() {
        check_none("Die 2. Bundesliga und der 4. Platz sagen nichts, der 31. Fall auch nicht viel.");
    }
}
