//! The stop behind a word: a part of it, or the sentence's.

use wortlaut_model::TokenKind;

use super::Scan;
use super::words::letters;
use crate::chars::{Class, class_at, seen_at};
use crate::lists::Abbreviation;
use crate::words::Usage;

/// Nouns that a letter names one of: "Vitamin C. Danach", "Plan B. Der".
const LETTERED: [&str; 16] = [
    "Vitamin",
    "Typ",
    "Klasse",
    "Kategorie",
    "Hepatitis",
    "Plan",
    "Punkt",
    "Buchstabe",
    "Gruppe",
    "Variante",
    "Teil",
    "Block",
    "Stufe",
    "Note",
    "Influenza",
    "Linie",
];

/// What stands behind a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follower {
    /// Nothing in this region, or a new paragraph.
    End,
    /// A lower-case word.
    Lower,
    /// A capitalised word.
    Upper,
    /// A number.
    Digit,
    /// A comma or its like, which go on with the sentence.
    Comma,
    /// A closing bracket.
    Close,
    /// An opening bracket.
    Open,
    /// Anything else.
    Other,
}

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
        let abbreviation = self.is_abbreviation(start, at);
        if abbreviation && follows == Class::Hyphen && class_at(self.text, next + 1).is_letter() && !self.is_ud() {
            return self.word_on(start, letters(self.text, next + 1));
        }
        if abbreviation {
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
        let word = self.slice(start, at);
        let end = letters(self.text, at + 1);
        // "RCP2.6", "G26.3".
        if word.ends_with(|last: char| last.is_ascii_digit()) && class_at(self.text, at + 1) == Class::Digit {
            return self.word_on(start, end);
        }
        let tail = self.slice(at + 1, end);
        let known = self.lists.abbreviation(self.slice(start, at + 1)).is_some_and(|found| !found.is_ambiguous());
        let initial = at - start == 1 && class_at(self.text, start) == Class::Upper;
        // "E.ON", "SP.ON"; "Komm.formen", "Zeitschr.titel", where the first part is no word.
        let brand = tail.len() <= 3 && is_capitals(word) && is_capitals(tail);
        let cut = class_at(self.text, at + 1) == Class::Lower && (known || !self.usage(word).is_known());
        if brand || cut || ((known || initial) && self.is_ud()) {
            return self.word_on(start, end);
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
        let word = self.slice(start, at);
        // "Zimmermann-Str.": the last part of a compound.
        let from = word.rfind('-').map_or(start, |hyphen| start + hyphen + 1);
        // "enden auf -a.": an ending is no abbreviation.
        if word.starts_with('-') {
            return false;
        }
        if let Some(found) = self.abbreviation(from, at, follows) {
            return match follows {
                Follower::End => !found.is_ambiguous() && (found.may_end() || from == start),
                Follower::Lower | Follower::Digit | Follower::Comma => true,
                _ => !found.is_ambiguous(),
            };
        }
        if self.is_letter(start, at) {
            return self.is_initial(start, at, follows);
        }
        match follows {
            Follower::End | Follower::Other | Follower::Close => false,
            Follower::Open => !self.usage(word).is_known() && !has_vowel(word) && !is_capitals(word),
            // "traf Hüttl. Danach": a surname may look cut off, but a sentence begins behind it.
            Follower::Upper if self.next_usage(at + 1).is_starter() => false,
            Follower::Upper | Follower::Digit => !self.usage(word).is_known() && is_cut(word),
            Follower::Lower | Follower::Comma => {
                !self.usage(word).is_known() && (word.len() <= 4 || is_cut(word)) && !is_capitals(word)
            }
        }
    }

    /// The listed abbreviation `start..at`; single letters before a capital are judged by what stands around them.
    fn abbreviation(&self, start: usize, at: usize, follows: Follower) -> Option<Abbreviation> {
        let judged = follows == Follower::Upper && self.is_letter(start, at);
        self.lists.abbreviation(self.slice(start, at + 1)).filter(|_| !judged)
    }

    /// Whether `start..at` is one letter.
    fn is_letter(&self, start: usize, at: usize) -> bool {
        seen_at(self.text, start).length == at - start
    }

    /// Whether a single letter and its stop are an initial or an abbreviation: "J. S. Bach", "z. B.".
    fn is_initial(&self, start: usize, at: usize, follows: Follower) -> bool {
        let before = self.previous();
        let numbered = before.is_some_and(|token| LETTERED.contains(&token.span.of(self.text)));
        let in_chain = before.is_some_and(|token| token.kind == TokenKind::Abbreviation);
        let lower = class_at(self.text, start) == Class::Lower;
        match follows {
            Follower::End => in_chain && lower,
            Follower::Other => lower || in_chain || self.before_ampersand(at + 1),
            Follower::Lower | Follower::Comma => true,
            Follower::Close | Follower::Open | Follower::Digit => !numbered,
            // "mit 120 g. Danach"; but "49 v. Chr.", "Art. 5 f. BGB".
            Follower::Upper if self.follows_number() && is_unit(self.slice(start, at)) => false,
            Follower::Upper => {
                let raised = self.next_word(at + 1).len() > 1 && self.next_usage(at + 1).is_starter();
                let usual = lower && b"zuvdsomianehfrkp".contains(self.text.as_bytes().get(start).unwrap_or(&0));
                !numbered && (usual || !raised || in_chain)
            }
        }
    }

    /// Whether a number stands before the word being made.
    fn follows_number(&self) -> bool {
        self.previous().is_some_and(|token| token.kind == TokenKind::Number && token.space_after)
    }

    /// Whether "&" follows: "B. & H.".
    fn before_ampersand(&self, at: usize) -> bool {
        self.text.as_bytes().get(self.skip_space(at)) == Some(&b'&')
    }

    /// Whether the word `start..at` is a Roman numeral whose stop makes it an ordinal: "Ludwig XIV. war".
    fn is_roman_ordinal(&self, start: usize, at: usize) -> bool {
        let word = self.slice(start, at);
        let roman = word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'));
        roman
            && match self.follower(at + 1) {
                Follower::Lower | Follower::Comma => true,
                Follower::Digit => self.previous().is_some_and(|token| token.kind == TokenKind::Word),
                Follower::Upper => !self.next_usage(at + 1).is_starter(),
                _ => false,
            }
    }

    /// The use of a word.
    pub(super) fn usage(&self, word: &str) -> Usage {
        self.lists.words.usage(word)
    }

    /// The use of the word behind `at`.
    pub(super) fn next_usage(&self, at: usize) -> Usage {
        self.usage(self.next_word(at))
    }

    /// The word behind `at`, blanks skipped.
    pub(super) fn next_word(&self, at: usize) -> &str {
        let from = self.skip_space(at);
        self.slice(from, letters(self.text, from))
    }

    /// What stands behind `at`, blanks skipped.
    pub(super) fn follower(&self, at: usize) -> Follower {
        let from = self.skip_space(at);
        let gap = self.text.as_bytes().get(at..from).unwrap_or_default();
        if from == self.text.len() || gap.iter().filter(|&&byte| byte == b'\n').count() > 1 {
            return Follower::End;
        }
        match (class_at(self.text, from), self.text.as_bytes().get(from)) {
            (Class::Lower, _) => Follower::Lower,
            (Class::Upper, _) => Follower::Upper,
            (Class::Digit, _) => Follower::Digit,
            (Class::Punctuation, Some(b',' | b';' | b'/')) => Follower::Comma,
            (Class::Punctuation, Some(b':')) if !class_at(self.text, from + 1).is_alphanumeric() && from == at => {
                Follower::Comma
            }
            (Class::Punctuation, Some(b')' | b']')) => Follower::Close,
            (Class::Punctuation, Some(b'(' | b'[')) => Follower::Open,
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

/// Whether a letter is a unit's sign.
fn is_unit(letter: &str) -> bool {
    matches!(letter, "t" | "g" | "m" | "l" | "s" | "h" | "W" | "A" | "K" | "N" | "J" | "C" | "F" | "V" | "B")
}

/// Whether a word has no lower-case letter.
fn is_capitals(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word has a vowel; one without is short for another: "Bd.", "vgl.".
fn has_vowel(word: &str) -> bool {
    word.chars().any(|c| "aeiouyäöüAEIOUYÄÖÜé".contains(c) || !c.is_alphabetic())
}

/// Whether a word breaks off where no German word ends: "geisteswissenschaftl.", "Mskr.".
fn is_cut(word: &str) -> bool {
    let mut last = word.bytes().rev();
    let (Some(end), Some(before)) = (last.next(), last.next()) else { return false };
    let cluster = matches!(end, b'l' | b'r' | b'v') && before.is_ascii_lowercase() && !b"aeiouylrnmh".contains(&before);
    cluster || (!has_vowel(word) && !is_capitals(word))
}
