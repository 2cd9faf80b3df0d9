//! Streams undecoded documents out of files and standard input.
//!
//! One document is in memory at a time, and never more of it than the limit. A fault becomes a [`Rejection`] and reading
//! goes on: with the next line or record where there is one, with the next file else.

mod source;
mod unit;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::vec;

use encoding_rs::Encoding;

use crate::conllu::is_newdoc;
use crate::csv::Header;
use crate::decode::decode;
use crate::{Format, Input, Options, Rejection};
use source::Source;
use unit::{Boundary, Unit};

/// Bytes of a file without `# newdoc` that make a document: a treebank of loose sentences is no text of a hundred megabytes.
const STRETCH: usize = 1 << 20;

/// What reading gives next.
#[derive(Debug)]
pub enum Item {
    /// A document, as it was found.
    Document(RawDocument),
    /// Something that is none.
    Rejected(Rejection),
}

/// One document's bytes, decompressed and cut out of its file, and not yet decoded.
#[derive(Debug, Clone)]
pub struct RawDocument {
    /// The file as it was named or found; `-` for standard input.
    pub path: String,
    /// The document's position in that file, from 0.
    pub index: u64,
    /// The line where it starts, from 1; none where the file is one document.
    pub line: Option<u64>,
    /// The id it bears unless its own fields name one.
    pub id: String,
    /// What the bytes are: a whole text or page, a line of JSON, a record.
    pub format: Format,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The header of the file that a record comes from.
    pub(crate) header: Option<Arc<Header>>,
    /// The encoding of the file, where the reader had to convert it to find its lines; `bytes` are UTF-8 then.
    pub(crate) transcoded: Option<&'static Encoding>,
}

impl RawDocument {
    /// A text, a page or a line of JSON that comes from no file.
    #[must_use]
    pub fn new(id: impl Into<String>, format: Format, bytes: impl Into<Vec<u8>>) -> Self {
        let (id, bytes) = (id.into(), bytes.into());
        Self { path: id.clone(), index: 0, line: None, id, format, bytes, header: None, transcoded: None }
    }

    /// A digest of all that its document is made of but its place in the input: bytes, format, header and encoding. With
    /// equal options, equal digests give equal documents, but for path, index, and an id that comes from the place.
    #[must_use]
    pub fn content_key(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let encoding = self.transcoded.map_or("", Encoding::name);
        let format = format!("{:?}", self.format);
        let mut parts = vec![format.as_bytes(), encoding.as_bytes()];
        let delimiter = self.header.as_ref().map(|header| [header.delimiter]);
        if let (Some(header), Some(delimiter)) = (&self.header, &delimiter) {
            parts.push(delimiter);
            parts.extend(header.names.iter().map(str::as_bytes));
        }
        parts.push(&self.bytes);
        for part in parts {
            // Lengths keep "ab" + "c" apart from "a" + "bc".
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        hasher.finalize()
    }

    /// This document, turned away.
    pub(crate) fn reject(&self, code: &'static str, message: impl Into<String>) -> Rejection {
        Rejection {
            id: self.id.clone(),
            path: self.path.clone(),
            index: self.index,
            line: self.line,
            code,
            message: message.into(),
            hash: blake3::hash(&self.bytes).to_hex().to_string(),
            bytes: self.bytes.len() as u64,
        }
    }
}

/// Reads inputs one after the other.
#[derive(Debug)]
pub struct Reader {
    inputs: vec::IntoIter<Input>,
    open: Option<OpenInput>,
    options: Options,
    read: Arc<AtomicU64>,
}

impl Reader {
    /// Prepares to read `inputs` in order. No file is opened before it is its turn.
    #[must_use]
    pub fn open(inputs: Vec<Input>, options: &Options) -> Self {
        Self { inputs: inputs.into_iter(), open: None, options: options.clone(), read: Arc::default() }
    }

    /// Counts the bytes read so far, as they lie on disk: for a progress bar against [`Input::size`].
    #[must_use]
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(item) = open.next(&self.options) {
                    return Some(item);
                }
                self.open = None;
            }
            let input = self.inputs.next()?;
            match Source::open(&input, &self.options, &self.read) {
                Ok(source) => self.open = Some(OpenInput::new(input, source)),
                Err(failure) => {
                    let open = OpenInput::new(input, Source::empty());
                    return Some(Item::Rejected(open.reject(&Unit::failed(failure))));
                }
            }
        }
    }
}

/// A file being read.
#[derive(Debug)]
struct OpenInput {
    input: Input,
    source: Source,
    header: Option<Arc<Header>>,
    index: u64,
    line: u64,
    finished: bool,
    /// The line `# newdoc` that ended the document before it.
    newdoc: Option<Unit>,
}

impl OpenInput {
    fn new(input: Input, source: Source) -> Self {
        Self { input, source, header: None, index: 0, line: 1, finished: false, newdoc: None }
    }

