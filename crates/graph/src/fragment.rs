//! The graph of some documents, and the merge of two of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wortlaut_model::{Document, OffsetUnit};

use crate::{EdgeKey, EdgeRow, EvidenceRow, NodeRow, Row, document};

/// The graph of some documents. The default is the graph of none, neutral to [`Fragment::merge`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fragment {
    nodes: BTreeMap<Arc<str>, NodeRow>,
    edges: BTreeMap<EdgeKey, EdgeRow>,
    evidence: BTreeSet<EvidenceRow>,
    /// The sum over all rows: kept, for a runner asks after every document.
    bytes: usize,
}

impl Fragment {
    /// The graph of one document, with evidence offsets in code points.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self::counted_in(OffsetUnit::CodePoint, document)
    }

    /// The graph of one document, with evidence offsets in `unit`.
    #[must_use]
    pub fn counted_in(unit: OffsetUnit, document: &Document) -> Self {
        let mut fragment = Self::default();
        for node in document::nodes(document) {
            fragment.add_node(node);
        }
        for evidence in document::evidence(document, unit) {
            fragment.add_new_evidence(evidence);
        }
        fragment
    }

    /// The graph of the documents of both. Associative and commutative; `self` and `other` have no document in common.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        // The smaller is poured into the larger: a document into a corpus, not the corpus into the document.
        let (mut into, from) = if self.bytes < other.bytes { (other, self) } else { (self, other) };
        from.nodes.into_values().for_each(|node| into.add_node(node));
        from.edges.into_values().for_each(|edge| into.add_edge(edge));
        for evidence in from.evidence {
            let bytes = evidence.bytes();
            if into.evidence.insert(evidence) {
                into.bytes += bytes;
            }
        }
        into
    }

    /// The nodes, sorted by key.
    pub fn nodes(&self) -> impl Iterator<Item = &NodeRow> {
        self.nodes.values()
    }

    /// The edges, sorted by subject, type and object.
    pub fn edges(&self) -> impl Iterator<Item = &EdgeRow> {
        self.edges.values()
    }

    /// The evidence, sorted by edge, document and place.
    pub fn evidence(&self) -> impl Iterator<Item = &EvidenceRow> {
        self.evidence.iter()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.edges.is_empty() && self.evidence.is_empty()
    }

    /// An estimate of the memory it takes, in bytes: what a runner spills by. Counts what rows share once for each row,
    /// so it errs on the safe side.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn add_node(&mut self, node: NodeRow) {
        let Some(known) = self.nodes.get_mut(&node.key) else {
            self.bytes += node.bytes();
            self.nodes.insert(Arc::clone(&node.key), node);
            return;
        };
        let before = known.bytes();
        known.absorb(node);
        self.bytes = self.bytes - before + known.bytes();
    }

    fn add_edge(&mut self, edge: EdgeRow) {
        if let Some(known) = self.edges.get_mut(&edge.key) {
            known.absorb(edge);
        } else {
            self.bytes += edge.bytes();
            self.edges.insert(edge.key.clone(), edge);
        }
    }

    /// Adds evidence of the one document at hand and counts it with its edge, unless it is known.
    fn add_new_evidence(&mut self, evidence: EvidenceRow) {
        if self.evidence.contains(&evidence) {
            return;
        }
        if !self.edges.contains_key(&evidence.edge) {
            self.add_edge(EdgeRow::new(evidence.edge.clone()));
        }
        if let Some(edge) = self.edges.get_mut(&evidence.edge) {
            edge.count(evidence.polarity, evidence.modality);
        }
        self.bytes += evidence.bytes();
        self.evidence.insert(evidence);
    }
}
