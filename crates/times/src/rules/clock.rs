//! Times by the clock.
//!
//! Finds `16:00 Uhr`, `23.40 Uhr`, `elf Uhr`, and without `Uhr` a time in brackets (`[17:48]`) or in a byline (`– 10:41`).
//! Why: minute tickers and programme lines live from them. Not found: results (`3:2`, `28:25 gewann`), prices (`4.50`).
//! The day is the one the text speaks of.

use crate::meaning::{Meaning, Point};
use crate::rules::phrase::{clock, hour_and_minute, in_byline};
use crate::scan::{Found, Rule, Scan};
use crate::word::Word;

pub(crate) const RULE: Rule = Rule { name: "times.clock", find };

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some((of_day, end)) = clock(scan, at) {
        return Found::new(at..end, Meaning::Time(day(scan, at, end), of_day));
    }
    if scan.word(at) != Word::Digits || !scan.form(at).contains(':') || !(in_byline(scan) || is_bracketed(scan, at)) {
        return None;
    }
    Found::new(at..at + 1, Meaning::Time(day(scan, at, at + 1), hour_and_minute(scan.form(at))?))
}

/// A minute at the head of a line (`16:12 Uhr – Züge fahren`) belongs to the day of the ticker.
fn day(scan: &Scan<'_>, at: usize, end: usize) -> Option<Point> {
    let heads = scan.range().start + 1 >= at && !scan.follows(at, &["um", "gegen", "ab", "bis", "seit"]);
    let is_ticker = heads && (end >= scan.range().end || matches!(scan.form(end), ":" | "–" | "-" | "]" | "|" | "+++"));
    is_ticker.then_some(Point::Today(0))
}

fn is_bracketed(scan: &Scan<'_>, at: usize) -> bool {
    scan.form_before(at, 1) == "[" && scan.form(at + 1) == "]"
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_none, check_on};

    #[test]
    fn the_day_is_the_one_spoken_of() {
        check("Am [DATE 4. April 2023|2023-04-04] um [TIME 16:00 Uhr|2023-04-04T16:00] begann es.");
        check_on("2024-03-05", "Um [TIME 23.40 Uhr|2024-03-05T23:40] brannte es noch.");
        check_on("2024-03-05", "Gegen [TIME elf Uhr|2024-03-05T11:00] öffnete das Tor.");
        check_on("2024-03-05", "[[TIME 17:48|2024-03-05T17:48]] Die Bahn fährt wieder.");
    }

    #[test]
    fn results_and_prices_are_no_times() {
        check_none("Bonn gewann mit 3:2 und zahlte 4.50 Euro für ein Eis, am Ende stand es 12:10.");
    }
}
