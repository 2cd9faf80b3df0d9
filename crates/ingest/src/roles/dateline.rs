//! Finds: datelines, the place and agency that a report opens with.
//!
//! Why: the place is where the report was filed, not what its first sentence says, and that sentence begins after it.
//! Example: `Emden (dpa) – Der Hafen …`; `Emden. Der Hafen …`; `Emden, 14. März 2024 – Der Hafen …`.
//! Counter-example: `Stille. Der Hafen …`; `Emden – das ist mehr als ein Hafen`. Source: gold-train; agencies' style.
//! A place without an agency is believed only at the head of the text, and between stops only where the list of places
//! knows it (`data/places.txt`: GeoNames places of Germany, Austria, Switzerland and Liechtenstein, and the cities of
//! the world that German news is filed from).

use wortlaut_model::Role;

use super::shape::{has_date, is_capitalised, starts_sentence};
use super::{Finding, Paragraph};

/// Places, one a line, in byte order.
const PLACES: &str = include_str!("../../data/places.txt");

/// Agencies that name themselves in datelines, in small letters.
const AGENCIES: [&str; 24] = [
    "dpa",
    "afp",
    "ap",
    "reuters",
    "epd",
    "kna",
    "apa",
    "sda",
    "keystone-sda",
    "sid",
    "awp",
    "ots",
    "rtr",
    "ddp",
    "dapd",
    "dpa-afx",
    "ag",
    "red",
    "taz",
    "idw",
    "dts",
    "pm",
    "cna",
    "zdf",
];

/// A dateline is no longer than this, in bytes.
const LONGEST: usize = 90;

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    // Only agencies are believed later on, and they stand in brackets.
    let head = text.as_bytes().get(..text.len().min(LONGEST)).unwrap_or_default();
    if !(paragraph.opens_body || memchr::memchr(b'(', head).is_some()) || !starts_with_capital(text) {
        return None;
    }
    let parsed = Dateline::parse(text)?;
    let rest = text.get(parsed.end..)?.trim_start();
    let rests = rest.is_empty() || starts_sentence(rest);
    (parsed.end <= LONGEST && rests && parsed.is_sure(paragraph, rest))
        .then_some(Finding::Head(parsed.end, Role::Byline))
}

fn starts_with_capital(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// What parts a dateline from the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Dash,
    Full,
    Colon,
    None,
}

#[derive(Debug)]
struct Dateline<'t> {
    places: Vec<&'t str>,
    bracket: Option<&'t str>,
    dated: bool,
    stop: Stop,
    /// The byte after it.
    end: usize,
}

impl<'t> Dateline<'t> {
    /// Place, place in brackets or agency, date, stop.
    fn parse(text: &'t str) -> Option<Self> {
        let mut at = agency_before(text);
        let mut places = Vec::new();
        loop {
            let place = place_at(text.get(at..)?)?;
            at += place.len();
            places.push(place);
            let Some(next) = after_slash(text, at).filter(|_| places.len() < 4) else { break };
            at = next;
        }
        let mut dateline = Self { places, bracket: None, dated: false, stop: Stop::None, end: at };
        dateline.take_stop(text, ":");
        dateline.take_bracket(text);
        dateline.take_date(text);
        dateline.take_stop(text, ".");
        if dateline.bracket.is_some() {
            dateline.take_stop(text, ":");
        }
        dateline.take_dash(text);
        Some(dateline)
    }

