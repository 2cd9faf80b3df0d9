//! A passage as frames are looked for in it: its words, with each stretch between marks folded into one item.
//!
//! Folding is what makes frames readable: whatever is said inside the marks, outside there is `⟨quote⟩ , sagte X .`

use std::cell::OnceCell;

use wortlaut_model::{Bytes, Document, Mention, MentionKind, Role, Span, TokenKind};

use crate::cue::{Cue, cue_at};
use crate::cues::{Cues, Form};
use crate::gender::GivenNames;
use crate::pairing::Region;
use crate::words::{Class, Classes, Words};

/// The lists that rules read.
#[derive(Debug)]
pub(crate) struct Lists {
    /// Reporting verbs.
    pub cues: Cues,
    /// Closed classes and announcing nouns.
    pub words: Words,
    /// Given names by gender.
    pub names: GivenNames,
}

impl Lists {
    /// The lists that ship with the crate.
    pub fn built_in() -> Self {
        Self {
            cues: Cues::parse(include_str!("../data/cues.txt")),
            words: Words::built_in(),
            names: GivenNames::built_in(),
        }
    }
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word.
    Word,
    /// A word that starts with a capital.
    Noun,
    /// Digits.
    Number,
    /// Punctuation other than marks.
    Sign,
    /// A region, by its index in the passage: somebody's words, or not yet known.
    Quote(usize),
    /// A region that is a name.
    Title(usize),
}

/// A token, or a region with all its tokens.
#[derive(Debug, Clone)]
pub(crate) struct Item<'l> {
    /// What it is.
    pub kind: Kind,
    /// Where.
    pub span: Span<Bytes>,
    /// Whether a sentence starts here.
    pub starts: bool,
    /// Its closed classes.
    pub classes: Classes,
    /// What reporting verb it may be.
    pub forms: &'l [Form],
}

/// A passage or the inside of a region.
#[derive(Debug)]
pub(crate) struct Scene<'d> {
    /// The document.
    pub document: &'d Document,
    /// The lists.
    pub lists: &'d Lists,
    /// Whether it is a headline or the like, which leaves verbs out.
    pub heading: bool,
    /// The items, in text order.
    pub items: Vec<Item<'d>>,
    /// First item of each item's sentence, and the item after its last.
    sentences: Vec<(usize, usize)>,
    /// The reporting verb at each item, once it was asked for.
    cues: Vec<OnceCell<Option<Box<Cue<'d>>>>>,
}

/// How many items rules look to either side: sentences of news have 25 words, and no look may cost more than this.
pub(crate) const REACH: usize = 60;

impl<'d> Scene<'d> {
    /// Folds the tokens of `span`: those in `regions`, given with their indices and in order, become one item each.
    pub fn new(
        document: &'d Document,
        lists: &'d Lists,
        span: Span<Bytes>,
        regions: impl Iterator<Item = (usize, Region)>,
    ) -> Self {
        let heading = matches!(document.role_at(span.start as usize), Role::Title | Role::Heading);
        let mut scene = Self { document, lists, heading, items: Vec::new(), sentences: Vec::new(), cues: Vec::new() };
        let tokens = document.tokens_in(span);
        let mut next = tokens.start as usize;
        for (index, region) in regions {
            let inside = document.tokens_in(region.span);
            scene.words(next, inside.start as usize);
            scene.region(index, region.span, inside.start as usize);
            next = next.max(inside.end as usize);
        }
        scene.words(next, tokens.end as usize);
        scene.join_frames();
        scene.sentences = sentences(&scene.items);
        scene.cues = scene.items.iter().map(|_| OnceCell::new()).collect();
        scene
    }

