//! Persons: which full name a surname or a given name alone stands for.

use std::collections::BTreeMap;

use wortlaut_model::EntityType;

use super::Name;
use super::form::{Surfaces, base, fold};
use super::role::sex_before;
use crate::entry::WordFlags;
use crate::lists::Lists;
use crate::page::Mark;

/// The full names of a document.
pub(crate) struct Persons {
    /// By the folded surname or given name, the full names that have it, in the order of their first mention.
    by_word: BTreeMap<String, Vec<Full>>,
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

/// Lower-case words inside a surname.
const PARTICLES: &[&str] =
    &["von", "van", "der", "den", "de", "da", "di", "del", "zu", "zur", "vom", "ter", "dos", "al", "bin"];

impl Persons {
    pub(crate) fn new(text: &str, marks: &[Mark], lists: &Lists, surfaces: &Surfaces<'_>) -> Self {
        let mut by_word: BTreeMap<String, Vec<Full>> = BTreeMap::new();
        for mark in marks.iter().filter(|mark| mark.entity_type == EntityType::Per) {
            let form = base(mark.span.of(text), mark, lists, surfaces);
            let words: Vec<&str> = form.split(' ').collect();
            let particle = words.first().is_some_and(|word| PARTICLES.contains(&word.to_lowercase().as_str()));
            let [first, .., last] = words[..] else { continue };
            if particle {
                continue;
            }
            let full = Full {
                fold: fold(&form),
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
        Self { by_word }
    }

    /// The full name behind a person's mention of this base form; its own name where there is none, or where there are
    /// several and no title decides.
    pub(crate) fn full_name(&self, text: &str, mark: &Mark, form: &str) -> Name {
        let own = Name { fold: fold(form), canonical: mark.canonical };
        let words: Vec<&str> = form.split(' ').collect();
        let particles = words.iter().take_while(|word| PARTICLES.contains(&word.to_lowercase().as_str())).count();
        let [word] = words.get(particles..).unwrap_or_default() else { return own };
        let Some(all) = self.by_word.get(&word.to_lowercase()) else { return own };
        let name = |full: &Full| Name { fold: full.fold.clone(), canonical: full.canonical };
        if let [only] = all.as_slice() {
            return name(only);
        }
        let Some(female) = sex_before(text, mark.span) else {
            return Name { fold: format!("{} ?", own.fold), canonical: 0 };
        };
        let matching = || all.iter().filter(|full| full.female == Some(female));
        let nearest = matching().rev().find(|full| full.start < mark.span.start).or_else(|| matching().next());
        nearest.map(name).unwrap_or(own)
    }
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
