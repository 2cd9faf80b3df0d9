//! Adjectives from places, and names of peoples: kind `derived`.
//!
//! Finds `russische`, `ostukrainischen`, `US-amerikanische`, both halves of `deutsch-französisch`; `Berliner`, `Norwegerin`.
//! Why: readers look for the place that such words stand for.
//! Example: `die [LOC.derived russische] Flotte`, `ein [LOC.derived Norweger]`. Counter-example: `auf Russisch` (a language).
//! Source: GermEval 2014 (LOCderiv); stems by hand (`models/names.md`).

use wortlaut_model::EntityType::Loc;
use wortlaut_model::{MentionKind, Span};

use crate::entry::{Class, Trust, WordFlags};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;
use crate::surface::{HYPHENS, cleaned, members};

/// Small adjectives.
pub(crate) static RULE: Rule =
    Rule { name: "entities.adjective", precision: 0.96, weight: [2.0, 1.0], find: find_adjectives };
/// Peoples and adjectives in -er.
pub(crate) static PEOPLE: Rule =
    Rule { name: "entities.people", precision: 0.94, weight: [3.0, 1.0], find: find_peoples };

const PREFIXES: &[&str] = &[
    "nord", "süd", "ost", "west", "ober", "nieder", "mittel", "nordost", "nordwest", "südost", "südwest", "zentral",
    "inner", "anti", "pro", "gesamt", "inner", "außer", "alt", "neu", "un",
];

fn find_adjectives(page: &mut Page<'_>, sentence: Sentence) {
    for index in sentence.start..sentence.end {
        let Some(word) = page.words.get(index).filter(|word| word.mark.is_none()) else { continue };
        let span = word.span;
        let form = span.of(page.text);
        if !may_be_adjective(form) {
            continue;
        }
        // A large adjective that is not first is a language or a part of a name.
        let large = word.capital && !word.first && !form.contains(HYPHENS);
        let language = large || word.first && word.capital && !form.contains(HYPHENS) && !ends_as_adjective(form);
        if !language {
            mark_adjective(page, span);
        }
    }
}

/// Whether a form ends in `-sch`, an adjective's ending aside.
fn may_be_adjective(form: &str) -> bool {
    let bytes = form.as_bytes();
    let stem = match bytes {
        [stem @ .., b'e', b'n' | b'r' | b's' | b'm'] | [stem @ .., b'e'] => stem,
        stem => stem,
    };
    bytes.len() >= 6 && stem.ends_with(b"sch")
}

fn ends_as_adjective(form: &str) -> bool {
    ["e", "er", "es", "em", "en"].iter().any(|ending| form.ends_with(ending))
}

fn mark_adjective(page: &mut Page<'_>, span: Span) {
    let form = span.of(page.text);
    if let Some(line) = stem_line(page, form) {
        page.mark_inside(span, Loc, MentionKind::Derived, &RULE, line);
        return;
    }
    // `deutsch-französische`: each half by itself; `Anti-russische` has one.
    if !form.contains(HYPHENS) {
        return;
    }
    for (at, part) in members(form) {
        if let Some(line) = stem_line(page, part) {
            let start = span.start as usize + at;
            page.mark_inside(Span::new(start, start + part.len()), Loc, MentionKind::Derived, &RULE, line);
        }
    }
}

/// The place behind an adjective's form.
pub(crate) fn stem_line(page: &Page<'_>, form: &str) -> Option<u32> {
    let lower = cleaned(form).as_deref().unwrap_or(form).to_lowercase();
    let stems = std::iter::once(lower.as_str())
        .chain(["e", "er", "es", "em", "en"].iter().filter_map(|ending| lower.strip_suffix(ending)));
    for stem in stems.filter(|stem| stem.ends_with("sch")) {
        let prefixed = || {
            PREFIXES.iter().filter_map(|prefix| stem.strip_prefix(prefix)).find_map(|rest| page.lists.adjective(rest))
        };
        if let Some(line) = page.lists.adjective(stem).or_else(prefixed) {
            return Some(line);
        }
    }
    None
}

fn find_peoples(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let Some(hit) = page.hit(index).filter(|hit| hit.entry.class.is_derived() && page.all_free(index, hit.end))
        else {
            continue;
        };
        let (next, surname) =
            (page.is_capital(index + 1) && index + 1 < sentence.end, page.flags(index).has(WordFlags::SURNAME));
        let believed = match (hit.entry.class, hit.entry.trust) {
            (Class::People, Trust::Sure) => !(is_first(page, index) && page.flags(index).has(WordFlags::LOWER)),
            (Class::Adjective, Trust::Sure) => !surname || next,
            _ => {
                next && !page.flags(index).any(WordFlags::SURNAME.with(WordFlags::LOWER))
                    && page.noun(index + 1).0 == Noun::Known
            }
        };
        let (Some(first), Some(last)) = (page.words.get(index), page.words.get(hit.end - 1)) else { continue };
        let span = first.span.cover(last.span);
        if believed && !is_language(page, sentence, index) {
            page.mark_inside(span, Loc, MentionKind::Derived, &PEOPLE, hit.entry.canonical);
        }
    }
}

fn is_first(page: &Page<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| word.first)
}

/// `auf Deutsch`, `ins Deutsche`.
fn is_language(page: &Page<'_>, sentence: Sentence, index: usize) -> bool {
    matches!(page.before(sentence, index, 1), "auf" | "ins" | "im" | "In" | "aufs")
        && page.form(index).starts_with("Deutsch")
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn adjectives_from_places() {
        check(
            "Die [LOC.derived russische] und die [LOC.derived ostukrainische] Stadt, [LOC.derived deutsch]-[LOC.derived französische] Pläne.",
        );
    }

    #[test]
    fn peoples_and_cities() {
        check("Ein [LOC.derived Norweger] traf die [LOC.derived Berliner] Polizei.");
    }

    #[test]
    fn languages_are_no_places() {
        check("Er sprach auf Deutsch darüber.");
    }
}
