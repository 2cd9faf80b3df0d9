//! The rules, one a file, and the order in which they are tried.
//!
//! At each token the first rule that finds something wins, and the search goes on behind what it found. So the fuller
//! pattern stands before the poorer one: a date in digits before a clock time, `vor zwei Jahren` before `zwei Jahren`.

mod clock;
mod day_month;
mod decade;
mod deictic;
mod duration;
mod edge;
mod feast;
mod month;
mod night;
mod numeric_date;
mod offset;
mod part_of_day;
mod recurrence;
mod season;
mod share;
mod unit;
mod weekday;
mod year;

pub(crate) mod phrase;

use crate::scan::{Found, Rule, Scan};

/// All rules, in the order in which they are tried.
pub(crate) const RULES: &[Rule] = &[
    numeric_date::RULE,
    clock::RULE,
    day_month::RULE,
    edge::RULE,
    month::RULE,
    night::RULE,
    weekday::RULE,
    part_of_day::RULE,
    deictic::RULE,
    decade::RULE,
    share::RULE,
    recurrence::RULE,
    offset::RULE,
    duration::RULE,
    unit::RULE,
    season::RULE,
    feast::RULE,
    year::RULE,
];

/// What the first rule finds that finds anything at token `index`, and the rule's name.
pub(crate) fn first_match(scan: &Scan<'_>, index: usize) -> Option<(&'static str, Found)> {
    RULES.iter().find_map(|rule| Some((rule.name, (rule.find)(scan, index)?)))
}
