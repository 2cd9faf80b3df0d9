//! Whom a phrase means: the mention and entity inside it, and what a pronoun refers to.

use wortlaut_model::{Document, EntityId, EntityType, MentionId, MentionKind, Party, SpeakerMethod};

use crate::gender::{self, Gender};
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
        _ if phrase.pronoun => SpeakerMethod::Coref,
        _ => SpeakerMethod::Explicit,
    };
    Speaker { party, method }
}

/// The words of `phrase` with the mention that is their head.
pub(crate) fn party(scene: &Scene, phrase: Phrase) -> Party {
    let span = scene.bytes(phrase.start, phrase.end);
    let mut party = Party { spans: vec![span], mention: None, entity: None };
    if let Some(mention) = head(scene, phrase) {
        party.entity = scene.document.mention(mention).map(|mention| mention.entity);
        party.mention = Some(mention);
    } else if phrase.pronoun {
        party.entity = antecedent(scene, phrase);
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
    let from_start = |index: &usize| {
        document.mentions.get(*index).is_some_and(|mention| {
            mention.span.start == span.start || mention.kind == MentionKind::Nominal && mention.span.contains(span)
        })
    };
    let org = || {
        let organisations = of(Org, &whole);
        if organisations.len() > 1 && is_coordinated(scene, phrase) { None } else { organisations.first().copied() }
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
    (phrase.start..phrase.end).any(|at| matches!(scene.text(at), "und" | "sowie"))
}

/// How many mentions back an antecedent is looked for.
const BACK: usize = 40;

/// The last person before the pronoun whose gender fits; none where another one's might fit as well.
fn antecedent(scene: &Scene, phrase: Phrase) -> Option<EntityId> {
    let document = scene.document;
    let pronoun = scene.text(phrase.start).to_lowercase();
    let wanted = match pronoun.as_str() {
        "er" | "dieser" | "jener" => Gender::Masculine,
        "sie" | "diese" | "jene" => Gender::Feminine,
        _ => return None,
    };
    let start = scene.items.get(phrase.start)?.span.start;
    let before = document.mentions.partition_point(|mention| mention.span.start < start);
    let people = (before.saturating_sub(BACK)..before)
        .rev()
        .filter_map(|index| document.mentions.get(index))
        .filter(|mention| mention.entity_type == EntityType::Per && mention.kind != MentionKind::Part);
    let mut unsure = None;
    for mention in people {
        match gender::of_entity(document, mention.entity) {
            Some(gender) if gender == wanted => {
                return unsure.is_none_or(|entity| entity == mention.entity).then_some(mention.entity);
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
            && gender::of_entity(document, mention.entity).is_none_or(|gender| gender == wanted)
    });
    (!others).then_some(only)
}
