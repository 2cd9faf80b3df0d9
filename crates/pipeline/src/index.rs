//! Finding a document's entry in a run: by its id, and by what it is made of.
//!
//! `index/documents.jsonl` holds the entries in input order. `index/documents.idx` holds two sorted tables, by id and by
//! key, of 24 bytes a document each: 16 of a digest and 8 of the place in the file. It is read whole, so that a run knows
//! a document at 48 bytes, and the entries are read where they lie.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use wortlaut_export::{Entry, Outcome};

use crate::PipelineError;
use crate::output::{OutputWriter, Written};

/// What the file of the tables starts with: its kind and version.
const MAGIC: &[u8; 8] = b"WORTIDX1";

/// A digest and a place.
type Row = ([u8; 16], u64);

/// The folder of the index within a run.
pub(crate) const FOLDER: &str = "index";

/// The file of the entries within a run.
pub(crate) fn entries_path(run: &Path) -> PathBuf {
    run.join(FOLDER).join("documents.jsonl")
}

/// Where the entries of a run are.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
    tables: Tables,
}

impl Index {
    /// Reads the tables of a published run.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where it has none, [`PipelineError::Index`] where they are damaged.
    pub fn open(run: &Path) -> Result<Self, PipelineError> {
        let path = run.join(FOLDER).join("documents.idx");
        let bytes = fs::read(&path).map_err(PipelineError::io("read", &path))?;
        let damaged = || PipelineError::Index { path, what: "the tables are damaged".to_owned() };
        Ok(Self { path: entries_path(run), tables: Tables::parse(&bytes).ok_or_else(damaged)? })
    }

    /// The index of a run that is not finished, of tables made from its entries.
    pub(crate) fn of(run: &Path, tables: Tables) -> Self {
        Self { path: entries_path(run), tables }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.ids.is_empty()
    }

    /// The entry of the document `id`: of several, the one that was annotated.
    ///
    /// # Errors
    /// Where the entries cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<Entry>, PipelineError> {
        self.find_by(id, &mut self.reader()?)
    }

    /// The same with a reader that is already open.
    pub(crate) fn find_by(&self, id: &str, reader: &mut EntryReader) -> Result<Option<Entry>, PipelineError> {
        let mut found = None;
        for offset in places(&self.tables.ids, id_digest(id)) {
            let entry = reader.at(offset)?;
            if entry.id == id && (found.is_none() || matches!(entry.fate, Outcome::Annotated { .. })) {
                found = Some(entry);
            }
        }
        Ok(found)
    }

    /// All entries of the documents made of what has this key.
    pub(crate) fn of_key(&self, key: &str, reader: &mut EntryReader) -> Result<Vec<Entry>, PipelineError> {
        let offsets = key_digest(key).into_iter().flat_map(|digest| places(&self.tables.keys, digest));
        offsets.map(|offset| reader.at(offset)).collect()
    }

    /// A reader of its entries.
    pub(crate) fn reader(&self) -> Result<EntryReader, PipelineError> {
        EntryReader::open(&self.path)
    }

    /// All entries, in input order.
    ///
    /// # Errors
    /// Where they cannot be read; so may each entry be.
    pub fn entries(&self) -> Result<impl Iterator<Item = Result<Entry, PipelineError>> + use<>, PipelineError> {
        let mut reader = self.reader()?;
        Ok(std::iter::from_fn(move || reader.next_entry().transpose()))
    }

    /// Marks for all ids, none set.
    pub(crate) fn marks(&self) -> Marks<'_> {
        Marks { tables: &self.tables, set: vec![false; self.tables.ids.len()] }
    }
}

/// The digest that the table of ids is sorted by.
pub(crate) fn id_digest(id: &str) -> [u8; 16] {
    blake3::hash(id.as_bytes()).as_bytes().first_chunk().copied().unwrap_or_default()
}

/// The digest that a key is in hexadecimal digits; none for the empty key of what could not be read.
fn key_digest(key: &str) -> Option<[u8; 16]> {
    u128::from_str_radix(key, 16).ok().map(u128::to_be_bytes)
}

/// The two tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    ids: Vec<Row>,
    keys: Vec<Row>,
}

