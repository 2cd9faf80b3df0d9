//! Hashes of properties: the same on every machine, for they are part of the model.

/// An odd constant with well-spread bits (the golden ratio's).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Two numbers in one.
pub(super) fn mixed(a: u64, b: u64) -> u64 {
    let product = (a ^ b.wrapping_mul(SPREAD)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    product ^ product >> 32
}

/// The hash of a string.
pub(super) fn letters(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut hash = mixed(text.len() as u64, 1);
    for &word in words {
        hash = mixed(hash, u64::from_le_bytes(word));
    }
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    mixed(hash, u64::from_le_bytes(last))
}
