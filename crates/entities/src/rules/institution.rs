//! Institutions by the last member of a compound, newspapers and stages by an adjective from a place.
//!
//! Finds `Qelmendi-Stiftung` (a name before a hyphen), `Innenministerium` (a field), `Lübecker Nachrichten`.
//! Why: the last member says what is named, and that it is an organisation.
//! Example: `die [ORG Qelmendi-Stiftung]`. Counter-example: `die SPD-Fraktion` (a common noun with a name inside).
//! Source: names.md; members by hand from the training documents and GermEval 2014.

use wortlaut_model::EntityType::Org;

use crate::entry::Class;
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;
use crate::surface::HYPHENS;

/// See the module.
pub(crate) static RULE: Rule =
    Rule { name: "entities.institution-compound", precision: 0.89, weight: [3.0, 1.0], find };

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if !page.is_free(index) {
            continue;
        }
        let form = page.form(index);
        // `Innenministerium`: the field makes a name of the bare noun.
        if ["ministerium", "ministeriums"].iter().any(|tail| {
            form.strip_suffix(tail).is_some_and(|head| head.len() >= 4 && !matches!(head, "Bundes" | "Landes" | "Fach"))
        }) {
            page.mark(index, index + 1, Org, &RULE);
            continue;
        }
        let Some((head, last)) = form.rsplit_once(HYPHENS) else { continue };
        if !page.lists.tables.institution_members.has(&last.to_lowercase())
            || head.is_empty()
            || !head.starts_with(char::is_uppercase)
        {
            continue;
        }
        // `EU-Institut` and `SPD-Fraktion` name a kind of institution, of which the part is the name.
        let party =
            page.lists.name(head).is_some_and(|entry| entry.entity_type == Org || entry.class == Class::Country);
        let common = page.lists.noun(head).0 == Noun::Known || page.lists.is_lower(&head.to_lowercase());
        if !party && !common && head.chars().count() >= 3 {
            page.mark(index, index + 1, Org, &RULE);
        }
    }
    find_newspapers(page, sentence);
}

/// `Hannoverscher Kurier`, `Lübecker Nachrichten`: an adjective from a place before a noun for newspapers and bodies.
fn find_newspapers(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let next = page.within(sentence, index + 1);
        if !page.is_free(index)
            || !page.lists.tables.press_and_stage.has(next)
            || page.words.get(index).is_some_and(|word| !word.space_after)
        {
            continue;
        }
        let form = page.form(index);
        let adjective = page.hit(index).is_some_and(|hit| hit.entry.class.is_derived())
            || ["sche", "scher", "schen"].iter().any(|ending| form.ends_with(ending));
        if adjective
            && !matches!(form, "Deutsche" | "Deutschen" | "Deutscher")
            && !page.words.get(index).is_some_and(|word| word.first && form.ends_with("sche"))
        {
            page.mark(index, index + 2, Org, &RULE);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_last_member_names_an_institution() {
        check("Die [ORG Qelmendi-Stiftung] und das [ORG Innenministerium] lasen die [ORG Lübecker Nachrichten].");
    }

    #[test]
    fn a_common_noun_before_the_hyphen_names_nothing() {
        check("Die Familien-Stiftung half dem Fachministerium.");
    }
}
