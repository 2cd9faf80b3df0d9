//! Tokens, their grammar, and sentences.

use compact_str::CompactString;

use crate::{Bytes, Deprel, Feats, Span, Tokens, Upos, Xpos};

/// What the tokenizer saw in a token's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with what belongs to them: `Nicht-NATO-Staaten`, `-bewältigung`, `Kund:innen`, `gibt`, `'s`.
    Word,
    /// A word that ends in its abbreviating stop: `Dr.`, `z.`, `u.a.`.
    Abbreviation,
    /// Digits with their inner marks: `100.000`, `19.06.2023`, `16:00`, `1/2`.
    Number,
    /// An ordinal with its stop: `3.`, `XIV.`.
    Ordinal,
    /// Punctuation that can end a sentence: `.`, `!`, `?`, `…`, `?!`.
    Terminal,
    /// Any other punctuation: commas, dashes, brackets.
    Punctuation,
    /// A quotation mark.
    Quote,
    /// `€`, `%`, `§`, `©`, arrows, bullets.
    Symbol,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// `#NDRfragt`.
    Hashtag,
    /// `@tagesschau`.
    Handle,
    /// An emoji or an emoticon.
    Emoji,
}

/// A token: a span and its shape. Its form is its surface, its grammar stands in [`crate::Document::grammar`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span<Bytes>,
    /// What it looks like.
    pub kind: TokenKind,
    /// Whether white space follows.
    pub space_after: bool,
}

/// What the grammar stage says of one token; CoNLL-U's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grammar {
    /// Base form.
    pub lemma: CompactString,
    /// Universal part of speech.
    pub upos: Upos,
    /// STTS tag.
    pub xpos: Xpos,
    /// Universal features.
    pub feats: Feats,
    /// 1-based position of the head within the sentence, 0 for the root.
    pub head: u32,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// A sentence. Sentences tile the tokens: every token lies in exactly one, none crosses a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token's start to the last one's end.
    pub span: Span<Bytes>,
    /// Its tokens.
    pub tokens: Span<Tokens>,
}
