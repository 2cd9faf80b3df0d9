//! Names, adjectives and canonical names as they are collected; a name added earlier keeps its entry.

use std::collections::BTreeMap;

use wortlaut_entities::entry::{Class, NameEntry, Trust, WordFlags};
use wortlaut_model::EntityType;

use super::counts::Counts;
use super::nouns::Nouns;
use super::people::People;

/// What will be the sections `names`, `adjectives` and `canon`.
pub struct Gazetteer {
    names: BTreeMap<String, NameEntry>,
    adjectives: BTreeMap<String, u64>,
    canon: Vec<String>,
    lines: BTreeMap<String, u32>,
}

impl Default for Gazetteer {
    fn default() -> Self {
        let (canon, lines) = (vec![String::new()], BTreeMap::new());
        Self { names: BTreeMap::new(), adjectives: BTreeMap::new(), canon, lines }
    }
}

impl Gazetteer {
    /// Adds a name, unless it is there; `canonical` is the line of its canonical name, where that is another.
    pub fn add(&mut self, name: &str, entity_type: EntityType, class: Class, trust: Trust, canonical: Option<u32>) {
        let name = name.trim();
        if name.is_empty() || name.contains('~') {
            return;
        }
        let entry = NameEntry { entity_type, class, trust, canonical: canonical.unwrap_or_default() };
        self.names.entry(name.to_owned()).or_insert(entry);
    }

    /// Adds an adjective stem.
    pub fn add_adjective(&mut self, stem: &str, canonical: u32) {
        self.adjectives.entry(stem.to_owned()).or_insert(u64::from(canonical));
    }

    /// The line of a canonical name, new or old.
    pub fn canonical(&mut self, name: &str, code: &str) -> u32 {
        if let Some(&line) = self.lines.get(name) {
            return line;
        }
        let line = u32::try_from(self.canon.len()).unwrap_or_default();
        self.canon.push(format!("{name}\t{code}"));
        self.lines.insert(name.to_owned(), line);
        line
    }

    /// Places of one word that texts mostly use as a common noun (`Zug`, `Burg`) wait for a context.
    pub fn doubt_nouns(&mut self, nouns: &Nouns, counts: &Counts) {
        for (name, entry) in &mut self.names {
            let place = matches!(entry.class, Class::City | Class::State | Class::Region | Class::Landform);
            if place && entry.trust == Trust::Sure && nouns.contains(name) && counts.article_share(name) > 0.35 {
                entry.trust = Trust::Weak;
            }
        }
    }

    /// The entry of a name.
    pub fn entry(&self, name: &str) -> Option<NameEntry> {
        self.names.get(name).copied()
    }

    /// Section `names`.
    pub fn names(&self) -> BTreeMap<String, u64> {
        self.names.iter().map(|(name, entry)| (name.clone(), entry.pack())).collect()
    }

    /// Section `adjectives`.
    pub fn adjectives(&self) -> &BTreeMap<String, u64> {
        &self.adjectives
    }

    /// Section `canon`.
    pub fn canon(&self) -> Vec<u8> {
        self.canon.join("\n").into_bytes()
    }

    /// Section `words`: flags of people's names and of the first words of names, and what else these words are.
    pub fn words(&self, people: &People, nouns: &Nouns, counts: &Counts) -> BTreeMap<String, u64> {
        let mut words = people.words();
        for name in self.names.keys() {
            let first = first_word(name);
            let flags = words.entry(first.to_owned()).or_default();
            let plain = name.chars().all(|letter| letter.is_alphabetic() || letter == '-');
            *flags = flags.with(WordFlags::NAME).with(if plain { WordFlags::default() } else { WordFlags::LONG });
        }
        words
            .into_iter()
            .map(|(word, flags)| {
                // The dictionaries know an `Anna` that is a coin: a noun that never has an article counts as none.
                let noun =
                    nouns.contains(&word) && !(counts.capital(&word) >= 20 && counts.article_share(&word) < 0.08);
                let noun = if noun { WordFlags::NOUN } else { WordFlags::default() };
                let lower = if counts.is_lower(&word) { WordFlags::LOWER } else { WordFlags::default() };
                (word, flags.with(noun).with(lower).0)
            })
            .collect()
    }
}

/// The first word of a name: up to a blank. Hyphens belong to words.
fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
