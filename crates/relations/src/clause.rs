//! Clauses, as well as marks and a closed list of words tell them, for the rules that read words; those that read the tree need none.
//!
//! A clause ends at a semicolon, colon, dash, bracket or quotation mark, and at a comma that does not stand in a list of
//! names (`Litauen, Lettland und Polen`). A clause behind a comma that begins with `der`, `die`, `das` and ends in its verb is
//! relative: its subject may be the name before the comma.

use std::ops::Range;

use wortlaut_model::TokenKind;

use crate::sentence::Sentence;

/// A stretch of a sentence with at most one verb phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) tokens: Range<usize>,
    /// Whether it begins like a relative clause.
    pub(crate) relative: bool,
}

/// Relative pronouns that may be a subject or object.
const RELATIVE: &[&str] = &["der", "die", "das", "dem", "den", "deren", "dessen", "denen"];
/// Prepositions that may stand before one.
const BEFORE_RELATIVE: &[&str] = &["an", "in", "mit", "bei", "von", "zu", "gegen", "für", "über", "aus"];

/// The clauses of a sentence, in text order; they leave out the marks between them.
pub(crate) fn split(sentence: &Sentence<'_>) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut start = sentence.tokens.start;
    for index in sentence.tokens.clone().chain([sentence.tokens.end]) {
        if index < sentence.tokens.end && !ends_clause(sentence, index) {
            continue;
        }
        if start < index {
            clauses.push(Clause { tokens: start..index, relative: is_relative(sentence, start) });
        }
        start = index + 1;
    }
    clauses
}

fn ends_clause(sentence: &Sentence<'_>, index: usize) -> bool {
    let inside_name = sentence.arguments.iter().any(|argument| {
        argument.kind == wortlaut_model::MentionKind::Name
            && argument.tokens.start < index
            && index + 1 < argument.tokens.end
    });
    if inside_name {
        return false;
    }
    match sentence.document.tokens.get(index).map(|token| token.kind) {
        Some(TokenKind::Quote | TokenKind::Terminal) => true,
        Some(TokenKind::Punctuation) => match sentence.form(index) {
            "," => !is_in_list(sentence, index),
            form => matches!(form, ";" | ":" | "–" | "—" | "(" | ")"),
        },
        _ => false,
    }
}

/// Whether names stand on both sides of the comma at `index`.
fn is_in_list(sentence: &Sentence<'_>, index: usize) -> bool {
    match (sentence.free_before(index), sentence.free_at(index + 1)) {
        (Some(left), Some(right)) => left.entity_type == right.entity_type && left.kind == right.kind,
        _ => false,
    }
}

fn is_relative(sentence: &Sentence<'_>, start: usize) -> bool {
    let behind_comma = sentence.form_before(start) == ",";
    let pronoun = if sentence.is(start, BEFORE_RELATIVE) { start + 1 } else { start };
    behind_comma && sentence.is(pronoun, RELATIVE)
}
