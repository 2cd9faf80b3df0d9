//! Institutions: a noun that says what they are, with a place, a field, or a name before a hyphen.
//!
//! Finds `Landgericht Köln`, `Universität Kiel` (a head and a place); `Institut für Weltwirtschaft`, `Bund der
//! Steuerzahler` (a head and its field); `Brenner-Stiftung` (a compound with a name). Airports, districts and castles are
//! places. A court's or police force's place is marked inside.
//! Why: German names most institutions by such a head, and the head says the type.
//! Example: `das [ORG Landgericht [LOC Köln]]`. Counter-example: `das Gericht in Köln`.
//! Source: names.md; heads by hand from the training documents and GermEval 2014.

use wortlaut_model::EntityType::{self, Loc, Org};
use wortlaut_model::MentionKind;

use crate::entry::{Class, WordFlags};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// A head and a place or an unknown name.
pub(crate) static NAMED: Rule = Rule { name: "entities.institution-place", precision: 0.72, find: find_named };
/// A head and its field.
pub(crate) static FIELD: Rule = Rule { name: "entities.institution-field", precision: 0.77, find: find_field };
/// A compound of a name and a head.
pub(crate) static COMPOUND: Rule = Rule { name: "entities.institution-compound", precision: 0.89, find: find_compound };

fn find_named(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if !page.is_pair(sentence, index) {
            continue;
        }
        let Some((start, end, entity_type, inner)) = named(page, sentence, index) else { continue };
        if page.mark(start, end, entity_type, &NAMED) {
            mark_place(page, index + 1, end, inner);
        }
    }
}

fn mark_place(page: &mut Page<'_>, start: usize, end: usize, inner: bool) {
    let Some(hit) = page.hit(start).filter(|hit| inner && hit.end <= end && hit.entry.entity_type == Loc) else {
        return;
    };
    let (Some(first), Some(last)) = (page.words.get(start), page.words.get(hit.end - 1)) else { return };
    let span = first.span.cover(last.span);
    page.mark_inside(span, Loc, MentionKind::Name, &NAMED, hit.entry.canonical);
}

/// Start, end, type, and whether the place is to be marked inside.
fn named(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<(usize, usize, EntityType, bool)> {
    if !page.is_free(index) || !page.words.get(index)?.space_after {
        return None;
    }
    let lower = page.form(index).to_lowercase();
    let authority = page.lists.tables.authorities.ends(&lower);
    let place = page.lists.tables.place_heads.has(&lower);
    if !authority && !place && !is_head(page, &lower) {
        return None;
    }
    let next = index + 1;
    if next >= sentence.end || !page.is_free(next) {
        return None;
    }
    let hit = page.hit(next).filter(|hit| {
        hit.entry.entity_type == Loc && !hit.entry.class.is_derived() && (hit.entry.class != Class::Country || !place)
    });
    let mut end = match hit {
        Some(hit) => hit.end,
        None if page.is_strange(next) && !page.flags(next).has(WordFlags::GIVEN) && page.hit(next).is_none() => {
            next + 1
        }
        None => return None,
    };
    if matches!(page.within(sentence, end), "I" | "II") {
        end += 1;
    }
    if page.within(sentence, end) == "/" && page.is_capital(end + 1) {
        end += 2;
    }
    // `Technische Universität München`, `Bayerisches Landesamt`: the adjective belongs to the name.
    let start = if index > sentence.start && is_name_adjective(page, index - 1) { index - 1 } else { index };
    Some((start, end.min(sentence.end), if place { Loc } else { Org }, authority))
}

/// Whether a word is a head, or a compound of one; short ones must be the whole word.
fn is_head(page: &Page<'_>, lower: &str) -> bool {
    let member = |head: &str| {
        lower
            .strip_suffix(head)
            .is_some_and(|rest| rest.is_empty() || head.len() >= 5 || head == "rat" && rest.ends_with("ings"))
    };
    let tables = &page.lists.tables;
    tables.institution_words.has(lower) || tables.institutions.tail(lower).is_some_and(member)
}

/// A capitalised adjective before a head.
fn is_name_adjective(page: &Page<'_>, index: usize) -> bool {
    const ADJECTIVES: &[&str] = &[
        "technisch",
        "frei",
        "freiwillig",
        "evangelisch",
        "katholisch",
        "pädagogisch",
        "deutsch",
        "städtisch",
        "international",
        "medizinisch",
    ];
    let lower = page.form(index).to_lowercase();
    page.is_free(index)
        && ADJECTIVES.iter().any(|stem| {
            lower.strip_prefix(stem).is_some_and(|ending| matches!(ending, "e" | "en" | "er" | "es" | "em"))
        })
}

fn find_field(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if let Some(end) = field(page, sentence, index) {
            let adjective = index > sentence.start && is_name_adjective(page, index - 1);
            page.mark(index - usize::from(adjective), end, Org, &FIELD);
        }
    }
}

