//! Several input files read at the same time, their documents in the order of the files.
//!
//! One thread reads a file as fast as it is decompressed; a corpus in shards is read by several threads, each some files
//! ahead of what is being annotated. What they hold is bounded: a lane of files waits when it is full, and no more lanes
//! are opened than there are readers to fill them.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use wortlaut_ingest::{Input, Item, Options, Reader};

use crate::queue::Queue;

/// Bytes of files on disk that make a lane: many small files are not worth one each.
const LANE_BYTES: u64 = 1 << 20;

/// Files that make a lane, however small they are.
const LANE_FILES: usize = 64;

/// What an item costs besides its text.
const ITEM_BYTES: u64 = 256;

/// Reads inputs, several at a time where there are several.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one a run")]
pub enum InputReader {
    /// One after the other, on the caller's thread.
    Serial(Reader),
    /// Several at a time.
    Parallel(ParallelReader),
}

impl InputReader {
    /// A reader of `inputs` with up to `threads` threads, each of which may be ahead by `bytes` of documents.
    #[must_use]
    pub fn open(inputs: Vec<Input>, options: &Options, threads: usize, bytes: u64) -> Self {
        if threads <= 1 || inputs.len() <= 1 {
            return Self::Serial(Reader::open(inputs, options));
        }
        Self::Parallel(ParallelReader::open(inputs, options, threads, bytes))
    }

    /// Counts the bytes read so far, as they lie on disk.
    #[must_use]
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        match self {
            Self::Serial(reader) => reader.bytes_read(),
            Self::Parallel(reader) => Arc::clone(&reader.shared.read),
        }
    }
}

impl Iterator for InputReader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        match self {
            Self::Serial(reader) => reader.next(),
            Self::Parallel(reader) => reader.next(),
        }
    }
}

/// Reads several inputs at a time.
pub struct ParallelReader {
    shared: Arc<Shared>,
    lanes: Receiver<Lane>,
    current: Option<Lane>,
    ready: VecDeque<Item>,
}

/// The documents of some consecutive files, as far as they are read and not yet taken.
type Lane = Arc<Queue<Item>>;

/// What all readers know.
struct Shared {
    read: Arc<AtomicU64>,
    closed: AtomicBool,
    options: Options,
    bytes: u64,
}

/// The files that no reader has taken yet, and the way to tell of the next lane. Both under one lock, so that lanes come
/// in the order of the files.
struct Waiting {
    inputs: std::vec::IntoIter<Input>,
    lanes: SyncSender<Lane>,
}

impl std::fmt::Debug for ParallelReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParallelReader").field("read", &self.shared.read).finish_non_exhaustive()
    }
}

impl ParallelReader {
    fn open(inputs: Vec<Input>, options: &Options, threads: usize, bytes: u64) -> Self {
        let readers = threads.min(inputs.len());
        let (sender, lanes) = sync_channel(readers);
        let shared = Shared { read: Arc::default(), closed: AtomicBool::new(false), options: options.clone(), bytes };
        let shared = Arc::new(shared);
        let waiting = Arc::new(Mutex::new(Waiting { inputs: inputs.into_iter(), lanes: sender }));
        for _ in 0..readers {
            let (shared, waiting) = (Arc::clone(&shared), Arc::clone(&waiting));
            // Not waited for: a thread may hang in a read when its documents are no longer wanted, and ends with the next.
            std::thread::spawn(move || while shared.fill_next(&waiting) {});
        }
        Self { shared, lanes, current: None, ready: VecDeque::new() }
    }
}

impl Shared {
    /// Reads the next files into a lane of their own. False when there are none, or nobody wants them.
    fn fill_next(&self, waiting: &Mutex<Waiting>) -> bool {
        let lane = Arc::new(Queue::new(self.bytes));
        let inputs = {
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let inputs = next_files(&mut waiting.inputs);
            // Waits here where enough lanes are open, and the other readers wait for the lock.
            if inputs.is_empty() || waiting.lanes.send(Arc::clone(&lane)).is_err() {
                return false;
            }
            inputs
        };
        let wanted = !self.closed.load(Ordering::SeqCst) && self.fill(&lane, inputs);
        lane.close();
        wanted
    }