    fn next(&mut self, options: &Options) -> Option<Item> {
        match self.input.format() {
            _ if self.finished => None,
            Format::Text | Format::Html => Some(self.whole(options)),
            Format::Jsonl => self.part(options, Boundary::line),
            Format::Conllu => self.documents(options),
            Format::Csv | Format::Tsv if self.header.is_none() => self.first_record(options),
            Format::Csv | Format::Tsv => {
                let delimiter = self.header.as_ref().map_or(b',', |header| header.delimiter);
                self.part(options, || Boundary::record(delimiter))
            }
        }
    }

    /// The file as one document.
    fn whole(&mut self, options: &Options) -> Item {
        self.finished = true;
        let unit = Unit::read(&mut self.source, &mut Boundary::File, options.max_bytes).unwrap_or_default();
        self.item(unit)
    }

    /// The next line or record that holds more than white space.
    fn part(&mut self, options: &Options, boundary: impl Fn() -> Boundary) -> Option<Item> {
        loop {
            let Some(unit) = Unit::read(&mut self.source, &mut boundary(), options.max_bytes) else {
                self.finished = true;
                return (self.index == 0).then(|| self.nothing_found());
            };
            let lines = unit.lines;
            let item = (!unit.is_blank()).then(|| self.item(unit));
            self.line += lines;
            if let Some(item) = item {
                self.index += 1;
                return Some(item);
            }
        }
    }

    /// The lines up to the next `# newdoc`; in a file that has none, up to the end of a sentence now and then.
    fn documents(&mut self, options: &Options) -> Option<Item> {
        let starts_document = |line: &Unit| is_newdoc(&line.bytes);
        let mut unit = Unit::default();
        let (mut is_named, mut has_words) = (self.newdoc.is_some(), false);
        if let Some(line) = self.newdoc.take() {
            unit.add(line, options.max_bytes);
        }
        while unit.failure.is_none() {
            let Some(line) = Unit::read(&mut self.source, &mut Boundary::line(), options.max_bytes) else {
                self.finished = true;
                break;
            };
            if starts_document(&line) && has_words {
                self.newdoc = Some(line);
                break;
            }
            is_named |= starts_document(&line);
            let ends_sentence = line.is_blank();
            has_words |= !ends_sentence && !line.bytes.starts_with(b"#");
            unit.add(line, options.max_bytes);
            if ends_sentence && !is_named && unit.bytes.len() >= STRETCH {
                break;
            }
        }
        if !has_words && unit.fault().is_none() {
            return (self.index == 0).then(|| self.nothing_found());
        }
        let lines = unit.lines;
        let item = self.item(unit);
        self.line += lines;
        self.index += 1;
        Some(item)
    }

    /// Reads the header row, then the first record.
    fn first_record(&mut self, options: &Options) -> Option<Item> {
        let Some(unit) = Unit::read(&mut self.source, &mut Boundary::line(), options.max_bytes) else {
            self.finished = true;
            return Some(self.nothing_found());
        };
        let header = match unit.fault() {
            Some(_) => Err(self.reject(&unit)),
            None => self.parse_header(&unit, options),
        };
        match header {
            Ok(header) => {
                self.line += unit.lines;
                self.header = Some(Arc::new(header));
                self.next(options)
            }
            Err(rejection) => {
                self.finished = true;
                Some(Item::Rejected(rejection))
            }
        }
    }

    #[expect(clippy::result_large_err, reason = "rejections are rare, and a document is larger still")]
    fn parse_header(&self, unit: &Unit, options: &Options) -> Result<Header, Rejection> {
        let named = options.encoding.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
        let decoded = decode(unit.bytes.clone(), named.filter(|_| self.source.transcoded().is_none()), None)
            .map_err(|error| self.rejection(unit, "not-text", error.0))?;
        Header::parse(&decoded.text, self.input.format(), options)
            .map_err(|message| self.rejection(unit, "missing-text", message))
    }

    fn item(&mut self, unit: Unit) -> Item {
        if unit.fault().is_some() {
            self.finished |= unit.failure.is_some();
            return Item::Rejected(self.reject(&unit));
        }
        Item::Document(RawDocument {
            path: self.input.path(),
            index: self.index,
            line: self.line(),
            id: self.id(),
            format: self.input.format(),
            bytes: unit.bytes,
            header: self.header.clone(),
            transcoded: self.source.transcoded(),
        })
    }

    fn nothing_found(&self) -> Item {
        Item::Rejected(self.rejection(&Unit::default(), "no-documents", "the file holds no document".to_owned()))
    }

    fn reject(&self, unit: &Unit) -> Rejection {
        let (code, message) = unit.fault().unwrap_or(("unreadable", String::new()));
        self.rejection(unit, code, message)
    }

    fn rejection(&self, unit: &Unit, code: &'static str, message: String) -> Rejection {
        Rejection {
            id: self.id(),
            path: self.input.path(),
            index: self.index,
            line: self.line(),
            code,
            message,
            hash: unit.hash(),
            bytes: unit.size,
        }
    }

    fn id(&self) -> String {
        if self.input.format().holds_many() {
            format!("{}#{}", self.input.id(), self.index)
        } else {
            self.input.id().to_owned()
        }
    }

    fn line(&self) -> Option<u64> {
        self.input.format().holds_many().then_some(self.line)
    }
}

#[cfg(test)]
mod tests;
