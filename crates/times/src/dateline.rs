//! Settles the day a document speaks from: what its metadata says, weighed against what its text says.
//!
//! Crawled pages carry dates of their crawl. Where the text contradicts the header, the text is believed and a warning
//! says so. It contradicts in four ways: a dateline or byline gives another day (`Berlin, 18. Juni 2024`); a day after the
//! header's is told in the past; a header that is only a month or a year lies long after the day on which something was
//! said, the latest the text knows (`sagte er am 21. Juni 2022`); or the people named in office were not in office then
//! (`offices`).

use jiff::civil::Date;
use wortlaut_model::{Diagnostic, Document, Role, TimeId};

use crate::Expression;
use crate::meaning::{Meaning, Point, YearOf};
use crate::offices;
use crate::reference::{self, Grain, Reference};
use crate::tense::Tense;

/// A page may be published, updated and crawled within so many days without a contradiction.
const TOLERANCE: i32 = 31;

/// The day to count from, and the time of the text that states it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settled {
    pub(crate) date: Option<Reference>,
    pub(crate) stated_by: Option<TimeId>,
}

/// The day `document` speaks from, and a warning where its metadata say otherwise.
pub(crate) fn settle(document: &Document, expressions: &[Expression]) -> (Settled, Option<Diagnostic>) {
    let header = reference::of_meta(&document.meta);
    let stated = stated(document, expressions);
    let by_text = |date, stated_by| Settled { date, stated_by };
    let (Some(header), stated) = (header, stated) else {
        let (date, id) = stated.unzip();
        return (by_text(date.map(|date| Reference::new(date, Grain::Day)), id), None);
    };
    if let Some((day, id)) = stated {
        let contradicts = header.days_from(day) > TOLERANCE;
        let date = if contradicts || header.grain < Grain::Day { Reference::new(day, Grain::Day) } else { header };
        let stated_by = (date != header).then_some(id);
        return (
            by_text(Some(date), stated_by),
            contradicts.then(|| warning(header, &format!("its dateline is of {day}"))),
        );
    }
    if let Some(day) = latest_past(expressions).filter(|day| header.last_day() < *day) {
        let why = format!("it tells of {day} as past");
        return (by_text(Some(Reference::new(day, Grain::Month)), None), Some(warning(header, &why)));
    }
    if let Some((day, id)) = said_on(document, expressions).filter(|(day, _)| header.days_from(*day) > TOLERANCE)
        && header.grain < Grain::Day
    {
        let settled = by_text(Some(Reference::new(day, Grain::Day)), Some(id));
        return (settled, Some(warning(header, &format!("it reports what was said on {day}"))));
    }
    match offices::contradiction(document, header, expressions) {
        Some((date, why)) => (by_text(date, None), Some(warning(header, &why))),
        None => (by_text(Some(header), None), None),
    }
}

fn warning(header: Reference, why: &str) -> Diagnostic {
    let date = header.date.to_string();
    let length = match header.grain {
        Grain::Year => 4,
        Grain::Month => 7,
        Grain::Day => 10,
    };
    let date = date.get(..length).unwrap_or(&date);
    let message = format!("the document's date is `{date}`, but by its text it is another: {why}");
    Diagnostic::warning("times", "date-contradiction", message)
}

/// The day that a byline or a dateline states: the first full date of a byline, or one at the head of the text.
fn stated(document: &Document, expressions: &[Expression]) -> Option<(Date, TimeId)> {
    let dated =
        expressions.iter().enumerate().filter_map(|(index, expression)| Some((index, expression, full(expression)?)));
    let mut candidates = dated.filter(|(_, expression, _)| is_dateline(document, expression));
    candidates.next().map(|(index, _, day)| (day, TimeId::new(index)))
}

/// Whether the expression stands in a byline, or behind nothing but a place at the head of one of the first paragraphs.
fn is_dateline(document: &Document, expression: &Expression) -> bool {
    const FIRST_SENTENCES: usize = 4;
    const PLACE: usize = 5;
    let Some(token) = document.tokens.get(expression.found.tokens.start) else { return false };
    match document.role_at(token.span.start as usize) {
        Role::Byline => true,
        Role::Body | Role::Title | Role::Heading if expression.sentence < FIRST_SENTENCES => {
            let line = document.text.get(..token.span.start as usize).unwrap_or_default();
            let head = line.rsplit('\n').next().unwrap_or_default();
            let words: Vec<&str> = head.split_whitespace().collect();
            let place = words.iter().all(|word| !word.chars().next().is_some_and(char::is_lowercase));
            words.len() <= PLACE && place && is_closed(document, expression.found.tokens.end)
        }
        _ => false,
    }
}

