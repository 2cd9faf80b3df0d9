//! Time expressions and their values, after TimeML's TIMEX3.

use crate::{Bytes, Rule, Span, TimeId};

/// TIMEX3's four types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeType {
    /// A day or something longer on the calendar: `4. April 2023`, `Mittwoch`, `2014`.
    Date,
    /// A part of a day: `16:00 Uhr`, `am Abend`.
    Time,
    /// A length: `75 Jahren`.
    Duration,
    /// A recurrence: `täglich`, `jeden Mittwoch`.
    Set,
}

impl TimeType {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression. Its span leaves the preposition out (`Mittwoch` of `am Mittwoch`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Where.
    pub span: Span<Bytes>,
    /// Which of TIMEX3's types.
    pub time_type: TimeType,
    /// TIMEX3's value: `2023-04-04`, `2014`, `P75Y`, `2024-03-05TEV`, `PRESENT_REF`, `XXXX-WXX-3` where unresolved.
    pub value: String,
    /// The time in the text that the value was computed from; none where it is the document's date or nothing.
    pub anchor: Option<TimeId>,
    /// Who says so.
    pub rule: Rule,
}
