//! A JSON writer for the lines that make up nearly all output: templates with values in between, no tree, no reflection.

/// Appends JSON to a buffer.
#[derive(Debug)]
pub(crate) struct Json<'o> {
    pub(crate) out: &'o mut Vec<u8>,
}

impl Json<'_> {
    /// Appends `json` as it is: braces, keys, commas.
    pub(crate) fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// Appends a string in quotes.
    pub(crate) fn string(&mut self, text: &str) {
        self.out.push(b'"');
        self.escaped(text);
        self.out.push(b'"');
    }

    /// Appends a whole number.
    pub(crate) fn number(&mut self, number: impl itoa::Integer) {
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }

    /// Appends a confidence: between 0 and 1, at most four decimals, at least one, so that it reads as the same type
    /// everywhere. Not a number counts as no confidence.
    pub(crate) fn confidence(&mut self, confidence: f32) {
        let clipped = if confidence.is_nan() { 0.0 } else { f64::from(confidence).clamp(0.0, 1.0) };
        let ten_thousandths = (clipped * 10_000.0).round() as usize;
        if ten_thousandths == 10_000 {
            return self.raw("1.0");
        }
        let digits = [1000, 100, 10, 1].map(|place| b'0' + (ten_thousandths / place % 10) as u8);
        let kept = digits.iter().rposition(|&digit| digit != b'0').unwrap_or(0);
        self.raw("0.");
        self.out.extend_from_slice(digits.get(..=kept).unwrap_or_default());
    }

    /// Appends `true` or `false`.
    pub(crate) fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Appends a value by `write`, or `null`.
    pub(crate) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => write(self, value),
            None => self.raw("null"),
        }
    }

    /// Appends a list, each item by `write`.
    pub(crate) fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.out.push(b'[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            write(self, item);
        }
        self.out.push(b']');
    }

    /// Appends the inside of a string. All that some reader may take for the end of a line is escaped, not only what
    /// JSON requires: the C1 controls (NEL among them) and the separators U+2028 and U+2029.
    fn escaped(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut from = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if PLAIN[byte as usize] {
                at += 1;
                continue;
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let (length, escape) = match *rest {
                [0xC2, low @ 0x80..=0x9F, ..] => (2, u32::from(low)),
                [0xE2, 0x80, low @ (0xA8 | 0xA9), ..] => (3, 0x2000 + u32::from(low & 0x3F)),
                [0xC2 | 0xE2, ..] => {
                    at += 1;
                    continue;
                }
                _ => (1, u32::from(byte)),
            };
            self.out.extend_from_slice(bytes.get(from..at).unwrap_or_default());
            self.escape(escape);
            at += length;
            from = at;
        }
        self.out.extend_from_slice(bytes.get(from..).unwrap_or_default());
    }

    fn escape(&mut self, character: u32) {
        match character {
            0x22 => self.raw("\\\""),
            0x5C => self.raw("\\\\"),
            0x0A => self.raw("\\n"),
            0x0D => self.raw("\\r"),
            0x09 => self.raw("\\t"),
            0x08 => self.raw("\\b"),
            0x0C => self.raw("\\f"),
            _ => self.raw(&format!("\\u{character:04x}")),
        }
    }
}

/// Bytes that a string takes as they are, whatever follows them.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 0x20 {
        plain[byte] = false;
        byte += 1;
    }
    plain[0x7F] = false;
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    // First bytes of U+0080 to U+00BF and U+2000 to U+2FFF: some of these are escaped.
    plain[0xC2] = false;
    plain[0xE2] = false;
    plain
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json(write: impl FnOnce(&mut Json<'_>)) -> String {
        let mut out = Vec::new();
        write(&mut Json { out: &mut out });
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_ends_a_line_for_anyone_is_escaped() {
        let text = "a\"\\\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}\u{85}\u{a0}\u{2028}\u{2029}„ä“…😀";
        let expected = r#""a\"\\\n\r\t\b\f\u0000\u001f\u007f\u0085 \u2028\u2029„ä“…😀""#.replace(' ', "\u{a0}");
        assert_eq!(json(|json| json.string(text)), expected);
    }

    #[test]
    fn confidences_are_short_and_of_one_type() {
        let written = |confidence| json(|json| json.confidence(confidence));
        assert_eq!(
            [0.97, 0.9, 1.0, 0.0, 0.123_449, 0.999_99, 0.000_04, 0.05].map(written),
            ["0.97", "0.9", "1.0", "0.0", "0.1234", "1.0", "0.0", "0.05"]
        );
        assert_eq!([f32::NAN, f32::INFINITY, -1.0].map(written), ["0.0", "1.0", "0.0"]);
    }

    proptest! {
        #[test]
        fn any_string_is_read_back(text in any::<String>()) {
            let written = json(|json| json.string(&text));
            prop_assert_eq!(written.lines().count(), 1);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }

        #[test]
        fn odd_characters_are_read_back(text in "[\u{0}-\u{ff}\u{2000}-\u{2030}\"\\\\]{0,40}") {
            let written = json(|json| json.string(&text));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
