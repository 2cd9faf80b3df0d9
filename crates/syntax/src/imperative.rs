//! Imperatives, which the little text that taggers learn from hardly has.
//!
//! Finds: a verb at the head of its clause without a subject, in a form that may be an imperative; and the polite one, before `Sie`, at
//! the head of its clause, behind `und`, or with `bitte`; what follows an imperative in a series.
//! Why: "Geh nach Hause", taken for a first person, would be somebody's report of himself.
//! Example: "*Seid* vorsichtig", "*Geh* und *frag* ihn", "*Melden* Sie sich".
//! Counter-example: "Kommen Sie morgen?", "Kommen Sie morgen, so …"; "Kommt darauf an": where the form is also that of a third
//! person, only an exclamation mark tells.
//! Source: Duden grammar, on the imperative; STTS guidelines for `VVIMP`, EmpiriST for the polite form.

use wortlaut_model::{Deprel, Feats, Mood, Person, VerbForm, Xpos};

use crate::decide::Known;
use crate::heads::Parse;
use crate::inventory::Tags;

/// Words that may stand between two clauses whose verbs come first.
const JOINTS: [&str; 5] = ["und", "oder", "aber", "doch", "sondern"];

/// Tags the imperatives of a sentence. `known` are the readings of a token's form, `form` its form.
pub(crate) fn settle<'k, 'f>(
    parse: &Parse,
    known: impl Fn(usize) -> &'k [Known],
    form: impl Fn(usize) -> &'f str,
    tags: &mut [Tags],
) {
    for at in 0..tags.len() {
        if !tags[at].xpos.is_finite() {
            continue;
        }
        let clause = parse.clause(at);
        let mark = (at..tags.len()).map(&form).find(|form| matches!(*form, "." | "!" | "?" | "“" | "”" | "«"));
        if mark == Some("?") {
            continue;
        }
        let conjunct = follows_imperative(parse, clause, tags);
        let main = conjunct || matches!(parse.relations[clause], Deprel::Root | Deprel::Parataxis | Deprel::Ccomp);
        let first = begins_clause(&form, at);
        let leads = first && main && !follows_dependents(parse, clause, at);
        let series = first && follows_in_series(parse, &form, (tags, at), known(at));
        let imperative = |number_shown: bool| {
            let mut readings = known(at).iter().filter(|reading| matches!(reading.xpos, Xpos::Vvimp | Xpos::Vaimp));
            readings.find(|reading| reading.feats.number.is_some() == number_shown)
        };
        let told = match parse.subjects(clause).next() {
            // A polite one's subject is no sign of the indicative, where the verb comes first and nobody asks.
            Some(subject) if form(subject) == "Sie" && subject > at => {
                let joined = first && subject == at + 1 && parse.relations[clause] == Deprel::Conj;
                imperative(false).filter(|_| leads || series || joined || is_begged(&form, at, tags.len()))
            }
            None if leads || series => {
                let marked = mark == Some("!") || at + 1 < tags.len() && form(at + 1) == "bitte";
                let sure = conjunct || series || marked || !may_report(known(at));
                imperative(true).filter(|_| sure && mark.is_some())
            }
            _ => None,
        };
        if let Some(reading) = told {
            tags[at] = Tags { xpos: reading.xpos, feats: second_person(reading.feats), ..tags[at] };
        }
    }
}

/// Whether an imperative stands before a verb, of a number that the verb's form may have as one, and nobody between them who does
/// something: "Lege das Besteck hin, falte die Serviette", but not "Warte ab, kommt noch".
fn follows_in_series<'f>(
    parse: &Parse,
    form: &impl Fn(usize) -> &'f str,
    (tags, verb): (&[Tags], usize),
    known: &[Known],
) -> bool {
    let before = (0..verb).rfind(|&at| tags[at].feats.mood == Some(Mood::Imp));
    let acts = |at: usize| parse.relations[at] == Deprel::Nsubj && form(at) != "Sie";
    before.is_some_and(|before| {
        let number = tags[before].feats.number;
        let same = |reading: &Known| reading.feats.mood == Some(Mood::Imp) && reading.feats.number == number;
        known.iter().any(same) && !(before + 1..verb).any(acts)
    })
}