/// Whether a dateline ends before the token at `index`: with a dash, a stop, a bar, a bracket, or the line.
fn is_closed(document: &Document, index: usize) -> bool {
    let end =
        index.checked_sub(1).and_then(|last| document.tokens.get(last)).map_or(0, |token| token.span.end as usize);
    let rest = document.text.get(end..).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', '\u{A0}']);
    rest.is_empty() || rest.starts_with(['–', '—', '-', '.', '|', '\n', '\r', ')', '/', ':', '·', '•', ','])
}

/// The day of a full date.
pub(crate) fn full(expression: &Expression) -> Option<Date> {
    let (Meaning::Date(point) | Meaning::Time(Some(point), _)) = expression.found.meaning else { return None };
    match point {
        Point::Day { year: YearOf::Number(year), month, day } => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// The latest full date that the text tells as past.
fn latest_past(expressions: &[Expression]) -> Option<Date> {
    expressions.iter().filter(|expression| expression.tense == Tense::Past).filter_map(full).max()
}

/// The latest day on which something was said, where the text knows no later date or year.
fn said_on(document: &Document, expressions: &[Expression]) -> Option<(Date, TimeId)> {
    let dated =
        expressions.iter().enumerate().filter_map(|(index, expression)| Some((index, expression, full(expression)?)));
    let (index, _, day) =
        dated.filter(|(_, expression, _)| is_said(document, expression)).max_by_key(|(_, _, day)| *day)?;
    let later = |expression: &Expression| {
        let year = offices::year(expression).is_some_and(|year| year > day.year());
        year || full(expression).is_some_and(|other| other > day)
    };
    (!expressions.iter().any(later)).then_some((day, TimeId::new(index)))
}

/// Whether the sentence of the expression reports speech in the past.
fn is_said(document: &Document, expression: &Expression) -> bool {
    const SAID: &[&str] = &[
        "sagte",
        "sagten",
        "erklärte",
        "erklärten",
        "teilte",
        "teilten",
        "mitteilte",
        "mitteilten",
        "kündigte",
        "ankündigte",
        "berichtete",
        "berichteten",
        "schrieb",
        "betonte",
        "forderte",
        "forderten",
        "hieß",
        "bestätigte",
        "kritisierte",
    ];
    const REACH: usize = 40;
    let at = &expression.found.tokens;
    let sentence = document.sentences.get(expression.sentence).map_or(0..0, |sentence| sentence.tokens.range());
    let mut near = at.start.saturating_sub(REACH).max(sentence.start)..(at.end + REACH).min(sentence.end);
    near.any(|index| SAID.contains(&document.form(index)))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check_on, warnings};

    #[test]
    fn a_dateline_is_the_date() {
        crate::tests::check("Bonn, [DATE 18. Juni 2024|2024-06-18] – Am [DATE Montag|2024-06-17] schneite es.");
    }

    #[test]
    fn the_text_outweighs_the_header() {
        let text = "Bonn, [DATE 18. Juni 2024|2024-06-18] – Am [DATE Montag|2024-06-17] schneite es.";
        check_on("2025-07", text);
        assert_eq!(warnings("2025-07", "Bonn, 18. Juni 2024 – Am Montag schneite es."), ["date-contradiction"]);
        assert_eq!(warnings("2024-07", "Bonn, 18. Juni 2024 – Am Montag schneite es."), [""; 0]);
    }

    #[test]
    fn what_is_told_as_past_is_before_the_header() {
        let text = "Im [DATE Mai|2022-05] schneite es. Am [DATE 4. April 2023|2023-04-04] trat das Land bei.";
        check_on("2016-12", text);
        assert_eq!(warnings("2016-12", "Am 4. April 2023 trat das Land bei."), ["date-contradiction"]);
    }

    #[test]
    fn a_month_of_crawling_is_not_the_day_of_the_news() {
        let text =
            "Das sagte sie am [DATE 21. Juni 2022|2022-06-21] in Bonn. Am [DATE Freitag|2022-06-24] will sie nach Ulm.";
        check_on("2024-11", text);
        check_on("2024-11-03", &text.replace("2022-06-24", "2024-11-08"));
    }

    #[test]
    fn people_in_office_bound_the_date() {
        let text =
            "Bundeskanzlerin Angela Merkel traf US-Präsident Joe Biden, wie im [DATE vergangenen Jahr|2020] geplant.";
        check_on("2025-07", text);
        check_on(
            "2025-07",
            "Die frühere Bundeskanzlerin Angela Merkel traf [DATE heuer|2025] Bundeskanzler Friedrich Merz.",
        );
    }
}
