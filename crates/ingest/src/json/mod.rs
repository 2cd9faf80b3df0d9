//! A strict JSON reader that keeps what `serde_json` loses: the digits of numbers, and texts with lone surrogates.
//!
//! `1.10` and `12345678901234567890` must leave as they came, and one line in a crawl that holds `\ud83d` without its
//! second half (half an emoji, cut off by somebody's length limit) is no reason to lose the document. Beyond that, what
//! is accepted is what RFC 8259 and `serde_json` accept; a test holds the two against each other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::memchr2;
use wortlaut_model::{Meta, MetaValue};

/// How deep lists and objects may be nested.
const DEPTH: usize = 128;

/// A value, and what had to be set right in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Parsed {
    pub value: MetaValue,
    /// Halves of surrogate pairs that became U+FFFD.
    pub lone_surrogates: usize,
    /// Keys that came twice in an object; the last value stands.
    pub duplicate_keys: usize,
}

/// Why a text is no JSON, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub struct JsonError {
    pub at: usize,
    pub message: &'static str,
}

/// Reads `text` as one JSON value.
///
/// # Errors
///
/// Where it is none, or nested too deep.
pub fn parse(text: &str) -> Result<Parsed, JsonError> {
    let mut parser = Parser { text, at: 0, lone_surrogates: 0, duplicate_keys: 0 };
    let value = parser.value(0)?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.error("something follows the value"));
    }
    Ok(Parsed { value, lone_surrogates: parser.lone_surrogates, duplicate_keys: parser.duplicate_keys })
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    lone_surrogates: usize,
    duplicate_keys: usize,
}

impl<'t> Parser<'t> {
    fn error(&self, message: &'static str) -> JsonError {
        JsonError { at: self.at, message }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes `byte` where it is next.
    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    fn value(&mut self, depth: usize) -> Result<MetaValue, JsonError> {
        if depth > DEPTH {
            return Err(self.error("nested too deep"));
        }
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.object(depth).map(MetaValue::Object),
            Some(b'[') => self.list(depth).map(MetaValue::List),
            Some(b'"') => self.string().map(|text| MetaValue::String(text.into_owned())),
            Some(b'-' | b'0'..=b'9') => self.number().map(MetaValue::Number),
            Some(b't') => self.word("true", MetaValue::Bool(true)),
            Some(b'f') => self.word("false", MetaValue::Bool(false)),
            Some(b'n') => self.word("null", MetaValue::Null),
            Some(_) => Err(self.error("a value was expected")),
            None => Err(self.error("it breaks off")),
        }
    }

    fn word(&mut self, word: &str, value: MetaValue) -> Result<MetaValue, JsonError> {
        let found = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if !found {
            return Err(self.error("a value was expected"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<MetaValue>, JsonError> {
        self.at += 1;
        let mut values = Vec::new();
        self.skip_space();
        if self.take(b']') {
            return Ok(values);
        }
        loop {
            values.push(self.value(depth + 1)?);
            self.skip_space();
            if self.take(b']') {
                return Ok(values);
            }
            if !self.take(b',') {
                return Err(self.error("`,` or `]` was expected"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Meta, JsonError> {
        self.at += 1;
        let mut entries = Vec::new();
        self.skip_space();
        if self.take(b'}') {
            return Ok(Meta(entries));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.error("a key was expected"));
            }
            let key = self.string()?.into_owned();
            self.skip_space();
            if !self.take(b':') {
                return Err(self.error("`:` was expected"));
            }
            entries.push((key, self.value(depth + 1)?));
            self.skip_space();
            if self.take(b'}') {
                return Ok(Meta(self.each_key_once(entries)));
            }
            if !self.take(b',') {
                return Err(self.error("`,` or `}` was expected"));
            }
        }
    }

    /// The last value of a key stands, where the key came first.
    fn each_key_once(&mut self, entries: Vec<(String, MetaValue)>) -> Vec<(String, MetaValue)> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut kept: Vec<(String, MetaValue)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if let Some(earlier) = places.get(&key).and_then(|&place| kept.get_mut(place)) {
                earlier.1 = value;
                self.duplicate_keys += 1;
            } else {
                places.insert(key.clone(), kept.len());
                kept.push((key, value));
            }
        }
        kept
    }

    fn number(&mut self) -> Result<String, JsonError> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _signed = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default().to_owned())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.error("a digit was expected"));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'t, str>, JsonError> {
        self.at += 1;
        let first = self.plain()?;
        if self.take(b'"') {
            return Ok(Cow::Borrowed(first));
        }
        let mut text = first.to_owned();
        while self.take(b'\\') {
            text.push(self.escape()?);
            text.push_str(self.plain()?);
        }
        if self.take(b'"') { Ok(Cow::Owned(text)) } else { Err(self.error("a string breaks off")) }
    }

    /// Characters that stand for themselves, up to a quote or an escape.
    fn plain(&mut self) -> Result<&'t str, JsonError> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
        let plain = self.text.get(self.at..self.at + length).unwrap_or_default();
        if let Some(at) = plain.bytes().position(|byte| byte < 0x20) {
            return Err(JsonError { at: self.at + at, message: "a control character in a string is not escaped" });
        }
        self.at += length;
        Ok(plain)
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let Some(byte) = self.peek() else { return Err(self.error("a string breaks off")) };
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(JsonError { at: self.at - 1, message: "an unknown escape" }),
        })
    }

    /// The character of `\uXXXX`, joined with the next one where the two are a surrogate pair.
    fn unicode(&mut self) -> Result<char, JsonError> {
        let unit = self.hex()?;
        if let Some(character) = char::from_u32(unit) {
            return Ok(character);
        }
        let before = self.at;
        if unit < 0xDC00 && self.take(b'\\') && self.take(b'u') {
            let low = self.hex()?;
            if (0xDC00..0xE000).contains(&low) {
                let joined = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                return Ok(char::from_u32(joined).unwrap_or('\u{FFFD}'));
            }
        }
        self.at = before;
        self.lone_surrogates += 1;
        Ok('\u{FFFD}')
    }

    fn hex(&mut self) -> Result<u32, JsonError> {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        let valid = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Some(unit) = valid.then(|| u32::from_str_radix(digits, 16).ok()).flatten() else {
            return Err(self.error("four hex digits were expected"));
        };
        self.at += 4;
        Ok(unit)
    }
}

#[cfg(test)]
mod tests;