/// Whether a verb before `Sie` asks for something politely: with `bitte` behind it, or `Bitte` before it.
fn is_begged<'f>(form: &impl Fn(usize) -> &'f str, at: usize, end: usize) -> bool {
    let behind = || (at + 2..end).take_while(|&at| !matches!(form(at), "," | ".")).any(|at| form(at) == "bitte");
    at + 1 < end
        && form(at + 1) == "Sie"
        && (behind() || at.checked_sub(1).is_some_and(|before| matches!(form(before), "Bitte" | "bitte")))
}

/// The features of an imperative, with the number of this reading.
fn second_person(Feats { number, .. }: Feats) -> Feats {
    let (mood, person, verb_form) = (Some(Mood::Imp), Some(Person::Second), Some(VerbForm::Fin));
    Feats { mood, person, number, verb_form, ..Feats::default() }
}

/// Whether a word stands first in a clause: behind nothing, a mark or a conjunction.
fn begins_clause<'f>(form: &impl Fn(usize) -> &'f str, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let before = form(before);
        JOINTS.contains(&before) || before.chars().all(|letter| !letter.is_alphanumeric())
    })
}

/// Whether a clause is the later conjunct of an imperative: "Geh und frag ihn".
fn follows_imperative(parse: &Parse, clause: usize, tags: &[Tags]) -> bool {
    let before = (parse.heads[clause] as usize).checked_sub(1);
    parse.relations[clause] == Deprel::Conj && before.is_some_and(|before| tags[before].feats.mood == Some(Mood::Imp))
}

/// Whether something of the clause stands before its verb: "Wann er öffne, hänge davon ab".
fn follows_dependents(parse: &Parse, clause: usize, verb: usize) -> bool {
    let aside = [Deprel::Punct, Deprel::Cc, Deprel::Discourse, Deprel::Vocative];
    parse.dependents(clause).take_while(|&at| at < verb).any(|at| !aside.contains(&parse.relations[at]))
}

/// Whether a form may be an indicative of the third person, whose subject may go unsaid: "Kommt darauf an".
fn may_report(known: &[Known]) -> bool {
    known.iter().any(|reading| (reading.feats.mood, reading.feats.person) == (Some(Mood::Ind), Some(Person::Third)))
}

#[cfg(test)]
mod tests {
    use wortlaut_model::Upos;

    use super::*;

