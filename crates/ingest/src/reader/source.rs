//! Opens an input: decompression by its first bytes, and conversion of UTF-16 where lines have to be found.

#![expect(clippy::disallowed_methods, reason = "this is where inputs are opened")]

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;

use crate::decode::utf16_by_zeros;
use crate::{Compression, Input, Options};

/// How much is read ahead: enough to see a byte order mark or the zeros of UTF-16.
const HEAD: usize = 256;

/// Bytes read from a file at a time.
const BUFFER: usize = 256 << 10;

/// The decompressed bytes of an input.
pub struct Source {
    stream: Box<dyn BufRead + Send>,
    transcoded: Option<&'static Encoding>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("transcoded", &self.transcoded).finish_non_exhaustive()
    }
}

impl Source {
    pub fn empty() -> Self {
        Self { stream: Box::new(io::empty()), transcoded: None }
    }

    pub fn open(input: &Input, options: &Options, count: &Arc<AtomicU64>) -> io::Result<Self> {
        let raw: Box<dyn Read + Send> = match input.file_path() {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        let counted = BufReader::with_capacity(BUFFER, Counted { inner: raw, count: Arc::clone(count) });
        let stream = decompress(Box::new(counted), input.compression())?;
        if input.format().holds_many() {
            Self::of_lines(stream, options)
        } else {
            Ok(Self { stream, transcoded: None })
        }
    }

    /// Takes the byte order mark off, and makes UTF-8 of UTF-16.
    fn of_lines(mut stream: Box<dyn BufRead + Send>, options: &Options) -> io::Result<Self> {
        let (head, failure) = read_head(&mut stream, HEAD);
        let named = options.encoding.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
        let (marked, mark) = Encoding::for_bom(&head).map_or((None, 0), |(encoding, length)| (Some(encoding), length));
        let rest = Cursor::new(head.get(mark..).unwrap_or_default().to_vec()).chain(Failure(failure)).chain(stream);
        let encoding = marked.or(named).or_else(|| utf16_by_zeros(&head)).unwrap_or(UTF_8);
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let stream = Box::new(BufReader::with_capacity(BUFFER, Transcoder::new(Box::new(rest), encoding)));
            return Ok(Self { stream, transcoded: Some(encoding) });
        }
        Ok(Self { stream: Box::new(rest), transcoded: None })
    }

    /// The encoding that the bytes had before.
    pub fn transcoded(&self) -> Option<&'static Encoding> {
        self.transcoded
    }

    pub fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    pub fn consume(&mut self, length: usize) {
        self.stream.consume(length);
    }
}

fn decompress(
    mut stream: Box<dyn BufRead + Send>,
    promised: Option<Compression>,
) -> io::Result<Box<dyn BufRead + Send>> {
    let (head, failure) = read_head(&mut stream, 4);
    let found = Compression::of_magic(&head);
    let whole = Cursor::new(head).chain(Failure(failure)).chain(stream);
    match (found, promised) {
        (Some(Compression::Gzip), _) => {
            Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(BufReader::new(whole)))))
        }
        (Some(Compression::Zstd), _) => Ok(Box::new(BufReader::with_capacity(BUFFER, zstd::Decoder::new(whole)?))),
        (None, Some(promised)) => {
            Err(io::Error::new(io::ErrorKind::InvalidData, format!("named as {} and is not", promised.name())))
        }
        (None, None) => Ok(Box::new(whole)),
    }
}

/// The first bytes of a stream, up to the end of its first line: a pipe may hold its next line back for as long as it
/// likes. Fewer at the stream's end or where reading fails.
fn read_head(stream: &mut dyn BufRead, length: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::with_capacity(length);
    while head.len() < length && !head.contains(&b'\n') {
        let chunk = match stream.fill_buf() {
            Ok([]) => break,
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return (head, Some(error)),
        };
        let part = chunk.get(..length - head.len()).unwrap_or(chunk);
        head.extend_from_slice(part);
        let taken = part.len();
        stream.consume(taken);
    }
    (head, None)
}

/// Gives a failure that was met while reading ahead, at its place: after the bytes before it.
struct Failure(Option<io::Error>);

impl Read for Failure {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Failure {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// Counts what passes.
struct Counted {
    inner: Box<dyn Read + Send>,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// Makes UTF-8 of another encoding while it is read.
struct Transcoder {
    inner: Box<dyn BufRead + Send>,
    decoder: Decoder,
    ended: bool,
}

impl Transcoder {
    fn new(inner: Box<dyn BufRead + Send>, encoding: &'static Encoding) -> Self {
        Self { inner, decoder: encoding.new_decoder_without_bom_handling(), ended: false }
    }
}

impl Read for Transcoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The decoder needs room for one character at least; the buffer around it is far larger.
        if buffer.len() < 16 {
            return Ok(0);
        }
        loop {
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            if self.ended {
                return Ok(0);
            }
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, buffer, last);
            self.inner.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 || self.ended {
                return Ok(written);
            }
        }
    }
}
