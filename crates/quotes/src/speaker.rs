//! Whom a phrase means: the mention and entity inside it, and what a pronoun refers to.

use wortlaut_model::{Document, EntityId, EntityType, MentionId, MentionKind, Party, Span, SpeakerMethod};

use crate::gender::Gender;
use crate::phrase::Phrase;
use crate::scene::Scene;

/// A speaker with how he or she was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Speaker {
    /// Words, mention and entity.
    pub party: Party,
    /// How.
    pub method: SpeakerMethod,
}

/// The speaker that `phrase` names or refers to.
pub(crate) fn speaker(scene: &Scene, phrase: Phrase) -> Speaker {
    let party = party(scene, phrase);
    let kind = party.mention.and_then(|id| scene.document.mention(id)).map(|mention| mention.kind);
    let method = match kind {
        Some(MentionKind::Pronoun | MentionKind::Nominal) => SpeakerMethod::Coref,
        None if phrase.pronoun || party.entity.is_some() => SpeakerMethod::Coref,
        _ => SpeakerMethod::Explicit,
    };
    Speaker { party, method }
}

/// The words of `phrase` with the mention that is their head.
pub(crate) fn party(scene: &Scene, phrase: Phrase) -> Party {
    let mut span = scene.bytes(phrase.start, phrase.end);
    let found = head(scene, phrase).and_then(|id| scene.document.mention(id).map(|mention| (id, mention)));
    // A name at the end of its sentence may share its last token with the full stop.
    let last = scene.items.get(phrase.end.wrapping_sub(1)).map(|item| item.span);
    if let (Some((_, mention)), Some(last)) = (found, last)
        && last.start < mention.span.end
        && Span::new(mention.span.end as usize, last.end as usize).of(&scene.document.text) == "."
    {
        span = Span::new(span.start as usize, mention.span.end as usize);
    }
    let mut party = Party { spans: vec![span], mention: None, entity: None };
    if let Some((id, mention)) = found {
        (party.mention, party.entity) = (Some(id), Some(mention.entity));
    } else if phrase.pronoun {
        party.entity = pronoun_gender(scene.text(phrase.start)).and_then(|gender| antecedent(scene, phrase, gender));
    } else {
        party.entity = noun_gender(scene, phrase).and_then(|gender| antecedent(scene, phrase, gender));
    }
    party
}

/// The mention that the phrase is about: a person by name, else by noun or pronoun, else an organisation, else a place that
/// stands alone. Of two persons side by side it is neither.
fn head(scene: &Scene, phrase: Phrase) -> Option<MentionId> {
    use EntityType::{Loc, Misc, Org, Per};
    let span = scene.bytes(phrase.start, phrase.end);
    let document = scene.document;
    let inside: Vec<usize> = document
        .mentions_in(span)
        .filter(|index| document.mentions.get(*index).is_some_and(|mention| span.contains(mention.span)))
        .collect();
    let of = |entity_type: EntityType, kinds: &[MentionKind]| {
        let fits = |index: &&usize| {
            document
                .mentions
                .get(**index)
                .is_some_and(|mention| mention.entity_type == entity_type && kinds.contains(&mention.kind))
        };
        inside.iter().filter(fits).copied().collect::<Vec<usize>>()
    };
    let whole = [MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun];
    let people = of(Per, &[MentionKind::Name]);
    if let (Some(first), Some(last)) = (people.first(), people.last())
        && is_coordinated(scene, phrase)
        && first != last
    {
        return None;
    }
    // "Meine Nachbarin" begins with a pronoun that means somebody else.
    let from_start = |index: &usize| {
        document.mentions.get(*index).is_some_and(|mention| {
            mention.span.start == span.start && (mention.kind != MentionKind::Pronoun || mention.span == span)
        })
    };
    let org = || {
        let organisations = of(Org, &[MentionKind::Name]);
        let several = organisations.iter().any(|index| {
            let entity = |index: &usize| document.mentions.get(*index).map(|mention| mention.entity);
            entity(index) != organisations.first().and_then(entity)
        });
        let meant = || of(Org, &whole).into_iter().find(from_start);
        if several && is_coordinated(scene, phrase) { None } else { organisations.first().copied().or_else(meant) }
    };
    people
        .last()
        .copied()
        .or_else(|| of(Per, &[MentionKind::Nominal, MentionKind::Pronoun]).into_iter().find(from_start))
        .or_else(org)
        .or_else(|| of(Loc, &whole).into_iter().find(|index| covers(document, *index, span.end) && from_start(index)))
        .or_else(|| of(Misc, &whole).into_iter().find(|index| covers(document, *index, span.end)))
        .map(MentionId::new)
}

