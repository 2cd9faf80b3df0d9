//! The last look at a document before it is written: every span lies where the contract says.

use thiserror::Error;
use wortlaut_model::{Bytes, Document, Span};

/// What is wrong with an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// It ends beyond the text.
    #[error("lies outside the text")]
    Outside,
    /// It starts or ends inside a character.
    #[error("splits a character")]
    SplitsCharacter,
    /// It holds nothing where something must be.
    #[error("is empty")]
    Empty,
    /// It starts before the one before it ends.
    #[error("overlaps the one before it")]
    Overlaps,
    /// It names a token or an annotation that is not there.
    #[error("refers to what is not there")]
    Dangling,
}

/// An annotation that must not leave: a bug of the stage that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("`{layer}` {index} at bytes {span:?} {fault}")]
pub struct Misaligned {
    /// The record's list, e.g. `tokens`.
    pub layer: &'static str,
    /// The annotation's position in it.
    pub index: usize,
    /// The span, in bytes of the text; that of the annotation where the fault is a reference.
    pub span: Span<Bytes>,
    /// What is wrong.
    pub fault: Fault,
}

/// Whether every span of `document` lies in its text, on character boundaries and holds something; tokens, sentences and
/// segments stand in order; and every id refers to something.
///
/// # Errors
/// The first annotation that does not.
pub fn check(document: &Document) -> Result<(), Misaligned> {
    segmentation(document)?;
    names(document)?;
    quotes(document)?;
    relations(document)?;
    let mut spans =
        document.diagnostics.iter().enumerate().filter_map(|(index, diagnostic)| Some((index, diagnostic.span?)));
    let layer = Layer { name: "diagnostics", document };
    spans.try_for_each(|(index, span)| layer.fits(index, span))
}

fn segmentation(document: &Document) -> Result<(), Misaligned> {
    Layer { name: "segments", document }.in_order(document.segments.iter().map(|segment| segment.span))?;
    Layer { name: "tokens", document }.in_order(document.tokens.iter().map(|token| token.span))?;
    let layer = Layer { name: "sentences", document };
    layer.in_order(document.sentences.iter().map(|sentence| sentence.span))?;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let there = sentence.tokens.end as usize <= document.tokens.len();
        layer.refers(index, sentence.span, there)?;
    }
    let annotated = document.grammar.is_empty() || document.grammar.len() == document.tokens.len();
    Layer { name: "tokens", document }.refers(document.grammar.len(), Span::new(0, 0), annotated)
}

fn names(document: &Document) -> Result<(), Misaligned> {
    let layer = Layer { name: "mentions", document };
    for (index, mention) in document.mentions.iter().enumerate() {
        layer.holds(index, mention.span)?;
        layer.refers(index, mention.span, document.entity(mention.entity).is_some())?;
    }
    let layer = Layer { name: "entities", document };
    for (index, entity) in document.entities.iter().enumerate() {
        let there = entity.mentions.iter().all(|&id| document.mention(id).is_some());
        layer.refers(index, Span::new(0, 0), there)?;
    }
    let layer = Layer { name: "times", document };
    for (index, time) in document.times.iter().enumerate() {
        layer.holds(index, time.span)?;
        layer.refers(index, time.span, time.anchor.is_none_or(|id| id.index() < document.times.len()))?;
    }
    Ok(())
}

fn quotes(document: &Document) -> Result<(), Misaligned> {
    let layer = Layer { name: "quotes", document };
    for (index, quote) in document.quotes.iter().enumerate() {
        let parties = [&quote.speaker, &quote.addressee];
        let words = parties.iter().flat_map(|party| &party.spans);
        for &span in quote.spans.iter().chain(&quote.frame).chain(&quote.cue).chain(words) {
            layer.holds(index, span)?;
        }
        let known = parties.iter().all(|party| {
            party.mention.is_none_or(|id| document.mention(id).is_some())
                && party.entity.is_none_or(|id| document.entity(id).is_some())
        });
        let parent = quote.parent.is_none_or(|id| id.index() < document.quotes.len());
        let at = quote.spans.first().copied().unwrap_or(Span::new(0, 0));
        layer.refers(index, at, known && parent)?;
        if quote.spans.is_empty() {
            return layer.fault(index, at, Fault::Empty);
        }
    }
    Ok(())
}

fn relations(document: &Document) -> Result<(), Misaligned> {
    let layer = Layer { name: "relations", document };
    for (index, relation) in document.relations.iter().enumerate() {
        for &span in &relation.evidence {
            layer.holds(index, span)?;
        }
        let entities = [Some(relation.subject), relation.object, relation.qualifiers.place];
        let known = entities.into_iter().flatten().all(|id| document.entity(id).is_some())
            && relation.quote.is_none_or(|id| id.index() < document.quotes.len());
        let at = relation.evidence.first().copied().unwrap_or(Span::new(0, 0));
        layer.refers(index, at, known)?;
    }
    Ok(())
}

/// A layer under check, to name in the error.
#[derive(Clone, Copy)]
struct Layer<'d> {
    name: &'static str,
    document: &'d Document,
}

impl Layer<'_> {
    /// The spans hold something each, and follow each other without overlap.
    fn in_order(self, spans: impl Iterator<Item = Span<Bytes>>) -> Result<(), Misaligned> {
        let mut end = 0;
        for (index, span) in spans.enumerate() {
            self.holds(index, span)?;
            if span.start < end {
                return self.fault(index, span, Fault::Overlaps);
            }
            end = span.end;
        }
        Ok(())
    }

    /// The span lies in the text and holds something.
    fn holds(self, index: usize, span: Span<Bytes>) -> Result<(), Misaligned> {
        if span.is_empty() {
            return self.fault(index, span, Fault::Empty);
        }
        self.fits(index, span)
    }

    fn fits(self, index: usize, span: Span<Bytes>) -> Result<(), Misaligned> {
        if span.fits(&self.document.text) {
            return Ok(());
        }
        let inside = span.end as usize <= self.document.text.len();
        self.fault(index, span, if inside { Fault::SplitsCharacter } else { Fault::Outside })
    }

    fn refers(self, index: usize, span: Span<Bytes>, there: bool) -> Result<(), Misaligned> {
        if there { Ok(()) } else { self.fault(index, span, Fault::Dangling) }
    }

    fn fault(self, index: usize, span: Span<Bytes>, fault: Fault) -> Result<(), Misaligned> {
        Err(Misaligned { layer: self.name, index, span, fault })
    }
}
