//! Finds: the machine header ` date 2016-12` that some crawls put before a text, on the same line.
//!
//! Why: it is no part of the first sentence; its value goes to `meta.date`.
//! Example: ` date 2016-12 Es wirkt wie …`. Counter-example: `Date 2016 war ein Reinfall`.
//! Source: crawls seen.

use wortlaut_model::Role;

use super::{Finding, Paragraph};

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let date = date_at_start(paragraph.text).filter(|_| paragraph.is_first)?;
    Some(Finding::Head("date ".len() + date.len(), Role::Boilerplate))
}

/// The date of the machine header that `text` starts with.
pub fn header_date(text: &str) -> Option<String> {
    date_at_start(text.trim_start()).map(str::to_owned)
}

/// `YYYY-MM` or `YYYY-MM-DD`, after `date `.
fn date_at_start(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("date ")?;
    let date = rest.split(char::is_whitespace).next()?;
    let mut parts = date.split('-');
    let mut part = |digits: usize| {
        parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (_year, month) = (part(4)?, part(2)?);
    if date.len() > 7 {
        part(2)?;
    }
    let valid = (1..=12).contains(&month.parse::<u8>().unwrap_or(0)) && parts.next().is_none();
    valid.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn the_header_stands_apart() {
        check(" date 2016-12 Der Rat tagte in Brüssel.", "[boilerplate date 2016-12] Der Rat tagte in Brüssel.");
        check("date 2021-01-31\nDer Rat tagte.", "[boilerplate date 2021-01-31]\nDer Rat tagte.");
    }

    #[test]
    fn other_beginnings_stay() {
        check("date 2016-13 Der Rat tagte.", "date 2016-13 Der Rat tagte.");
        check("Der Rat tagte.\ndate 2016-12 ist kein Datum.", "Der Rat tagte.\ndate 2016-12 ist kein Datum.");
    }

    #[test]
    fn its_date_is_read() {
        assert_eq!(header_date(" date 2025-07 Rund"), Some("2025-07".to_owned()));
        assert_eq!(header_date("date 2025-7 Rund"), None);
        assert_eq!(header_date("date 2025-07-01-2 Rund"), None);
    }
}
