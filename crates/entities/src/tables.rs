//! The rules' smaller word tables, all from `data/tables.txt`, each under its name.

use crate::hash::Bag;

/// A table of words.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: Bag<&'static str>,
    shortest: usize,
    longest: usize,
    /// A bit for each pair of last bytes: most words end in none of them, and need no look-up.
    last: Vec<u64>,
}

impl Words {
    fn add(&mut self, word: &'static str) {
        self.shortest = if self.words.is_empty() { word.len() } else { self.shortest.min(word.len()) };
        self.longest = self.longest.max(word.len());
        self.last.resize(PAIRS, 0);
        if let Some((cell, bit)) = last_pair(word)
            && let Some(bits) = self.last.get_mut(cell)
        {
            *bits |= bit;
        }
        self.words.insert(word);
    }

    /// Whether `word` is in the table as it stands.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The longest word of the table that `word`, in lower case, ends in.
    pub(crate) fn tail(&self, word: &str) -> Option<&'static str> {
        let possible =
            last_pair(word).and_then(|(cell, bit)| Some(self.last.get(cell)? & bit != 0)).unwrap_or_default();
        if !possible {
            return None;
        }
        let lower = word.to_lowercase();
        let starts = lower.len().saturating_sub(self.longest)..=lower.len().saturating_sub(self.shortest);
        starts.filter_map(|start| lower.get(start..)).find_map(|tail| self.words.get(tail).copied())
    }

    /// Whether `word`, in lower case, ends in a word of the table.
    pub(crate) fn ends(&self, word: &str) -> bool {
        self.tail(word).is_some()
    }
}

/// Cells of 64 bits for all pairs of bytes.
const PAIRS: usize = 1 << 10;

/// The cell and the bit of a word's last two bytes, ASCII letters in lower case.
fn last_pair(word: &str) -> Option<(usize, u64)> {
    let [.., first, second] = word.as_bytes() else { return None };
    let pair = usize::from(first.to_ascii_lowercase()) << 8 | usize::from(second.to_ascii_lowercase());
    Some((pair >> 6, 1 << (pair & 63)))
}

macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident $name:literal)*) => {
        /// All tables.
        #[derive(Debug, Default)]
        pub(crate) struct Tables {
            $($(#[$doc])* pub $field: Words,)*
        }

        impl Tables {
            fn of(&mut self, name: &str) -> Option<&mut Words> {
                match name {
                    $($name => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

tables! {
    authorities "authorities"
    institutions "institutions"
    place_heads "place-heads"
    institution_members "institution-members"
    press_and_stage "press-and-stage"
    firm_words "firm-words"
    clubs_before "clubs-before"
    clubs_after "clubs-after"
    legal_forms "legal-forms"
    event_members "event-members"
    street_tails "street-tails"
}

impl Tables {
    /// The tables of `data/tables.txt`; a continued line begins with a blank.
    pub(crate) fn new() -> Self {
        let mut tables = Self::default();
        let mut name = "";
        for line in include_str!("../data/tables.txt").lines().filter(|line| !line.starts_with('#')) {
            let (next, words) = line.split_once(':').unwrap_or(("", line));
            name = if next.is_empty() { name } else { next };
            if let Some(table) = tables.of(name) {
                words.split_whitespace().for_each(|word| table.add(word));
            }
        }
        tables
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_known_and_filled() {
        let mut tables = Tables::new();
        let names = include_str!("../data/tables.txt").lines().filter(|line| !line.starts_with(['#', ' ']));
        for name in names.filter_map(|line| line.split_once(':')).map(|(name, _)| name) {
            assert!(tables.of(name).is_some_and(|table| !table.words.is_empty()), "{name}");
        }
    }

    #[test]
    fn compounds_end_in_the_longest_member() {
        let tables = Tables::new();
        assert_eq!(tables.authorities.tail("Landgericht"), Some("gericht"));
        assert!(tables.clubs_before.has("TSV") && !tables.clubs_before.has("tsv"));
    }
}
