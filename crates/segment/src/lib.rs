//! Tokens and sentences of German text, with original offsets.
//!
//! One crate for both, because the German full stop decides both: in "am 3. Oktober" and "z. B." it belongs to its word
//! and ends nothing. The [`Tokenizer`](tokenizer::Tokenizer) scans a segment of the text once, left to right, and looks
//! words up only where a stop or an apostrophe leaves a choice; the [`SentenceSplitter`](splitter::SentenceSplitter) then
//! walks over the tokens' gaps. What both know of words comes compiled, from `models/segment.lex`.

mod chars;
mod lists;
mod splitter;
mod tokenizer;
pub mod training;
mod words;

use wortlaut_lexicon::{Lexicon, LexiconError};
use wortlaut_model::{Budget, Document, Identity, Span, Stage, Token};

use crate::lists::Lists;
use crate::splitter::SentenceSplitter;
use crate::tokenizer::Tokenizer;

/// Raised with every change of the code that changes tokens or sentences.
const VERSION: u32 = 1;

/// Where words end, which corpora decide differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TokenConvention {
    /// `EmpiriST`'s, made for STTS tags: "Nicht-NATO-Staaten" and "gibt's" are one token each.
    #[default]
    Stts,
    /// UD German GSD's: hyphens between letters are tokens, "Nicht|-|NATO|-|Staaten", and so is a clitic, "gibt|'s".
    Ud,
}

impl TokenConvention {
    /// The name that settings use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stts => "stts",
            Self::Ud => "ud",
        }
    }
}

/// What a user may choose.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Where words end.
    pub tokens: TokenConvention,
}

/// The stage `segment`: fills [`Document::tokens`] and [`Document::sentences`].
#[derive(Debug)]
pub struct Segmenter {
    settings: Settings,
    lists: Lists,
    model: String,
}

impl Segmenter {
    /// A segmenter over the lexicon `segment.lex`.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`] or [`LexiconError::Section`] where the lexicon is not the segmenter's.
    pub fn new(lexicon: &Lexicon, settings: Settings) -> Result<Self, LexiconError> {
        Ok(Self { settings, lists: Lists::new(lexicon)?, model: lexicon.hash().to_owned() })
    }
}

impl Stage for Segmenter {
    fn name(&self) -> &'static str {
        "segment"
    }

    fn identity(&self) -> Identity {
        Identity {
            version: VERSION,
            settings: vec![format!("tokens={}", self.settings.tokens.name())],
            models: vec![self.model.clone()],
        }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let (tokens, starts) = self.tokens(&document.text, &regions(document));
        if !budget.is_spent() {
            document.sentences = SentenceSplitter::new(&self.lists).split(&document.text, &tokens, &starts);
            document.tokens = tokens;
        }
    }
}

impl Segmenter {
    /// The tokens of the text, and the index of the first token of each region.
    fn tokens(&self, text: &str, regions: &[Span]) -> (Vec<Token>, Vec<usize>) {
        let tokenizer = Tokenizer::new(&self.lists, self.settings.tokens);
        let (mut tokens, mut starts) = (Vec::with_capacity(text.len() / 5), Vec::with_capacity(regions.len()));
        for region in regions {
            starts.push(tokens.len());
            tokenizer.tokenize(text, *region, &mut tokens);
        }
        (tokens, starts)
    }
}

/// The document's segments, and what text lies between them, in text order.
fn regions(document: &Document) -> Vec<Span> {
    let mut regions = Vec::with_capacity(document.segments.len() + 1);
    let mut at = 0;
    for segment in &document.segments {
        let range = segment.span.range();
        if at < range.start {
            regions.push(Span::new(at, range.start));
        }
        regions.push(Span::new(range.start.max(at), range.end));
        at = at.max(range.end);
    }
    regions.push(Span::new(at, document.text.len()));
    regions.retain(|region| !region.of(&document.text).trim().is_empty());
    regions
}

#[cfg(test)]
mod tests;
