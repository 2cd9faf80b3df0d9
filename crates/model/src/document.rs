//! The document: its text, where it comes from, and one list a layer.

use std::ops::Range;

use crate::{
    Bytes, Diagnostic, Emissions, Entity, EntityId, Grammar, Mention, MentionId, Meta, Quote, Relation, Sentence, Span,
    Time, Token, Tokens,
};

/// Where a document was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file as it was named on the command line or found in a directory; `-` for standard input.
    pub path: String,
    /// The document's position in that file, from 0.
    pub index: u64,
    /// Hex BLAKE3 digest of the input bytes of this document.
    pub hash: String,
    /// The encoding it was read in: `UTF-8`, `windows-1252`, `ISO-8859-15`, `UTF-16LE`.
    pub encoding: String,
}

/// The language of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Language {
    /// ISO 639-1 code where there is one, else 639-3; `und` where nothing can be said.
    pub code: String,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// What a stretch of a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The document's headline.
    Title,
    /// A heading within.
    Heading,
    /// Running text.
    Body,
    /// What stands under a picture.
    Caption,
    /// Whose picture it is: `© AP/dpa Foto: …`.
    Credit,
    /// Who wrote it, when and where; datelines too: `Berlin (dpa) –`.
    Byline,
    /// Greetings, teasers, navigation, machine headers.
    Boilerplate,
}

impl Role {
    /// All roles, in the order used for tables.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Heading, Self::Body, Self::Caption, Self::Credit, Self::Byline, Self::Boilerplate];

    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether the author of the page speaks here: where quotes and relations are looked for. Names and times are looked
    /// for everywhere but in [`Role::Boilerplate`].
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Body | Self::Caption)
    }
}

/// A stretch of the text with one role. Segments stand in text order, do not overlap, and hold every character that is
/// no white space; no token and no sentence crosses their edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where, without white space at its edges.
    pub span: Span<Bytes>,
    /// What it is for.
    pub role: Role,
}

/// A document and its layers, each empty until its stage has run.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Unique within a run.
    pub id: String,
    /// Where it was read from.
    pub source: Source,
    /// What the input said about it.
    pub meta: Meta,
    /// The text exactly as read.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// Roles of its stretches.
    pub segments: Vec<Segment>,
    /// Tokens, in text order.
    pub tokens: Vec<Token>,
    /// Grammar of each token; empty where no grammar stage has run, else as long as `tokens`.
    pub grammar: Vec<Grammar>,
    /// Scores of each token, one entry a head of the encoder; empty where no encoder has run. Never exported.
    pub emissions: Vec<Emissions>,
    /// Sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Mentions, in text order.
    pub mentions: Vec<Mention>,
    /// Entities, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Time expressions, in text order.
    pub times: Vec<Time>,
    /// Quotes, in text order.
    pub quotes: Vec<Quote>,
    /// Relations, in the order of their first evidence.
    pub relations: Vec<Relation>,
    /// What the stages had to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document of one body segment and no annotation: what tests start from.
    #[must_use]
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
        let segments =
            if start < end { vec![Segment { span: Span::new(start, end), role: Role::Body }] } else { Vec::new() };
        Self {
            id: id.into(),
            source: Source::default(),
            meta: Meta::default(),
            text,
            language: Language { code: "de".to_owned(), confidence: 1.0 },
            segments,
            tokens: Vec::new(),
            grammar: Vec::new(),
            emissions: Vec::new(),
            sentences: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            quotes: Vec::new(),
            relations: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The surface of a span.
    #[must_use]
    pub fn surface(&self, span: Span<Bytes>) -> &str {
        span.of(&self.text)
    }

    /// The form of the token at `index`; empty beyond the last.
    #[must_use]
    pub fn form(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.span.of(&self.text))
    }

    /// The tokens of `sentence`.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.range()).unwrap_or_default()
    }

    /// The tokens that share a byte with `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span<Bytes>) -> Span<Tokens> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        Span::new(start, end)
    }

    /// The bytes from the first to the last of `tokens`.
    #[must_use]
    pub fn bytes_of(&self, tokens: Span<Tokens>) -> Span<Bytes> {
        match self.tokens.get(tokens.range()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::new(0, 0),
        }
    }

    /// The scores that the encoder's head of this name gave.
    #[must_use]
    pub fn emissions_of(&self, head: &str) -> Option<&Emissions> {
        self.emissions.iter().find(|emissions| emissions.head == head)
    }

    /// The index of the sentence that holds `byte`, or the first one after it.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end as usize <= byte);
        (index < self.sentences.len()).then_some(index)
    }

    /// The role of the segment that holds `byte`; body between segments.
    #[must_use]
    pub fn role_at(&self, byte: usize) -> Role {
        let index = self.segments.partition_point(|segment| segment.span.end as usize <= byte);
        match self.segments.get(index) {
            Some(segment) if segment.span.holds(byte) => segment.role,
            _ => Role::Body,
        }
    }

    /// Indices of the mentions that lie within `span`.
    #[must_use]
    pub fn mentions_in(&self, span: Span<Bytes>) -> Range<usize> {
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let length = self.mentions.iter().skip(start).take_while(|mention| mention.span.start < span.end).count();
        start..start + length
    }

    /// The mention with this id.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.index())
    }

    /// The entity with this id.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TokenKind;

    #[test]
    fn places_are_found_by_binary_search() {
        let mut document = Document::plain("d", " Ja. Nein ");
        assert_eq!(document.segments.first().map(|segment| segment.span), Some(Span::new(1, 9)));
        let token = |start, end| Token { span: Span::new(start, end), kind: TokenKind::Word, space_after: true };
        document.tokens = vec![token(1, 3), token(3, 4), token(5, 9)];
        assert_eq!(document.tokens_in(Span::new(2, 6)), Span::new(0, 3));
        assert_eq!(document.tokens_in(Span::new(4, 5)), Span::new(2, 2));
        assert_eq!(document.surface(document.bytes_of(Span::new(0, 2))), "Ja.");
        assert_eq!(document.form(2), "Nein");
        assert_eq!(document.form(9), "");
    }
}
