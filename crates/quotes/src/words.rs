//! Closed classes of words, and nouns that announce names or words: `data/words.txt`, `data/naming.txt`, `data/spoken.txt`.

use std::collections::{HashMap, HashSet};

use crate::hash::BuildWordHasher;

/// A set of [`Class`]es.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(u16);

/// What a word of the language's closed classes may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// An article or determiner that a subject can have.
    NominativeArticle,
    /// One that only another case has, or that has one beside.
    ObliqueArticle,
    /// A preposition.
    Preposition,
    /// A preposition and article in one: `vom`.
    Contracted,
    /// A pronoun that can be a subject.
    SubjectPronoun,
    /// One that stands for persons: `er`.
    PersonPronoun,
    /// One that cannot be a subject.
    ObjectPronoun,
    /// `und`.
    Coordinator,
    /// `dass`.
    Subordinator,
    /// A relative pronoun.
    Relative,
    /// A form of `haben` or `sein`.
    Auxiliary,
    /// A form of `werden`.
    Passive,
    /// A verb that takes an infinitive.
    Modal,
    /// A form of the Konjunktiv.
    Subjunctive,
    /// An adverb, particle, or adjective used as one.
    Adverb,
}

const SECTIONS: [(&str, Class); 15] = [
    ("nominative-article", Class::NominativeArticle),
    ("oblique-article", Class::ObliqueArticle),
    ("preposition", Class::Preposition),
    ("contracted", Class::Contracted),
    ("subject-pronoun", Class::SubjectPronoun),
    ("person-pronoun", Class::PersonPronoun),
    ("object-pronoun", Class::ObjectPronoun),
    ("coordinator", Class::Coordinator),
    ("subordinator", Class::Subordinator),
    ("relative", Class::Relative),
    ("auxiliary", Class::Auxiliary),
    ("passive", Class::Passive),
    ("modal", Class::Modal),
    ("subjunctive", Class::Subjunctive),
    ("adverb", Class::Adverb),
];

impl Classes {
    /// Whether `class` is among them.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u16) != 0
    }

    /// Whether any of `classes` is among them.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }

    /// Whether the word is of no closed class.
    pub fn is_open(self) -> bool {
        self.0 == 0
    }

    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u16;
    }
}

/// The word lists, parsed.
#[derive(Debug)]
pub(crate) struct Words {
    classes: HashMap<&'static str, Classes, BuildWordHasher>,
    naming: NounList,
    spoken: NounList,
}

impl Words {
    /// The lists that ship with the crate.
    pub fn built_in() -> Self {
        Self {
            classes: parse_classes(include_str!("../data/words.txt")),
            naming: NounList::parse(include_str!("../data/naming.txt")),
            spoken: NounList::parse(include_str!("../data/spoken.txt")),
        }
    }

    /// The closed classes of the lower-case word `word`.
    pub fn classes(&self, word: &str) -> Classes {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// Whether the lower-case noun `noun` announces a name between marks.
    pub fn announces_name(&self, noun: &str) -> bool {
        self.naming.holds(noun)
    }

    /// Whether the lower-case noun `noun` announces somebody's words.
    pub fn announces_speech(&self, noun: &str) -> bool {
        self.spoken.holds(noun)
    }
}

fn parse_classes(list: &'static str) -> HashMap<&'static str, Classes, BuildWordHasher> {
    let mut classes: HashMap<&'static str, Classes, BuildWordHasher> = HashMap::default();
    let mut section = None;
    for line in entries(list) {
        if let Some(header) = line.strip_prefix('[') {
            let name = header.trim_end_matches(']');
            section = SECTIONS.iter().find(|(title, _)| *title == name).map(|(_, class)| *class);
        } else if let Some(class) = section {
            for word in line.split_whitespace() {
                classes.entry(word).or_default().add(class);
            }
        }
    }
    classes
}

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Nouns that count alone and, unless marked, as the last part of a compound.
#[derive(Debug)]
struct NounList {
    alone: HashSet<&'static str>,
    heads: HashSet<&'static str>,
}

/// The longest head of a compound that is looked for, in bytes.
const LONGEST_HEAD: usize = 20;

impl NounList {
    fn parse(list: &'static str) -> Self {
        let words = || entries(list).flat_map(str::split_whitespace);
        Self {
            alone: words().map(|word| word.trim_start_matches('=')).collect(),
            heads: words().filter(|word| !word.starts_with('=')).collect(),
        }
    }

    fn holds(&self, noun: &str) -> bool {
        let base = without_case_ending(noun);
        [Some(noun), base].into_iter().flatten().any(|noun| {
            self.alone.contains(noun)
                || noun
                    .char_indices()
                    .rev()
                    .map(|(start, _)| start)
                    .take_while(|start| noun.len() - start <= LONGEST_HEAD)
                    .filter(|start| *start >= 2 && noun.len() - start >= 3)
                    .any(|start| noun.get(start..).is_some_and(|head| self.heads.contains(head)))
        })
    }
}

/// `Magazins` → `Magazin`, `Schiffes` → `Schiff`, `Projekten` → `Projekt`.
fn without_case_ending(noun: &str) -> Option<&str> {
    ["es", "en", "s", "n"].iter().find_map(|ending| noun.strip_suffix(ending)).filter(|base| base.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_a_word_add_up() {
        let der = Words::built_in().classes("der");
        assert!(der.has(Class::NominativeArticle) && der.has(Class::ObliqueArticle) && der.has(Class::Relative));
        assert!(Words::built_in().classes("minister").is_open());
    }

    #[test]
    fn compounds_announce_by_their_last_part() {
        let words = Words::built_in();
        assert!(words.announces_name("wochenzeitung"));
        assert!(words.announces_name("magazins"));
        assert!(!words.announces_name("dienstag"), "only `Tag` alone names");
        assert!(words.announces_speech("worten"));
    }
}
