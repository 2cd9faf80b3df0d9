//! Unknown words that look like names of persons.
//!
//! Finds two unknown capitalised words side by side, and listed surnames that are nothing else.
//! Why: German text has few words that no noun list, no place list and no small writing knows; most are persons.
//! Example: `mit [PER Zsuzsa Bartok]`. Counter-example: `Blue Harbour Ventures` (English nouns name firms).
//! Source: measured on the training documents.

use wortlaut_model::EntityType::{Org, Per};
use wortlaut_model::TokenKind;

use crate::entry::{Trust, WordFlags};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::{Rule, person};

/// Two unknown words.
pub(crate) static PAIR: Rule = Rule { name: "entities.unknown-pair", precision: 0.54, find: find_pairs };
/// A listed surname.
pub(crate) static SURNAME: Rule = Rule { name: "entities.listed-surname", precision: 0.50, find: find_surnames };

/// The longest run that is looked at.
const LONGEST: usize = 6;

fn find_pairs(page: &mut Page<'_>, sentence: Sentence) {
    if sentence.shouted {
        return;
    }
    for number in page.large_words(sentence) {
        let index = page.large(number);
        // The second of two is marked already, or was no name with the first.
        if !page.is_pair(sentence, index) || !page.is_free(index + 1) {
            continue;
        }
        let end = run(page, sentence, index);
        if end < index + 2 {
            continue;
        }
        let firm = (index..end).any(|at| page.lists.tables.firm_words.has(page.form(at)));
        let named = (index..end).any(|at| page.flags(at).any(WordFlags::GIVEN.with(WordFlags::SURNAME)));
        if firm {
            page.mark(index, end, Org, &PAIR);
        } else if end <= index + 3 && named {
            page.mark(index, end, Per, &PAIR);
        }
    }
}

/// Where a run of unknown words, words of firms among them, ends.
fn run(page: &mut Page<'_>, sentence: Sentence, index: usize) -> usize {
    let mut end = index;
    while end < sentence.end.min(index + LONGEST) && page.is_free(end) && is_unknown(page, end) {
        end += 1;
        if page.words.get(end - 1).is_some_and(|word| !word.space_after) {
            break;
        }
    }
    end
}

fn is_unknown(page: &mut Page<'_>, index: usize) -> bool {
    let word = page.words.get(index).is_some_and(|word| word.kind == TokenKind::Word && !word.all_caps);
    let hit = page.hit(index).is_some_and(|hit| hit.entry.trust == Trust::Sure || hit.entry.class.is_derived());
    word && !hit
        && (page.lists.tables.firm_words.has(page.form(index))
            || page.is_strange(index) && !person::is_role(page, index))
}

fn find_surnames(page: &mut Page<'_>, sentence: Sentence) {
    if sentence.shouted {
        return;
    }
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let flags = page.flags(index);
        let only =
            flags.has(WordFlags::SURNAME) && !flags.any(WordFlags::NOUN.with(WordFlags::LOWER).with(WordFlags::NAME));
        let alone = !matches!(
            page.before(sentence, index, 1),
            "der"
                | "die"
                | "das"
                | "den"
                | "dem"
                | "im"
                | "ein"
                | "eine"
                | "einen"
                | "in"
                | "zum"
                | "zur"
                | "am"
                | "vom"
        );
        if only
            && alone
            && page.is_free(index)
            && page.noun(index).0 == Noun::None
            && page.words.get(index).is_some_and(|word| !word.all_caps)
        {
            page.mark(index, index + 1, Per, &SURNAME);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_strangers_are_a_person() {
        check("Danach sprach sie mit [PER Zsófia Kowalczyk] darüber.");
    }

    #[test]
    fn known_nouns_are_no_strangers() {
        check("Danach sprach sie mit Lehrern aus Schulen.");
    }
}
