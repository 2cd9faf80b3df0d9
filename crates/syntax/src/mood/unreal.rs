//! Subjunctives that their construction tells, whatever verb stands in it: unreal comparisons, wishes, advice, and `sollte` in conditions.
//!
//! Finds: a past form that may be either mood, right behind `als`, in a clause with `als ob` or `nicht dass`, in a lone wish with `wenn …
//! nur`, or behind `wollte`; `mögen` at the head of its clause; a form of `sollen` in a condition, or to those whom one advises.
//! Why: the forms are the indicative's, and the constructions are not to be had with an indicative of the past.
//! Example: "Er redet, als *gehörte* ihm das Land", "Wenn doch nur der Regen *aufhörte*!", "*Sollte* es regnen, …", "Man *sollte* ihn
//! fragen", "Ich *wollte*, es *regnete*".
//! Counter-example: "Als ihm das Land gehörte, redete er"; "Der Turm sollte höher werden"; "Ich wollte, dass er ging".
//! Source: Duden grammar, on unreal comparisons and wishes; guideline of `data/grammar/README.md` on `sollte`.

use wortlaut_model::{Deprel, Mood, Tense};

use super::clause::{Clause, Clauses, begins_with, is_indicative, is_subjunctive};
use super::doubt::is_advised;
use crate::inventory::Tags;

/// Particles of wishes.
const WISHES: [&str; 3] = ["nur", "doch", "bloß"];

/// Settles the verbs of a sentence that stand in such a construction.
pub(super) fn settle(clauses: &Clauses<'_>, tags: &mut [Tags]) {
    for at in 0..tags.len() {
        if tags[at].xpos.is_finite() && (clauses.form)(at).eq_ignore_ascii_case("mögen") {
            settle_optative(clauses, tags, at);
        }
        if !is_indicative(tags[at]) || tags[at].feats.tense != Some(Tense::Past) {
            continue;
        }
        let Some(feats) = clauses.either(at, tags[at]) else { continue };
        let clause = clauses.of(at);
        let should = begins_with((clauses.form)(at), "sollte")
            && (is_conditional(clauses, clause) || is_advice(clauses, tags, clause));
        if should || is_compared(clauses, clause) || is_wished(clauses, clause) || is_denied(clauses, clause) {
            tags[at].feats = feats;
        }
        if let Some(wished) = wished_by(clauses, tags, at) {
            tags[at].feats = feats;
            if let Some(feats) = clauses.either(wished, tags[wished]) {
                tags[wished].feats = feats;
            }
        }
    }
}

/// Whether the clause hangs on another as its condition, or its verb opens a sentence that is no question.
fn is_conditional(clauses: &Clauses<'_>, clause: Clause) -> bool {
    let opens =
        clause.verb == 0 && (0..clauses.len()).any(|at| clauses.is(at, ",")) && !clauses.is(clauses.len() - 1, "?");
    opens || clauses.relation(clause) == Deprel::Advcl && clauses.is_condition(clause)
}

/// Whether a main clause tells somebody what to do, without one of the past beside it that is no frame.
fn is_advice(clauses: &Clauses<'_>, tags: &[Tags], clause: Clause) -> bool {
    let told = clauses.subject(clause).is_some_and(|at| is_advised((clauses.form)(at)));
    let past = |at: usize| {
        let (tag, other) = (tags[at], clauses.of(at));
        let main = matches!(clauses.relation(other), Deprel::Root | Deprel::Conj | Deprel::Parataxis);
        at != clause.verb
            && is_indicative(tag)
            && tag.feats.tense == Some(Tense::Past)
            && main
            && !clauses.is_inserted(other)
    };
    let main = matches!(clauses.relation(clause), Deprel::Root | Deprel::Parataxis | Deprel::Ccomp)
        && !clauses.is_marked(clause);
    told && main && !(0..tags.len()).any(past)
}

/// Whether the verb follows right upon "als", or its clause has "als ob".
fn is_compared(clauses: &Clauses<'_>, clause: Clause) -> bool {
    let whether = |at: usize| matches!((clauses.form)(at), "ob" | "wenn") && clauses.follows_als(at);
    clauses.follows_als(clause.verb)
        || clauses.parse.dependents(clause.head).take_while(|&at| at < clause.verb).any(whether)
}

/// Whether the clause is a sentence of its own, with "wenn", a particle and an exclamation mark.
fn is_wished(clauses: &Clauses<'_>, clause: Clause) -> bool {
    let own = || clauses.parse.dependents(clause.head);
    clauses.relation(clause) == Deprel::Root
        && own().any(|at| (clauses.form)(at).eq_ignore_ascii_case("wenn"))
        && (0..clauses.len()).any(|at| WISHES.contains(&(clauses.form)(at)))
        && own().any(|at| clauses.is(at, "!"))
}

/// Whether the clause begins the sentence with "Nicht dass".
fn is_denied(clauses: &Clauses<'_>, clause: Clause) -> bool {
    let dass = clauses.parse.dependents(clause.head).find(|&at| clauses.is(at, "dass"));
    dass.is_some_and(|at| at == 1 && clauses.is(0, "Nicht"))
}

/// The verb of what a `wollte` without an infinitive, or a `wünschte`, wishes: of the main clause behind its comma, where it is or may be
/// subjunctive.
fn wished_by(clauses: &Clauses<'_>, tags: &[Tags], at: usize) -> Option<usize> {
    let begins = |word| begins_with((clauses.form)(at), word);
    let wishes = begins("wünschte") || begins("wollte") && clauses.parse.clause(at) == at;
    if !wishes || !clauses.is(at + 1, ",") {
        return None;
    }
    let verb = (at + 2..tags.len()).find(|&next| tags[next].xpos.is_finite())?;
    let (tag, clause) = (tags[verb], clauses.of(verb));
    let main = !clauses.is_marked(clause) && !clauses.is_inserted(clause) && clauses.relation(clause) != Deprel::Acl;
    let unreal = tag.feats.tense == Some(Tense::Past) && (is_subjunctive(tag) || clauses.either(verb, tag).is_some());
    (main && unreal).then_some(verb)
}

