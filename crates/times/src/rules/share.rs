//! Quarters and halves of a year: `ersten Quartal 2023`, `zweiten Halbjahr`, `3. Quartal`.
//!
//! Why: the calendar of the business pages. Not found: a quarter as a length (`drei Quartale`).

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, Point};
use crate::rules::phrase::{after_article, year_after};
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.share", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let first = after_article(scan, at);
    let nth = match scan.word(first) {
        Word::Nth(nth) => nth,
        _ => scan.ordinal(first)?,
    };
    let Word::One(unit) = scan.word(first + 1) else { return None };
    let most = match unit {
        TimeUnit::Quarter => 4,
        TimeUnit::Half => 2,
        _ => return None,
    };
    if !(1..=most).contains(&nth) {
        return None;
    }
    let (year, end) = year_after(scan, first + 2);
    Found::new(at..end, Meaning::Date(Point::Share { year, unit, nth }))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn quarters_and_halves() {
        check("Im [DATE ersten Quartal 2023|2023-Q1] stieg der Umsatz.");
        check_on("2024-11-12", "Im [DATE ersten Halbjahr|2024-H1] brach der Gewinn ein.");
    }

    #[test]
    fn other_firsts() {
        check_none("Das erste Haus und das ewige Quartal gibt es nicht.");
    }
}