impl Tables {
    /// Adds an entry that begins at `offset`; [`Tables::sorted`] must follow the last.
    pub(crate) fn add(&mut self, entry: &Entry, offset: u64) {
        self.ids.push((id_digest(&entry.id), offset));
        self.keys.extend(key_digest(&entry.key).map(|digest| (digest, offset)));
    }

    pub(crate) fn sorted(mut self) -> Self {
        self.ids.sort_unstable();
        self.keys.sort_unstable();
        self
    }

    /// Writes the file of a run.
    pub(crate) fn write(&self, run: &Path) -> Result<Written, PipelineError> {
        let mut bytes = MAGIC.to_vec();
        for table in [&self.ids, &self.keys] {
            bytes.extend((table.len() as u64).to_le_bytes());
            for (digest, offset) in table {
                bytes.extend(digest);
                bytes.extend(offset.to_le_bytes());
            }
        }
        let check = blake3::hash(&bytes);
        bytes.extend(check.as_bytes());
        let mut file = OutputWriter::create(run.join(FOLDER).join("documents.idx"))?;
        file.row(&bytes)?;
        file.finish()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (body, check) = bytes.split_last_chunk::<32>()?;
        if blake3::hash(body).as_bytes() != check {
            return None;
        }
        let rest = body.strip_prefix(MAGIC)?;
        let (ids, rest) = table(rest)?;
        let (keys, rest) = table(rest)?;
        rest.is_empty().then_some(Self { ids, keys })
    }
}

/// Reads a table, and gives what follows it.
fn table(bytes: &[u8]) -> Option<(Vec<Row>, &[u8])> {
    let (count, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*count)).ok()?.checked_mul(24)?;
    let (rows, rest) = rest.split_at_checked(length)?;
    let row = |row: &[u8]| {
        let (digest, offset) = row.split_first_chunk::<16>()?;
        Some((*digest, u64::from_le_bytes(*offset.first_chunk()?)))
    };
    Some((rows.chunks_exact(24).map(row).collect::<Option<Vec<_>>>()?, rest))
}

/// The places of a digest in a table.
fn places(table: &[Row], digest: [u8; 16]) -> impl Iterator<Item = u64> {
    let start = table.partition_point(|(known, _)| *known < digest);
    table.iter().skip(start).take_while(move |(known, _)| *known == digest).map(|(_, offset)| *offset)
}

/// Which ids have been seen.
pub(crate) struct Marks<'i> {
    tables: &'i Tables,
    set: Vec<bool>,
}

impl Marks<'_> {
    /// Marks all entries of the document `id`.
    pub(crate) fn set(&mut self, id: &str) {
        let digest = id_digest(id);
        let start = self.tables.ids.partition_point(|(known, _)| *known < digest);
        let count = self.tables.ids.iter().skip(start).take_while(|(known, _)| *known == digest).count();
        self.set.iter_mut().skip(start).take(count).for_each(|mark| *mark = true);
    }

    /// The places of the entries without a mark, as they lie in the file.
    pub(crate) fn unset(&self) -> Vec<u64> {
        let rows = self.tables.ids.iter().zip(&self.set).filter(|(_, set)| !**set);
        let mut offsets: Vec<u64> = rows.map(|((_, offset), _)| *offset).collect();
        offsets.sort_unstable();
        offsets
    }
}

/// Reads entries where they lie, or one after the other.
#[derive(Debug)]
pub(crate) struct EntryReader {
    path: PathBuf,
    file: BufReader<File>,
    line: Vec<u8>,
    at: u64,
}

impl EntryReader {
    pub(crate) fn open(path: &Path) -> Result<Self, PipelineError> {
        let file = File::open(path).map_err(PipelineError::io("read", path))?;
        Ok(Self { path: path.to_owned(), file: BufReader::with_capacity(1 << 14, file), line: Vec::new(), at: 0 })
    }

    /// Where the next entry begins.
    pub(crate) fn offset(&self) -> u64 {
        self.at
    }

    /// The entry that begins at `offset`.
    pub(crate) fn at(&mut self, offset: u64) -> Result<Entry, PipelineError> {
        if offset != self.at {
            self.file.seek(SeekFrom::Start(offset)).map_err(PipelineError::io("read", &self.path))?;
            self.at = offset;
        }
        let missing = PipelineError::Index { path: self.path.clone(), what: format!("no entry at byte {offset}") };
        self.next_entry()?.ok_or(missing)
    }

