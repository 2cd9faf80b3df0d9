//! Titles in quotation marks after the noun that says what they name.
//!
//! Finds `„…“` of up to eight words after `Film`, `Roman`, `Operation`, `Schiff` (MISC), `Zeitung`, `Sender` (ORG) or a
//! noun for organisations (ORG).
//! Why: marks after such a noun quote a name, no speech.
//! Example: `der Film „[MISC Stille Wasser]“`. Counter-example: `das Wort „Krise“`.
//! Source: phenomena.md, "Marks that are no quotes".

use wortlaut_model::EntityType::{self, Misc, Org};
use wortlaut_model::TokenKind;

use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.quoted-title", precision: 0.88, weight: [4.0, 1.0], find };

const LONGEST: usize = 8;

fn find(page: &mut Page<'_>, sentence: Sentence) {
    if !sentence.quoted {
        return;
    }
    let mut index = sentence.start;
    while index < sentence.end {
        let Some(end) = inside(page, sentence, index) else {
            index += 1;
            continue;
        };
        if let Some(entity_type) = named(page, sentence, index) {
            page.mark(index + 1, end, entity_type, &RULE);
        }
        index = end + 1;
    }
}

/// Where what is quoted from the mark at `index` on ends.
pub(crate) fn inside(page: &Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    let is_mark = |index: usize| page.words.get(index).is_some_and(|word| word.kind == TokenKind::Quote);
    if !is_mark(index) || page.words.get(index)?.space_after {
        return None;
    }
    let limit = sentence.end.min(index + 2 + LONGEST);
    let end = (index + 2..limit).find(|&end| is_mark(end))?;
    let begins = page.form(index + 1).starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    begins.then_some(end)
}

/// What the words before the mark at `index` say it names.
fn named(page: &Page<'_>, sentence: Sentence, index: usize) -> Option<EntityType> {
    let noun = match page.before(sentence, index, 1) {
        "Titel" | "Namen" | "Name" | "Motto" => page.before(sentence, index, 1),
        "namens" | "," => page.before(sentence, index, 2),
        word => word,
    };
    let title = page.within(sentence, index + 1);
    let single = page.within(sentence, index + 2).starts_with(|letter: char| !letter.is_alphanumeric());
    if single && is_newspaper(title) {
        return Some(Org);
    }
    if !noun.starts_with(char::is_uppercase) {
        return None;
    }
    if page.lists.press.ends(noun) {
        Some(Org)
    } else if page.lists.works.ends(noun) {
        Some(Misc)
    } else {
        page.lists.organisations.ends(noun).then_some(Org)
    }
}

/// `Donau-Rundschau`: compounds by which newspapers are named.
fn is_newspaper(title: &str) -> bool {
    let lower = title.to_lowercase();
    let tails = [
        "zeitung",
        "rundschau",
        "depesche",
        "post",
        "bote",
        "boten",
        "kurier",
        "anzeiger",
        "nachrichten",
        "presse",
        "spiegel",
        "spiegels",
        "blatt",
        "echo",
        "merkur",
        "stimme",
        "journal",
        "tageblatt",
    ];
    tails.iter().any(|tail| lower.strip_suffix(tail).is_some_and(|head| head.chars().count() >= 4))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_noun_before_says_what_is_named() {
        check("Der Film „[MISC Stille Wasser]“ startet bald.");
        check("Der [ORG.part EU]-Marineeinsatz \"[MISC Sophia]\" begann.");
        check("Sie sagte der Zeitung „[ORG Deichbote]“ ab.");
    }

    #[test]
    fn other_quotes_name_nothing() {
        check("Das Wort „Krise“ fiel oft.");
    }
}
