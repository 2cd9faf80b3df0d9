//! Whom the words are said to: `sagte Ott der „Post“`, `warf der Regierung … vor`.

use wortlaut_model::EntityType;

use crate::cue::Cue;
use crate::phrase::{Extent, Phrase, is_addressee, names, noun_phrase};
use crate::scene::{Kind, Scene};
use crate::words::Class;

/// How far behind verb or subject an addressee may begin, in items.
const REACH: usize = 8;

/// The phrase in the dative right after the subject, or after the verb where the subject stands before it.
pub(crate) fn addressee(scene: &Scene, cue: &Cue, speaker: Phrase) -> Option<Phrase> {
    let verb = cue.finite.min(cue.at);
    let behind = speaker.start > verb;
    let mut at = if behind { speaker.end } else { verb + 1 };
    let roof = (at + REACH).min(scene.sentence_end(cue.at));
    while at < roof {
        let told = takes_dative(cue);
        if is_dative(scene.text(at)) || told && scene.mention_at(at).is_some() {
            let phrase = noun_phrase(scene, at, Extent::default()).filter(|phrase| !phrase.pronoun)?;
            return (told || behind && is_told(scene, cue, phrase)).then_some(phrase);
        }
        if scene.is(at, "gegenüber") || scene.has(at, Class::Adverb) || scene.kind(at) == Kind::Number {
            at += 1;
        } else if scene.has(at, Class::Preposition) {
            at = noun_phrase(scene, at + 1, Extent::default()).map_or(at + 1, |phrase| phrase.end);
        } else {
            return None;
        }
    }
    None
}

fn is_dative(word: &str) -> bool {
    matches!(
        word,
        "dem"
            | "der"
            | "den"
            | "einem"
            | "einer"
            | "seinem"
            | "seinen"
            | "seiner"
            | "ihrem"
            | "ihren"
            | "ihrer"
            | "beiden"
    )
}

/// Verbs whose dative is whom they are said to: `warf … vor`, `hielt … entgegen`, `rief … zu`.
fn takes_dative(cue: &Cue) -> bool {
    let particle = cue.verb.and_then(|verb| verb.particle.first());
    particle.is_some_and(|particle| matches!(particle.as_str(), "vor" | "entgegen" | "zu"))
}

/// After other verbs: a newspaper or the like, or an article that can be nothing but a dative's.
fn is_told(scene: &Scene, cue: &Cue, phrase: Phrase) -> bool {
    let article = scene.text(phrase.start);
    let sure = matches!(article, "dem" | "einem" | "seinem" | "ihrem" | "seinen" | "ihren");
    let saying = cue.verb.is_some_and(|verb| verb.clause);
    is_addressee(scene, phrase.start, phrase.end)
        || sure && saying
        || names(scene, phrase, &[EntityType::Org]) && article != "den"
}
