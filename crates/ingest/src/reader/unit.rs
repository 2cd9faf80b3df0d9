//! Cuts one document out of a stream, within the limit.

use std::io;

use memchr::{memchr, memchr_iter};

use super::source::Source;

/// Where a document ends in its stream.
#[derive(Debug)]
pub enum Boundary {
    /// With the file.
    File,
    /// With the line.
    Line,
    /// With the record: at the first line end outside quoted fields.
    Record(RecordState),
}

impl Boundary {
    pub fn line() -> Self {
        Self::Line
    }

    pub fn record(delimiter: u8) -> Self {
        Self::Record(RecordState { delimiter, at: Place::FieldStart })
    }

    /// The number of bytes up to and including the end, where it lies in `chunk`.
    fn end(&mut self, chunk: &[u8]) -> Option<usize> {
        match self {
            Self::File => None,
            Self::Line => memchr(b'\n', chunk).map(|at| at + 1),
            Self::Record(state) => state.end(chunk),
        }
    }

    fn is_quoted(&self) -> bool {
        matches!(self, Self::Record(RecordState { at: Place::Quoted, .. }))
    }
}

/// RFC 4180 as far as finding the end of a record goes: a quote opens a field only at its very start.
#[derive(Debug)]
pub struct RecordState {
    delimiter: u8,
    at: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    FieldStart,
    Plain,
    Quoted,
    /// After a quote in a quoted field: the field's end, or the first half of a doubled quote.
    QuoteInQuoted,
}

impl RecordState {
    fn end(&mut self, chunk: &[u8]) -> Option<usize> {
        for (at, &byte) in chunk.iter().enumerate() {
            self.at = match (self.at, byte) {
                (Place::Quoted, b'"') => Place::QuoteInQuoted,
                (Place::Quoted, _) => Place::Quoted,
                (_, b'\n') => return Some(at + 1),
                (Place::FieldStart | Place::QuoteInQuoted, b'"') => Place::Quoted,
                (_, byte) if byte == self.delimiter => Place::FieldStart,
                _ => Place::Plain,
            };
        }
        None
    }
}

/// A document cut out, or what was left of it when reading failed.
#[derive(Debug, Default)]
pub struct Unit {
    /// The bytes without the line end; nothing where it is too large.
    pub bytes: Vec<u8>,
    /// How many bytes were read.
    pub size: u64,
    /// How many line ends they hold.
    pub lines: u64,
    /// Why reading failed.
    pub failure: Option<io::Error>,
    /// The limit that was exceeded, and the digest of what was read so far.
    excess: Option<(u64, Box<blake3::Hasher>)>,
    unclosed_quote: bool,
}

impl Unit {
    pub fn failed(failure: io::Error) -> Self {
        Self { failure: Some(failure), ..Self::default() }
    }

    /// Reads up to the boundary; nothing where the stream is at its end.
    pub fn read(source: &mut Source, boundary: &mut Boundary, limit: u64) -> Option<Self> {
        let mut unit = Self::default();
        let mut overflow: Option<blake3::Hasher> = None;
        let mut ended = false;
        while !ended {
            let chunk = match source.fill_buf() {
                Ok([]) => break,
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    unit.failure = Some(error);
                    break;
                }
            };
            // Not farther than one byte over the limit at first: what follows may be another document.
            let room = limit.saturating_add(3).saturating_sub(unit.size);
            let seen = if overflow.is_some() {
                chunk.len()
            } else {
                chunk.len().min(usize::try_from(room).unwrap_or(usize::MAX))
            };
            let chunk = chunk.get(..seen).unwrap_or(chunk);
            let end = boundary.end(chunk);
            let length = end.unwrap_or(chunk.len());
            let part = chunk.get(..length).unwrap_or(chunk);
            unit.lines += memchr_iter(b'\n', part).count() as u64;
            unit.size += length as u64;
            match &mut overflow {
                Some(hasher) => _ = hasher.update(part),
                // One line end more than the limit is allowed, for it is no part of the document.
                None if unit.size > limit.saturating_add(2) => {
                    let mut hasher = blake3::Hasher::new();
                    hasher.update(&std::mem::take(&mut unit.bytes)).update(part);
                    overflow = Some(hasher);
                    // A record that never ends has lost a quote: its end is looked for at the next line end.
                    if boundary.is_quoted() {
                        *boundary = Boundary::Line;
                    }
                }
                None => unit.bytes.extend_from_slice(part),
            }
            source.consume(length);
            ended = end.is_some() || (overflow.is_some() && matches!(boundary, Boundary::File));
        }
        unit.unclosed_quote = !ended && boundary.is_quoted();
        unit.finish(boundary, overflow, limit)
    }

    fn finish(mut self, boundary: &Boundary, overflow: Option<blake3::Hasher>, limit: u64) -> Option<Self> {
        if self.size == 0 && self.failure.is_none() {
            return None;
        }
        if !matches!(boundary, Boundary::File) {
            self.strip_line_end();
        }
        if let Some(hasher) = overflow {
            self.excess = Some((limit, Box::new(hasher)));
        } else if self.bytes.len() as u64 > limit {
            self.exceed(limit);
        }
        Some(self)
    }

    /// Lets go of the bytes, for they are more than the limit.
    fn exceed(&mut self, limit: u64) {
        let mut hasher = Box::new(blake3::Hasher::new());
        hasher.update(&std::mem::take(&mut self.bytes));
        self.excess = Some((limit, hasher));
    }

    /// Adds the next line of a document that is made of lines.
    pub fn add(&mut self, line: Self, limit: u64) {
        self.size += line.size;
        self.lines += line.lines;
        if let Some((_, hasher)) = &mut self.excess {
            hasher.update(&line.bytes).update(b"\n");
            return;
        }
        self.bytes.extend_from_slice(&line.bytes);
        self.bytes.push(b'\n');
        self.failure = line.failure;
        if line.excess.is_some() || self.bytes.len() as u64 > limit {
            self.exceed(limit);
        }
    }

    fn strip_line_end(&mut self) {
        if self.bytes.last() == Some(&b'\n') {
            self.bytes.pop();
            if self.bytes.last() == Some(&b'\r') {
                self.bytes.pop();
            }
        }
    }

    /// Whether there is nothing but white space, and nothing went wrong.
    pub fn is_blank(&self) -> bool {
        self.fault().is_none() && self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    /// Code and message of what is wrong with it.
    pub fn fault(&self) -> Option<(&'static str, String)> {
        if let Some(failure) = &self.failure {
            let damaged = matches!(
                failure.kind(),
                io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
            );
            return Some(if damaged {
                ("truncated", format!("the data break off or are damaged: {failure}"))
            } else {
                ("unreadable", format!("cannot be read: {failure}"))
            });
        }
        if let Some((limit, _)) = &self.excess {
            return Some(("too-large", format!("larger than the limit of {limit} bytes")));
        }
        self.unclosed_quote.then(|| ("csv-unclosed-quote", "a quoted field runs to the end of the file".to_owned()))
    }

    /// Hex digest of what was read.
    pub fn hash(&self) -> String {
        let excess = self.excess.as_ref().map(|(_, hasher)| hasher.finalize());
        excess.unwrap_or_else(|| blake3::hash(&self.bytes)).to_hex().to_string()
    }
}
