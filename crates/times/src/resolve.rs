//! From what an expression says to the day it means: TIMEX3 values, counted from the document's date or from the time
//! the text last spoke of.

use jiff::civil::Date;
use wortlaut_model::{TimeId, TimeType};

use crate::calendar::{self, TimeUnit, day_value, month_value, moved, week_value};
use crate::meaning::{Length, Meaning, OfDay, Point, Recurrence, YearOf};
use crate::pick::{self, Around};
use crate::reference::{Grain, Reference};
use crate::tense::Tense;
use crate::word::{Edge, Which};

/// How many sentences back the text may have named the day that `am Abend` or `15 Uhr` belongs to.
const MEMORY: usize = 8;

/// How many times back an anchor is looked for.
const RECENT: usize = 100;

/// An expression with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) time_type: TimeType,
    pub(crate) value: String,
    pub(crate) anchor: Option<TimeId>,
    /// The first day meant, where it is known.
    pub(crate) date: Option<Reference>,
}

/// A value under construction.
#[derive(Debug, Clone)]
struct Value {
    text: String,
    anchor: Option<TimeId>,
    date: Option<Reference>,
}

impl Value {
    fn unresolved(text: impl Into<String>) -> Self {
        Self { text: text.into(), anchor: None, date: None }
    }

    fn of(text: String, date: Date, grain: Grain) -> Self {
        Self { text, anchor: None, date: Some(Reference::new(date, grain)) }
    }

    fn day(date: Date) -> Self {
        Self::of(day_value(date), date, Grain::Day)
    }

    fn month(date: Date) -> Self {
        Self::of(month_value(date), date, Grain::Month)
    }

    fn year(date: Date) -> Self {
        Self::of(format!("{:04}", date.year()), date, Grain::Year)
    }

    fn anchored(self, anchor: Option<TimeId>) -> Self {
        Self { anchor, ..self }
    }
}

/// The times resolved so far, and the day to count from.
#[derive(Debug, Clone)]
pub(crate) struct Resolver {
    reference: Option<Reference>,
    /// The time that states the reference, where the text does.
    dateline: Option<TimeId>,
    /// Sentence and value of each time so far.
    spoken: Vec<(usize, Resolved)>,
}

impl Resolver {
    pub(crate) fn new(reference: Option<Reference>, dateline: Option<TimeId>) -> Self {
        Self { reference, dateline, spoken: Vec::new() }
    }

    /// The value of the next expression of the text, which stands in sentence number `sentence`.
    pub(crate) fn resolve(&mut self, meaning: Meaning, tense: Tense, sentence: usize) -> Resolved {
        let (time_type, value) = match meaning {
            Meaning::Reference(name) => (TimeType::Date, Value::unresolved(name)),
            Meaning::Duration(Length::Exactly(halves, unit)) => {
                (TimeType::Duration, Value::unresolved(unit.duration(halves)))
            }
            Meaning::Duration(Length::Some(unit)) => (TimeType::Duration, Value::unresolved(unit.vague_duration())),
            Meaning::Set(recurrence) => (TimeType::Set, Value::unresolved(set_value(recurrence))),
            Meaning::Date(point) => (TimeType::Date, self.point(point, tense)),
            Meaning::Time(point, of_day) => (TimeType::Time, self.time(point, of_day, tense, sentence)),
        };
        let resolved = Resolved { time_type, value: value.text, anchor: value.anchor, date: value.date };
        self.spoken.push((sentence, resolved.clone()));
        resolved
    }

