//! The rules that find names, in the order in which they are asked. A word that one rule has marked is closed to those
//! after it, so that order is precedence: what is surest stands first.
//!
//! Four rounds over the document: names sure by themselves; names that the document itself has introduced; names that only
//! their context gives away, and once more what these introduce; what lies inside names and other words.

mod acronym;
mod adjective;
mod apposition;
mod capital_adjective;
mod club;
mod event;
mod gazetteer;
mod institution;
mod legal_form;
mod operation;
mod part;
mod person;
mod place;
mod quoted;
pub(crate) mod repeated;
mod speech;
mod strangers;

use crate::page::{Page, Sentence};

/// A rule: its name, how often it was right, what it does.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its name in records.
    pub name: &'static str,
    /// The confidence of its mentions: its precision on the project's training documents (`data/gold-train`, strict span and
    /// type), as (right + 1) / (found + 2), so that a rule seen once is not believed wholly.
    pub precision: f32,
    /// Marks the names it finds in one sentence.
    pub find: fn(&mut Page<'_>, Sentence),
}

/// Names that are sure by themselves.
pub(crate) static SURE: &[&Rule] = &[
    &legal_form::RULE,
    &quoted::RULE,
    &operation::RULE,
    &capital_adjective::RULE,
    &gazetteer::SEVERAL_WORDS,
    &club::RULE,
    &institution::NAMED,
    &institution::FIELD,
    &institution::COMPOUND,
    &person::FULL_NAME,
    &person::TITLED,
    &gazetteer::QUOTED,
    &place::ROAD,
    &place::STREET,
    &gazetteer::ONE_WORD,
    &apposition::ROLE,
    &acronym::DEFINED,
];

/// Names that the document has introduced elsewhere.
pub(crate) static REPEATED: &[&Rule] = &[&repeated::RULE];

/// Names that their context gives away.
pub(crate) static CONTEXT: &[&Rule] = &[
    &apposition::ORGANISATION,
    &apposition::PLACE,
    &strangers::PAIR,
    &speech::RULE,
    &gazetteer::WEAK,
    &place::PREPOSITION,
    &event::RULE,
    &acronym::BARE,
    &strangers::SURNAME,
];

/// What lies inside names and other words.
pub(crate) static INSIDE: &[&Rule] = &[&adjective::RULE, &adjective::PEOPLE, &part::RULE];

/// Every rule, in order.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    [SURE, REPEATED, CONTEXT, INSIDE].into_iter().flatten().copied()
}