    /// The next entry; none at the end.
    pub(crate) fn next_entry(&mut self) -> Result<Option<Entry>, PipelineError> {
        self.line.clear();
        let read = self.file.read_until(b'\n', &mut self.line).map_err(PipelineError::io("read", &self.path))?;
        if read == 0 {
            return Ok(None);
        }
        let line = self.line.strip_suffix(b"\n");
        let entry = line.and_then(|line| serde_json::from_slice(line).ok());
        let offset = self.at;
        self.at += read as u64;
        let damaged = || PipelineError::Index { path: self.path.clone(), what: format!("no entry at byte {offset}") };
        entry.ok_or_else(damaged).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wortlaut_export::{Made, Reason};

    fn entry(id: &str, key: &str, code: Option<&str>) -> Entry {
        let fate = match code {
            Some(code) => Outcome::Quarantined {
                line: None,
                stage: "ingest".to_owned(),
                code: code.to_owned(),
                message: String::new(),
                attempts: 1,
                terms: String::new(),
            },
            None => Outcome::Annotated { record: stored(), leavings: stored(), german: true, figures: Box::default() },
        };
        let made = Made { run: "r".to_owned(), from: "ingest".to_owned(), reason: Reason::New, before: None };
        let (id, key) = (id.to_owned(), key.to_owned());
        Entry { sequence: 0, id, key, own_id: true, hash: String::new(), path: String::new(), index: 0, made, fate }
    }

    fn stored() -> wortlaut_export::Stored {
        wortlaut_export::Stored { shard: 0, offset: 0, length: 0, sum: String::new() }
    }

    fn index(run: &Path, entries: &[Entry]) -> Index {
        fs::create_dir_all(run.join(FOLDER)).unwrap();
        let (mut tables, mut bytes) = (Tables::default(), Vec::new());
        for entry in entries {
            tables.add(entry, bytes.len() as u64);
            serde_json::to_writer(&mut bytes, entry).unwrap();
            bytes.push(b'\n');
        }
        fs::write(entries_path(run), bytes).unwrap();
        tables.sorted().write(run).unwrap();
        Index::open(run).unwrap()
    }

    proptest! {
        #[test]
        fn every_document_is_found_and_no_other(ids in proptest::collection::btree_set("[a-zä]{1,3}", 0..40)) {
            let folder = tempfile::tempdir().unwrap();
            let key = |id: &str| blake3::hash(id.as_bytes()).to_hex().to_string().chars().take(32).collect::<String>();
            let entries: Vec<Entry> = ids.iter().map(|id| entry(id, &key(id), None)).collect();
            let index = index(folder.path(), &entries);
            let mut reader = index.reader().unwrap();
            for entry in &entries {
                let found = index.find(&entry.id).unwrap();
                prop_assert_eq!(found.as_ref(), Some(entry));
                prop_assert_eq!(&index.of_key(&entry.key, &mut reader).unwrap(), std::slice::from_ref(entry));
            }
            prop_assert_eq!(index.find("fehlt").unwrap(), None);
            let all: Vec<Entry> = index.entries().unwrap().map(Result::unwrap).collect();
            prop_assert_eq!(all, entries);
        }
    }

    #[test]
    fn of_two_documents_of_one_id_the_annotated_one_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let key = "00112233445566778899aabbccddeeff";
        let twins = [entry("d", "", Some("duplicate-id")), entry("d", key, None), entry("d", "", Some("x"))];
        let index = index(folder.path(), &twins);
        assert_eq!(index.find("d").unwrap().unwrap().key, key);
        let mut marks = index.marks();
        assert_eq!(marks.unset().len(), 3);
        marks.set("d");
        assert!(marks.unset().is_empty());
    }

    #[test]
    fn a_damaged_table_is_no_table() {
        let folder = tempfile::tempdir().unwrap();
        index(folder.path(), &[entry("d", "", None)]);
        let path = folder.path().join("index/documents.idx");
        let mut bytes = fs::read(&path).unwrap();
        bytes[20] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(matches!(Index::open(folder.path()), Err(PipelineError::Index { .. })));
    }
}
