//! The tokenizer: one scan over the bytes of a region, which hands each token to the file that knows its kind.

mod emoticons;
mod marks;
mod numbers;
mod stops;
mod web;
mod words;

use wortlaut_model::{Span, Token, TokenKind};

use crate::TokenConvention;
use crate::chars::{Class, class_at, seen_at};
use crate::lists::Lists;

/// Cuts text into tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tokenizer<'l> {
    lists: &'l Lists,
    convention: TokenConvention,
}

impl<'l> Tokenizer<'l> {
    /// A tokenizer of this convention.
    pub(crate) fn new(lists: &'l Lists, convention: TokenConvention) -> Self {
        Self { lists, convention }
    }

    /// Appends the tokens of `region` to `tokens`. No token crosses the region's edges.
    pub(crate) fn tokenize(self, text: &str, region: Span, tokens: &mut Vec<Token>) {
        let range = region.range();
        let first = tokens.len();
        let mut scan = Scan {
            text: text.get(..range.end).unwrap_or_default(),
            from: range.start,
            lists: self.lists,
            convention: self.convention,
            first,
            open_single: false,
            item: 0,
            tokens,
        };
        scan.run();
        if let Some(last) = tokens.get_mut(first..).and_then(<[Token]>::last_mut) {
            let end = last.span.end as usize;
            last.space_after = end < text.len() && class_at(text, end) == Class::Space;
        }
    }
}

/// One scan: where it is and what it has made.
struct Scan<'a> {
    /// The text up to the end of the region.
    text: &'a str,
    /// Where the region starts.
    from: usize,
    lists: &'a Lists,
    convention: TokenConvention,
    /// The index of the region's first token.
    first: usize,
    /// Whether a single quotation mark is open.
    open_single: bool,
    /// The number of the last item of a list: "1. …", "2. …".
    item: u32,
    tokens: &'a mut Vec<Token>,
}

impl Scan<'_> {
    /// Reads the region. Each step starts at a character and ends behind at least one.
    fn run(&mut self) {
        let mut at = self.from;
        while at < self.text.len() {
            let seen = seen_at(self.text, at);
            at = match seen.class {
                Class::Space => at + seen.length,
                Class::Lower | Class::Upper => self.word(at),
                Class::Digit => self.number(at, at),
                Class::Stop => self.stop(at),
                Class::Hyphen => self.hyphen(at, seen.length),
                Class::Apostrophe => self.apostrophe(at, seen.length),
                Class::Quote => self.push(at, at + seen.length, TokenKind::Quote),
                Class::Exclamation => self.exclamation(at, seen.length),
                Class::Ellipsis => self.repeated(at, TokenKind::Terminal),
                Class::Dash => self.repeated(at, TokenKind::Punctuation),
                Class::Punctuation => self.punctuation(at, seen.length),
                Class::Symbol => self.symbol(at, seen.length),
                Class::Extend => self.extend(at),
                Class::Emoji => self.emoji(at),
            };
        }
    }

    /// Appends a token and returns its end.
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let space_after = class_at(self.text, end) == Class::Space;
        self.tokens.push(Token { span: Span::new(start, end), kind, space_after });
        end
    }

    /// The surface from `start` to `end`.
    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether something other than white space stands right before `at` in the region.
    fn glued_before(&self, at: usize) -> bool {
        self.previous().is_some_and(|token| token.span.end as usize == at)
    }

    /// The token before the one being made.
    fn previous(&self) -> Option<&Token> {
        self.tokens.get(self.first..).and_then(<[Token]>::last)
    }

    /// Whether tokens follow UD German.
    fn is_ud(&self) -> bool {
        self.convention == TokenConvention::Ud
    }
}