    /// The surface of an item; empty beyond the last.
    pub fn text(&self, index: usize) -> &'d str {
        self.items.get(index).map_or("", |item| item.span.of(&self.document.text))
    }

    /// Whether the item has this surface.
    pub fn is(&self, index: usize, surface: &str) -> bool {
        self.text(index) == surface
    }

    /// Whether the item is of the class.
    pub fn has(&self, index: usize, class: Class) -> bool {
        self.items.get(index).is_some_and(|item| item.classes.has(class))
    }

    /// The item's kind; a sign beyond the last.
    pub fn kind(&self, index: usize) -> Kind {
        self.items.get(index).map_or(Kind::Sign, |item| item.kind)
    }

    /// Whether the item is a region.
    pub fn is_region(&self, index: usize) -> bool {
        matches!(self.kind(index), Kind::Quote(_) | Kind::Title(_))
    }

    /// The bytes of the items `from..to`.
    pub fn bytes(&self, from: usize, to: usize) -> Span<Bytes> {
        match self.items.get(from..to) {
            Some([only]) => only.span,
            Some([first, .., last]) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The first item of the sentence that holds item `at`, within reach.
    pub fn sentence_start(&self, at: usize) -> usize {
        self.sentences.get(at).map_or(0, |(start, _)| *start).max(at.saturating_sub(REACH))
    }

    /// The item after the last of the sentence that holds item `at`, within reach.
    pub fn sentence_end(&self, at: usize) -> usize {
        self.sentences.get(at).map_or(self.items.len(), |(_, end)| *end).min(at + REACH)
    }

    /// The first mention that starts with item `at`, with the item after its last.
    pub fn mention_at(&self, at: usize) -> Option<(usize, &'d Mention, usize)> {
        let item = self.items.get(at)?;
        let index = self.document.mentions.partition_point(|mention| mention.span.start < item.span.start);
        let mention = self.document.mentions.get(index).filter(|mention| mention.span.start == item.span.start)?;
        let whole = matches!(mention.kind, MentionKind::Name | MentionKind::Nominal | MentionKind::Pronoun);
        let end = (at..).find(|end| self.items.get(*end).is_none_or(|item| item.span.start >= mention.span.end))?;
        whole.then_some((index, mention, end))
    }

    /// The reporting verb at item `at`, if there is one whose needs its sentence meets.
    pub fn cue(&self, at: usize) -> Option<&Cue<'d>> {
        self.items.get(at).filter(|item| !item.forms.is_empty())?;
        self.cues.get(at)?.get_or_init(|| cue_at(self, at).map(Box::new)).as_deref()
    }

    /// A comma, or a dash set like one.
    pub fn is_comma(&self, index: usize) -> bool {
        matches!(self.text(index), "," | "–" | "—" | "-")
    }

    fn words(&mut self, from: usize, to: usize) {
        let mut sentence = self.document.tokens.get(from).map_or(0, |token| {
            self.document.sentences.partition_point(|sentence| sentence.span.start < token.span.start)
        });
        for index in from..to {
            let Some(token) = self.document.tokens.get(index) else { continue };
            let starts = self.document.sentences.get(sentence).is_some_and(|at| at.span.start <= token.span.start);
            sentence += usize::from(starts);
            let item = self.word(token.span, token.kind, starts || self.items.is_empty());
            self.items.push(item);
        }
    }

    fn word(&self, span: Span<Bytes>, kind: TokenKind, starts: bool) -> Item<'d> {
        let text = span.of(&self.document.text);
        let upper = text.chars().next().is_some_and(char::is_uppercase);
        let noun = upper || text.bytes().any(|byte| byte.is_ascii_uppercase());
        let kind = match kind {
            TokenKind::Number | TokenKind::Ordinal => Kind::Number,
            TokenKind::Word | TokenKind::Abbreviation | TokenKind::Hashtag | TokenKind::Handle if noun => Kind::Noun,
            TokenKind::Word | TokenKind::Abbreviation => Kind::Word,
            TokenKind::Hashtag | TokenKind::Handle | TokenKind::Url | TokenKind::Email => Kind::Noun,
            _ => Kind::Sign,
        };
        // A capital is a noun's but at the start of a sentence or clause: "Sagen" amid one is no verb, "Pro" no preposition.
        let inside = self.items.last().is_some_and(|item| matches!(item.kind, Kind::Word | Kind::Noun | Kind::Number));
        if kind == Kind::Sign || upper && !starts && inside {
            return Item { kind, span, starts, classes: Classes::default(), forms: &[] };
        }
        let folded;
        let lower = if upper {
            folded = text.to_lowercase();
            folded.as_str()
        } else {
            text
        };
        let forms = if upper && !starts { &[] } else { self.lists.cues.forms(lower) };
        let classes = self.lists.words.classes(lower);
        Item { kind, span, starts, classes, forms }
    }

    fn region(&mut self, index: usize, span: Span<Bytes>, first_token: usize) {
        let start = self.document.tokens.get(first_token).map_or(span.start, |token| token.span.start);
        let sentence = self.document.sentences.partition_point(|sentence| sentence.span.start < start);
        let starts = self.items.is_empty()
            || self.document.sentences.get(sentence).is_some_and(|sentence| sentence.span.start == start);
        self.items.push(Item { kind: Kind::Quote(index), span, starts, classes: Classes::default(), forms: &[] });
    }

    /// A frame belongs to its quote's sentence, though the quote ends in a full stop of its own: `„Ja!“, rief sie.` And a
    /// quote after a colon belongs to the sentence before.
    fn join_frames(&mut self) {
        for index in 1..self.items.len() {
            let colon = self.is(index - 1, ":");
            let after = self.is_region(index - 1);
            let lower = self.kind(index) == Kind::Word && !self.text(index).starts_with(char::is_uppercase);
            let joins = (after && (lower || self.is_comma(index) || matches!(self.text(index), ";" | "(")))
                || (colon && self.is_region(index));
            if let Some(item) = self.items.get_mut(index)
                && joins
            {
                item.starts = false;
            }
        }
    }
}

/// The bounds of each item's sentence.
fn sentences(items: &[Item]) -> Vec<(usize, usize)> {
    let starts: Vec<usize> =
        (0..items.len()).filter(|index| items.get(*index).is_some_and(|item| item.starts)).collect();
    let mut bounds = Vec::with_capacity(items.len());
    let mut start = 0;
    for next in starts.into_iter().chain([items.len()]) {
        bounds.extend((bounds.len()..next).map(|_| (start, next)));
        start = next;
    }
    bounds
}
