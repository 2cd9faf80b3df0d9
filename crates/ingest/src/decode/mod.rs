//! Bytes to text: which encoding, and whether it is text at all.
//!
//! In order: a byte order mark, the encoding the user named, the zero bytes of UTF-16, valid UTF-8, the page's own
//! `<meta charset>`, UTF-8 with a few damaged places, and last `chardetng`, which knows everything but ISO-8859-15
//! ([`western`] tells that from windows-1252).

mod binary;
mod western;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static Encoding,
    /// How many places could not be decoded and hold U+FFFD now.
    pub replaced: usize,
}

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText(pub String);

/// Decodes `bytes`; `named` is what the user said, `declared` what the page says of itself.
///
/// # Errors
///
/// Where the bytes are no text in any encoding.
pub fn decode(
    bytes: Vec<u8>,
    named: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Result<Decoded, NotText> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return Ok(as_encoding(without_mark(bytes, length), encoding));
    }
    if let Some(encoding) = named {
        return Ok(as_encoding(bytes, encoding));
    }
    if let Some(kind) = binary::magic(&bytes) {
        return Err(NotText(format!("the data are no text but {kind}")));
    }
    if let Some(encoding) = utf16_by_zeros(&bytes) {
        return Ok(as_encoding(bytes, encoding));
    }
    match String::from_utf8(bytes) {
        Ok(text) if binary::is_noise(text.as_bytes()) => Err(NotText(NOISE.to_owned())),
        Ok(text) => Ok(Decoded { text, encoding: UTF_8, replaced: 0 }),
        Err(error) => other_than_utf8(error.into_bytes(), declared),
    }
}

const NOISE: &str = "the data are no text: too many control characters";

fn without_mark(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.drain(..length);
    bytes
}

fn other_than_utf8(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Decoded, NotText> {
    if binary::is_binary(&bytes) {
        return Err(NotText(NOISE.to_owned()));
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 && !is_damaged_utf8(&bytes) => encoding,
        _ if is_damaged_utf8(&bytes) => UTF_8,
        _ => detect(&bytes),
    };
    let encoding = if encoding == WINDOWS_1252 { western::tell_apart(&bytes) } else { encoding };
    Ok(as_encoding(bytes, encoding))
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // Pages for German readers: where the bytes leave a choice, it is Western European.
    detector.guess(Some(b"de"), Utf8Detection::Deny)
}

fn as_encoding(bytes: Vec<u8>, encoding: &'static Encoding) -> Decoded {
    if encoding == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, encoding, replaced: 0 },
            Err(error) => {
                let bytes = error.into_bytes();
                let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
                Decoded { text: String::from_utf8_lossy(&bytes).into_owned(), encoding, replaced }
            }
        };
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
    let replaced = if had_errors { text.matches('\u{FFFD}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding, replaced }
}

/// Whether the bytes are UTF-8 but for a few places: a text cut off within a character, or pieced together. In another
/// encoding, bytes that happen to form UTF-8 sequences are rare.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= 2 * invalid
}

/// UTF-16 without a mark, by the zero bytes that Latin letters have in it.
pub fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.len() < 2 || !head.contains(&0) {
        return None;
    }
    let zeros = |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    let (most, few) = (pairs.len() * 7 / 10, pairs.len() / 20);
    if second > most && first <= few {
        Some(UTF_16LE)
    } else if first > most && second <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