    /// A word with its head, its relation, and the readings of a finite verb.
    type Word = (&'static str, u32, Deprel, &'static [(Xpos, &'static str)]);

    const GEH: &[(Xpos, &str)] = &[(Xpos::Vvimp, "Mood=Imp|Number=Sing|Person=2")];
    const KOMMT: &[(Xpos, &str)] =
        &[(Xpos::Vvfin, "Mood=Ind|Number=Sing|Person=3"), (Xpos::Vvimp, "Mood=Imp|Number=Plur|Person=2")];
    const KOMMEN: &[(Xpos, &str)] =
        &[(Xpos::Vvfin, "Mood=Ind|Number=Plur|Person=3"), (Xpos::Vvimp, "Mood=Imp|Person=2")];

    #[track_caller]
    fn check(words: &[Word], expected: &str) {
        let heads = words.iter().map(|word| word.1).collect();
        let relations = words.iter().map(|word| word.2).collect();
        let parse = Parse { tags: Vec::new(), heads, relations };
        let readings: Vec<Vec<Known>> = words
            .iter()
            .map(|word| word.3.iter().map(|(xpos, feats)| Known::new(*xpos, feats.parse().unwrap())).collect())
            .collect();
        let tagged = |word: &Word| match word.3 {
            [] => Tags { upos: Upos::X, xpos: Xpos::Xy, feats: Feats::default() },
            _ => Tags { upos: Upos::Verb, xpos: Xpos::Vvfin, feats: "Mood=Ind|Person=3".parse().unwrap() },
        };
        let mut tags: Vec<Tags> = words.iter().map(tagged).collect();
        settle(&parse, |at| &readings[at], |at| words[at].0, &mut tags);
        let imperatives = (0..words.len()).filter(|&at| tags[at].feats.mood == Some(Mood::Imp));
        assert_eq!(imperatives.map(|at| words[at].0).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_verb_without_subject_at_the_head_of_its_clause() {
        let geh = ("Geh", 0, Deprel::Root, GEH);
        let home = [("heim", 1, Deprel::Advmod, &[][..]), (".", 1, Deprel::Punct, &[][..])];
        check(&[&[geh][..], &home].concat(), "Geh");
        let du = ("ich", 1, Deprel::Nsubj, &[][..]);
        check(&[geh, du, (".", 1, Deprel::Punct, &[])], "");
    }

    #[test]
    fn a_form_of_the_third_person_needs_a_mark() {
        let kommt = |mark| {
            [("Kommt", 0, Deprel::Root, KOMMT), ("rein", 1, Deprel::Advmod, &[][..]), (mark, 1, Deprel::Punct, &[][..])]
        };
        check(&kommt("!"), "Kommt");
        check(&kommt("."), "");
    }

    #[test]
    fn what_is_reported_stands_behind_its_subject() {
        let words =
            [("Wer", 2, Deprel::Nsubj, &[][..]), ("zahlt", 4, Deprel::Csubj, &[]), (",", 2, Deprel::Punct, &[])];
        check(&[&words[..], &[("geh", 0, Deprel::Root, GEH), (".", 4, Deprel::Punct, &[])]].concat(), "");
    }

    #[test]
    fn the_polite_one_is_no_question_and_no_condition() {
        let kommen = |relation, mark| {
            let head = u32::from(relation == Deprel::Advcl) * 4;
            [
                ("Kommen", head, relation, KOMMEN),
                ("Sie", 1, Deprel::Nsubj, &[][..]),
                ("rein", 1, Deprel::Advmod, &[][..]),
                (mark, 0, Deprel::Punct, &[][..]),
            ]
        };
        check(&kommen(Deprel::Root, "."), "Kommen");
        check(&kommen(Deprel::Root, "?"), "");
        check(&kommen(Deprel::Advcl, "."), "");
    }

    #[test]
    fn bitte_tells_wherever_the_verb_stands() {
        let words = |word| {
            [
                ("Dann", 2, Deprel::Advmod, &[][..]),
                ("kommen", 0, Deprel::Root, KOMMEN),
                ("Sie", 2, Deprel::Nsubj, &[][..]),
                (word, 2, Deprel::Advmod, &[][..]),
                ("rein", 2, Deprel::Advmod, &[][..]),
                (".", 2, Deprel::Punct, &[][..]),
            ]
        };
        check(&words("bitte"), "kommen");
        check(&words("morgen"), "");
    }

    #[test]
    fn a_conjunct_is_what_the_first_one_is() {
        let words = |first| {
            [
                (first, 0, Deprel::Root, GEH),
                ("und", 3, Deprel::Cc, &[][..]),
                ("kommt", 1, Deprel::Conj, KOMMT),
                (".", 1, Deprel::Punct, &[][..]),
            ]
        };
        check(&words("Geh"), "Geh kommt");
        let his = ("er", 2, Deprel::Nsubj, &[][..]);
        check(
            &[his, ("geh", 0, Deprel::Root, GEH), ("und", 4, Deprel::Cc, &[]), ("kommt", 2, Deprel::Conj, KOMMT)],
            "",
        );
    }

    #[test]
    fn imperatives_in_a_series_have_one_number() {
        let words = |first, readings| {
            [
                (first, 3, Deprel::Parataxis, readings),
                (",", 3, Deprel::Punct, &[][..]),
                ("kommt", 0, Deprel::Root, KOMMT),
                (".", 3, Deprel::Punct, &[][..]),
            ]
        };
        check(&words("Geh", GEH), "Geh");
        check(&words("Lauft", &[(Xpos::Vvimp, "Mood=Imp|Number=Plur|Person=2")]), "Lauft kommt");
    }

    #[test]
    fn the_polite_one_behind_und() {
        let und = [("Er", 2, Deprel::Nsubj, &[][..]), ("geht", 0, Deprel::Root, KOMMT), ("und", 4, Deprel::Cc, &[])];
        let kommen = [
            ("kommen", 2, Deprel::Conj, KOMMEN),
            ("Sie", 4, Deprel::Nsubj, &[][..]),
            ("mit", 4, Deprel::Advmod, &[]),
            (".", 2, Deprel::Punct, &[]),
        ];
        check(&[&und[..], &kommen].concat(), "kommen");
    }
}