    /// A time of day: its day is named, or the one the text speaks of, or the reference.
    fn time(&self, point: Option<Point>, of_day: OfDay, tense: Tense, sentence: usize) -> Value {
        let day = point.map_or_else(|| self.running_day(of_day, tense, sentence), |point| self.point(point, tense));
        // The evening before gives the value; the day named stays the one the text speaks of.
        let evening = match (of_day, day.date.and_then(|date| date.day())) {
            (OfDay::NightBefore, Some(date)) => moved(date, -1, TimeUnit::Day).map(day_value),
            _ => None,
        };
        let of = evening.as_ref().unwrap_or(&day.text);
        let code = match of_day {
            OfDay::Part(part) => part.code().to_owned(),
            OfDay::NightBefore => "NI".to_owned(),
            OfDay::Clock(hour, minute) => format!("{hour:02}:{minute:02}"),
        };
        // A value that is no day ("PRESENT_REF", a month) takes no time of day.
        let is_day = of.len() >= 10 && !of.contains('_');
        let text = if is_day { format!("{of}T{code}") } else { format!("XXXX-XX-XXT{code}") };
        Value { text, ..day }
    }

    /// The day that a bare time of day belongs to.
    fn running_day(&self, of_day: OfDay, tense: Tense, sentence: usize) -> Value {
        let near = self.spoken.iter().enumerate().rev().take(RECENT).take_while(|(_, (at, _))| at + MEMORY >= sentence);
        // A day of the same sentence counts however long ago it was: "Am 19.06.2023 kam sie um 16 Uhr".
        let spoken = near
            .filter_map(|(index, (at, time))| Some((index, *at, time.date?.day()?)))
            .find(|(_, at, day)| {
                *at == sentence || self.reference.is_none_or(|reference| reference.days_from(*day) <= 8)
            })
            .map(|(index, _, day)| (index, day))
            .filter(|(_, day)| tense != Tense::Past || self.today().is_none_or(|today| *day <= today));
        if let Some((index, day)) = spoken {
            return Value::day(day).anchored(Some(TimeId::new(index)));
        }
        let Some(today) = self.reference.and_then(|reference| reference.day()) else {
            return Value::unresolved("XXXX-XX-XX");
        };
        let last_night = matches!(of_day, OfDay::Part(crate::word::DayPart::Night)) && tense != Tense::Future;
        let day = if last_night { moved(today, -1, TimeUnit::Day) } else { None };
        Value::day(day.unwrap_or(today)).anchored(self.dateline)
    }

    /// A place on the calendar.
    fn point(&self, point: Point, tense: Tense) -> Value {
        match point {
            Point::Year(year) => pick::first_of(year).map_or(Value::unresolved(format!("{year:04}")), Value::year),
            Point::Decade { tens, century } => Value::unresolved(format!("{}{tens}X", century.unwrap_or(19))),
            Point::Century(hundreds) => Value::unresolved(format!("{hundreds:02}XX")),
            Point::Then => self.then(),
            Point::FromThen { count, unit } => self.away_from_then(count, unit),
            Point::SoonThen => self.last_spoken().map_or(Value::unresolved("PAST_REF"), |(id, date)| {
                let value = if date.grain == Grain::Year { Value::year(date.date) } else { Value::month(date.date) };
                value.anchored(Some(id))
            }),
            _ => self.counted_from_reference(point, tense),
        }
    }

