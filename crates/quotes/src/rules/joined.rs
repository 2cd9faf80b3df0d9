//! A partial quote in a clause that another clause of the sentence reports: `Das sei „…“, sagte Ott`; `Ott erklärte, man
//! habe „…“`; `…, wie Ott sagte`.
//!
//! Why: in indirect speech the marks hold only a part, and the frame stands before or behind the reported clause.
//! Not: a verb of saying in the sentence before (that speaker is carried, and another rule's business).
//! Source: Duden, Die Grammatik, on "indirekte Rede".

use super::{Frame, Tie, clause_end, of_cue};
use crate::cue::Cue;
use crate::cues::Shape;
use crate::phrase::may_be_subject;
use crate::scene::{Kind, Scene};
use crate::subject;
use crate::words::Class;

/// A frame behind: after a comma the verb and its subject, or `wie` with the verb last.
pub(super) fn trailing(scene: &Scene, quote: usize) -> Option<Frame> {
    let roof = scene.sentence_end(quote);
    let cue = (quote + 1..roof)
        .filter_map(|at| scene.cue(at).filter(|cue| !cue.is_verbatim()))
        .find(|cue| opens_clause(scene, cue) || in_wie_clause(scene, cue, quote))?;
    let speaker = subject::subject(scene, cue);
    let mut frame = of_cue(scene, "quotes.trailing-frame", cue, speaker, Tie::Sentence);
    let start = (quote + 1..cue.at).rev().find(|at| scene.is_comma(*at)).unwrap_or(cue.finite.min(cue.at));
    frame.spans = vec![scene.bytes(start, clause_end(scene, cue.at).max(cue.at + 1))];
    Some(frame)
}

/// `…, sagte Ott`: a comma, the verb, its subject.
fn opens_clause(scene: &Scene, cue: &Cue) -> bool {
    let first = cue.finite;
    first > 0
        && scene.is_comma(first - 1)
        && cue.shape != Shape::Joined
        && (cue.is_impersonal() || subject::after(scene, first).is_some())
}

fn in_wie_clause(scene: &Scene, cue: &Cue, quote: usize) -> bool {
    (quote + 1..cue.at).rev().find(|at| scene.is_comma(*at)).is_some_and(|comma| scene.is(comma + 1, "wie"))
        && cue.verb.is_none_or(|verb| verb.infinitive != "nennen")
}

/// A frame before: the nearest verb of saying in front of the reported clause.
pub(super) fn leading(scene: &Scene, quote: usize) -> Option<Frame> {
    let floor = scene.sentence_start(quote);
    let cue = (floor..quote)
        .rev()
        .filter(|at| scene.kind(*at) != Kind::Sign)
        .filter_map(|at| scene.cue(at))
        .find(|cue| is_plausible(scene, cue))?;
    let speaker = subject::subject(scene, cue)?;
    let mut frame = of_cue(scene, "quotes.leading-frame", cue, Some(speaker), Tie::Sentence);
    let (from, to) = (speaker.start.min(cue.at), speaker.end.max(cue.at + 1));
    let comma = (to..quote).find(|at| scene.is_comma(*at)).map_or(to, |at| at + 1);
    frame.spans = vec![scene.bytes(from, comma)];
    Some(frame)
}

/// A verb that takes a clause, and is not itself an infinitive deep in one.
fn is_plausible(scene: &Scene, cue: &Cue) -> bool {
    let clause = cue.verb.is_some_and(|verb| verb.clause) && cue.shape != Shape::Infinitive;
    clause
        && !(cue.finite == cue.at && scene.has(cue.at, Class::Adverb))
        && (cue.at > 0 || may_be_subject(scene, cue.at + 1))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_frame_behind() {
        check("{Die Lage sei {„sehr ernst“}}, {cue sagte} {speaker [Anna Ott]}.");
        check("Die Lage sei {„sehr ernst“}, wie {speaker [Anna Ott]} {cue sagte}.");
        check("{Die Lage sei}, {cue so} {speaker [Anna Ott]}, {„sehr ernst“}.");
    }

    #[test]
    fn a_frame_before() {
        check("{speaker [Anna Ott]} {cue sagte}, {die Lage sei {„sehr ernst“}}.");
        check("{speaker [Anna Ott]} {cue warf} {to der Regierung} {cue vor}, nur {„auf Zeit“} zu spielen.");
    }

    #[test]
    fn a_verb_of_another_sentence_is_no_frame() {
        check("Das sagte [Anna Ott]. Die „Reform“ kostete viel Geld.");
    }
}
