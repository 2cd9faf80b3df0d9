//! What a time expression says before anybody asks which day it is: the rules' answer, and the resolver's question.

use crate::calendar::TimeUnit;
use crate::word::{DayPart, Edge, Feast, Season, Which};

/// The meaning of a whole expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A place on the calendar.
    Date(Point),
    /// A part of a day, or a time by the clock; without a point it belongs to the day the text speaks of.
    Time(Option<Point>, OfDay),
    /// A length.
    Duration(Length),
    /// A recurrence.
    Set(Recurrence),
    /// `PRESENT_REF` and its like.
    Reference(&'static str),
}

impl Meaning {
    /// Whether its value may hang on the tense of its clause: a number of a year and a length say all themselves.
    pub(crate) fn asks_tense(self) -> bool {
        match self {
            Self::Date(Point::Year(_) | Point::Decade { .. } | Point::Century(_)) => false,
            Self::Date(_) | Self::Time(..) => true,
            Self::Duration(_) | Self::Set(_) | Self::Reference(_) => false,
        }
    }
}

/// A place within a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfDay {
    Part(DayPart),
    /// The night before the day named: `in der Nacht zu Mittwoch`.
    NightBefore,
    Clock(u8, u8),
}

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// So many halves of a unit.
    Exactly(u32, TimeUnit),
    /// `Monaten`, `mehrere Wochen`.
    Some(TimeUnit),
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recurrence {
    /// Once in so many units.
    Each(u32, TimeUnit),
    Weekday(i8),
    Part(DayPart),
    Month(i8),
    Season(Season),
}

/// The year of a day, month, season or feast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearOf {
    /// Named by number.
    Number(i16),
    /// `nächsten Jahres`; open where nothing is said.
    Relative(Which),
    /// The next or last such month itself: `im kommenden Mai`.
    Itself(Which),
}

impl YearOf {
    /// Nothing is said of the year.
    pub(crate) const OPEN: Self = Self::Relative(Which::Open);
}

/// A place on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    Day {
        year: YearOf,
        month: i8,
        day: i8,
    },
    Month {
        year: YearOf,
        month: i8,
    },
    Year(i16),
    /// The decade of this year; the century open where only `siebziger` is said.
    Decade {
        tens: i16,
        century: Option<i16>,
    },
    /// The hundreds of its years: 19 for the 20th century.
    Century(i16),
    Season {
        year: YearOf,
        season: Season,
    },
    /// A quarter or half of a year.
    Share {
        year: YearOf,
        unit: TimeUnit,
        nth: i8,
    },
    Feast {
        year: YearOf,
        feast: Feast,
    },
    Advent {
        year: YearOf,
        nth: Option<i8>,
    },
    Weekday {
        weekday: i8,
        which: Which,
    },
    /// `Dienstag nächster Woche`.
    WeekdayOfWeek {
        weekday: i8,
        week: Which,
    },
    /// `vergangene Woche`, `dieses Jahr`.
    Unit {
        unit: TimeUnit,
        which: Which,
    },
    UnitEdge {
        unit: TimeUnit,
        edge: Edge,
    },
    /// Days from today.
    Today(i8),
    /// `vor zwei Jahren`, `in zwei Wochen`: so many halves of a unit from now.
    FromNow {
        halves: i64,
        unit: TimeUnit,
    },
    /// `zwei Jahre später`, `tags zuvor`: so many units from the time spoken of.
    FromThen {
        count: i64,
        unit: TimeUnit,
    },
    /// `wenige Wochen später`: the month of the time spoken of.
    SoonThen,
    /// `damals`.
    Then,
}