    fn rest(&self, text: &'t str) -> &'t str {
        text.get(self.end..).unwrap_or_default()
    }

    fn take_bracket(&mut self, text: &'t str) {
        let rest = self.rest(text);
        let inner = rest.trim_start_matches(' ').strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if let Some((inner, after)) = inner.filter(|(inner, _)| inner.len() <= 30) {
            self.bracket = Some(inner);
            self.end = text.len() - after.len();
        }
    }

    fn take_date(&mut self, text: &'t str) {
        let Some(date) = self.rest(text).strip_prefix(", ") else { return };
        // To the year: `14. März 2024`, `14.03.2024`.
        let length = date.match_indices("20").map(|(at, _)| at + 4).find(|&end| {
            date.get(..end).is_some_and(|date| has_date(date) && date.ends_with(|last: char| last.is_ascii_digit()))
        });
        if let Some(length) = length.filter(|&length| length <= 30) {
            self.end += ", ".len() + length;
            self.dated = true;
        }
    }

    fn take_stop(&mut self, text: &'t str, mark: &str) {
        let rest = self.rest(text);
        let follows = rest.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '–']));
        if follows {
            self.end += mark.len();
            self.stop = if mark == "." { Stop::Full } else { Stop::Colon };
        }
    }

    fn take_dash(&mut self, text: &'t str) {
        let rest = self.rest(text);
        let bare = rest.trim_start_matches([' ', '\u{a0}']);
        let dash = ["–", "—", "-"]
            .iter()
            .find(|dash| bare.strip_prefix(**dash).is_some_and(|after| after.starts_with([' ', '\u{a0}', '\n'])));
        if let Some(dash) = dash.filter(|_| bare.len() < rest.len()) {
            self.end += rest.len() - bare.len() + dash.len();
            self.stop = Stop::Dash;
        }
    }

    fn is_sure(&self, paragraph: &Paragraph, rest: &str) -> bool {
        let by_agency = self.bracket.is_some_and(|bracket| is_agency(bracket, self.stop != Stop::None));
        if by_agency {
            return true;
        }
        let known = self.places.iter().any(|place| is_place(place));
        let several = self.places.len() > 1;
        let opens = paragraph.opens_body && !rest.is_empty();
        match self.stop {
            _ if self.dated => (paragraph.opens_body && (known || several)) && self.stop != Stop::Colon,
            Stop::Dash | Stop::Full => (opens || (self.bracket.is_some() && paragraph.opens_body)) && known,
            Stop::Colon | Stop::None => false,
        }
    }
}

/// The length of an agency's sign that stands before the place: `KNA/red. Emden.`
fn agency_before(text: &str) -> usize {
    let first = text.split(' ').next().unwrap_or_default();
    let sign = first.trim_end_matches('.');
    if first.contains('/') && is_agency(sign, true) { first.len() + 1 } else { 0 }
}

/// Whether a bracket names agencies: known ones, or short signs in small letters where a stop follows (`ag/sn`).
fn is_agency(bracket: &str, parted: bool) -> bool {
    let mut signs = bracket.split(['/', ',', ' ']).filter(|sign| !sign.is_empty());
    let Some(first) = signs.next() else { return false };
    let known = |sign: &str| AGENCIES.contains(&sign.to_lowercase().trim_end_matches('.'));
    let short = |sign: &str| sign.len() <= 4 && sign.bytes().all(|byte| byte.is_ascii_lowercase());
    (known(first) || (parted && short(first))) && signs.all(|sign| known(sign) || short(sign))
}

/// The name that a text starts with: `Frankfurt am Main`, `St. Gallen`, `NEW YORK`.
fn place_at(text: &str) -> Option<&str> {
    let mut end = 0;
    for (count, word) in text.split(' ').enumerate().take(4) {
        let start = end + usize::from(count > 0);
        let length = word.find(|letter: char| !letter.is_alphabetic() && !"-'’".contains(letter)).unwrap_or(word.len());
        let name = word.get(..length).unwrap_or_default();
        let joint = count > 0 && ["am", "an", "der", "im", "in", "bei", "ob", "de", "la", "a"].contains(&name);
        if name.is_empty() || name == "-" || !(joint || is_capitalised(name)) {
            break;
        }
        let saint = word == "St.";
        end = start + if saint { word.len() } else { length };
        if length < word.len() && !saint {
            break;
        }
    }
    text.get(..end).filter(|place| !place.is_empty() && !place.ends_with('-'))
}

