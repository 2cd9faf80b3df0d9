//! Conversion of byte offsets to the unit a reader asked for.

/// The unit in which a record counts its offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OffsetUnit {
    /// Unicode code points: what Python's `text[start:end]` takes.
    #[default]
    CodePoint,
    /// Bytes of the UTF-8 form: what Rust and C take.
    Byte,
    /// UTF-16 code units: what JavaScript and Java take.
    Utf16,
}

impl OffsetUnit {
    /// The name that records and the command line use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePoint => "codepoint",
            Self::Byte => "byte",
            Self::Utf16 => "utf16",
        }
    }
}

/// Bytes between two entries of the table; a look-up walks at most this far.
const STRIDE: usize = 64;

/// Converts byte offsets of one text to another unit: built in one pass, looked up in constant time.
#[derive(Debug, Clone)]
pub struct OffsetTable<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before byte `i * STRIDE`; empty where a byte is a unit.
    checkpoints: Vec<u32>,
}

impl<'t> OffsetTable<'t> {
    /// A table for `text`. Plain ASCII, and the byte unit, need no table and build none.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != OffsetUnit::Byte && !text.is_ascii() {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(count);
                count += units(chunk, unit);
            }
            checkpoints.push(count);
        }
        Self { text, unit, checkpoints }
    }

    /// The unit of the answers.
    #[must_use]
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The offset in the table's unit of byte `byte`; a byte beyond the text counts as its end.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(&before) = self.checkpoints.get(byte / STRIDE) else { return byte };
        let from = byte - byte % STRIDE;
        (before + units(self.text.as_bytes().get(from..byte).unwrap_or_default(), self.unit)) as usize
    }
}

/// Units that start in `bytes`: every byte that does not continue a character, and a second one for a surrogate pair.
fn units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    bytes
        .iter()
        .map(|&byte| u32::from(byte & 0xC0 != 0x80) + u32::from(unit == OffsetUnit::Utf16 && byte >= 0xF0))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn units_of_umlauts_and_emoji() {
        let text = "für 😀!";
        let at = |unit| OffsetTable::new(text, unit).at(text.len());
        assert_eq!((at(OffsetUnit::Byte), at(OffsetUnit::CodePoint), at(OffsetUnit::Utf16)), (10, 6, 7));
    }

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(text in "\\PC{0,300}") {
            let points = OffsetTable::new(&text, OffsetUnit::CodePoint);
            let utf16 = OffsetTable::new(&text, OffsetUnit::Utf16);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), count);
                prop_assert_eq!(utf16.at(byte), text.get(..byte).unwrap().encode_utf16().count());
            }
        }
    }
}
