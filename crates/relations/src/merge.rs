//! One relation for all sentences that state it.

use std::collections::HashMap;

use wortlaut_model::{EntityId, Modality, Polarity, Relation, RelationType};

/// Relations of a document, in the order of their first evidence.
#[derive(Debug, Default)]
pub(crate) struct Collection {
    relations: Vec<Relation>,
    /// Where each stands in the list.
    places: HashMap<Key, usize>,
}

/// Statements come in text order: evidence that overlaps is among the last.
const RECENT: usize = 8;

/// What makes two statements the same relation.
type Key = (RelationType, EntityId, Option<EntityId>, Polarity);

impl Collection {
    /// Adds a relation, or its evidence to the one that is there already.
    pub(crate) fn add(&mut self, relation: Relation) {
        let place = *self.places.entry(key(&relation)).or_insert(self.relations.len());
        let Some(known) = self.relations.get_mut(place) else {
            self.relations.push(relation);
            return;
        };
        // What the text asserts itself weighs more than what it reports.
        if known.modality != Modality::Asserted && relation.modality == Modality::Asserted {
            known.modality = relation.modality;
            known.quote = None;
        }
        known.confidence = known.confidence.max(relation.confidence);
        let (ours, theirs) = (&mut known.qualifiers, relation.qualifiers);
        ours.time = ours.time.take().or(theirs.time);
        ours.place = ours.place.or(theirs.place);
        ours.value = ours.value.take().or(theirs.value);
        for span in relation.evidence {
            if !known.evidence.iter().rev().take(RECENT).any(|other| other.overlaps(span)) {
                known.evidence.push(span);
            }
        }
    }

    /// The relations; evidence in text order.
    pub(crate) fn into_relations(mut self) -> Vec<Relation> {
        for relation in &mut self.relations {
            relation.evidence.sort_unstable();
        }
        self.relations.sort_by_key(|relation| relation.evidence.first().copied());
        self.relations
    }
}

/// Symmetric relations are the same both ways.
fn key(relation: &Relation) -> Key {
    let (mut subject, mut object) = (relation.subject, relation.object);
    if relation.relation_type.is_symmetric()
        && let Some(other) = object.filter(|other| *other < subject)
    {
        (subject, object) = (other, Some(subject));
    }
    (relation.relation_type, subject, object, relation.polarity)
}
