//! Subjunctives that their construction tells, whatever verb stands in it: unreal comparisons, wishes, and `sollte` in conditions.
//!
//! Finds: a past form that may be either mood, right behind `als`, in a clause with `als ob`, or in a lone wish with `wenn … nur`; a
//! form of `sollen` in a condition.
//! Why: the forms are the indicative's, and the constructions are not to be had with an indicative of the past.
//! Example: "Er redet, als *gehörte* ihm das Land", "Wenn doch nur der Regen *aufhörte*!", "*Sollte* es regnen, …".
//! Counter-example: "Als ihm das Land gehörte, redete er"; "Der Turm sollte höher werden".
//! Source: Duden grammar, on unreal comparisons and wishes; guideline of `data/grammar/README.md` on `sollte`.

use wortlaut_model::{Deprel, Mood};

use crate::decide::Known;
use crate::heads::Parse;
use crate::inventory::Tags;
use crate::mood::{is_condition, may_be_either};

/// Particles of wishes.
const WISHES: [&str; 3] = ["nur", "doch", "bloß"];

/// Settles the verbs of a sentence that stand in such a construction. `known` are the readings of a token's form, `form` its form.
pub(crate) fn settle<'k, 'f>(
    parse: &Parse,
    known: impl Fn(usize) -> &'k [Known],
    form: impl Fn(usize) -> &'f str,
    tags: &mut [Tags],
) {
    for (at, tag) in tags.iter_mut().enumerate() {
        if !tag.xpos.is_finite() || tag.feats.mood != Some(Mood::Ind) || !may_be_either(*tag, known(at)) {
            continue;
        }
        let clause = parse.clause(at);
        let should = form(at).get(..6).is_some_and(|start| start.eq_ignore_ascii_case("sollte"))
            && is_conditional(parse, &form, clause, at);
        if should || is_compared(parse, &form, clause, at) || is_wished(parse, &form, clause) {
            tag.feats.mood = Some(Mood::Sub);
        }
    }
}

/// Whether the clause hangs on another as its condition.
fn is_conditional<'f>(parse: &Parse, form: &impl Fn(usize) -> &'f str, clause: usize, verb: usize) -> bool {
    parse.relations[clause] == Deprel::Advcl && is_condition(parse, form, (clause, verb))
}

/// Whether the verb follows right upon "als", or its clause has "als ob".
fn is_compared<'f>(parse: &Parse, form: &impl Fn(usize) -> &'f str, clause: usize, verb: usize) -> bool {
    let follows = verb.checked_sub(1).is_some_and(|before| form(before) == "als");
    let whether = |at: usize| at > 0 && matches!(form(at), "ob" | "wenn") && form(at - 1).eq_ignore_ascii_case("als");
    follows || parse.dependents(clause).take_while(|&at| at < verb).any(whether)
}

/// Whether the clause is a sentence of its own, with "wenn", a particle and an exclamation mark.
fn is_wished<'f>(parse: &Parse, form: &impl Fn(usize) -> &'f str, clause: usize) -> bool {
    let own = || parse.dependents(clause);
    parse.relations[clause] == Deprel::Root
        && own().any(|at| form(at).eq_ignore_ascii_case("wenn"))
        && (0..parse.heads.len()).any(|at| WISHES.contains(&form(at)))
        && own().any(|at| form(at) == "!")
}

#[cfg(test)]
mod tests {
    use wortlaut_model::{Feats, Upos, Xpos};

    use super::*;

    /// A word with its head and relation; whether it is a verb that may be either.
    type Word = (&'static str, u32, Deprel, bool);

    #[track_caller]
    fn check(words: &[Word], expected: &str) {
        let heads = words.iter().map(|word| word.1).collect();
        let relations = words.iter().map(|word| word.2).collect();
        let parse = Parse { tags: Vec::new(), heads, relations };
        let feats =
            |mood: &str| format!("Mood={mood}|Number=Sing|Person=3|Tense=Past|VerbForm=Fin").parse::<Feats>().unwrap();
        let both = [Known::new(Xpos::Vvfin, feats("Ind")), Known::new(Xpos::Vvfin, feats("Sub"))];
        let tagged = |word: &Word| match word.3 {
            true => Tags { upos: Upos::Verb, xpos: Xpos::Vvfin, feats: feats("Ind") },
            false => Tags { upos: Upos::X, xpos: Xpos::Xy, feats: Feats::default() },
        };
        let mut tags: Vec<Tags> = words.iter().map(tagged).collect();
        settle(&parse, |at| if words[at].3 { &both[..] } else { &[] }, |at| words[at].0, &mut tags);
        let subjunctive = (0..words.len()).filter(|&at| tags[at].feats.mood == Some(Mood::Sub));
        assert_eq!(subjunctive.map(|at| words[at].0).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn unreal_comparisons() {
        let redet = [("redet", 0, Deprel::Root, false), (",", 3, Deprel::Punct, false)];
        let als =
            [("als", 4, Deprel::Mark, false), ("gehörte", 1, Deprel::Advcl, true), ("es", 4, Deprel::Nsubj, false)];
        check(&[&redet[..], &als].concat(), "gehörte");
        let real =
            [("als", 5, Deprel::Mark, false), ("es", 5, Deprel::Nsubj, false), ("gehörte", 1, Deprel::Advcl, true)];
        check(&[&redet[..], &real].concat(), "");
    }

    #[test]
    fn sollte_in_a_condition() {
        let sollte = |relation, head| {
            [
                ("Sollte", 3, Deprel::Aux, true),
                ("es", 3, Deprel::Nsubj, false),
                ("regnen", head, relation, false),
                ("komme", 0, Deprel::Root, false),
            ]
        };
        check(&sollte(Deprel::Advcl, 4), "Sollte");
        check(
            &[("Er", 3, Deprel::Nsubj, false), ("sollte", 3, Deprel::Aux, true), ("bauen", 0, Deprel::Root, false)],
            "",
        );
    }

    #[test]
    fn wishes() {
        let wish = |mark| {
            [
                ("Wenn", 4, Deprel::Mark, false),
                ("nur", 4, Deprel::Advmod, false),
                ("er", 4, Deprel::Nsubj, false),
                ("käme", 0, Deprel::Root, true),
                (mark, 4, Deprel::Punct, false),
            ]
        };
        check(&wish("!"), "käme");
        check(&wish("."), "");
    }
}
