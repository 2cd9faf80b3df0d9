//! Names that the text defines as another's: an acronym in parentheses beside the full name, and the name in other languages.
//!
//! Finds: `Kommunaler Wärmeverband (KWV)`, `Kommunaler Wärmeverband, kurz KWV`, `KWV (Kommunaler Wärmeverband)`;
//! `Europarat (französisch Conseil de l’Europe, englisch Council of Europe)`.
//! Counter-example: `Anna Klee (SPD)`: a person is no party; `Zoll (FIU)`: the letters are not in the name.

use wortlaut_model::{EntityType, MentionKind};

use crate::hash::Table;
use crate::page::Mark;

/// Words before a short name.
const SHORT: [&str; 4] = ["kurz", "abgekürzt", "Abkürzung", "Kurzform"];

/// Abbreviated names of languages.
const LANGUAGES: [&str; 9] = ["engl.", "frz.", "franz.", "ital.", "span.", "lat.", "poln.", "russ.", "niederl."];

/// The marks whose names are defined by others', each before the other, by their numbers. A short name takes the type of the full
/// one throughout the document, for the full one tells more of what is named.
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
        let foreign = !persons && is_foreign(before, parent.is_some());
        parent = foreign.then(|| parent.unwrap_or(one));
        if let Some(root) = parent {
            defined.push((other, root));
        } else if !persons && introduces(before, after) {
            let link = if is_short(text, second, first) {
                Some((other, one))
            } else {
                is_short(text, first, second).then_some((one, other))
            };
            defined.extend(link);
        }
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
/// or, of the same type, capitals, whatever language they are from (`Ärzte ohne Grenzen (MSF)`).
fn is_short(text: &str, short: &Mark, full: &Mark) -> bool {
    let surface = short.span.of(text);
    let letters = surface.chars().count();
    let capitals = surface.chars().filter(|letter| letter.is_uppercase()).count() * 2 > letters;
    let word = letters <= 8 && surface.len() < full.span.len() && surface.chars().all(char::is_alphanumeric);
    let same = short.entity_type == full.entity_type;
    let place = short.entity_type == EntityType::Loc;
    let held = holds(full.span.of(text), surface) && (capitals || same && !place);
    word && (held || capitals && same && !place && letters >= 3)
}

/// Whether a name has the letters of an acronym in their order, the first of them at its beginning.
fn holds(name: &str, acronym: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut wanted = acronym.chars().flat_map(char::to_lowercase);
    wanted.next() == letters.next() && wanted.all(|want| letters.any(|letter| letter == want))
}

/// Gives all marks of a defined name the type of what it is defined by; that of the lexicon's own name, where it knows the short one.
fn retype(text: &str, marks: &mut [Mark], defined: &[(usize, usize)]) {
    let mut types: Table<&str, EntityType> = Table::default();
    for &(short, full) in defined {
        let (Some(one), Some(other)) = (marks.get(short), marks.get(full)) else { continue };
        let (from, to) = if one.canonical > 0 { (other, one) } else { (one, other) };
        if from.entity_type != to.entity_type {
            types.entry(from.span.of(text)).or_insert(to.entity_type);
        }
    }
    for mark in marks.iter_mut().filter(|mark| mark.kind != MentionKind::Derived) {
        if let Some(&entity_type) = types.get(mark.span.of(text)).filter(|&&one| one != mark.entity_type) {
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
