//! One sentence as the rules see it: its items, its tree, and the way from one to the other.

use std::ops::Range;

use wortlaut_model::{Bytes, Deprel, Span, Tree};

use crate::phrase::{Extent, Phrase, noun_phrase};
use crate::scene::{Kind, Scene};

/// A sentence of a scene with its tree.
#[derive(Debug)]
pub(crate) struct View<'s, 'd> {
    /// The scene.
    pub scene: &'s Scene<'d>,
    /// The tree; its indices are the document's tokens.
    pub tree: Tree<'d>,
    /// The sentence's items in the scene.
    pub items: Range<usize>,
}

impl<'s, 'd> View<'s, 'd> {
    /// The sentence of these items, if it is one of the document's and has a tree.
    pub fn new(scene: &'s Scene<'d>, items: Range<usize>) -> Option<Self> {
        let first = scene.items.get(items.start)?.span.start as usize;
        let last = scene.items.get(items.end.checked_sub(1)?)?.span.end as usize;
        let index = scene.document.sentence_at(first)?;
        let sentence = scene.document.sentences.get(index)?;
        let whole = sentence.span.start as usize <= first && last <= sentence.span.end as usize;
        let tree = Tree::of(scene.document, index).filter(|_| whole)?;
        Some(Self { scene, tree, items })
    }

    /// The item that holds a token.
    pub fn item(&self, token: usize) -> Option<usize> {
        let span = self.scene.document.tokens.get(token)?.span;
        let at = self.scene.items.partition_point(|item| item.span.end <= span.start);
        self.scene.items.get(at).filter(|item| item.span.contains(span) && self.items.contains(&at)).map(|_| at)
    }

    /// Whether a token stands between quotation marks.
    pub fn is_quoted(&self, token: usize) -> bool {
        self.item(token).is_none_or(|at| matches!(self.scene.kind(at), Kind::Quote(_)))
    }

    /// The tokens of the sentence, without what the scene leaves out.
    pub fn tokens(&self) -> Range<usize> {
        let inside = |token: &usize| self.item(*token).is_some();
        let first = self.tree.tokens.clone().find(inside).unwrap_or(self.tree.tokens.end);
        let last = self.tree.tokens.clone().rev().find(inside).map_or(first, |last| last + 1);
        first..last
    }

    /// The bytes of a run of tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> Span<Bytes> {
        self.scene.document.bytes_of(tokens.into())
    }

    /// A run of tokens without commas, colons, dashes and stops at its edges.
    pub fn trimmed(&self, tokens: Range<usize>) -> Range<usize> {
        let mark =
            |at: &usize| matches!(self.tree.form(*at), "," | ";" | ":" | "–" | "—" | "-" | "." | "!" | "?" | "…");
        let start = tokens.clone().find(|at| !mark(at)).unwrap_or(tokens.end);
        let end = (start..tokens.end).rev().find(|at| !mark(at)).map_or(start, |last| last + 1);
        start..end
    }

    /// The noun phrase with the head `noun`: the longest without a relative clause.
    pub fn phrase(&self, noun: usize) -> Option<Phrase> {
        let tokens = self.tree.span(noun);
        let governed = |at: &usize| self.tree.is(*at, Deprel::Case) && self.tree.head(*at) == Some(noun);
        let first = tokens.clone().find(|at| !governed(at) && !self.is_particle(*at, noun))?;
        self.phrase_in(first.min(noun)..tokens.end, noun)
    }

    /// The noun phrase among these tokens with the head `noun`.
    pub fn phrase_in(&self, tokens: Range<usize>, noun: usize) -> Option<Phrase> {
        let (first, head) = (self.item(tokens.start)?, self.item(noun)?);
        let wide = Extent { coordination: self.has_conjunct(noun), apposition: true, places: true };
        let found = noun_phrase(self.scene, first, wide).filter(|phrase| phrase.end > head);
        let roof = self.item(tokens.end.checked_sub(1)?)? + 1;
        match found {
            Some(phrase) if phrase.end <= roof => Some(phrase),
            // What the words take for one phrase reaches beyond the tree's: the tree decides.
            _ => {
                let end = (head + 1..roof).find(|at| self.scene.is_comma(*at)).unwrap_or(roof);
                Some(Phrase { start: first, end, pronoun: false })
            }
        }
    }

    /// `Auch der Minister`: what stands before a phrase without being part of it.
    fn is_particle(&self, at: usize, noun: usize) -> bool {
        self.tree.head(at) == Some(noun) && (self.tree.is(at, Deprel::Advmod) || self.tree.is(at, Deprel::Cc))
    }

    fn has_conjunct(&self, noun: usize) -> bool {
        self.tree.child(noun, Deprel::Conj).is_some()
    }
}
