//! What a character is to the tokenizer: a table for ASCII bytes, and a short decision for the rest.

/// What a character can do in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space: ends every token.
    Space,
    /// A lower-case letter, or a letter of a script without case.
    Lower,
    /// An upper-case letter.
    Upper,
    /// A decimal digit.
    Digit,
    /// A character that changes the one before it or shows nothing: combining marks, soft hyphen, zero-width joiners.
    Extend,
    /// `.`
    Stop,
    /// `-` and its Unicode forms that join words.
    Hyphen,
    /// `'` and its forms: apostrophe or quotation mark.
    Apostrophe,
    /// A quotation mark of two strokes, or an angled one.
    Quote,
    /// `!` and `?`.
    Exclamation,
    /// `…`
    Ellipsis,
    /// En dash, em dash, horizontal bar.
    Dash,
    /// Any other punctuation.
    Punctuation,
    /// Currency, mathematics, arrows, bullets, what else there is.
    Symbol,
    /// Pictographs.
    Emoji,
}

impl Class {
    /// Whether it is a letter.
    pub(crate) fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper)
    }

    /// Whether it is a letter or a digit.
    pub(crate) fn is_alphanumeric(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Digit)
    }
}

/// A class and the number of bytes of the character it stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    /// The class.
    pub(crate) class: Class,
    /// The character's length in bytes.
    pub(crate) length: usize,
}

/// The class of each ASCII byte; other bytes are decoded.
static ASCII: [Class; 128] = ascii();

const fn ascii() -> [Class; 128] {
    let mut table = [Class::Symbol; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'.' => Class::Stop,
            b'-' => Class::Hyphen,
            b'\'' | b'`' => Class::Apostrophe,
            b'"' => Class::Quote,
            b'!' | b'?' => Class::Exclamation,
            b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'/' | b'\\' => Class::Punctuation,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
}

/// The class of the character at `at`; a space at the end of the text.
#[inline]
pub(crate) fn class_at(text: &str, at: usize) -> Class {
    seen_at(text, at).class
}

/// The class and length of the character at `at`; a space of no length at the end of the text.
#[inline]
pub(crate) fn seen_at(text: &str, at: usize) -> Seen {
    match text.as_bytes().get(at) {
        None => Seen { class: Class::Space, length: 0 },
        Some(&byte) => match ASCII.get(byte as usize) {
            Some(&class) => Seen { class, length: 1 },
            None => wide_at(text, at, byte),
        },
    }
}

/// The class of a character beyond ASCII: the umlauts first, for they are nearly all there is.
#[inline]
fn wide_at(text: &str, at: usize, byte: u8) -> Seen {
    if byte == 0xC3 {
        let class = match text.as_bytes().get(at + 1) {
            Some(0x97 | 0xB7) => Class::Symbol,
            Some(0x80..=0x9E) => Class::Upper,
            _ => Class::Lower,
        };
        return Seen { class, length: 2 };
    }
    match char_at(text, at) {
        Some(character) => Seen { class: class_of(character), length: character.len_utf8() },
        // Inside a character, where no caller stands: one byte on, and no harm.
        None => Seen { class: Class::Symbol, length: 1 },
    }
}

/// The character at `at`.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character before `at`.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The class of the character before `at`; a space at the start of the text.
pub(crate) fn class_before(text: &str, at: usize) -> Class {
    char_before(text, at).map_or(Class::Space, class_of)
}

/// The class of any character.
pub(crate) fn class_of(character: char) -> Class {
    if let Some(&class) = ASCII.get(character as usize) {
        return class;
    }
    match character {
        _ if character.is_whitespace() => Class::Space,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
            Class::Extend
        }
        '\u{2010}' | '\u{2011}' => Class::Hyphen,
        '\u{2012}'..='\u{2015}' | '\u{2212}' => Class::Dash,
        '’' | '‘' | '‚' | '‛' | '´' | '‹' | '›' | 'ʼ' | '′' => Class::Apostrophe,
        '„' | '“' | '”' | '‟' | '«' | '»' | '″' | '〝'..='〟' | '＂' => Class::Quote,
        '…' => Class::Ellipsis,
        '‼' | '⁇'..='⁉' | '！' | '？' | '¿' | '¡' | '؟' | '。' => Class::Exclamation,
        '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{20D0}'..='\u{20FF}' | '\u{E0100}'..='\u{E01EF}' => {
            Class::Extend
        }
        'ª' | 'º' => Class::Lower,
        _ if is_pictograph(character) => Class::Emoji,
        _ if character.is_uppercase() => Class::Upper,
        _ if character.is_alphabetic() => Class::Lower,
        // Superscripts, fractions and digits of other scripts count as digits: `km²` is a word, `1½` a number.
        _ if character.is_numeric() => Class::Digit,
        '·' | '§' | '¶' | '•' | '°' | '†' | '‡' => Class::Symbol,
        '‐'..='‧' | '‰'..='⁞' | '、' | '，' | '：' | '；' | '（' | '）' => punctuation(character),
        _ => Class::Symbol,
    }
}

/// Within General Punctuation, per mille and its like are symbols.
fn punctuation(character: char) -> Class {
    if matches!(character, '‰' | '‱' | '※' | '⁂' | '⁎' | '⁑' | '⁕') {
        Class::Symbol
    } else {
        Class::Punctuation
    }
}

/// Whether the character is drawn as a picture, skin tones and flags included.
pub(crate) fn is_pictograph(character: char) -> bool {
    matches!(character,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}' | '\u{231A}' | '\u{231B}'
        | '\u{23E9}'..='\u{23F3}' | '\u{E0020}'..='\u{E007F}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_german_characters() {
        for (character, class) in [
            ('ß', Class::Lower),
            ('Ü', Class::Upper),
            ('ẞ', Class::Upper),
            ('ﬁ', Class::Lower),
            ('×', Class::Symbol),
            ('÷', Class::Symbol),
            ('\u{A0}', Class::Space),
            ('\u{202F}', Class::Space),
            ('\u{AD}', Class::Extend),
            ('\u{308}', Class::Extend),
            ('“', Class::Quote),
            ('’', Class::Apostrophe),
            ('–', Class::Dash),
            ('€', Class::Symbol),
            ('😀', Class::Emoji),
            ('²', Class::Digit),
            ('٣', Class::Digit),
        ] {
            assert_eq!(class_of(character), class, "{character:?}");
            let text = character.to_string();
            assert_eq!(class_at(&text, 0), class, "{character:?} by bytes");
            assert_eq!(class_before(&text, text.len()), class, "{character:?} backwards");
        }
    }
}
