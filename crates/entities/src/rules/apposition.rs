//! Names after the noun that says what they name.
//!
//! Finds the words after a noun for persons (`Landrätin Thorsen`), organisations (`die Reederei Nordkai`) or places (`das
//! Dorf Wesenau`), unless they are common nouns or known to be something else.
//! Why: in close apposition the noun gives the type of a name that no list knows.
//! Example: `der Trainer [PER Kelmendi]`. Counter-example: `der Minister Deutschlands`.
//! Source: phenomena.md, "Role apposition", "two names side by side".

use wortlaut_model::EntityType::{Loc, Org, Per};

use crate::entry::{Class, Trust, WordFlags};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::{Rule, person};

/// Persons.
pub(crate) static ROLE: Rule = Rule { name: "entities.role-apposition", precision: 0.82, find: find_roles };
/// Organisations.
pub(crate) static ORGANISATION: Rule =
    Rule { name: "entities.organisation-apposition", precision: 0.92, find: find_organisations };
/// Places.
pub(crate) static PLACE: Rule = Rule { name: "entities.place-apposition", precision: 0.88, find: find_places };

fn find_roles(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let before = page.large(number);
        let index = before + 1;
        let particle = || {
            matches!(page.within(sentence, index), "van" | "de" | "di" | "al")
                || page.within(sentence, index).starts_with("al-")
        };
        let candidate = page.is_pair(sentence, before) && page.is_free(index) || particle();
        if !candidate
            || !page.is_free(before)
            || !person::is_role(page, before)
            || page.lists.organisations.ends(page.form(before))
        {
            continue;
        }
        if let Some(end) = named_person(page, sentence, index) {
            page.mark(index, end, Per, &ROLE);
        }
    }
}

/// Where the person's name after a role ends: a surname, or an unknown given name and a surname.
fn named_person(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    let particle = page.form(index).starts_with(|letter: char| letter.is_lowercase());
    if particle {
        let first = page.form(index);
        let noble = matches!(first, "van" | "de" | "di" | "al") && page.is_free(index + 1);
        return if noble || first.starts_with("al-") { person::surname(page, sentence, index, true) } else { None };
    }
    if !page.is_free(index)
        || person::TITLES.contains(&page.form(index))
        || page.words.get(index)?.all_caps && !sentence.shouted
    {
        return None;
    }
    let hit = page.hit(index).filter(|hit| hit.entry.trust == Trust::Sure);
    let flags = page.flags(index);
    if hit.is_some_and(|hit| hit.entry.entity_type != Per) {
        return None;
    }
    let named = flags.any(WordFlags::SURNAME.with(WordFlags::GIVEN));
    let next_large = index + 1 < sentence.end && page.is_capital(index + 1);
    if person::is_role(page, index) && (!named || next_large)
        || page.noun(index).0 == Noun::Known && !named
        || page.is_lower(index) && !named && !(next_large && page.is_strange(index + 1))
    {
        return None;
    }
    let next = index + 1;
    let second = next < sentence.end && page.words.get(index)?.space_after;
    if second && let Some(end) = person::surname(page, sentence, next, true) {
        let known = page.hit(next).is_some_and(|hit| hit.entry.trust == Trust::Sure && hit.entry.entity_type != Per);
        if page.flags(next).has(WordFlags::SURNAME) || !known && page.is_strange(end - 1) {
            return Some(end);
        }
    }
    Some(next)
}

fn find_organisations(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let before = page.large(number);
        let index = before + 1;
        let candidate = page.is_pair(sentence, before) && page.is_free(before) && page.is_free(index);
        if !candidate || !page.lists.organisations.ends(page.form(before)) {
            continue;
        }
        let end = strange_run(page, sentence, index);
        if end > index {
            page.mark(index, end, Org, &ORGANISATION);
        }
    }
}

/// Where a run of capitalised words ends that begins with an unknown one: `Nordlys Games`, `Groth & Söhne`.
fn strange_run(page: &mut Page<'_>, sentence: Sentence, index: usize) -> usize {
    let first = page.is_free(index)
        && page.is_strange(index)
        && page.hit(index).is_none_or(|hit| hit.entry.trust != Trust::Sure);
    if !first
        || page.flags(index).has(WordFlags::GIVEN)
        || page.form(index).contains('-') && page.noun(index).0 == Noun::Known
    {
        return index;
    }
    let mut end = index + 1;
    while end < sentence.end && end < index + 4 && page.words.get(end - 1).is_some_and(|word| word.space_after) {
        let joins = matches!(page.form(end), "&" | "+") && end + 1 < sentence.end && page.is_free(end + 1);
        let goes_on = joins
            || page.is_free(end)
                && page.hit(end).is_none_or(|hit| hit.entry.class != Class::Country)
                && !person::is_role(page, end);
        if !goes_on {
            break;
        }
        end += 1 + usize::from(joins);
    }
    end
}

fn find_places(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let before = page.large(number);
        let index = before + 1;
        let candidate = page.is_pair(sentence, before) && page.is_free(before) && page.is_free(index);
        if !candidate || !page.lists.places.ends(page.form(before)) {
            continue;
        }
        let hit = page.hit(index).filter(|hit| hit.entry.entity_type == Loc && !hit.entry.class.is_derived());
        if let Some(hit) = hit.filter(|_| page.noun(index).0 != Noun::Known) {
            page.mark_known(index, hit.end, Loc, &PLACE, hit.entry.canonical);
        } else if page.is_free(index) && page.is_strange(index) {
            page.mark(index, index + 1, Loc, &PLACE);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_foreign_given_name_may_be_a_word_written_small() {
        check("Präsidentin [PER Rasa Vaitkutė] kam.");
    }

    #[test]
    fn the_noun_gives_the_type() {
        check("Landrätin [PER Thorsdóttir] besuchte die Reederei [ORG Nordvik] und das Dorf [LOC Wesenau].");
        check("Der Trainer [PER Vytenis Kazlauskas] kam.");
    }

    #[test]
    fn a_genitive_place_is_no_person() {
        check("Der Präsident [LOC Frankreichs] kam.");
    }
}
