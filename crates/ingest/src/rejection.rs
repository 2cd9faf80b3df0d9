//! An input that could not become a document.

/// What could not be read, where, and why. The run goes on with the next document.
///
/// Codes, stable to count and filter by:
///
/// | code | meaning |
/// |---|---|
/// | `unreadable` | the file cannot be opened or read |
/// | `truncated` | compressed data break off or are damaged |
/// | `too-large` | the document is larger than the limit |
/// | `not-text` | binary data |
/// | `not-json` | a line that is no JSON object |
/// | `missing-text` | no text field or column, or no string in it |
/// | `not-conllu` | a line of CoNLL-U that is malformed, or does not spell what `# text` says |
/// | `csv-ragged` | a record with more or fewer fields than the header |
/// | `csv-unclosed-quote` | a quoted field that runs to the end of the file |
/// | `no-documents` | a file that can hold many documents and holds none |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The id that the document would have borne, as far as it is known.
    pub id: String,
    /// The file as it was named or found.
    pub path: String,
    /// The document's position in that file, from 0.
    pub index: u64,
    /// The line where it starts, from 1; none where the file is one document.
    pub line: Option<u64>,
    /// A stable name of the reason.
    pub code: &'static str,
    /// One sentence for people: lower-case, no full stop.
    pub message: String,
    /// Hex BLAKE3 digest of the input bytes that were read of it.
    pub hash: String,
    /// How many bytes were read of it.
    pub bytes: u64,
}
