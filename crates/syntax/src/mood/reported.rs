//! Reported speech that names who speaks: what its verbs' mood is where their forms do not show it.
//!
//! Finds: past forms of the plural that may be either mood, in a main clause that depends on a verb of speech or holds a frame
//! ("teilte die Bahn mit", "so die Ermittler"), in its conditions, and in what Konjunktiv I governs; and taken for imperatives, forms
//! of Konjunktiv I in the midst of a sentence.
//! Why: Konjunktiv I is the indicative's form in the plural, so speech takes Konjunktiv II there, which weak verbs do not show.
//! Example: "Die Ministerin versichert, die Kassen *zahlten* schon", "Die Akten, so die Ermittler, *bewiesen* nichts", "Er sei gegangen,
//! *habe* geschlafen".
//! Counter-example: "„Die Kassen zahlten nichts“, sagte er"; "Sie sagte, dass die Kassen zahlten".
//! Source: Duden grammar, on indirect speech; phenomena.md, "Konjunktiv chains".

use wortlaut_model::{Deprel, Feats, Mood, Number, Person, Tense, VerbForm, Xpos};

use super::clause::{Clause, Clauses, is_indicative, is_speech, is_subjunctive, is_they};
use crate::inventory::Tags;

/// Settles the verbs of a sentence.
pub(super) fn settle(clauses: &Clauses<'_>, tags: &mut [Tags]) {
    unmake_imperatives(clauses, tags);
    let open = |at: usize, tags: &[Tags]| is_indicative(tags[at]) && is_they(tags[at]) && !clauses.is_quoted(at);
    if !(0..tags.len()).any(|at| open(at, tags) && clauses.either(at, tags[at]).is_some()) {
        return;
    }
    let framed = frame(clauses, tags);
    let reported = (0..tags.len()).find(|&at| is_subjunctive(tags[at]) && tags[at].feats.tense == Some(Tense::Pres));
    for at in 0..tags.len() {
        let Some(feats) = clauses.either(at, tags[at]).filter(|_| open(at, tags)) else { continue };
        let clause = clauses.of(at);
        let governed = || is_spoken(clauses, tags, clause);
        let framed = framed.filter(|&frame| frame != at && !clauses.is_inserted(clause));
        let told = || {
            (governed() || framed.is_some() && is_main(clauses, clause))
                && !is_subordinate(clauses, clause)
                && !has_real_conjunct(clauses, tags, clause)
        };
        let condition = || {
            let asked = clauses.is_marked(clause) && clauses.is_condition(clause);
            framed.is_some() && asked && reported.is_some_and(|reported| reported < at)
        };
        if told() || condition() || is_below_reported(clauses, tags, clause) {
            tags[at].feats = feats;
        }
    }
}

/// The verb of a sentence's frame, or the `so` of one without: "so die Ermittler". Nothing where it frames a quotation.
fn frame(clauses: &Clauses<'_>, tags: &[Tags]) -> Option<usize> {
    let quotes = |at: usize| {
        let next = (at..tags.len()).find(|&next| clauses.is(next, ",")).map_or(tags.len(), |comma| comma + 1);
        at.checked_sub(2).is_some_and(|at| clauses.is_quote(at)) || clauses.is_quote(next)
    };
    (1..tags.len()).find(|&at| {
        let verb = tags[at].xpos.is_finite() && clauses.is_frame(clauses.of(at));
        (verb || is_bare_frame(clauses, tags, at)) && !quotes(at)
    })
}

/// Whether a frame without a verb begins here: ", so die Ermittler,".
fn is_bare_frame(clauses: &Clauses<'_>, tags: &[Tags], at: usize) -> bool {
    let noun = |at: usize| {
        tags.get(at).is_some_and(|tags| matches!(tags.xpos, Xpos::Art | Xpos::Ne | Xpos::Nn | Xpos::Pposat))
    };
    let mut own = (at + 1..tags.len()).take_while(|&at| !clauses.is(at, ","));
    clauses.is(at, "so") && clauses.is(at - 1, ",") && noun(at + 1) && !own.any(|at| tags[at].xpos.is_finite())
}

/// Whether a clause is the sentence's own or stands beside it.
fn is_main(clauses: &Clauses<'_>, clause: Clause) -> bool {
    matches!(clauses.relation(clause), Deprel::Root | Deprel::Parataxis | Deprel::Ccomp)
}

/// Whether a clause is what the verb of speech that it hangs on tells: its `ccomp`; or, where that is of the present, anything behind
/// it with a subject of its own.
fn is_spoken(clauses: &Clauses<'_>, tags: &[Tags], clause: Clause) -> bool {
    let Some(governor) = (clauses.parse.heads[clause.head] as usize).checked_sub(1) else { return false };
    let (word, Tags { feats, .. }) = ((clauses.form)(governor), tags[governor]);
    let bare = word.strip_prefix("ge").filter(|_| feats.verb_form == Some(VerbForm::Part));
    let speaks = tags[governor].xpos.is_verb() && (is_speech(word) || bare.is_some_and(is_speech));
    match clauses.relation(clause) {
        Deprel::Ccomp => speaks,
        Deprel::Parataxis | Deprel::Conj => {
            let now = (feats.mood, feats.tense) == (Some(Mood::Ind), Some(Tense::Pres));
            speaks && now && governor < clause.verb && clauses.subject(clause).is_some()
        }
        _ => false,
    }
}

