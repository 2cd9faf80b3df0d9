//! Addresses: URLs, bare domains, mail, hashtags, handles.

use wortlaut_model::TokenKind;

use super::Scan;
use super::words::letters;
use crate::chars::{Class, class_at, seen_at};

/// Addresses end here at the latest, so that looking ahead for one costs a bounded time.
const LONGEST: usize = 320;

/// Top-level domains that a bare name may end in; German words are left out ("es", "am", "in", "so").
const DOMAINS: [&str; 42] = [
    "de", "com", "net", "org", "info", "int", "eu", "at", "ch", "tv", "io", "gov", "edu", "uk", "fr", "ru", "ua", "pl",
    "nl", "be", "dk", "se", "cz", "biz", "berlin", "hamburg", "koeln", "bayern", "nrw", "wien", "online", "shop",
    "app", "dev", "blog", "news", "me", "cc", "fm", "asia", "museum", "mobi",
];

impl Scan<'_> {
    /// An address whose first word is `start..at`, where the character at `at` shows it: "https:", "jens@".
    pub(super) fn address(&mut self, start: usize, at: usize) -> Option<usize> {
        match self.text.as_bytes().get(at)? {
            b':' if self.text.get(at..at + 3) == Some("://") => {
                let end = self.url_end(at + 3);
                Some(self.push(start, end, TokenKind::Url))
            }
            b':' if self.slice(start, at).eq_ignore_ascii_case("mailto") => {
                let end = self.url_end(at + 1);
                Some(self.push(start, end, TokenKind::Email))
            }
            b'@' => {
                let end = self.host_end(at + 1)?;
                Some(self.push(start, end, TokenKind::Email))
            }
            _ => None,
        }
    }

    /// An address that starts with the word at `start`, seen by looking ahead over dots and hyphens.
    pub(super) fn address_ahead(&mut self, start: usize) -> Option<usize> {
        let mut at = start;
        while at < start + LONGEST {
            let byte = self.text.as_bytes().get(at).copied().unwrap_or(b' ');
            match byte {
                b'@' => {
                    let end = self.host_end(at + 1)?;
                    return Some(self.push(start, end, TokenKind::Email));
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'+' => at += 1,
                _ if byte >= 0x80 && seen_at(self.text, at).class.is_letter() => at += seen_at(self.text, at).length,
                _ => break,
            }
        }
        if self.text.get(start..start + 4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) {
            let end = self.url_end(start + 4);
            return Some(self.push(start, end, TokenKind::Url));
        }
        let end = self.domain_end(start)?;
        let hyphenated = self.text.as_bytes().get(end) == Some(&b'-') && class_at(self.text, end + 1).is_letter();
        if hyphenated && !self.is_ud() {
            return Some(self.word_on(start, end));
        }
        let end = if self.text.as_bytes().get(end) == Some(&b'/') { self.url_end(end) } else { end };
        Some(self.push(start, end, TokenKind::Url))
    }

    /// The end of a domain name from `from` on: at least two labels, the last one known.
    fn domain_end(&self, from: usize) -> Option<usize> {
        let (mut at, mut best) = (from, None);
        while at < from + LONGEST {
            let label = at;
            while let Some(&byte) = self.text.as_bytes().get(at) {
                if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
                    at += 1;
                } else if byte >= 0x80 && seen_at(self.text, at).class.is_letter() {
                    at += seen_at(self.text, at).length;
                } else {
                    break;
                }
                if at > from + LONGEST {
                    return best;
                }
            }
            let name = self.slice(label, at);
            let bare = name.split('-').next().unwrap_or_default();
            if label > from && DOMAINS.contains(&bare) && label - from > 2 {
                best = Some(label + bare.len());
            }
            if at == label || self.text.as_bytes().get(at) != Some(&b'.') {
                return best;
            }
            at += 1;
        }
        best
    }

    /// The end of a mail host from `from` on: labels with dots between them, the last of letters.
    fn host_end(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes().get(from..self.text.len().min(from + LONGEST)).unwrap_or_default();
        let length =
            bytes.iter().take_while(|&&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count();
        let host = self.slice(from, from + length).trim_end_matches(['.', '-']);
        let (_, last) = host.rsplit_once('.')?;
        (last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(from + host.len())
    }

    /// The end of a URL from `from` on: its last character is no mark of the sentence around it.
    fn url_end(&self, from: usize) -> usize {
        let (mut at, mut end, mut depth) = (from, from, 0_i32);
        loop {
            let seen = seen_at(self.text, at);
            let byte = self.text.as_bytes().get(at).copied().unwrap_or(b' ');
            match seen.class {
                Class::Space | Class::Quote | Class::Ellipsis => return end,
                _ if matches!(byte, b'<' | b'>' | b'|') => return end,
                _ => {}
            }
            at += seen.length;
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' if depth > 0 => {
                    depth -= 1;
                    end = at;
                }
                b')' | b']' | b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' => {}
                _ => end = at,
            }
        }
    }

    /// A hashtag from its `#` on, where one stands there.
    pub(super) fn hashtag(&mut self, at: usize) -> Option<usize> {
        let end = self.tag_end(at + 1);
        let named = self.slice(at + 1, end).chars().any(char::is_alphabetic);
        (named && !self.glued_before(at)).then(|| self.push(at, end, TokenKind::Hashtag))
    }

    /// A handle from its `@` on, where one stands there.
    pub(super) fn handle(&mut self, at: usize) -> Option<usize> {
        let end = self.tag_end(at + 1);
        (end > at + 1 && !self.glued_before(at)).then(|| self.push(at, end, TokenKind::Handle))
    }

    /// The end of letters, digits and underscores from `at` on.
    fn tag_end(&self, mut at: usize) -> usize {
        loop {
            at = letters(self.text, at);
            if self.text.as_bytes().get(at) != Some(&b'_') {
                return at;
            }
            at += 1;
        }
    }
}
