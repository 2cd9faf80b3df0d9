//! The graph of some documents, and the merge of two of them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use wortlaut_model::{Document, OffsetUnit, Polarity};

use crate::{EdgeRow, EvidenceRow, NodeRow, Row, document};

/// The graph of some documents. The default is the graph of none, neutral to [`Fragment::merge`].
///
/// Evidence is only gathered while fragments are merged; it is sorted, and edges are counted from it, when they are first
/// asked for. So a merge costs next to nothing, and an edge can say nothing that its evidence does not.
#[derive(Debug, Clone, Default)]
pub struct Fragment {
    nodes: BTreeMap<Arc<str>, NodeRow>,
    /// In the order of the merges, the same row perhaps twice.
    evidence: Vec<EvidenceRow>,
    /// The sum over all rows: kept, for a runner asks after every document.
    bytes: usize,
    sorted: OnceLock<Sorted>,
}

/// What is worked out of the gathered evidence.
#[derive(Debug, Clone)]
struct Sorted {
    /// Positions of the evidence in the order of the rows, each row once.
    order: Vec<usize>,
    edges: Vec<EdgeRow>,
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
        let evidence = document::evidence(document, unit);
        let bytes = evidence.iter().map(evidence_bytes).sum();
        let mut fragment = Self { evidence, bytes, ..Self::default() };
        document::nodes(document).for_each(|node| fragment.add_node(node));
        fragment
    }

    /// The graph of rows that were written down: those of one document or of some, in any order.
    #[must_use]
    pub fn of_rows(nodes: Vec<NodeRow>, evidence: Vec<EvidenceRow>) -> Self {
        let bytes = evidence.iter().map(evidence_bytes).sum();
        let mut fragment = Self { evidence, bytes, ..Self::default() };
        nodes.into_iter().for_each(|node| fragment.add_node(node));
        fragment
    }

    /// The graph of the documents of both. Associative and commutative; `self` and `other` have no document in common.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        // The smaller is poured into the larger: a document into a corpus, not the corpus into the document.
        let (mut into, from) = if self.bytes < other.bytes { (other, self) } else { (self, other) };
        into.sorted.take();
        into.bytes += from.evidence.iter().map(evidence_bytes).sum::<usize>();
        into.evidence.extend(from.evidence);
        from.nodes.into_values().for_each(|node| into.add_node(node));
        into
    }

    /// The nodes, sorted by key.
    pub fn nodes(&self) -> impl Iterator<Item = &NodeRow> {
        self.nodes.values()
    }

    /// The edges, sorted by subject, type and object.
    pub fn edges(&self) -> impl Iterator<Item = &EdgeRow> {
        self.sorted().edges.iter()
    }

    /// The evidence, sorted by edge, document and place.
    pub fn evidence(&self) -> impl Iterator<Item = &EvidenceRow> {
        self.sorted().order.iter().filter_map(|&position| self.evidence.get(position))
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.evidence.is_empty()
    }

    /// An estimate of the memory it takes, in bytes, with that for sorting: what a runner spills by. What rows share is
    /// counted for each of them, so it errs on the safe side.
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

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| {
            let mut rows: Vec<(usize, &EvidenceRow)> = self.evidence.iter().enumerate().collect();
            rows.sort_unstable_by_key(|(_, row)| *row);
            rows.dedup_by_key(|(_, row)| *row);
            let edges = edges(rows.iter().map(|(_, row)| *row));
            Sorted { order: rows.into_iter().map(|(position, _)| position).collect(), edges }
        })
    }
}

/// The same graph, in whatever order it was merged.
impl PartialEq for Fragment {
    fn eq(&self, other: &Self) -> bool {
        self.nodes == other.nodes && self.evidence().eq(other.evidence())
    }
}

impl Eq for Fragment {}

/// The edges that sorted evidence affirms and denies.
fn edges<'e>(evidence: impl Iterator<Item = &'e EvidenceRow>) -> Vec<EdgeRow> {
    let mut edges: Vec<EdgeRow> = Vec::new();
    let mut affirming = None;
    for row in evidence {
        if edges.last().is_none_or(|edge| edge.key != row.edge) {
            edges.push(EdgeRow::new(row.edge.clone()));
            affirming = None;
        }
        let Some(edge) = edges.last_mut() else { continue };
        edge.count(row.polarity, row.modality);
        if row.polarity == Polarity::Affirmed && affirming != Some(&row.document) {
            edge.documents += 1;
            affirming = Some(&row.document);
        }
    }
    edges
}

/// The memory of a row, of its place in the order, and of the edge it may be the only one of.
fn evidence_bytes(row: &EvidenceRow) -> usize {
    row.bytes() + size_of::<EdgeRow>() + 3 * size_of::<usize>()
}
