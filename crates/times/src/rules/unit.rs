//! Weeks, months, years and weekends, told by their place before or after now.
//!
//! Finds `der vergangenen Woche`, `diesem Jahr`, `nächstes Jahr`, `neuen Jahr`, `Wochenende`, `Vorjahr`, `Jahresende`, `Jahr
//! 2014`. Not found: units that are told by what they belong to (`der Woche der Bücher`, `letzter Tag`).

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, Point};
use crate::rules::phrase::after_article;
use crate::scan::{Found, Rule, Scan};
use crate::word::{Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.unit", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let first = after_article(scan, at);
    let (point, end) = match scan.word(first) {
        Word::Previous(TimeUnit::Day) => (Point::FromThen { count: -1, unit: TimeUnit::Day }, first + 1),
        Word::Previous(unit) => (Point::Unit { unit, which: Which::Last }, first + 1),
        Word::Following(unit) => (Point::FromThen { count: 1, unit }, first + 1),
        Word::UnitEdge(unit, edge) => (Point::UnitEdge { unit, edge }, first + 1),
        Word::One(TimeUnit::Year) | Word::Many(TimeUnit::Year) => (Point::Year(scan.year(first + 1)?), first + 2),
        Word::One(TimeUnit::Weekend) if is_led(scan, at) => {
            (Point::Unit { unit: TimeUnit::Weekend, which: Which::Open }, first + 1)
        }
        Word::Which(which) => relative(scan, first, which)?,
        _ => return None,
    };
    Found::new(at..end, Meaning::Date(point))
}

/// `vergangenen Woche`, `neuen Jahr`.
fn relative(scan: &Scan<'_>, at: usize, which: Which) -> Option<(Point, usize)> {
    let Word::One(unit) = scan.word(at + 1) else { return None };
    let new = scan.is_one_of(at, &["neuen", "neue"]);
    let fits = match unit {
        TimeUnit::Year => true,
        TimeUnit::Week | TimeUnit::Weekend | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Half => !new,
        TimeUnit::Decade | TimeUnit::Century => !new,
        _ => false,
    };
    fits.then_some((Point::Unit { unit, which }, at + 2))
}

/// `am Wochenende`, `übers Wochenende`.
fn is_led(scan: &Scan<'_>, at: usize) -> bool {
    scan.follows(at, &["am", "zum", "vom", "übers", "bis", "ab", "seit", "für", "über", "an"])
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn units_around_now() {
        check_on("2024-03-05", "Das geschah in [DATE der vergangenen Woche|2024-W09] in Bonn.");
        check_on("2024-03-05", "In [DATE diesem Jahr|2024] schneite es nicht.");
        check_on("2024-12-20", "Er geht im [DATE neuen Jahr|2025] in Rente.");
        check_on("2024-03-05", "Am [DATE Wochenende|2024-W09-WE] spielte Bonn.");
        check_on("2024-03-05", "Im [DATE Vorjahr|2023] war es mehr, bis [DATE Jahresende|2024] wird es weniger.");
        check("Das war im [DATE Jahr 2014|2014] so.");
        check("Das war in [DATE der vergangenen Woche|XXXX-WXX] so.");
    }

    #[test]
    fn units_as_things() {
        check_none("Die Woche der Bücher beginnt, ein letzter Tag voller neuer Ideen.");
    }
}
