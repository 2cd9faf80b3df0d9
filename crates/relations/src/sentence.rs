//! What a rule sees: one sentence, its tokens, and the mentions in it as possible arguments.

use std::ops::Range;

use wortlaut_model::{Bytes, Document, EntityId, EntityType, MentionKind, Span, TokenKind};

use crate::clause::{self, Clause};

/// A mention as an argument.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Argument {
    pub(crate) entity: EntityId,
    pub(crate) entity_type: EntityType,
    pub(crate) kind: MentionKind,
    pub(crate) span: Span<Bytes>,
    /// The tokens it shares a byte with.
    pub(crate) tokens: Range<usize>,
    /// Whether it lies inside another argument of the sentence.
    pub(crate) nested: bool,
}

impl Argument {
    /// Whether it refers by itself, as names, noun phrases and pronouns do; parts and adjectives refer inside a word.
    pub(crate) fn is_free(&self) -> bool {
        matches!(self.kind, MentionKind::Name | MentionKind::Nominal | MentionKind::Pronoun)
    }

    /// Whether it is a free person.
    pub(crate) fn is_person(&self) -> bool {
        self.entity_type == EntityType::Per && self.is_free()
    }
}

/// One sentence under the eyes of the rules. Token indices are the document's; beyond the sentence there is nothing.
#[derive(Debug)]
pub(crate) struct Sentence<'d> {
    pub(crate) document: &'d Document,
    pub(crate) tokens: Range<usize>,
    /// In text order; at the same start the longer first.
    pub(crate) arguments: Vec<Argument>,
    pub(crate) clauses: Vec<Clause>,
    /// Whether any argument lies inside a compound.
    has_parts: bool,
}

impl<'d> Sentence<'d> {
    pub(crate) fn new(document: &'d Document, tokens: Range<usize>, span: Span<Bytes>) -> Self {
        let mut arguments: Vec<Argument> = Vec::new();
        let mut outer: Option<Span<Bytes>> = None;
        for mention in document.mentions.get(document.mentions_in(span)).unwrap_or_default() {
            if document.entity(mention.entity).is_none() || !span.contains(mention.span) {
                continue;
            }
            let nested = outer.is_some_and(|outer| outer.contains(mention.span));
            let argument = Argument {
                entity: mention.entity,
                entity_type: mention.entity_type,
                kind: mention.kind,
                span: mention.span,
                tokens: document.tokens_in(mention.span).range(),
                nested,
            };
            if argument.is_free() && outer.is_none_or(|outer| outer.end < mention.span.end) {
                outer = Some(mention.span);
            }
            arguments.push(argument);
        }
        let has_parts = arguments.iter().any(|argument| argument.kind == MentionKind::Part);
        let mut sentence = Self { document, tokens, arguments, clauses: Vec::new(), has_parts };
        sentence.clauses = clause::split(&sentence);
        sentence
    }

