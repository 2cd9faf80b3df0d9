//! A queue between the reader and the pool, bounded by bytes, from which whatever is there is taken as one batch.
//!
//! A fast reader is held back when the queue is full; a slow one (a pipe that delivers a line now and then) never makes
//! a finished line wait for a batch to fill.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a waiting thread looks whether it shall stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// A queue of items that each weigh some bytes.
pub struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    limit: u64,
}

struct State<T> {
    items: VecDeque<(T, u64)>,
    bytes: u64,
    closed: bool,
}

impl<T> Queue<T> {
    /// A queue that holds up to `limit` bytes, or one item.
    pub fn new(limit: u64) -> Self {
        let state = State { items: VecDeque::new(), bytes: 0, closed: false };
        Self { state: Mutex::new(state), changed: Condvar::new(), limit }
    }

    /// Appends an item, once there is room for it. False when the queue is closed, and nobody will take it.
    pub fn push(&self, item: T, bytes: u64) -> bool {
        let mut state = self.lock();
        while !state.closed && !state.items.is_empty() && state.bytes + bytes > self.limit {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return false;
        }
        state.bytes += bytes;
        state.items.push_back((item, bytes));
        self.changed.notify_all();
        true
    }

    /// Says that nothing more comes, or that nothing more is wanted.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits for an item, and takes all there are. None when the queue is closed and empty, or when `stop` is set.
    pub fn take(&self, stop: &AtomicBool) -> Option<Vec<T>> {
        let mut state = self.lock();
        while state.items.is_empty() {
            if state.closed || stop.load(Ordering::Relaxed) {
                return None;
            }
            (state, _) = self.changed.wait_timeout(state, PATIENCE).unwrap_or_else(PoisonError::into_inner);
        }
        state.bytes = 0;
        let items = state.items.drain(..).map(|(item, _)| item).collect();
        self.changed.notify_all();
        Some(items)
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn all_items_come_through_in_order_and_no_batch_weighs_more_than_the_limit() {
        let queue = Arc::new(Queue::new(10));
        let pushing = Arc::clone(&queue);
        let reader = std::thread::spawn(move || {
            assert!((0..1000).all(|item| pushing.push(item, 3)));
            pushing.close();
        });
        let stop = AtomicBool::new(false);
        let batches: Vec<Vec<i32>> = std::iter::from_fn(|| queue.take(&stop)).collect();
        reader.join().unwrap();
        assert!(batches.iter().all(|batch| batch.len() <= 3));
        assert_eq!(batches.concat(), (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn an_item_over_the_limit_passes_alone_and_a_closed_queue_takes_nothing() {
        let queue = Queue::new(1);
        assert!(queue.push("big", 99));
        assert_eq!(queue.take(&AtomicBool::new(false)), Some(vec!["big"]));
        assert_eq!(queue.take(&AtomicBool::new(true)), None);
        queue.close();
        assert!(!queue.push("late", 1));
    }
}
