//! One entity graph from many documents: an associative, commutative merge of fragments.
//!
//! A [`Fragment`] is the graph of some documents: nodes are entities, edges join two of them by a relation, by speech
//! (`says`) or by standing in one sentence (`co_occurs`), and every edge has its evidence. [`Fragment::of`] makes the
//! graph of one document, [`Fragment::merge`] joins two of disjoint documents. Merging only gathers; names are
//! chosen and edges counted from what was gathered: any split of a corpus, merged in any order, gives the same graph.
//!
//! A corpus need not fit in memory: a fragment gives its rows in the order of their keys, a runner writes them down when
//! [`Fragment::bytes`] has grown too large, and [`MergeRows`] joins any number of such sorted runs, holding one row of
//! each.

mod document;
mod edge;
mod evidence;
mod fragment;
mod merge;
mod node;
mod row;

pub use document::MOST_NAMES;
pub use edge::{EdgeKey, EdgeRow, EdgeType};
pub use evidence::EvidenceRow;
pub use fragment::Fragment;
pub use merge::MergeRows;
pub use node::NodeRow;
pub use row::Row;
