//! What is marked in the running text, cut so that it nests.

use wortlaut_model::{Bytes, Document, Span};

use super::Layer;

/// A mark: the position in its layer's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The content of a quote.
    Quote(usize),
    /// Whom it is ascribed to.
    Speaker(usize),
    /// The reporting expression.
    Cue(usize),
    /// A mention.
    Mention(usize),
}

/// A mark and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Where.
    pub span: Span<Bytes>,
    /// What.
    pub mark: Mark,
}

/// A stretch of text that the same marks cover, the outer first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where.
    pub span: Span<Bytes>,
    /// The marks.
    pub marks: Vec<Marked>,
}

/// All marks of a document, those that start earlier, and the longer ones, first.
#[derive(Debug)]
pub struct Marks {
    marks: Vec<Marked>,
    /// For each mark, how far it and those before it reach.
    reach: Vec<u32>,
}

impl Marks {
    /// The marks that `layer` shows.
    pub fn of(document: &Document, layer: Layer) -> Self {
        let mut marks = Vec::new();
        if layer.has_names() {
            let mentions = document.mentions.iter().enumerate();
            marks.extend(mentions.map(|(at, mention)| Marked { span: mention.span, mark: Mark::Mention(at) }));
        }
        if layer.has_quotes() {
            for (at, quote) in document.quotes.iter().enumerate() {
                let lists = [
                    (&quote.spans, Mark::Quote(at)),
                    (&quote.speaker.spans, Mark::Speaker(at)),
                    (&quote.cue, Mark::Cue(at)),
                ];
                for (spans, mark) in lists {
                    marks.extend(spans.iter().map(|&span| Marked { span, mark }));
                }
            }
        }
        marks.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end), one.mark));
        let reach = marks.iter().scan(0, |reach, one| {
            *reach = one.span.end.max(*reach);
            Some(*reach)
        });
        Self { reach: reach.collect(), marks }
    }

    /// The pieces that `within` is made of.
    pub fn pieces(&self, within: Span<Bytes>) -> Vec<Piece> {
        let from = self.reach.partition_point(|&reach| reach <= within.start);
        let to = self.marks.partition_point(|one| one.span.start < within.end);
        let mut rest =
            self.marks.get(from..to).unwrap_or_default().iter().filter(|one| one.span.overlaps(within)).peekable();
        let mut ends: Vec<u32> = rest.clone().flat_map(|one| [one.span.start, one.span.end]).collect();
        ends.extend([within.start, within.end]);
        ends.retain(|&at| within.start <= at && at <= within.end);
        ends.sort_unstable();
        ends.dedup();
        let mut open: Vec<Marked> = Vec::new();
        let mut pieces = Vec::with_capacity(ends.len());
        for (&start, &end) in ends.iter().zip(ends.iter().skip(1)) {
            open.retain(|one| one.span.end > start);
            while let Some(one) = rest.next_if(|one| one.span.start <= start) {
                open.push(*one);
            }
            pieces.push(Piece { span: Span::new(start as usize, end as usize), marks: open.clone() });
        }
        pieces
    }
}
