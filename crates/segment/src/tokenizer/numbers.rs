//! Numbers with their inner marks, ordinals with their stop, and words that start with a digit.

use wortlaut_model::TokenKind;

use super::Scan;
use super::stops::Follower;
use super::words::letters;
use crate::chars::{Class, class_at, seen_at};

/// Months, as they follow a day: "am 3. Oktober", "3. Okt.".
const MONTHS: [&str; 26] = [
    "Januar",
    "Jänner",
    "Februar",
    "Feber",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Juno",
    "Julei",
    "Jan",
    "Jän",
    "Feb",
    "Febr",
    "Apr",
    "Aug",
    "Sept",
    "Okt",
    "Nov",
    "Dez",
];

/// Nouns that ordinals stand before even where a noun stands before them: "Straßen 1. Ordnung", "der Verein 1. FC".
const COUNTED: [&str; 40] = [
    "Klasse",
    "Ordnung",
    "Grades",
    "Liga",
    "Bundesliga",
    "Kreisklasse",
    "Platz",
    "Rang",
    "Jahrhundert",
    "Jahrhunderts",
    "Jh",
    "Jahrtausend",
    "Tag",
    "Tages",
    "Auflage",
    "Generation",
    "Semester",
    "Stock",
    "Obergeschoss",
    "Etage",
    "Runde",
    "Spieltag",
    "Halbzeit",
    "Minute",
    "Wahlperiode",
    "Sitzung",
    "Kapitel",
    "Akt",
    "Geburtstag",
    "Armee",
    "Division",
    "Regiment",
    "FC",
    "SC",
    "SV",
    "FSV",
    "Senat",
    "Kammer",
    "Dynastie",
    "Quartal",
];

impl Scan<'_> {
    /// A number from its first digit on; `start` may lie before it, at a sign.
    pub(super) fn number(&mut self, start: usize, digits: usize) -> usize {
        let mut at = digits_end(self.text, digits);
        loop {
            let seen = seen_at(self.text, at);
            let next = at + seen.length;
            let digit_follows = class_at(self.text, next) == Class::Digit;
            match self.text.as_bytes().get(at) {
                Some(b'.' | b',' | b':' | b'/' | b'-') if digit_follows => at = digits_end(self.text, next),
                Some(b'\'') if digit_follows && digits_end(self.text, next) == next + 3 => at = next + 3,
                Some(b'.') => return self.stop_after_number(start, at),
                Some(b'-') if class_at(self.text, next).is_letter() => {
                    if self.is_ud() {
                        return self.push(start, at, TokenKind::Number);
                    }
                    return self.word_on(start, at);
                }
                Some(_) if matches!(seen.class, Class::Lower | Class::Upper | Class::Extend) => {
                    return self.word_on(start, letters(self.text, at));
                }
                _ => return self.push(start, at, TokenKind::Number),
            }
        }
    }

    /// The number `start..at`, behind which a stop stands that no digit follows.
    fn stop_after_number(&mut self, start: usize, at: usize) -> usize {
        if self.is_ordinal(start, at) {
            let value = self.value(start, at);
            if self.starts_item() || (self.item > 0 && value == self.item + 1) {
                self.item = value;
            }
            return self.push(start, at + 1, TokenKind::Ordinal);
        }
        self.push(start, at, TokenKind::Number)
    }

    /// Whether the stop behind the number `start..at` makes it an ordinal.
    fn is_ordinal(&self, start: usize, at: usize) -> bool {
        let number = self.slice(start, at);
        let plain = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        // "am 3.10. in Köln", of which the last stop is left.
        let date = number.len() <= 5 && is_day_and_month(number);
        let glued = self.glued_before(start) && self.previous().is_some_and(|token| token.kind == TokenKind::Symbol);
        if !(plain || date) || glued || class_at(self.text, at + 1) == Class::Stop {
            return false;
        }
        match self.follower(at + 1) {
            Follower::Lower | Follower::Comma => true,
            // "12. 5. 2012", and "auf Zürich 3. 1889 entstand".
            Follower::Digit => date || self.next_word(at + 1).len() < 4 || self.follows_ordinal() || self.starts_item(),
            Follower::Upper => plain && self.is_ordinal_before_capital(start, at),
            // "bis zum 12. 5.": the month of a date.
            Follower::End | Follower::Close | Follower::Open | Follower::Other => {
                let after_day = self.follows_ordinal();
                let day = self.previous().is_some_and(|token| is_contraction(token.span.of(self.text)));
                plain && (after_day && self.value(start, at) <= 12 || day && number.len() < 3 || self.starts_item())
            }
        }
    }

    /// Whether a number with a stop before a capitalised word is an ordinal: "der 3. Platz", "am 3. Oktober", an item's
    /// "2. Soziale Bewegungen"; not "auf Platz 3. Danach".
    fn is_ordinal_before_capital(&self, start: usize, at: usize) -> bool {
        let noun = self.next_word(at + 1);
        if MONTHS.contains(&noun) || COUNTED.contains(&noun) || self.starts_item() {
            return true;
        }
        if self.item > 0 && self.value(start, at) == self.item + 1 {
            return true;
        }
        let Some(before) = self.previous() else { return true };
        let (word, next) = (before.span.of(self.text), self.next_usage(at + 1));
        if is_article(word) || (is_contraction(word) && !(next.is_starter() && next.never_ends())) {
            return true;
        }
        let usage = self.usage(before.span.of(self.text));
        let capital = class_at(self.text, before.span.start as usize) == Class::Upper && !usage.is_lower_word();
        match before.kind {
            TokenKind::Abbreviation | TokenKind::Ordinal => true,
            TokenKind::Number | TokenKind::Url => false,
            _ => !capital && !next.is_starter(),
        }
    }

    /// Whether an ordinal stands before.
    fn follows_ordinal(&self) -> bool {
        self.previous().is_some_and(|token| token.kind == TokenKind::Ordinal)
    }

    /// Whether what comes next starts a sentence or stands in brackets: there a number with a stop counts items.
    fn starts_item(&self) -> bool {
        self.previous().is_none_or(|token| match token.kind {
            TokenKind::Terminal | TokenKind::Emoji => true,
            TokenKind::Punctuation => matches!(token.span.of(self.text), ":" | "(" | "[" | ";"),
            TokenKind::Quote => token.space_after,
            _ => {
                let end = token.span.end as usize;
                token.space_after && self.text.as_bytes().get(end) == Some(&b'\n')
            }
        })
    }

    /// The value of a number of a few digits.
    fn value(&self, start: usize, end: usize) -> u32 {
        self.slice(start, end).parse().unwrap_or(0)
    }
}

/// Whether the word is a definite article.
fn is_article(word: &str) -> bool {
    matches!(word, "der" | "die" | "das" | "dem" | "den" | "des" | "Der" | "Die" | "Das" | "Dem" | "Den" | "Des")
}

/// Whether the word is a preposition that holds an article: "am 3. Tag".
fn is_contraction(word: &str) -> bool {
    matches!(word, "am" | "im" | "zum" | "zur" | "vom" | "beim" | "Am" | "Im" | "Zum" | "Zur" | "Vom" | "Beim")
}

/// Whether the number is a day and a month: "3.10".
fn is_day_and_month(number: &str) -> bool {
    let part = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|value| (1..=most).contains(&value));
    number.split_once('.').is_some_and(|(day, month)| part(day, 31) && part(month, 12))
}

/// The end of the digits from `at` on.
fn digits_end(text: &str, mut at: usize) -> usize {
    loop {
        let seen = seen_at(text, at);
        if seen.class != Class::Digit {
            return at;
        }
        at += seen.length;
    }
}
