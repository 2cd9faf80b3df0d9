//! Names that the text defines as another's: an acronym in parentheses beside the full name, and the name in other languages.
//!
//! Finds: `Kommunaler Wärmeverband (KWV)`, `Kommunaler Wärmeverband, kurz KWV`, `KWV (Kommunaler Wärmeverband)`;
//! `Europarat (französisch Conseil de l’Europe, englisch Council of Europe)`.
//! Counter-example: `Anna Klee (SPD)`: a person is no party; `Jusos (SPD)`: the lexicon knows both as others; `Zoll (FIU)`: the letters
//! are not in the name, which is one word.

use wortlaut_model::{EntityType, MentionKind};

use crate::hash::Table;
use crate::page::Mark;

/// Words before a short name.
const SHORT: [&str; 4] = ["kurz", "abgekürzt", "Abkürzung", "Kurzform"];

/// Abbreviated names of languages.
const LANGUAGES: [&str; 9] = ["engl.", "frz.", "franz.", "ital.", "span.", "lat.", "poln.", "russ.", "niederl."];

/// The marks whose names are defined by others', each before the other, by their numbers. What the lexicon knows under one of its names
/// is known by that, else by the full one. Throughout the document, the one takes the other's type.
pub(crate) fn define(text: &str, marks: &mut [Mark]) -> Vec<(usize, usize)> {
    let mut defined = Vec::new();
    let names = outermost(marks);
    let mut parent: Option<usize> = None;
    for pair in names.windows(2) {
        let &[one, other] = pair else { continue };
        let (Some(first), Some(second)) = (marks.get(one), marks.get(other)) else { continue };
        let before = text.get(first.span.end as usize..second.span.start as usize).unwrap_or_default();
        let after = text.get(second.span.end as usize..).unwrap_or_default();
        let persons = [first, second].iter().any(|mark| mark.entity_type == EntityType::Per);
        parent = (!persons && is_foreign(before, parent.is_some())).then(|| parent.unwrap_or(one));
        let link = match parent {
            Some(root) => Some((other, root)),
            None if persons || !introduces(before, after) => None,
            None if is_short(text, second, first) => Some((other, one)),
            None => is_short(text, first, second).then_some((one, other)),
        };
        let known = |number: usize| marks.get(number).is_some_and(|mark| mark.canonical > 0);
        defined.extend(link.and_then(|(short, full)| match (known(short), known(full)) {
            (true, true) => None,
            (true, false) => Some((full, short)),
            _ => Some((short, full)),
        }));
    }
    retype(text, marks, &defined);
    defined
}

/// The names that stand in no other, by their numbers.
fn outermost(marks: &[Mark]) -> Vec<usize> {
    let mut names: Vec<usize> = Vec::new();
    let mut end = 0;
    for (number, mark) in marks.iter().enumerate() {
        if mark.span.start >= end {
            end = mark.span.end;
            if mark.kind == MentionKind::Name {
                names.push(number);
            }
        }
    }
    names
}

/// Whether what stands between two names, and behind the second, makes one of them the other's short form.
fn introduces(before: &str, after: &str) -> bool {
    let closed = after.starts_with([')', ',', ';']);
    let mut words = before.trim().trim_start_matches(['(', ',', ' ']).split([' ', ':']).filter(|word| !word.is_empty());
    let word = words.next();
    let told = word.is_some_and(|word| SHORT.contains(&word)) && words.next().is_none();
    before.trim() == "(" && closed || told && before.trim().starts_with(['(', ','])
}

/// Whether a name of a language stands between two names in parentheses, or in the next member of a row of them.
fn is_foreign(before: &str, goes_on: bool) -> bool {
    let between = before.trim();
    let opened = between.strip_prefix('(').or_else(|| between.strip_prefix([',', ';', '/']).filter(|_| goes_on));
    opened.is_some_and(|rest| {
        let word = rest.trim().trim_end_matches(':');
        LANGUAGES.contains(&word)
            || word.ends_with("isch") && word.starts_with(char::is_lowercase) && !word.contains(' ')
    })
}

/// Whether the first name may be short for the second: one word of eight letters at most whose letters the other has in that order;
/// or capitals beside several words of the same type, whatever language they are from (`Ärzte ohne Grenzen (MSF)`).
fn is_short(text: &str, short: &Mark, full: &Mark) -> bool {
    let surface = short.span.of(text);
    let letters = surface.chars().count();
    let capitals = surface.chars().filter(|letter| letter.is_uppercase()).count() * 2 > letters;
    // The beginning of a name is no acronym of it: `EUFOR Althea (EU)`.
    let begins = full.span.of(text).starts_with(surface);
    let word = letters <= 8 && !begins && surface.len() < full.span.len() && surface.chars().all(char::is_alphanumeric);
    let same = short.entity_type == full.entity_type;
    let place = short.entity_type == EntityType::Loc;
    let held = holds(full.span.of(text), surface) && (capitals || same && !place);
    let several = full.span.of(text).contains(' ');
    word && (held || capitals && same && !place && several && letters >= 3)
}

/// Whether a name has the letters of an acronym in their order, the first of them at its beginning.
fn holds(name: &str, acronym: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut wanted = acronym.chars().flat_map(char::to_lowercase);
    wanted.next() == letters.next() && wanted.all(|want| letters.any(|letter| letter == want))
}

/// Gives all marks of a defined name, of the type they are defined with, that of what it is defined by.
fn retype(text: &str, marks: &mut [Mark], defined: &[(usize, usize)]) {
    let mut types: Table<(&str, EntityType), EntityType> = Table::default();
    for &(from, to) in defined {
        if let (Some(from), Some(to)) = (marks.get(from), marks.get(to)) {
            types.entry((from.span.of(text), from.entity_type)).or_insert(to.entity_type);
        }
    }
    for mark in marks.iter_mut().filter(|mark| mark.kind != MentionKind::Derived) {
        let new = types.get(&(mark.span.of(text), mark.entity_type)).copied();
        if let Some(entity_type) = new.filter(|&one| one != mark.entity_type) {
            (mark.entity_type, mark.canonical) = (entity_type, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_hold_their_letters_in_order() {
        assert!(holds("Kommunaler Wärmeverband", "KWV"));
        assert!(!holds("Zoll", "FIU"));
    }

    #[test]
    fn what_introduces_a_short_name() {
        assert!(introduces(" (", ") klagt"));
        assert!(introduces(", kurz ", " klagt"));
        assert!(introduces(" (kurz: ", ") klagt"));
        assert!(!introduces(" (", " in Kiel) klagt"));
        assert!(!introduces(" und ", " klagen"));
    }

    #[test]
    fn names_of_languages_introduce_other_names() {
        assert!(is_foreign(" (englisch ", false));
        assert!(is_foreign(" (engl.: ", false));
        assert!(is_foreign(", französisch ", true));
        assert!(!is_foreign(", französisch ", false));
        assert!(!is_foreign(" (die englische ", false));
    }
}
