//! The day a document speaks from: what weekdays and `gestern` are counted from.

use jiff::civil::Date;
use wortlaut_model::{Meta, MetaValue};

/// How exactly a reference is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Year,
    Month,
    Day,
}

/// A date as exact as it was given; what is not known is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) date: Date,
    pub(crate) grain: Grain,
}

impl Reference {
    pub(crate) fn new(date: Date, grain: Grain) -> Self {
        Self { date, grain }
    }

    /// The day, where it is known.
    pub(crate) fn day(&self) -> Option<Date> {
        (self.grain == Grain::Day).then_some(self.date)
    }

    /// A day of the month, where the month is known.
    pub(crate) fn month(&self) -> Option<Date> {
        (self.grain >= Grain::Month).then_some(self.date)
    }

    /// The last day that may be meant.
    pub(crate) fn last_day(&self) -> Date {
        match self.grain {
            Grain::Day => self.date,
            Grain::Month => self.date.last_of_month(),
            Grain::Year => self.date.last_of_year(),
        }
    }

    /// How many days lie between this and `day`; none where `day` may be the day itself.
    pub(crate) fn days_from(&self, day: Date) -> i32 {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days().abs());
        if day < self.date {
            days(day, self.date)
        } else if day > self.last_day() {
            days(self.last_day(), day)
        } else {
            0
        }
    }
}

/// The keys under which a document's date is looked for, in this order.
const KEYS: [&str; 3] = ["date", "published", "datum"];

/// The date that the document's metadata gives.
pub(crate) fn of_meta(meta: &Meta) -> Option<Reference> {
    KEYS.iter().find_map(|key| match meta.value(key)? {
        MetaValue::String(text) | MetaValue::Number(text) => parse(text),
        _ => None,
    })
}

/// Reads a date of a year that documents have.
fn parse(text: &str) -> Option<Reference> {
    read(text).filter(|reference| (1000..3000).contains(&reference.date.year()))
}

/// Reads `2023`, `2023-04`, `2023-04-04`, an ISO date and time, `20230404`, `04.04.2023` or `4.4.2023`.
fn read(text: &str) -> Option<Reference> {
    let text = text.trim();
    if text.contains('.') && !text.contains('-') {
        let date = text.split([',', ' ']).next().unwrap_or_default();
        let mut parts = date.split('.');
        let (of_month, month) = (parts.next()?, parts.next()?);
        return day(parts.next().filter(|year| year.len() == 4)?.parse().ok()?, month, of_month);
    }
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let digits = date.bytes().all(|byte| byte.is_ascii_digit());
    if digits && date.len() == 8 {
        return day(date.get(..4)?.parse().ok()?, date.get(4..6)?, date.get(6..)?);
    }
    let mut parts = date.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse::<i16>().ok()?;
    match (parts.next(), parts.next()) {
        (Some(month), Some(of_month)) => day(year, month, of_month),
        (Some(month), None) => {
            Some(Reference { date: Date::new(year, month.parse().ok()?, 1).ok()?, grain: Grain::Month })
        }
        _ => Some(Reference { date: Date::new(year, 1, 1).ok()?, grain: Grain::Year }),
    }
}

fn day(year: i16, month: &str, day: &str) -> Option<Reference> {
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Reference { date, grain: Grain::Day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_metadata_writes_them() {
        let check = |text: &str, grain, expected: &str| {
            let reference = parse(text).unwrap();
            assert_eq!((reference.grain, reference.date.to_string().as_str()), (grain, expected), "{text}");
        };
        check("2023", Grain::Year, "2023-01-01");
        check("2025-07", Grain::Month, "2025-07-01");
        check("2023-06-19", Grain::Day, "2023-06-19");
        check("2023-06-19T08:15:00+02:00", Grain::Day, "2023-06-19");
        check("19.06.2023", Grain::Day, "2023-06-19");
        check("9.6.2023, 10:00 Uhr", Grain::Day, "2023-06-09");
        check("20230619", Grain::Day, "2023-06-19");
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in ["", "gestern", "2023-13", "31.02.2023", "19.06", "1.2.3", "-", ".", "T", "99999", "0000-01-01"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
