//! A worked case for each layer, counted by hand.

use wortlaut_model::{Entity, Mention, MentionId};

use super::*;
use crate::gold::GoldEntity;

/// `Anna Berg kam. Berg ging nach Bonn.` with two entities; the system finds both mentions of the first, splits them,
/// and takes Bonn for an organisation.
fn case() -> (GoldDocument, Document) {
    let text = "Anna Berg kam. Berg ging nach Bonn.";
    let entity = |id: &str, entity_type: &str, spans: &[(usize, usize)]| GoldEntity {
        id: id.to_owned(),
        entity_type: entity_type.to_owned(),
        name: id.to_owned(),
        mentions: spans.iter().map(|&(start, end)| (Span::new(start, end), "name".to_owned())).collect(),
    };
    let gold = GoldDocument {
        id: "d".to_owned(),
        date: "2024-01-01".to_owned(),
        text: text.to_owned(),
        furniture: vec![(Span::new(0, 14), "title".to_owned())],
        entities: vec![entity("e1", "PER", &[(0, 9), (15, 19)]), entity("e2", "LOC", &[(30, 34)])],
        times: Vec::new(),
        quotes: Vec::new(),
        relations: Vec::new(),
    };
    let mut document = Document::plain("d", text);
    let found = [(0, 9, EntityType::Per), (15, 19, EntityType::Per), (30, 34, EntityType::Org)];
    for (index, (start, end, entity_type)) in found.into_iter().enumerate() {
        document.mentions.push(Mention {
            span: Span::new(start, end),
            entity_type,
            kind: MentionKind::Name,
            entity: EntityId::new(index),
            confidence: 1.0,
            rule: "test",
        });
        document.entities.push(Entity {
            key: String::new(),
            name: String::new(),
            entity_type,
            aliases: Vec::new(),
            roles: Vec::new(),
            links: Vec::new(),
            mentions: vec![MentionId::new(index)],
        });
    }
    (gold, document)
}

#[track_caller]
fn check(layer: Layer, measure: &str, gold: usize, predicted: usize, correct: usize) {
    let (golden, document) = case();
    let scores = score(layer, &golden, &document);
    let found = scores.iter().find(|score| score.measure == measure).map(|score| score.counts);
    assert_eq!(found, Some(Counts { gold, predicted, correct }));
}

#[test]
fn names_need_span_and_type() {
    check(Layer::Names, "strict", 3, 3, 2);
    check(Layer::Names, "boundaries only", 3, 3, 3);
    check(Layer::Names, "LOC", 1, 0, 0);
    check(Layer::Names, "ORG", 0, 1, 0);
}

#[test]
fn entities_need_the_pair() {
    check(Layer::Entities, "pairs of mentions", 1, 0, 0);
}

#[test]
fn roles_count_characters_without_blanks() {
    check(Layer::Roles, "title", 12, 0, 0);
    check(Layer::Roles, "body", 17, 29, 17);
}
