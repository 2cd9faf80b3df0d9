//! What one document gives to the graph: its nodes and the evidence of its edges.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wortlaut_model::{
    Bytes, Document, Entity, EntityId, Mention, MentionKind, Modality, OffsetTable, OffsetUnit, Party, Polarity, Quote,
    Role, Rule, Span,
};

use crate::{EdgeKey, EdgeType, EvidenceRow, NodeRow};

/// Entities that a sentence may name for its pairs to become `co_occurs` edges. A sentence of more is a list or a table:
/// standing in it says little, and pairs grow with the square of its length.
pub const MOST_NAMES: usize = 24;

/// The nodes of a document, one an entity.
pub(crate) fn nodes(document: &Document) -> impl Iterator<Item = NodeRow> {
    let mut nodes: BTreeMap<&str, NodeRow> = BTreeMap::new();
    for entity in &document.entities {
        let node = nodes.entry(&entity.key).or_insert_with(|| NodeRow {
            key: Arc::from(&*entity.key),
            names: BTreeMap::new(),
            documents: 1,
            mentions: 0,
        });
        node.mentions += entity.mentions.len() as u64;
        for alias in &entity.aliases {
            node.names.entry(Arc::from(&**alias)).or_default();
        }
        // One document, one vote, even if two entities of the document have one key.
        *node.names.entry(Arc::from(&*entity.name)).or_default() = 1;
    }
    nodes.into_values()
}

/// The evidence of a document's edges: of relations, then of `says`, then of `co_occurs`.
pub(crate) fn evidence(document: &Document, unit: OffsetUnit) -> Vec<EvidenceRow> {
    let mut reader = Reader {
        document,
        id: Arc::from(&*document.id),
        offsets: OffsetTable::new(&document.text, unit),
        keys: document.entities.iter().map(|entity| Arc::from(&*entity.key)).collect(),
        sentences: BTreeMap::new(),
        rows: Vec::new(),
    };
    reader.relations();
    reader.quotes();
    reader.sentences();
    reader.rows
}

/// Reads the edges of one document.
struct Reader<'d> {
    document: &'d Document,
    id: Arc<str>,
    offsets: OffsetTable<'d>,
    /// Keys of the document's entities, allocated once.
    keys: Vec<Arc<str>>,
    /// Texts of the sentences met so far, allocated once.
    sentences: BTreeMap<usize, Arc<str>>,
    rows: Vec<EvidenceRow>,
}

impl Reader<'_> {
    /// Relations of two entities. One without an object (`member_count`) joins nothing and stays in the record.
    fn relations(&mut self) {
        for relation in &self.document.relations {
            let Some(object) = relation.object else { continue };
            let edge_type = EdgeType::Relation(relation.relation_type);
            for &span in &relation.evidence {
                let found = Found { polarity: relation.polarity, modality: relation.modality, rule: relation.rule };
                self.push(relation.subject, edge_type, object, span, found);
            }
        }
    }

    /// Who names whom in what they say: one piece of evidence a quote and entity, at the part of the quote that names it
    /// first.
    fn quotes(&mut self) {
        for quote in &self.document.quotes {
            let Some(speaker) = entity_of(self.document, &quote.speaker) else { continue };
            for (object, span) in named_in_quote(self.document, quote) {
                self.push(speaker, EdgeType::Says, object, span, Found::by(quote.rule));
            }
        }
    }

    /// Who stands beside whom: one piece of evidence a sentence and pair, with the sentence as its place.
    fn sentences(&mut self) {
        for sentence in &self.document.sentences {
            if !self.document.role_at(sentence.span.start as usize).is_prose() {
                continue;
            }
            let named: BTreeSet<EntityId> = named(self.document, sentence.span).map(|mention| mention.entity).collect();
            if named.len() > MOST_NAMES {
                continue;
            }
            for &first in &named {
                for &second in named.range(first..).skip(1) {
                    self.push(first, EdgeType::CoOccurs, second, sentence.span, Found::by("graph.co-occurs"));
                }
            }
        }
    }

    /// Adds evidence, unless the two are one, or the place is page furniture.
    fn push(&mut self, subject: EntityId, edge_type: EdgeType, object: EntityId, span: Span<Bytes>, found: Found) {
        let (Some(subject), Some(object)) = (self.keys.get(subject.index()), self.keys.get(object.index())) else {
            return;
        };
        if subject == object || self.document.role_at(span.start as usize) == Role::Boilerplate {
            return;
        }
        let edge = EdgeKey::new(Arc::clone(subject), edge_type, Arc::clone(object));
        let sentence = self.document.sentence_at(span.start as usize).unwrap_or(self.document.sentences.len());
        let text = self.text_of(sentence);
        self.rows.push(EvidenceRow {
            edge,
            document: Arc::clone(&self.id),
            start: self.offsets.at(span.start as usize),
            end: self.offsets.at(span.end as usize),
            sentence,
            text,
            polarity: found.polarity,
            modality: found.modality,
            rule: Cow::Borrowed(found.rule),
        });
    }

    fn text_of(&mut self, sentence: usize) -> Arc<str> {
        let text = || self.document.sentences.get(sentence).map_or("", |sentence| self.document.surface(sentence.span));
        Arc::clone(self.sentences.entry(sentence).or_insert_with(|| Arc::from(text())))
    }
}

/// How evidence was found, and what it says of its edge.
#[derive(Clone, Copy)]
struct Found {
    polarity: Polarity,
    modality: Modality,
    rule: Rule,
}

impl Found {
    /// Evidence of what the text itself shows.
    fn by(rule: Rule) -> Self {
        Self { polarity: Polarity::Affirmed, modality: Modality::Asserted, rule }
    }
}

/// Whom a party is, directly or through its mention.
fn entity_of(document: &Document, party: &Party) -> Option<EntityId> {
    party.entity.or_else(|| party.mention.and_then(|id| document.mention(id)).map(|mention| mention.entity))
}

/// The entities named in a quote, each with the first of the quote's spans that names it.
fn named_in_quote(document: &Document, quote: &Quote) -> BTreeMap<EntityId, Span<Bytes>> {
    let mut entities = BTreeMap::new();
    for &span in &quote.spans {
        for mention in named(document, span) {
            entities.entry(mention.entity).or_insert(span);
        }
    }
    entities
}

/// The mentions within `span` that name: `Kiel`, and `Kiel` of `Kiel-Besuch`, but neither `Kieler` nor `die Stadt`.
fn named(document: &Document, span: Span<Bytes>) -> impl Iterator<Item = &Mention> {
    let mentions = document.mentions.get(document.mentions_in(span)).unwrap_or_default();
    mentions.iter().filter(move |mention| {
        matches!(mention.kind, MentionKind::Name | MentionKind::Part)
            && span.contains(mention.span)
            && document.entity(mention.entity).is_some_and(|entity: &Entity| !entity.key.is_empty())
    })
}
