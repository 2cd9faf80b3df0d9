//! Whether a clause speaks of the past or of the future: what decides between last Wednesday and next Wednesday.
//!
//! There is no parser here. Signs are prepositions and adverbs at the expression (`bis Mittwoch`, `frühestens im Mai`),
//! then modal and future verbs of the clause (`will`, `wird`, `soll`), then its past forms. Clauses end at commas,
//! semicolons, dashes and quotation marks; a clause without any sign asks the whole sentence.

use std::ops::Range;

use wortlaut_model::TokenKind;

use crate::scan::Scan;
use crate::verbs::Sign;

/// What a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words right before an expression that point ahead.
const AHEAD: &[&str] = &["bis", "ab", "frühestens", "spätestens", "voraussichtlich", "für", "auf", "mit", "statt"];
/// Perfect forms that end hearsay in `soll … haben`.
const HEARSAY: &[&str] = &["haben", "sein"];

/// The tense around the token at `index`.
pub(crate) fn around(scan: &Scan<'_>, index: usize) -> Tense {
    let before = introduction(scan, index);
    if scan.is_one_of(before, &["seit", "vom"]) {
        let range = (index + 1..index + 5).any(|at| scan.form(at) == "bis");
        return if range { Tense::Unknown } else { Tense::Past };
    }
    let still_before = scan.is_one_of(before, &["vor"]) && scan.follows(before, &["noch"]);
    if still_before || scan.is_one_of(before, AHEAD) || scan.is_one_of(before, &["von"]) && ends_in_an(scan, index) {
        return Tense::Future;
    }
    let clause = clause(scan, index);
    match of(scan, clause.clone()) {
        Tense::Unknown if looks_ahead(scan, clause.clone()) => Tense::Future,
        Tense::Unknown if clause.len() < SHORT => of(scan, around_index(scan, index)),
        tense => tense,
    }
}

/// A clause of fewer tokens is a part of its sentence and has no verb of its own.
const SHORT: usize = 7;

/// Whether a clause without auxiliaries is in the present (`Am Freitag übergibt er die Firma`) or an infinitive (`kündigte
/// an, am Samstag zu kommen`): news tells of days in the present only where they are to come. Verbs of saying are told in
/// the present of what was.
fn looks_ahead(scan: &Scan<'_>, clause: Range<usize>) -> bool {
    let has = |sign| clause.clone().any(|at| scan.sign(at) == sign);
    let infinitive = clause
        .clone()
        .any(|at| scan.form(at) == "zu" && !scan.is_capitalised(at + 1) && scan.form(at + 1).ends_with('n'));
    !has(Sign::Saying) && (has(Sign::Present) || infinitive)
}

/// The word that introduces the expression at `index`: the one before its article and what is put between.
fn introduction(scan: &Scan<'_>, index: usize) -> usize {
    const BETWEEN: &[&str] =
        &["zum", "zur", "im", "am", "mindestens", "etwa", "rund", "dem", "den", "der", "die", "das", "diesen"];
    let start = scan.range().start;
    let between = |at: &usize| *at > start && scan.is_one_of(*at, BETWEEN);
    let mut at = index.saturating_sub(1);
    while between(&at) {
        at -= 1;
    }
    at
}

/// Whether `an` closes the expression at `index`: `von Juni an`.
fn ends_in_an(scan: &Scan<'_>, index: usize) -> bool {
    (index + 1..index + 4).any(|at| scan.form(at) == "an")
}

/// The clause that holds `index`.
fn clause(scan: &Scan<'_>, index: usize) -> Range<usize> {
    let edge = |at: usize| {
        matches!(scan.kind(at), Some(TokenKind::Quote))
            || matches!(scan.form(at), "," | ";" | ":" | "–" | "-" | "(" | ")")
    };
    let near = around_index(scan, index);
    let start = (near.start..index).rev().find(|at| edge(*at)).map_or(near.start, |at| at + 1);
    let end = (index..near.end).find(|at| edge(*at)).unwrap_or(near.end);
    start..end
}

/// The sentence, or of a very long one the tokens nearest to `index`.
fn around_index(scan: &Scan<'_>, index: usize) -> Range<usize> {
    const REACH: usize = 60;
    let sentence = scan.range();
    index.saturating_sub(REACH).max(sentence.start)..(index + REACH).min(sentence.end)
}

/// The tense of the verbs in `range`: a modal or future verb outweighs the participle at its end, but not `haben`.
fn of(scan: &Scan<'_>, range: Range<usize>) -> Tense {
    let has = |sign| range.clone().any(|at| scan.sign(at) == sign);
    let ends_in_perfect = range.clone().rev().take(2).any(|at| HEARSAY.contains(&scan.form(at)));
    match (has(Sign::Future), has(Sign::Past)) {
        (true, _) if ends_in_perfect => Tense::Past,
        (true, _) => Tense::Future,
        (false, true) => Tense::Past,
        (false, false) => Tense::Unknown,
    }
}
