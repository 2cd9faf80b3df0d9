//! Gold of tokens and sentences, and scores against it: the spans of both, as the CoNLL 2018 shared task counts them, and
//! the places where sentences end.

mod vrt;

use std::path::Path;

use serde::Deserialize;
use wortlaut_model::{Bytes, Document, Span};

use crate::{Counts, EvalError, Score, conllu};

/// A text with its gold tokens and sentences, in text order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentationGold {
    /// Its id, or the name of its file.
    pub id: String,
    /// The text.
    pub text: String,
    /// Tokens.
    pub tokens: Vec<Span<Bytes>>,
    /// Sentences, from the first token's start to the last one's end.
    pub sentences: Vec<Span<Bytes>>,
}

/// Reads the gold of a file, by its extension: `.conllu`, `.vrt`, or `.json` with `id`, `text`, `tokens` and `sentences`,
/// the last two as pairs of code points.
///
/// # Errors
/// Files that cannot be read, are malformed, or of another extension.
pub fn load(path: &Path) -> Result<Vec<SegmentationGold>, EvalError> {
    let bytes = std::fs::read(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8_lossy(&bytes);
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("conllu") => Ok(vec![conllu::parse(path, name, &text)?]),
        Some("vrt") => vrt::parse(path, name, &text),
        Some("json") => Ok(vec![parse_json(path, &bytes)?]),
        _ => Err(EvalError::Line { path: path.to_owned(), line: 0, problem: "gold ends in .conllu, .vrt or .json" }),
    }
}

/// Scores the tokens of a document annotated from the gold's text: their spans.
#[must_use]
pub fn score_tokens(gold: &SegmentationGold, document: &Document) -> Vec<Score> {
    let predicted: Vec<Span<Bytes>> = document.tokens.iter().map(|token| token.span).collect();
    vec![score("tokens", &gold.tokens, &predicted)]
}

/// Scores the sentences of a document annotated from the gold's text: their spans, and the places where they end.
#[must_use]
pub fn score_sentences(gold: &SegmentationGold, document: &Document) -> Vec<Score> {
    let predicted: Vec<Span<Bytes>> = document.sentences.iter().map(|sentence| sentence.span).collect();
    let ends = |spans: &[Span<Bytes>]| -> Vec<u32> { spans.iter().map(|span| span.end).collect() };
    vec![
        score("sentences (span)", &gold.sentences, &predicted),
        score("sentences (boundary)", &ends(&gold.sentences), &ends(&predicted)),
    ]
}

fn score<T: Ord>(measure: &str, gold: &[T], predicted: &[T]) -> Score {
    Score { measure: measure.to_owned(), counts: Counts::of_sorted(gold, predicted) }
}

#[derive(Deserialize)]
struct RawGold {
    id: String,
    text: String,
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
}

fn parse_json(path: &Path, bytes: &[u8]) -> Result<SegmentationGold, EvalError> {
    let raw: RawGold =
        serde_json::from_slice(bytes).map_err(|source| EvalError::Format { path: path.to_owned(), source })?;
    let mut places: Vec<usize> = raw.text.char_indices().map(|(byte, _)| byte).collect();
    places.push(raw.text.len());
    let spans = |pairs: &[(usize, usize)]| -> Option<Vec<Span<Bytes>>> {
        pairs.iter().map(|&(start, end)| Some(Span::new(*places.get(start)?, *places.get(end)?))).collect()
    };
    let beyond = || EvalError::Line { path: path.to_owned(), line: 1, problem: "an offset lies beyond the text" };
    Ok(SegmentationGold {
        tokens: spans(&raw.tokens).ok_or_else(beyond)?,
        sentences: spans(&raw.sentences).ok_or_else(beyond)?,
        id: raw.id,
        text: raw.text,
    })
}

/// Puts tokens into a growing text and keeps their spans: what the readers of corpora share.
#[derive(Debug, Default)]
pub(crate) struct GoldBuilder {
    gold: SegmentationGold,
    /// Index of the open sentence's first token.
    first: usize,
}

impl GoldBuilder {
    /// The text so far.
    pub(crate) fn text(&mut self) -> &mut String {
        &mut self.gold.text
    }

    /// Notes the token `start..end` of the text.
    pub(crate) fn token(&mut self, start: usize, end: usize) {
        self.gold.tokens.push(Span::new(start, end));
    }

    /// Ends the sentence, if it has tokens.
    pub(crate) fn end_sentence(&mut self) {
        let open = self.gold.tokens.get(self.first..).unwrap_or_default();
        if let (Some(first), Some(last)) = (open.first(), open.last()) {
            self.gold.sentences.push(first.cover(*last));
        }
        self.first = self.gold.tokens.len();
    }

    /// The gold, under a name.
    pub(crate) fn build(mut self, id: &str) -> SegmentationGold {
        self.end_sentence();
        id.clone_into(&mut self.gold.id);
        self.gold
    }
}

#[cfg(test)]
mod tests {
    use wortlaut_model::{Sentence, Token, TokenKind};

    use super::*;

    #[test]
    fn json_counts_code_points_and_scores_count_spans_and_ends() {
        let json =
            r#"{"id": "d", "text": "Für Öl. Ja", "tokens": [[0,3],[4,6],[6,7],[8,10]], "sentences": [[0,7],[8,10]]}"#;
        let gold = parse_json(Path::new("d.json"), json.as_bytes()).unwrap();
        assert_eq!(gold.tokens.iter().map(|token| token.of(&gold.text)).collect::<Vec<_>>(), ["Für", "Öl", ".", "Ja"]);
        let mut document = Document::plain("d", gold.text.as_str());
        let token = |start, end| Token { span: Span::new(start, end), kind: TokenKind::Word, space_after: false };
        document.tokens = vec![token(0, 4), token(5, 9), token(10, 12)];
        document.sentences = vec![Sentence { span: Span::new(0, 12), tokens: Span::new(0, 3) }];
        let tokens = score_tokens(&gold, &document);
        assert_eq!(tokens[0].counts, Counts { gold: 4, predicted: 3, correct: 2 });
        let sentences = score_sentences(&gold, &document);
        assert_eq!(sentences[0].counts, Counts { gold: 2, predicted: 1, correct: 0 });
        assert_eq!(sentences[1].counts, Counts { gold: 2, predicted: 1, correct: 1 });
    }

    #[test]
    fn offsets_beyond_the_text_are_refused() {
        let json = r#"{"id": "d", "text": "Ja", "tokens": [[0,9]], "sentences": []}"#;
        assert!(matches!(parse_json(Path::new("d.json"), json.as_bytes()), Err(EvalError::Line { .. })));
    }
}
