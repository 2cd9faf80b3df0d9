//! Files of a run, with what was written to them kept in mind for the audit.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use wortlaut_export::OutputFile;

use crate::PipelineError;

/// A file being written: counts its bytes and rows.
#[derive(Debug)]
pub struct OutputWriter {
    path: PathBuf,
    file: BufWriter<File>,
    bytes: u64,
    rows: u64,
}

/// A file that was written, flushed and synced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Its lines.
    pub rows: u64,
}

impl OutputWriter {
    /// Makes the file.
    pub fn create(path: PathBuf) -> Result<Self, PipelineError> {
        let file = File::create(&path).map_err(PipelineError::io("write", &path))?;
        Ok(Self { path, file: BufWriter::with_capacity(1 << 16, file), bytes: 0, rows: 0 })
    }

    /// Goes on with a file after the first `bytes` of it, which hold `rows` lines; what follows them is cut off.
    pub fn resume(path: PathBuf, bytes: u64, rows: u64) -> Result<Self, PipelineError> {
        let failed = || PipelineError::io("write", &path);
        let mut file = File::options().write(true).create(true).truncate(false).open(&path).map_err(failed())?;
        file.set_len(bytes).map_err(failed())?;
        file.seek(SeekFrom::Start(bytes)).map_err(failed())?;
        Ok(Self { path, file: BufWriter::with_capacity(1 << 16, file), bytes, rows })
    }

    /// Hands what was written to the system, so that it outlives this process; to disk as well where `synced`.
    pub fn hand_over(&mut self, synced: bool) -> Result<(), PipelineError> {
        let failed = || PipelineError::io("write", &self.path);
        self.file.flush().map_err(failed())?;
        if synced { self.file.get_ref().sync_data().map_err(failed()) } else { Ok(()) }
    }

    /// Writes one line, its newline included.
    pub fn row(&mut self, line: &[u8]) -> Result<(), PipelineError> {
        self.file.write_all(line).map_err(PipelineError::io("write", &self.path))?;
        self.bytes += line.len() as u64;
        self.rows += 1;
        Ok(())
    }

    /// Flushes and syncs: what is published survives a power cut.
    pub fn finish(mut self) -> Result<Written, PipelineError> {
        let failed = || PipelineError::io("write", &self.path);
        self.file.flush().map_err(failed())?;
        self.file.get_ref().sync_all().map_err(failed())?;
        Ok(Written { path: self.path, bytes: self.bytes, rows: self.rows })
    }
}

impl Write for OutputWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        let (taken, _) = bytes.split_at(written);
        self.bytes += written as u64;
        self.rows += newlines(taken);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}

impl Written {
    /// The file as a manifest lists it, relative to `folder`.
    pub fn listed(&self, folder: &Path) -> OutputFile {
        let path = self.path.strip_prefix(folder).unwrap_or(&self.path);
        OutputFile { path: path.to_string_lossy().into_owned(), bytes: self.bytes, rows: self.rows }
    }

    /// Checks that the file on disk is as large as what was written to it.
    pub fn audit(&self) -> Result<(), PipelineError> {
        let found = std::fs::metadata(&self.path).map_err(PipelineError::io("read", &self.path))?.len();
        if found == self.bytes {
            return Ok(());
        }
        let path = self.path.display();
        Err(PipelineError::Audit(format!("`{path}` has {found} bytes, but {} were written", self.bytes)))
    }
}