    /// The form of the token at `index`; empty beyond the sentence.
    pub(crate) fn form(&self, index: usize) -> &'d str {
        if self.tokens.contains(&index) { self.document.form(index) } else { "" }
    }

    /// The form of the token before `index`.
    pub(crate) fn form_before(&self, index: usize) -> &'d str {
        index.checked_sub(1).map_or("", |before| self.form(before))
    }

    /// Whether the token at `index` is one of `forms`.
    pub(crate) fn is(&self, index: usize, forms: &[&str]) -> bool {
        forms.contains(&self.form(index))
    }

    /// Whether the token at `index` is a word that begins with a capital.
    pub(crate) fn is_noun(&self, index: usize) -> bool {
        self.form(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token at `index` is a mark of any kind.
    pub(crate) fn is_mark(&self, index: usize) -> bool {
        self.document.tokens.get(index).is_none_or(|token| {
            matches!(token.kind, TokenKind::Punctuation | TokenKind::Terminal | TokenKind::Quote | TokenKind::Symbol)
        })
    }

    /// The outermost free argument that begins with the token at `index`.
    pub(crate) fn free_at(&self, index: usize) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.tokens.start == index && argument.is_free())
    }

    /// The free name that begins with the token at `index`, whatever noun phrase holds it.
    pub(crate) fn name_at(&self, index: usize) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.tokens.start == index && argument.kind == MentionKind::Name)
    }

    /// The free argument that ends before the token at `index`.
    pub(crate) fn free_before(&self, index: usize) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.tokens.end == index && argument.is_free())
    }

    /// The argument inside the token at `index`: the `SPD` of `SPD-Politiker`; with what follows it in the token.
    pub(crate) fn part_of(&self, index: usize) -> Option<(&Argument, &'d str)> {
        let token = self.document.tokens.get(index).filter(|_| self.has_parts)?.span;
        let part = self.arguments.iter().find(|argument| {
            argument.kind == MentionKind::Part && token.contains(argument.span) && argument.span.start == token.start
        })?;
        let rest = Span::new(part.span.end as usize, token.end as usize).of(&self.document.text);
        Some((part, rest.trim_start_matches(['-', '‑', '–'])))
    }

    /// The adjective or demonym at the token `index`.
    pub(crate) fn derived_at(&self, index: usize) -> Option<&Argument> {
        self.arguments
            .iter()
            .find(|argument| argument.tokens == (index..index + 1) && argument.kind == MentionKind::Derived)
    }

    /// The person named from the token at `index` on, titles skipped.
    pub(crate) fn person_at(&self, index: usize) -> Option<&Argument> {
        const TITLES: &[&str] = &["Dr.", "Prof.", "Dr", "Prof", "h.c.", "a.D.", "Oberst", "General"];
        let start = (index..index + 4).find(|at| !self.is(*at, TITLES))?;
        self.name_at(start).filter(|argument| argument.is_person())
    }

    /// The arguments coordinated with the one at `place` of the list: `Polen und Tschechien`, `A, B und C`; itself first.
    pub(crate) fn list_from(&self, first: &Argument) -> Vec<&Argument> {
        let mut list: Vec<&Argument> = Vec::new();
        let mut next = self.arguments.iter().find(|argument| *argument == first);
        while let Some(argument) = next {
            list.push(argument);
            let behind = argument.tokens.end;
            next = if self.is(behind, &["und", "sowie", ",", "oder"]) {
                let start = if self.is(behind + 1, ARTICLES) { behind + 2 } else { behind + 1 };
                self.free_at(start).filter(|other| other.entity_type == first.entity_type && other.kind == first.kind)
            } else {
                None
            };
        }
        list
    }

    /// The whole list that holds `argument`.
    pub(crate) fn list_with(&self, argument: &Argument) -> Vec<&Argument> {
        let lists = self.arguments.iter().filter(|head| head.is_free() && head.tokens.start <= argument.tokens.start);
        let mut lists = lists.map(|head| self.list_from(head));
        lists.find(|list| list.contains(&argument)).unwrap_or_default()
    }

    /// The bytes of a run of tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span<Bytes> {
        self.document.bytes_of(tokens.into())
    }

    /// The normalised value of the first time within `tokens`, lengths and recurrences aside.
    pub(crate) fn time_in(&self, tokens: Range<usize>) -> Option<String> {
        let span = self.span(tokens);
        let from = self.document.times.partition_point(|time| time.span.start < span.start);
        let inside = self.document.times.iter().skip(from).take_while(|time| time.span.start < span.end);
        inside
            .filter(|time| !time.value.starts_with('P') && !time.value.contains('_') && span.contains(time.span))
            .map(|time| time.value.clone())
            .next()
    }
}

/// Articles and words that stand in their place.
pub(crate) const ARTICLES: &[&str] = &[
    "der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "einem", "einen", "eines", "Der", "Die", "Das",
    "Dem", "Den", "Des", "Ein", "Eine", "ihr", "ihre", "ihrer", "ihrem", "sein", "seine", "seiner", "seinem", "seinen",
    "dieser", "diese", "diesem", "Seine", "Sein", "Ihr", "Ihre", "deren", "dessen",
];
