//! Names of the lexicon.
//!
//! Finds the longest name of the lexicon that begins at a word, its genitive -s included: of several words first, then of
//! one; names that are doubtful by themselves only between quotation marks (`„Zeit“`), or where a preposition of place or
//! a neighbouring place speaks for them (`in Wald`).
//! Why: most names in news are known. What a name is believed for without context was decided when the lexicon was built.
//! Example: `[LOC Frankreichs] Regierung`. Counter-example: `zum Essen` (a city as well).
//! Source: CLDR, GeoNames, the annotated corpora and lists kept by hand; see `models/names.md`.

use wortlaut_model::EntityType::{Loc, Org, Per};

use crate::entry::{Class, Trust, WordFlags};
use crate::lists::Noun;
use crate::page::{Hit, Page, Sentence};
use crate::rules::{Rule, quoted};

/// Names of several words.
pub(crate) static SEVERAL_WORDS: Rule =
    Rule { name: "entities.gazetteer-phrase", precision: 0.95, weight: [4.0, 1.0], find: find_several };
/// Names of one word.
pub(crate) static ONE_WORD: Rule =
    Rule { name: "entities.gazetteer-word", precision: 0.97, weight: [3.0, 1.0], find: find_one };
/// Doubtful names between quotation marks.
pub(crate) static QUOTED: Rule =
    Rule { name: "entities.gazetteer-quoted", precision: 0.75, weight: [4.0, 1.0], find: find_quoted };
/// Doubtful places in a context of places.
pub(crate) static WEAK: Rule =
    Rule { name: "entities.gazetteer-weak", precision: 0.96, weight: [3.0, 1.0], find: find_weak };

fn find_several(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if let Some(hit) = page.hit(index).filter(|hit| hit.end > index + 1 && hit.entry.trust == Trust::Sure) {
            accept(page, index, hit, &SEVERAL_WORDS);
        }
    }
}

fn find_one(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let Some(hit) = page.hit(index).filter(|hit| hit.entry.trust == Trust::Sure) else { continue };
        let shouted = sentence.shouted && page.form(index).len() < 4 && hit.entry.class != Class::Agency;
        if hit.end == index + 1 && !shouted && !is_opener(page, index) && !is_other(page, sentence, index, hit) {
            accept(page, index, hit, &ONE_WORD);
        }
    }
}

/// A first word whose capital says nothing: `Die`, `Mitte`.
fn is_opener(page: &mut Page<'_>, index: usize) -> bool {
    let first = page.words.get(index).is_some_and(|word| word.first);
    first && page.flags(index).has(WordFlags::LOWER)
}

/// Where a name is another word: `200 Franken`, `in der Halle`, `der Grüne Fonds`.
fn is_other(page: &mut Page<'_>, sentence: Sentence, index: usize, hit: Hit) -> bool {
    let before = page.before(sentence, index, 1);
    let counted = before.ends_with(|letter: char| letter.is_ascii_digit())
        || matches!(before, "Mio." | "Mrd." | "Millionen" | "Milliarden" | "Prozent");
    let article = matches!(
        before,
        "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "eine"
            | "ein"
            | "einer"
            | "einem"
            | "einen"
            | "im"
            | "am"
            | "zum"
            | "zur"
    );
    let noun = page.flags(index).has(WordFlags::NOUN);
    let city = hit.entry.class == Class::City && noun && article;
    let party = hit.entry.class == Class::Party && matches!(page.form(index), "Grüne" | "Grünen" | "Linke" | "Linken");
    let next = page.is_capital(index + 1)
        && index + 1 < sentence.end
        && page.words.get(index).is_some_and(|word| word.space_after);
    counted && page.form(index) == "Franken"
        || city
        || party && (next && page.noun(index + 1).0 == Noun::Known && !page.flags(index + 1).has(WordFlags::GIVEN))
}

fn find_quoted(page: &mut Page<'_>, sentence: Sentence) {
    if !sentence.quoted {
        return;
    }
    for index in sentence.start..sentence.end {
        let Some(end) = quoted::inside(page, sentence, index) else { continue };
        // `„Die Zeit“` and `„Zeit“`.
        for start in index + 1..end {
            let Some(hit) = page.hit(start).filter(|hit| hit.end == end && hit.entry.entity_type != Per) else {
                continue;
            };
            let whole =
                start == index + 1 || (start == index + 2 && matches!(page.form(index + 1), "Die" | "Der" | "Das"));
            // Nobody puts a place between marks: there its name is a ship's or an operation's.
            if whole && !hit.entry.class.is_derived() && hit.entry.entity_type != Loc {
                page.mark_known(start, end, hit.entry.entity_type, &QUOTED, hit.entry.canonical);
                break;
            }
        }
    }
}

fn find_weak(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let Some(hit) = page.hit(index).filter(|hit| hit.entry.trust == Trust::Weak) else { continue };
        let place = hit.entry.entity_type == Loc && !hit.entry.class.is_derived();
        let flags = page.flags(index);
        let common = flags.any(WordFlags::NOUN.with(WordFlags::LOWER));
        let before = page.before(sentence, index, 1);
        let supported = match before {
            "in" | "In" | "nach" | "Nach" | "aus" | "Aus" | "bei" | "Bei" => !common || before.ends_with('n'),
            "und" | "," | "oder" | "/" | "–" => index > 1 && page.type_at(index - 2) == Some(Loc) && !common,
            _ => !common && !flags.any(WordFlags::SURNAME.with(WordFlags::GIVEN)) && hit.entry.class == Class::Seen,
        };
        let supported = supported || (!place && hit.entry.entity_type == Org && !common);
        if supported && !hit.entry.class.is_derived() {
            accept(page, index, hit, &WEAK);
        }
    }
}

fn accept(page: &mut Page<'_>, index: usize, hit: Hit, rule: &'static Rule) {
    if !hit.entry.class.is_derived() {
        page.mark_known(index, hit.end, hit.entry.entity_type, rule, hit.entry.canonical);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_longest_name_wins_and_keeps_its_genitive() {
        check("Die Minister der [ORG Europäischen Union] reisten durch [LOC Frankreichs] Süden nach [LOC New York].");
    }

    #[test]
    fn doubtful_names_need_their_marks() {
        check("Das berichtet die „[ORG Zeit]“ vorab.");
        check("Die Zeit drängt.");
    }

    #[test]
    fn a_city_that_is_a_meal_needs_a_preposition() {
        check("Das Essen war kalt.");
    }
}
