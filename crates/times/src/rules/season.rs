//! Seasons.
//!
//! Finds `Sommer 2016`, `Herbst`, `den Herbst`, `kommenden Frühjahr`, `diesem Sommer`. Why: plans and looks back are made
//! by seasons. Not found: a person (`Herr Sommer`) and, without preposition or year, the season as a thing (`Sommer ist
//! schön`). A winter bears the year of its December.

use crate::meaning::{Meaning, Point, YearOf};
use crate::rules::phrase::{after_article, which, year_after};
use crate::scan::{Found, Rule, Scan};
use crate::word::{Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.season", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let first = after_article(scan, at);
    let (which, name) = which(scan, first);
    let Word::Season(season) = scan.word(name) else { return None };
    let (year, end) = year_after(scan, name + 1);
    let introduced = matches!(scan.before(at), Word::Preposition | Word::Edge);
    if scan.follows(at, &["Frau", "Herr", "Herrn"]) || !(introduced || which != Which::Open || year != YearOf::OPEN) {
        return None;
    }
    let year = if which == Which::Open { year } else { YearOf::Itself(which) };
    Found::new(at..end, Meaning::Date(Point::Season { year, season }))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn seasons_with_and_without_a_year() {
        check("Ab [DATE Herbst 2026|2026-FA] wird dort gebaut.");
        check_on("2023-06-29", "Wer für [DATE den Herbst|2023-FA] buchte, wartet.");
        check_on("2024-09-16", "Das dauert bis zum [DATE kommenden Frühjahr|2025-SP] hier.");
        check_on("2025-02-06", "Im [DATE laufenden Winter|2024-WI] schneite es kaum.");
        check_on("2024-02-18", "Er kam im [DATE Sommer|2023-SU] zu uns.");
    }

    #[test]
    fn seasons_that_are_people_or_things() {
        check_none("Herr Sommer mag Winter nicht, Frühling ist ihm lieber.");
    }
}
