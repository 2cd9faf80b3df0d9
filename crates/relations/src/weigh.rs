//! Polarity and modality: whether a statement is made or denied, by whom, and how surely.
//!
//! A quote that holds the evidence makes a statement reported. What is presupposed (`CDU-Chef X`) is neither denied nor
//! doubted by its clause; what the clause states is, by `nicht` and `kein`, by `könnte` and `mutmaßlich`, by `will` and `soll`.

use wortlaut_model::{Bytes, Document, Modality, Polarity, Quote, QuoteId, Span};

use crate::sentence::Sentence;
use crate::statement::{Force, Statement};

const NEGATIONS: &[&str] =
    &["nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "nichts", "Kein", "Keine"];
const DOUBTS: &[&str] = &[
    "könnte",
    "könnten",
    "mutmaßlich",
    "mutmaßliche",
    "mutmaßlichen",
    "möglicherweise",
    "angeblich",
    "angebliche",
    "vielleicht",
    "womöglich",
    "offenbar",
    "vermutlich",
    "dürfte",
    "dürften",
];
const PLANS: &[&str] = &[
    "will", "wollen", "wolle", "soll", "sollen", "solle", "plant", "planen", "möchte", "möchten", "wird", "werden",
    "werde", "strebt",
];
/// A past participle with its auxiliary: what is planned is not done, what `wurde` done is.
const DONE: &[&str] =
    &["wurde", "wurden", "worden", "hat", "haben", "hatte", "hatten", "ist", "sind", "war", "waren", "gewesen"];
const HEARSAY: &[&str] = &["laut", "Laut", "zufolge", "Angaben", "Berichten"];

/// A statement's polarity, modality and quote.
pub(crate) fn weigh(sentence: &Sentence<'_>, statement: &Statement) -> (Polarity, Modality, Option<QuoteId>) {
    let evidence = sentence.span(statement.evidence.clone());
    let quote = quote_around(sentence.document, evidence);
    let stated = statement.force == Force::Stated;
    let words = || {
        let scope = statement.scope.as_ref().unwrap_or(&statement.evidence);
        let clauses =
            sentence.clauses.iter().filter(|clause| clause.tokens.start < scope.end && scope.start < clause.tokens.end);
        clauses.flat_map(|clause| clause.tokens.clone()).map(|at| sentence.form(at))
    };
    let has = |list: &[&str]| stated && words().any(|word| list.contains(&word));
    let polarity = statement.polarity.unwrap_or(if has(NEGATIONS) { Polarity::Negated } else { Polarity::Affirmed });
    let modality = match quote {
        Some(_) => Modality::Reported,
        None if statement.modality.is_some() => statement.modality.unwrap_or(Modality::Asserted),
        None if has(HEARSAY) => Modality::Reported,
        None if has(DOUBTS) => Modality::Possible,
        None if has(PLANS) && !has(DONE) => Modality::Planned,
        None => Modality::Asserted,
    };
    (polarity, modality, quote)
}

/// The innermost quote that holds the evidence.
fn quote_around(document: &Document, evidence: Span<Bytes>) -> Option<QuoteId> {
    // Quotes stand in text order: one that holds the evidence is among the last that begin before it.
    const RECENT: usize = 16;
    let holds = |span: &Span<Bytes>| span.contains(evidence);
    let begins = |quote: &Quote| quote.spans.first().is_some_and(|span| span.start <= evidence.start);
    let end = document.quotes.partition_point(begins);
    let recent = document.quotes.iter().enumerate().take(end).skip(end.saturating_sub(RECENT));
    let quotes = recent.filter(|(_, quote)| quote.spans.iter().any(holds));
    let innermost =
        quotes.min_by_key(|(_, quote)| quote.spans.iter().filter(|span| holds(span)).map(|span| span.len()).min());
    innermost.map(|(index, _)| QuoteId::new(index))
}
