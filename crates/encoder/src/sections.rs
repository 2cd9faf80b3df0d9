//! Sections of a weight file, each checked for its size before it is believed.

use wortlaut_lexicon::Lexicon;

use crate::EncoderError;

/// Reads the sections of one file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sections<'l>(pub(crate) &'l Lexicon);

impl Sections<'_> {
    /// Exactly `length` bytes.
    pub(crate) fn bytes(self, section: &str, length: usize) -> Result<Vec<u8>, EncoderError> {
        let bytes = self.0.blob(section)?;
        if bytes.len() == length {
            return Ok(bytes);
        }
        Err(EncoderError::Size { section: section.to_owned(), expected: length, found: bytes.len() })
    }

    /// `count` floats, all of them finite.
    pub(crate) fn floats(self, section: &str, count: usize) -> Result<Vec<f32>, EncoderError> {
        let bytes = self.bytes(section, count.saturating_mul(4))?;
        finite(section, bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    /// `count` floats of 16 bits, all of them finite.
    pub(crate) fn halves(self, section: &str, count: usize) -> Result<Vec<f32>, EncoderError> {
        let bytes = self.bytes(section, count.saturating_mul(2))?;
        finite(section, bytes.as_chunks().0.iter().map(|&bytes| half(u16::from_le_bytes(bytes))).collect())
    }

    /// Whole numbers, however many.
    pub(crate) fn integers(self, section: &str) -> Result<Vec<u32>, EncoderError> {
        let bytes = self.0.blob(section)?;
        Ok(bytes.as_chunks().0.iter().map(|&bytes| u32::from_le_bytes(bytes)).collect())
    }

    /// Lines of text, however many.
    pub(crate) fn lines(self, section: &str) -> Result<Vec<Box<str>>, EncoderError> {
        let lines = |_| EncoderError::Lines { section: section.to_owned(), expected: 1 };
        let text = String::from_utf8(self.0.blob(section)?).map_err(lines)?;
        Ok(text.split('\n').map(Box::from).collect())
    }
}

fn finite(section: &str, numbers: Vec<f32>) -> Result<Vec<f32>, EncoderError> {
    if numbers.iter().all(|number| number.is_finite()) {
        return Ok(numbers);
    }
    Err(EncoderError::NotFinite { section: section.to_owned() })
}

/// The value of a 16-bit float.
pub(crate) fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let magnitude = u32::from(bits & 0x7FFF);
    let bits = match magnitude {
        // Below the smallest normal number: a whole number of 2^-24.
        0..0x400 => (magnitude as f32 * 2.0_f32.powi(-24)).to_bits(),
        // Exponents count from 15, and from 127 in 32 bits.
        0x400..0x7C00 => (magnitude << 13) + ((127 - 15) << 23),
        _ => (magnitude << 13) | 0x7F80_0000,
    };
    f32::from_bits(sign | bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition: sign, exponent, fraction.
    fn defined(bits: u16) -> f32 {
        let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
        let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023) / 1024.0);
        match exponent {
            0 => sign * fraction * 2.0_f32.powi(-14),
            31 if fraction == 0.0 => sign * f32::INFINITY,
            31 => f32::NAN,
            _ => sign * (1.0 + fraction) * 2.0_f32.powi(exponent - 15),
        }
    }

    #[test]
    fn all_halves_have_their_value() {
        for bits in 0..=u16::MAX {
            let (found, expected) = (half(bits), defined(bits));
            assert!(found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan(), "{bits:04x}");
        }
    }
}
