//! The rules that find names beside a model, in the order in which they are asked. A word that one rule has marked is closed
//! to those after it.
//!
//! Each rule stands here because names got better by it on annotated text that neither the model nor the lists had seen, and
//! with the weight at which they got best (`docs/names.md` has the figures). Rules that a model makes needless are gone: what
//! titles, legal forms, heads of institutions or verbs of speech give away, it knows.

mod acronym;
pub(crate) mod adjective;
mod gazetteer;
mod institution;
pub(crate) mod model;
mod part;
pub(crate) mod person;
mod quoted;
pub(crate) mod repeated;

use crate::page::{Page, Sentence};

/// A rule: its name, how often it was right, what it does.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its name in records.
    pub name: &'static str,
    /// The confidence of its mentions: its precision on the project's training documents (`data/gold-train`, strict span and
    /// type), as (right + 1) / (found + 2), so that a rule seen once is not believed wholly.
    pub precision: f32,
    /// What its word weighs against a model's scores, in log odds a word, under the project's convention and under
    /// `GermEval`'s, which the lists do not follow.
    pub weight: [f32; 2],
    /// Marks the names it finds in one sentence.
    pub find: fn(&mut Page<'_>, Sentence),
}

/// Names that their form or what stands beside them gives away.
pub(crate) static SURE: &[&Rule] = &[
    &quoted::RULE,
    &gazetteer::SEVERAL_WORDS,
    &institution::RULE,
    &gazetteer::QUOTED,
    &gazetteer::ONE_WORD,
    &acronym::RULE,
];

/// Names that the document has introduced elsewhere.
pub(crate) static REPEATED: &[&Rule] = &[&repeated::RULE];

/// Names that a name beside them gives away.
pub(crate) static CONTEXT: &[&Rule] = &[&gazetteer::WEAK];

/// What lies inside names and other words.
pub(crate) static INSIDE: &[&Rule] = &[&adjective::RULE, &adjective::PEOPLE, &part::RULE];

/// Every rule, in order.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    [SURE, REPEATED, CONTEXT, INSIDE].into_iter().flatten().copied()
}
