//! Forms that do not show their mood, by the company they keep.
//!
//! Finds: a past form that may be either, beside a verb that is surely subjunctive: in the same coordination, or in the other half of a
//! condition.
//! Why: weak verbs and many plurals have one form for both; taken for indicatives they would turn what somebody claims into what is so.
//! Example: "Wenn er das *machte*, würde ihm keiner glauben", "Gäbe es den Tunnel, *sparten* sie Zeit", "Die Schiffe lägen fest und
//! *verloren* an Wert", "Die Bilder *stammten* nicht von hier und seien alt".
//! Counter-example: "Als er das machte, glaubte ihm keiner"; "Er komme später, sagte sie": the verb of speaking stands beside its
//! speech, not in it.
//! Source: Duden grammar, on Konjunktiv II and its replacement.

use wortlaut_model::{Deprel, Tense, Xpos};

use super::clause::{Clause, Clauses, is_indicative, is_speech, is_subjunctive};
use crate::inventory::Tags;

/// Clauses reached from each other at most: beyond that, company is no evidence.
const PASSES: usize = 3;

/// What may stand before the verb of a condition that opens a sentence.
const OPENERS: [&str; 8] = ["und", "aber", "doch", "denn", "ach", "ja", "nein", "also"];

/// Settles the verbs of a sentence.
pub(super) fn settle(clauses: &Clauses<'_>, tags: &mut [Tags]) {
    for _ in 0..PASSES {
        let mut changed = false;
        for at in 0..tags.len() {
            if !is_indicative(tags[at]) {
                continue;
            }
            let Some(feats) = clauses.either(at, tags[at]) else { continue };
            let beside = |other: usize| is_subjunctive(tags[other]) && shares(clauses, tags, at, other);
            if (0..tags.len()).any(beside) {
                tags[at].feats = feats;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Whether a verb has the mood of another one, which is subjunctive: the later of two coordinated ones, and the earlier where the
/// other has Konjunktiv I; and either half of a condition, where the other has Konjunktiv II.
fn shares(clauses: &Clauses<'_>, tags: &[Tags], one: usize, other: usize) -> bool {
    let past = tags[other].feats.tense == Some(Tense::Past);
    let present = tags[one].feats.tense == Some(Tense::Pres);
    let (one, other) = (clauses.of(one), clauses.of(other));
    let conditional = || past && (is_condition_of(clauses, one, other) || is_condition_of(clauses, other, one));
    let later = || other.verb < one.verb && clauses.linked(one, other, &[Deprel::Conj]);
    let reported = || !past && clauses.beside(one, other, &[Deprel::Conj, Deprel::Parataxis]);
    let strayed = || is_conjunct_of_speech(clauses, tags, one, other);
    let wished = || past && is_object_of(clauses, tags, one, other);
    let shared = || later() || reported() || strayed() || wished();
    may_tell(clauses, tags, one, other) && (conditional() || !present && shared())
}

/// Whether a clause may have its mood from another, which is subjunctive: it is none that frames the other, governs it, announces it
/// with a colon, or goes on behind the frame ("…, sagte er und lachte"), and the other is no comparison and no set phrase ("sei es
/// aus Trotz, sei es …").
pub(super) fn may_tell(clauses: &Clauses<'_>, tags: &[Tags], one: Clause, other: Clause) -> bool {
    let present = tags[other.verb].feats.tense == Some(Tense::Pres);
    let same = |at: usize| tags[at].feats.number == tags[one.verb].feats.number;
    let frame = |at: usize| tags[at].xpos.is_finite() && same(at) && clauses.is_inserted(clauses.of(at));
    let continues = clauses.subject(one).is_none() && (other.verb + 1..one.verb).any(frame);
    let frames = clauses.is_frame(one) || present && clauses.is_inserted(one);
    let condition = || clauses.is_condition(other) && clauses.hangs(other, one);
    let governs = clauses.is_governed(other, one) && !condition() || present && governs_speech(clauses, tags, one);
    let compared = clauses.follows_als(other.verb);
    let phrase = clauses.is(other.verb + 1, "es") && matches!((clauses.form)(other.verb), "sei" | "Sei");
    let announces = (one.verb..other.verb).any(|at| clauses.is(at, ":"));
    one.head != other.head && !frames && !continues && !governs && !compared && !phrase && !announces
}

/// Whether what somebody says depends on a clause: a finite verb with Konjunktiv I as its `ccomp`.
fn governs_speech(clauses: &Clauses<'_>, tags: &[Tags], one: Clause) -> bool {
    (0..tags.len()).any(|at| {
        let speech = clauses.of(at);
        is_subjunctive(tags[at])
            && tags[at].feats.tense == Some(Tense::Pres)
            && clauses.relation(speech) == Deprel::Ccomp
            && clauses.hangs(speech, one)
    })
}

/// Whether a clause is what an unreal verb is about, which is one word: "Ich bäte darum, dass sie zuhörte", but not "Er hätte gewusst,
/// dass sie zuhörte".
fn is_object_of(clauses: &Clauses<'_>, tags: &[Tags], one: Clause, other: Clause) -> bool {
    let object = matches!(clauses.relation(one), Deprel::Ccomp | Deprel::Csubj);
    object && clauses.is_marked(one) && clauses.hangs(one, other) && tags[other.verb].xpos == Xpos::Vvfin
}

/// Whether a clause is hung by mistake on the verb of speech instead of the speech, as its number tells: "Die Behörde warnt, die Pilze
/// sähen gut aus, enthielten aber ein Gift", "Es heißt, er habe Angst und seine Partner suchten Ersatz".
fn is_conjunct_of_speech(clauses: &Clauses<'_>, tags: &[Tags], one: Clause, other: Clause) -> bool {
    let number = |at: usize| tags[at].feats.number;
    let governor = (clauses.parse.heads[one.head] as usize).checked_sub(1);
    let own = clauses.subject(one).is_some();
    clauses.relation(one) == Deprel::Conj
        && other.verb < one.verb
        && governor.is_some_and(|governor| {
            let speech = tags[governor].xpos.is_finite()
                && clauses.relation(other) == Deprel::Ccomp
                && clauses.parse.heads[other.head] as usize == governor + 1;
            let fits = if own { is_speech((clauses.form)(governor)) } else { number(one.verb) == number(other.verb) };
            speech && fits && number(governor) != number(one.verb)
        })
}

/// Whether the first clause is a condition of the second: by its subordinator, or because its verb opens the sentence.
fn is_condition_of(clauses: &Clauses<'_>, lower: Clause, upper: Clause) -> bool {
    if clauses.relation(lower) == Deprel::Advcl && clauses.hangs(lower, upper) {
        return clauses.is_condition(lower);
    }
    let beside = [Deprel::Conj, Deprel::Parataxis, Deprel::Advcl, Deprel::Ccomp];
    let opener = |at: usize| {
        let form = (clauses.form)(at);
        form.chars().all(|letter| !letter.is_alphanumeric()) || OPENERS.contains(&form.to_lowercase().as_str())
    };
    let asks = (0..clauses.len()).any(|at| clauses.is(at, "?"));
    let comma = || (lower.verb..upper.verb).any(|at| clauses.is(at, ","));
    (0..lower.verb).all(opener) && !asks && clauses.beside(lower, upper, &beside) && comma()
}

/// Makes a half of a condition indicative whose other half surely is: "Wollte man ihn sprechen, musste man läuten".
pub(super) fn make_real(clauses: &Clauses<'_>, tags: &mut [Tags]) {
    for at in 0..tags.len() {
        let Some(feats) = clauses.indicative(at, tags[at]).filter(|_| is_past(tags[at]) && is_subjunctive(tags[at]))
        else {
            continue;
        };
        let real = |other: usize| {
            let (one, half) = (clauses.of(at), clauses.of(other));
            is_indicative(tags[other])
                && is_past(tags[other])
                && clauses.either(other, tags[other]).is_none()
                && (is_condition_of(clauses, one, half) || is_condition_of(clauses, half, one))
        };
        if (0..tags.len()).any(real) {
            tags[at].feats = feats;
        }
    }
}

fn is_past(tags: Tags) -> bool {
    tags.feats.tense == Some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{KAEME, KAM, KOMME, MACHTE, MACHTE_GUESSED, Word, check};
    use super::*;

    #[test]
    fn a_condition_and_what_follows_from_it_share_their_mood() {
        let end: [Word; 3] =
            [("würde", 6, Deprel::Aux, KAEME), ("keiner", 6, Deprel::Nsubj, None), ("glauben", 0, Deprel::Root, None)];
        let when = |mark| -> [Word; 3] {
            [(mark, 3, Deprel::Mark, None), ("er", 3, Deprel::Nsubj, None), ("machte", 6, Deprel::Advcl, MACHTE)]
        };
        check(&[when("Wenn"), end].concat(), "machte würde");
        check(&[when("Nachdem"), end].concat(), "würde");
    }

    #[test]
    fn a_verb_that_opens_the_sentence_is_a_condition_wherever_it_hangs() {
        let words = |second, mark| -> [Word; 6] {
            [
                ("Gäbe", 0, Deprel::Root, KAEME),
                ("es", 1, Deprel::Nsubj, None),
                (",", 4, Deprel::Punct, None),
                (second, 1, Deprel::Conj, MACHTE),
                ("man", 4, Deprel::Nsubj, None),
                (mark, 1, Deprel::Punct, None),
            ]
        };
        check(&words("sparte", "."), "Gäbe sparte");
        check(&words("sagte", "."), "Gäbe");
        let real = |verb| -> [Word; 5] {
            [
                ("Wollte", 4, Deprel::Advcl, MACHTE_GUESSED),
                ("man", 1, Deprel::Nsubj, None),
                (",", 1, Deprel::Punct, None),
                ("musste", 0, Deprel::Root, verb),
                ("man", 4, Deprel::Nsubj, None),
            ]
        };
        check(&real(KAM), "");
        check(&real(KAEME), "Wollte musste");
    }

    #[test]
    fn the_verb_of_speaking_beside_a_speech_keeps_its_mood() {
        let speech: [Word; 3] =
            [("Sie", 2, Deprel::Nsubj, None), ("fände", 0, Deprel::Root, KAEME), ("es", 2, Deprel::Obj, None)];
        let frame: [Word; 3] =
            [(",", 2, Deprel::Punct, None), ("sagte", 2, Deprel::Conj, MACHTE), ("sie", 5, Deprel::Nsubj, None)];
        check(&[speech, frame].concat(), "fände");
        let more: [Word; 3] =
            [("und", 5, Deprel::Cc, None), ("sagte", 2, Deprel::Conj, MACHTE), ("ja", 5, Deprel::Obj, None)];
        check(&[speech, more].concat(), "fände sagte");
        let behind: [Word; 2] = [("und", 8, Deprel::Cc, None), ("lachte", 2, Deprel::Conj, MACHTE)];
        check(&[&speech[..], &frame, &behind].concat(), "fände");
    }

    #[test]
    fn an_earlier_verb_goes_with_konjunktiv_i() {
        let words = |later, between| -> [Word; 4] {
            [
                ("Es", 2, Deprel::Nsubj, None),
                ("stammte", 0, Deprel::Root, MACHTE),
                (between, 4, Deprel::Cc, None),
                ("sei", 2, Deprel::Conj, later),
            ]
        };
        check(&words(KOMME, "und"), "stammte sei");
        check(&words(KAEME, "und"), "sei");
        check(&words(KOMME, ":"), "sei");
    }

    #[test]
    fn what_an_unreal_verb_is_about_is_unreal() {
        let words = |verb| -> [Word; 6] {
            [
                ("Ich", 2, Deprel::Nsubj, None),
                ("bäte", 0, Deprel::Root, verb),
                (",", 6, Deprel::Punct, None),
                ("dass", 6, Deprel::Mark, None),
                ("sie", 6, Deprel::Nsubj, None),
                ("zuhörte", 2, Deprel::Ccomp, MACHTE),
            ]
        };
        check(&words(KAEME), "bäte zuhörte");
        check(&words(KAM), "");
    }
}
