//! Weekdays, alone or with a part of the day.
//!
//! Finds `Mittwoch`, `vergangenen Donnerstag`, `diesen Dienstag`, `Dienstag nächster Woche`, `Mittwochabend`, `späten
//! Mittwochabend`, `Samstag Nachmittag`. Why: the calendar of the daily press. Not found: `Welt am Sonntag`, a surname
//! (`Frau Sonntag`), compounds (`Montagsdemo`). Without a sign of the future the last such day is meant, today included.

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, OfDay, Point};
use crate::rules::phrase::{after_article, which, with_clock};
use crate::scan::{Found, Rule, Scan};
use crate::word::{DayPart, Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.weekday", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, name) = which(scan, after_article(scan, at));
    let name = if scan.word(name) == Word::Early { name + 1 } else { name };
    if scan.follows(name, &["Frau", "Herr", "Herrn", "Black"]) {
        return None;
    }
    match scan.word(name) {
        Word::WeekdayPart(weekday, part) => {
            Found::new(at..name + 1, Meaning::Time(Some(Point::Weekday { weekday, which }), OfDay::Part(part)))
        }
        Word::Weekday(weekday) => whole_day(scan, at, name, weekday, which),
        _ => None,
    }
}

fn whole_day(scan: &Scan<'_>, at: usize, name: usize, weekday: i8, which: Which) -> Option<Found> {
    let point = Point::Weekday { weekday, which };
    if let Some((part, end)) = part_behind(scan, name + 1) {
        return Found::new(at..end, Meaning::Time(Some(point), OfDay::Part(part)));
    }
    if let Some((week, end)) = week_behind(scan, name + 1) {
        return Found::new(at..end, Meaning::Date(Point::WeekdayOfWeek { weekday, week }));
    }
    // Two expressions where only a comma parts them ("am Montag, 16 Uhr"): a clock time right behind is part of this one.
    if scan.form(name + 1) == "," {
        Found::new(at..name + 1, Meaning::Date(point))
    } else {
        with_clock(scan, at, name + 1, point)
    }
}

/// `Abend`, `abends` behind a weekday.
fn part_behind(scan: &Scan<'_>, at: usize) -> Option<(DayPart, usize)> {
    match scan.word(at) {
        Word::Part(part) | Word::Daily(part) => Some((part, at + 1)),
        _ if scan.form(at) == "früh" => Some((DayPart::Morning, at + 1)),
        _ => None,
    }
}

/// `nächster Woche`, `der kommenden Woche` behind a weekday.
fn week_behind(scan: &Scan<'_>, at: usize) -> Option<(Which, usize)> {
    let (which, week) = which(scan, after_article(scan, at));
    (which != Which::Open && scan.word(week) == Word::One(TimeUnit::Week)).then_some((which, week + 1))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_named, check_none, check_on};

    #[test]
    fn weekdays_by_tense() {
        check_on("2024-03-05", "Das sagte sie am [DATE Montag|2024-03-04] in Bonn.");
        check_on("2024-03-05", "Am [DATE Montag|2024-03-11] will sie kommen.");
        check_on("2024-03-05", "Das gilt bis [DATE Freitag|2024-03-08] hier.");
        check("Das sagte sie am [DATE Mittwoch|XXXX-WXX-3] in Bonn.");
    }

    #[test]
    fn weekdays_with_company() {
        check_on("2023-05-16", "Am [DATE Dienstag nächster Woche|2023-05-23] soll es gelten.");
        check_on("2023-05-16", "Sie kam am [DATE vergangenen Donnerstag|2023-05-11] an.");
        check_on("2019-08-29", "Am [TIME späten Mittwochabend|2019-08-28TEV] knallte es.");
        check_on("2019-08-29", "Am [TIME Mittwoch Abend|2019-08-28TEV] knallte es.");
    }

    #[test]
    fn names_are_no_weekdays() {
        check_named("Das stand in der Welt am Sonntag von gestern.", "Welt am Sonntag", "[DATE gestern|PAST_REF]");
        check_none("Frau Sonntag ging zur Montagsdemo.");
    }
}
