//! Common nouns: the evidence that a capitalised word is no name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use wortlaut_entities::entry::{NOUN, PERSON_NOUN};

use super::read;

/// Common nouns, and what the two dictionaries say are names.
pub struct Nouns {
    /// Lower-cased forms of common nouns, inflected ones included, with their flags.
    forms: BTreeMap<String, u64>,
    /// Place names: lemma as the dictionaries write it.
    pub toponyms: BTreeSet<String>,
    /// Surnames.
    pub surnames: BTreeSet<String>,
    /// Given names.
    pub given: BTreeSet<String>,
}

impl Nouns {
    /// Reads Morphy's forms and the noun list.
    pub fn read(data: &Path) -> anyhow::Result<Self> {
        let mut nouns = Self {
            forms: BTreeMap::new(),
            toponyms: BTreeSet::new(),
            surnames: BTreeSet::new(),
            given: BTreeSet::new(),
        };
        nouns.read_german_nouns(data)?;
        nouns.read_morphy(data)?;
        nouns.mark_persons();
        Ok(nouns)
    }

    fn read_german_nouns(&mut self, data: &Path) -> anyhow::Result<()> {
        let reader = read::open(&data.join("lexicon/german-nouns.csv.xz"))?;
        for row in csv::Reader::from_reader(reader).records() {
            let row = row?;
            let (lemma, kinds) = (row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default());
            let is = |kind: &str| kinds.split(',').any(|one| one == kind);
            if is("Toponym") {
                self.toponyms.insert(lemma.to_owned());
            } else if is("Vorname") {
                self.given.insert(lemma.to_owned());
            } else if is("Nachname") {
                self.surnames.insert(lemma.to_owned());
            } else if is("Substantiv") && !is("Eigenname") && !is("Abkürzung") && !is("Affix") && !is("Buchstabe") {
                // Forms stand from the eighth column on; empty cells and phrases are left out.
                for form in std::iter::once(lemma).chain(row.iter().skip(7)) {
                    self.add_form(form);
                }
            }
        }
        Ok(())
    }

    fn read_morphy(&mut self, data: &Path) -> anyhow::Result<()> {
        read::lines(&data.join("lexicon/morphy-forms.tsv.xz"), |line| {
            let mut fields = line.split('\t');
            let (Some(form), Some(lemma), Some(analysis)) = (fields.next(), fields.next(), fields.next()) else {
                return;
            };
            if analysis.starts_with("SUB") {
                self.add_form(form);
            } else if analysis.starts_with("EIG") {
                let into = match analysis.rsplit(':').next() {
                    Some("STD" | "COU" | "GEB" | "WAT" | "MOU" | "GEO") => &mut self.toponyms,
                    Some("NAC") => &mut self.surnames,
                    Some("VOR") => &mut self.given,
                    _ => return,
                };
                into.insert(lemma.to_owned());
            }
        })
    }

    fn add_form(&mut self, form: &str) {
        let plain = form.chars().count() >= 3 && form.chars().all(char::is_alphabetic);
        if plain && read::is_capitalised(form) {
            self.forms.entry(form.to_lowercase()).or_insert(NOUN);
        }
    }

    /// A noun that has a feminine in -in names persons, and so does the feminine: `Lehrer`, `Lehrerin`, `Kollegin`.
    fn mark_persons(&mut self) {
        let mut persons = Vec::new();
        for form in self.forms.keys().filter(|form| form.len() >= 5 && form.ends_with("in")) {
            let Some(stem) = form.strip_suffix("in") else { continue };
            // `Termin` is no feminine of `Term`: it has no plural in -innen.
            if !self.forms.contains_key(&format!("{form}nen")) {
                continue;
            }
            let male = [stem.to_owned(), format!("{stem}e"), without_umlaut(stem)];
            let known: Vec<_> = male.into_iter().filter(|one| self.forms.contains_key(one)).collect();
            if known.is_empty() {
                continue;
            }
            for male in known {
                persons.extend(["", "s", "es", "n", "en", "e"].map(|ending| format!("{male}{ending}")));
            }
            persons.extend([form.clone(), format!("{form}nen")]);
        }
        for person in persons {
            if let Some(flags) = self.forms.get_mut(&person) {
                *flags |= PERSON_NOUN;
            }
        }
    }

    /// Whether `word` is a form of a common noun of the dictionaries.
    pub fn contains(&self, word: &str) -> bool {
        self.forms.contains_key(&word.to_lowercase())
    }

    /// Whether `word` is a noun for persons: it has a feminine in -in.
    pub fn is_person(&self, word: &str) -> bool {
        self.forms.get(&word.to_lowercase()).is_some_and(|flags| flags & PERSON_NOUN != 0)
    }

    /// Whether a word ends in a noun of five letters at least.
    pub fn has_tail(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        lower
            .char_indices()
            .skip(2)
            .filter_map(|(cut, _)| lower.get(cut..))
            .any(|tail| tail.chars().count() >= 5 && self.forms.contains_key(tail))
    }

    /// The forms written backwards, so that the longest prefix of a word written backwards is its last member:
    /// `nirehcerpsgnureiger` begins with `nirehcerps`. Compounds whose own last member says the same are left out.
    pub fn backwards(&self) -> BTreeMap<String, u64> {
        let mut kept: BTreeMap<String, u64> = BTreeMap::new();
        for (form, &flags) in &self.forms {
            if self.tail(form) != Some(flags) {
                kept.insert(form.chars().rev().collect(), flags);
            }
        }
        kept
    }

    /// The flags of the longest last member of a compound, where both members are words.
    fn tail(&self, form: &str) -> Option<u64> {
        let cuts = form.char_indices().map(|(index, _)| index).skip(3);
        cuts.filter_map(|cut| form.split_at_checked(cut)).find_map(|(head, tail)| {
            let flags = *self.forms.get(tail).filter(|_| tail.chars().count() >= 4)?;
            let link = ["", "s", "es", "n", "en", "er", "e"];
            let known =
                link.iter().any(|link| head.strip_suffix(link).is_some_and(|head| self.forms.contains_key(head)));
            known.then_some(flags)
        })
    }
}

fn without_umlaut(stem: &str) -> String {
    stem.chars()
        .map(|letter| match letter {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            other => other,
        })
        .collect()
}
