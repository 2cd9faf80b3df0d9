//! Short names: firms without their legal form, and some of a name's words for the whole.
//!
//! What is marked as a name and consists of words of one longer name in the document stands for that: `Inselwind` for `VC Inselwind
//! Rügen`, `Frankfurt` for `Frankfurt am Main`. Not so a name that stands within the longer one as another's (`Universität Bonn`
//! in `Klinikum der Universität Bonn`, `Bonn` in `Universität Bonn`), nor one that the lexicon knows (`Union`).

use wortlaut_model::{EntityType, MentionKind};

use crate::hash::{Bag, Table};
use crate::lists::{Lists, Noun};
use crate::page::Mark;
use crate::surface::HYPHENS;

/// A name without the legal form at its end: `Alpenwerk` of `Alpenwerk AG`.
pub(crate) fn without_legal_form<'f>(form: &'f str, lists: &Lists) -> &'f str {
    let mut rest = form.strip_suffix(" e. V.").unwrap_or(form);
    while let Some((before, last)) = rest.rsplit_once(' ') {
        // `& Co.` stands before a legal form, and belongs to the name where none follows.
        let joint = rest.len() < form.len() && matches!(last, "&" | "Co." | "Co");
        if !joint && !lists.tables.legal_forms.has(last) {
            break;
        }
        rest = before;
    }
    rest.trim_end_matches(',')
}

/// A name of several words, under which shorter ones may be found.
#[derive(Debug)]
struct Long {
    entity_type: EntityType,
    form: String,
    canonical: u32,
    /// Its words in small letters, those of compounds apart.
    words: Vec<String>,
    /// How many of them stand before the first small word: of `Verein der Freunde` the first alone.
    head: usize,
    /// The types of the names within it, each with the name in small letters.
    within: Vec<(EntityType, String)>,
    /// Whether one of its words is a common noun.
    noun: bool,
}

/// The names of several words of a document.
#[derive(Debug, Default)]
pub(crate) struct LongNames {
    all: Vec<Long>,
    /// By a word, the names that have it.
    by_word: Table<String, Vec<usize>>,
    /// Firms that are named with their legal form, and so in full: `Hallstein SE` beside `Hallstein Coatings`.
    firms: Bag<String>,
}

/// Names that share a word at most: a word of more is short for none of them.
const MOST_SHARED: usize = 32;

impl LongNames {
    /// Takes in the names of a document, each mark with its base form.
    pub(crate) fn new(text: &str, marks: &[Mark], based: &[String], lists: &Lists) -> Self {
        let mut names = Self::default();
        let mut seen: Bag<(EntityType, &str)> = Bag::default();
        for (number, (mark, full)) in marks.iter().zip(based).enumerate() {
            let form = without_legal_form(full, lists);
            if form != full {
                names.firms.insert(words_of(form).join(" "));
            }
            let may_be = mark.kind == MentionKind::Name && mark.entity_type != EntityType::Per;
            if !may_be || !form.contains(' ') && !form.contains(HYPHENS) || !seen.insert((mark.entity_type, form)) {
                continue;
            }
            let inner = marks.iter().skip(number + 1).take_while(|inner| inner.span.start < mark.span.end);
            let inner = inner.filter(|inner| inner.kind == MentionKind::Name);
            let within = inner.map(|inner| (inner.entity_type, inner.span.of(text).to_lowercase())).collect();
            let noun = form.split(' ').any(|word| lists.noun(word).0 == Noun::Known);
            names.add(Long::new(mark, form, within, noun));
        }
        names
    }

    fn add(&mut self, long: Long) {
        let number = self.all.len();
        for word in &long.words {
            let all = self.by_word.entry(word.clone()).or_default();
            if all.last() != Some(&number) {
                all.push(number);
            }
        }
        self.all.push(long);
    }

    /// The longer name that a mention of this base form is short for, with its line in the lexicon: the only one that has its
    /// words, or the one that all others are short for too.
    pub(crate) fn of(&self, mark: &Mark, form: &str, lists: &Lists) -> Option<(&str, u32)> {
        if mark.kind == MentionKind::Derived || mark.canonical > 0 {
            return None;
        }
        let words = words_of(without_legal_form(form, lists));
        let shared = self.by_word.get(words.first()?).filter(|shared| shared.len() <= MOST_SHARED)?;
        if self.firms.contains(&words.join(" ")) {
            return None;
        }
        let same_type = |long: &&Long| long.entity_type == mark.entity_type && long.has(&words);
        let fitting = || shared.iter().filter_map(|&number| self.all.get(number)).filter(same_type);
        let longest = fitting().max_by_key(|long| long.words.len())?;
        fitting()
            .all(|long| longest.words == long.words || longest.has(&long.words))
            .then_some((&longest.form, longest.canonical))
    }
}

impl Long {
    fn new(mark: &Mark, form: &str, within: Vec<(EntityType, String)>, noun: bool) -> Self {
        let words = words_of(form);
        let small = form.split(' ').position(|word| word.starts_with(char::is_lowercase));
        Self {
            entity_type: mark.entity_type,
            form: form.to_owned(),
            canonical: mark.canonical,
            head: small.map_or(words.len(), |small| words_of_first(form, small)),
            words,
            within,
            noun,
        }
    }

    /// Whether a name of these words may be short for it.
    fn has(&self, words: &[String]) -> bool {
        let (count, head) = (words.len(), self.words.get(..self.head).unwrap_or_default());
        if count == 0 || count >= self.words.len() || words.iter().all(|word| word.chars().count() < 2) {
            return false;
        }
        let name = words.join(" ");
        match self.entity_type {
            // `Frankfurt` of `Frankfurt am Main`.
            EntityType::Loc => count == self.head && self.head < self.words.len() && head == words,
            _ => {
                let placed = head.windows(count).any(|part| part == words);
                let another = |entity_type: EntityType| {
                    entity_type == self.entity_type || entity_type == EntityType::Loc && self.noun
                };
                placed && !self.within.iter().any(|(entity_type, inner)| *inner == name && another(*entity_type))
            }
        }
    }
}

/// The words of a name in small letters, those of hyphen compounds apart.
fn words_of(form: &str) -> Vec<String> {
    let words = form.split(' ').flat_map(|word| word.split(HYPHENS)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How many words, those of compounds apart, the first `count` words of a name have.
fn words_of_first(form: &str, count: usize) -> usize {
    form.split(' ').take(count).map(|word| words_of(word).len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words_of("SV Rot-Weiß Meppen"), ["sv", "rot", "weiß", "meppen"]);
        assert_eq!(words_of_first("EU-Kommission der Zukunft", 1), 2);
    }
}