fn covers(document: &Document, index: usize, end: u32) -> bool {
    document.mentions.get(index).is_some_and(|mention| mention.span.end == end)
}

fn is_coordinated(scene: &Scene, phrase: Phrase) -> bool {
    let within = |at: usize| {
        let span = scene.bytes(at, at + 1);
        let near = scene.document.mentions_in(scene.bytes(phrase.start, at + 1));
        near.into_iter()
            .filter_map(|index| scene.document.mentions.get(index))
            .any(|mention| mention.span.contains(span))
    };
    (phrase.start..phrase.end).any(|at| matches!(scene.text(at), "und" | "sowie") && !within(at))
}

/// How many mentions back an antecedent is looked for.
const BACK: usize = 40;

/// The gender of a pronoun that stands for one person.
fn pronoun_gender(pronoun: &str) -> Option<Gender> {
    match pronoun.to_lowercase().as_str() {
        "er" | "dieser" | "jener" | "seiner" | "seinen" => Some(Gender::Masculine),
        "sie" | "diese" | "jene" | "ihrer" | "ihren" => Some(Gender::Feminine),
        _ => None,
    }
}

/// The gender of a definite phrase that refers to a person named before: `die Ministerin`, `der 49-Jährige`.
fn noun_gender(scene: &Scene, phrase: Phrase) -> Option<Gender> {
    let article = Gender::of_article(scene.text(phrase.start))?;
    let head = scene.text(phrase.end.checked_sub(1)?);
    let short = phrase.end - phrase.start <= 3;
    let age = head.ends_with("Jährige");
    (short && (age || Gender::of_noun(head) == Some(article))).then_some(article)
}

/// The last person before the phrase whose gender fits; none where another one's might fit as well.
fn antecedent(scene: &Scene, phrase: Phrase, wanted: Gender) -> Option<EntityId> {
    let document = scene.document;
    let start = scene.items.get(phrase.start)?.span.start;
    let before = document.mentions.partition_point(|mention| mention.span.start < start);
    let people = (before.saturating_sub(BACK)..before)
        .rev()
        .filter_map(|index| document.mentions.get(index))
        .filter(|mention| mention.entity_type == EntityType::Per && mention.kind != MentionKind::Part);
    let mut unsure = None;
    for mention in people {
        match scene.lists.names.of_entity(document, mention.entity) {
            Some(gender) if gender == wanted => {
                let sure = unsure.is_none_or(|entity| entity == mention.entity)
                    && !is_overtaken(scene, mention.span.end, start, wanted);
                return sure.then_some(mention.entity);
            }
            Some(_) => {}
            None => {
                unsure.get_or_insert(mention.entity);
            }
        }
    }
    let only = unsure?;
    let others = document.mentions.iter().take(before).rev().take(BACK).any(|mention| {
        mention.entity_type == EntityType::Per
            && mention.entity != only
            && scene.lists.names.of_entity(document, mention.entity).is_none_or(|gender| gender == wanted)
    });
    (!others).then_some(only)
}

/// A pronoun does not reach farther back than this, in tokens.
const FAR: usize = 300;

/// Whether somebody without a name comes between: `Eine Sprecherin widersprach. … sagte sie`.
fn is_overtaken(scene: &Scene, from: u32, to: u32, gender: Gender) -> bool {
    let document = scene.document;
    let tokens = document.tokens_in(Span::new(from as usize, to as usize)).range();
    if tokens.len() > FAR {
        return true;
    }
    tokens.clone().any(|index| {
        let article = match gender {
            Gender::Masculine => matches!(document.form(index), "ein" | "Ein"),
            Gender::Feminine => matches!(document.form(index), "eine" | "Eine"),
        };
        article && (index + 1..index + 3).any(|noun| Gender::of_noun(document.form(noun)) == Some(gender))
    })
}
