//! Words before persons' names: titles, which no name begins with, and nouns that say that a person follows.

use crate::lists::Noun;
use crate::page::Page;

/// Titles and forms of address.
pub(crate) const TITLES: &[&str] = &[
    "Herr",
    "Herrn",
    "Frau",
    "Dr.",
    "Prof.",
    "Professor",
    "Professorin",
    "Kollege",
    "Kollegin",
    "Kollegen",
    "Doktor",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Madame",
    "Monsieur",
    "Sir",
    "Lady",
    "Schwester",
    "Pater",
    "Onkel",
    "Tante",
];

/// Whether the word at `index` is a noun for a person.
pub(crate) fn is_role(page: &mut Page<'_>, index: usize) -> bool {
    if !page.is_capital(index) || page.words.get(index).is_some_and(|word| !word.space_after) {
        return false;
    }
    if page.hit(index).is_some_and(|hit| hit.entry.class.is_derived() && hit.end == index + 1) {
        return false;
    }
    page.lists.roles.ends(page.form(index))
        || page.noun(index) == (Noun::Known, true)
        || page.noun(index) == (Noun::Tail, true)
}
