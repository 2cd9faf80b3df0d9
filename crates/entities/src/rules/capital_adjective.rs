//! Names that begin with an adjective written large.
//!
//! Finds a capitalised adjective within a sentence, with the noun after it; the noun says what is named.
//! Why: German writes adjectives small, but large where they begin a name.
//! Example: `das [ORG Kommunale Rechenzentrum]`, `im [LOC Stillen Tal]`. Counter-example: `Zwei Deutsche Männer` (slip).
//! Source: official spelling rules, § 60.

use wortlaut_model::EntityType::{self, Loc, Misc, Org};

use crate::entry::{Trust, WordFlags};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::{Rule, institution};

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.capital-adjective", precision: 0.78, find };

fn find(page: &mut Page<'_>, sentence: Sentence) {
    if sentence.shouted {
        return;
    }
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if !page.is_pair(sentence, index) {
            continue;
        }
        if let Some((end, entity_type)) = named(page, sentence, index).filter(|&(end, _)| !is_known(page, index, end)) {
            page.mark(index, end, entity_type, &RULE);
        }
    }
}

/// Whether the lexicon has this very name, or one that goes on.
fn is_known(page: &Page<'_>, index: usize, end: usize) -> bool {
    page.hit(index).is_some_and(|hit| hit.end >= end && hit.entry.trust == Trust::Sure && !hit.entry.class.is_derived())
}

fn named(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<(usize, EntityType)> {
    if !is_large_adjective(page, index) {
        return None;
    }
    let mut noun = index + 1;
    while noun + 1 < sentence.end && noun < index + 3 && is_large_adjective(page, noun) {
        noun += 1;
    }
    // `Deutsche Film- und Fernsehakademie`.
    if page.form(noun).ends_with('-') && page.within(sentence, noun + 1) == "und" && noun + 2 < sentence.end {
        noun += 2;
    }
    if noun >= sentence.end || !page.is_free(noun) || page.noun(noun).1 && page.noun(noun).0 == Noun::Known {
        return None;
    }
    // `auf Hoher See` is no name.
    if page.form(index).starts_with("Hohe") && page.form(noun) == "See" {
        return None;
    }
    let lower = page.form(noun).to_lowercase();
    let tables = &page.lists.tables;
    let entity_type = if tables.capital_organisations.ends(&lower) || lower.starts_with("kreuz") && noun > index + 1 {
        Org
    } else if tables.capital_others.ends(&lower) {
        Misc
    } else if tables.capital_places.ends(&lower) {
        Loc
    } else {
        return None;
    };
    let placed = entity_type == Org && noun + 1 < sentence.end && page.is_sure_place(noun + 1);
    let end = if placed { page.hit(noun + 1).map_or(noun + 1, |hit| hit.end) } else { noun + 1 };
    // `Deutsches Zentrum für Luft- und Raumfahrt`.
    if entity_type == Org && page.within(sentence, end) == "für" {
        return Some((institution::field_end(page, sentence, end + 1).max(end), entity_type));
    }
    Some((end, entity_type))
}

/// An adjective that is large without being first; `Deutsche` may be first, for it is followed by names so often that only
/// a noun for bodies decides.
fn is_large_adjective(page: &mut Page<'_>, index: usize) -> bool {
    let Some(word) = page.words.get(index) else { return false };
    let form = page.form(index);
    let ending = ["e", "en", "er", "es", "em"].iter().find_map(|ending| form.strip_suffix(ending));
    if !page.is_free(index) || !word.space_after || ending.is_none() || form.chars().count() < 4 {
        return false;
    }
    let first = word.first;
    if ending == Some("Deutsch") {
        return !first || matches!(form, "Deutscher" | "Deutsches" | "Deutsche");
    }
    let derived = page.hit(index).is_some_and(|hit| hit.entry.class.is_derived());
    !first && !derived && page.is_lower(index) && !page.flags(index).any(WordFlags::GIVEN.with(WordFlags::SURNAME))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn large_adjectives_begin_names() {
        check("Gestern tagte der [ORG Kommunale Wärmeverband] im Saal.");
    }

    #[test]
    fn the_first_word_is_always_large() {
        check("Kommunale Verbände tagten im Saal.");
    }
}
