//! Phrases that several rules are built from: articles, years, clock times.

use wortlaut_model::Role;

use crate::calendar::TimeUnit;
use crate::meaning::{Meaning, OfDay, Point, YearOf};
use crate::scan::{Found, Scan};
use crate::word::{Which, Word};

/// The token after an article at `at`, or `at`.
pub(crate) fn after_article(scan: &Scan<'_>, at: usize) -> usize {
    if scan.word(at) == Word::Article { at + 1 } else { at }
}

/// `vergangenen`, `diesem`, `kommenden` at `at`, and the token after it; open where there is none. `neuen` says which year
/// and nothing else, and is left to the rule of units.
pub(crate) fn which(scan: &Scan<'_>, at: usize) -> (Which, usize) {
    match scan.word(at) {
        Word::Which(which) if !scan.is_one_of(at, &["neuen", "neue"]) => (which, at + 1),
        _ => (Which::Open, at),
    }
}

/// The year that follows a day, month or season: `2023`, `2023`'s relatives `vergangenen Jahres`, `des Jahres 2023`.
pub(crate) fn year_after(scan: &Scan<'_>, at: usize) -> (YearOf, usize) {
    if let Some(year) = scan.year(at) {
        return (YearOf::Number(year), at + 1);
    }
    let start = after_article(scan, at);
    let (which, end) = which(scan, start);
    if scan.word(end) == Word::One(TimeUnit::Year) {
        if let Some(year) = scan.year(end + 1) {
            return (YearOf::Number(year), end + 2);
        }
        if which != Which::Open {
            return (YearOf::Relative(which), end + 1);
        }
    }
    (YearOf::OPEN, at)
}

/// A month's number, written out or with a stop.
pub(crate) fn month(scan: &Scan<'_>, at: usize) -> Option<i8> {
    match scan.word(at) {
        Word::Month(month) | Word::MonthShort(month) => Some(month),
        _ => None,
    }
}

/// A time by the clock at `at`: `16:00 Uhr`, `23.40 Uhr`, `16 Uhr`, `elf Uhr`, `16 Uhr 30`, with the token after it.
pub(crate) fn clock(scan: &Scan<'_>, at: usize) -> Option<(OfDay, usize)> {
    if scan.word(at + 1) != Word::Clock {
        return None;
    }
    if let Some(time) = hour_and_minute(scan.form(at)) {
        return Some((time, at + 2));
    }
    let hour = u8::try_from(scan.halves(at).filter(|halves| halves % 2 == 0)? / 2).ok()?;
    let minute = scan.number(at + 2).filter(|minute| *minute < 60 && scan.form(at + 2).len() == 2);
    match minute {
        Some(minute) if hour < 24 => Some((OfDay::Clock(hour, u8::try_from(minute).ok()?), at + 3)),
        _ => (hour <= 24).then_some((OfDay::Clock(hour, 0), at + 2)),
    }
}

/// `16:00`, `23.40`: two numbers that a clock can show, the minutes in two digits.
pub(crate) fn hour_and_minute(form: &str) -> Option<OfDay> {
    let (hour, minute) = form.split_once(':').or_else(|| form.split_once('.'))?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if minute.len() != 2 || !(1..=2).contains(&hour.len()) || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    (hour < 24 && minute < 60 || hour == 24 && minute == 0).then_some(OfDay::Clock(hour, minute))
}

/// A day with the clock time that may follow it: `23.02.2025, 22:45 Uhr` is one expression.
pub(crate) fn with_clock(scan: &Scan<'_>, start: usize, end: usize, point: Point) -> Option<Found> {
    let behind = if scan.form(end) == "," { end + 1 } else { end };
    match clock(scan, behind) {
        Some((of_day, end)) => Found::new(start..end, Meaning::Time(Some(point), of_day)),
        None => Found::new(start..end, Meaning::Date(point)),
    }
}

/// Whether the sentence is a line of page furniture: there numbers need no preposition to be times.
pub(crate) fn in_byline(scan: &Scan<'_>) -> bool {
    scan.role() == Role::Byline
}
