//! Laws, prizes, wars and tournaments by their last member.
//!
//! Finds compounds in `-gesetz`, hyphen compounds in `-Preis`, `-Cup`, `-Pokal`, `-WM`, `-EM`, `-Affäre`, a place before
//! `-krieg` or `-Krieg`, and bare `EM` and `WM`.
//! Why: German names laws and cups by compounds, the last member of which says what they are.
//! Example: `das [MISC Wärmegesetz]`, `der [MISC Rillo-Preis]`. Counter-example: `der Strompreis`, `das Gesetz`.
//! Source: names.md (laws, prizes, wars, championships are MISC).

use wortlaut_model::EntityType::{Loc, Misc};
use wortlaut_model::TokenKind;

use crate::page::{Page, Sentence};
use crate::rules::Rule;
use crate::surface::title_case;

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.event", precision: 0.95, find };

const LAWS: &[&str] = &["gesetz", "gesetzes", "gesetzbuch", "gesetzbuches", "gesetzbuchs"];

const WARS: &[&str] = &["krieg", "krieges", "kriegs", "Krieg", "Krieges", "Kriegs"];

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if page.is_free(index)
            && (is_law(page.form(index)) || is_named(page, index) || is_tournament(page, sentence, index))
        {
            let year =
                page.words.get(index + 1).is_some_and(|word| word.kind == TokenKind::Number && word.span.len() == 4);
            let takes_year = year && index + 1 < sentence.end && is_tournament(page, sentence, index);
            page.mark(index, index + 1 + usize::from(takes_year), Misc, &RULE);
        }
    }
}

fn is_law(form: &str) -> bool {
    let general = ["Bundes", "Landes", "Natur", "Haushalts", "Mode", "Rahmen", "Straf", "Änderungs", "Steuer"];
    LAWS.iter().any(|tail| {
        form.strip_suffix(tail).is_some_and(|head| head.len() >= 5 && !general.contains(&head) && !head.ends_with('-'))
    })
}

fn is_named(page: &Page<'_>, index: usize) -> bool {
    let form = page.form(index);
    let place = |head: &str| {
        let head = title_case(head.trim_end_matches('-'));
        page.lists.name(&head).is_some_and(|entry| entry.entity_type == Loc && !entry.class.is_derived())
    };
    if WARS.iter().any(|tail| form.strip_suffix(tail).is_some_and(|head| head.len() >= 3 && place(head))) {
        return true;
    }
    form.rsplit_once('-').is_some_and(|(head, last)| {
        page.lists.tables.event_members.has(&last.to_lowercase()) && head.starts_with(char::is_uppercase)
    })
}

/// `EM`, `WM 2026`.
fn is_tournament(page: &Page<'_>, sentence: Sentence, index: usize) -> bool {
    matches!(page.form(index), "EM" | "WM" | "Weltmeisterschaft" | "Europameisterschaft")
        && (page.form(index).len() == 2
            || page.words.get(index + 1).is_some_and(|word| word.kind == TokenKind::Number && index + 1 < sentence.end))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn laws_prizes_wars_and_tournaments() {
        check("Das [MISC Wärmegesetz] und der [MISC Rillo-Preis] kamen nach der [MISC EM].");
    }

    #[test]
    fn prices_and_laws_in_general_are_none() {
        check("Der Strompreis steigt, das Gesetz bleibt.");
    }
}
