//! Records in files of a bounded size, packed one by one, each to be found by its place.
//!
//! ```text
//! annotations-00000.jsonl      lines, one record each
//! annotations-00000.jsonl.zst  zstd frames, one record each: `zstdcat annotations-*.jsonl.zst` gives the lines
//! ```
//!
//! A frame a record costs little, for a record is some thirty times its text and repeats itself within. It lets workers
//! compress in parallel, lets a kept record be copied as it lies on disk, and lets one record be read without the others.
//! Where a shard ends follows from the sizes of the records alone.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::PipelineError;
use crate::output::{OutputWriter, Written};

/// zstd's level: its default, at which compressing takes a small part of the time of annotating.
const LEVEL: i32 = 3;

/// How the records of a run are laid out on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Output {
    /// How each record is packed.
    pub packing: Packing,
    /// Bytes that a file may have, unless it holds a single record; one file where there is no limit.
    pub shard_bytes: Option<u64>,
}

/// How each record is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Packing {
    /// As a line.
    #[default]
    Plain,
    /// As a line in a zstd frame of its own.
    Zstd,
}

impl Packing {
    /// The name that a manifest gives it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "none",
            Self::Zstd => "zstd",
        }
    }

    /// The packing of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Plain, Self::Zstd].into_iter().find(|packing| packing.name() == name)
    }

    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Plain => "jsonl",
            Self::Zstd => "jsonl.zst",
        }
    }

    /// Packs a record, its newline included. Equal records give equal bytes.
    ///
    /// # Errors
    /// [`PipelineError::Packing`] where there is no memory to compress with.
    pub fn pack(self, record: Vec<u8>) -> Result<Vec<u8>, PipelineError> {
        match self {
            Self::Plain => Ok(record),
            Self::Zstd => zstd::bulk::compress(&record, LEVEL).map_err(PipelineError::Packing),
        }
    }

    /// Gives a packed record back, its newline included.
    ///
    /// # Errors
    /// [`PipelineError::Packing`] where the bytes are damaged.
    pub fn unpack(self, packed: Vec<u8>) -> Result<Vec<u8>, PipelineError> {
        match self {
            Self::Plain => Ok(packed),
            Self::Zstd => zstd::stream::decode_all(packed.as_slice()).map_err(PipelineError::Packing),
        }
    }

    /// Packs a record that is packed as `self` the way of `to`.
    ///
    /// # Errors
    /// [`PipelineError::Packing`] where the bytes are damaged.
    pub fn repack(self, packed: Vec<u8>, to: Self) -> Result<Vec<u8>, PipelineError> {
        if self == to { Ok(packed) } else { to.pack(self.unpack(packed)?) }
    }
}

/// Where a packed record lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The number of the file.
    pub shard: u32,
    /// The first of its bytes in the file, as it lies on disk.
    pub offset: u64,
    /// Its bytes on disk.
    pub length: u64,
}

/// Which files: those of a folder with the same stem and packing.
#[derive(Debug, Clone)]
struct Files {
    folder: PathBuf,
    stem: &'static str,
    packing: Packing,
}

impl Files {
    fn path(&self, shard: u32) -> PathBuf {
        self.folder.join(format!("{}-{shard:05}.{}", self.stem, self.packing.extension()))
    }
}

/// Writes packed records into files that follow each other.
#[derive(Debug)]
pub struct Shards {
    files: Files,
    limit: u64,
    shard: u32,
    offset: u64,
    open: OutputWriter,
    written: Vec<Written>,
}

impl Shards {
    /// Begins the first file: `stem-00000` in `folder`.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where it cannot be made.
    pub fn create(folder: &Path, stem: &'static str, output: Output) -> Result<Self, PipelineError> {
        let files = Files { folder: folder.to_owned(), stem, packing: output.packing };
        let open = OutputWriter::create(files.path(0))?;
        let limit = output.shard_bytes.unwrap_or(u64::MAX);
        Ok(Self { files, limit, shard: 0, offset: 0, open, written: Vec::new() })
    }

    /// Goes on after the last record of an earlier process: `ends` are bytes and rows of each file so far.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where a file cannot be opened, or synced.
    pub(crate) fn resume(
        folder: &Path,
        stem: &'static str,
        output: Output,
        ends: &[(u64, u64)],
    ) -> Result<Self, PipelineError> {
        let files = Files { folder: folder.to_owned(), stem, packing: output.packing };
        // What lies beyond was not whole.
        for shard in (0..).skip(ends.len()).map(|shard| files.path(shard)).take_while(|path| path.exists()) {
            std::fs::remove_file(&shard).map_err(PipelineError::io("remove", &shard))?;
        }
        let Some((&(offset, rows), full)) = ends.split_last() else { return Self::create(folder, stem, output) };
        let resume = |(shard, &(bytes, rows)): (u32, &(u64, u64))| {
            OutputWriter::resume(files.path(shard), bytes, rows).and_then(OutputWriter::finish)
        };
        let written = (0..).zip(full).map(resume).collect::<Result<Vec<_>, _>>()?;
        let shard = u32::try_from(full.len()).unwrap_or(u32::MAX);
        let open = OutputWriter::resume(files.path(shard), offset, rows)?;
        Ok(Self { limit: output.shard_bytes.unwrap_or(u64::MAX), files, shard, offset, open, written })
    }

    /// Hands what was written to the system, so that it outlives this process; to disk as well where `synced`.
    pub(crate) fn hand_over(&mut self, synced: bool) -> Result<(), PipelineError> {
        self.open.hand_over(synced)
    }

