//! Who was in office when: what people named by their office say about the day a text was written.

use jiff::civil::Date;
use wortlaut_model::Document;

use crate::Expression;
use crate::dateline::full;
use crate::meaning::{Meaning, Point};
use crate::reference::{Grain, Reference};

/// Words before an office that is over, or has not begun.
const NOT_IN_OFFICE: &[&str] = &[
    "früher",
    "ehemalig",
    "damalig",
    "einstig",
    "künftig",
    "designiert",
    "gewählt",
    "zurückgetreten",
    "verstorben",
    "alt",
];

/// Somebody's term.
struct Term<'t> {
    role: &'t str,
    name: &'t str,
    from: Date,
    until: Date,
}

/// When the text was written by the offices it names, and why, if that excludes the header. At least two people must
/// agree, and no year of their time may be mentioned, for then the text tells of the past.
pub(crate) fn contradiction(
    document: &Document,
    header: Reference,
    expressions: &[Expression],
) -> Option<(Option<Reference>, String)> {
    let held: Vec<Term<'_>> = terms().filter(|term| is_held(document, term)).collect();
    let (first, last) = (held.iter().map(|term| term.from).max()?, held.iter().map(|term| term.until).min()?);
    if held.len() < 2 || first > last || header.last_day() >= first && header.date <= last {
        return None;
    }
    if expressions.iter().filter_map(year).any(|year| year <= last.year()) {
        return None;
    }
    // The last days of an interval are as good as any: a term that ends in January says little of its last year.
    let date = (first.year() == last.year()).then(|| Reference::new(first, Grain::Year));
    let people: Vec<String> = held.iter().map(|term| format!("`{}`", term.name)).collect();
    Some((date, format!("{} were in office together from {first} to {last}", people.join(" and "))))
}

fn terms() -> impl Iterator<Item = Term<'static>> {
    include_str!("../data/offices.txt").lines().filter_map(|line| {
        let mut fields = line.split('|');
        let (role, name) = (fields.next()?, fields.next()?);
        Some(Term { role, name, from: fields.next()?.parse().ok()?, until: fields.next()?.parse().ok()? })
    })
}

/// Whether the text names the person with the office, as held.
fn is_held(document: &Document, term: &Term<'_>) -> bool {
    document.text.match_indices(term.name).any(|(at, _)| {
        let before = document.text.get(..at).unwrap_or_default();
        let mut words = before.split_whitespace().rev();
        let (role, attribute) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let lower = role.to_lowercase();
        lower.ends_with(term.role)
            && !lower.starts_with("ex-")
            && !lower.starts_with("alt")
            && !NOT_IN_OFFICE.iter().any(|stem| attribute.starts_with(stem))
    })
}

/// The year that an expression names.
pub(crate) fn year(expression: &Expression) -> Option<i16> {
    match expression.found.meaning {
        Meaning::Date(Point::Year(year)) => Some(year),
        _ => full(expression).map(Date::year),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_of_the_table_is_a_term() {
        let lines = include_str!("../data/offices.txt").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(super::terms().count(), lines);
        assert!(super::terms().all(|term| term.from < term.until));
    }
}
