//! One document's bytes to a [`Document`] with text, meta, language and segments.

use blake3::Hash;
use encoding_rs::Encoding;
use wortlaut_model::{Diagnostic, Document, Meta, MetaValue, Segment, Sentence, Severity, Source, Token};

use crate::csv::fields;
use crate::decode::{Decoded, decode};
use crate::{Format, IngestError, Options, RawDocument, Rejection, conllu, html, json, language, roles};

/// The name of this stage in diagnostics.
pub(crate) const STAGE: &str = "ingest";

/// Makes documents of bytes. Its result depends on the bytes and the options alone.
#[derive(Debug, Clone)]
pub struct Ingester {
    options: Options,
    encoding: Option<&'static Encoding>,
}

/// What a format's reader has found.
struct Content {
    text: String,
    encoding: &'static Encoding,
    id: Option<String>,
    meta: Meta,
    /// Roles, where the format shows them.
    segments: Option<Vec<Segment>>,
    /// Tokens and sentences, where the format gives them.
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    diagnostics: Vec<Diagnostic>,
}

impl Ingester {
    /// An ingester with these options.
    ///
    /// # Errors
    ///
    /// [`IngestError::UnknownEncoding`] where the encoding asked for is none.
    pub fn new(options: Options) -> Result<Self, IngestError> {
        let encoding = match &options.encoding {
            Some(label) => Some(
                Encoding::for_label(label.as_bytes())
                    .ok_or_else(|| IngestError::UnknownEncoding { label: label.clone() })?,
            ),
            None => None,
        };
        Ok(Self { options, encoding })
    }

    /// Decodes and parses one document, marks the roles of its stretches and finds its language.
    ///
    /// # Errors
    ///
    /// Where the bytes are no text, no JSON object, no whole record, or hold no text field.
    #[expect(clippy::result_large_err, reason = "rejections are rare, and a document is larger still")]
    pub fn document(&self, mut raw: RawDocument) -> Result<Document, Rejection> {
        let hash = blake3::hash(&raw.bytes);
        let content = self.content(&mut raw, hash)?;
        let Content { text, encoding, id, mut meta, segments, tokens, sentences, mut diagnostics } = content;
        if text.is_empty() {
            diagnostics.push(Diagnostic::warning(STAGE, "empty", "the document holds no text"));
        }
        if let Some(date) = roles::header_date(&text) {
            meta.push("date", MetaValue::String(date));
        }
        let segments = segments.unwrap_or_else(|| roles::mark_roles(&text));
        let language = language::identify(&text, &segments, &mut diagnostics);
        Ok(Document {
            id: id.unwrap_or_else(|| raw.id.clone()),
            source: Source {
                path: raw.path,
                index: raw.index,
                hash: hash.to_hex().to_string(),
                encoding: raw.transcoded.unwrap_or(encoding).name().to_owned(),
            },
            meta,
            language,
            segments,
            tokens,
            sentences,
            diagnostics,
            ..Document::plain("", text)
        })
    }

    #[expect(clippy::result_large_err, reason = "rejections are rare, and a document is larger still")]
    fn content(&self, raw: &mut RawDocument, hash: Hash) -> Result<Content, Rejection> {
        // The rejection's digest is that of the bytes, which decoding takes away.
        let bytes = std::mem::take(&mut raw.bytes);
        let size = bytes.len() as u64;
        let reject = |raw: &RawDocument, code, message: String| Rejection {
            hash: hash.to_hex().to_string(),
            bytes: size,
            ..raw.reject(code, message)
        };
        let declared = if raw.format == Format::Html { html::declared_encoding(&bytes) } else { None };
        let named = if raw.transcoded.is_some() { Some(encoding_rs::UTF_8) } else { self.encoding };
        let decoded = decode(bytes, named, declared).map_err(|error| reject(raw, "not-text", error.0))?;
        let content = match raw.format {
            Format::Text => Ok(Content::plain(decoded)),
            Format::Html => Ok(page(decoded)),
            Format::Jsonl => self.line(decoded),
            Format::Csv | Format::Tsv => self.record(raw, decoded),
            Format::Conllu => corpus(raw, decoded),
        };
        content.map_err(|(code, message)| reject(raw, code, message))
    }

