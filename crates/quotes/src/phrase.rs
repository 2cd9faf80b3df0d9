//! Noun phrases, read from word shapes, closed classes and mentions: German writes its nouns with capitals, which is most
//! of what a chunker needs.
//!
//! The longest noun phrase without its relative clause: `Niedersachsens Innenministerin Gesine Brockhoff (SPD)`,
//! `ein Sprecher des Ministeriums`, `die Vorsitzende des Rates, Bodil Lykke`.

use wortlaut_model::{EntityType, MentionKind};

use crate::scene::{Kind, Scene};
use crate::words::Class;

/// A noun phrase, as a range of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its first item.
    pub start: usize,
    /// The item after its last.
    pub end: usize,
    /// Whether it is a pronoun.
    pub pronoun: bool,
}

/// What a phrase may take in beyond its head.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Extent {
    /// A second one after `und`.
    pub coordination: bool,
    /// One in commas.
    pub apposition: bool,
    /// Any prepositional phrase: before the verb all of them are the noun's.
    pub places: bool,
}

/// The longest modifier in front of a noun, in words.
const MODIFIERS: usize = 4;

/// The longest insertion in brackets, in items: `(Die Linke)`.
const BRACKETS: usize = 6;

/// The noun phrase that starts with item `at`.
pub(crate) fn noun_phrase(scene: &Scene, at: usize, extent: Extent) -> Option<Phrase> {
    let Some(end) = core(scene, at).or_else(|| elliptic(scene, at)) else { return pronoun(scene, at) };
    let end = attributes(scene, at, end, extent.places);
    let end = if extent.coordination { coordinated(scene, end) } else { end };
    let end = if extent.apposition { apposition(scene, at, end).unwrap_or(end) } else { end };
    Some(Phrase { start: at, end, pronoun: false })
}

/// Whether a phrase in the subject's case may start with item `at`.
pub(crate) fn may_be_subject(scene: &Scene, at: usize) -> bool {
    let Some(item) = scene.items.get(at) else { return false };
    match item.kind {
        Kind::Noun | Kind::Number | Kind::Title(_) => {
            !item.classes.has(Class::ObliqueArticle) || item.classes.has(Class::NominativeArticle)
        }
        Kind::Word => item.classes.any(&[Class::NominativeArticle, Class::SubjectPronoun]),
        Kind::Sign | Kind::Quote(_) => false,
    }
}

/// Whether a person, organisation or the like is named or meant by a noun anywhere in the phrase.
pub(crate) fn names(scene: &Scene, phrase: Phrase, types: &[EntityType]) -> bool {
    has_mention(scene, phrase, types, &[MentionKind::Name, MentionKind::Nominal])
}

/// Whether a person is named in the phrase.
pub(crate) fn names_person(scene: &Scene, phrase: Phrase) -> bool {
    has_mention(scene, phrase, &[EntityType::Per], &[MentionKind::Name])
}

fn has_mention(scene: &Scene, phrase: Phrase, types: &[EntityType], kinds: &[MentionKind]) -> bool {
    let span = scene.bytes(phrase.start, phrase.end);
    scene.document.mentions_in(span).any(|index| {
        scene.document.mentions.get(index).is_some_and(|mention| {
            types.contains(&mention.entity_type) && kinds.contains(&mention.kind) && span.contains(mention.span)
        })
    })
}

/// `die anderen`, `die meisten`: an article and a word that leaves its noun out.
fn elliptic(scene: &Scene, at: usize) -> Option<usize> {
    let article = scene.has(at, Class::NominativeArticle);
    let head = matches!(scene.text(at + 1), "anderen" | "andere" | "meisten" | "beiden" | "einen" | "übrigen");
    (article && head).then_some(at + 2)
}

fn pronoun(scene: &Scene, at: usize) -> Option<Phrase> {
    scene.has(at, Class::SubjectPronoun).then_some(Phrase { start: at, end: at + 1, pronoun: true })
}

/// Article, modifiers and nouns: the item after the last noun.
fn core(scene: &Scene, at: usize) -> Option<usize> {
    let article = scene.items.get(at)?.classes.any(&[Class::NominativeArticle, Class::ObliqueArticle]);
    let start = if article { at + 1 } else { at };
    let head = (start..=start + MODIFIERS).find(|index| !is_modifier(scene, *index))?;
    nouns(scene, head, start)
}

/// A number, an adjective, or the noun inside one: `49 Jahre alte`.
fn is_modifier(scene: &Scene, at: usize) -> bool {
    let text = scene.text(at);
    match scene.kind(at) {
        Kind::Number => true,
        Kind::Noun => text == "Jahre" && scene.text(at + 1).starts_with("alt"),
        Kind::Word => {
            let ending = ["e", "en", "er", "es", "em"].iter().any(|ending| text.ends_with(ending));
            let finite = scene.items.get(at).is_some_and(|item| !item.forms.is_empty());
            text.len() > 3 && ending && !finite && scene.items.get(at).is_some_and(|item| item.classes.is_open())
        }
        _ => false,
    }
}

