//! Speakers of quotes that have no frame: carried from the sentence before, or the one before that.
//!
//! German reporting sets the speaker once and goes on in the Konjunktiv, or with the next quote. Going back, the first
//! sentence that has a speaker gives it: one who was quoted there, or the subject of a verb of saying.

use wortlaut_model::{EntityType, SpeakerMethod};

use crate::cues::Shape;
use crate::phrase::{Phrase, names};
use crate::rules::source_at;
use crate::scene::{Kind, Scene};
use crate::speaker::{Speaker, speaker};
use crate::subject::{is_strong, sentence_subject, subject};

/// How many sentences back a speaker is carried.
const SENTENCES: usize = 7;

/// How many quotes of a sentence are looked at for a speaker.
const QUOTES: usize = 8;

/// A scene with the speakers of its quotes, by item.
#[derive(Debug)]
pub(crate) struct Told<'d> {
    /// The scene.
    pub scene: Scene<'d>,
    /// Item and speaker of each quote, in order.
    pub speakers: Vec<(usize, Speaker)>,
}

/// The speaker who is speaking before item `at` of the last of `scenes`; the scenes before are its predecessors in the
/// text, nearest last.
pub(crate) fn carried(scenes: &[&Told], at: usize) -> Option<Speaker> {
    let mut sentences = 0;
    let mut end = at;
    for (distance, told) in scenes.iter().rev().enumerate() {
        if distance > 0 {
            end = told.scene.items.len();
        }
        while end > 0 && sentences < SENTENCES {
            let start = told.scene.sentence_start(end - 1);
            let whole = distance == 0 && told.scene.items.get(end).is_none_or(|item| item.starts);
            let near = whole && sentences <= 1;
            if let Some(found) = of_sentence(told, start, end, near) {
                return Some(as_carried(found));
            }
            end = start;
            sentences += 1;
        }
    }
    None
}

fn as_carried(speaker: Speaker) -> Speaker {
    Speaker { method: SpeakerMethod::Carried, ..speaker }
}

/// Who speaks in the items `start..end`: who was quoted last, else the subject of a verb of saying; `near` the quote also a
/// person who is the sentence's subject.
fn of_sentence(told: &Told, start: usize, end: usize, near: bool) -> Option<Speaker> {
    let before = told.speakers.partition_point(|(item, _)| *item < end);
    let quoted = told.speakers.get(..before).unwrap_or_default().iter().rev().take_while(|(item, _)| *item >= start);
    let quoted = quoted.take(QUOTES).find(|(_, speaker)| !speaker.party.spans.is_empty());
    if let Some((_, speaker)) = quoted {
        return Some(speaker.clone());
    }
    let scene = &told.scene;
    let spoken = |phrase: &Phrase| {
        !phrase.pronoun
            || is_strong(scene, *phrase)
                && !matches!(scene.text(phrase.start), "Man" | "man" | "Wir" | "wir" | "Ich" | "ich")
    };
    let phrase = framed(scene, start, end)
        .or_else(|| {
            let subject = sentence_subject(scene, start).filter(|_| near)?;
            let person = subject.pronoun && is_strong(scene, subject) || names(scene, subject, &[EntityType::Per]);
            (person && subject.end <= end).then_some(subject)
        })
        .filter(spoken)?;
    Some(speaker(scene, phrase))
}

/// The subject of the last verb of saying among the items, or the phrase that `laut` and the like govern.
fn framed(scene: &Scene, start: usize, end: usize) -> Option<Phrase> {
    (start..end).rev().find_map(|at| {
        if !matches!(scene.kind(at), Kind::Word | Kind::Noun) {
            return None;
        }
        if let Some(source) = source_at(scene, at) {
            return source.speaker;
        }
        let cue = scene.cue(at).filter(|cue| !cue.passive && !cue.is_verbatim() && cue.shape != Shape::Infinitive)?;
        subject(scene, cue).filter(|phrase| is_strong(scene, *phrase) && phrase.start >= start && phrase.end <= end)
    })
}