    fn line(&self, decoded: Decoded) -> Result<Content, (&'static str, String)> {
        let parsed = json::parse(&decoded.text)
            .map_err(|error| ("not-json", format!("{}, at byte {} of the line", error.message, error.at)))?;
        let MetaValue::Object(meta) = parsed.value else {
            return Err(("not-json", "the line holds no JSON object".to_owned()));
        };
        let id = self.id_of(&meta);
        let mut content = Content::plain(Decoded { text: String::new(), ..decoded });
        let mut text = None;
        for (key, value) in meta.0 {
            match value {
                MetaValue::String(value) if key == self.options.text_field => text = Some(value),
                value => content.meta.push(key, value),
            }
        }
        content.text = text.ok_or_else(|| self.missing_text(&content.meta))?;
        content.id = id;
        content.repairs(parsed.lone_surrogates, parsed.duplicate_keys);
        Ok(content)
    }

    fn id_of(&self, meta: &Meta) -> Option<String> {
        match meta.value(&self.options.id_field) {
            Some(MetaValue::String(id) | MetaValue::Number(id)) if !id.is_empty() => Some(id.clone()),
            _ => None,
        }
    }

    fn missing_text(&self, meta: &Meta) -> (&'static str, String) {
        let field = &self.options.text_field;
        let message = if meta.value(field).is_some() {
            format!("the field `{field}` is no string")
        } else {
            format!("there is no field `{field}`")
        };
        ("missing-text", message)
    }

    fn record(&self, raw: &RawDocument, decoded: Decoded) -> Result<Content, (&'static str, String)> {
        let Some(header) = &raw.header else {
            return Err(("missing-text", "the record comes without a header".to_owned()));
        };
        let fields = fields(&decoded.text, header.delimiter);
        if fields.len() != header.names.len() {
            let message = format!("{} fields where the header has {}", fields.len(), header.names.len());
            return Err(("csv-ragged", message));
        }
        let field = |at: usize| fields.get(at).unwrap_or_default().to_owned();
        let mut content = Content::plain(Decoded { text: field(header.text), ..decoded });
        content.id = header.id.map(field).filter(|id| !id.is_empty());
        for (at, name) in header.names.iter().enumerate().filter(|&(at, _)| at != header.text) {
            content.meta.push(name, MetaValue::String(field(at)));
        }
        Ok(content)
    }
}

fn page(decoded: Decoded) -> Content {
    let page = html::extract(&decoded.text);
    let mut content = Content::plain(decoded);
    content.text = page.text;
    content.meta = page.meta;
    content.segments = Some(page.segments);
    content
}

/// A document of a treebank. A malformed line is told by its number in the file.
fn corpus(raw: &mut RawDocument, decoded: Decoded) -> Result<Content, (&'static str, String)> {
    let corpus = conllu::parse(&decoded.text).map_err(|malformed| {
        raw.line = Some(raw.line.unwrap_or(1) + malformed.line as u64 - 1);
        ("not-conllu", malformed.message)
    })?;
    let mut content = Content::plain(Decoded { text: corpus.text, ..decoded });
    (content.id, content.meta, content.segments) = (corpus.id, corpus.meta, Some(corpus.segments));
    (content.tokens, content.sentences) = (corpus.tokens, corpus.sentences);
    Ok(content)
}

impl Content {
    fn plain(decoded: Decoded) -> Self {
        let mut diagnostics = Vec::new();
        if decoded.replaced > 0 {
            let message = format!("{} places could not be decoded as {}", decoded.replaced, decoded.encoding.name());
            diagnostics.push(Diagnostic::warning(STAGE, "encoding-errors", message));
        }
        Self {
            text: decoded.text,
            encoding: decoded.encoding,
            id: None,
            meta: Meta::default(),
            segments: None,
            tokens: Vec::new(),
            sentences: Vec::new(),
            diagnostics,
        }
    }

    fn repairs(&mut self, lone_surrogates: usize, duplicate_keys: usize) {
        if lone_surrogates > 0 {
            let message = format!("{lone_surrogates} lone surrogate escapes became U+FFFD");
            self.diagnostics.push(Diagnostic::warning(STAGE, "lone-surrogates", message));
        }
        if duplicate_keys > 0 {
            let message = format!("{duplicate_keys} keys came twice: the last value stands");
            let severity = Severity::Info;
            self.diagnostics.push(Diagnostic { severity, ..Diagnostic::warning(STAGE, "duplicate-keys", message) });
        }
    }
}

#[cfg(test)]
mod tests;
