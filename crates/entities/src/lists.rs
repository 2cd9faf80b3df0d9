//! The word lists the rules ask: the sections of the lexicon, and the small tables in `data/`.

use wortlaut_lexicon::{Lexicon, LexiconError, WordMap, WordSet};

use crate::entry::{self, NameEntry, WordFlags};
use crate::hash::Bag;
use crate::surface::HYPHENS;
use crate::tables::Tables;

/// How sure it is that a word is a common noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Noun {
    /// No noun ends this word: `Kelmendi`.
    None,
    /// Its end is a noun, its beginning is none: `Framstraße`, `Lindhorst`.
    Tail,
    /// A noun, or a compound of nouns: `Regierungssprecherin`.
    Known,
}

/// All lists, loaded once.
#[derive(Debug)]
pub(crate) struct Lists {
    words: WordMap,
    names: WordMap,
    adjectives: WordMap,
    nouns: WordMap,
    lower: WordSet,
    canon: Vec<(String, String)>,
    /// Nouns for persons before a name.
    pub roles: Tails,
    /// Nouns for organisations before a name.
    pub organisations: Tails,
    /// Nouns for places before a name.
    pub places: Tails,
    /// Nouns for works, ships and operations before a title.
    pub works: Tails,
    /// Nouns for newspapers before a title.
    pub press: Tails,
    /// Verbs of speech.
    pub speech: Bag<&'static str>,
    /// Words in capitals that name no organisation.
    pub units: Bag<&'static str>,
    /// The rules' smaller tables.
    pub tables: Tables,
}

impl Lists {
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, LexiconError> {
        let canon = String::from_utf8_lossy(&lexicon.blob(entry::CANON)?)
            .split('\n')
            .map(|line| line.split_once('\t').unwrap_or((line, "")))
            .map(|(name, code)| (name.to_owned(), code.to_owned()))
            .collect();
        Ok(Self {
            words: lexicon.map(entry::WORDS)?,
            names: lexicon.map(entry::NAMES)?,
            adjectives: lexicon.map(entry::ADJECTIVES)?,
            nouns: lexicon.map(entry::NOUNS)?,
            lower: lexicon.set(entry::LOWER)?,
            canon,
            roles: Tails::new(include_str!("../data/roles.txt")),
            organisations: Tails::new(include_str!("../data/org-nouns.txt")),
            places: Tails::new(include_str!("../data/place-nouns.txt")),
            works: Tails::new(include_str!("../data/work-nouns.txt")),
            press: Tails::new(include_str!("../data/press-nouns.txt")),
            speech: rows(include_str!("../data/speech.txt")).collect(),
            units: rows(include_str!("../data/unit-words.txt")).collect(),
            tables: Tables::new(),
        })
    }

    /// What is known of a capitalised word.
    pub(crate) fn flags(&self, word: &str) -> WordFlags {
        WordFlags(self.words.value(word).unwrap_or_default())
    }

    /// The entry of a name.
    pub(crate) fn name(&self, name: &str) -> Option<NameEntry> {
        self.names.value(name).and_then(NameEntry::unpack)
    }

    /// The longest name that `text` begins with, in bytes.
    pub(crate) fn longest_name(&self, text: &str) -> Option<(usize, NameEntry)> {
        let (length, number) = self.names.longest_prefix(text)?;
        Some((length, NameEntry::unpack(number)?))
    }

    /// The place behind an adjective's stem, as a line of the canonical names.
    pub(crate) fn adjective(&self, stem: &str) -> Option<u32> {
        self.adjectives.value(stem).and_then(|line| u32::try_from(line).ok())
    }

    /// Whether texts write `word`, given in lower case, with a small letter.
    pub(crate) fn is_lower(&self, word: &str) -> bool {
        self.lower.contains(word)
    }

    /// A canonical name and its ISO 3166 code, which may be empty.
    pub(crate) fn canonical(&self, line: u32) -> Option<(&str, &str)> {
        let (name, code) = self.canon.get(line as usize).filter(|(name, _)| !name.is_empty())?;
        Some((name, code))
    }

