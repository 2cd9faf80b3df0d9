//! Parts of the day without a day.
//!
//! Finds `Abend` of `am Abend`, `der Nacht` of `in der Nacht`, `frühen Morgen`, `Abend zuvor`, `Abend des 3. Mai`,
//! `Mitternacht`. Why: they tell the hour of the day the text speaks of. Not found: the noun as a thing (`ein schöner
//! Abend`), which has no such preposition before it.

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, OfDay, Point};
use crate::rules::day_month::day_and_month;
use crate::rules::phrase::after_article;
use crate::scan::{Found, Rule, Scan};
use crate::word::{DayPart, Word};

pub(crate) const RULE: Rule = Rule { name: "times.part-of-day", find };

/// Prepositions that lead to a part of the day.
const LEADS: &[&str] = &["am", "zum", "gegen", "bis", "vom", "seit", "ab", "vor", "nach", "diesen", "diesem"];

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.word(at) == Word::Midnight {
        return Found::new(at..at + 1, Meaning::Time(None, OfDay::Clock(24, 0)));
    }
    let first = after_article(scan, at);
    let name = if scan.word(first) == Word::Early { first + 1 } else { first };
    let Word::Part(part) = scan.word(name) else { return None };
    let led = match part {
        DayPart::Night => first > at && scan.follows(at, &["in", "während", "seit"]),
        _ => {
            scan.follows(at, LEADS) && !scan.follows(at, &["vor", "nach"])
                || first > at && scan.follows(at, &["bis", "gegen"])
        }
    };
    if !led {
        return None;
    }
    let (point, end) = day_behind(scan, name + 1);
    Found::new(at..end, Meaning::Time(point, OfDay::Part(part)))
}

/// `zuvor`, `danach`, `des 3. Mai` behind a part of the day.
fn day_behind(scan: &Scan<'_>, at: usize) -> (Option<Point>, usize) {
    let then = |count| Some(Point::FromThen { count, unit: TimeUnit::Day });
    match scan.word(at) {
        Word::Earlier => (then(-1), at + 1),
        Word::Later if scan.form(at) != "später" => (then(1), at + 1),
        Word::Article => day_and_month(scan, at + 1).map_or((None, at), |(point, end)| (Some(point), end)),
        _ => (None, at),
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn the_day_is_the_one_spoken_of() {
        check_on("2024-03-05", "Sie war am [TIME Abend|2024-03-05TEV] nicht zu erreichen.");
        check_on(
            "2024-03-05",
            "Am [DATE Sonntag|2024-03-03] wurde gewählt. In [TIME der Nacht|2024-03-03TNI] trat er zurück.",
        );
        check("Am [TIME Abend des 3. Mai 2024|2024-05-03TEV] begann es.");
        check_on("2024-03-05", "Am [TIME frühen Morgen|2024-03-05TMO] brannte es.");
    }

    #[test]
    fn the_noun_as_a_thing() {
        check_none("Es war ein schöner Abend, die Nacht war lau, der Morgen grau.");
    }
}
