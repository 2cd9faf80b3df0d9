//! Annotated documents drawn for people: in the terminal, or as a page that stands by itself.
//!
//! Both show the same: the text with names and quotes marked in place ([`marks`]), beside each quote who says it
//! ([`notes`]), and the tree of each sentence. Neither trusts the text: control characters are replaced before they reach
//! a terminal, and everything is escaped before it reaches a page.

mod html;
mod marks;
mod notes;
mod terminal;

use std::borrow::Cow;

use wortlaut_model::{Degree, Deprel, Document, Feats, Segment, Sentence, Span, VerbForm};

pub use html::Page;
pub use terminal::Terminal;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layer {
    /// Everything there is.
    #[default]
    All,
    /// The tree of each sentence.
    Syntax,
    /// Names, and what they refer to.
    Entities,
    /// Quotes, their cues and speakers.
    Quotes,
}

impl Layer {
    fn has_trees(self) -> bool {
        matches!(self, Self::All | Self::Syntax)
    }

    fn has_names(self) -> bool {
        matches!(self, Self::All | Self::Entities)
    }

    fn has_quotes(self) -> bool {
        matches!(self, Self::All | Self::Quotes)
    }
}

/// Relations by the part they play, for colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Root,
    /// Subjects, objects, complements.
    Core,
    /// Adverbials and adverbial clauses.
    Adverbial,
    /// What depends on nouns.
    Nominal,
    /// Coordination, lists, names of several words.
    Chain,
    /// Function words.
    Function,
    Punctuation,
}

impl Kind {
    fn of(deprel: Deprel) -> Self {
        match deprel.universal() {
            Deprel::Root => Self::Root,
            Deprel::Nsubj
            | Deprel::Obj
            | Deprel::Iobj
            | Deprel::Csubj
            | Deprel::Ccomp
            | Deprel::Xcomp
            | Deprel::Expl => Self::Core,
            Deprel::Obl
            | Deprel::Advmod
            | Deprel::Advcl
            | Deprel::Vocative
            | Deprel::Discourse
            | Deprel::Dislocated => Self::Adverbial,
            Deprel::Nmod | Deprel::Amod | Deprel::Appos | Deprel::Nummod | Deprel::Acl => Self::Nominal,
            Deprel::Conj
            | Deprel::List
            | Deprel::Parataxis
            | Deprel::Flat
            | Deprel::Fixed
            | Deprel::Orphan
            | Deprel::Goeswith => Self::Chain,
            Deprel::Punct => Self::Punctuation,
            _ => Self::Function,
        }
    }
}

/// The features that say something beyond the tags, their values alone: `Nom Masc Sing`, `Sub Past 3 Sing`.
fn short(feats: &Feats) -> String {
    let degree = feats.degree.filter(|degree| *degree != Degree::Pos);
    let form = feats.verb_form.filter(|form| *form != VerbForm::Fin);
    let values = [
        form.map(VerbForm::as_str),
        feats.mood.map(wortlaut_model::Mood::as_str),
        feats.tense.map(wortlaut_model::Tense::as_str),
        feats.case.map(wortlaut_model::Case::as_str),
        feats.gender.map(wortlaut_model::Gender::as_str),
        feats.person.map(wortlaut_model::Person::as_str),
        feats.number.map(wortlaut_model::Number::as_str),
        degree.map(Degree::as_str),
    ];
    values.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The stretches of text that are shown one below the other: segments, and what sentences lie between them.
fn paragraphs(document: &Document) -> Vec<(Segment, &[Sentence])> {
    let mut paragraphs: Vec<(Segment, &[Sentence])> = Vec::new();
    let mut rest = document.sentences.as_slice();
    let mut first = 0;
    for segment in &document.segments {
        let before = rest.partition_point(|sentence| sentence.span.end <= segment.span.start);
        let (between, after) = rest.split_at(before);
        push_between(document, between, &mut paragraphs);
        let (inside, after) = after.split_at(after.partition_point(|sentence| sentence.span.start < segment.span.end));
        paragraphs.push((*segment, inside));
        rest = after;
        first = segment.span.end as usize;
    }
    push_between(document, rest, &mut paragraphs);
    if paragraphs.is_empty() && !document.text.trim().is_empty() {
        let role = document.role_at(first);
        paragraphs.push((Segment { span: Span::new(0, document.text.len()), role }, &[]));
    }
    paragraphs
}

fn push_between<'d>(document: &Document, sentences: &'d [Sentence], paragraphs: &mut Vec<(Segment, &'d [Sentence])>) {
    if let (Some(first), Some(last)) = (sentences.first(), sentences.last()) {
        let role = document.role_at(first.span.start as usize);
        paragraphs.push((Segment { span: first.span.cover(last.span), role }, sentences));
    }
}

/// `text` on one line and without anything that steers a terminal or turns the direction of writing.
fn plain(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return text.into();
    }
    let replaced = |c: char| match c {
        _ if !steers(c) => c,
        _ if c.is_whitespace() => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(replaced).collect::<String>().into()
}

#[cfg(test)]
mod tests;
