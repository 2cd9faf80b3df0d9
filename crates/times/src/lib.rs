//! Time expressions and their values, after TimeML's TIMEX3.
//!
//! [`TimeTagger`] goes through the tokens once. A closed vocabulary (`word`) says what each may contribute; where one
//! may begin an expression, the rules (`rules`, one a file, in a visible order) are tried on its sentence (`scan`).
//! What they find is a `meaning`, still without a calendar. Then the day the document speaks from is settled
//! (`reference`, `dateline`), and each meaning becomes a value (`resolve`, `pick`, `tense`, `calendar`).
//!
//! Spans leave prepositions out and keep articles and modifiers: `der vergangenen Woche`, `Ende Februar`.

mod calendar;
mod dateline;
mod meaning;
mod offices;
mod pick;
mod reference;
mod resolve;
mod rules;
mod scan;
mod tense;
mod verbs;
mod word;

#[cfg(test)]
mod tests;

use wortlaut_model::{Budget, Document, Identity, MentionKind, Role, Stage, Time};

use crate::rules::first_match;
use crate::scan::{Found, Scan};
use crate::tense::Tense;
use crate::verbs::Verbs;
use crate::word::{Vocabulary, Word};

/// Raised with every change that changes results.
const VERSION: u32 = 1;

/// Finds time expressions and says what they mean.
///
/// Reads tokens, sentences and mentions, fills `times`. Expressions inside a name (`Welt am Sonntag`) are the name's.
/// The result depends on the document alone: its date is taken from its metadata or its text, never from a clock.
#[derive(Debug, Clone)]
pub struct TimeTagger {
    vocabulary: Vocabulary,
    verbs: Verbs,
}

impl TimeTagger {
    /// A tagger with the crate's vocabulary and all rules.
    #[must_use]
    pub fn new() -> Self {
        Self { vocabulary: Vocabulary::new(), verbs: Verbs::new() }
    }
}

impl Default for TimeTagger {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage for TimeTagger {
    fn name(&self) -> &'static str {
        "times"
    }

    fn identity(&self) -> Identity {
        Identity { version: VERSION, ..Identity::default() }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let expressions = self.find(document, budget);
        let (reference, warning) = dateline::settle(document, &expressions);
        let mut resolver = resolve::Resolver::new(reference.date, reference.stated_by);
        document.times = expressions.into_iter().map(|expression| time(document, &mut resolver, expression)).collect();
        document.diagnostics.extend(warning);
    }
}

/// An expression found, with what its value depends on.
#[derive(Debug, Clone)]
struct Expression {
    found: Found,
    rule: &'static str,
    tense: Tense,
    /// The number of its sentence.
    sentence: usize,
}

impl TimeTagger {
    /// All expressions of the document, in text order.
    fn find(&self, document: &Document, budget: &Budget) -> Vec<Expression> {
        let words: Vec<Word> = document.tokens.iter().map(|token| self.class(document.surface(token.span))).collect();
        let mut expressions = Vec::new();
        for (number, sentence) in document.sentences.iter().enumerate() {
            if budget.is_spent() {
                break;
            }
            let range = sentence.tokens.range();
            let worth = words.get(range.clone()).is_some_and(|words| words.iter().any(|word| word.is_heavy()));
            if worth && document.role_at(sentence.span.start as usize) != Role::Boilerplate {
                find_in_sentence(&Scan::new(document, &words, &self.verbs, range), number, &mut expressions);
            }
        }
        expressions
    }

    /// The class of a token by its form.
    fn class(&self, form: &str) -> Word {
        match (form.bytes().next(), self.vocabulary.word(form)) {
            (Some(byte), Word::Other) if byte.is_ascii_digit() => Word::Digits,
            (_, word) => word,
        }
    }
}

fn find_in_sentence(scan: &Scan<'_>, number: usize, expressions: &mut Vec<Expression>) {
    let mut index = scan.range().start;
    while index < scan.range().end {
        let found = may_begin(scan, index).then(|| first_match(scan, index)).flatten();
        let Some((rule, found)) = found.filter(|(_, found)| !is_named(scan.document, found)) else {
            index += 1;
            continue;
        };
        let tense = if found.meaning.asks_tense() { scan.tense(found.tokens.start) } else { Tense::Unknown };
        index = found.tokens.end.max(index + 1);
        expressions.push(Expression { found, rule, tense, sentence: number });
    }
}

/// Whether it is worth trying the rules at `index`: articles, numerals and the like need company within three tokens.
fn may_begin(scan: &Scan<'_>, index: usize) -> bool {
    match scan.word(index) {
        Word::Other | Word::Preposition => false,
        word if word.is_light() => (index + 1..index + 4).any(|next| scan.word(next).is_heavy()),
        _ => true,
    }
}

/// Whether the expression is part of a name: a mention holds all of it.
fn is_named(document: &Document, found: &Found) -> bool {
    let span = document.bytes_of(found.tokens.clone().into());
    let from = document.mentions.partition_point(|mention| mention.span.start + 200 < span.start);
    document
        .mentions
        .iter()
        .skip(from)
        .take_while(|mention| mention.span.start <= span.start)
        .any(|mention| mention.kind == MentionKind::Name && mention.span.contains(span))
}

fn time(document: &Document, resolver: &mut resolve::Resolver, expression: Expression) -> Time {
    let resolved = resolver.resolve(expression.found.meaning, expression.tense, expression.sentence);
    Time {
        span: document.bytes_of(expression.found.tokens.into()),
        time_type: resolved.time_type,
        value: resolved.value,
        anchor: resolved.anchor,
        rule: expression.rule,
    }
}
