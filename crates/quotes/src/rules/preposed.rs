//! The frame before the quote, up to a colon: `Ministerin Ott sagte am Montag: „…“`, `Ott wird deutlich: „…“`.
//!
//! Why: a colon before the marks announces words, whatever the clause's verb. The verb of saying nearest to the colon
//! gives cue and speaker; without one, the clause's subject speaks.
//! Not: `Über dem Tor prangt der Slogan: „…“` (the noun announces a name).
//! Source: Duden, Die Grammatik, on "Begleitsatz".

use wortlaut_model::{EntityType, Medium};

use super::{Frame, Tie, of_cue};
use crate::cue::Cue;
use crate::cues::Shape;
use crate::phrase::{Phrase, names};
use crate::scene::{Kind, Scene};
use crate::subject::{self, is_strong, sentence_subject};
use crate::words::Class;

/// The frame before the colon at item `quote` - 1.
pub(super) fn frame(scene: &Scene, quote: usize) -> Option<Frame> {
    let colon = quote.checked_sub(1).filter(|colon| scene.is(*colon, ":"))?;
    let start = scene.sentence_start(colon);
    let mut frame = with_cue(scene, start, colon).or_else(|| without_cue(scene, start, colon))?;
    frame.spans = vec![scene.bytes(start, quote)];
    Some(frame)
}

fn with_cue(scene: &Scene, start: usize, colon: usize) -> Option<Frame> {
    let cues: Vec<&Cue> = (start..colon).rev().filter_map(|at| scene.cue(at)).collect();
    let main = |cue: &&&Cue| matches!(cue.shape, Shape::Finite) || cue.finite < cue.at;
    let clause = |cue: &&&Cue| cue.verb.is_some_and(|verb| verb.clause);
    let cue = cues.iter().find(|cue| main(cue) && clause(cue)).or_else(|| cues.iter().find(main)).or(cues.first())?;
    let speaker = subject::subject(scene, cue)
        .or_else(|| sentence_subject(scene, start).filter(|_| !cue.is_impersonal()))
        .or_else(|| last_subject(scene, start, cue.at).filter(|_| !cue.is_impersonal()));
    Some(of_cue(scene, "quotes.preposed-frame", cue, speaker, Tie::Direct))
}

fn without_cue(scene: &Scene, start: usize, colon: usize) -> Option<Frame> {
    // "Sie werde weiter suchen:" is itself reported, and its speaker carried.
    if scene.heading || (start..colon).any(|at| scene.has(at, Class::Subjunctive) && scene.kind(at) == Kind::Word) {
        return None;
    }
    let speaker = sentence_subject(scene, start).filter(|phrase| phrase.end < colon && is_strong(scene, *phrase));
    let speaker = speaker.or_else(|| last_subject(scene, start, colon))?;
    Some(Frame {
        rule: "quotes.preposed-frame",
        spans: Vec::new(),
        cue: Vec::new(),
        speaker: Some(speaker),
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Direct,
        confidence: 0.75,
    })
}

/// The person of the last clause: `…, und Gründer Siefken freut sich: „…“`.
fn last_subject(scene: &Scene, start: usize, colon: usize) -> Option<Phrase> {
    (start..colon).rev().filter(|at| scene.kind(*at) != Kind::Sign).find_map(|at| {
        let phrase = crate::phrase::noun_phrase(scene, at, crate::phrase::Extent::default())?;
        (names(scene, phrase, &[EntityType::Per]) && phrase.end <= colon).then(|| widen(scene, phrase, start))
    })
}

/// Nouns and adjectives before a name belong to its phrase.
fn widen(scene: &Scene, phrase: Phrase, start: usize) -> Phrase {
    let mut widest = phrase;
    for at in (start.max(phrase.start.saturating_sub(5))..phrase.start).rev() {
        match crate::phrase::noun_phrase(scene, at, crate::phrase::Extent::default()) {
            Some(wider) if wider.end == phrase.end && !wider.pronoun => widest = wider,
            _ => break,
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_frame_ends_with_a_colon() {
        check("{speaker Ministerin [Anna Ott]} {cue sagte} am Montag: {„Wir warten.“}");
        check("Am Montag {cue sagte} {speaker Ministerin [Anna Ott]}: {„Wir warten.“}");
        check("{speaker [Anna Ott]} {cue teilte} auf Anfrage {cue mit}: {„Wir warten.“}");
        check("{speaker [Anna Ott], Chefin des Amtes}, {cue sagte}: {„Wir warten.“}");
    }

    #[test]
    fn without_a_verb_of_saying_the_subject_speaks() {
        check("{speaker Ministerin [Anna Ott]} wird deutlich: {„Wir warten nicht.“}");
    }

    #[test]
    fn a_reported_clause_before_the_colon_names_nobody() {
        check("Sie werde noch bleiben: {„Wir warten eben.“}");
    }

    #[test]
    fn an_announced_slogan_is_no_quote() {
        check("Über dem Tor prangt ein neuer Slogan: „Wir warten gern“.");
    }
}
