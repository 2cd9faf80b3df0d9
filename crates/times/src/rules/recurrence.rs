//! What comes again and again.
//!
//! Finds `jeden Mittwoch`, `jedes Jahr`, `pro Jahr`, `alle zwei Jahre`, `täglich`, `montags`, `abends`, `zweimal pro Woche`,
//! and the unit of a rate: `Monat` of `400 Euro im Monat`. Why: TIMEX3's SET. Not found: `jedes Mal`, `alle zwei`.

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, Recurrence};
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.recurrence", find };

/// What a rate counts: the word before `im Monat`.
const COUNTED: &[&str] = &[
    "Euro",
    "€",
    "Cent",
    "Franken",
    "Dollar",
    "Mal",
    "mal",
    "Stunden",
    "Stunde",
    "Minuten",
    "Tage",
    "Kilometer",
    "Tonnen",
    "Liter",
    "Prozent",
    "Stück",
    "Mark",
    "Rappen",
    "einmal",
    "zweimal",
    "dreimal",
    "mehrmals",
];

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (recurrence, end) = match scan.word(at) {
        Word::Frequency(unit) => (Recurrence::Each(2, unit), at + 1),
        Word::Weekly(weekday) => (Recurrence::Weekday(weekday), at + 1),
        Word::Daily(part) => (Recurrence::Part(part), at + 1),
        Word::Every => every(scan, at + 1)?,
        Word::Times => times(scan, at + 1)?,
        Word::Per => (each_one(scan, at + 1)?, at + 2),
        Word::All => every_few(scan, at + 1)?,
        Word::One(_) => (rate(scan, at)?, at + 1),
        _ => return None,
    };
    Found::new(at..end, Meaning::Set(recurrence))
}

/// Behind `jeden`.
fn every(scan: &Scan<'_>, at: usize) -> Option<(Recurrence, usize)> {
    if let (Word::Nth(_), Word::Weekday(weekday)) = (scan.word(at), scan.word(at + 1)) {
        return Some((Recurrence::Weekday(weekday), at + 2));
    }
    if let Word::Nth(nth) = scan.word(at) {
        let Word::One(unit) = scan.word(at + 1) else { return None };
        return Some((Recurrence::Each(2 * u32::try_from(nth).ok()?, unit), at + 2));
    }
    Some((each_one(scan, at)?, at + 1))
}

/// One unit, weekday, part of the day, month or season.
fn each_one(scan: &Scan<'_>, at: usize) -> Option<Recurrence> {
    Some(match scan.word(at) {
        Word::One(unit) => Recurrence::Each(2, unit),
        Word::Weekday(weekday) => Recurrence::Weekday(weekday),
        Word::Part(part) => Recurrence::Part(part),
        Word::Month(month) => Recurrence::Month(month),
        Word::Season(season) => Recurrence::Season(season),
        _ => return None,
    })
}

/// Behind `alle`: `zwei Jahre`.
fn every_few(scan: &Scan<'_>, at: usize) -> Option<(Recurrence, usize)> {
    let (halves, Word::Many(unit)) = (scan.halves(at)?, scan.word(at + 1)) else { return None };
    Some((Recurrence::Each(halves, unit), at + 2))
}

/// Behind `zweimal`: `pro Woche`, `im Jahr`, `in der Woche`.
fn times(scan: &Scan<'_>, at: usize) -> Option<(Recurrence, usize)> {
    let unit = match scan.form(at) {
        "pro" | "am" | "im" => at + 1,
        "in" if scan.form(at + 1) == "der" => at + 2,
        "die" => at + 1,
        _ => return None,
    };
    matches!(scan.word(unit), Word::One(_)).then(|| Some((each_one(scan, unit)?, unit + 1))).flatten()
}

/// `Monat` of `400 Euro im Monat`.
fn rate(scan: &Scan<'_>, at: usize) -> Option<Recurrence> {
    let counted = match scan.form_before(at, 1) {
        "im" | "am" => scan.form_before(at, 2),
        "der" if scan.form_before(at, 2) == "in" => scan.form_before(at, 3),
        _ => return None,
    };
    let Word::One(unit) = scan.word(at) else { return None };
    let fits = matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year);
    (fits && COUNTED.contains(&counted) && scan.year(at + 1).is_none()).then_some(Recurrence::Each(2, unit))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none};

    #[test]
    fn again_and_again() {
        check("Sie übt [SET jeden Mittwoch|XXXX-WXX-3] in Bonn.");
        check("Das kostet [SET jedes Jahr|P1Y] viel Geld.");
        check("Die Bahn fährt [SET täglich|P1D], [SET montags|XXXX-WXX-1] nicht.");
        check("Gewählt wird [SET alle zwei Jahre|P2Y] neu.");
        check("Sie zahlt 400 Euro im [SET Monat|P1M] und 80 Euro [SET pro Woche|P1W].");
        check("Er isst [SET einmal am Tag|P1D] warm.");
    }

    #[test]
    fn every_other_thing() {
        check_none("Jedes Mal kamen alle zwei, und jeder lachte.");
    }
}
