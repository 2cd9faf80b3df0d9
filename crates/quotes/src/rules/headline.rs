//! A name, a colon, the quote: `Jens Ott: „…“`, `Ott unter Verdacht: „…“`, `+++ 20:40 Uhr: Ministerin Ott: „…“`.
//!
//! Why: headlines and tickers leave the verb out. What stands before the colon must name a person or organisation.
//! Not: `Rot-Grün: „…“` (a topic), `Neuer Slogan: „…“` (a title).
//! Source: headlines of news sites.

use wortlaut_model::{EntityType, Medium};

use super::{Frame, Tie};
use crate::phrase::{Extent, Phrase, may_be_subject, names, noun_phrase};
use crate::scene::{Kind, Scene};

const SPEAKERS: [EntityType; 2] = [EntityType::Per, EntityType::Org];

/// The frame before the colon at item `quote` - 1.
pub(super) fn frame(scene: &Scene, quote: usize) -> Option<Frame> {
    let colon = quote.checked_sub(1).filter(|colon| scene.is(*colon, ":"))?;
    let start = line_start(scene, colon);
    if (start..colon).any(|at| scene.kind(at) != Kind::Noun && scene.cue(at).is_some()) {
        return None;
    }
    let whole = whole(scene, start, colon);
    let speaker = whole.or_else(|| first_named(scene, start, colon))?;
    Some(Frame {
        rule: "quotes.headline",
        spans: vec![scene.bytes(start, quote)],
        cue: Vec::new(),
        speaker: Some(speaker),
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Direct,
        confidence: if whole.is_some() { 0.9 } else { 0.7 },
    })
}

/// After the last colon or ticker sign before, or the sentence's start.
fn line_start(scene: &Scene, colon: usize) -> usize {
    let sentence = scene.sentence_start(colon);
    (sentence..colon)
        .rev()
        .find(|at| matches!(scene.text(*at), ":" | "+++" | "|" | "–" | "—" | "•"))
        .map_or(sentence, |at| at + 1)
}

/// A phrase that fills the line up to the colon.
fn whole(scene: &Scene, start: usize, colon: usize) -> Option<Phrase> {
    let phrase = may_be_subject(scene, start)
        .then(|| noun_phrase(scene, start, Extent { coordination: true, apposition: true, places: false }))??;
    let bare = phrase.end - phrase.start >= 2 && (phrase.start..phrase.end).all(|at| scene.kind(at) == Kind::Noun);
    (phrase.end == colon && !phrase.pronoun && (bare || names(scene, phrase, &SPEAKERS))).then_some(phrase)
}

/// In a line without a verb, the person it starts with: `Ott unter Verdacht`.
fn first_named(scene: &Scene, start: usize, colon: usize) -> Option<Phrase> {
    let verbless = (start..colon).all(|at| {
        let open = scene.items.get(at).is_some_and(|item| item.classes.is_open());
        scene.kind(at) != Kind::Word || !open
    });
    let phrase = noun_phrase(scene, start, Extent::default())?;
    (verbless && colon - start <= 8 && phrase.end <= colon && names(scene, phrase, &[EntityType::Per]))
        .then_some(phrase)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_name_before_a_colon_speaks() {
        check("{speaker [Anna Ott]}: {„Wir warten nicht länger“}");
        check("{speaker Ministerin [Anna Ott]}: {\"Wir warten nicht länger\"}");
        check("{speaker [Ott]} unter Verdacht: {„Ich habe nichts genommen“}");
    }

    #[test]
    fn a_topic_or_a_slogan_does_not() {
        check("Rot-Grün: {„Wir warten nicht länger“}");
        check("Neuer Slogan: „Wir warten nicht länger“");
    }
}
