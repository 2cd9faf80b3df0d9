//! Punctuation and symbols: what stands between words.

use wortlaut_model::TokenKind;

use super::Scan;
use super::words::letters;
use crate::chars::{Class, char_at, class_at, class_before, seen_at};

impl Scan<'_> {
    /// A stop that belongs to no word: a full stop, dots, or a nose over a smile, ".)))".
    pub(super) fn stop(&mut self, at: usize) -> usize {
        let mouth = self.text.as_bytes().iter().skip(at + 1).take_while(|&&byte| byte == b')').count();
        if mouth > 1 && !self.in_brackets(at) {
            return self.push(at, at + 1 + mouth, TokenKind::Emoji);
        }
        // ".corsica", ".NET": a name that starts with a dot.
        if class_at(self.text, at + 1).is_letter() && !self.glued_before(at) && at > self.from {
            return self.word_on(at, letters(self.text, at + 1));
        }
        self.repeated(at, TokenKind::Terminal)
    }

    /// A run of one and the same character as one token: "...", "--", "***".
    pub(super) fn repeated(&mut self, at: usize, kind: TokenKind) -> usize {
        let Some(character) = char_at(self.text, at) else { return at + 1 };
        let rest = self.text.get(at..).unwrap_or_default();
        let run: usize = rest.chars().take_while(|&next| next == character).map(char::len_utf8).sum();
        self.push(at, at + run, kind)
    }

    /// "!", "?!", "!!!": together in STTS, one by one in UD.
    pub(super) fn exclamation(&mut self, at: usize, length: usize) -> usize {
        let mut end = at + length;
        while !self.is_ud() && class_at(self.text, end) == Class::Exclamation {
            end += seen_at(self.text, end).length;
        }
        self.push(at, end, TokenKind::Terminal)
    }

    /// A hyphen that no word stands right before.
    pub(super) fn hyphen(&mut self, at: usize, length: usize) -> usize {
        if let Some(end) = self.emoticon_end(at) {
            return self.push(at, end, TokenKind::Emoji);
        }
        let next = at + length;
        if class_at(self.text, next) == Class::Hyphen {
            let end = self.arrow_end(at);
            if end > at {
                return self.push(at, end, TokenKind::Symbol);
            }
            return self.repeated(at, TokenKind::Punctuation);
        }
        let free = !self.glued_before(at) || self.opens(at);
        match class_at(self.text, next) {
            // "-bewältigung": the part left out stands before.
            Class::Lower | Class::Upper if free && !self.is_ud() => self.word_on(at, letters(self.text, next)),
            Class::Digit if free => self.number(at, next),
            Class::Symbol if self.text.get(next..next + 1) == Some(">") => self.push(at, next + 1, TokenKind::Symbol),
            _ => self.push(at, next, TokenKind::Punctuation),
        }
    }

    /// Whether the character before `at` opens: a bracket, a quotation mark, a slash.
    fn opens(&self, at: usize) -> bool {
        matches!(class_before(self.text, at), Class::Quote | Class::Apostrophe)
            || matches!(self.text.as_bytes().get(at.wrapping_sub(1)), Some(b'(' | b'[' | b'/'))
    }

    /// The end of an arrow of hyphens or equal signs: "-->", "<--", "=>"; `at` where there is none.
    fn arrow_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let from = if bytes.get(at) == Some(&b'<') { at + 1 } else { at };
        let shaft = bytes.iter().skip(from).take_while(|&&byte| byte == b'-').count();
        let end = from + shaft;
        match (from > at, shaft, bytes.get(end)) {
            (false, 1.., Some(b'>')) => end + 1,
            (true, 1.., _) => end,
            _ => at,
        }
    }

    /// Commas, colons, brackets, slashes.
    pub(super) fn punctuation(&mut self, at: usize, length: usize) -> usize {
        if let Some(end) = self.emoticon_end(at) {
            return self.push(at, end, TokenKind::Emoji);
        }
        if self.text.as_bytes().get(at) == Some(&b'/') {
            return self.repeated(at, TokenKind::Punctuation);
        }
        self.push(at, at + length, TokenKind::Punctuation)
    }

    /// Symbols, and what they start: hashtags, handles, arrows, emoticons.
    pub(super) fn symbol(&mut self, at: usize, length: usize) -> usize {
        let special = match self.text.as_bytes().get(at) {
            Some(b'#') => self.hashtag(at),
            Some(b'@') => self.handle(at),
            Some(b'<') => {
                let end = self.arrow_end(at);
                (end > at).then(|| self.push(at, end, TokenKind::Symbol))
            }
            _ => None,
        };
        if let Some(end) = special {
            return end;
        }
        if let Some(end) = self.emoticon_end(at) {
            return self.push(at, end, TokenKind::Emoji);
        }
        match self.text.as_bytes().get(at) {
            Some(b'*' | b'=' | b'_' | b'~' | b'#') => self.repeated(at, TokenKind::Symbol),
            Some(0xC2) if self.text.get(at..).is_some_and(|rest| rest.starts_with("§§")) => {
                self.repeated(at, TokenKind::Symbol)
            }
            Some(0xC2) if self.is_degree(at) => self.push(at, at + 3, TokenKind::Symbol),
            _ => self.push(at, at + length, TokenKind::Symbol),
        }
    }

    /// "°C", "°F".
    fn is_degree(&self, at: usize) -> bool {
        matches!(self.text.get(at..at + 3), Some("°C" | "°F")) && !class_at(self.text, at + 3).is_alphanumeric()
    }

    /// Marks that show nothing and have no word before them: a byte order mark, a stray joiner.
    pub(super) fn extend(&mut self, start: usize) -> usize {
        let mut at = start;
        while class_at(self.text, at) == Class::Extend {
            at += seen_at(self.text, at).length;
        }
        self.push(start, at, TokenKind::Symbol)
    }
}
