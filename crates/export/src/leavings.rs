//! What a run keeps of a document beside its record: the kinds of its tokens, which records do not hold, and its part of
//! the graph, row by row.

use serde::Deserialize;
use serde_json::value::RawValue;
use wortlaut_graph::{EvidenceRow, Fragment, NodeRow};
use wortlaut_model::{Document, TokenKind};

use crate::json::Json;
use crate::read::ReadError;
use crate::rows::WireRow;

/// Appends the leavings of `document`, whose part of the graph is `fragment`, to `out` as one line, its newline included.
pub fn write_leavings(document: &Document, fragment: &Fragment, out: &mut Vec<u8>) {
    let kinds: String = document.tokens.iter().map(|token| letter(token.kind)).collect();
    let json = &mut Json { out };
    json.raw("{\"kinds\":");
    json.string(&kinds);
    json.raw(",\"nodes\":");
    rows(json, fragment.nodes());
    json.raw(",\"evidence\":");
    rows(json, fragment.evidence());
    json.raw("}\n");
}

fn rows<'r, R: WireRow + 'r>(json: &mut Json<'_>, rows: impl Iterator<Item = &'r R>) {
    json.raw("[");
    for (index, row) in rows.enumerate() {
        if index > 0 {
            json.raw(",");
        }
        row.write_row(json.out);
        // A row brings the newline that ends its line in a table.
        json.out.pop();
    }
    json.raw("]");
}

/// Leavings as they are read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leavings<'l> {
    kinds: String,
    #[serde(borrow)]
    nodes: Vec<&'l RawValue>,
    #[serde(borrow)]
    evidence: Vec<&'l RawValue>,
}

impl<'l> Leavings<'l> {
    /// Reads a line.
    ///
    /// # Errors
    /// [`ReadError`] where the line is not what [`write_leavings`] writes.
    pub fn read(line: &'l str) -> Result<Self, ReadError> {
        serde_json::from_str(line).map_err(|source| ReadError::Line { what: "leavings", source })
    }

    /// The kinds of the document's tokens; none where there is a letter that stands for no kind.
    #[must_use]
    pub fn kinds(&self) -> Option<Vec<TokenKind>> {
        self.kinds.chars().map(|found| KINDS.into_iter().find(|&kind| letter(kind) == found)).collect()
    }

    /// The document's part of the graph.
    ///
    /// # Errors
    /// [`ReadError`] where a row is none.
    pub fn fragment(&self) -> Result<Fragment, ReadError> {
        let nodes = self.nodes.iter().map(|row| NodeRow::read_row(row.get())).collect::<Result<Vec<_>, _>>()?;
        let evidence =
            self.evidence.iter().map(|row| EvidenceRow::read_row(row.get())).collect::<Result<Vec<_>, _>>()?;
        Ok(Fragment::of_rows(nodes, evidence))
    }
}

/// The kinds there are.
const KINDS: [TokenKind; 13] = [
    TokenKind::Word,
    TokenKind::Abbreviation,
    TokenKind::Number,
    TokenKind::Ordinal,
    TokenKind::Terminal,
    TokenKind::Punctuation,
    TokenKind::Quote,
    TokenKind::Symbol,
    TokenKind::Url,
    TokenKind::Email,
    TokenKind::Hashtag,
    TokenKind::Handle,
    TokenKind::Emoji,
];

/// The letter that stands for a kind.
fn letter(kind: TokenKind) -> char {
    match kind {
        TokenKind::Word => 'w',
        TokenKind::Abbreviation => 'a',
        TokenKind::Number => 'n',
        TokenKind::Ordinal => 'o',
        TokenKind::Terminal => 't',
        TokenKind::Punctuation => 'p',
        TokenKind::Quote => 'q',
        TokenKind::Symbol => 's',
        TokenKind::Url => 'u',
        TokenKind::Email => 'm',
        TokenKind::Hashtag => 'h',
        TokenKind::Handle => '@',
        TokenKind::Emoji => 'e',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wortlaut_model::{Span, Token};

    #[test]
    fn leavings_come_back_as_they_were() {
        let mut document = Document::plain("d", "Kiel und Bonn");
        document.tokens = KINDS.map(|kind| Token { span: Span::new(0, 4), kind, space_after: true }).into();
        let rows: Vec<NodeRow> = ["{\"key\":\"loc:kiel\",\"name\":\"Kiel\",\"type\":\"LOC\",\"aliases\":[],\"names\":[{\"name\":\"Kiel\",\"documents\":1}],\"documents\":1,\"mentions\":1}"]
            .map(|row| NodeRow::read_row(row).unwrap())
            .into();
        let fragment = Fragment::of_rows(rows, Vec::new());
        let mut line = Vec::new();
        write_leavings(&document, &fragment, &mut line);
        let line = String::from_utf8(line).unwrap();
        assert_eq!(line.lines().count(), 1);
        let read = Leavings::read(&line).unwrap();
        assert_eq!(read.kinds().unwrap(), KINDS);
        assert_eq!(read.fragment().unwrap(), fragment);
        assert!(Leavings::read(&line.replace("\"wano", "\"xano")).unwrap().kinds().is_none());
    }
}
