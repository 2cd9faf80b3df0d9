//! The merge of many sorted runs of rows into one, holding one row of each.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::Row;

/// Joins runs of rows, each sorted by key, into one sorted run in which rows of equal key have become one.
///
/// The runs may fail, as files do: the error is handed on, and what follows it is not the whole table.
#[derive(Debug)]
pub struct MergeRows<R: Row, I> {
    runs: Vec<I>,
    heads: BinaryHeap<Head<R>>,
    /// Runs whose next row is not yet among the heads.
    behind: Vec<usize>,
}

impl<R: Row, E, I: Iterator<Item = Result<R, E>>> MergeRows<R, I> {
    /// A merge of `runs`.
    #[must_use]
    pub fn new(runs: impl IntoIterator<Item = I>) -> Self {
        let runs: Vec<I> = runs.into_iter().collect();
        let behind = (0..runs.len()).collect();
        Self { heads: BinaryHeap::with_capacity(runs.len()), runs, behind }
    }

    /// Puts the next row of every run behind among the heads.
    fn catch_up(&mut self) -> Result<(), E> {
        while let Some(run) = self.behind.pop() {
            if let Some(row) = self.runs.get_mut(run).and_then(Iterator::next) {
                self.heads.push(Head { row: row?, run });
            }
        }
        Ok(())
    }

    fn pop(&mut self) -> Option<R> {
        let head = self.heads.pop()?;
        self.behind.push(head.run);
        Some(head.row)
    }
}

impl<R: Row, E, I: Iterator<Item = Result<R, E>>> Iterator for MergeRows<R, I> {
    type Item = Result<R, E>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(error) = self.catch_up() {
            return Some(Err(error));
        }
        let mut row = self.pop()?;
        // Heads of equal key come from other runs; a run that holds a key twice is caught too, for it has caught up.
        loop {
            if let Err(error) = self.catch_up() {
                return Some(Err(error));
            }
            if self.heads.peek().is_none_or(|head| head.row.key() != row.key()) {
                return Some(Ok(row));
            }
            if let Some(other) = self.pop() {
                row.absorb(other);
            }
        }
    }
}

/// The next row of a run. The greatest head has the smallest key, for [`BinaryHeap`] gives its greatest.
#[derive(Debug)]
struct Head<R> {
    row: R,
    run: usize,
}

impl<R: Row> Ord for Head<R> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.row.key().cmp(self.row.key()).then(other.run.cmp(&self.run))
    }
}

impl<R: Row> PartialOrd for Head<R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<R: Row> PartialEq for Head<R> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<R: Row> Eq for Head<R> {}
