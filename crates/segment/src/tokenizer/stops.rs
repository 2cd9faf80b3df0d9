//! The stop behind a word or a number: a part of it, or the sentence's.

use wortlaut_model::TokenKind;

use super::Scan;
use super::words::letters;
use crate::chars::{Class, class_at, class_before, seen_at};

/// Months, as they follow a day: "am 3. Oktober", "3. Okt.".
const MONTHS: [&str; 16] = [
    "Januar", "Jänner", "Februar", "Feber", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember", "Juno", "Julei",
];

impl Scan<'_> {
    /// The word `start..at`, behind which a stop stands.
    pub(super) fn stop_after_word(&mut self, start: usize, at: usize) -> usize {
        let next = at + 1;
        let follows = class_at(self.text, next);
        if follows == Class::Stop {
            return self.push(start, at, TokenKind::Word);
        }
        if follows.is_alphanumeric() {
            return self.stop_inside(start, at);
        }
        if follows == Class::Hyphen && class_at(self.text, next + 1).is_letter() && self.is_abbreviation(start, at) {
            return self.word_on(start, letters(self.text, next + 1));
        }
        if self.is_abbreviation(start, at) {
            return self.push(start, next, TokenKind::Abbreviation);
        }
        if self.is_roman_ordinal(start, at) {
            return self.push(start, next, TokenKind::Ordinal);
        }
        self.push(start, at, TokenKind::Word)
    }

    /// A stop between letters: an address, "z.B.", "U.S.", "Nr.1", or a sentence's end without a blank.
    fn stop_inside(&mut self, start: usize, at: usize) -> usize {
        if let Some(end) = self.address_ahead(start) {
            return end;
        }
        if let Some(end) = self.chain_end(start) {
            return self.push(start, end, TokenKind::Abbreviation);
        }
        let lower_follows = class_at(self.text, at + 1) == Class::Lower;
        let known = self.lists.abbreviation(self.slice(start, at + 1)).is_some_and(|found| !found.is_ambiguous());
        let initial = at - start == 1 && class_at(self.text, start) == Class::Upper;
        if (known || initial || lower_follows) && (self.is_ud() || lower_follows) {
            return self.word_on(start, letters(self.text, at + 1));
        }
        if known || initial {
            return self.push(start, at + 1, TokenKind::Abbreviation);
        }
        self.push(start, at, TokenKind::Word)
    }

    /// The end of an abbreviation of several parts written together: "z.B.", "u.v.a.m.", "U.S.A.".
    fn chain_end(&self, start: usize) -> Option<usize> {
        let (mut at, mut parts, mut end) = (start, 0, None);
        let mut short = true;
        loop {
            let from = at;
            at = letters(self.text, at);
            short &= seen_at(self.text, from).length == at - from;
            if at == from || at - start > 32 || self.text.as_bytes().get(at) != Some(&b'.') {
                return end;
            }
            at += 1;
            parts += 1;
            let known = self.lists.abbreviation(self.slice(start, at)).is_some();
            if parts > 1 && (short || known) {
                end = Some(at);
            }
        }
    }

    /// Whether the word `start..at` and its stop are an abbreviation, a blank or a mark following.
    fn is_abbreviation(&self, start: usize, at: usize) -> bool {
        let follows = self.follower(at + 1);
        if let Some(found) = self.lists.abbreviation(self.slice(start, at + 1)) {
            return !found.is_ambiguous() || matches!(follows, Follower::Lower | Follower::Digit | Follower::Comma);
        }
        let length = at - start;
        let single = seen_at(self.text, start).length == length;
        match follows {
            Follower::End => false,
            Follower::Lower | Follower::Comma => single || length <= 5 || !self.has_vowel(start, at),
            Follower::Upper => single && class_at(self.text, start) == Class::Upper,
            _ => !self.has_vowel(start, at) && length > 1,
        }
    }

    /// Whether a word has a vowel; one without is short for another: "Bd.", "vgl.".
    fn has_vowel(&self, start: usize, end: usize) -> bool {
        self.slice(start, end).chars().any(|c| "aeiouyäöüAEIOUYÄÖÜé".contains(c) || c.is_ascii_digit() || !c.is_alphabetic())
    }

    /// Whether the word `start..at` is a Roman numeral whose stop makes it an ordinal: "Ludwig XIV. war".
    fn is_roman_ordinal(&self, start: usize, at: usize) -> bool {
        let word = self.slice(start, at);
        let roman = word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'));
        roman && at > start + 1 && matches!(self.follower(at + 1), Follower::Lower | Follower::Upper)
    }

    /// The number `start..at`, behind which a stop stands that no digit follows.
    pub(super) fn stop_after_number(&mut self, start: usize, at: usize) -> usize {
        let short = at - start <= 2 && class_before(self.text, at) == Class::Digit;
        let long = at - start == 3 && !self.slice(start, at).contains(['.', ',', ':', '/']);
        let day_of_date = self.slice(start, at).contains('.') && at - start <= 5 && self.follower(at + 1) != Follower::End;
        let ordinal = match self.follower(at + 1) {
            _ if class_at(self.text, at + 1) == Class::Stop => false,
            Follower::Lower => short || long || day_of_date,
            Follower::Upper => (short || long) && self.ordinal_before_noun(at + 1),
            Follower::Digit => short || day_of_date,
            Follower::Comma => short,
            Follower::End | Follower::Other => false,
        };
        if ordinal {
            return self.push(start, at + 1, TokenKind::Ordinal);
        }
        self.push(start, at, TokenKind::Number)
    }

    /// Whether the word behind the stop is one that an ordinal stands before, not a sentence's first.
    fn ordinal_before_noun(&self, behind: usize) -> bool {
        let from = self.skip_space(behind);
        let word = self.slice(from, letters(self.text, from));
        MONTHS.contains(&word) || self.previous().is_none_or(|token| self.follows_article(token.span.of(self.text)))
    }

    /// Whether `word` announces an ordinal.
    fn follows_article(&self, word: &str) -> bool {
        matches!(
            word,
            "am" | "der" | "die" | "das" | "dem" | "den" | "des" | "im" | "zum" | "zur" | "vom" | "beim" | "ab" | "seit"
                | "bis" | "Am" | "Der" | "Die" | "Das" | "Im" | "Zum" | "Beim" | "und" | "ihren" | "seinen" | "einen"
        )
    }

    /// What stands behind `at`, blanks and opening marks skipped.
    fn follower(&self, at: usize) -> Follower {
        let from = self.skip_space(at);
        if from == self.text.len() {
            return Follower::End;
        }
        match class_at(self.text, from) {
            Class::Lower => Follower::Lower,
            Class::Upper => Follower::Upper,
            Class::Digit => Follower::Digit,
            Class::Punctuation if matches!(self.text.as_bytes().get(from), Some(b',' | b';' | b':' | b')' | b']' | b'/')) => {
                Follower::Comma
            }
            _ => Follower::Other,
        }
    }

    /// The first position from `at` on that is no blank.
    fn skip_space(&self, mut at: usize) -> usize {
        loop {
            let seen = seen_at(self.text, at);
            if seen.class != Class::Space || seen.length == 0 {
                return at;
            }
            at += seen.length;
        }
    }
}

/// What stands behind a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follower {
    End,
    Lower,
    Upper,
    Digit,
    /// A mark that goes on with the sentence.
    Comma,
    Other,
}
