//! Persons: which full name a surname or a given name alone stands for.

use std::collections::BTreeMap;

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
    /// The given name.
    first: String,
    canonical: u32,
    /// Whether its bearer is a woman, where the given name says so.
    female: Option<bool>,
    /// Where it first stands.
    start: u32,
}

/// Lower-case words inside a surname.
const PARTICLES: &[&str] =
    &["von", "van", "der", "den", "de", "da", "di", "del", "zu", "zur", "vom", "ter", "dos", "al", "bin"];

impl Persons {
    /// The full names among a document's mentions, each with its base form.
    pub(crate) fn new<'f>(names: impl Iterator<Item = (&'f Mark, &'f str)> + Clone, lists: &Lists) -> Self {
        let mut by_word: BTreeMap<String, Vec<Full>> = BTreeMap::new();
        let persons = names.filter(|(mark, _)| mark.entity_type == EntityType::Per);
        // Names with an initial come last: they may be short for another.
        let spelled = persons.clone().filter(|(_, form)| !has_initial(form));
        for (mark, form) in spelled.chain(persons.filter(|(_, form)| has_initial(form))) {
            let words: Vec<&str> = form.split(' ').collect();
            let particle = words.first().is_some_and(|word| PARTICLES.contains(&word.to_lowercase().as_str()));
            let [first, .., last] = words[..] else { continue };
            if particle || has_initial(form) && initialled(&by_word, &words).is_some() {
                continue;
            }
            let full = Full {
                fold: fold(mark.entity_type, form),
                first: first.to_lowercase(),
                canonical: mark.canonical,
                female: sex_of(lists, first),
                start: mark.span.start,
            };
            for word in [last, first] {
                let all = by_word.entry(word.to_lowercase()).or_default();
                if !all.iter().any(|one| one.fold == full.fold) {
                    all.push(full.clone());
                }
            }
        }
        Self { by_word, named: BTreeMap::new() }
    }

    /// The full name behind a person's mention of this base form; mentions are asked for in their order.
    pub(crate) fn full_name(&mut self, text: &str, mark: &Mark, form: &str) -> Name {
        let name = self.found(text, mark, form);
        *self.named.entry(name.fold.clone()).or_default() += 1;
        name
    }

    /// The same; its own name where there is none, or where there are several and neither a title decides nor what has been
    /// said: a surname is the only bearer's who has been named before (in a headline, of whom is named first), or that of the first
    /// of them if the others were named but once, as fathers and brothers are.
    fn found(&self, text: &str, mark: &Mark, form: &str) -> Name {
        let own = Name { fold: fold(mark.entity_type, form), canonical: mark.canonical };
        let words: Vec<&str> = form.split(' ').collect();
        let name = |full: &Full| Name { fold: full.fold.clone(), canonical: full.canonical };
        if let Some(full) = initialled(&self.by_word, &words).filter(|_| has_initial(form)) {
            return name(full);
        }
        let particles = words.iter().take_while(|word| PARTICLES.contains(&word.to_lowercase().as_str())).count();
        let [word] = words.get(particles..).unwrap_or_default() else { return own };
        let Some(all) = self.by_word.get(&word.to_lowercase()) else { return own };
        if let [only] = all.as_slice() {
            return name(only);
        }
        let before = |full: &&Full| full.start < mark.span.start;
        let Some(female) = sex_before(text, mark.span) else {
            let times = |full: &Full| self.named.get(&full.fold).copied().unwrap_or_default();
            let mut named = all.iter().filter(before);
            let first = named.next().or_else(|| all.iter().min_by_key(|full| full.start));
            let leading = first.filter(|first| named.all(|other| times(first) > 1 && times(other) == 1));
            return leading.map_or(Name { fold: format!("{} ?", own.fold), canonical: 0 }, name);
        };
        let matching = || all.iter().filter(|full| full.female == Some(female));
        let nearest = matching().rev().find(before).or_else(|| matching().next());
        nearest.map(name).unwrap_or(own)
    }
}

/// Whether one of the name's words is a letter with a stop: `K. Fährmann`, `Joseph R. Biden`.
fn has_initial(form: &str) -> bool {
    form.split(' ').any(is_initial)
}

fn is_initial(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1)
}

/// The only full name that one with initials may be short for: the same last word, and a given name that is the same or begins
/// with the initial.
fn initialled<'p>(by_word: &'p BTreeMap<String, Vec<Full>>, words: &[&str]) -> Option<&'p Full> {
    let [first, .., last] = words else { return None };
    let given = first.to_lowercase();
    let start = if is_initial(first) { given.trim_end_matches('.') } else { &given };
    let same = |full: &&Full| if is_initial(first) { full.first.starts_with(start) } else { full.first == start };
    let mut fitting = by_word.get(&last.to_lowercase())?.iter().filter(same);
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
