//! Abbreviations in capitals, defined in parentheses.
//!
//! Finds `(KAV)` after a name or a capitalised phrase whose letters it abbreviates.
//! Why: news define an organisation's short name in parentheses, and write it in capitals from then on.
//! Example: `der [ORG Kommunale Arbeitgeberverband] ([ORG KAV])`. Counter-example: `der Rechner (PC)`.
//! Source: phenomena.md, "acronym definitions in parentheses"; common abbreviations by hand (`data/unit-words.txt`).

use wortlaut_model::EntityType::{Misc, Org};
use wortlaut_model::TokenKind;

use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// See the module.
pub(crate) static RULE: Rule =
    Rule { name: "entities.acronym-defined", precision: 0.98, weight: [4.0, 1.0], find: find_defined };

fn find_defined(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if index < sentence.start + 2
            || page.form(index - 1) != "("
            || page.within(sentence, index + 1) != ")"
            || !is_acronym(page, index)
        {
            continue;
        }
        let named = page.type_at(index - 2);
        let phrase = page.is_capital(index - 2);
        if let Some(entity_type) = named.filter(|one| matches!(one, Org | Misc)) {
            page.mark(index, index + 1, entity_type, &RULE);
        } else if phrase && named.is_none() {
            let start = long_form(page, sentence, index);
            let entity_type = if is_thing(page.form(index - 2)) { Misc } else { Org };
            if start < index - 1 && page.mark(start, index - 1, entity_type, &RULE) {
                page.mark(index, index + 1, entity_type, &RULE);
            }
        }
    }
}

/// Laws, funds, prizes and fairs are abbreviated as well.
fn is_thing(noun: &str) -> bool {
    let lower = noun.to_lowercase();
    [
        "gesetz",
        "gesetzes",
        "fonds",
        "preis",
        "market",
        "plan",
        "programm",
        "vertrag",
        "abkommen",
        "verordnung",
        "richtlinie",
        "system",
        "systems",
        "messe",
        "festival",
    ]
    .iter()
    .any(|tail| lower.ends_with(tail))
}

/// Where the phrase before the parenthesis begins: the shortest run of free words that begins with the acronym's first
/// letter and holds its letters in their order.
fn long_form(page: &mut Page<'_>, sentence: Sentence, index: usize) -> usize {
    let letters: Vec<char> = page.form(index).chars().flat_map(char::to_lowercase).collect();
    let from = sentence.start.max(index.saturating_sub(9));
    for start in (from..index - 1).rev() {
        let joins = matches!(page.form(start), "für" | "der" | "des" | "und" | "zur" | "in" | "-" | "die" | "den");
        if page.words.get(start).is_none_or(|word| word.mark.is_some()) || !(page.is_capital(start) || joins) {
            break;
        }
        let initial = page.form(start).chars().next().map(|letter| letter.to_lowercase().next());
        let article = matches!(page.form(start), "Der" | "Die" | "Das");
        if page.is_capital(start)
            && !article
            && initial == Some(letters.first().copied())
            && holds(page, start, index - 1, &letters)
        {
            return start;
        }
    }
    index
}

/// Whether the words from `start` to `end` hold the letters in this order.
fn holds(page: &Page<'_>, start: usize, end: usize, letters: &[char]) -> bool {
    let mut wanted = letters.iter();
    let mut next = wanted.next();
    for word in start..end {
        for letter in page.form(word).chars().flat_map(char::to_lowercase) {
            if next == Some(&letter) {
                next = wanted.next();
            }
        }
    }
    next.is_none()
}

/// Two to six capitals, small letters between them allowed (`GdP`), not a unit or a Roman number.
fn is_acronym(page: &Page<'_>, index: usize) -> bool {
    let form = page.form(index);
    let capitals = form.chars().filter(|letter| letter.is_uppercase()).count();
    let letters = form.chars().count();
    page.is_free(index)
        && page.words.get(index).is_some_and(|word| word.capitals >= 2)
        && page.words.get(index).is_some_and(|word| word.kind == TokenKind::Word)
        && (2..=6).contains(&letters)
        && capitals * 2 > letters
        && form.chars().all(char::is_alphabetic)
        && !page.lists.units.contains(form.to_uppercase().as_str())
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_definition_marks_both_names() {
        check("Der [ORG Kommunale Wärmeverband] ([ORG KWV]) klagt.");
        check("Der [ORG! Kommunale Wärmeverband] ([ORG KWV]) klagt.");
    }
}
