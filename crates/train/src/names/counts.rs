//! How raw text uses words: small or capitalised, after an article, after a bare preposition of place, after a given
//! name. What tells `Essen` the town from `Essen` the meal is mostly what stands before it.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::people::People;
use super::read::{self, is_capitalised};

/// The counts of one word.
#[derive(Default, Clone, Copy)]
struct Uses {
    lower: u32,
    capital: u32,
    after_article: u32,
    after_place_word: u32,
    after_given: u32,
}

/// Counts over the raw text, by word.
pub struct Counts {
    uses: HashMap<String, Uses>,
}

/// Words after which a capitalised word is mostly a common noun.
const ARTICLES: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine",
    "keinen", "keiner", "im", "am", "zum", "zur", "vom", "beim", "ins", "ans", "diese", "dieser", "dieses", "diesem",
    "diesen", "seine", "seiner", "seinen", "seinem", "ihre", "ihrer", "ihren", "ihrem", "unsere", "unserer", "unser",
    "jede", "jeder", "viele", "alle", "mehr", "keine", "welche", "solche",
];

/// Words after which a capitalised word is often a place.
const PLACE_WORDS: &[&str] = &["in", "nach", "aus", "bei"];

impl Counts {
    /// Counts the raw text.
    pub fn read(data: &Path, people: &People) -> anyhow::Result<Self> {
        let mut counts = Self { uses: HashMap::new() };
        for name in ["bundestag-19", "bundestag-20", "bundestag-21", "wikipedia-articles", "klexikon"] {
            let path = data.join("raw").join(format!("{name}.txt.xz"));
            read::lines(&path, |line| counts.add_line(line, people))?;
        }
        Ok(counts)
    }

    fn add_line(&mut self, line: &str, people: &People) {
        let mut before = "";
        for chunk in line.split(' ') {
            let word = chunk.trim_matches(|letter: char| !letter.is_alphanumeric());
            let opens = chunk.starts_with(|letter: char| !letter.is_alphanumeric());
            if !word.is_empty() {
                // The first word of a sentence says nothing of its capital.
                if !(before.is_empty() && is_capitalised(word)) {
                    self.add(word, if opens { "," } else { before }, people);
                }
                before = word;
            }
            if chunk.ends_with(['.', '!', '?', ':', '“', '"', ')']) {
                before = "";
            } else if chunk.ends_with([',', ';']) {
                before = ",";
            }
        }
    }

    fn add(&mut self, word: &str, before: &str, people: &People) {
        if word.len() > 40 || word.starts_with(|letter: char| letter.is_ascii_digit()) {
            return;
        }
        let capital = is_capitalised(word);
        let after_given = capital && is_capitalised(before) && people.is_given(before);
        let key = if capital { word.to_owned() } else { word.to_lowercase() };
        let uses = self.uses.entry(key).or_default();
        if capital {
            uses.capital += 1;
            uses.after_article += u32::from(ARTICLES.contains(&before));
            uses.after_place_word += u32::from(PLACE_WORDS.contains(&before));
            uses.after_given += u32::from(after_given);
        } else {
            uses.lower += 1;
        }
    }

    fn of(&self, word: &str) -> Uses {
        self.uses.get(word).copied().unwrap_or_default()
    }

    /// How often `word` stands capitalised within a sentence.
    pub fn capital(&self, word: &str) -> u32 {
        self.of(word).capital
    }

    /// Whether the word is mostly, or often, written small.
    pub fn is_lower(&self, word: &str) -> bool {
        let lower = self.of(&word.to_lowercase()).lower;
        lower >= 5 && lower * 10 >= self.of(word).capital
    }

    /// The share of the word's uses that follow an article.
    pub fn article_share(&self, word: &str) -> f32 {
        let uses = self.of(word);
        share(uses.after_article, uses.capital)
    }

    /// The share of the word's uses that follow a bare preposition of place.
    pub fn place_share(&self, word: &str) -> f32 {
        let uses = self.of(word);
        share(uses.after_place_word, uses.capital)
    }

    /// The share of the word's uses that follow a given name.
    pub fn surname_share(&self, word: &str) -> f32 {
        let uses = self.of(word);
        share(uses.after_given, uses.capital)
    }

    /// Every word with the number of times it follows a given name, in the order of the words.
    pub fn after_given(&self) -> Vec<(&str, u32)> {
        let mut words: Vec<_> = self
            .uses
            .iter()
            .filter(|(_, uses)| uses.after_given >= 3 && uses.after_given * 12 >= uses.capital)
            .map(|(word, uses)| (word.as_str(), uses.after_given))
            .collect();
        words.sort_unstable();
        words
    }

    /// Every capitalised word seen `least` times, in order.
    pub fn capitalised(&self, least: u32) -> Vec<&str> {
        let mut words: Vec<_> =
            self.uses.iter().filter(|(_, uses)| uses.capital >= least).map(|(word, _)| word.as_str()).collect();
        words.sort_unstable();
        words
    }

    /// Words that are written small often enough to doubt their capital at the start of a sentence.
    pub fn lower(&self) -> BTreeSet<String> {
        let often = |(word, uses): (&String, &Uses)| {
            let plain = word.chars().all(|letter| letter.is_alphabetic() || letter == '-');
            (uses.lower >= 6 && word.chars().count() <= 24 && plain).then(|| word.clone())
        };
        self.uses.iter().filter_map(often).collect()
    }
}

fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
