//! Operations, missions and manoeuvres by the noun before their names.
//!
//! Finds up to three capitalised words after `Operation`, `Mission`, `Manöver` or a compound of them, in quotation marks or
//! without.
//! Why: armed forces name their operations by arbitrary words, which other lists take for something else.
//! Example: `die Operation [MISC Silent Harbour]`. Counter-example: `die Operation Deutschlands`.
//! Source: phenomena.md, "Titles of newspapers, operations, programmes, ships".

use wortlaut_model::EntityType::{Misc, Org};
use wortlaut_model::TokenKind;

use crate::entry::{Class, Trust};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.operation", precision: 0.75, find };

const LONGEST: usize = 3;

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let before = page.large(number);
        let index = before + 1;
        if !page.is_pair(sentence, before) || !page.is_free(before) || !is_head(page.form(before)) {
            continue;
        }
        let mut end = index;
        while end < sentence.end && end < index + LONGEST && is_member(page, end, end > index) {
            end += 1;
            if page.words.get(end - 1).is_some_and(|word| !word.space_after) {
                break;
            }
        }
        page.mark(index, end, if is_mandate(page.form(before)) { Org } else { Misc }, &RULE);
    }
}

fn is_head(form: &str) -> bool {
    ["Operation", "operation", "Mission", "mission", "Manöver", "manöver"].iter().any(|head| form.ends_with(head))
}

/// The United Nations' missions act as bodies: `die UN-Mission Unifil`.
fn is_mandate(form: &str) -> bool {
    ["UN-", "Uno-", "UNO-", "Blauhelm"].iter().any(|head| form.starts_with(head))
}

/// A capitalised word that is no German noun and no country; a body's name only where the operation's has begun
/// (`Operation Sea Guardian`).
fn is_member(page: &mut Page<'_>, index: usize, begun: bool) -> bool {
    let other = page.hit(index).is_some_and(|hit| {
        hit.entry.trust == Trust::Sure
            && match hit.entry.class {
                Class::Country | Class::Region | Class::State | Class::Party => true,
                Class::Body => !begun,
                _ => false,
            }
    });
    let word = page.words.get(index).is_some_and(|word| word.kind == TokenKind::Word);
    let known = page.hit(index).is_some_and(|_| begun);
    word && page.is_free(index) && !other && (known || page.noun(index).0 != Noun::Known)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn operations_bear_any_words() {
        check("Die Operation [MISC Silent Harbour] endete, der Bundeswehreinsatz nicht.");
        check("Operation [MISC Sea Guardian] ([MISC OSG])");
    }

    #[test]
    fn whose_operation_it_is_is_no_name() {
        check("Die Operation [LOC Deutschlands] endete.");
    }
}