    /// A place on the calendar that is counted from the reference, if any year or day is missing.
    fn counted_from_reference(&self, point: Point, tense: Tense) -> Value {
        let value = match point {
            Point::Day { year, month, day } => {
                let date = pick::yearly(self.around(tense), year, |year| Date::new(year, month, day).ok());
                date.map_or(Value::unresolved(format!("XXXX-{month:02}-{day:02}")), Value::day)
            }
            Point::Month { year, month } => {
                let date = pick::month(self.around(tense), year, month);
                date.map_or(Value::unresolved(format!("XXXX-{month:02}")), Value::month)
            }
            Point::Season { year, season } => {
                let date = pick::season(self.around(tense), year, season);
                date.map_or(Value::unresolved(format!("XXXX-{}", season.code())), |date| {
                    Value::of(format!("{:04}-{}", date.year(), season.code()), date, Grain::Month)
                })
            }
            Point::Share { year, unit, nth } => self.share(year, unit, nth, tense),
            Point::Feast { year, feast } => {
                let date = pick::yearly(self.around(tense), year, |year| pick::feast(year, feast));
                date.map_or(Value::unresolved("XXXX-XX-XX"), Value::day)
            }
            Point::Advent { year, nth: Some(nth) } => {
                let date = pick::yearly(self.around(tense), year, |year| calendar::advent(year, nth));
                date.map_or(Value::unresolved("XXXX-12"), Value::day)
            }
            Point::Advent { year, nth: None } => {
                pick::month(self.around(tense), year, 12).map_or(Value::unresolved("XXXX-12"), Value::month)
            }
            Point::Weekday { weekday, which } => {
                let date = pick::weekday(self.around(tense), weekday, which);
                date.map_or(Value::unresolved(format!("XXXX-WXX-{weekday}")), Value::day)
            }
            Point::WeekdayOfWeek { weekday, week } => {
                let date = self.today().and_then(|today| moved(today, offset(week), TimeUnit::Week));
                let date = date.and_then(|date| calendar::weekday_in_week(date, weekday));
                date.map_or(Value::unresolved(format!("XXXX-WXX-{weekday}")), Value::day)
            }
            Point::Unit { unit, which } => self.unit(unit, which, tense),
            Point::UnitEdge { unit, edge } => self.unit_edge(unit, edge),
            Point::Today(days) => {
                let date = self.today().and_then(|today| moved(today, i64::from(days), TimeUnit::Day));
                date.map_or_else(|| Value::unresolved(reference_name(i64::from(days))), Value::day)
            }
            Point::FromNow { halves, unit } => self.away_from_now(halves, unit),
            _ => Value::unresolved("PRESENT_REF"),
        };
        let given =
            matches!(point, Point::Day { year: YearOf::Number(_), .. } | Point::Month { year: YearOf::Number(_), .. });
        if given || value.date.is_none() { value } else { value.anchored(self.dateline) }
    }

    fn around(&self, tense: Tense) -> Around {
        Around { reference: self.reference, tense }
    }

    fn today(&self) -> Option<Date> {
        self.reference?.day()
    }

    /// The last time the text spoke of, other than a length.
    fn last_spoken(&self) -> Option<(TimeId, Reference)> {
        self.spoken
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .find_map(|(index, (_, time))| Some((TimeId::new(index), time.date?)))
    }

    /// `damals`: the value of the last date before the document's own.
    fn then(&self) -> Value {
        let past = |date: &Reference| self.reference.is_none_or(|reference| date.date < reference.date);
        let spoken = self
            .spoken
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .find(|(_, (_, time))| time.time_type == TimeType::Date && time.date.as_ref().is_some_and(past));
        match spoken {
            Some((index, (_, time))) => {
                Value { text: time.value.clone(), anchor: Some(TimeId::new(index)), date: time.date }
            }
            None => Value::unresolved("PAST_REF"),
        }
    }

    /// `zwei Jahre später`, as exact as the unit and the time spoken of allow.
    fn away_from_then(&self, count: i64, unit: TimeUnit) -> Value {
        let spoken = self.last_spoken().or_else(|| Some((TimeId(u32::MAX), self.reference?)));
        let moved = spoken.and_then(|(id, date)| Some((id, date.grain, moved(date.date, count, unit)?)));
        let Some((id, grain, date)) = moved else { return Value::unresolved(reference_name(count)) };
        let value = match unit {
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => Value::year(date),
            _ if grain == Grain::Year => Value::year(date),
            TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Half => Value::month(date),
            _ if grain == Grain::Month => Value::month(date),
            _ => Value::day(date),
        };
        value.anchored(if id.0 == u32::MAX { self.dateline } else { Some(id) })
    }

    /// `vor zwei Jahren`, `in zwei Wochen`.
    fn away_from_now(&self, halves: i64, unit: TimeUnit) -> Value {
        let (count, step) = match unit {
            TimeUnit::Year if halves % 2 != 0 => (halves * 6, TimeUnit::Month),
            TimeUnit::Month if halves % 2 != 0 => (halves * 15, TimeUnit::Day),
            _ => (halves / 2, unit),
        };
        let value = self.reference.and_then(|reference| match unit {
            TimeUnit::Year if step == TimeUnit::Month => moved(reference.month()?, count, step).map(Value::month),
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => {
                moved(reference.date, count, step).map(Value::year)
            }
            TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Half => {
                moved(reference.month()?, count, step).map(Value::month)
            }
            _ => moved(reference.day()?, count, step).map(Value::day),
        });
        value.unwrap_or_else(|| Value::unresolved(reference_name(halves)))
    }

