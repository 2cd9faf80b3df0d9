//! A reporting verb at its place in a sentence: which entry it is, with particle and companions found.

use wortlaut_model::{Bytes, Medium, Span};

use crate::cues::{Shape, Verb};
use crate::scene::{Kind, REACH, Scene};
use crate::words::Class;

/// A reporting verb found.
#[derive(Debug, Clone)]
pub(crate) struct Cue<'l> {
    /// Its entry; none for a verb that no list has, taken for one by its place.
    pub verb: Option<&'l Verb>,
    /// The item of the verb.
    pub at: usize,
    /// The finite verb of its clause: the auxiliary for `hat … gesagt`.
    pub finite: usize,
    /// What form it has.
    pub shape: Shape,
    /// The expression's words: `teilte`, `mit`.
    pub spans: Vec<Span<Bytes>>,
    /// Whether a passive hides the speaker.
    pub passive: bool,
}

impl Cue<'_> {
    /// What it reports.
    pub fn medium(&self) -> Medium {
        self.verb.map_or(Medium::Speech, |verb| verb.medium)
    }

    /// Whether it takes a part of an utterance.
    pub fn takes_phrase(&self) -> bool {
        self.verb.is_some_and(|verb| verb.phrase)
    }

    /// Whether it reports by its place beside a quote alone.
    pub fn is_verbatim(&self) -> bool {
        self.verb.is_some_and(Verb::is_verbatim)
    }

    /// Whether its subject is `es`.
    pub fn is_impersonal(&self) -> bool {
        self.verb.is_some_and(|verb| verb.impersonal)
    }
}

/// The reporting verb at item `at`, if there is one whose needs the sentence meets; a verb with particle before one without.
pub(crate) fn cue_at<'d>(scene: &Scene<'d>, at: usize) -> Option<Cue<'d>> {
    let item = scene.items.get(at)?;
    let mut best: Option<Cue<'d>> = None;
    for form in item.forms {
        let Some(verb) = scene.lists.cues.verb(*form) else { continue };
        let Some(cue) = fitting(scene, at, verb, form.shape) else { continue };
        let better = best.as_ref().is_none_or(|known| rank(scene, &cue) > rank(scene, known));
        if better {
            best = Some(cue);
        }
    }
    best
}

/// More words matched are a surer match; a finite form is surer than a participle without auxiliary.
fn rank(scene: &Scene, cue: &Cue) -> (usize, usize, usize) {
    let needs = cue.verb.map_or(0, |verb| {
        usize::from(!verb.particle.is_empty()) + usize::from(verb.reflexive) + usize::from(!verb.companions.is_empty())
    });
    let governed = cue.finite != cue.at && same_clause(scene, cue.at, cue.finite);
    let place = if governed { 2 } else { usize::from(cue.finite == cue.at) };
    (cue.spans.len(), needs, place)
}

fn fitting<'d>(scene: &Scene<'d>, at: usize, verb: &'d Verb, shape: Shape) -> Option<Cue<'d>> {
    let own = scene.items.get(at)?.span;
    let mut cue = Cue { verb: Some(verb), at, finite: at, shape, spans: vec![own], passive: false };
    match shape {
        Shape::Finite if !verb.particle.is_empty() => cue.spans.push(particle_after(scene, at, &verb.particle)?),
        Shape::Participle | Shape::Infinitive if verb.particle.len() > 1 => {
            cue.spans.insert(0, particle_before(scene, at, &verb.particle)?);
        }
        _ => {}
    }
    if matches!(shape, Shape::Participle | Shape::Infinitive) {
        let classes: &[Class] =
            if shape == Shape::Participle { &[Class::Auxiliary, Class::Passive] } else { &[Class::Modal] };
        cue.finite = governor(scene, at, classes)?;
        cue.passive = shape == Shape::Participle && is_passive(scene, cue.finite) && verb.infinitive != "zitieren";
    }
    let near = |word: &str| {
        (at.saturating_sub(12)..at + 20).any(|index| scene.is(index, word) && same_clause(scene, at, index))
    };
    let companions = verb.companions.is_empty() || verb.companions.iter().any(|word| near(word));
    if !companions || verb.reflexive && !near("sich") || verb.impersonal && !near("es") {
        return None;
    }
    if verb.reflexive || verb.impersonal {
        let word = if verb.reflexive { "sich" } else { "es" };
        if scene.is(at + 1, word) {
            cue.spans = vec![scene.bytes(at, at + 2)];
        }
    }
    Some(cue)
}

