//! Words: letters and what joins them, from hyphens to gender marks.

use wortlaut_model::TokenKind;

use super::Scan;
use crate::chars::{Class, class_at, class_before, seen_at};

/// Endings that a gender mark may introduce: "Kund:innen", "jede*r", "Ärzt_in", "Freund/-innen".
const GENDER_ENDINGS: [&str; 12] = ["innen", "in", "rinnen", "rin", "r", "n", "e", "s", "m", "en", "er", "nen"];

/// Clitics that drop their first letters: "'ne", "'s", "'nen".
const CLITICS: [&str; 20] = [
    "s",
    "n",
    "ne",
    "nen",
    "nem",
    "ner",
    "nes",
    "m",
    "ran",
    "rauf",
    "raus",
    "rein",
    "rum",
    "runter",
    "rüber",
    "türlich",
    "nauf",
    "naus",
    "nunter",
    "tschuldigung",
];

impl Scan<'_> {
    /// A word from its first letter on.
    pub(super) fn word(&mut self, start: usize) -> usize {
        self.word_on(start, letters(self.text, start))
    }

    /// A word whose part up to `at` is read.
    pub(super) fn word_on(&mut self, mut start: usize, mut at: usize) -> usize {
        loop {
            let seen = seen_at(self.text, at);
            let joined = match seen.class {
                Class::Space => self.soft_line_end(at),
                Class::Hyphen => match self.hyphen_in_word(&mut start, at, seen.length) {
                    HyphenIn::Joins(next) => Some(next),
                    HyphenIn::Closes(end) => return self.push(start, end, TokenKind::Word),
                    HyphenIn::Address(end) => return end,
                    HyphenIn::Apart => None,
                },
                Class::Apostrophe => match self.apostrophe_in_word(&mut start, at, seen.length) {
                    Some((next, true)) => Some(next),
                    Some((next, false)) => return self.push(start, next, TokenKind::Word),
                    None => None,
                },
                Class::Stop => return self.stop_after_word(start, at),
                Class::Punctuation => match self.address(start, at) {
                    Some(end) => return end,
                    None => self.mark_in_word(at),
                },
                Class::Symbol => match self.address(start, at) {
                    Some(end) => return end,
                    None => self.symbol_in_word(start, at),
                },
                _ => None,
            };
            match joined {
                Some(next) => at = letters(self.text, next),
                None => return self.push(start, at, self.word_kind(start, at)),
            }
        }
    }

    /// A word, or a laugh that is written like one: "XD".
    fn word_kind(&self, start: usize, end: usize) -> TokenKind {
        if end - start == 2 && matches!(self.slice(start, end), "XD" | "xD" | "Xd") {
            TokenKind::Emoji
        } else {
            TokenKind::Word
        }
    }

    /// What a hyphen behind a part of a word does.
    fn hyphen_in_word(&mut self, start: &mut usize, at: usize, length: usize) -> HyphenIn {
        let next = at + length;
        let follows = class_at(self.text, next);
        if follows.is_alphanumeric() {
            if self.is_ud() {
                if let Some(end) = self.address_ahead(*start) {
                    return HyphenIn::Address(end);
                }
                self.push(*start, at, TokenKind::Word);
                self.push(at, next, TokenKind::Punctuation);
                *start = next;
            }
            return HyphenIn::Joins(next);
        }
        if let Some(joined) = self.line_end(next) {
            return HyphenIn::Joins(joined);
        }
        if self.is_ud() {
            return HyphenIn::Apart;
        }
        let tail = self.text.as_bytes().get(next).copied();
        match tail {
            Some(b'/') if class_at(self.text, next + 1).is_letter() => HyphenIn::Joins(next + 1),
            // "Wort--und": two hyphens are a dash.
            Some(b'-' | b'>') => HyphenIn::Apart,
            _ if matches!(follows, Class::Hyphen | Class::Dash) => HyphenIn::Apart,
            _ => HyphenIn::Closes(next),
        }
    }

    /// Where a word goes on that is hyphenated over a line end: "Krisenbewäl-\ntigung".
    fn line_end(&self, next: usize) -> Option<usize> {
        let rest = self.text.get(next..)?;
        let line = rest.trim_start_matches([' ', '\r', '\t']).strip_prefix('\n')?;
        let word = line.trim_start_matches([' ', '\t']);
        let goes_on = next + (rest.len() - word.len());
        let end = letters(self.text, goes_on);
        let part = self.slice(goes_on, end);
        let conjunction = matches!(part, "und" | "oder" | "sowie" | "bis" | "bzw" | "wie" | "noch" | "als" | "aber");
        (class_at(self.text, goes_on).is_letter() && !conjunction).then_some(goes_on)
    }

    /// Where a word goes on that a soft hyphen parts at a line end.
    fn soft_line_end(&self, at: usize) -> Option<usize> {
        let soft = self.text.as_bytes().get(at.wrapping_sub(1)) == Some(&0xAD);
        if soft && self.text.get(at - 2..at) == Some("\u{AD}") { self.line_end(at) } else { None }
    }

    /// Whether an apostrophe behind a part of a word belongs to it, as its position behind and whether the word goes on.
    fn apostrophe_in_word(&mut self, start: &mut usize, at: usize, length: usize) -> Option<(usize, bool)> {
        let next = at + length;
        if class_at(self.text, next).is_letter() {
            let end = letters(self.text, next);
            let tail = self.slice(next, end);
            // "Hab 'ich" written "'kommentiert": long words after a mark are quoted, not joined.
            if self.is_ud() && CLITICS.contains(&tail) && !self.is_acronym(*start, at) {
                self.push(*start, at, TokenKind::Word);
                *start = at;
            }
            return Some((next, true));
        }
        let word = self.slice(*start, at);
        let genitive = word.ends_with(['s', 'ß', 'x', 'z']) || word.ends_with("ce");
        // "des Virus'''": an apostrophe, and two that are one mark.
        let double = self.is_double_apostrophe(at) && !self.is_double_apostrophe(next);
        (genitive && !self.open_single && !double).then_some((next, false))
    }

    /// Whether all letters are capitals: "TV's", "PC's".
    fn is_acronym(&self, start: usize, end: usize) -> bool {
        self.slice(start, end).chars().all(|character| !character.is_lowercase())
    }

    /// Whether two apostrophes stand for one quotation mark: "''".
    pub(super) fn is_double_apostrophe(&self, at: usize) -> bool {
        matches!(self.text.get(at..at + 2), Some("''" | "``"))
    }

    /// The position behind a colon, slash or bracket that belongs to the word: "Kund:innen", "Mörder/in", "Schüler(innen)".
    fn mark_in_word(&self, at: usize) -> Option<usize> {
        match self.text.as_bytes().get(at)? {
            b':' => self.gender_ending(at + 1),
            b'/' => self.gender_ending(at + 1).or_else(|| {
                let hyphen = self.text.as_bytes().get(at + 1) == Some(&b'-');
                if hyphen { self.gender_ending(at + 2) } else { None }
            }),
            b'(' => self.bracketed_ending(at),
            _ => None,
        }
    }

    /// `from`, where a gender ending stands there on its own or before a further part: "Bürger*innenrat".
    fn gender_ending(&self, from: usize) -> Option<usize> {
        let end = letters(self.text, from);
        let ending = self.slice(from, end);
        let open = ending.starts_with("innen") || ending.starts_with("in-");
        (open || GENDER_ENDINGS.contains(&ending)).then_some(from)
    }

    /// The position behind a bracket inside a word: "Kolleg(inn)en", "Partner(in)", "Zeichen(s)".
    fn bracketed_ending(&self, at: usize) -> Option<usize> {
        let end = letters(self.text, at + 1);
        let inner = self.slice(at + 1, end);
        let short = (1..=6).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_lowercase());
        let closed = self.text.as_bytes().get(end) == Some(&b')');
        (short && closed && class_before(self.text, at) == Class::Lower).then_some(end + 1)
    }

    /// The position behind a symbol that belongs to the word: "Bürger*innen", "Kolleg_innen", "H&M", "C++".
    fn symbol_in_word(&self, start: usize, at: usize) -> Option<usize> {
        let next = at + seen_at(self.text, at).length;
        let rest = self.text.get(at..)?;
        let joins = match rest.chars().next()? {
            '*' => self.gender_ending(next).is_some(),
            '_' => class_at(self.text, next).is_alphanumeric(),
            '·' | '•' => self.gender_ending(next).is_some(),
            '&' => {
                let short = at - start <= 3 && self.is_acronym(start, at);
                short && class_at(self.text, next) == Class::Upper
            }
            '+' => rest.starts_with("++") && at - start == 1,
            '#' => at - start == 1 && class_at(self.text, next) == Class::Space,
            _ => false,
        };
        if rest.starts_with("++") && joins { Some(next + 1) } else { joins.then_some(next) }
    }

    /// An apostrophe that starts something: a clitic, a short year, a quotation mark.
    pub(super) fn apostrophe(&mut self, at: usize, length: usize) -> usize {
        if self.is_double_apostrophe(at) {
            return self.push(at, at + 2, TokenKind::Quote);
        }
        let next = at + length;
        let follows = class_at(self.text, next);
        let comma_like = self.text.get(at..next) == Some("‚") && follows == Class::Space;
        if comma_like {
            return self.push(at, next, TokenKind::Punctuation);
        }
        if follows == Class::Lower && !self.closes_single(at) {
            let end = letters(self.text, next);
            if CLITICS.contains(&self.slice(next, end)) {
                return self.word_on(at, end);
            }
        }
        if follows == Class::Digit && !self.glued_before(at) {
            let end = letters(self.text, next);
            if self.slice(next, end).bytes().take_while(u8::is_ascii_digit).count() == 2 {
                let kind = if end - next == 2 { TokenKind::Number } else { TokenKind::Word };
                return self.push(at, end, kind);
            }
        }
        if self.glued_before(at) && class_before(self.text, at) == Class::Digit && !self.open_single {
            return self.push(at, next, TokenKind::Symbol);
        }
        self.open_single = !self.open_single;
        self.push(at, next, TokenKind::Quote)
    }

    /// Whether a single mark at `at` can only close: it is glued to what stands before it.
    fn closes_single(&self, at: usize) -> bool {
        self.open_single && self.glued_before(at)
    }
}

/// What a hyphen behind a part of a word does.
enum HyphenIn {
    /// Joins the word to what stands at the position.
    Joins(usize),
    /// Ends the word, as its last character: "Krisen-".
    Closes(usize),
    /// The word was part of an address, which is read up to the position.
    Address(usize),
    /// Is no part of it.
    Apart,
}

/// The end of the letters, digits and what extends them from `at` on.
#[inline]
pub(super) fn letters(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte < 0x80 {
            return at;
        }
        let seen = seen_at(text, at);
        match seen.class {
            Class::Lower | Class::Upper | Class::Digit => at += seen.length,
            Class::Extend => at += seen.length,
            _ => return at,
        }
    }
    at
}
