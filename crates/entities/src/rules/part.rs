//! Names inside hyphen compounds: kind `part`.
//!
//! Finds the members of a compound that the lexicon, or the document, has as names: `NATO-Mitglieder`,
//! `Nicht-NATO-Staaten`, `Nato-Ukraine-Rats`, `EU-Kommission`.
//! Why: the compound is a common noun or another name, but it names the organisation all the same.
//! Example: `die [ORG.part SPD]-Fraktion`. Counter-example: `Wiesbaden-Biebrich` (one name).
//! Source: GermEval 2014 (ORGpart), gold-format.md ("part").

use wortlaut_model::EntityType::{self, Loc, Org};
use wortlaut_model::{MentionKind, Span};

use crate::entry::{Class, Trust};
use crate::page::{Page, Sentence};
use crate::rules::Rule;
use crate::surface::{HYPHENS, members};

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.part", precision: 0.91, weight: [4.0, 4.0], find };

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        let Some(word) = page.words.get(index) else { continue };
        let span = word.span;
        let form = span.of(page.text);
        // A name of the lexicon as a whole holds its parts within.
        let whole = page.hit(index).is_some_and(|hit| hit.entry.trust == Trust::Sure && hit.end == index + 1);
        if form.contains(HYPHENS) && word.capital && (word.mark.is_some() || !whole) {
            let covered = page.mark_at(index).map(|mark| (mark.span, mark.entity_type));
            mark_parts(page, span, covered);
        }
    }
}

/// Marks the members of the compound at `span` that are names. A member that is the whole of a mark is left alone.
fn mark_parts(page: &mut Page<'_>, span: Span, covered: Option<(Span, EntityType)>) {
    let form = span.of(page.text);
    let mut members = members(form);
    let last = members.pop().map_or("", |(_, last)| last);
    for (number, (at, member)) in members.into_iter().enumerate() {
        if member.is_empty() {
            continue;
        }
        let start = span.start as usize + at;
        let part = Span::new(start, start + member.len());
        let role = page.lists.roles.ends(last);
        if let Some((entity_type, line)) = named(page, member, covered, role && number == 0) {
            page.mark_inside(part, entity_type, MentionKind::Part, &RULE, line);
        }
    }
}

fn named(page: &Page<'_>, member: &str, covered: Option<(Span, EntityType)>, role: bool) -> Option<(EntityType, u32)> {
    let introduced = page.introduced.of(member).filter(|_| covered.is_none());
    if let Some(meaning) = introduced.filter(|meaning| meaning.entity_type == Org || meaning.ambiguous) {
        return Some((Org, if meaning.entity_type == Org { meaning.canonical } else { 0 }));
    }
    // `HBL-Chef`: who leads something abbreviated leads an organisation.
    let capitals =
        member.chars().count() >= 2 && member.chars().all(char::is_uppercase) && !page.lists.units.contains(member);
    if role && capitals && covered.is_none() && page.lists.name(member).is_none() {
        return Some((Org, 0));
    }
    let entry = page.lists.name(member).filter(|entry| entry.trust == Trust::Sure && !entry.class.is_derived());
    let entry = entry?;
    let short = entry.entity_type == Org;
    let place = entry.entity_type == Loc && matches!(entry.class, Class::Country) && member == "US";
    match covered {
        // Inside a name only organisations show: `EU-Kommission`, not `Mecklenburg-Vorpommern`.
        Some((_, Org | EntityType::Misc)) if short => Some((entry.entity_type, entry.canonical)),
        Some(_) => None,
        None if short || place => Some((entry.entity_type, entry.canonical)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn names_inside_compounds() {
        check("Die [ORG.part NATO]-Mitglieder und Nicht-[ORG.part NATO]-Staaten trafen sich.");
        check("Die [ORG EU-Kommission] lud die [ORG.part SPD]-Fraktion ein.");
    }

    #[test]
    fn one_name_with_a_hyphen_has_no_parts() {
        check("Sie lebt in [LOC Mecklenburg-Vorpommern].");
    }
}
