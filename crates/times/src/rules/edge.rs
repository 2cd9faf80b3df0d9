//! Beginnings, middles and ends: `Anfang Juli`, `Ende 2025`, `Mitte der vergangenen Woche`, `Ende des Jahres`.
//!
//! Why: the modifier belongs to the span, while the value stays that of the whole (TIMEX3 has `mod` for it). Not found:
//! `am Ende der Straße`, `Ende des Tages` (an idiom). The rest of the phrase is left to the rules of months, years, units.

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, Point};
use crate::rules::{decade, month, season, share, unit, year};
use crate::scan::{Found, Rule, Scan};
use crate::word::{Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.edge", find };

/// What may have a beginning, a middle or an end.
const WHOLES: &[Rule] = &[month::RULE, decade::RULE, share::RULE, unit::RULE, season::RULE, year::RULE];

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.word(at) != Word::Edge {
        return None;
    }
    let whole = WHOLES.iter().find_map(|rule| (rule.find)(scan, at + 1)).or_else(|| of_this(scan, at + 1))?;
    Found::new(at..whole.tokens.end, whole.meaning)
}

/// `des Jahres`, `der Woche`: this one, since nothing else is said.
fn of_this(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let Word::One(unit) = scan.word(at + 1) else { return None };
    let fits = matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century);
    if !fits || scan.word(at) != Word::Article {
        return None;
    }
    Found::new(at..at + 2, Meaning::Date(Point::Unit { unit, which: Which::Open }))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn the_modifier_is_inside_and_the_value_is_the_whole() {
        check_on("2023-06-29", "[DATE Ende Oktober|2023-10] werde der letzte Flug starten.");
        check("Der Bau war [DATE Ende 2025|2025] fertig.");
        check_on("2024-03-05", "Seit [DATE Anfang der Woche|2024-W10] regnet es.");
        check_on("2024-03-05", "Bis [DATE Ende nächsten Jahres|2025] soll es dauern.");
    }

    #[test]
    fn ends_of_other_things() {
        check_none("Am Ende der Straße steht am Ende des Tages ein Haus.");
    }
}
