//! The subject of a reporting verb.
//!
//! German main clauses have the finite verb second: what stands before it is one constituent. If that is a noun phrase in
//! the subject's case, it is the speaker, whole (`Die Opposition in Athen spottet`); if not, the subject follows the verb
//! (`Am Montag sagte Ott`), as it does after a quote. In dependent clauses the verb comes last.

use wortlaut_model::EntityType;

use crate::cue::Cue;
use crate::phrase::{Extent, Phrase, may_be_subject, names, names_person, noun_phrase};
use crate::scene::{Kind, Scene};
use crate::words::Class;

/// Those who speak.
const ACTORS: [EntityType; 3] = [EntityType::Per, EntityType::Org, EntityType::Loc];

/// How far behind its verb a subject may stand, in items.
const AFTER: usize = 14;

/// The subject of `cue`.
pub(crate) fn subject(scene: &Scene, cue: &Cue) -> Option<Phrase> {
    let verb = cue.finite;
    let sentence = scene.sentence_start(verb);
    let clause = clause_start(scene, verb, sentence);
    if clause == verb {
        return after_or_first(scene, verb, sentence);
    }
    let first = skip_particles(scene, clause, verb);
    if is_verb_last(scene, cue, first) {
        return dependent(scene, clause, verb.min(cue.at), sentence);
    }
    if first >= verb {
        return after(scene, verb);
    }
    if !may_be_subject(scene, first)
        || scene.has(first, Class::Preposition)
        || is_adverb(scene, first)
        || is_lone_object(scene, first, verb)
    {
        return after(scene, verb).or_else(|| (clause > sentence).then(|| sentence_subject(scene, sentence)).flatten());
    }
    let whole = prefield(scene, first, verb)?;
    if is_lone_adverb(scene, whole, verb) {
        return after(scene, verb).filter(|phrase| is_strong(scene, *phrase)).or(Some(whole));
    }
    let strong = after(scene, verb).filter(|phrase| is_strong(scene, *phrase));
    match strong {
        Some(phrase) if !is_strong(scene, whole) && !whole.pronoun => Some(phrase),
        Some(phrase) if phrase.pronoun && is_object(scene, whole) => Some(phrase),
        _ => Some(whole),
    }
}

/// `Die Kritik des Vereins nennt sie`: a prefield that no mention heads, before a pronoun.
fn is_object(scene: &Scene, whole: Phrase) -> bool {
    let oblique = !matches!(scene.text(whole.start), "Der" | "der" | "Ein" | "ein");
    let headed = (whole.start..whole.start + 2).any(|at| scene.mention_at(at).is_some());
    !whole.pronoun && oblique && !headed && !names_person(scene, whole)
}

/// The subject with which a sentence begins: for verbs that share it, and for `X wird deutlich: „…“`.
pub(crate) fn sentence_subject(scene: &Scene, sentence: usize) -> Option<Phrase> {
    let first = skip_particles(scene, sentence, sentence + 4);
    let fits = may_be_subject(scene, first) && !scene.has(first, Class::Preposition) && !is_adverb(scene, first);
    fits.then(|| noun_phrase(scene, first, Extent { coordination: true, apposition: true, places: true })).flatten()
}

/// The phrase right after a verb, adverbs and short insertions skipped.
pub(crate) fn after(scene: &Scene, verb: usize) -> Option<Phrase> {
    let roof = scene.sentence_end(verb).min(verb + AFTER);
    let mut at = verb + 1;
    let mut skipped = false;
    while at < roof {
        let possessive = scene.is(at, "ihr") && matches!(scene.kind(at + 1), Kind::Noun | Kind::Word);
        if (is_inserted(scene, at) || scene.is(at, "es") && may_be_subject(scene, at + 1)) && !possessive {
            at += 1;
        } else if scene.has(at, Class::Preposition) {
            at = noun_phrase(scene, at + 1, Extent::default()).map_or(at + 1, |phrase| phrase.end);
            skipped = true;
        } else if may_be_subject(scene, at) {
            let plural = scene.text(verb).ends_with('n');
            let phrase = noun_phrase(scene, at, Extent { coordination: plural, apposition: true, places: false })?;
            return (!skipped || is_strong(scene, phrase)).then_some(phrase);
        } else {
            return None;
        }
    }
    None
}

