//! The files of a run that grow with its documents: records, leavings, entries, times.
//!
//! While a run is being made they are its journal: what a killed process has written of them is checked, entry by entry,
//! against the sums that the entries name, and the next process goes on after the last whole one.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wortlaut_export::{Entry, Outcome, Stored, Timing};

use crate::PipelineError;
use crate::index::{EntryReader, FOLDER, Tables, entries_path};
use crate::output::{OutputWriter, Written};
use crate::shards::{Output, Packing, Place, ShardReader, Shards};

/// Stem of the records' files, in the folder of the run.
pub(crate) const RECORDS: &str = "annotations";

/// Stem of the leavings' files, in the folder of the index.
pub(crate) const LEAVINGS: &str = "leavings";

/// How often what was written is synced to disk: a power cut loses no more than this.
const SYNC: Duration = Duration::from_secs(30);

/// What a packed document takes with it into the files.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) record: Vec<u8>,
    pub(crate) leavings: Vec<u8>,
}

/// The files being written.
#[derive(Debug)]
pub(crate) struct Ledger {
    records: Shards,
    leavings: Shards,
    entries: OutputWriter,
    times: OutputWriter,
    synced: Instant,
}

impl Ledger {
    /// Begins the files in the folder of a run.
    pub(crate) fn create(run: &Path, times: PathBuf, output: Output) -> Result<Self, PipelineError> {
        let index = run.join(FOLDER);
        fs::create_dir_all(&index).map_err(PipelineError::io("make", &index))?;
        // Times are of work that an earlier process may have done.
        let (bytes, rows) = whole_lines(&times);
        Ok(Self {
            records: Shards::create(run, RECORDS, output)?,
            leavings: Shards::create(&index, LEAVINGS, output)?,
            entries: OutputWriter::create(entries_path(run))?,
            times: OutputWriter::resume(times, bytes, rows)?,
            synced: Instant::now(),
        })
    }

    /// Goes on after what was recovered.
    pub(crate) fn resume(
        run: &Path,
        times: PathBuf,
        output: Output,
        recovered: &Recovered,
    ) -> Result<Self, PipelineError> {
        let (bytes, rows) = whole_lines(&times);
        Ok(Self {
            records: Shards::resume(run, RECORDS, output, &recovered.records)?,
            leavings: Shards::resume(&run.join(FOLDER), LEAVINGS, output, &recovered.leavings)?,
            entries: OutputWriter::resume(entries_path(run), recovered.bytes, recovered.entries)?,
            times: OutputWriter::resume(times, bytes, rows)?,
            synced: Instant::now(),
        })
    }

    /// Writes an entry, with what it has in the other files; its places are set to where that comes to lie.
    pub(crate) fn put(&mut self, mut entry: Entry, packed: Option<&Packed>) -> Result<(), PipelineError> {
        if let (Outcome::Annotated { record, leavings, .. }, Some(packed)) = (&mut entry.fate, packed) {
            set(record, self.records.put(&packed.record)?);
            set(leavings, self.leavings.put(&packed.leavings)?);
        }
        self.entries.row(&line(&entry))
    }

    /// Notes the time that a document took, and makes sure of all that was written.
    pub(crate) fn worked(&mut self, timing: &Timing) -> Result<(), PipelineError> {
        self.times.row(&line(timing))?;
        self.hand_over()
    }

    /// Hands what was written to the system: records first, then the entries that name them.
    pub(crate) fn hand_over(&mut self) -> Result<(), PipelineError> {
        let synced = self.synced.elapsed() >= SYNC;
        self.records.hand_over(synced)?;
        self.leavings.hand_over(synced)?;
        self.times.hand_over(synced)?;
        self.entries.hand_over(synced)?;
        if synced {
            self.synced = Instant::now();
        }
        Ok(())
    }

    /// Ends the files: those of the records, and all others.
    pub(crate) fn finish(self) -> Result<(Vec<Written>, Vec<Written>), PipelineError> {
        let records = self.records.finish()?;
        let mut rest = self.leavings.finish()?;
        rest.push(self.entries.finish()?);
        self.times.finish()?;
        Ok((records, rest))
    }
}

/// A row as a line. Rows are strings and numbers: they always serialise.
pub(crate) fn line(row: &impl serde::Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(row).unwrap_or_default();
    line.push(b'\n');
    line
}

fn set(stored: &mut Stored, place: Place) {
    stored.shard = place.shard;
    stored.offset = place.offset;
    stored.length = place.length;
}

/// Where stored bytes lie.
pub(crate) fn place(stored: &Stored) -> Place {
    Place { shard: stored.shard, offset: stored.offset, length: stored.length }
}

/// Bytes whose place the ledger will set: their sum.
pub(crate) fn stored(line: &[u8]) -> Stored {
    Stored { shard: 0, offset: 0, length: 0, sum: sum(line) }
}

/// 32 hex digits of the digest of unpacked bytes.
pub(crate) fn sum(line: &[u8]) -> String {
    blake3::hash(line).to_hex().chars().take(32).collect()
}

/// What is whole of the files that a process left behind: an unbroken beginning.
#[derive(Debug, Default)]
pub(crate) struct Recovered {
    /// Entries.
    pub(crate) entries: u64,
    /// Where they are found.
    pub(crate) tables: Tables,
    /// Bytes of the entries.
    bytes: u64,
    /// Bytes and rows of each file of records.
    records: Vec<(u64, u64)>,
    /// The same of the leavings.
    leavings: Vec<(u64, u64)>,
}

impl Recovered {
    /// Reads what is in the folder of a run up to the first entry that is not whole.
    pub(crate) fn of(run: &Path, packing: Packing) -> Self {
        let mut recovered = Self::default();
        let Ok(mut reader) = EntryReader::open(&entries_path(run)) else { return recovered };
        let mut records = ShardReader::new(run, RECORDS, packing);
        let mut leavings = ShardReader::new(&run.join(FOLDER), LEAVINGS, packing);
        loop {
            let offset = reader.offset();
            let Ok(Some(entry)) = reader.next_entry() else { break };
            if let Outcome::Annotated { record, leavings: left, .. } = &entry.fate {
                if !(is_whole(record, &mut records) && is_whole(left, &mut leavings)) {
                    break;
                }
                grow(&mut recovered.records, record);
                grow(&mut recovered.leavings, left);
            }
            recovered.entries += 1;
            recovered.bytes = reader.offset();
            recovered.tables.add(&entry, offset);
        }
        recovered.tables = recovered.tables.sorted();
        recovered
    }
}

fn is_whole(stored: &Stored, reader: &mut ShardReader) -> bool {
    reader.line(place(stored)).is_ok_and(|line| sum(&line) == stored.sum)
}

/// Counts bytes into the file they lie in.
fn grow(files: &mut Vec<(u64, u64)>, stored: &Stored) {
    let shard = stored.shard as usize;
    if files.len() <= shard {
        files.resize(shard + 1, (0, 0));
    }
    if let Some((bytes, rows)) = files.get_mut(shard) {
        *bytes = stored.offset + stored.length;
        *rows += 1;
    }
}

/// Bytes and number of the whole lines of a file; none where there is no file.
fn whole_lines(path: &Path) -> (u64, u64) {
    let Ok(file) = fs::File::open(path) else { return (0, 0) };
    let (mut file, mut line) = (BufReader::new(file), Vec::new());
    let (mut bytes, mut rows) = (0, 0);
    while file.read_until(b'\n', &mut line).is_ok() && line.ends_with(b"\n") {
        (bytes, rows) = (bytes + line.len() as u64, rows + 1);
        line.clear();
    }
    (bytes, rows)
}
