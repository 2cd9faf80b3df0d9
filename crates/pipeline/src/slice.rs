//! `--shard I/N`: the share of one machine in a corpus that several annotate.
//!
//! Every machine reads the whole input and annotates the documents whose ids fall to it. Which these are depends on id and
//! number of shares alone, so a document stays with its machine when others come or go.

use std::fmt;
use std::str::FromStr;

/// One of some shares of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Which, from 1.
    index: u32,
    /// Of how many.
    of: u32,
}

impl Slice {
    /// The share `index` of `of`, counted from 1; none where there is no such share.
    #[must_use]
    pub fn new(index: u32, of: u32) -> Option<Self> {
        (1..=of).contains(&index).then_some(Self { index, of })
    }

    /// Which share it is, from 1.
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many shares there are.
    #[must_use]
    pub fn of(self) -> u32 {
        self.of
    }

    /// Whether the document of this id falls to the share.
    #[must_use]
    pub fn holds(self, id: &str) -> bool {
        let digest = blake3::hash(id.as_bytes());
        let (head, _) = digest.as_bytes().split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        u64::from_le_bytes(*head) % u64::from(self.of) == u64::from(self.index - 1)
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

impl FromStr for Slice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
        let slice = parts.and_then(|(index, of)| Self::new(index, of));
        slice.ok_or_else(|| format!("`{text}` is no share: the second of seven is `2/7`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_falls_to_one_share_and_shares_are_about_equal() {
        for of in [1, 2, 7] {
            let shares: Vec<_> = (1..=of).map(|index| Slice::new(index, of).unwrap()).collect();
            let mut sizes = vec![0_u32; shares.len()];
            for number in 0..7000 {
                let id = format!("artikel-{number}");
                let holders: Vec<_> = (0..shares.len()).filter(|&share| shares[share].holds(&id)).collect();
                assert_eq!(holders.len(), 1, "{id}");
                sizes[holders[0]] += 1;
            }
            let even = 7000 / of;
            assert!(sizes.iter().all(|size| size.abs_diff(even) < even / 10 + 1), "{sizes:?}");
        }
    }

    /// A change of the assignment would send documents to another machine, which annotates all of them anew.
    #[test]
    fn the_assignment_stays_as_it_is() {
        let share = |id: &str| (1..=7).find(|&index| Slice::new(index, 7).unwrap().holds(id));
        assert_eq!(["artikel-1", "artikel-2", "größe"].map(share), [Some(1), Some(1), Some(5)]);
    }

    #[test]
    fn shares_are_read_as_they_are_written() {
        assert_eq!("2/7".parse::<Slice>().unwrap().to_string(), "2/7");
        for wrong in ["", "2", "0/7", "8/7", "1/0", "a/b", "-1/2", "1/2/3"] {
            assert!(wrong.parse::<Slice>().unwrap_err().contains("`2/7`"), "{wrong}");
        }
    }
}
