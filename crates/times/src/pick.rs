//! Which of the many Mondays, Mays and Easters is meant: the last one, the next one, or the nearest.

use jiff::civil::Date;

use crate::calendar::{self, TimeUnit, moved, weekday_from, weekday_until};
use crate::meaning::YearOf;
use crate::reference::{Grain, Reference};
use crate::tense::Tense;
use crate::word::{Feast, Season, Which};

/// Where to look from, and in which direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
    pub(crate) reference: Option<Reference>,
    pub(crate) tense: Tense,
}

/// The first day of `year`.
pub(crate) fn first_of(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok()
}

/// A day that comes once a year: a date, a feast.
pub(crate) fn yearly(around: Around, year: YearOf, day_of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    if let YearOf::Number(year) = year {
        return day_of(year);
    }
    let reference = around.reference?;
    let this = reference.date.year();
    if reference.grain < Grain::Month {
        return day_of(this + shift(year));
    }
    let today = reference.date;
    let days: Vec<Date> = (this - 1..=this + 1).filter(|year| *year > 0).filter_map(day_of).collect();
    let before = |strictly: bool| {
        let last = reference.last_day();
        days.iter().rev().find(|day| if strictly { **day < today } else { **day <= last }).copied()
    };
    let after = |strictly: bool| {
        days.iter().find(|day| if strictly { **day > reference.last_day() } else { **day >= today }).copied()
    };
    match (year, around.tense) {
        (YearOf::Itself(Which::Last), _) => before(true),
        (YearOf::Itself(Which::Next), _) => after(true),
        (YearOf::Relative(Which::Open), Tense::Past) => before(false),
        (YearOf::Relative(Which::Open), Tense::Future) => after(false),
        (YearOf::Relative(Which::Open), Tense::Unknown) => days.into_iter().min_by_key(|day| reference.days_from(*day)),
        _ => days.into_iter().find(|day| day.year() == this + shift(year)),
    }
}

/// The first day of a month.
pub(crate) fn month(around: Around, year: YearOf, month: i8) -> Option<Date> {
    // Months are compared by their first days, so that today's month is neither past nor to come.
    let reference = around.reference.map(|reference| match reference.grain {
        Grain::Year => reference,
        _ => Reference::new(reference.date.first_of_month(), Grain::Day),
    });
    yearly(Around { reference, ..around }, year, |year| Date::new(year, month, 1).ok())
}

/// The first day of a season. One that has begun and not ended counts as present, whatever the tense.
pub(crate) fn season(around: Around, year: YearOf, season: Season) -> Option<Date> {
    let first = season.first_month();
    let begin = |year| Date::new(year, first, 1).ok();
    let today = around.reference.and_then(|reference| reference.month());
    let current = today.and_then(|today| {
        let begun = yearly(Around { tense: Tense::Past, ..around }, YearOf::OPEN, begin)?;
        (today < moved(begun, 3, TimeUnit::Month)?).then_some(begun)
    });
    match (year, current) {
        (YearOf::Relative(Which::Open) | YearOf::Itself(Which::This), Some(current)) => Some(current),
        (YearOf::Itself(Which::Last), Some(current)) => moved(current, -1, TimeUnit::Year),
        (YearOf::Itself(Which::This), None) => yearly(around, YearOf::Relative(Which::This), begin),
        _ => yearly(around, year, begin),
    }
}

/// The day of a feast in `year`.
pub(crate) fn feast(year: i16, feast: Feast) -> Option<Date> {
    match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
        Feast::Easter(days) => moved(calendar::easter(year)?, i64::from(days), TimeUnit::Day),
    }
}

/// A weekday. News is mostly of what was: without a sign of the future it is the last one, today included.
pub(crate) fn weekday(around: Around, weekday: i8, which: Which) -> Option<Date> {
    let today = around.reference?.day()?;
    match (which, around.tense) {
        (Which::Last, _) => weekday_until(moved(today, -1, TimeUnit::Day)?, weekday),
        (Which::Next, _) => weekday_from(moved(today, 1, TimeUnit::Day)?, weekday),
        (Which::This, _) | (Which::Open, Tense::Future) => weekday_from(today, weekday),
        (Which::Open, _) => weekday_until(today, weekday),
    }
}

/// A day of a weekend: the running or coming one, or with past tense the last one.
pub(crate) fn weekend(around: Around, which: Which) -> Option<Date> {
    const SUNDAY: i8 = 7;
    let today = around.reference?.day()?;
    match (which, around.tense) {
        (Which::Last, _) => weekday_until(moved(today, -2, TimeUnit::Day)?, SUNDAY),
        (Which::Next, _) => weekday_from(moved(today, 2, TimeUnit::Day)?, SUNDAY),
        (Which::Open, Tense::Past) => {
            let saturday = weekday_until(today, SUNDAY - 1)?;
            weekday_from(saturday, SUNDAY)
        }
        _ => weekday_from(today, SUNDAY),
    }
}

fn shift(year: YearOf) -> i16 {
    match year {
        YearOf::Relative(Which::Last) | YearOf::Itself(Which::Last) => -1,
        YearOf::Relative(Which::Next) | YearOf::Itself(Which::Next) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(year: i16, month: i8, day: i8, tense: Tense) -> Around {
        Around { reference: Some(Reference::new(date(year, month, day), Grain::Day)), tense }
    }

    #[test]
    fn months_look_back_or_ahead() {
        assert_eq!(month(at(2023, 5, 11, Tense::Future), YearOf::OPEN, 11), Some(date(2023, 11, 1)));
        assert_eq!(month(at(2023, 5, 11, Tense::Past), YearOf::OPEN, 11), Some(date(2022, 11, 1)));
        assert_eq!(month(at(2023, 5, 11, Tense::Past), YearOf::OPEN, 5), Some(date(2023, 5, 1)));
        assert_eq!(month(at(2024, 5, 17, Tense::Past), YearOf::Itself(Which::Next), 5), Some(date(2025, 5, 1)));
        assert_eq!(month(at(2024, 1, 17, Tense::Unknown), YearOf::OPEN, 12), Some(date(2023, 12, 1)));
    }

    #[test]
    fn a_winter_belongs_to_the_year_of_its_december() {
        let winter = |around, year| season(around, year, Season::Winter);
        assert_eq!(winter(at(2025, 2, 6, Tense::Past), YearOf::Itself(Which::This)), Some(date(2024, 12, 1)));
        assert_eq!(winter(at(2023, 1, 17, Tense::Past), YearOf::Itself(Which::Last)), Some(date(2021, 12, 1)));
        assert_eq!(winter(at(2024, 3, 7, Tense::Future), YearOf::OPEN), Some(date(2024, 12, 1)));
    }

    #[test]
    fn weekdays_look_back_unless_told_otherwise() {
        let tuesday = |tense| at(2024, 3, 5, tense);
        assert_eq!(weekday(tuesday(Tense::Unknown), 3, Which::Open), Some(date(2024, 2, 28)));
        assert_eq!(weekday(tuesday(Tense::Future), 3, Which::Open), Some(date(2024, 3, 6)));
        assert_eq!(weekday(tuesday(Tense::Past), 2, Which::Last), Some(date(2024, 2, 27)));
        assert_eq!(weekday(tuesday(Tense::Past), 2, Which::This), Some(date(2024, 3, 5)));
    }
}
