//! The look at a run before it is published: every file as it was written, every document accounted for, every record
//! readable and true to its text, every end of an edge a node.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use wortlaut_export::{Entry, Outcome, PipelineStamp, Record, WireRow, read_record};
use wortlaut_graph::{EdgeRow, EvidenceRow, NodeRow};

use crate::PipelineError;
use crate::complete::Complete;
use crate::index::{EntryReader, entries_path};
use crate::ledger::{RECORDS, place, sum};
use crate::output::Written;
use crate::shards::{Output, Packing, ShardReader};
use crate::spill::rows;

/// Records that are looked at together.
const BATCH: usize = 64;

/// Audits the run in `folder`.
pub(crate) fn audit(
    complete: &Complete,
    folder: &Path,
    (run, stamp): (&str, &PipelineStamp),
    output: Output,
    threads: usize,
) -> Result<(), PipelineError> {
    complete.files.iter().try_for_each(Written::audit)?;
    let documents = complete.documents()?;
    let look = Look { run, stamp, packing: output.packing };
    let annotated = records(look, folder, threads)?;
    if annotated != documents.annotated {
        let counts = format!("{annotated} records, and {} annotated documents", documents.annotated);
        return Err(PipelineError::Audit(format!("counts do not add up: {counts}")));
    }
    graph(&folder.join("graph"))
}

/// What records are held against.
#[derive(Clone, Copy)]
struct Look<'l> {
    run: &'l str,
    stamp: &'l PipelineStamp,
    packing: Packing,
}

/// Looks at all records in the order in which they lie, and counts them.
fn records(look: Look<'_>, folder: &Path, threads: usize) -> Result<u64, PipelineError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|source| PipelineError::Threads { threads, source })?;
    let mut entries = EntryReader::open(&entries_path(folder))?;
    let mut reader = ShardReader::new(folder, RECORDS, look.packing);
    let (mut count, mut end) = (0, (0, 0));
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        let entry = entries.next_entry()?;
        let done = entry.is_none();
        if let Some(entry) = entry
            && let Outcome::Annotated { record, .. } = &entry.fate
        {
            let place = place(record);
            if (place.shard, place.offset) != end && (place.shard, place.offset) != (end.0 + 1, 0) {
                return Err(fault(&entry, "does not follow the one before"));
            }
            end = (place.shard, place.offset + place.length);
            count += 1;
            batch.push((reader.packed(place)?, entry));
        }
        if done || batch.len() >= BATCH {
            let these = std::mem::take(&mut batch);
            match threads {
                1 => these.into_iter().try_for_each(|(packed, entry)| look.at(packed, &entry))?,
                _ => pool.install(|| these.into_par_iter().try_for_each(|(packed, entry)| look.at(packed, &entry)))?,
            }
        }
        if done {
            return Ok(count);
        }
    }
}

impl Look<'_> {
    /// Looks at one record: at its bytes if an audit has seen it before, else at all it says.
    fn at(self, packed: Vec<u8>, entry: &Entry) -> Result<(), PipelineError> {
        let Outcome::Annotated { record, .. } = &entry.fate else { return Ok(()) };
        let line = self.packing.unpack(packed)?;
        if sum(&line) != record.sum {
            return Err(fault(entry, "is not what was written"));
        }
        if entry.made.run != self.run {
            return Ok(());
        }
        let line = std::str::from_utf8(&line).map_err(|_| fault(entry, "is no text"))?;
        let record = read_record(line).map_err(|error| fault(entry, &error.to_string()))?;
        let known = (&record.id, &record.source.hash, &record.source.path, record.source.index, &record.pipeline);
        if known != (&entry.id, &entry.hash, &entry.path, entry.index, self.stamp) {
            return Err(fault(entry, "is of another document, or of another pipeline"));
        }
        surfaces(&record).map_err(|what| fault(entry, &what))
    }
}

/// Whether the spans of a record lie in its text and hold what it says they hold.
fn surfaces(record: &Record) -> Result<(), String> {
    let document = record.document().map_err(|error| error.to_string())?;
    let mut tokens = document.tokens.iter().zip(&record.tokens);
    let mut mentions = document.mentions.iter().zip(&record.mentions);
    let mut times = document.times.iter().zip(&record.times);
    let aligned = tokens.all(|(token, row)| document.surface(token.span) == row.form)
        && mentions.all(|(mention, row)| document.surface(mention.span) == row.surface)
        && times.all(|(time, row)| document.surface(time.span) == row.surface);
    if aligned { Ok(()) } else { Err("has a span that does not hold its surface".to_owned()) }
}

fn fault(entry: &Entry, what: &str) -> PipelineError {
    PipelineError::Audit(format!("the record of `{}` {what}", entry.id))
}

/// Whether both ends of all edges, and of all evidence, are nodes.
fn graph(folder: &Path) -> Result<(), PipelineError> {
    let digest = |key: &str| {
        u64::from_le_bytes(blake3::hash(key.as_bytes()).as_bytes().first_chunk().copied().unwrap_or_default())
    };
    let mut nodes = HashSet::new();
    for node in rows::<NodeRow>(folder.join(NodeRow::FILE))? {
        nodes.insert(digest(&node?.key));
    }
    let there = |key: &str| {
        let missing = || PipelineError::Audit(format!("the graph has an edge of `{key}`, and no such node"));
        nodes.contains(&digest(key)).then_some(()).ok_or_else(missing)
    };
    for edge in rows::<EdgeRow>(folder.join(EdgeRow::FILE))? {
        let key = edge?.key;
        there(&key.subject)?;
        there(&key.object)?;
    }
    for evidence in rows::<EvidenceRow>(folder.join(EvidenceRow::FILE))? {
        let key = evidence?.edge;
        there(&key.subject)?;
        there(&key.object)?;
    }
    Ok(())
}
