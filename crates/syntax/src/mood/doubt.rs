//! Indicatives that only a guess makes subjunctive.
//!
//! Finds: first persons of the present whose form is both moods; past forms that may be either, in a sentence without a subjunctive that
//! could tell; `sollte` of what was planned.
//! Why: a tagger sees subjunctives beside such forms and takes the whole sentence for reported.
//! Example: "Ich *werde* ihn fragen", "Die Koalition stritt und *vertagte*", "Er *erwiderte*, man diskutiere".
//! Counter-example: "Man *sollte* ihn fragen"; "Sie *hätte* Zeit und *lachte*".
//! Source: guideline of `data/grammar/README.md`.

use wortlaut_model::{Feats, Person, Tense};

use super::clause::{Clauses, begins_with, is_indicative, is_subjunctive};
use super::company::may_tell;
use crate::inventory::Tags;

/// Settles the verbs of a sentence.
pub(super) fn settle(clauses: &Clauses<'_>, tags: &mut [Tags]) {
    for at in 0..tags.len() {
        let tag = tags[at];
        if !is_subjunctive(tag) {
            continue;
        }
        let first = tag.feats.tense == Some(Tense::Pres) && clauses.is_first_person(clauses.of(at));
        let person = if first { Some(Person::First) } else { tag.feats.person };
        let Some(feats) = clauses.indicative(at, Tags { feats: Feats { person, ..tag.feats }, ..tag }) else {
            continue;
        };
        let guessed = match tag.feats.tense {
            Some(Tense::Past) if begins_with((clauses.form)(at), "sollte") => is_planned(clauses, tags, at),
            Some(Tense::Past) => !is_told(clauses, tags, at),
            _ => first,
        };
        if guessed {
            tags[at].feats = feats;
        }
    }
}

/// Whether a subjunctive that is sure stands elsewhere than in what this verb's clause governs or frames.
fn is_told(clauses: &Clauses<'_>, tags: &[Tags], verb: usize) -> bool {
    (0..tags.len()).any(|at| {
        let sure = is_subjunctive(tags[at]) && clauses.indicative(at, tags[at]).is_none();
        sure && may_tell(clauses, tags, clauses.of(verb), clauses.of(at))
    })
}

/// Whether a `sollte` belongs to a story: it is not said to anyone, is no condition, and another clause than a frame is of the past.
fn is_planned(clauses: &Clauses<'_>, tags: &[Tags], verb: usize) -> bool {
    let clause = clauses.of(verb);
    let advised = clauses.subject(clause).is_some_and(|at| is_advised((clauses.form)(at)));
    let past = |at: usize| is_indicative(tags[at]) && tags[at].feats.tense == Some(Tense::Past);
    let told = |at: usize| past(at) && !clauses.is_inserted(clauses.of(at));
    !advised && !clauses.is_condition(clause) && (0..tags.len()).any(told)
}

/// Whether a subject is one that advice is given to.
pub(super) fn is_advised(subject: &str) -> bool {
    ["man", "du", "ihr", "wir"].iter().any(|one| subject.eq_ignore_ascii_case(one)) || subject == "Sie"
}

#[cfg(test)]
mod tests {
    use wortlaut_model::Deprel;

    use super::super::tests::{KAEME, KOMME, MACHTE_GUESSED, check};

    #[test]
    fn a_guess_without_company_is_taken_back() {
        let words = |verb| {
            [
                ("Er", 2, Deprel::Nsubj, None),
                ("lachte", 0, Deprel::Root, MACHTE_GUESSED),
                ("und", 4, Deprel::Cc, None),
                ("ginge", 2, Deprel::Conj, verb),
            ]
        };
        check(&words(None), "");
        check(&words(KAEME), "lachte ginge");
    }

    #[test]
    fn what_a_verb_governs_tells_nothing_of_it() {
        check(
            &[
                ("Er", 2, Deprel::Nsubj, None),
                ("erwiderte", 0, Deprel::Root, MACHTE_GUESSED),
                (",", 5, Deprel::Punct, None),
                ("man", 5, Deprel::Nsubj, None),
                ("rede", 2, Deprel::Ccomp, KOMME),
            ],
            "rede",
        );
    }

    #[test]
    fn first_persons_speak_for_themselves() {
        let words = |subject| {
            [(subject, 3, Deprel::Nsubj, None), ("habe", 3, Deprel::Aux, KOMME), ("gewartet", 0, Deprel::Root, None)]
        };
        check(&words("Ich"), "");
        check(&words("Er"), "habe");
    }
}
