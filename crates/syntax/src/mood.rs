//! The mood of finite verbs where their form does not show it, or the tagger does not believe it.
//!
//! The rules' order: what is but a guess is taken back ([`doubt`]); constructions ([`unreal`]) and reported speech ([`reported`]) tell
//! the mood by themselves; then verbs take that of the company they keep ([`company`]).

mod clause;
mod company;
mod doubt;
mod reported;
#[cfg(test)]
mod tests;
mod unreal;

use crate::decide::Known;
use crate::heads::{LONGEST, Parse};
use crate::inventory::Tags;
use clause::{Clauses, is_subjunctive};

/// Settles the mood of a sentence's finite verbs. `known` are the readings of a token's form, `form` its form.
pub(crate) fn settle<'s>(
    parse: &'s Parse,
    known: &'s dyn Fn(usize) -> &'s [Known],
    form: &'s dyn Fn(usize) -> &'s str,
    tags: &mut [Tags],
) {
    // A longer sentence has no tree of its own, but pieces put together.
    if tags.len() > LONGEST {
        return;
    }
    let clauses = Clauses { parse, known, form };
    doubt::settle(&clauses, tags);
    unreal::settle(&clauses, tags);
    reported::settle(&clauses, tags);
    if tags.iter().any(|&tags| is_subjunctive(tags)) {
        company::make_real(&clauses, tags);
        company::settle(&clauses, tags);
    }
}