    fn fill(&self, lane: &Lane, inputs: Vec<Input>) -> bool {
        let mut reader = Reader::open(inputs, &self.options);
        let (count, mut counted) = (reader.bytes_read(), 0);
        let wanted = reader.all(|item| {
            let bytes = match &item {
                Item::Document(raw) => raw.bytes.len() as u64,
                Item::Rejected(_) => 0,
            };
            self.count(&count, &mut counted);
            lane.push(item, bytes + ITEM_BYTES)
        });
        self.count(&count, &mut counted);
        wanted
    }

    /// Adds what one reader has read since it was last asked.
    fn count(&self, count: &AtomicU64, counted: &mut u64) {
        let now = count.load(Ordering::Relaxed);
        self.read.fetch_add(now - *counted, Ordering::Relaxed);
        *counted = now;
    }
}

/// The next files, as many as make a lane.
fn next_files(inputs: &mut std::vec::IntoIter<Input>) -> Vec<Input> {
    let mut files = Vec::new();
    let mut bytes = 0;
    while bytes < LANE_BYTES && files.len() < LANE_FILES {
        let Some(input) = inputs.next() else { break };
        bytes += input.size().unwrap_or(LANE_BYTES);
        files.push(input);
    }
    files
}

impl Iterator for ParallelReader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            let lane = match self.current.take() {
                Some(lane) => lane,
                None => self.lanes.recv().ok()?,
            };
            if let Some(items) = lane.take(&self.shared.closed) {
                self.ready = items.into();
                self.current = Some(lane);
            }
        }
    }
}

impl Drop for ParallelReader {
    fn drop(&mut self) {
        // First the flag: a reader that opens a lane after the ones here are closed looks at it.
        self.shared.closed.store(true, Ordering::SeqCst);
        self.current.iter().for_each(|lane| lane.close());
        self.lanes.try_iter().for_each(|lane| lane.close());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    fn ids(reader: InputReader) -> Vec<String> {
        let id = |item| match item {
            Item::Document(raw) => raw.id,
            Item::Rejected(rejection) => rejection.code.to_owned(),
        };
        reader.map(id).collect()
    }

    /// Files of zero to four lines, every ninth of them no text.
    fn corpus(folder: &Path, files: usize) -> Vec<Input> {
        for file in 0..files {
            let lines: String =
                (0..file % 5).map(|line| format!("{{\"text\": \"Zeile {line} von {file}.\"}}\n")).collect();
            fs::write(folder.join(format!("{file:03}.jsonl")), lines).unwrap();
        }
        wortlaut_ingest::resolve(&[folder.display().to_string()], &Options::default()).unwrap().inputs
    }

    #[test]
    fn documents_come_in_the_order_of_the_files_whatever_the_threads() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = corpus(folder.path(), 300);
        let open = |threads, bytes| InputReader::open(inputs.clone(), &Options::default(), threads, bytes);
        let serial = ids(open(1, 1));
        assert!(serial.len() > 600);
        for threads in [2, 3, 16] {
            for bytes in [1, 1000, 1 << 20] {
                assert_eq!(ids(open(threads, bytes)), serial, "{threads} threads, {bytes} bytes");
            }
        }
    }

    #[test]
    fn all_bytes_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = corpus(folder.path(), 100);
        let size: u64 = inputs.iter().filter_map(Input::size).sum();
        let mut reader = InputReader::open(inputs, &Options::default(), 4, 100);
        let read = reader.bytes_read();
        while reader.next().is_some() {}
        assert_eq!(read.load(Ordering::Relaxed), size);
    }

    #[test]
    fn a_reader_that_is_dropped_leaves_no_thread_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = corpus(folder.path(), 300);
        let mut reader = InputReader::open(inputs, &Options::default(), 3, 1);
        assert!(reader.next().is_some());
        let InputReader::Parallel(parallel) = &reader else { panic!("300 files are read in parallel") };
        let shared = Arc::downgrade(&parallel.shared);
        drop(reader);
        // Ends when the last thread has let go of what they share; a thread that waits for ever fails the test by its time.
        while shared.upgrade().is_some() {
            std::thread::yield_now();
        }
    }
}
