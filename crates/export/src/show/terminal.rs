//! Documents in the terminal.

mod paint;
mod tree;

use std::fmt::Write as _;

use wortlaut_model::{Bytes, Document, EntityType, Role, Sentence, Span};

use self::paint::{Paragraph, Style};
use super::marks::{Mark, Marked, Marks};
use super::notes::{Note, notes};
use super::{Layer, paragraphs, plain};

/// How the terminal is drawn on.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// What is shown.
    pub layer: Layer,
    /// Columns.
    pub width: usize,
    /// Whether there are colours; brackets stand in for them.
    pub colour: bool,
}

/// Fewer columns than this are not drawn in.
const NARROWEST: usize = 40;

// Writing to a string cannot fail: the results of `write!` are let go throughout.

impl Terminal {
    /// Appends a document to `out`.
    pub fn document(&self, document: &Document, out: &mut String) {
        let drawing = Drawing { document, terminal: self, marks: Marks::of(document, self.layer) };
        drawing.head(out);
        for (segment, sentences) in paragraphs(document) {
            drawing.paragraph(segment.span, segment.role, sentences, out);
        }
        if self.layer == Layer::Entities {
            drawing.entities(out);
        }
    }

    fn width(&self) -> usize {
        self.width.max(NARROWEST)
    }

    fn paint(&self, text: &str, style: Style) -> String {
        if self.colour { style.paint(text) } else { text.to_owned() }
    }
}

/// A document being drawn.
struct Drawing<'d> {
    document: &'d Document,
    terminal: &'d Terminal,
    marks: Marks,
}