/// The run of nouns and names from `at`: the item after it.
fn nouns(scene: &Scene, at: usize, start: usize) -> Option<usize> {
    let mut end = at;
    loop {
        if let Some((_, mention, after)) =
            scene.mention_at(end).filter(|(_, mention, _)| mention.kind == MentionKind::Name)
        {
            end = after.max(end + 1);
            // "hat Stoltenberg Russland gewarnt": what follows a whole name is another phrase.
            if mention.entity_type == EntityType::Per && !scene.text(end - 1).ends_with('s') {
                break;
            }
            continue;
        }
        let grammar = scene.items.get(end).is_some_and(|item| {
            item.classes.any(&[Class::SubjectPronoun, Class::Subordinator, Class::Preposition, Class::Coordinator])
                && item.starts
        });
        match scene.kind(end) {
            // "sagte am Montag Minister Ott": times are phrases of their own.
            Kind::Noun if is_time(scene.text(end)) => {
                end += usize::from(end == at);
                break;
            }
            Kind::Noun if !grammar => end += 1,
            Kind::Title(_) => end += 1,
            Kind::Word if end > at && is_name_particle(scene, end) => end += 1,
            _ => break,
        }
    }
    (end > at && end > start.saturating_sub(1)).then_some(end)
}

/// A day, month or part of one: `Montag`, `Mittwochabend`, `Anfang`.
fn is_time(noun: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "sonnabend",
        "abend",
        "morgen",
        "vormittag",
        "nachmittag",
        "mittag",
        "januar",
        "februar",
        "märz",
        "april",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
        "woche",
    ];
    let lower = noun.to_lowercase();
    matches!(noun, "Anfang" | "Mitte" | "Ende" | "Mai" | "Juni" | "Jahr" | "Nacht" | "Tag")
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

fn is_name_particle(scene: &Scene, at: usize) -> bool {
    matches!(
        scene.text(at),
        "van"
            | "de"
            | "da"
            | "di"
            | "del"
            | "della"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "ten"
            | "ter"
            | "al"
            | "el"
            | "bin"
            | "&"
    ) && scene.kind(at + 1) == Kind::Noun
}

/// Brackets, genitives and prepositional attributes after the head.
fn attributes(scene: &Scene, start: usize, head: usize, places: bool) -> usize {
    let mut end = head;
    let person = |end| names_person(scene, Phrase { start, end, pronoun: false });
    for _ in 0..4 {
        let next = brackets(scene, end)
            .or_else(|| genitive(scene, end, person(end)))
            .or_else(|| prepositional(scene, end, person(end), places));
        match next {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

fn brackets(scene: &Scene, at: usize) -> Option<usize> {
    let close = scene.is(at, "(").then(|| (at + 1..=at + BRACKETS).find(|index| scene.is(*index, ")")))??;
    Some(close + 1)
}

/// `des Ministeriums`; after a person's name `der` begins the addressee instead: `sagte Ott der Zeitung`.
fn genitive(scene: &Scene, at: usize, person: bool) -> Option<usize> {
    let article = scene.text(at);
    let sure = matches!(article, "des" | "eines" | "seines" | "ihres" | "dieses" | "unseres");
    let likely = matches!(article, "der" | "einer" | "seiner" | "ihrer" | "dieser" | "beider" | "deutscher");
    if !(sure || likely && !person) {
        return None;
    }
    let end = core(scene, at).filter(|end| *end > at + 1)?;
    (sure || !is_addressee(scene, at, end)).then_some(end)
}

/// Whether `der …` names a newspaper, agency or broadcaster: whom one speaks to.
pub(crate) fn is_addressee(scene: &Scene, from: usize, to: usize) -> bool {
    const MEDIA: [&str; 12] = [
        "zeitung",
        "agentur",
        "sender",
        "blatt",
        "magazin",
        "zeitschrift",
        "presse",
        "rundschau",
        "ard",
        "bbc",
        "dpa",
        "taz",
    ];
    (from..to).any(|at| {
        matches!(scene.kind(at), Kind::Title(_))
            || (scene.kind(at) == Kind::Noun && {
                let noun = scene.text(at).to_lowercase();
                MEDIA.iter().any(|media| if media.len() > 3 { noun.ends_with(media) } else { noun == *media })
            })
    })
}

/// `vom Gewerkschaftsbund`, `aus Bolhrad`, `für Soziales`: what belongs to the noun rather than to the verb.
fn prepositional(scene: &Scene, at: usize, person: bool, places: bool) -> Option<usize> {
    let fits = match scene.text(at) {
        "von" | "vom" => true,
        "aus" => true,
        "für" | "beim" | "bei" => !person || places,
        _ => places && scene.has(at, Class::Preposition),
    };
    if !fits {
        return None;
    }
    let end = core(scene, at + 1)?;
    let plain = scene.text(at + 1).starts_with(char::is_uppercase) || scene.has(at + 1, Class::ObliqueArticle);
    (scene.text(at) != "aus" || plain).then_some(end)
}

fn coordinated(scene: &Scene, end: usize) -> usize {
    if !matches!(scene.text(end), "und" | "sowie") {
        return end;
    }
    core(scene, end + 1).map_or(end, |second| attributes(scene, end + 1, second, false))
}

/// A name after a role (`die Vorsitzende des Rates, Bodil Lykke`), or a bare role after a name (`Sabine Traut, Präsidentin
/// des Verbands`). One with an article is a remark of the author's and stays out.
fn apposition(scene: &Scene, start: usize, end: usize) -> Option<usize> {
    if !scene.is(end, ",") || scene.kind(end + 1) != Kind::Noun {
        return None;
    }
    let after = attributes(scene, end + 1, core(scene, end + 1)?, false);
    let closed =
        after >= scene.items.len() || scene.is_comma(after) || matches!(scene.text(after), "." | ";" | ":" | "!" | "?");
    let person = |start, end| names_person(scene, Phrase { start, end, pronoun: false });
    let (first, second) = (person(start, end), person(end + 1, after));
    (closed && first != second).then_some(after)
}
