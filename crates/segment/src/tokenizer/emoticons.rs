//! Emoticons and emoji.

use wortlaut_model::TokenKind;

use super::Scan;
use crate::chars::{Class, char_at, class_at, class_before, is_pictograph};

/// Emoticons that do not follow the pattern eyes, nose, mouth.
const FIXED: [&str; 23] = [
    "*_*",
    "^^",
    "^_^",
    "-_-",
    ">_<",
    "o_O",
    "O_o",
    "o_o",
    "O_O",
    "<3",
    "</3",
    "(-:",
    "(:",
    "(;",
    "(-;",
    "\\o/",
    "¯\\_(ツ)_/¯",
    ":wink:",
    ":lol:",
    ":smile:",
    ":grin:",
    ":-*",
    "^3",
];

impl Scan<'_> {
    /// The end of an emoticon at `at`, if one stands there.
    pub(super) fn emoticon_end(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let fixed = FIXED.iter().find(|face| rest.starts_with(**face));
        if let Some(face) = fixed
            && !class_at(self.text, at + face.len()).is_alphanumeric()
        {
            return Some(at + face.len());
        }
        self.face_end(at)
    }

    /// Eyes, nose, mouth: ":-)", ";)", "=D", ":o)))".
    fn face_end(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let eyes = *bytes.get(at)?;
        if !matches!(eyes, b':' | b';' | b'=' | b'8' | b'x' | b'X') {
            return None;
        }
        let mut mouth = at + 1;
        let nose = matches!(bytes.get(mouth), Some(b'-' | b'o' | b'O' | b'\'' | b'^'));
        let has_mouth_behind =
            matches!(bytes.get(mouth + 1), Some(b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|' | b']' | b'['));
        if nose && has_mouth_behind {
            mouth += 1;
        }
        let shape = *bytes.get(mouth)?;
        if !matches!(shape, b')' | b'(' | b'D' | b'P' | b'p' | b'O' | b'/' | b'|' | b'*' | b'[' | b']') {
            return None;
        }
        let mut end = mouth + bytes.iter().skip(mouth).take_while(|&&byte| byte == shape).count();
        if shape == b')' && end > mouth + 1 && self.in_brackets(at) {
            end -= 1;
        }
        let apart = !class_at(self.text, end).is_alphanumeric();
        let free = class_before(self.text, at) == Class::Space || at == self.from;
        let round = matches!(shape, b')' | b'(');
        // A slash, a bar, a letter or a bracket make a face only where the face stands alone.
        let sure = if round { apart && (free || nose || shape == b')') } else { apart && free };
        (sure && (matches!(eyes, b':' | b';' | b'=') || free)).then_some(end)
    }

    /// Whether a bracket is open shortly before `at`: its end is no part of a mouth, "(im Ruhrgebiet :-))".
    pub(super) fn in_brackets(&self, at: usize) -> bool {
        let before = self.text.as_bytes().get(at.saturating_sub(120).max(self.from)..at).unwrap_or_default();
        let last = |wanted| before.iter().rposition(|&byte| byte == wanted);
        last(b'(') > last(b')')
    }

    /// An emoji with its modifiers and what is joined to it.
    pub(super) fn emoji(&mut self, start: usize) -> usize {
        let mut at = start + char_at(self.text, start).map_or(1, char::len_utf8);
        let flag = self.is_flag(start);
        if flag && self.is_flag(at) {
            at += 4;
        }
        while let Some(character) = char_at(self.text, at) {
            let modifier =
                matches!(character, '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
            if modifier {
                at += character.len_utf8();
                continue;
            }
            let joined = character == '\u{200D}' && char_at(self.text, at + 3).is_some_and(is_pictograph);
            if !joined {
                break;
            }
            at += 3 + char_at(self.text, at + 3).map_or(0, char::len_utf8);
        }
        self.push(start, at, TokenKind::Emoji)
    }

    /// Whether a regional indicator stands at `at`: two of them are a flag.
    fn is_flag(&self, at: usize) -> bool {
        char_at(self.text, at).is_some_and(|character| matches!(character, '\u{1F1E6}'..='\u{1F1FF}'))
    }
}
