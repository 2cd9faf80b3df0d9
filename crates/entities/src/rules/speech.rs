//! Unknown names beside a verb of speech.
//!
//! Finds an unknown capitalised word directly before or after `sagte`, `erklärte`, `kritisiert` …, or after `so` and
//! `laut` between commas.
//! Why: who speaks is a person far more often than not, and the last name comes without a role from its second mention on.
//! Example: `„Nein“, sagte [PER Kelmendi].` Counter-example: `sagte Ministerin Thorsen` (another rule's).
//! Source: the cue lists of German quotation studies; verbs by hand (`data/speech.txt`).

use wortlaut_model::EntityType::Per;
use wortlaut_model::TokenKind;

use crate::entry::{Trust, WordFlags};
use crate::page::{Page, Sentence};
use crate::rules::{Rule, person};

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.speaker", precision: 0.67, find };

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if !page.is_free(index) || page.words.get(index).is_none_or(|word| word.kind != TokenKind::Word) {
            continue;
        }
        let (before, after) = (page.before(sentence, index, 1), page.within(sentence, index + 1));
        let personal = |verb: &str| {
            matches!(
                verb,
                "sagte" | "sagt" | "meinte" | "meint" | "fragte" | "antwortete" | "erzählt" | "erzählte" | "rief"
            )
        };
        let listed = page.flags(index).has(WordFlags::SURNAME);
        let speech = |verb: &str| personal(verb) || listed && page.lists.speech.contains(verb);
        let speaks = speech(before) || speech(after);
        let opens = index == sentence.start + 1 || matches!(page.before(sentence, index, 2), "," | "–" | "“" | "\"");
        let cited = before == "so" && opens;
        if (speaks || cited)
            && is_name(page, index)
            && !page.is_free(index + 1)
            && !(index > sentence.start && page.is_free(index - 1))
        {
            page.mark(index, index + 1, Per, &RULE);
        }
    }
}

fn is_name(page: &mut Page<'_>, index: usize) -> bool {
    let known = page.hit(index).is_some_and(|hit| hit.entry.trust == Trust::Sure || hit.entry.class.is_derived());
    let flags = page.flags(index);
    let surname = flags.has(WordFlags::SURNAME) && !flags.any(WordFlags::NOUN.with(WordFlags::LOWER));
    let shape = page.words.get(index).is_some_and(|word| !word.all_caps);
    shape && !known && (surname || page.is_strange(index) && !person::is_role(page, index))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn unknown_speakers() {
        check("„Das geht nicht“, sagte [PER Kelmendi] am Abend.");
    }

    #[test]
    fn nouns_do_not_speak() {
        check("„Das geht nicht“, sagte Mutter.");
        check("„Ja“, sagte [ORG.part Nato]-Sondergesandter [PER Håkon Bjerkan].");
    }
}