/// Where the next place starts, behind a slash.
fn after_slash(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let after = rest.strip_prefix('/').or_else(|| rest.strip_prefix(" / ")).or_else(|| rest.strip_prefix(", "))?;
    let is_place = rest.starts_with([' ', '/']) || place_at(after).is_some_and(is_place);
    is_place.then(|| text.len() - after.len())
}

/// Whether the list knows the name, in capitals too, or the name before its hyphen (`Emden-Larrelt`).
fn is_place(name: &str) -> bool {
    let name = if name.chars().any(char::is_lowercase) { name.to_owned() } else { in_title_case(name) };
    let stem = name.split('-').next().unwrap_or_default();
    is_listed(&name) || (stem.len() > 4 && is_listed(stem))
}

fn in_title_case(name: &str) -> String {
    let mut starts = true;
    let small = |letter: char| letter.to_lowercase().to_string();
    name.chars()
        .map(|letter| {
            let written = if starts { letter.to_string() } else { small(letter) };
            starts = matches!(letter, ' ' | '-');
            written
        })
        .collect()
}

/// Binary search over the lines of the list.
fn is_listed(name: &str) -> bool {
    let (mut low, mut high) = (0, PLACES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let line_start =
            PLACES.as_bytes().get(..middle).and_then(|head| memchr::memrchr(b'\n', head)).map_or(0, |at| at + 1);
        let line = PLACES.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        match line.cmp(name) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = line_start + line.len() + 1,
            std::cmp::Ordering::Greater => high = line_start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn places_with_agencies() {
        for dateline in [
            "Emden (dpa) –",
            "Hannover/Berlin (dpa/lni) -",
            "New York (epd).",
            "Frankfurt am Main (KNA)",
            "Bern (Keystone-SDA) –",
            "BAMAKO/NEW YORK (AFP) -",
            "Emden: (skn)",
            "Sitten (ag) –",
            "KNA/red. Hildesheim/Duderstadt.",
            "Chur / Arosa. –",
            "FRANKFURT/MAIN (dpa-AFX) -",
        ] {
            check(&format!("{dateline} Der Hafen ruht."), &format!("[byline {dateline}] Der Hafen ruht."));
        }
    }

    #[test]
    fn places_alone_open_the_text() {
        for dateline in [
            "Emden.",
            "Halle (Saale).",
            "NÜRNBERG –",
            "Frankfurt am Main –",
            "Kiew/Moskau –",
            "Emden, 14. März 2024 –",
            "Göppingen/Bautzen, 25. September 2024.",
            "Bad Tölz –",
            "KNA/red. Emden/Aurich.",
        ] {
            check(
                &format!("Hafen ruht\n\n{dateline} Der Hafen ruht."),
                &format!("[title Hafen ruht]\n\n[byline {dateline}] Der Hafen ruht."),
            );
        }
    }

    #[test]
    fn sentences_that_only_look_so() {
        for text in [
            "Stille. Der Hafen ruht.",
            "Emden – das ist mehr als ein Hafen.",
            "Der Hafen ruht. Emden auch.",
            "Kommentar – Der Hafen ruht.",
            "Emden (Ostfriesland) ruht.",
            "Merkel. Macron. Das waren die Namen.",
        ] {
            check(text, text);
        }
        check("Der Hafen ruht.\nEmden. Das ist eine Stadt.", "Der Hafen ruht.\nEmden. Das ist eine Stadt.");
    }

    #[test]
    fn the_list_is_sorted_and_searched() {
        let lines: Vec<_> = PLACES.lines().collect();
        assert!(lines.is_sorted());
        for place in [lines.first(), lines.get(lines.len() / 2), lines.last()].into_iter().flatten() {
            assert!(is_listed(place), "{place}");
        }
        assert!(!is_listed("Nirgendheim") && !is_listed("") && !is_listed("Zzz") && !is_listed("A"));
    }
}