/// Settles a `mögen` that comes first in its clause: a wish, but in a question.
fn settle_optative(clauses: &Clauses<'_>, tags: &mut [Tags], at: usize) {
    let clause = clauses.of(at);
    let before = |own: usize| own >= at || matches!(clauses.parse.relations[own], Deprel::Punct | Deprel::Cc);
    let first = clauses.parse.dependents(clause.head).chain([clause.head]).all(before);
    let is_end = |&at: &usize| ["?", ".", "!"].iter().any(|mark| clauses.is(at, mark));
    let asks = (at..clauses.len()).find(is_end).is_some_and(|at| clauses.is(at, "?"));
    if first && clauses.subject(clause).is_some() {
        tags[at].feats.mood = Some(if asks { Mood::Ind } else { Mood::Sub });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{KAEME, KAM, MACHTE, Word, check};
    use super::*;

    #[test]
    fn unreal_comparisons() {
        let redet = [("redet", 0, Deprel::Root, None), (",", 3, Deprel::Punct, None)];
        let als =
            [("als", 4, Deprel::Mark, None), ("gehörte", 1, Deprel::Advcl, MACHTE), ("es", 4, Deprel::Nsubj, None)];
        check(&[&redet[..], &als].concat(), "gehörte");
        let real =
            [("als", 5, Deprel::Mark, None), ("es", 5, Deprel::Nsubj, None), ("gehörte", 1, Deprel::Advcl, MACHTE)];
        check(&[&redet[..], &real].concat(), "");
    }

    #[test]
    fn sollte_in_a_condition() {
        let sollte = |form, relation, head| -> [Word; 4] {
            [
                (form, 3, Deprel::Aux, MACHTE),
                ("es", 3, Deprel::Nsubj, None),
                ("regnen", head, relation, None),
                ("kommt", 0, Deprel::Root, None),
            ]
        };
        check(&sollte("sollte", Deprel::Advcl, 4), "sollte");
        check(
            &[("Er", 3, Deprel::Nsubj, None), ("sollte", 3, Deprel::Aux, MACHTE), ("bauen", 0, Deprel::Root, None)],
            "",
        );
    }

    #[test]
    fn sollte_as_advice() {
        let advice: [Word; 3] =
            [("Man", 3, Deprel::Nsubj, None), ("sollte", 3, Deprel::Aux, MACHTE), ("fragen", 0, Deprel::Root, None)];
        check(&advice, "sollte");
        let story: [Word; 3] =
            [(",", 5, Deprel::Punct, None), ("er", 6, Deprel::Nsubj, None), ("kam", 3, Deprel::Conj, KAM)];
        check(&[&advice[..], &story].concat(), "");
    }

    #[test]
    fn wishes() {
        let wish = |mark| {
            [
                ("Wenn", 4, Deprel::Mark, None),
                ("nur", 4, Deprel::Advmod, None),
                ("er", 4, Deprel::Nsubj, None),
                ("käme", 0, Deprel::Root, MACHTE),
                (mark, 4, Deprel::Punct, None),
            ]
        };
        check(&wish("!"), "käme");
        check(&wish("."), "");
        let wanted = |form, verb| {
            [
                ("Ich", 2, Deprel::Nsubj, None),
                ("wollte", 0, Deprel::Root, MACHTE),
                (",", 5, Deprel::Punct, None),
                ("es", 5, Deprel::Nsubj, None),
                (form, 2, Deprel::Ccomp, verb),
            ]
        };
        check(&wanted("wäre", KAEME), "wollte wäre");
        check(&wanted("ging", KAM), "");
    }

    #[test]
    fn no_wish_frames_or_relates() {
        let words = |verb: &'static str, relation| -> [Word; 8] {
            [
                ("Er", 2, Deprel::Nsubj, None),
                ("wollte", 0, Deprel::Root, MACHTE),
                (",", 4, Deprel::Punct, None),
                (verb, 2, relation, MACHTE),
                ("er", 4, Deprel::Nsubj, None),
                (",", 4, Deprel::Punct, None),
                ("nach", 8, Deprel::Case, None),
                ("Hause", 2, Deprel::Obl, None),
            ]
        };
        check(&words("sagte", Deprel::Parataxis), "");
        check(&words("lachte", Deprel::Acl), "");
    }

    #[test]
    fn a_mögen_that_comes_first_wishes_but_does_not_ask() {
        const MOEGEN: Option<super::super::tests::Verb> = Some((
            "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
            &["Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"],
        ));
        let words = |mark| -> [Word; 4] {
            [
                ("Mögen", 3, Deprel::Aux, MOEGEN),
                ("sie", 3, Deprel::Nsubj, None),
                ("ruhen", 0, Deprel::Root, None),
                (mark, 3, Deprel::Punct, None),
            ]
        };
        check(&words("."), "Mögen");
        check(&words("?"), "");
    }

    #[test]
    fn nicht_dass() {
        let words = |first| -> [Word; 4] {
            [
                (first, 4, Deprel::Advmod, None),
                ("dass", 4, Deprel::Mark, None),
                ("es", 4, Deprel::Nsubj, None),
                ("störte", 0, Deprel::Root, MACHTE),
            ]
        };
        check(&words("Nicht"), "störte");
        check(&words("So"), "");
    }
}
