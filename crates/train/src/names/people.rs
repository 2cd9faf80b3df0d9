//! Given names and surnames.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use wortlaut_entities::entry::{Class, Trust, WordFlags};
use wortlaut_model::EntityType;

use super::counts::Counts;
use super::gazetteer::Gazetteer;
use super::nouns::Nouns;
use super::read::{self, is_capitalised};

/// Given names by the sex of those who bear them, surnames, and members of the Bundestag.
#[derive(Default)]
pub struct People {
    given: BTreeMap<String, WordFlags>,
    surnames: BTreeSet<String>,
    members: BTreeSet<String>,
}

impl People {
    /// Reads the name lists.
    pub fn read(data: &Path) -> anyhow::Result<Self> {
        let mut people = Self::default();
        let names = data.join("lexicon/names");
        people.read_berlin(&names.join("given-names-berlin.tsv"))?;
        people.read_by_country(&names)?;
        people.read_members(&names.join("bundestag-speakers.tsv.gz"))?;
        Ok(people)
    }

    /// Names that Berlin's registry offices counted five times at least.
    fn read_berlin(&mut self, path: &Path) -> anyhow::Result<()> {
        read::lines(path, |line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, sex, count] = fields[..] else { return };
            if count.parse().is_ok_and(|count: u32| count >= 5) {
                self.add_given(name, sex == "w");
            }
        })
    }

    fn read_by_country(&mut self, names: &Path) -> anyhow::Result<()> {
        let forenames = read::open(&names.join("common-forenames-by-country.csv"))?;
        for row in csv::Reader::from_reader(forenames).records() {
            let row = row?;
            self.add_given(row.get(11).unwrap_or_default(), row.get(9) == Some("F"));
        }
        let surnames = read::open(&names.join("common-surnames-by-country.csv"))?;
        for row in csv::Reader::from_reader(surnames).records() {
            self.add_surname(row?.get(5).unwrap_or_default());
        }
        Ok(())
    }

    /// Columns: session, id, title, given names, particle, surname, party, state, …
    fn read_members(&mut self, path: &Path) -> anyhow::Result<()> {
        read::lines(path, |line| {
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            let (Some(&given), Some(&particle), Some(&surname)) = (fields.get(3), fields.get(4), fields.get(5)) else {
                return;
            };
            if given.is_empty() || surname.is_empty() || given.contains("präsident") {
                return;
            }
            self.add_surname(surname);
            let name = [given, particle, surname].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            self.members.insert(name.join(" "));
        })
    }

    fn add_given(&mut self, name: &str, female: bool) {
        let letters = name.chars().count();
        if letters < 3 || !is_capitalised(name) || !name.chars().all(|letter| letter.is_alphabetic() || letter == '-') {
            return;
        }
        let sex = if female { WordFlags::FEMALE } else { WordFlags::MALE };
        let flags = self.given.entry(name.to_owned()).or_default();
        *flags = flags.with(WordFlags::GIVEN).with(sex);
    }

    fn add_surname(&mut self, name: &str) {
        if name.chars().count() >= 3
            && is_capitalised(name)
            && name.chars().all(|letter| letter.is_alphabetic() || letter == '-')
        {
            self.surnames.insert(name.to_owned());
        }
    }

    /// Whether `word` is a given name.
    pub fn is_given(&self, word: &str) -> bool {
        self.given.contains_key(word)
    }

    /// Whether `word` is a surname.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Adds surnames that the raw text has after given names, and those of the dictionaries.
    pub fn mine(&mut self, counts: &Counts, nouns: &Nouns) {
        for (word, count) in counts.after_given() {
            if count >= 3 && !nouns.contains(word) && !counts.is_lower(word) && !self.is_given(word) {
                self.add_surname(word);
            }
        }
        for name in &nouns.surnames {
            self.add_surname(name);
        }
        for name in &nouns.given {
            let sexes = [name.ends_with('a'), !name.ends_with('a')];
            if !self.given.contains_key(name) && !counts.is_lower(name) {
                self.add_given(name, sexes == [true, false]);
            }
        }
    }

    /// Flags of every given name and surname.
    pub fn words(&self) -> BTreeMap<String, WordFlags> {
        let mut words = self.given.clone();
        for name in &self.surnames {
            let flags = words.entry(name.clone()).or_default();
            *flags = flags.with(WordFlags::SURNAME);
        }
        words
    }

    /// Members of the Bundestag, by their full names.
    pub fn add_members(&self, gazetteer: &mut Gazetteer) {
        for name in &self.members {
            gazetteer.add(name, EntityType::Per, Class::Person, Trust::Sure, None);
        }
    }
}