fn field(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    let next = page.within(sentence, index + 1);
    let joins = matches!(next, "für" | "der" | "des" | "deutscher" | "Deutscher" | "deutschen")
        || next.ends_with("er") && page.is_capital(index + 1);
    if !joins || !page.is_free(index) {
        return None;
    }
    let lower = page.form(index).to_lowercase();
    let tables = &page.lists.tables;
    let (before_for, before_of) = (|| tables.fields_for.ends(&lower), || tables.fields_of.ends(&lower));
    let at = match next {
        "für" if before_for() => index + 2,
        "der" | "des" if before_of() => index + 2,
        "deutscher" | "Deutscher" | "deutschen" if before_of() => index + 2,
        next if next.ends_with("er") && before_of() && page.is_capital(index + 1) => index + 1,
        _ => return None,
    };
    // A plain noun with an indefinite or a possessive article names a kind: `ein Institut für Sprachen`.
    let before = page.before(sentence, index, 1);
    if matches!(
        before,
        "ein" | "eine" | "einen" | "einem" | "einer" | "eines" | "kein" | "sein" | "ihr" | "mehr" | "viele"
    ) {
        return None;
    }
    let end = field_end(page, sentence, at);
    (end > at).then_some(end)
}

/// The most words of a field.
const LONGEST: usize = 12;

/// Capitalised words, joined by `und`, commas between nouns, `in Deutschland`.
pub(crate) fn field_end(page: &Page<'_>, sentence: Sentence, at: usize) -> usize {
    let mut end = at;
    if matches!(page.within(sentence, end), "den" | "die" | "das" | "der") && page.is_free(end + 1) {
        end += 1;
    }
    while end < sentence.end.min(at + LONGEST) {
        if page.form(end).ends_with('-')
            && page.within(sentence, end + 1) == "und"
            && page.is_free(end)
            && end + 2 < sentence.end
        {
            end += 2;
        } else if page.is_free(end) {
            if page.is_sure_place(end) && end > at {
                break;
            }
            end += 1;
        } else if matches!(page.form(end), "und" | ",")
            && end > at
            && end + 1 < sentence.end
            && page.is_free(end + 1)
            && coordinates(page, sentence, end)
        {
            end += 1;
        } else {
            break;
        }
    }
    if matches!(page.form(end.saturating_sub(1)), "den" | "die" | "das" | "der" | "für") { at } else { end }
}

/// `Migration und Flüchtlinge`, `Bildung, Jugend und Sport`: a comma needs an `und` soon after.
fn coordinates(page: &Page<'_>, sentence: Sentence, at: usize) -> bool {
    if page.form(at) == "und" {
        // A new name after the conjunction is no part of the field.
        return !page.is_sure_place(at + 1) && !page.flags(at + 1).has(WordFlags::GIVEN) && page.hit(at + 1).is_none();
    }
    matches!(page.within(sentence, at + 2), "und")
}

fn find_compound(page: &mut Page<'_>, sentence: Sentence) {
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
            page.mark(index, index + 1, Org, &COMPOUND);
            continue;
        }
        let Some((head, last)) = form.rsplit_once('-') else { continue };
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
            page.mark(index, index + 1, Org, &COMPOUND);
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
            page.mark(index, index + 2, Org, &COMPOUND);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn authorities_hold_their_place() {
        check("Das [ORG Landgericht [LOC Köln]] und die [ORG Universität Kiel] schweigen.");
        check("Am [LOC Flughafen Hannover] war es ruhig.");
    }

    #[test]
    fn a_field_belongs_to_its_institution() {
        check("Das [ORG Institut für Moorkunde] und der [ORG Bund der Deichfreunde] warnen.");
    }

    #[test]
    fn heads_without_a_name_are_common_nouns() {
        check("Das Gericht tagte, ein Institut für Sprachen gibt es nicht.");
    }
}
