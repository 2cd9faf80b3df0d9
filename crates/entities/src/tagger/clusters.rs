//! Clusters of words (Brown et al. 1992): words that stand in like company bear like bit paths.
//!
//! Nearly a million words are kept in three bytes each: a hash table holds no word, but 14 bits of its hash and 10 bits for
//! its cluster. One unknown word in some thousands is taken for a known one; a tagger that sees many properties of a word
//! can bear that.

use wortlaut_lexicon::{Lexicon, LexiconError};

use super::hash::letters;

/// Bits of a slot for the cluster's number, 0 being an empty slot's.
const NUMBER_BITS: u32 = 10;

/// The table: slots of three bytes, and the paths of the numbered clusters.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    slots: Vec<u8>,
    paths: Vec<u16>,
}

impl Clusters {
    /// The table in the sections `clusters.slots` and `clusters.paths`.
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self, LexiconError> {
        Self::of(ClusterSections { slots: lexicon.blob("clusters.slots")?, paths: lexicon.blob("clusters.paths")? })
    }

    /// The table of these sections.
    pub(super) fn of(sections: ClusterSections) -> Result<Self, LexiconError> {
        let paths = sections.paths.as_chunks::<2>().0.iter().map(|&path| u16::from_le_bytes(path)).collect();
        let clusters = Self { slots: sections.slots, paths };
        // An empty slot ends each search.
        let (slots, []) = clusters.slots.as_chunks::<3>() else {
            return Err(LexiconError::Malformed { section: "clusters.slots" });
        };
        if !slots.contains(&[0; 3]) {
            return Err(LexiconError::Malformed { section: "clusters.slots" });
        }
        Ok(clusters)
    }

    /// The bit path of a word, the tree's root at the lowest bit, plus 1.
    pub(super) fn path(&self, word: &str) -> Option<u64> {
        let slots = self.slots.as_chunks::<3>().0;
        let (mut place, mark) = place(word, slots.len());
        loop {
            let &[a, b, c] = slots.get(place)?;
            let slot = u32::from_le_bytes([a, b, c, 0]);
            if slot == 0 {
                return None;
            }
            if slot >> NUMBER_BITS == mark {
                let number = (slot & ((1 << NUMBER_BITS) - 1)) as usize;
                return self.paths.get(number - 1).map(|&path| u64::from(path) + 1);
            }
            place = if place + 1 == slots.len() { 0 } else { place + 1 };
        }
    }
}

/// The sections of a table.
#[derive(Debug, Clone, Default)]
pub struct ClusterSections {
    /// Three bytes a slot.
    pub slots: Vec<u8>,
    /// Two bytes a cluster.
    pub paths: Vec<u8>,
}

impl ClusterSections {
    /// The table of words with their bit paths, frequent ones first: of two words that cannot be told apart the first stays.
    /// Clusters beyond the 1023rd are left out.
    #[must_use]
    pub fn build(words: &[(String, u16)]) -> Self {
        let mut paths: Vec<u16> = words.iter().map(|(_, path)| *path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths.truncate((1 << NUMBER_BITS) - 1);
        let count = words.len() * 5 / 4 + 2;
        let mut slots = vec![[0_u8; 3]; count];
        for (word, path) in words {
            let Ok(number) = paths.binary_search(path) else { continue };
            let (mut place, mark) = place(word, count);
            let [a, b, c, _] = (mark << NUMBER_BITS | (number as u32 + 1)).to_le_bytes();
            while slots[place] != [0; 3]
                && u32::from_le_bytes([slots[place][0], slots[place][1], slots[place][2], 0]) >> NUMBER_BITS != mark
            {
                place = (place + 1) % count;
            }
            if slots[place] == [0; 3] {
                slots[place] = [a, b, c];
            }
        }
        Self { slots: slots.concat(), paths: paths.iter().flat_map(|path| path.to_le_bytes()).collect() }
    }
}

/// The first slot of a word among `count`, and the mark it bears there.
fn place(word: &str, count: usize) -> (usize, u32) {
    let hash = letters(word);
    let place = ((u128::from(hash) * count as u128) >> 64) as usize;
    (place, (hash & ((1 << (24 - NUMBER_BITS)) - 1)) as u32)
}
