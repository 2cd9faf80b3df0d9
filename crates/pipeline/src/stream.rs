//! Many documents in parallel, their results in input order, in memory bounded by the batch size.
//!
//! A reader thread fills a queue bounded by bytes; what the queue holds is a batch, and goes into the pool, whose threads
//! work on up to [`BATCHES_IN_FLIGHT`] batches at a time; the caller's thread takes the results in order. With one thread
//! all of this happens on the caller's.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::prelude::*;
use wortlaut_ingest::{Item, RawDocument, Rejection};

use crate::PipelineError;
use crate::queue::Queue;

/// Batches that are worked on or waiting to be written at the same time.
const BATCHES_IN_FLIGHT: usize = 2;

/// What an item costs besides its text, so that a million empty documents are not one batch.
const ITEM_BYTES: u64 = 256;

/// How a stream is worked on.
#[derive(Debug, Clone, Copy)]
pub struct Load<'s> {
    /// Threads that annotate.
    pub threads: usize,
    /// Input bytes that a batch may hold; a larger document is a batch of its own.
    pub batch_bytes: u64,
    /// Set from outside to stop after the documents at hand.
    pub stop: &'s AtomicBool,
}

/// What is read: a document, or why there is none.
pub type Read = Result<RawDocument, Rejection>;

/// Runs `work` over all of `reader` and hands the results to `take`, in input order. When stopped, what was taken is an
/// unbroken beginning of the whole.
///
/// # Errors
/// The first error of `take`, which ends the stream, and [`PipelineError::Threads`].
pub fn stream<T: Send>(
    reader: impl Iterator<Item = Item> + Send + 'static,
    load: Load<'_>,
    work: impl Fn(Read) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), PipelineError>,
) -> Result<(), PipelineError> {
    let go_on = || !load.stop.load(Ordering::Relaxed);
    let mut items = reader.map(read);
    if load.threads <= 1 {
        return std::iter::from_fn(|| go_on().then(|| items.next())?).map(work).try_for_each(take);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(load.threads)
        .build()
        .map_err(|source| PipelineError::Threads { threads: load.threads, source })?;
    let queue = Arc::new(Queue::new(load.batch_bytes));
    fill(items, Arc::clone(&queue));
    let result = std::thread::scope(|scope| {
        let (order, ordered) = sync_channel(BATCHES_IN_FLIGHT - 1);
        scope.spawn(|| pool.in_place_scope(|pool| feed(pool, &queue, order, &work, load.stop)));
        let results = ordered.into_iter().filter_map(|batch: Receiver<Vec<Option<T>>>| batch.recv().ok()).flatten();
        let result = results.map_while(|result| result).try_for_each(&mut take);
        queue.close();
        result
    });
    queue.close();
    result
}

/// Reads into the queue on a thread of its own. The thread is not waited for: it may hang in a read from a pipe when the
/// stream has long been stopped, and ends with its next item.
fn fill(mut items: impl Iterator<Item = Read> + Send + 'static, queue: Arc<Queue<Read>>) {
    let weight = |item: &Read| item.as_ref().map_or(0, |raw| raw.bytes.len() as u64) + ITEM_BYTES;
    std::thread::spawn(move || {
        items.all(|item| {
            let bytes = weight(&item);
            queue.push(item, bytes)
        });
        queue.close();
    });
}

/// Spawns batches into the pool, until there are no more or nobody takes their results.
fn feed<'s, T: Send + 's>(
    pool: &rayon::Scope<'s>,
    queue: &Queue<Read>,
    order: SyncSender<Receiver<Vec<Option<T>>>>,
    work: &'s (impl Fn(Read) -> T + Sync),
    stop: &'s AtomicBool,
) {
    while let Some(batch) = queue.take(stop) {
        let (done, result) = sync_channel(1);
        // A full channel holds the reader back until the writer has caught up.
        if order.send(result).is_err() {
            return;
        }
        pool.spawn(move |_| {
            let unless_stopped = |item| (!stop.load(Ordering::Relaxed)).then(|| work(item));
            // Nobody waits for it after an error of the writer's.
            let _ = done.send(batch.into_par_iter().map(unless_stopped).collect());
        });
    }
}

#[expect(clippy::result_large_err, reason = "rejections are rare, and a document is larger still")]
fn read(item: Item) -> Read {
    match item {
        Item::Document(raw) => Ok(raw),
        Item::Rejected(rejection) => Err(rejection),
    }
}
