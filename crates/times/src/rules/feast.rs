//! Feasts: `Ostern`, `Weihnachten 2022`, `ersten Weihnachtstag`, `Christi Himmelfahrt`, `4. Advent`.
//!
//! Why: their days are computed (Easter by the Gregorian computus), so they are as exact as a date. Not found: compounds
//! (`Osterhase`, `Weihnachtsmarkt`), and wishes (`frohe Weihnachten`).

use crate::meaning::{Meaning, Point, YearOf};
use crate::rules::phrase::{after_article, which, year_after};
use crate::scan::{Found, Rule, Scan};
use crate::word::{Feast, Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.feast", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, first) = which(scan, after_article(scan, at));
    let nth = match scan.word(first) {
        Word::Nth(nth) => Some(nth),
        _ => scan.ordinal(first),
    };
    let name = if nth.is_some() || scan.word(first) == Word::Christ { first + 1 } else { first };
    if scan.form_before(at, 1).starts_with("froh") || scan.form_before(at, 1).starts_with("Froh") {
        return None;
    }
    let (year, end) = year_after(scan, name + 1);
    let year = if which == Which::Open { year } else { YearOf::Itself(which) };
    let point = match scan.word(name) {
        Word::Feast(feast) => Point::Feast { year, feast: counted(feast, nth) },
        Word::Advent if nth.is_none_or(|nth| (1..=4).contains(&nth)) => Point::Advent { year, nth },
        _ => return None,
    };
    Found::new(at..end, Meaning::Date(point))
}

/// The second day of Christmas is the day after the first.
fn counted(feast: Feast, nth: Option<i8>) -> Feast {
    match (feast, nth) {
        (Feast::Fixed(12, 25), Some(2)) => Feast::Fixed(12, 26),
        _ => feast,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn feasts_are_computed() {
        check_on("2025-02-23", "Sie wollen bis [DATE Ostern|2025-04-20] regieren.");
        check("An [DATE Weihnachten 2022|2022-12-25] schneite es.");
        check_on("2023-12-28", "Am [DATE zweiten Weihnachtstag|2023-12-26] war Ruhe.");
        check_on("2022-12-14", "Am [DATE 4. Advent|2022-12-18] wird gesungen.");
    }

    #[test]
    fn compounds_are_other_things() {
        check_none("Der Osterhase kam auf den Weihnachtsmarkt und wünschte frohe Ostern.");
    }
}