    /// A quarter or a half of a year.
    fn share(&self, year: YearOf, unit: TimeUnit, nth: i8, tense: Tense) -> Value {
        let (letter, months) = if unit == TimeUnit::Quarter { ('Q', 3) } else { ('H', 6) };
        let month = (nth - 1).saturating_mul(months).saturating_add(1);
        pick::month(self.around(tense), year, month).map_or(Value::unresolved(format!("XXXX-{letter}{nth}")), |date| {
            Value::of(format!("{:04}-{letter}{nth}", date.year()), date, Grain::Month)
        })
    }

    /// `vergangene Woche`, `dieses Jahr`; nothing said means the present one, and for weekends the nearest.
    fn unit(&self, unit: TimeUnit, which: Which, tense: Tense) -> Value {
        let by = offset(which);
        let value = self.reference.and_then(|reference| match unit {
            TimeUnit::Year => moved(reference.date, by, unit).map(Value::year),
            TimeUnit::Decade => moved(reference.date, by, unit)
                .map(|date| Value::of(format!("{:03}X", date.year() / 10), date, Grain::Year)),
            TimeUnit::Century => moved(reference.date, by, unit)
                .map(|date| Value::of(format!("{:02}XX", date.year() / 100), date, Grain::Year)),
            TimeUnit::Month => moved(reference.month()?, by, unit).map(Value::month),
            TimeUnit::Quarter | TimeUnit::Half => moved(reference.month()?, by, unit).map(|date| {
                let (letter, months) = if unit == TimeUnit::Quarter { ('Q', 3) } else { ('H', 6) };
                Value::of(format!("{:04}-{letter}{}", date.year(), (date.month() - 1) / months + 1), date, Grain::Month)
            }),
            TimeUnit::Week => moved(reference.day()?, by, unit)
                .and_then(|date| calendar::weekday_in_week(date, 1))
                .map(|date| Value::of(week_value(date), date, Grain::Month)),
            TimeUnit::Weekend => pick::weekend(self.around(tense), which)
                .map(|date| Value::of(format!("{}-WE", week_value(date)), date, Grain::Month)),
            _ => moved(reference.day()?, by, TimeUnit::Day).map(Value::day),
        });
        value.unwrap_or_else(|| Value::unresolved(unresolved_unit(unit)))
    }

    /// `Jahresende` is said of the year, `Monatsende` of its last day.
    fn unit_edge(&self, unit: TimeUnit, edge: Edge) -> Value {
        let value = self.reference.and_then(|reference| match unit {
            TimeUnit::Month => {
                let month = reference.month()?;
                let day = if edge == Edge::End { calendar::end_of_month(month) } else { month.first_of_month() };
                Some(Value::day(day))
            }
            _ => Some(Value::year(reference.date)),
        });
        value.unwrap_or_else(|| Value::unresolved(unresolved_unit(unit)))
    }
}

fn offset(which: Which) -> i64 {
    match which {
        Which::Last => -1,
        Which::This | Which::Open => 0,
        Which::Next => 1,
    }
}

fn reference_name(direction: i64) -> &'static str {
    match direction.signum() {
        -1 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    }
}

fn unresolved_unit(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Week => "XXXX-WXX",
        TimeUnit::Weekend => "XXXX-WXX-WE",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Half => "XXXX-HX",
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => "XXXX",
        _ => "XXXX-XX-XX",
    }
}

fn set_value(recurrence: Recurrence) -> String {
    match recurrence {
        Recurrence::Each(halves, unit) => unit.duration(halves),
        Recurrence::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Recurrence::Part(part) => format!("XXXX-XX-XXT{}", part.code()),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Season(season) => format!("XXXX-{}", season.code()),
    }
}
