//! Decades and centuries.
//!
//! Finds `1990er Jahre`, `90er-Jahren`, `den siebziger Jahren`, `19. Jahrhundert`. Why: history is told by them. A decade
//! without a century is one of the 20th. Not found: ages (`in den Vierzigern`).

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, Point};
use crate::rules::phrase::after_article;
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.decade", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let name = after_article(scan, at);
    let name = if scan.word(name) == Word::Early { name + 1 } else { name };
    if let (Some(nth), Word::One(TimeUnit::Century)) = (scan.ordinal(name), scan.word(name + 1)) {
        return (nth > 0)
            .then(|| Found::new(at..name + 2, Meaning::Date(Point::Century(i16::from(nth) - 1))))
            .flatten();
    }
    let (tens, century, whole) = decade(scan, name)?;
    let years = scan.word(name + 1) == Word::Many(TimeUnit::Year);
    if !whole && !years {
        return None;
    }
    let end = if whole { name + 1 } else { name + 2 };
    Found::new(at..end, Meaning::Date(Point::Decade { tens, century }))
}

/// The tens digit, the century where it is said, and whether the word holds `Jahre` too.
fn decade(scan: &Scan<'_>, at: usize) -> Option<(i16, Option<i16>, bool)> {
    let form = scan.form(at);
    if let Word::Decade(tens) = scan.word(at) {
        return Some((tens, None, form.contains("ahre")));
    }
    if scan.word(at) != Word::Digits {
        return None;
    }
    let (digits, rest) = form.split_once("er")?;
    let year = (digits.len() == 4).then(|| digits.parse::<i16>().ok()).flatten()?;
    let whole = matches!(rest, "-Jahre" | "-Jahren" | "jahre" | "jahren");
    (year % 10 == 0 && (whole || rest.is_empty())).then_some((year / 10 % 10, Some(year / 100), whole))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none};

    #[test]
    fn decades_and_centuries() {
        check("Das Haus stammt aus [DATE den 1990er Jahren|199X] wohl.");
        check("Die Musik [DATE der siebziger Jahre|197X] kehrt zurück.");
        check("Ein Schrank aus [DATE dem 19. Jahrhundert|18XX] brannte.");
    }

    #[test]
    fn people_in_their_forties() {
        check_none("Eine Frau in den Vierzigern mit 50er Nägeln.");
    }
}
