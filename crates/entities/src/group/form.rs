//! Forms of names: the base form of a mention, and the folded form by which mentions are compared.

use wortlaut_model::EntityType;

use crate::entry::WordFlags;
use crate::hash::Bag;
use crate::lists::Lists;
use crate::page::Mark;
use crate::surface::{cleaned, without_genitive};

/// The surfaces of a document's mentions, and their last words.
pub(crate) struct Surfaces<'d> {
    whole: Bag<&'d str>,
    last: Bag<&'d str>,
}

impl<'d> Surfaces<'d> {
    pub(crate) fn new(text: &'d str, marks: &[Mark]) -> Self {
        let whole: Bag<&str> = marks.iter().map(|mark| mark.span.of(text)).collect();
        Self { last: whole.iter().map(|surface| last_word(surface)).collect(), whole }
    }
}

/// The form without genitive ending and soft hyphens. A final -s is taken for an ending only where the document or the
/// lexicon has the name without it, and the lexicon not with it: `Iraks`, but not `Paris`.
pub(crate) fn base(surface: &str, mark: &Mark, lists: &Lists, surfaces: &Surfaces<'_>) -> String {
    let joined = surface.split_whitespace().collect::<Vec<_>>().join(" ");
    let form = cleaned(&joined).unwrap_or(joined);
    let form = if mark.entity_type != EntityType::Per && begins_with_adjective(&form, lists) {
        weak_adjective(form)
    } else {
        form
    };
    if mark.entity_type == EntityType::Org
        && let Some(stem) = body_stem(&form)
    {
        return stem.to_owned();
    }
    let Some(stem) = without_genitive(&form) else { return form };
    if form.ends_with(['\'', '’']) || form.ends_with("'s") || form.ends_with("’s") {
        return stem.to_owned();
    }
    let known = lists.name(&form).is_some() || (mark.entity_type == EntityType::Per && is_surname(lists, &form));
    let stem_known = surfaces.whole.contains(stem)
        || lists.name(stem).is_some()
        || (mark.entity_type == EntityType::Per
            && (is_surname(lists, stem) || surfaces.last.contains(last_word(stem))));
    if !known && stem_known { stem.to_owned() } else { form }
}

/// Nouns for bodies, in the genitive, and how much of it is the ending.
const BODIES: [(&str, usize); 16] = [
    ("ministeriums", 1),
    ("gerichts", 1),
    ("gerichtes", 2),
    ("amts", 1),
    ("amtes", 2),
    ("rats", 1),
    ("rates", 2),
    ("verbands", 1),
    ("verbandes", 2),
    ("instituts", 1),
    ("tags", 1),
    ("senats", 1),
    ("parlaments", 1),
    ("präsidiums", 1),
    ("hofs", 1),
    ("vereins", 1),
];

/// The nominative of a body named in the genitive: `Verteidigungsministeriums`.
fn body_stem(form: &str) -> Option<&str> {
    let lower = form.to_lowercase();
    let (_, ending) = BODIES.iter().find(|(body, _)| lower.ends_with(body))?;
    form.get(..form.len() - ending)
}

/// Whether a name of several words begins with a word that texts write small too: `Dänischen Südsee`, `Roten Kreuz`.
fn begins_with_adjective(form: &str, lists: &Lists) -> bool {
    form.split_once(' ').is_some_and(|(first, _)| lists.is_lower(&first.to_lowercase()))
}

/// A first adjective in the form it has after an article in the nominative: `Dänischen Südsee`, `Dänische Südsee`.
fn weak_adjective(form: String) -> String {
    match form.split_once(' ') {
        Some((first, rest)) if first.ends_with("en") || first.ends_with("em") => {
            format!("{} {rest}", first.get(..first.len() - 1).unwrap_or(first))
        }
        _ => form,
    }
}

fn is_surname(lists: &Lists, form: &str) -> bool {
    form.rsplit(' ').next().is_some_and(|last| lists.flags(last).has(WordFlags::SURNAME))
}

fn last_word(form: &str) -> &str {
    form.rsplit(' ').next().unwrap_or(form)
}

/// The form by which names are compared: small letters, adjectives before the last word without their endings.
pub(crate) fn fold(form: &str) -> String {
    let words: Vec<&str> = form.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let folded = words.iter().enumerate().map(|(number, word)| {
        let lower = word.to_lowercase();
        let stem = ["en", "er", "es", "em", "e"].iter().find_map(|ending| lower.strip_suffix(ending));
        match stem.filter(|stem| number < last && stem.chars().count() >= 4) {
            Some(stem) => stem.to_owned(),
            None => lower,
        }
    });
    folded.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_and_adjectives_have_a_base_form() {
        assert_eq!(body_stem("Verteidigungsministeriums"), Some("Verteidigungsministerium"));
        assert_eq!(body_stem("Kommunalen Wärmeverbandes"), Some("Kommunalen Wärmeverband"));
        assert_eq!(body_stem("Deutscher Städtetag"), None);
        assert_eq!(weak_adjective("Dänischen Südsee".to_owned()), "Dänische Südsee");
        assert_eq!(weak_adjective("Rotes Kreuz".to_owned()), "Rotes Kreuz");
    }

    #[test]
    fn adjectives_fold_and_last_words_stay() {
        assert_eq!(fold("Deutscher Wärmeverband"), fold("Deutschen Wärmeverband"));
        assert_ne!(fold("Peter Müller"), fold("Petra Müller"));
        assert_eq!(fold("NATO"), fold("Nato"));
    }
}
