//! ISO-8859-15 or windows-1252?
//!
//! Both hold German; they differ in two places. 0x80–0x9F are quotation marks, dashes and the euro sign in windows-1252
//! and unused controls in ISO-8859-15. Eight other bytes are `¤¦¨´¸¼½¾` in the one and `€ŠšŽžŒœŸ` in the other: their
//! neighbours tell, for `€` stands at numbers and letters stand in words.

use encoding_rs::{Encoding, ISO_8859_15, WINDOWS_1252};

/// Which of the two `bytes` are in. Where nothing tells, windows-1252, as the web does.
pub fn tell_apart(bytes: &[u8]) -> &'static Encoding {
    let mut latin9 = 0_i64;
    for (at, &byte) in bytes.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        let after = bytes.get(at + 1).copied();
        match byte {
            0x80..=0x9F => return WINDOWS_1252,
            // `¤` is hardly ever written.
            0xA4 => latin9 += 1,
            0xA6 | 0xA8 | 0xB4 | 0xB8 | 0xBC..=0xBE => {
                let in_word = before.is_some_and(is_letter) || after.is_some_and(is_letter);
                latin9 += if in_word && !before.is_some_and(|byte| byte.is_ascii_digit()) { 1 } else { -1 };
            }
            _ => {}
        }
    }
    if latin9 > 0 { ISO_8859_15 } else { WINDOWS_1252 }
}

/// A letter in both encodings.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xC0
}
