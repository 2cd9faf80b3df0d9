//! The civil calendar: how far, which week, when is Easter, and how TIMEX3 writes it.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// A length of time on the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl TimeUnit {
    /// TIMEX3's duration of `halves` halves of this unit: `P2Y`, `PT10M`, `P8Y6M`.
    pub(crate) fn duration(self, halves: u32) -> String {
        let (whole, half) = (halves / 2, halves % 2 == 1);
        match self {
            Self::Decade => format!("P{}Y", halves * 5),
            Self::Century => format!("P{}Y", halves * 50),
            Self::Quarter => format!("P{whole}Q"),
            Self::Half => format!("P{}M", halves * 3),
            Self::Year if half && whole == 0 => "P6M".to_owned(),
            Self::Year if half => format!("P{whole}Y6M"),
            Self::Day if half => format!("PT{}H", halves * 12),
            Self::Hour if half && whole == 0 => "PT30M".to_owned(),
            Self::Hour if half => format!("PT{whole}H30M"),
            Self::Minute if half => format!("PT{}S", halves * 30),
            _ if half => format!("{}{whole}.5{}", self.designator().0, self.designator().1),
            _ => format!("{}{whole}{}", self.designator().0, self.designator().1),
        }
    }

    /// The duration of an unsaid number of this unit: `PXM` for `seit Monaten`.
    pub(crate) fn vague_duration(self) -> String {
        format!("{}X{}", self.designator().0, self.designator().1)
    }

    /// What stands before and after the number.
    fn designator(self) -> (&'static str, &'static str) {
        match self {
            Self::Second => ("PT", "S"),
            Self::Minute => ("PT", "M"),
            Self::Hour => ("PT", "H"),
            Self::Day | Self::Night => ("P", "D"),
            Self::Week => ("P", "W"),
            Self::Weekend => ("P", "WE"),
            Self::Month => ("P", "M"),
            Self::Quarter => ("P", "Q"),
            Self::Half => ("P", "H"),
            Self::Year => ("P", "Y"),
            Self::Decade => ("P", "DE"),
            Self::Century => ("P", "CE"),
        }
    }

    /// Whether it is shorter than a day.
    pub(crate) fn is_on_the_clock(self) -> bool {
        self <= Self::Hour
    }
}

/// `date` moved by `count` units; none outside the years 1 to 9999, or for parts of a day.
pub(crate) fn moved(date: Date, count: i64, unit: TimeUnit) -> Option<Date> {
    let span = match unit {
        TimeUnit::Day | TimeUnit::Night => Span::new().try_days(count),
        TimeUnit::Week | TimeUnit::Weekend => Span::new().try_weeks(count),
        TimeUnit::Month => Span::new().try_months(count),
        TimeUnit::Quarter => Span::new().try_months(count.saturating_mul(3)),
        TimeUnit::Half => Span::new().try_months(count.saturating_mul(6)),
        TimeUnit::Year => Span::new().try_years(count),
        TimeUnit::Decade => Span::new().try_years(count.saturating_mul(10)),
        TimeUnit::Century => Span::new().try_years(count.saturating_mul(100)),
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
    };
    date.checked_add(span.ok()?).ok().filter(|date| date.year() > 0)
}

/// The first day on `weekday` (1 for Monday) at or after `date`.
pub(crate) fn weekday_from(date: Date, weekday: i8) -> Option<Date> {
    moved(date, i64::from((weekday - number(date)).rem_euclid(7)), TimeUnit::Day)
}

/// The last day on `weekday` (1 for Monday) at or before `date`.
pub(crate) fn weekday_until(date: Date, weekday: i8) -> Option<Date> {
    moved(date, -i64::from((number(date) - weekday).rem_euclid(7)), TimeUnit::Day)
}

/// The day on `weekday` in the calendar week of `date`.
pub(crate) fn weekday_in_week(date: Date, weekday: i8) -> Option<Date> {
    moved(date, i64::from(weekday - number(date)), TimeUnit::Day)
}

fn number(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// `2024-03-05`.
pub(crate) fn day_value(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `2024-03`.
pub(crate) fn month_value(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// `2024-W10`, after ISO 8601: the week's year may differ from the day's.
pub(crate) fn week_value(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Easter Sunday of `year`, by the anonymous Gregorian computus (Meeus, *Astronomical Algorithms*, chapter 8).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (a, b, c) = (year32 % 19, year32 / 100, year32 % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The `nth` Sunday of Advent in `year`, 1 to 4; the fourth is the last Sunday before Christmas Day.
pub(crate) fn advent(year: i16, nth: i8) -> Option<Date> {
    let fourth = weekday_until(Date::new(year, 12, 24).ok()?, Weekday::Sunday.to_monday_one_offset())?;
    moved(fourth, i64::from(nth) - 4, TimeUnit::Week)
}

/// The last day of the month of `date`.
pub(crate) fn end_of_month(date: Date) -> Date {
    date.last_of_month()
}

/// Whether a civil date with these numbers exists in any year: the 30th of February does not.
pub(crate) fn is_day(month: i8, day: i8) -> bool {
    (1..=12).contains(&month) && day >= 1 && day <= date(2024, month, 1).days_in_month()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_before_and_after() {
        let tuesday = date(2024, 3, 5);
        assert_eq!(weekday_until(tuesday, 2), Some(tuesday));
        assert_eq!(weekday_until(tuesday, 3), Some(date(2024, 2, 28)));
        assert_eq!(weekday_from(tuesday, 1), Some(date(2024, 3, 11)));
        assert_eq!(weekday_in_week(tuesday, 7), Some(date(2024, 3, 10)));
    }

    #[test]
    fn moving_feasts() {
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(advent(2022, 4), Some(date(2022, 12, 18)));
        assert_eq!(advent(2023, 4), Some(date(2023, 12, 24)));
    }

    #[test]
    fn durations_with_halves() {
        assert_eq!(TimeUnit::Year.duration(17), "P8Y6M");
        assert_eq!(TimeUnit::Hour.duration(1), "PT30M");
        assert_eq!(TimeUnit::Week.duration(4), "P2W");
        assert_eq!(TimeUnit::Month.vague_duration(), "PXM");
    }

    #[test]
    fn the_week_around_new_year_belongs_to_its_thursday() {
        assert_eq!(week_value(date(2024, 12, 30)), "2025-W01");
        assert!(!is_day(2, 30));
        assert!(is_day(2, 29));
    }
}