/// Whether a phrase is a subject by more than its place: a person or organisation, or a pronoun.
pub(crate) fn is_strong(scene: &Scene, phrase: Phrase) -> bool {
    if phrase.pronoun {
        return scene.has(phrase.start, Class::PersonPronoun);
    }
    names(scene, phrase, &ACTORS)
        || matches!(
            scene.text(phrase.start),
            "der" | "Der" | "ein" | "Ein" | "mein" | "sein" | "ihr" | "Sein" | "Ihr" | "Mein"
        )
}

/// The first item of the clause of `verb`: after the last comma, colon or quote, or a coordinator right before the verb.
fn clause_start(scene: &Scene, verb: usize, sentence: usize) -> usize {
    if verb > sentence && (scene.has(verb - 1, Class::Coordinator) && scene.kind(verb - 1) == Kind::Word) {
        return verb;
    }
    let clause = (sentence..verb)
        .rev()
        .find(|index| matches!(scene.text(*index), "," | ";" | ":" | "–" | "—" | "+++" | "|"))
        .map_or(sentence, |index| index + 1);
    let quoted = clause + 1 == verb && matches!(scene.kind(clause), Kind::Quote(_));
    if quoted { verb } else { clause }
}

/// `Und`, `Auch`, `Selbst`: what stands before a subject without being one.
fn skip_particles(scene: &Scene, from: usize, to: usize) -> usize {
    (from..to)
        .find(|index| {
            let particle = matches!(
                scene.text(*index).to_lowercase().as_str(),
                "und"
                    | "aber"
                    | "doch"
                    | "auch"
                    | "selbst"
                    | "nur"
                    | "sogar"
                    | "schon"
                    | "denn"
                    | "+++"
                    | "allein"
                    | "ausgerechnet"
                    | "nicht"
                    | "oder"
            );
            !particle
        })
        .unwrap_or(to)
}

fn is_adverb(scene: &Scene, at: usize) -> bool {
    scene.has(at, Class::Adverb) && !scene.has(at, Class::NominativeArticle)
}

/// `Das nannte X …`: a pronoun that is the object.
fn is_lone_object(scene: &Scene, first: usize, verb: usize) -> bool {
    verb == first + 1
        && matches!(scene.text(first), "Das" | "das" | "Dies" | "dies" | "Es" | "Was" | "was" | "Dabei" | "Den" | "Dem")
}

/// `Leicht sagte sich das`: one word with a capital that only its place in the sentence gives it, before a singular verb.
fn is_lone_adverb(scene: &Scene, phrase: Phrase, verb: usize) -> bool {
    let starts = scene.items.get(phrase.start).is_some_and(|item| item.starts);
    let lone = phrase.end == phrase.start + 1 && !phrase.pronoun && scene.mention_at(phrase.start).is_none();
    starts && lone && !scene.text(verb).ends_with('n') && matches!(scene.kind(phrase.start), Kind::Noun)
}

/// What may stand between verb and subject: adverbs, objects in pronouns.
fn is_inserted(scene: &Scene, at: usize) -> bool {
    let adverb = scene.has(at, Class::Adverb) && !scene.has(at, Class::NominativeArticle);
    let object = scene.has(at, Class::ObjectPronoun) && !scene.has(at, Class::NominativeArticle);
    adverb || object || scene.is(at, "sich") || scene.kind(at) == Kind::Number && scene.is(at + 1, "Uhr")
}

/// No prefield: after a quote or clause the subject follows; after an apposition or `und` it is the sentence's first.
fn after_or_first(scene: &Scene, verb: usize, sentence: usize) -> Option<Phrase> {
    let coordinated = verb > sentence && scene.has(verb - 1, Class::Coordinator);
    let following = after(scene, verb);
    if coordinated {
        return following.filter(|phrase| phrase.pronoun).or_else(|| sentence_subject(scene, sentence));
    }
    let clause_before = (sentence..verb).any(|index| {
        let quote = matches!(scene.kind(index), Kind::Quote(_));
        quote
            || scene.items.get(index).is_some_and(|item| {
                item.classes.any(&[Class::Subjunctive, Class::Auxiliary, Class::Modal, Class::Passive])
                    && item.kind == Kind::Word
            })
    });
    if let Some(phrase) = parted(scene, verb, sentence) {
        return Some(phrase);
    }
    match following {
        Some(phrase) if clause_before || is_strong(scene, phrase) || verb == sentence => Some(phrase),
        following => sentence_subject(scene, sentence).or(following),
    }
}

