//! Numbers with their inner marks, ordinals with their stop, and words that start with a digit.

use wortlaut_model::TokenKind;

use super::Scan;
use super::words::letters;
use crate::chars::{Class, class_at, seen_at};

impl Scan<'_> {
    /// A number from its first digit on; `start` may lie before it, at a sign.
    pub(super) fn number(&mut self, start: usize, digits: usize) -> usize {
        let mut at = digits_end(self.text, digits);
        loop {
            let seen = seen_at(self.text, at);
            let next = at + seen.length;
            let digit_follows = class_at(self.text, next) == Class::Digit;
            match self.text.as_bytes().get(at) {
                Some(b'.' | b',' | b':' | b'/') if digit_follows => at = digits_end(self.text, next),
                Some(b'-') if digit_follows => at = digits_end(self.text, next),
                Some(b'\'') if digit_follows && digits_end(self.text, next) == next + 3 => at = next + 3,
                Some(b'.') => return self.stop_after_number(start, at),
                Some(b'-') if class_at(self.text, next).is_letter() => return self.word_on(start, at),
                Some(_) if matches!(seen.class, Class::Lower | Class::Upper | Class::Extend) => {
                    return self.word_on(start, letters(self.text, at));
                }
                _ => return self.push(start, at, TokenKind::Number),
            }
        }
    }
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