impl Drawing<'_> {
    fn head(&self, out: &mut String) {
        let id = plain(&self.document.id);
        let rule = "─".repeat(self.terminal.width().saturating_sub(paint::columns(&id) + 4));
        let _ = writeln!(out, "{}", self.terminal.paint(&format!("── {id} {rule}"), Style::FAINT));
        if self.terminal.colour && self.terminal.layer.has_names() && !self.document.mentions.is_empty() {
            let legend = EntityType::ALL.map(|of| Style::of_type(of).paint(of.name()));
            let _ = writeln!(out, "   {}", legend.join(" "));
        }
        out.push('\n');
    }

    fn paragraph(&self, span: Span<Bytes>, role: Role, sentences: &[Sentence], out: &mut String) {
        let with_trees = self.terminal.layer.has_trees() && !self.document.grammar.is_empty();
        if role != Role::Body {
            let _ = writeln!(out, "{}", self.terminal.paint(role.name(), Style::FAINT));
        }
        if !with_trees {
            self.text(span, out);
        }
        if self.terminal.layer == Layer::Syntax && self.document.grammar.is_empty() {
            return;
        }
        for sentence in sentences.iter().filter(|_| with_trees) {
            self.text(sentence.span, out);
            tree::draw(self.document, sentence, self.terminal, out);
            out.push('\n');
        }
        if self.terminal.layer.has_quotes() {
            for note in notes(self.document, span) {
                self.note(&note, out);
            }
        }
        out.push('\n');
    }

    /// The text of a span, wrapped, its marks painted or bracketed.
    fn text(&self, span: Span<Bytes>, out: &mut String) {
        let mut paragraph = Paragraph::new(self.terminal.width(), self.terminal.colour);
        let mut open: Vec<Marked> = Vec::new();
        let pieces = self.marks.pieces(span);
        for piece in &pieces {
            let kept = open.iter().zip(&piece.marks).take_while(|(a, b)| a == b).count();
            for one in open.drain(kept..).rev() {
                self.close(one, &mut paragraph);
            }
            for &one in piece.marks.iter().skip(kept) {
                self.open(one, piece.span, &mut paragraph);
                open.push(one);
            }
            let style = piece.marks.iter().fold(Style::PLAIN, |style, one| style.with(self.style(one.mark)));
            paragraph.push(&plain(self.document.surface(piece.span)), style);
        }
        for one in open.into_iter().rev() {
            self.close(one, &mut paragraph);
        }
        out.push_str(&paragraph.finish());
    }

    /// What stands before a mark; the number of a quote at each of its parts.
    fn open(&self, one: Marked, at: Span<Bytes>, paragraph: &mut Paragraph) {
        let starts = one.span.start == at.start;
        match one.mark {
            Mark::Quote(quote) if self.terminal.colour => paragraph.push_bound(&raised(quote + 1), Style::QUOTE_NUMBER),
            Mark::Quote(quote) => paragraph.push_bound(&format!("{{{} ", quote + 1), Style::PLAIN),
            Mark::Mention(mention) if !self.terminal.colour || self.is_users(mention) => {
                let label = self.document.mentions.get(mention).map_or("", |mention| mention.entity_type.name());
                if starts || !self.terminal.colour {
                    paragraph.push_bound(&format!("[{} ", plain(label)), Style::FAINT);
                }
            }
            _ => {}
        }
    }

    fn close(&self, one: Marked, paragraph: &mut Paragraph) {
        match one.mark {
            Mark::Quote(_) if !self.terminal.colour => paragraph.push_bound("}", Style::PLAIN),
            Mark::Mention(mention) if !self.terminal.colour || self.is_users(mention) => {
                paragraph.push_bound("]", Style::FAINT)
            }
            _ => {}
        }
    }

    /// Whether a mention is of a user's type, which has no colour of its own.
    fn is_users(&self, mention: usize) -> bool {
        let mention = self.document.mentions.get(mention);
        mention.is_some_and(|mention| matches!(mention.entity_type, EntityType::User(_)))
    }

    fn style(&self, mark: Mark) -> Style {
        match mark {
            Mark::Quote(_) => Style::QUOTE,
            Mark::Cue(_) => Style::CUE,
            Mark::Speaker(_) => Style::SPEAKER,
            Mark::Mention(at) => {
                self.document.mentions.get(at).map_or(Style::PLAIN, |mention| Style::of_type(mention.entity_type))
            }
        }
    }

    fn note(&self, note: &Note, out: &mut String) {
        let number = if self.terminal.colour { raised(note.number) } else { format!("{{{}}}", note.number) };
        let speaker = if note.speaker.is_empty() { "?" } else { &note.speaker };
        let mut parts = vec![self.terminal.paint(&note.kind, Style::FAINT)];
        if !note.cue.is_empty() {
            parts.push(self.terminal.paint(&note.cue, Style::CUE));
        }
        if let Some(method) = note.method {
            parts.push(self.terminal.paint(method, Style::FAINT));
        }
        if !note.addressee.is_empty() {
            parts.push(format!("to {}", note.addressee));
        }
        parts.push(self.terminal.paint(note.rule, Style::FAINT));
        let number = self.terminal.paint(&number, Style::QUOTE_NUMBER);
        let speaker = self.terminal.paint(speaker, Style::SPEAKER);
        let _ = writeln!(out, "  {number} {speaker}  {}", parts.join(" · "));
    }

    /// The entities, with their other names, roles and the number of their mentions.
    fn entities(&self, out: &mut String) {
        let widest =
            self.document.entities.iter().map(|entity| paint::columns(&plain(&entity.name))).max().unwrap_or(0);
        let widest = widest.min(self.terminal.width() / 2);
        for entity in &self.document.entities {
            let name = plain(&entity.name);
            let gap = " ".repeat(widest.saturating_sub(paint::columns(&name)));
            let kind = self.terminal.paint(&plain(entity.entity_type.name()), Style::of_type(entity.entity_type));
            let mut more = entity.roles.clone();
            if !entity.aliases.is_empty() {
                more.push(format!("also {}", entity.aliases.join(", ")));
            }
            let more = self.terminal.paint(&plain(&more.join("; ")), Style::FAINT);
            let _ = writeln!(out, "  {kind:<4} {name}{gap}  {:>3}×  {more}", entity.mentions.len());
        }
        out.push('\n');
    }
}

/// A number in raised digits.
fn raised(number: usize) -> String {
    let digit = |c: char| match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        c => c.to_digit(10).and_then(|digit| char::from_u32(0x2070 + digit)).unwrap_or(c),
    };
    number.to_string().chars().map(digit).collect()
}
