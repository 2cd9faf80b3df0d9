//! Letters: a form cleaned and put in lower case without allocation.

/// Longest form that is looked up, in bytes. Nothing longer is a word.
const LONGEST: usize = 120;

/// A short string on the stack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Short {
    /// `form` without soft hyphens, with composed umlauts and plain hyphens; `None` where it is too long or empty.
    pub(crate) fn clean(form: &str) -> Option<Self> {
        let mut short = Self { bytes: [0; LONGEST], length: 0 };
        if !form.bytes().any(|byte| matches!(byte, 0xC2 | 0xCC | 0xE2)) {
            short.push(form)?;
        } else {
            let mut letters = form.chars().peekable();
            while let Some(letter) = letters.next() {
                if letter == '\u{ad}' {
                    continue;
                }
                let letter = if matches!(letter, '\u{2010}' | '\u{2011}') { '-' } else { letter };
                let composed = umlaut(letter).filter(|_| letters.next_if_eq(&'\u{308}').is_some());
                short.push(composed.unwrap_or(letter).encode_utf8(&mut [0; 4]))?;
            }
        }
        (short.length > 0).then_some(short)
    }

    /// The letters in lower case, each as long as it was: places in it are places in the form.
    pub(crate) fn lower(&self) -> Self {
        let mut lower = Self { bytes: [0; LONGEST], length: 0 };
        for letter in self.as_str().chars() {
            let small = if letter.is_ascii() { letter.to_ascii_lowercase() } else { small(letter) };
            // Cannot fail: no letter grows.
            let _ = lower.push(small.encode_utf8(&mut [0; 4]));
        }
        lower
    }

    /// The word with `from` written `to` throughout.
    pub(crate) fn replaced(word: &str, from: &str, to: &str) -> Option<Self> {
        let mut short = Self { bytes: [0; LONGEST], length: 0 };
        for (index, part) in word.split(from).enumerate() {
            if index > 0 {
                short.push(to)?;
            }
            short.push(part)?;
        }
        (short.as_str() != word).then_some(short)
    }

    /// The parts one after the other.
    pub(crate) fn joined(parts: &[&str]) -> Option<Self> {
        let mut short = Self { bytes: [0; LONGEST], length: 0 };
        parts.iter().try_for_each(|part| short.push(part))?;
        Some(short)
    }

    /// The letters from the last to the first.
    pub(crate) fn backwards(word: &str) -> Option<Self> {
        let mut short = Self { bytes: [0; LONGEST], length: 0 };
        word.chars().rev().try_for_each(|letter| short.push(letter.encode_utf8(&mut [0; 4])))?;
        Some(short)
    }

    pub(crate) fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn push(&mut self, text: &str) -> Option<()> {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Some(())
    }
}

/// The small letter, where it is one letter of the same length.
fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
        _ => letter,
    }
}

fn umlaut(letter: char) -> Option<char> {
    Some(match letter {
        'a' => 'ä',
        'o' => 'ö',
        'u' => 'ü',
        'A' => 'Ä',
        'O' => 'Ö',
        'U' => 'Ü',
        _ => return None,
    })
}

/// The capital letter, where it is one letter.
pub(crate) fn capital(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

/// Whether the first letter is a capital.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether all letters are capitals, and there are two at least.
pub(crate) fn is_all_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// The ends of `word` that begin at a letter and leave `before` letters at least in front, the longest first.
pub(crate) fn ends(word: &str, before: usize) -> impl Iterator<Item = (&str, &str)> {
    word.char_indices().skip(before.max(1)).filter_map(|(at, _)| word.split_at_checked(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_cleaned_and_made_small() {
        assert_eq!(Short::clean("Au\u{ad}ßen\u{ad}mi\u{ad}nis\u{ad}ter").unwrap().as_str(), "Außenminister");
        assert_eq!(Short::clean("A\u{308}pfel").unwrap().lower().as_str(), "äpfel");
        assert_eq!(Short::clean("STRAẞE").unwrap().lower().as_str(), "straẞe", "a capital ß is longer");
        assert_eq!(Short::clean("SPD\u{2011}Chef").unwrap().as_str(), "SPD-Chef");
        assert!(Short::clean("\u{ad}").is_none());
        assert!(Short::clean(&"lang".repeat(100)).is_none());
    }

    #[test]
    fn parts_are_replaced_joined_and_turned() {
        assert_eq!(Short::replaced("mußte", "ß", "ss").unwrap().as_str(), "musste");
        assert!(Short::replaced("musste", "ß", "ss").is_none());
        assert_eq!(Short::joined(&["auf", "zu", "geben"]).unwrap().as_str(), "aufzugeben");
        assert_eq!(Short::backwards("Tür").unwrap().as_str(), "rüT");
    }
}