    /// Writes one packed record, into the next file where this one would grow too large.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where it cannot be written.
    pub fn put(&mut self, packed: &[u8]) -> Result<Place, PipelineError> {
        let length = packed.len() as u64;
        if self.offset > 0 && self.offset.saturating_add(length) > self.limit {
            self.next_file()?;
        }
        self.open.row(packed)?;
        let place = Place { shard: self.shard, offset: self.offset, length };
        self.offset += length;
        Ok(place)
    }

    fn next_file(&mut self) -> Result<(), PipelineError> {
        self.shard += 1;
        self.offset = 0;
        let next = OutputWriter::create(self.files.path(self.shard))?;
        self.written.push(std::mem::replace(&mut self.open, next).finish()?);
        Ok(())
    }

    /// Ends the last file; all are synced to disk then. There is at least one.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where it cannot be written.
    pub fn finish(mut self) -> Result<Vec<Written>, PipelineError> {
        if self.offset == 0 && self.files.packing == Packing::Zstd {
            // A file of no bytes is no zstd file: one frame that holds nothing.
            let frame = self.files.packing.pack(Vec::new())?;
            self.open.write_all(&frame).map_err(PipelineError::io("write", self.files.path(self.shard)))?;
        }
        self.written.push(self.open.finish()?);
        Ok(self.written)
    }
}

/// Reads packed records by their place. The file read last stays open, so that reading in order opens each file once.
#[derive(Debug)]
pub struct ShardReader {
    files: Files,
    open: Option<(u32, File, u64)>,
}

impl ShardReader {
    /// A reader of the files `stem-*` in `folder`.
    #[must_use]
    pub fn new(folder: &Path, stem: &'static str, packing: Packing) -> Self {
        Self { files: Files { folder: folder.to_owned(), stem, packing }, open: None }
    }

    /// How the records are packed.
    #[must_use]
    pub fn packing(&self) -> Packing {
        self.files.packing
    }

    /// The record at `place`, packed as it lies on disk.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where there is no such place.
    pub fn packed(&mut self, place: Place) -> Result<Vec<u8>, PipelineError> {
        let path = self.files.path(place.shard);
        self.read(place, &path).map_err(PipelineError::io("read", path))
    }

    /// The record at `place` as a line, its newline included.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where there is no such place, [`PipelineError::Packing`] where it is damaged.
    pub fn line(&mut self, place: Place) -> Result<Vec<u8>, PipelineError> {
        let packed = self.packed(place)?;
        self.files.packing.unpack(packed)
    }

    fn read(&mut self, place: Place, path: &Path) -> std::io::Result<Vec<u8>> {
        let open = self.open.take().filter(|(shard, ..)| *shard == place.shard);
        let (mut file, at) = match open {
            Some((_, file, at)) => (file, at),
            None => (File::open(path)?, 0),
        };
        if at != place.offset {
            file.seek(SeekFrom::Start(place.offset))?;
        }
        let mut bytes = Vec::new();
        (&mut file).take(place.length).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != place.length {
            return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
        }
        self.open = Some((place.shard, file, place.offset + place.length));
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn write(folder: &Path, output: Output, records: &[Vec<u8>]) -> (Vec<Place>, Vec<Written>) {
        let mut shards = Shards::create(folder, "annotations", output).unwrap();
        let pack = |record: &Vec<u8>| output.packing.pack(record.clone()).unwrap();
        let places = records.iter().map(|record| shards.put(&pack(record)).unwrap()).collect();
        (places, shards.finish().unwrap())
    }

    proptest! {
        #[test]
        fn every_record_is_found_by_its_place_and_the_files_in_order_give_all(
            records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..200), 0..40),
            zstd in any::<bool>(),
            limit in proptest::option::of(1_u64..2000),
        ) {
            let packing = if zstd { Packing::Zstd } else { Packing::Plain };
            let folder = tempfile::tempdir().unwrap();
            let (places, written) = write(folder.path(), Output { packing, shard_bytes: limit }, &records);
            let mut reader = ShardReader::new(folder.path(), "annotations", packing);
            // In order, and then backwards, which jumps between the files.
            for (record, place) in records.iter().zip(&places).chain(records.iter().zip(&places).rev()) {
                prop_assert_eq!(&reader.line(*place).unwrap(), record);
            }
            let mut all = Vec::new();
            for file in &written {
                file.audit().unwrap();
                let bytes = std::fs::read(&file.path).unwrap();
                prop_assert!(bytes.len() as u64 <= limit.unwrap_or(u64::MAX) || file.rows <= 1);
                // Frames that follow each other are one stream to zstd.
                all.extend(if zstd { zstd::stream::decode_all(bytes.as_slice()).unwrap() } else { bytes });
            }
            prop_assert_eq!(all, records.concat());
        }
    }

    #[test]
    fn a_place_beyond_the_end_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), Output::default(), &[b"eins\n".to_vec()]);
        let mut reader = ShardReader::new(folder.path(), "annotations", Packing::Plain);
        assert!(reader.line(Place { shard: 0, offset: 2, length: 9 }).is_err());
        assert!(reader.line(Place { shard: 1, offset: 0, length: 1 }).is_err());
        assert_eq!(reader.line(Place { shard: 0, offset: 0, length: 5 }).unwrap(), b"eins\n");
    }

    #[test]
    fn a_damaged_frame_is_an_error_and_no_other_record() {
        let mut packed = Packing::Zstd.pack(b"ein Satz, ein zweiter Satz, ein dritter Satz\n".to_vec()).unwrap();
        packed.truncate(packed.len() - 4);
        assert!(Packing::Zstd.unpack(packed).is_err());
    }
}