/// The separated particle: at the end of its clause, which a quote or another clause may follow.
fn particle_after(scene: &Scene, at: usize, particle: &[String]) -> Option<Span<Bytes>> {
    let roof = scene.sentence_end(at).min(at + REACH);
    (at + 1..roof)
        .take_while(|index| !matches!(scene.text(*index), ";" | ".") && !begins_conjunct(scene, *index))
        .find(|index| {
            let matches = particle.iter().enumerate().all(|(offset, word)| scene.is(index + offset, word));
            let after = index + particle.len();
            let ends = after >= roof
                || matches!(scene.kind(after), Kind::Sign | Kind::Quote(_))
                || scene.has(after, Class::Coordinator)
                || matches!(scene.text(after), "als" | "wie");
            matches && ends
        })
        .map(|index| scene.bytes(index, index + particle.len()))
}

/// `und kündigte`: another verb begins.
fn begins_conjunct(scene: &Scene, at: usize) -> bool {
    scene.has(at, Class::Coordinator) && scene.items.get(at + 1).is_some_and(|item| !item.forms.is_empty())
}

fn particle_before(scene: &Scene, at: usize, particle: &[String]) -> Option<Span<Bytes>> {
    let start = at.checked_sub(particle.len())?;
    let matches = particle.iter().enumerate().all(|(offset, word)| scene.is(start + offset, word));
    matches.then(|| scene.bytes(start, at))
}

/// The finite verb that a participle or infinitive depends on: right after it in a dependent clause, else before it.
fn governor(scene: &Scene, at: usize, classes: &[Class]) -> Option<usize> {
    let is = |index: usize| {
        scene.items.get(index).is_some_and(|item| item.kind == Kind::Word || item.starts) && {
            scene.items.get(index).is_some_and(|item| item.classes.any(classes))
        }
    };
    if scene.is(at + 1, "haben") || scene.is(at + 1, "worden") {
        let last = is(at + 2).then_some(at + 2);
        let found = last.or_else(|| before(scene, at, &[Class::Modal, Class::Passive, Class::Auxiliary]));
        return found.or_else(|| is(at + 1).then_some(at + 1));
    }
    if is(at + 1) { Some(at + 1) } else { before(scene, at, classes) }
}

fn before(scene: &Scene, at: usize, classes: &[Class]) -> Option<usize> {
    let floor = scene.sentence_start(at);
    (floor..at).rev().take_while(|index| !matches!(scene.text(*index), ";" | ":")).find(|index| {
        scene.items.get(*index).is_some_and(|item| {
            item.classes.any(classes) && item.kind != Kind::Noun || item.starts && item.classes.any(classes)
        })
    })
}

/// `wurde bezeichnet`; `werde … sagen` is none.
fn is_passive(scene: &Scene, finite: usize) -> bool {
    scene.has(finite, Class::Passive)
}

/// Whether no comma, colon or the like stands between two items.
pub(crate) fn same_clause(scene: &Scene, one: usize, other: usize) -> bool {
    let (from, to) = (one.min(other), one.max(other));
    let conjunct = to > from + 1 && begins_conjunct(scene, to - 1);
    !conjunct
        && !(from + 1..to).any(|index| {
            matches!(scene.text(index), "," | ";" | ":" | "." | "?" | "!" | "–" | "—")
                || begins_conjunct(scene, index)
                || scene.items.get(index).is_some_and(|item| item.starts)
        })
}
