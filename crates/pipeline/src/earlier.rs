//! What earlier runs have left that can be kept: the run that is published, and runs that were cut short.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use wortlaut_export::{Entry, Plan, Rerun, Stored};

use crate::PipelineError;
use crate::index::{EntryReader, FOLDER, Index};
use crate::ledger::{LEAVINGS, Packed, RECORDS, place, sum};
use crate::shards::{Packing, ShardReader};

/// An earlier run, read by many threads.
#[derive(Debug)]
pub(crate) struct Earlier {
    /// What it did.
    pub(crate) plan: Plan,
    /// Its entries.
    pub(crate) index: Index,
    /// The first stage that has to run again on what it annotated; none where that stands as it is.
    pub(crate) rerun: Option<Rerun>,
    folder: PathBuf,
    packing: Packing,
    idle: Mutex<Vec<Hands>>,
}

/// The open files of one thread.
#[derive(Debug)]
struct Hands {
    entries: EntryReader,
    records: ShardReader,
    leavings: ShardReader,
}

impl Earlier {
    /// The run in `folder`.
    pub(crate) fn new(folder: &Path, plan: Plan, index: Index, packing: Packing, rerun: Option<Rerun>) -> Self {
        Self { plan, index, rerun, folder: folder.to_owned(), packing, idle: Mutex::default() }
    }

    /// Where its files are.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The entry of the document `id`.
    pub(crate) fn find(&self, id: &str) -> Result<Option<Entry>, PipelineError> {
        self.with(|hands| self.index.find_by(id, &mut hands.entries))
    }

    /// The entries of this key.
    pub(crate) fn of_key(&self, key: &str) -> Result<Vec<Entry>, PipelineError> {
        self.with(|hands| self.index.of_key(key, &mut hands.entries))
    }

    /// The entry that begins at a place of its file.
    pub(crate) fn at(&self, offset: u64) -> Result<Entry, PipelineError> {
        self.with(|hands| hands.entries.at(offset))
    }

    /// The lines of a record and its leavings; none where they are not what was written.
    pub(crate) fn lines(&self, record: &Stored, leavings: &Stored) -> Option<(Vec<u8>, Vec<u8>)> {
        self.with(|hands| Ok((whole(&mut hands.records, record), whole(&mut hands.leavings, leavings))))
            .ok()
            .and_then(|(record, leavings)| record.zip(leavings))
    }

    /// A record and its leavings packed as `to` wants it; none where they are not what was written.
    pub(crate) fn packed(&self, record: &Stored, leavings: &Stored, to: Packing) -> Option<Packed> {
        let read = self.with(|hands| {
            let record = checked(&mut hands.records, record, to)?;
            let leavings = checked(&mut hands.leavings, leavings, to)?;
            Ok(record.zip(leavings).map(|(record, leavings)| Packed { record, leavings }))
        });
        read.ok().flatten()
    }

    fn with<T>(&self, work: impl FnOnce(&mut Hands) -> Result<T, PipelineError>) -> Result<T, PipelineError> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle().pop();
        let mut hands = match taken {
            Some(hands) => hands,
            None => Hands {
                entries: self.index.reader()?,
                records: ShardReader::new(&self.folder, RECORDS, self.packing),
                leavings: ShardReader::new(&self.folder.join(FOLDER), LEAVINGS, self.packing),
            },
        };
        let result = work(&mut hands);
        if result.is_ok() {
            idle().push(hands);
        }
        result
    }
}

/// A line, if it is what was written.
fn whole(reader: &mut ShardReader, stored: &Stored) -> Option<Vec<u8>> {
    reader.line(place(stored)).ok().filter(|line| sum(line) == stored.sum)
}

/// A line, if it is what was written, packed anew only where it has to be.
fn checked(reader: &mut ShardReader, stored: &Stored, to: Packing) -> Result<Option<Vec<u8>>, PipelineError> {
    let packed = reader.packed(place(stored))?;
    let from = reader.packing();
    let line = from.unpack(packed.clone())?;
    if sum(&line) != stored.sum {
        return Ok(None);
    }
    if from == to { Ok(Some(packed)) } else { to.pack(line).map(Some) }
}
