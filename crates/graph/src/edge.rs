//! Edges: what joins two entities, with its counts.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use wortlaut_model::{Modality, Polarity, RelationType};

use crate::Row;

/// What an edge says of its two entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EdgeType {
    /// A relation that a text states or denies.
    Relation(RelationType),
    /// The subject names the object in a quote.
    Says,
    /// Both are named in one sentence. Symmetric.
    CoOccurs,
}

impl EdgeType {
    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Relation(relation) => relation.name(),
            Self::Says => "says",
            Self::CoOccurs => "co_occurs",
        }
    }

    /// The type of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|edge_type| edge_type.name() == name)
    }

    /// All types: the relations in the order of their inventory, then the graph's own.
    pub fn all() -> impl Iterator<Item = Self> {
        RelationType::ALL.iter().map(|&relation| Self::Relation(relation)).chain([Self::Says, Self::CoOccurs])
    }

    /// Whether the edge has no direction; then the smaller key is the subject, so that two documents that name the two in
    /// different order speak of one edge.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        match self {
            Self::Relation(relation) => relation.is_symmetric(),
            Self::Says => false,
            Self::CoOccurs => true,
        }
    }
}

// By name, so that rows sorted in memory are rows sorted in the file.
impl Ord for EdgeType {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for EdgeType {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What makes two edges the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeKey {
    /// Key of the entity that acts, has or speaks.
    pub subject: Arc<str>,
    /// How the two are joined.
    pub edge_type: EdgeType,
    /// Key of the other entity.
    pub object: Arc<str>,
}

impl EdgeKey {
    /// A key with the smaller entity key first where the type is symmetric.
    #[must_use]
    pub fn new(subject: Arc<str>, edge_type: EdgeType, object: Arc<str>) -> Self {
        if edge_type.is_symmetric() && object < subject {
            Self { subject: object, edge_type, object: subject }
        } else {
            Self { subject, edge_type, object }
        }
    }
}

impl fmt::Debug for EdgeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.subject, self.edge_type.name(), self.object)
    }
}

/// An edge and the pieces of evidence for and against it.
///
/// `weight` counts only what affirms the edge. A relation that texts only deny ("X trat der Y nicht bei") has weight 0
/// and a count in `negated`, so no reader that goes by weight takes a denial for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeRow {
    /// Which two, and how they are joined.
    pub key: EdgeKey,
    /// Pieces of evidence that affirm it: the sum of the four modalities.
    pub weight: u64,
    /// Documents with evidence that affirms it.
    pub documents: u64,
    /// Affirmed by the text itself.
    pub asserted: u64,
    /// Affirmed by somebody the text quotes.
    pub reported: u64,
    /// Affirmed as a possibility.
    pub possible: u64,
    /// Affirmed as a plan.
    pub planned: u64,
    /// Pieces of evidence that deny it.
    pub negated: u64,
}

impl EdgeRow {
    /// An edge without evidence.
    #[must_use]
    pub fn new(key: EdgeKey) -> Self {
        Self { key, weight: 0, documents: 0, asserted: 0, reported: 0, possible: 0, planned: 0, negated: 0 }
    }

    /// Counts one piece of evidence; documents are the caller's to count.
    pub(crate) fn count(&mut self, polarity: Polarity, modality: Modality) {
        if polarity == Polarity::Negated {
            self.negated += 1;
            return;
        }
        self.weight += 1;
        match modality {
            Modality::Asserted => self.asserted += 1,
            Modality::Reported => self.reported += 1,
            Modality::Possible => self.possible += 1,
            Modality::Planned => self.planned += 1,
        }
    }
}

impl Row for EdgeRow {
    type Key = EdgeKey;

    fn key(&self) -> &EdgeKey {
        &self.key
    }

    fn absorb(&mut self, other: Self) {
        self.weight += other.weight;
        self.documents += other.documents;
        self.asserted += other.asserted;
        self.reported += other.reported;
        self.possible += other.possible;
        self.planned += other.planned;
        self.negated += other.negated;
    }

    fn bytes(&self) -> usize {
        // The entities' keys are shared with the nodes of their document; their allocations are counted once more here,
        // for fragments of many documents share less.
        size_of::<Self>() + size_of::<EdgeKey>() + self.key.subject.len() + self.key.object.len() + 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_names_of_their_own_and_are_found_by_them() {
        for edge_type in EdgeType::all() {
            assert_eq!(EdgeType::named(edge_type.name()), Some(edge_type));
        }
        assert_eq!(EdgeType::named("knows"), None);
    }

    #[test]
    fn symmetric_edges_have_the_smaller_key_first() {
        let key = |edge_type| EdgeKey::new("loc:b".into(), edge_type, "loc:a".into());
        assert_eq!(format!("{:?}", key(EdgeType::CoOccurs)), "loc:a co_occurs loc:b");
        assert_eq!(format!("{:?}", key(EdgeType::Relation(RelationType::Borders))), "loc:a borders loc:b");
        assert_eq!(format!("{:?}", key(EdgeType::Relation(RelationType::PartOf))), "loc:b part_of loc:a");
    }
}
