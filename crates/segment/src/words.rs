//! What is known of a word's use: how often it is lower-case, capitalised, first and last in its sentence, what class of
//! words it keeps company with, and whether it can be a finite verb.
//!
//! Counts come from raw text and are kept as logarithms, in one hash table of eight bytes a word, so that a look-up
//! touches one cache line. Words are keyed with their first letter lower-case; soft hyphens do not count, and a
//! decomposed umlaut is the composed one.

/// Use of one word: counts as binary logarithms plus one (0 = never), a cluster, and readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Lower-case inside a sentence.
    pub lower: u8,
    /// Capitalised inside a sentence.
    pub upper: u8,
    /// First in its sentence.
    pub initial: u8,
    /// Last in its sentence.
    pub last: u8,
    /// The first ten bits of its Brown cluster, first bit lowest, plus one; 0 where it has none.
    pub cluster: u16,
    /// Whether it has a reading as a finite verb.
    pub finite: bool,
    /// Whether it has a reading as a noun.
    pub noun: bool,
}

impl Usage {
    /// Whether anything is known of the word.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::default()
    }

    /// Whether the word is lower-case inside sentences far more often than it is capitalised, or about as often where it
    /// often starts them, as "sie" and "ihr" do beside the polite "Sie" and "Ihr".
    #[must_use]
    pub fn is_lower_word(self) -> bool {
        let polite = self.lower + 2 >= self.upper && self.initial + 5 >= self.upper;
        self.lower >= self.upper + 3 || (polite && self.lower > 8)
    }

    /// Whether the word is one that starts sentences, as articles, pronouns and adverbs do and adjectives do not.
    #[must_use]
    pub fn is_starter(self) -> bool {
        self.is_lower_word() && self.initial + 5 >= self.lower
    }

    /// Whether the word all but never ends a sentence: articles, prepositions, conjunctions.
    #[must_use]
    pub fn never_ends(self) -> bool {
        self.lower.max(self.upper) >= self.last + 7
    }

    fn pack(self) -> u64 {
        let small = [self.lower, self.upper, self.initial, self.last].map(|count| u64::from(count.min(31)));
        let [lower, upper, initial, last] = small;
        lower
            | upper << 5
            | initial << 10
            | last << 15
            | u64::from(self.cluster & 0x7FF) << 20
            | u64::from(self.finite) << 31
            | u64::from(self.noun) << 32
    }

    fn unpack(slot: u64) -> Self {
        let small = |shift: u32| (slot >> shift & 0x1F) as u8;
        Self {
            lower: small(0),
            upper: small(5),
            initial: small(10),
            last: small(15),
            cluster: (slot >> 20 & 0x7FF) as u16,
            finite: slot >> 31 & 1 == 1,
            noun: slot >> 32 & 1 == 1,
        }
    }
}

/// Bits of a slot that hold the usage; the rest tells words apart.
const USAGE_BITS: u32 = 33;

/// The usage of many words: an open hash table, a power of two of slots.
#[derive(Debug, Default)]
pub struct WordTable {
    slots: Vec<u64>,
}

impl WordTable {
    /// A table of these words; the first of two with one fingerprint stays.
    #[must_use]
    pub fn of<'w>(words: impl ExactSizeIterator<Item = (&'w str, Usage)>) -> Self {
        let mut slots = vec![0_u64; (words.len() * 3 / 2).next_power_of_two().max(8)];
        let mask = slots.len() - 1;
        for (word, usage) in words {
            let hash = hash(word);
            let mut at = hash as usize & mask;
            while slots.get(at).is_some_and(|&slot| slot != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = fingerprint(hash) | usage.pack();
            }
        }
        Self { slots }
    }

    /// The table's bytes, little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
    }

    /// A table from its bytes; one whose size is no power of two is empty.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let slots: Vec<u64> = bytes.as_chunks().0.iter().map(|slot| u64::from_le_bytes(*slot)).collect();
        if slots.len().is_power_of_two() { Self { slots } } else { Self::default() }
    }

    /// The usage of `word`, whatever the case of its first letter.
    #[must_use]
    pub fn usage(&self, word: &str) -> Usage {
        self.usage_of(hash(word))
    }

    /// The usage of the word of this hash.
    #[inline]
    pub(crate) fn usage_of(&self, hash: u64) -> Usage {
        let (print, mask) = (fingerprint(hash), self.slots.len().wrapping_sub(1));
        let mut at = hash as usize & mask;
        // A table is never full; the bound is for one that comes damaged.
        for _ in 0..64 {
            match self.slots.get(at) {
                None | Some(0) => break,
                Some(slot) if slot >> USAGE_BITS == print >> USAGE_BITS => return Usage::unpack(*slot),
                Some(_) => at = (at + 1) & mask,
            }
        }
        Usage::default()
    }
}

/// The part of a hash that is kept in the slot, never nothing.
fn fingerprint(hash: u64) -> u64 {
    let print = hash >> USAGE_BITS << USAGE_BITS;
    if print == 0 { 1 << 63 } else { print }
}

/// A hash of the word with its first letter lower-case, soft hyphens left out and umlauts composed.
pub(crate) fn hash(word: &str) -> u64 {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut feed = |byte: u8| state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3).rotate_left(17);
    let bytes = word.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        match (byte, next) {
            (b'A'..=b'Z', _) if at == 0 && next != Some(0xCC) => feed(byte | 0x20),
            (0xC3, Some(second @ 0x80..=0x9E)) if at == 0 => {
                feed(0xC3);
                feed(second + 0x20);
                at += 1;
            }
            (0xC2, Some(0xAD)) => at += 1,
            (_, Some(0xCC)) if bytes.get(at + 2) == Some(&0x88) => {
                feed(0xC3);
                feed(umlaut(byte, at == 0));
                at += 2;
            }
            _ => feed(byte),
        }
        at += 1;
    }
    state ^= state >> 29;
    state = state.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state ^ state >> 32
}

/// The second byte of the umlaut of a vowel.
fn umlaut(vowel: u8, lowered: bool) -> u8 {
    match vowel {
        b'A' if !lowered => 0x84,
        b'O' if !lowered => 0x96,
        b'U' if !lowered => 0x9C,
        b'a' | b'A' => 0xA4,
        b'o' | b'O' => 0xB6,
        b'u' | b'U' => 0xBC,
        other => other,
    }
}

/// The logarithm that [`Usage`] keeps of a count.
#[must_use]
pub fn log_count(count: u32) -> u8 {
    (32 - count.leading_zeros()) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_survives_and_case_and_form_do_not_matter() {
        let usage = Usage { lower: 17, upper: 3, initial: 9, last: 1, cluster: 0x5A5, finite: true, noun: false };
        let words = [("über", usage), ("haus", Usage { noun: true, upper: 12, ..Usage::default() })];
        let table = WordTable::from_bytes(&WordTable::of(words.into_iter()).to_bytes());
        for form in ["über", "Über", "u\u{308}ber", "U\u{308}ber", "ü\u{AD}ber"] {
            assert_eq!(table.usage(form), usage, "{form:?}");
        }
        assert!(table.usage("Haus").noun);
        assert!(!table.usage("unter").is_known());
        assert!(!WordTable::default().usage("über").is_known());
    }
}
