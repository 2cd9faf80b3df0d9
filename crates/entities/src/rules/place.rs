//! Places by their shape or by the preposition before them.
//!
//! Finds roads (`A 9`, `B73`), streets, squares and churches (`Lindhofstraße`, `Potsdamer Platz`, `Platz der Weber`,
//! `St. Anna`), and unknown words after `in`, `nach` and `aus` without an article.
//! Why: German forms street names as compounds whose first part is a name; place names take prepositions bare.
//! Example: `in der [LOC Kehrwiederstraße]`, `aus [LOC Wesenau]`. Counter-example: `auf der Landstraße`, `in Betrieb`.
//! Source: GermEval 2014's guidelines on locations; prepositions by hand.

use wortlaut_model::EntityType::Loc;
use wortlaut_model::TokenKind;

use crate::entry::WordFlags;
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// Numbered roads.
pub(crate) static ROAD: Rule = Rule { name: "entities.road-number", precision: 0.83, find: find_roads };
/// Streets, squares, churches.
pub(crate) static STREET: Rule = Rule { name: "entities.street", precision: 0.77, find: find_streets };
/// Unknown words after a bare preposition of place.
pub(crate) static PREPOSITION: Rule =
    Rule { name: "entities.place-preposition", precision: 0.69, find: find_prepositions };

fn find_roads(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let form = page.form(index);
        let number = page.within(sentence, index + 1);
        let is_number =
            |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let glued = form.strip_prefix(['A', 'B']).is_some_and(is_number) && form.len() <= 4;
        let article = matches!(
            page.before(sentence, index, 1),
            "der" | "die" | "Der" | "Die" | "und" | "Autobahn" | "Bundesstraße" | "("
        );
        if matches!(form, "A" | "B") && is_number(number) && article {
            page.mark(index, index + 2, Loc, &ROAD);
        } else if glued && article {
            page.mark(index, index + 1, Loc, &ROAD);
        } else if matches!(form, "Bundesstraße" | "Landesstraße" | "Kreisstraße" | "Staatsstraße") && is_number(number)
        {
            page.mark(index, index + 2, Loc, &ROAD);
        }
    }
}

fn find_streets(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if let Some(end) = street(page, sentence, index) {
            page.mark(index, end, Loc, &STREET);
        }
    }
}

fn street(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    if !page.is_free(index) {
        return None;
    }
    let (form, next) = (page.form(index), page.within(sentence, index + 1));
    if matches!(form, "St." | "Sankt") && page.is_free(index + 1) && index + 1 < sentence.end {
        return Some(index + 2);
    }
    if matches!(form, "Platz" | "Straße" | "Allee" | "Haus") && matches!(next, "der" | "des") && form != "Haus" {
        return (index + 2 < sentence.end && page.is_free(index + 2)).then_some(index + 3);
    }
    if form.ends_with("er")
        && form.len() > 5
        && page.lists.tables.street_heads.has(next)
        && !page.lists.roles.ends(form)
        && (page.noun(index).0 == Noun::None || page.hit(index).is_some_and(|hit| hit.entry.class.is_derived()))
        && !page.is_lower(index)
    {
        return Some(index + 2);
    }
    let tail = page.lists.tables.street_tails.tail(form).filter(|tail| form.len() >= tail.len() + 4)?;
    let hyphen = form.to_lowercase().strip_suffix(tail).is_some_and(|head| head.ends_with('-'));
    (hyphen || page.noun(index).0 == Noun::Tail).then_some(index + 1)
}

fn find_prepositions(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if index <= sentence.start {
            continue;
        }
        let bare = matches!(page.form(index - 1), "in" | "In" | "nach" | "Nach" | "aus" | "Aus" | "nahe" | "Nahe");
        if !bare
            || !page.is_free(index)
            || page.words.get(index).is_none_or(|word| word.all_caps || word.kind != TokenKind::Word)
        {
            continue;
        }
        let flags = page.flags(index);
        let named = flags.any(WordFlags::GIVEN.with(WordFlags::NOUN).with(WordFlags::LOWER));
        let form = page.form(index);
        let nominal = form.ends_with("ung")
            || form.ends_with("heit")
            || form.ends_with("keit")
            || form.ends_with("en") && page.noun(index).0 == Noun::Tail;
        if named
            || nominal
            || page.hit(index).is_some_and(|hit| hit.entry.class.is_derived())
            || !page.is_strange(index)
        {
            continue;
        }
        let next = index + 1;
        let several = next < sentence.end
            && page.words.get(index).is_some_and(|word| word.space_after)
            && page.is_free(next)
            && page.is_strange(next);
        page.mark(index, if several { next + 1 } else { next }, Loc, &PREPOSITION);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn streets_squares_and_roads() {
        check("Auf der [LOC A 9] und in der [LOC Kehrwiedstraße] staute es sich bis zum [LOC Potsdamer Platz].");
    }

    #[test]
    fn common_streets_are_no_names() {
        check("Auf der Landstraße lag Schnee, der Betrieb lief in Ruhe weiter.");
    }

    #[test]
    fn unknown_places_after_bare_prepositions() {
        check("Der Zug fuhr nach [LOC Wesenau] weiter.");
    }
}