    /// Whether `word` is a common noun, and whether it is one for persons.
    pub(crate) fn noun(&self, word: &str) -> (Noun, bool) {
        // A hyphen compound is what its last member is.
        let word = word.rsplit_once(HYPHENS).map(|(_, last)| last).filter(|last| last.len() >= 3).unwrap_or(word);
        let backwards: String = word.chars().rev().flat_map(char::to_lowercase).collect();
        let Some((length, flags)) = self.nouns.longest_prefix(&backwards) else { return (Noun::None, false) };
        let person = flags & entry::PERSON_NOUN != 0;
        let head = backwards.get(length..).unwrap_or_default();
        match head.chars().count() {
            0 => (Noun::Known, person),
            _ if length < 4 => (Noun::None, false),
            1 | 2 => (Noun::Tail, person),
            _ if self.is_head(head, 3) => (Noun::Known, person),
            _ => (Noun::Tail, person),
        }
    }

    /// The bytes of a compound before the noun it ends in and a linking -s-: 5 of `Nokiaaktie`. Nothing where no noun of
    /// four letters ends it, or nothing of three stands before.
    pub(crate) fn before_noun(&self, word: &str) -> Option<usize> {
        let backwards: String = word.chars().rev().flat_map(char::to_lowercase).collect();
        let (length, _) = self.nouns.longest_prefix(&backwards).filter(|(length, _)| *length >= 4)?;
        let head = word.len().checked_sub(length).filter(|&head| word.is_char_boundary(head))?;
        let stem = word.get(..head)?;
        let stem = stem.strip_suffix('s').filter(|stem| stem.len() >= 5).unwrap_or(stem);
        (stem.chars().count() >= 3).then_some(stem.len())
    }

    /// Whether the first member of a compound, written backwards, is made of nouns, with a linking -s- or -n- or none.
    fn is_head(&self, head: &str, depth: u8) -> bool {
        let whole = |head: &str| match self.nouns.longest_prefix(head) {
            Some((length, _)) => match head.get(length..) {
                Some("") => true,
                Some(rest) => depth > 0 && length >= 3 && rest.len() >= 3 && self.is_head(rest, depth - 1),
                None => false,
            },
            None => false,
        };
        let forwards: String = head.chars().rev().collect();
        ["", "-", "s", "n", "ne", "se", "re", "e", "s-"].iter().any(|link| head.strip_prefix(link).is_some_and(whole))
            || self.is_lower(&forwards)
            || self.is_lower(&format!("{forwards}en"))
    }
}

/// Words of which one may be another's end: `sprecherin` in `Regierungssprecherin`.
#[derive(Debug)]
pub(crate) struct Tails {
    words: Bag<&'static str>,
    members: Bag<&'static str>,
    shortest: usize,
    longest: usize,
}

impl Tails {
    fn new(table: &'static str) -> Self {
        let words: Bag<&str> = rows(table).collect();
        let members = rows(table).filter_map(|row| row.strip_prefix('*')).collect();
        let lengths = || rows(table).map(|row| row.trim_start_matches('*').len());
        Self {
            members,
            shortest: lengths().min().unwrap_or_default(),
            longest: lengths().max().unwrap_or_default(),
            words,
        }
    }

    /// Whether `word` ends in one of the words. Short ones (up to four bytes) must be the whole word or follow a hyphen; one
    /// written `*bauer` in the table must not be the whole word.
    pub(crate) fn ends(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let from = lower.len().saturating_sub(self.longest);
        let last = lower.len().saturating_sub(self.shortest);
        (from..=last).any(|start| {
            let tail = lower.get(start..).unwrap_or_default();
            let apart = start == 0 || tail.len() > 4 || lower.get(..start).is_some_and(|head| head.ends_with(HYPHENS));
            apart && self.words.contains(tail) || start > 0 && self.members.contains(tail)
        })
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
