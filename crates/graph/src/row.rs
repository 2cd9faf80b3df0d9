//! What all rows of a graph have in common: a key to sort by, and the merge with a row of the same key.

/// A row of one of the graph's three tables.
pub trait Row: Sized {
    /// What rows are sorted by, and at most one row of a merged table has.
    type Key: Ord;

    /// The row's key.
    fn key(&self) -> &Self::Key;

    /// Adds what `other`, a row of the same key from other documents, says. Associative and commutative.
    fn absorb(&mut self, other: Self);

    /// An estimate of the memory the row takes, in bytes.
    fn bytes(&self) -> usize;
}