/// A subject that an insertion in commas parts from its verb: `Claudio Bellini, der es entworfen hat, nannte`.
fn parted(scene: &Scene, verb: usize, sentence: usize) -> Option<Phrase> {
    let last = verb.checked_sub(1).filter(|at| *at > sentence && scene.is(*at, ","))?;
    let before = (sentence..last).rev().find(|at| scene.is(*at, ","))?;
    let first =
        (sentence..before).rev().find(|at| matches!(scene.text(*at), "," | ";" | ":")).map_or(sentence, |at| at + 1);
    let first = skip_particles(scene, first, before);
    let reported =
        (before + 1..last).any(|at| scene.has(at, Class::Subjunctive) || matches!(scene.kind(at), Kind::Quote(_)));
    let insertion = scene.kind(before + 1) != Kind::Word
        || !scene.items.get(before + 1)?.forms.is_empty()
        || scene.items.get(before + 1)?.classes.any(&[
            Class::Relative,
            Class::NominativeArticle,
            Class::Preposition,
            Class::Adverb,
            Class::Coordinator,
        ]);
    if reported
        || !insertion
        || !may_be_subject(scene, first)
        || scene.has(first, Class::Preposition)
        || is_adverb(scene, first)
    {
        return None;
    }
    let phrase = noun_phrase(scene, first, Extent { places: true, ..Extent::default() })?;
    let whole = noun_phrase(scene, first, Extent { places: true, apposition: true, coordination: false })?;
    (phrase.end == before && !phrase.pronoun).then_some(if whole.end == last { whole } else { phrase })
}

/// Whether the clause of `cue` has its verb last: `dass … sagte`, `die … nannte`.
fn is_verb_last(scene: &Scene, cue: &Cue, first: usize) -> bool {
    let last = cue.at.max(cue.finite);
    let ends = scene.sentence_end(last) == last + 1
        || matches!(scene.kind(last + 1), Kind::Sign | Kind::Quote(_))
        || scene.has(last + 1, Class::Coordinator);
    let opener = scene.has(first, Class::Subordinator)
        || (scene.has(first, Class::Relative) && first > 0 && scene.is(first - 1, ","))
        || (scene.has(first, Class::Preposition)
            && scene.has(first + 1, Class::Relative)
            && first > 0
            && scene.is(first - 1, ","));
    opener && ends && first < cue.at && (cue.finite >= cue.at)
}

/// The subject of a clause with its verb last: inside it, or what a relative pronoun refers to.
fn dependent(scene: &Scene, clause: usize, verb: usize, sentence: usize) -> Option<Phrase> {
    let relative = scene.has(clause, Class::Relative) && !scene.has(clause, Class::Subordinator);
    if relative
        && matches!(scene.text(clause), "der" | "die" | "das" | "welcher" | "welche")
        && !follows_subject(scene, clause, verb)
    {
        return antecedent(scene, clause.checked_sub(1)?, sentence);
    }
    (clause + 1..verb)
        .take_while(|index| !matches!(scene.kind(*index), Kind::Quote(_)))
        .find(|index| may_be_subject(scene, *index) && !scene.has(*index - 1, Class::Preposition))
        .and_then(|index| noun_phrase(scene, index, Extent { coordination: true, ..Extent::default() }))
        .filter(|phrase| phrase.end <= verb)
}

/// `die er … nannte`: a pronoun right behind says that the relative one is the object.
fn follows_subject(scene: &Scene, clause: usize, verb: usize) -> bool {
    clause + 1 < verb && scene.has(clause + 1, Class::PersonPronoun)
}

/// The phrase that ends at the comma before a relative clause.
fn antecedent(scene: &Scene, comma: usize, sentence: usize) -> Option<Phrase> {
    (sentence.max(comma.saturating_sub(14))..comma).find_map(|start| {
        let phrase = noun_phrase(scene, start, Extent::default())?;
        (phrase.end == comma && !phrase.pronoun).then_some(phrase)
    })
}

/// The prefield as one phrase, without what only joins it to the sentence before: `X dagegen nannte`.
fn prefield(scene: &Scene, first: usize, verb: usize) -> Option<Phrase> {
    let phrase = noun_phrase(scene, first, Extent { coordination: true, apposition: true, places: true })?;
    if phrase.pronoun {
        return Some(phrase);
    }
    let joins = |index: usize| {
        matches!(
            scene.text(index),
            "dagegen"
                | "hingegen"
                | "jedoch"
                | "aber"
                | "indes"
                | "allerdings"
                | "wiederum"
                | "derweil"
                | "dann"
                | "auch"
                | "nun"
        )
    };
    let mut end = verb;
    while end > phrase.end && joins(end - 1) {
        end -= 1;
    }
    Some(Phrase { end: end.max(phrase.end.min(verb)), ..phrase })
}
