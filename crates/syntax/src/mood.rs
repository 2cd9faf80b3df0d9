//! The mood of forms that do not show it: "sagte", "blieben", "wollten" are indicative or subjunctive by the company they keep.
//!
//! Finds: a past form that may be either, beside a verb that is surely subjunctive: in the same coordination, or in the other half of a condition.
//! Why: weak verbs and many plurals have one form for both; taken for indicatives they would turn what somebody claims into what is so.
//! Example: "Wenn er das machte, *würde* ihm keiner glauben", "Die Schiffe *lägen* fest und verloren an Wert".
//! Counter-example: "Als er das machte, glaubte ihm keiner"; "Er *komme* später, sagte sie": the verb of speaking stands beside its speech, not
//! in it.
//! Source: Duden grammar, on Konjunktiv II and its replacement.

use wortlaut_model::{Deprel, Mood, Tense};

use crate::decide::Known;
use crate::heads::Parse;
use crate::inventory::Tags;

/// Subordinators of conditions and comparisons; a condition may also begin with its verb, without any.
const CONDITIONAL: [&str; 6] = ["wenn", "falls", "sofern", "ob", "als", "sobald"];

/// Clauses reached from each other at most: beyond that, company is no evidence.
const PASSES: usize = 3;

/// Settles the mood of a sentence's finite verbs. `known` are the readings of a token's form, `form` its form.
pub(crate) fn settle<'k, 'f>(
    parse: &Parse,
    known: impl Fn(usize) -> &'k [Known],
    form: impl Fn(usize) -> &'f str,
    tags: &mut [Tags],
) {
    let finite: Vec<usize> = (0..tags.len()).filter(|&at| tags[at].xpos.is_finite()).collect();
    if !finite.iter().any(|&at| tags[at].feats.mood == Some(Mood::Sub)) {
        return;
    }
    let verbs: Vec<(usize, usize)> = finite.iter().map(|&at| (parse.clause(at), at)).collect();
    for _ in 0..PASSES {
        let mut changed = false;
        for &one in &verbs {
            let open = tags[one.1].feats.mood == Some(Mood::Ind) && may_be_either(tags[one.1], known(one.1));
            let beside = |&other: &(usize, usize)| {
                tags[other.1].feats.mood == Some(Mood::Sub) && is_company(parse, &form, one, other)
            };
            if open && verbs.iter().any(beside) {
                tags[one.1].feats.mood = Some(Mood::Sub);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

/// Whether a past form is the same in both moods.
pub(crate) fn may_be_either(tags: Tags, known: &[Known]) -> bool {
    let with = |mood| {
        known.iter().any(|Known { xpos, feats, .. }| {
            *xpos == tags.xpos
                && feats.mood == Some(mood)
                && feats.tense == Some(Tense::Past)
                && (feats.person.is_none() || feats.person == tags.feats.person)
                && (feats.number.is_none() || feats.number == tags.feats.number)
        })
    };
    tags.feats.tense == Some(Tense::Past) && with(Mood::Ind) && with(Mood::Sub)
}

/// Whether the first of two clauses, each with its head and its finite verb, has the mood of the second: the later of two
/// coordinated ones, and either half of a condition.
fn is_company<'f>(parse: &Parse, form: &impl Fn(usize) -> &'f str, one: (usize, usize), other: (usize, usize)) -> bool {
    let hangs = |lower: usize, upper: usize| parse.heads[lower] as usize == upper + 1;
    let conjoined = |lower: usize, upper: usize| {
        parse.relations[lower] == Deprel::Conj
            && (hangs(lower, upper)
                || parse.relations[upper] == Deprel::Conj && parse.heads[lower] == parse.heads[upper])
    };
    let conditional = |lower: (usize, usize), upper: (usize, usize)| {
        parse.relations[lower.0] == Deprel::Advcl && hangs(lower.0, upper.0) && is_condition(parse, form, lower)
    };
    one.0 != other.0 && conjoined(one.0, other.0) && other.1 < one.1 && !is_inserted(parse, form, one)
        || conditional(one, other)
        || conditional(other, one)
}

/// Whether a clause, with its finite verb, is a condition by its subordinator or because its verb comes first.
pub(crate) fn is_condition<'f>(
    parse: &Parse,
    form: &impl Fn(usize) -> &'f str,
    (clause, verb): (usize, usize),
) -> bool {
    let own = || parse.dependents(clause);
    let mut marks =
        own().filter(|&at| parse.relations[at] == Deprel::Mark).map(|at| form(at).to_lowercase()).peekable();
    if marks.peek().is_none() {
        return own().chain([clause]).all(|at| at >= verb || parse.relations[at] == Deprel::Punct);
    }
    marks.any(|mark| CONDITIONAL.contains(&mark.as_str()))
}

/// Whether a clause is put into what somebody says: "…, berichtete die Leiterin, …", its verb behind a comma and its subject
/// behind the verb.
fn is_inserted<'f>(parse: &Parse, form: &impl Fn(usize) -> &'f str, (clause, verb): (usize, usize)) -> bool {
    let subject = |at: usize| {
        parse.heads[at] as usize == clause + 1 && matches!(parse.relations[at], Deprel::Nsubj | Deprel::NsubjPass)
    };
    verb.checked_sub(1).is_some_and(|before| form(before) == ",") && (verb + 1..parse.heads.len()).any(subject)
}

#[cfg(test)]
mod tests {
    use wortlaut_model::{Feats, Person, Upos, Xpos};

    use super::*;

    /// A word with its head and relation; a finite verb also with its mood, and whether its form may be either.
    type Word = (&'static str, u32, Deprel, Option<(Mood, bool)>);

    #[track_caller]
    fn check(words: &[Word], expected: &str) {
        let heads = words.iter().map(|word| word.1).collect();
        let relations = words.iter().map(|word| word.2).collect();
        let parse = Parse { tags: Vec::new(), heads, relations };
        let feats = |mood| Feats { mood, tense: Some(Tense::Past), person: Some(Person::Third), ..Feats::default() };
        let tagged = |word: &Word| match word.3 {
            Some((mood, _)) => Tags { upos: Upos::Verb, xpos: Xpos::Vvfin, feats: feats(Some(mood)) },
            None => Tags { upos: Upos::X, xpos: Xpos::Xy, feats: Feats::default() },
        };
        let mut tags: Vec<Tags> = words.iter().map(tagged).collect();
        let both = [Mood::Ind, Mood::Sub].map(|mood| Known::new(Xpos::Vvfin, feats(Some(mood))));
        let known = |at: usize| if matches!(words[at].3, Some((_, true))) { &both[..] } else { &[] };
        settle(&parse, known, |at| words[at].0, &mut tags);
        let subjunctive = (0..words.len()).filter(|&at| tags[at].feats.mood == Some(Mood::Sub)).map(|at| words[at].0);
        assert_eq!(subjunctive.collect::<Vec<_>>().join(" "), expected);
    }

    const SURE: Option<(Mood, bool)> = Some((Mood::Sub, false));
    const OPEN: Option<(Mood, bool)> = Some((Mood::Ind, true));

    #[test]
    fn a_condition_and_what_follows_from_it_share_their_mood() {
        let end =
            [("würde", 6, Deprel::Aux, SURE), ("keiner", 6, Deprel::Nsubj, None), ("glauben", 0, Deprel::Root, None)];
        let when =
            |mark| [(mark, 3, Deprel::Mark, None), ("er", 3, Deprel::Nsubj, None), ("machte", 6, Deprel::Advcl, OPEN)];
        check(&[when("Wenn"), end].concat(), "machte würde");
        check(&[when("Nachdem"), end].concat(), "würde");
    }

    #[test]
    fn the_verb_of_speaking_beside_a_speech_keeps_its_mood() {
        let speech = [("Sie", 2, Deprel::Nsubj, None), ("fänden", 0, Deprel::Root, SURE), ("es", 2, Deprel::Obj, None)];
        let frame = [(",", 2, Deprel::Punct, None), ("sagte", 2, Deprel::Conj, OPEN), ("sie", 5, Deprel::Nsubj, None)];
        check(&[speech, frame].concat(), "fänden");
        let more = [("und", 5, Deprel::Cc, None), ("sagten", 2, Deprel::Conj, OPEN), ("ja", 5, Deprel::Obj, None)];
        check(&[speech, more].concat(), "fänden sagten");
    }
}
