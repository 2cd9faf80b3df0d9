//! Running text with its marks as elements.

use wortlaut_model::{Bytes, Document, Mention, MentionKind, Span};

use super::{class_of, escaped};
use crate::show::Layer;
use crate::show::marks::{Mark, Marked, Marks};

/// The text of a document, asked for span by span.
#[derive(Debug)]
pub struct Running<'d> {
    document: &'d Document,
    marks: Marks,
    /// The document's number on its page, from 1.
    number: usize,
}

impl<'d> Running<'d> {
    /// The text with the marks that `layer` shows, of the document that is the page's `number`-th.
    pub fn new(document: &'d Document, layer: Layer, number: usize) -> Self {
        Self { document, marks: Marks::of(document, layer), number }
    }

    /// The id of a quote's note, unique on the page.
    pub fn note_id(&self, quote: usize) -> String {
        format!("d{}q{quote}", self.number)
    }

    /// The text of `span`.
    pub fn text(&self, span: Span<Bytes>) -> String {
        let mut out = String::new();
        let mut open: Vec<Marked> = Vec::new();
        for piece in self.marks.pieces(span) {
            let kept = open.iter().zip(&piece.marks).take_while(|(a, b)| a == b).count();
            open.drain(kept..).rev().for_each(|one| out.push_str(closing(one.mark)));
            for &one in piece.marks.iter().skip(kept) {
                self.open(one, piece.span, &mut out);
                open.push(one);
            }
            out.push_str(&escaped(self.document.surface(piece.span)));
        }
        open.into_iter().rev().for_each(|one| out.push_str(closing(one.mark)));
        out
    }

    fn open(&self, one: Marked, at: Span<Bytes>, out: &mut String) {
        match one.mark {
            Mark::Mention(mention) => {
                if let Some(mention) = self.document.mentions.get(mention) {
                    out.push_str(&self.mention(mention));
                }
            }
            Mark::Quote(quote) => {
                let class = self.document.quotes.get(quote).map_or("", |quote| quote.quote_type.name());
                out.push_str(&format!("<q class=\"{class}\">"));
                if one.span.start == at.start {
                    out.push_str(&format!("<a href=\"#{}\">{}</a>", self.note_id(quote + 1), quote + 1));
                }
            }
            Mark::Cue(_) => out.push_str("<b class=\"cue\">"),
            Mark::Speaker(_) => out.push_str("<b class=\"speaker\">"),
        }
    }

    fn mention(&self, mention: &Mention) -> String {
        let entity = self.document.entity(mention.entity).map_or("", |entity| &entity.name);
        let kind = if mention.kind == MentionKind::Name { String::new() } else { format!(" {}", mention.kind.name()) };
        format!(
            "<mark class=\"{}{kind}\" title=\"{} · {entity} · {:.2} · {}\">",
            class_of(mention.entity_type),
            escaped(mention.entity_type.name()),
            mention.confidence,
            escaped(mention.rule),
            entity = escaped(entity),
        )
    }
}

fn closing(mark: Mark) -> &'static str {
    match mark {
        Mark::Mention(_) => "</mark>",
        Mark::Quote(_) => "</q>",
        Mark::Cue(_) | Mark::Speaker(_) => "</b>",
    }
}