/// Whether a clause is the `ccomp` of one in Konjunktiv I: "Er glaube nicht, dass die Mieten weiter stiegen".
fn is_below_reported(clauses: &Clauses<'_>, tags: &[Tags], clause: Clause) -> bool {
    let reported = |at: usize| is_subjunctive(tags[at]) && tags[at].feats.tense == Some(Tense::Pres);
    let below = |at: usize| reported(at) && clauses.hangs(clause, clauses.of(at));
    clauses.relation(clause) == Deprel::Ccomp && (0..tags.len()).any(below)
}

/// Whether a clause is coordinated with one that is surely indicative and past: then both tell what was.
fn has_real_conjunct(clauses: &Clauses<'_>, tags: &[Tags], clause: Clause) -> bool {
    (0..tags.len()).any(|at| {
        let real = is_indicative(tags[at]) && tags[at].feats.tense == Some(Tense::Past);
        real && clauses.either(at, tags[at]).is_none() && clauses.beside(clause, clauses.of(at), &[Deprel::Conj])
    })
}

/// Whether a clause has a subordinator or its finite verb at its end: speech without one is told in main clauses.
fn is_subordinate(clauses: &Clauses<'_>, clause: Clause) -> bool {
    let last = [",", "."].iter().any(|mark| clauses.is(clause.verb + 1, mark));
    clauses.is_marked(clause) || last && clause.head != clause.verb
}

/// Gives back its Konjunktiv I to what cannot well be an imperative: in a sentence that has another one before it, and no exclamation
/// mark.
fn unmake_imperatives(clauses: &Clauses<'_>, tags: &mut [Tags]) {
    if (0..tags.len()).any(|at| clauses.is(at, "!")) {
        return;
    }
    for at in 1..tags.len() {
        let before = || (0..at).any(|other| is_subjunctive(tags[other]));
        let third = |feats: &Feats| {
            feats.person.is_none_or(|person| person == Person::Third)
                && (feats.mood, feats.tense, feats.number) == (Some(Mood::Sub), Some(Tense::Pres), Some(Number::Sing))
        };
        if tags[at].feats.mood == Some(Mood::Imp)
            && before()
            && let Some(reading) = (clauses.known)(at).iter().find(|reading| third(&reading.feats))
        {
            let feats = Feats { person: Some(Person::Third), ..reading.feats };
            tags[at] = Tags { xpos: reading.xpos, feats, ..tags[at] };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HABE, KAM, KOMME, MACHTE, MACHTEN, Word, check};
    use super::*;

    #[test]
    fn plurals_that_depend_on_a_verb_of_speech() {
        let words = |cue, verb| -> [Word; 5] {
            [
                ("Sie", 2, Deprel::Nsubj, None),
                (cue, 0, Deprel::Root, KAM),
                (",", 5, Deprel::Punct, None),
                ("Kassen", 5, Deprel::Nsubj, None),
                ("zahlten", 2, Deprel::Ccomp, verb),
            ]
        };
        check(&words("sagte", MACHTEN), "zahlten");
        check(&words("sah", MACHTEN), "");
        check(&words("sagte", MACHTE), "");
    }

    #[test]
    fn plurals_beside_a_frame() {
        let words = |mark| -> [Word; 8] {
            [
                (mark, 2, Deprel::Punct, None),
                ("Akten", 3, Deprel::Nsubj, None),
                ("fehlten", 0, Deprel::Root, MACHTEN),
                (mark, 3, Deprel::Punct, None),
                (",", 7, Deprel::Punct, None),
                ("so", 8, Deprel::Advmod, None),
                ("die", 8, Deprel::Det, None),
                ("Richterin", 3, Deprel::Parataxis, None),
            ]
        };
        check(&words("–"), "fehlten");
        check(&words("“"), "");
    }

    #[test]
    fn what_follows_a_konjunktiv_is_no_imperative() {
        let words = |before| -> [Word; 4] {
            [
                ("Er", 2, Deprel::Nsubj, None),
                ("komme", 0, Deprel::Root, before),
                (",", 4, Deprel::Punct, None),
                ("habe", 2, Deprel::Conj, HABE),
            ]
        };
        check(&words(KOMME), "komme habe");
        check(&words(KAM), "");
    }

    #[test]
    fn what_konjunktiv_i_governs() {
        let words = |verb| -> [Word; 6] {
            [
                ("Er", 2, Deprel::Nsubj, None),
                ("glaube", 0, Deprel::Root, verb),
                (",", 6, Deprel::Punct, None),
                ("dass", 6, Deprel::Mark, None),
                ("Mieten", 6, Deprel::Nsubj, None),
                ("stiegen", 2, Deprel::Ccomp, MACHTEN),
            ]
        };
        check(&words(KOMME), "glaube stiegen");
        check(&words(KAM), "");
    }
}
