//! Persons: which full name a surname or a given name alone stands for.

use std::collections::{BTreeMap, BTreeSet};

use wortlaut_model::EntityType;

use super::Name;
use super::form::fold;
use super::role::sex_before;
use crate::entry::WordFlags;
use crate::lists::Lists;
use crate::page::Mark;

/// The full names of a document.
pub(crate) struct Persons {
    /// By the folded surname or given name, the full names that have it, in the order of their first mention.
    by_word: BTreeMap<String, Vec<Full>>,
    /// By their folded full names, how often persons have been named so far.
    named: BTreeMap<String, usize>,
}

/// A full name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Full {
    fold: String,
    canonical: u32,
    /// Whether its bearer is a woman, where the given name says so.
    female: Option<bool>,
    /// Where it first stands.
    start: u32,
}

/// Bearers of one name at most: among more, no surname alone tells who is meant.
const MOST_BEARERS: usize = 32;

/// Lower-case words inside a surname.
const PARTICLES: &[&str] =
    &["von", "van", "der", "den", "de", "da", "di", "del", "zu", "zur", "vom", "ter", "dos", "al", "bin"];

impl Persons {
    /// The full names among a document's mentions, each with its base form.
    pub(crate) fn new<'f>(names: impl Iterator<Item = (&'f Mark, &'f str)> + Clone, lists: &Lists) -> Self {
        let mut by_word: BTreeMap<String, Vec<Full>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let persons = names.filter(|(mark, _)| mark.entity_type == EntityType::Per);
        // Names with an initial come last: they may be short for another.
        let spelled = persons.clone().filter(|(_, form)| !has_initial(form));
        for (mark, form) in spelled.chain(persons.filter(|(_, form)| has_initial(form))) {
            let words: Vec<&str> = form.split(' ').collect();
            let particle = words.first().is_some_and(|word| PARTICLES.contains(&word.to_lowercase().as_str()));
            let [first, .., last] = words[..] else { continue };
            let fold = fold(mark.entity_type, form, lists);
            if particle || has_initial(form) && initialled(&by_word, &words).is_some() || !seen.insert(fold.clone()) {
                continue;
            }
            let (female, start) = (sex_of(lists, first), mark.span.start);
            let full = Full { fold, canonical: mark.canonical, female, start };
            for word in [last, first] {
                by_word.entry(word.to_lowercase()).or_default().push(full.clone());
            }
        }
        by_word.values_mut().for_each(|all| all.sort_by_key(|full| full.start));
        Self { by_word, named: BTreeMap::new() }
    }

    /// The full name behind a person's mention of this base form; mentions are asked for in their order.
    pub(crate) fn full_name(&mut self, text: &str, mark: &Mark, form: &str, lists: &Lists) -> Name {
        let name = self.found(text, mark, form, lists);
        *self.named.entry(name.fold.clone()).or_default() += 1;
        name
    }

    /// The same; its own name where there is none. Where there are several, a title decides or what has been said: a surname is the
    /// only bearer's who has been named before (in a headline, of whom is named first), or that of the first of them if the others
    /// were named but once, as fathers and brothers are; else nobody's.
    fn found(&self, text: &str, mark: &Mark, form: &str, lists: &Lists) -> Name {
        let own = Name { fold: fold(mark.entity_type, form, lists), canonical: mark.canonical };
        let words: Vec<&str> = form.split(' ').collect();
        let name = |full: &Full| Name { fold: full.fold.clone(), canonical: full.canonical };
        if let Some(full) = initialled(&self.by_word, &words).filter(|_| has_initial(form)) {
            return name(full);
        }
        let particles = words.iter().take_while(|word| PARTICLES.contains(&word.to_lowercase().as_str())).count();
        let [word] = words.get(particles..).unwrap_or_default() else { return own };
        let Some(all) = self.by_word.get(&word.to_lowercase()) else { return own };
        let found = match (all.as_slice(), sex_before(text, mark.span)) {
            ([only], _) => Some(only),
            _ if all.len() > MOST_BEARERS => None,
            (_, Some(female)) => {
                let matching = || all.iter().filter(|full| full.female == Some(female));
                matching().rev().find(|full| full.start < mark.span.start).or_else(|| matching().next())
            }
            (_, None) => self.leading(all, mark.span.start),
        };
        found.map_or(Name { fold: format!("{} ?", own.fold), canonical: 0 }, name)
    }

    /// Whose a surname alone is at a place of the text, of several bearers in the order of their first mention.
    fn leading<'p>(&self, all: &'p [Full], at: u32) -> Option<&'p Full> {
        let times = |full: &Full| self.named.get(&full.fold).copied().unwrap_or_default();
        let mut named = all.iter().filter(|full| full.start < at);
        let first = named.next().or_else(|| all.first())?;
        named.all(|other| times(first) > 1 && times(other) == 1).then_some(first)
    }
}

/// Whether one of the name's words is a letter with a stop: `K. Fährmann`, `Joseph R. Biden`.
fn has_initial(form: &str) -> bool {
    form.split(' ').any(is_initial)
}

fn is_initial(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1)
}

/// The only full name that one with initials may be short for: the same surname, a given name that is the same or begins with the
/// initial, and no other names between them but one of the two may have none.
fn initialled<'p>(by_word: &'p BTreeMap<String, Vec<Full>>, words: &[&str]) -> Option<&'p Full> {
    let [first, middle @ .., last] = words else { return None };
    let (first, last) = (first.to_lowercase(), last.to_lowercase());
    let same = |full: &&Full| {
        let others: Vec<&str> = full.fold.split(' ').collect();
        let [given, between @ .., surname] = others.as_slice() else { return false };
        let begins = first.strip_suffix('.').is_some_and(|initial| given.starts_with(initial)) || *given == first;
        let fits = middle.is_empty() || between.is_empty();
        *surname == last && begins && fits
    };
    let mut fitting = by_word.get(&last)?.iter().filter(same);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Whether a given name is a woman's, where the lists know it as only one of the two.
fn sex_of(lists: &Lists, given: &str) -> Option<bool> {
    let flags = lists.flags(given);
    match (flags.has(WordFlags::FEMALE), flags.has(WordFlags::MALE)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
