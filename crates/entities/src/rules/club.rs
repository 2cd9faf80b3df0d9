//! Sports clubs by their abbreviations.
//!
//! Finds `FC`, `SV`, `TSV`, `Eintracht` … with the words and numbers after them, and a city adjective before `SV`, `SC`, `FC`.
//! Why: German clubs bear a kind of sport or a colour before, or a place before, their abbreviation.
//! Example: `der [ORG TSV Hinterwalden 04]`, `der [ORG Wuppertaler SV]`. Counter-example: `in Eintracht leben`.
//! Source: the clubs of the German, Austrian and Swiss leagues.

use wortlaut_model::EntityType::Org;
use wortlaut_model::TokenKind;

use crate::entry::Class;
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.club", precision: 0.82, find };

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if !page.is_pair(sentence, index) {
            continue;
        }
        if let Some(end) = ends(page, sentence, index).filter(|&end| end > index + 1) {
            let ordinal = page.before(sentence, index, 1) == "1.";
            page.mark(index - usize::from(ordinal), end, Org, &RULE);
        }
    }
}

fn ends(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    if !page.is_free(index) {
        return None;
    }
    let next = page.within(sentence, index + 1);
    if page.lists.tables.clubs_after.has(next) && is_city_adjective(page, index) {
        return Some(index + 2);
    }
    if !page.lists.tables.clubs_before.has(page.form(index)) || !page.words.get(index)?.space_after {
        return None;
    }
    let mut end = index + 1;
    while end < sentence.end && end < index + 4 && is_member(page, end) {
        end += 1;
        if !page.words.get(end - 1)?.space_after {
            break;
        }
    }
    Some(end)
}

/// A place, an unknown word or the year of foundation.
fn is_member(page: &mut Page<'_>, index: usize) -> bool {
    let Some(word) = page.words.get(index) else { return false };
    let year = word.kind == TokenKind::Number && matches!(word.span.len(), 2 | 4);
    let (place, known) = (page.hit(index).is_some(), page.noun(index).0 == Noun::Known);
    year || (page.is_capital(index) && (place || !known))
}

fn is_city_adjective(page: &Page<'_>, index: usize) -> bool {
    let listed = page.hit(index).is_some_and(|hit| matches!(hit.entry.class, Class::Adjective | Class::People));
    listed || page.form(index).ends_with("er") && page.form(index).len() > 5
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn clubs_take_place_and_year() {
        check("Der [ORG TSV Hinterwalden 04] verlor beim [ORG Wuppertaler SV].");
    }

    #[test]
    fn colours_and_concord_alone_are_no_club() {
        check("Sie lebten in Eintracht miteinander.");
    }
}
