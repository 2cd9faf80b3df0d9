//! Annotated documents as CoNLL-U.
//!
//! The columns are Universal Dependencies': a contraction is a multiword token of two words ([`Words`]). What CoNLL-U has no
//! column for stands in MISC, sorted by name, on the line of the token (of a contraction: on the line of its range):
//!
//! - `SpaceAfter=No` where nothing follows, `SpacesAfter=\n\n` where white space other than one blank does, as `UDPipe`
//!   writes it (`\s` blank, `\t`, `\n`, `\r`, `\p` pipe, `\\` backslash); `SpacesBefore` before the first token;
//! - `TokenRange=0:4`, half-open, in code points of the document's text;
//! - `Entity=B-ORG` and `Entity=I-ORG`, `B-ORGpart` and `B-LOCderiv` for names inside a word and words made of names, as in
//!   `GermEval`; a token in several mentions has one label each, the outer first: `Entity=I-ORG,B-LOC`;
//! - `EntityKey=org:universitaet-bonn` on tokens that begin mentions, one key each, in the same order.
//!
//! Where no grammar stage has run, the columns of grammar are `_`.

mod entities;
mod validate;

use std::fmt::Write as _;

use wortlaut_model::{Document, Grammar, OffsetTable, OffsetUnit, Sentence, Token};

use self::entities::EntityLabels;
use crate::words::{Word, Words};

pub use validate::{Invalid, validate_conllu};

/// Appends `document` to `out`. A document without sentences leaves nothing, for the format has no way to write it.
pub fn write_conllu(document: &Document, out: &mut String) {
    let offsets = OffsetTable::new(&document.text, OffsetUnit::CodePoint);
    let mut writer = Writer { document, offsets, entities: EntityLabels::new(document), out };
    for (index, sentence) in document.sentences.iter().enumerate() {
        writer.sentence(index, sentence);
    }
}

/// Writes one document.
struct Writer<'d, 'o> {
    document: &'d Document,
    offsets: OffsetTable<'d>,
    entities: EntityLabels<'d>,
    out: &'o mut String,
}

// Writing to a string cannot fail: the results of `write!` are let go throughout.

impl Writer<'_, '_> {
    fn sentence(&mut self, index: usize, sentence: &Sentence) {
        let words = Words::of(self.document, sentence);
        self.comments(index, sentence);
        for (at, token) in sentence.tokens.range().enumerate() {
            self.token(token, &words, words.of_token(at));
        }
        self.out.push('\n');
    }

    fn comments(&mut self, index: usize, sentence: &Sentence) {
        let id = one_line(&self.document.id);
        if index == 0 {
            let _ = writeln!(self.out, "# newdoc id = {id}");
        }
        if index == 0 || self.starts_paragraph(sentence) {
            let role = self.document.role_at(sentence.span.start as usize);
            let _ = writeln!(self.out, "# newpar\n# role = {}", role.name());
        }
        // The format allows neither blanks nor slashes here; the line above has the id as it is.
        let id: String = id.chars().map(|c| if c.is_whitespace() || c == '/' { '_' } else { c }).collect();
        let _ = write!(self.out, "# sent_id = {id}-s{}\n# text = ", index + 1);
        for token in sentence.tokens.range() {
            self.out.push_str(&one_line(self.document.form(token)));
            let last = token + 1 == sentence.tokens.end as usize;
            self.out.push_str(if last || self.gap(token).is_empty() { "" } else { " " });
        }
        self.out.push('\n');
    }

    /// Whether a blank line or the start of a segment stands before the sentence.
    fn starts_paragraph(&self, sentence: &Sentence) -> bool {
        let start = sentence.span.start;
        let blank_line = match (sentence.tokens.start as usize).checked_sub(1) {
            Some(before) => self.gap(before).matches('\n').count() > 1,
            None => true,
        };
        blank_line || self.document.segments.binary_search_by_key(&start, |segment| segment.span.start).is_ok()
    }

    /// One line a word, and one before them where the token has two.
    fn token(&mut self, token: usize, words: &Words<'_>, range: std::ops::Range<usize>) {
        let misc = self.misc(token);
        let of_token = words.all().get(range.clone()).unwrap_or_default();
        let is_range = of_token.len() > 1;
        if is_range {
            let form = one_line(self.document.form(token));
            let _ = writeln!(self.out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", range.start + 1, range.end);
        }
        for (number, word) in (range.start + 1..).zip(of_token) {
            self.word(number, word, if is_range { "_" } else { &misc });
        }
    }

    fn word(&mut self, number: usize, word: &Word<'_>, misc: &str) {
        let form = one_line(&word.form);
        let _ = match &word.grammar {
            None => writeln!(self.out, "{number}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}"),
            Some(Grammar { lemma, upos, xpos, feats, head, deprel }) => {
                let lemma = if lemma.is_empty() { "_".into() } else { one_line(lemma) };
                let feats = if feats.is_empty() { "_".to_owned() } else { feats.to_string() };
                writeln!(self.out, "{number}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t_\t{misc}")
            }
        };
    }

    fn misc(&mut self, token: usize) -> String {
        let mut misc = String::new();
        let (labels, keys) = self.entities.of(token);
        if !labels.is_empty() {
            let _ = write!(misc, "Entity={labels}|");
        }
        if !keys.is_empty() {
            let _ = write!(misc, "EntityKey={keys}|");
        }
        match self.gap(token) {
            "" => misc.push_str("SpaceAfter=No|"),
            " " => {}
            gap => _ = write!(misc, "SpacesAfter={}|", escaped(gap)),
        }
        let span = self.document.tokens.get(token).map(|token: &Token| token.span.range()).unwrap_or_default();
        let before = self.document.text.get(..span.start).unwrap_or_default();
        if token == 0 && !before.is_empty() {
            let _ = write!(misc, "SpacesBefore={}|", escaped(before));
        }
        let _ = write!(misc, "TokenRange={}:{}", self.offsets.at(span.start), self.offsets.at(span.end));
        misc
    }

    /// What stands between the token and the next one.
    fn gap(&self, token: usize) -> &str {
        let Document { text, tokens, .. } = self.document;
        let end = tokens.get(token).map_or(text.len(), |token| token.span.end as usize);
        let next = tokens.get(token + 1).map_or(text.len(), |token| token.span.start as usize);
        text.get(end..next).unwrap_or_default()
    }
}

/// `text` on one line, as every reader sees lines: tabs and line ends become blanks, other controls the replacement
/// character.
fn one_line(text: &str) -> std::borrow::Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(breaks) {
        return text.into();
    }
    let replaced = |c: char| match c {
        _ if !breaks(c) => c,
        _ if c.is_whitespace() => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(replaced).collect::<String>().into()
}

/// White space as `UDPipe` writes it into MISC.
fn escaped(gap: &str) -> String {
    let mut escaped = String::with_capacity(gap.len() * 2);
    for c in gap.chars() {
        match c {
            ' ' => escaped.push_str("\\s"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            '\\' => escaped.push_str("\\\\"),
            '|' => escaped.push_str("\\p"),
            // Line ends of other kinds have no escape of their own.
            '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
