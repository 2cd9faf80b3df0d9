//! Writing a lexicon.

use std::collections::{BTreeMap, BTreeSet};

use crate::{FORMAT_VERSION, Kind, LexiconError, MAGIC};

/// Collects sections and writes them as one file.
#[derive(Debug)]
pub struct LexiconBuilder {
    name: String,
    sections: Vec<(String, Kind, Vec<u8>)>,
}

impl LexiconBuilder {
    /// An empty lexicon of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), sections: Vec::new() }
    }

    /// Adds a set of words.
    ///
    /// # Errors
    /// None for words that fit in memory; the transducer's own otherwise.
    pub fn set(mut self, section: &str, words: &BTreeSet<String>) -> Result<Self, LexiconError> {
        let mut builder = fst::SetBuilder::memory();
        let bytes = builder.extend_iter(words).and_then(|()| builder.into_inner());
        self.sections.push((section.to_owned(), Kind::Set, checked(section, bytes)?));
        Ok(self)
    }

    /// Adds a map from words to numbers.
    ///
    /// # Errors
    /// None for words that fit in memory; the transducer's own otherwise.
    pub fn map(mut self, section: &str, words: &BTreeMap<String, u64>) -> Result<Self, LexiconError> {
        let mut builder = fst::MapBuilder::memory();
        let entries = words.iter().map(|(word, &number)| (word, number));
        let bytes = builder.extend_iter(entries).and_then(|()| builder.into_inner());
        self.sections.push((section.to_owned(), Kind::Map, checked(section, bytes)?));
        Ok(self)
    }

    /// Adds plain bytes: weights, tables.
    #[must_use]
    pub fn blob(mut self, section: &str, bytes: Vec<u8>) -> Self {
        self.sections.push((section.to_owned(), Kind::Blob, bytes));
        self
    }

    /// The bytes of the file.
    #[must_use]
    pub fn build(self) -> Vec<u8> {
        let mut body = Vec::new();
        put_name(&mut body, &self.name);
        body.extend(u32::try_from(self.sections.len()).unwrap_or(u32::MAX).to_le_bytes());
        for (name, kind, bytes) in &self.sections {
            put_name(&mut body, name);
            body.push(kind.code());
            body.extend((bytes.len() as u64).to_le_bytes());
        }
        for (_, _, bytes) in &self.sections {
            body.extend(bytes);
        }
        let mut file = MAGIC.to_vec();
        file.extend(FORMAT_VERSION.to_le_bytes());
        file.extend(blake3::hash(&body).as_bytes());
        file.extend(body);
        file
    }
}

fn put_name(body: &mut Vec<u8>, name: &str) {
    body.extend(u32::try_from(name.len()).unwrap_or(u32::MAX).to_le_bytes());
    body.extend(name.as_bytes());
}

fn checked(section: &str, bytes: Result<Vec<u8>, fst::Error>) -> Result<Vec<u8>, LexiconError> {
    bytes.map_err(|source| LexiconError::Section { section: section.to_owned(), source })
}
