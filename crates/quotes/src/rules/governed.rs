//! The quote as a part of its clause: `Ott nannte das „…“`, `sprach von einem „…“`, `wies die Kritik als „…“ zurück`.
//!
//! Why: partial quotes are objects, predicates or parts of prepositional phrases of a verb in the same clause.
//! Not: `sagte Ott dem „Kurier“` (the quote would be whom she told).
//! Source: Semino and Short, Corpus Stylistics (2004), on quotation within narrative report of speech acts.

use super::{Frame, Tie, of_cue};
use crate::cue::{Cue, same_clause};
use crate::scene::{Kind, Scene};
use crate::subject;
use crate::words::Class;

/// The frame of the verb that governs the quote at item `quote`.
pub(super) fn frame(scene: &Scene, quote: usize) -> Option<Frame> {
    let (floor, roof) = (scene.sentence_start(quote), scene.sentence_end(quote));
    let mut cues: Vec<&Cue> = (floor..roof)
        .filter(|at| *at != quote && scene.kind(*at) != Kind::Sign)
        .filter_map(|at| scene.cue(at).filter(|cue| !cue.is_verbatim()))
        .filter(|cue| same_clause(scene, cue.at, quote) || same_clause(scene, cue.finite, quote))
        .collect();
    cues.sort_by_key(|cue| (!cue.takes_phrase(), cue.at.abs_diff(quote)));
    let cue = cues.first()?;
    if is_adverbial(scene, quote)
        && scene.has(cue.finite, Class::Subjunctive)
        && super::joined::trailing(scene, quote).is_some()
    {
        return None;
    }
    let speaker = subject::subject(scene, cue);
    let mut frame = of_cue(scene, "quotes.governed", cue, speaker, Tie::Clause);
    if !cue.takes_phrase() {
        frame.tie = Tie::Sentence;
    }
    let from = speaker.map_or(cue.at, |phrase| phrase.start.min(cue.at)).min(cue.finite);
    frame.spans = if from < quote {
        vec![scene.bytes(from, quote)]
    } else {
        let end = speaker.map_or(cue.at + 1, |phrase| phrase.end.max(cue.at + 1));
        vec![scene.bytes(quote + 1, end)]
    };
    let covered = frame.spans.first().copied();
    let outside = frame.cue.iter().copied().filter(|cue| covered.is_none_or(|span| !span.contains(*cue)));
    let outside: Vec<_> = outside.collect();
    frame.spans.extend(outside);
    frame.spans.sort();
    Some(frame)
}

/// `Man habe „gebetsmühlenartig“ gewarnt, meinte Ott`: the quote only colours a verb that is itself reported.
fn is_adverbial(scene: &Scene, quote: usize) -> bool {
    let Some(before) = quote.checked_sub(1) else { return false };
    let bare = !scene.has(before, Class::Preposition)
        && !scene
            .items
            .get(before)
            .is_some_and(|item| item.classes.any(&[Class::NominativeArticle, Class::ObliqueArticle]))
        && !scene.is(before, "als");
    let word = scene.items.get(quote).map(|item| item.span.of(&scene.document.text)).unwrap_or_default();
    bare && !word.contains(' ') && word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn objects_and_predicates() {
        check("{speaker [Anna Ott]} {cue nannte} den Plan {„mutlos“}.");
        check("{speaker [Anna Ott]} {cue bezeichnete} den Vertrag als {\"Meilenstein\"}.");
        check("{speaker Die Opposition in Bonn} {cue spottet} über eine {„Politik der Worte“}.");
        check("{speaker [Anna Ott]} {cue hält} das für {„Unsinn“}.");
    }

    #[test]
    fn separable_verbs_hold_the_quote_between() {
        check("{speaker [Anna Ott]} {cue warf} {to der Regierung} {„Untätigkeit“} {cue vor}.");
        check("{speaker [Anna Ott]} {cue wies} die Kritik als {„unredlich“} {cue zurück}.");
    }

    #[test]
    fn subjects_behind_and_in_dependent_clauses() {
        check("In Bonn {cue nannte} {speaker [Anna Ott]} den Plan {„mutlos“}.");
        check("Dass {speaker [Anna Ott]} den Plan {„mutlos“} {cue nannte}, half nicht.");
        check("{speaker [Anna Ott]}, die den Plan {„mutlos“} {cue nannte}, ging.");
        check("{speaker [Anna Ott]}, die lange schwieg, {cue nannte} den Plan {„mutlos“}.");
    }

    #[test]
    fn whom_or_where_it_was_told_is_no_quote() {
        check("[Anna Ott] sagte dem „Kurier“ ab.");
        check("[Anna Ott] warnte in der „Welt am Abend“ vor Hektik.");
    }
}
