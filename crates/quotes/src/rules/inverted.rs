//! The frame after the quote, its verb first: `„…“, sagte gestern auch Ministerin Ott der „Post“.`
//!
//! Why: the commonest frame of German news, and the surest, for the quote stands where the clause's first constituent does.
//! A verb that no list has is believed here (`„…“, gluckste sie`), when what follows is a person.
//! Not: `„Sophia“ wurde gestartet` (no reporting verb, no comma: the subject of its clause).
//! Source: Duden, Die Grammatik, on "Begleitsatz"; also `so` without a verb, and `heißt es` without a subject.

use wortlaut_model::Medium;

use super::{Frame, Tie, clause_end, of_cue};
use crate::cue::{Cue, cue_at};
use crate::cues::Shape;
use crate::phrase::{Extent, may_be_subject, noun_phrase};
use crate::scene::{Kind, Scene};
use crate::subject;
use crate::words::Class;

/// The frame right after the quote at item `quote`.
pub(super) fn frame(scene: &Scene, quote: usize) -> Option<Frame> {
    let comma = scene.is_comma(quote + 1);
    let resumed = usize::from(scene.is(quote + 1, ":") && matches!(scene.text(quote + 2), "So" | "so")) * 2;
    let at = if comma { quote + 2 } else { quote + 1 + resumed };
    if at >= scene.sentence_end(quote) {
        return None;
    }
    let mut frame = bracketed(scene, at).or_else(|| so(scene, at)).or_else(|| verb(scene, quote, at)).or_else(|| compound(scene, at)).or_else(|| comma.then(|| unknown(scene, at)).flatten())?;
    let end = clause_end(scene, at).max(frame.speaker.map_or(0, |phrase| if phrase.start >= at { phrase.end } else { 0 }));
    frame.spans = vec![scene.bytes(quote + 1, end)];
    Some(frame)
}

/// `„…“ (Gewerkschafter Domke über die Pläne)`.
fn bracketed(scene: &Scene, at: usize) -> Option<Frame> {
    let close = scene.is(at, "(").then(|| (at + 1..at + 20).find(|index| scene.is(*index, ")")))??;
    let speaker = noun_phrase(scene, at + 1, Extent { places: true, ..Extent::default() })?;
    let speaker = (speaker.start..speaker.end.min(close))
        .find(|index| matches!(scene.text(*index), "über" | "zu" | "zum" | "zur"))
        .map_or(speaker, |end| crate::phrase::Phrase { end, ..speaker });
    let person = crate::phrase::names_person(scene, speaker) || matches!(scene.text(speaker.start), "ein" | "eine");
    (person && speaker.end <= close).then(|| Frame {
        rule: "quotes.bracketed-source",
        spans: Vec::new(),
        cue: Vec::new(),
        speaker: Some(speaker),
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Direct,
        confidence: 0.85,
    })
}

/// `so Ministerin Ott`, `so die Behörde weiter`.
fn so(scene: &Scene, at: usize) -> Option<Frame> {
    if !scene.is(at, "so") || !may_be_subject(scene, at + 1) {
        return None;
    }
    let speaker = noun_phrase(scene, at + 1, Extent { coordination: true, apposition: true, places: false })?;
    Some(Frame {
        rule: "quotes.so",
        spans: Vec::new(),
        cue: vec![scene.bytes(at, at + 1)],
        speaker: Some(speaker),
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Direct,
        confidence: 0.9,
    })
}

/// `sagte X`, `hieß es in …`.
fn verb(scene: &Scene, quote: usize, at: usize) -> Option<Frame> {
    let cue = cue_at(scene, at).filter(|cue| cue.shape == Shape::Finite)?;
    // Without a comma the quote may be a mere object in the prefield: `"Meilenstein" nannte sie das`.
    let bare = !scene.is_comma(quote + 1);
    let speaker = subject::after(scene, cue.finite);
    if speaker.is_none() && !cue.is_impersonal() {
        return None;
    }
    Some(of_cue(scene, "quotes.inverted-frame", &cue, speaker, if bare { Tie::Clause } else { Tie::Direct }))
}

/// `hat X gesagt`, `wird X zitiert`, `ließ X mitteilen`.
fn compound(scene: &Scene, at: usize) -> Option<Frame> {
    if !scene.items.get(at)?.classes.any(&[Class::Auxiliary, Class::Modal, Class::Passive]) {
        return None;
    }
    let end = clause_end(scene, at);
    let cue = (at + 1..end).rev().filter_map(|index| cue_at(scene, index)).find(|cue| {
        cue.finite == at && matches!(cue.shape, Shape::Participle | Shape::Infinitive)
    })?;
    let speaker = subject::after(scene, at);
    Some(of_cue(scene, "quotes.inverted-frame", &cue, speaker, Tie::Direct))
}

/// A verb by its place and ending, before a person: `„…“, gluckste die Ministerin`.
fn unknown(scene: &Scene, at: usize) -> Option<Frame> {
    let text = scene.text(at);
    let open = scene.items.get(at)?.classes.is_open() && scene.kind(at) == Kind::Word;
    let finite = text.len() > 3 && ["t", "te", "ten"].iter().any(|ending| text.ends_with(ending));
    if !open || !finite || !may_be_subject(scene, at + 1) && !scene.has(at + 1, Class::Adverb) {
        return None;
    }
    let cue = Cue { verb: None, at, finite: at, shape: Shape::Finite, spans: vec![scene.bytes(at, at + 1)], passive: false };
    let speaker = subject::after(scene, at).filter(|phrase| subject::is_strong(scene, *phrase))?;
    Some(of_cue(scene, "quotes.inverted-frame", &cue, Some(speaker), Tie::Direct))
}
