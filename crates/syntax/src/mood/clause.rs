//! A sentence as the rules of moods see it: its clauses, each a head and a finite verb, and what stands in them.

use wortlaut_model::{Deprel, Feats, Mood, Number, Person, Tense};

use crate::decide::Known;
use crate::heads::Parse;
use crate::inventory::Tags;

/// Subordinators of conditions; a condition may also begin with its verb, without any.
const CONDITIONAL: [&str; 4] = ["wenn", "falls", "sofern", "sobald"];

/// What forms of verbs of speech begin with.
const SPEECH: &str = include_str!("data/speech.txt");

/// A clause: its head and its finite verb, which are often the same word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) head: usize,
    pub(super) verb: usize,
}

/// A sentence: its tree, the readings of its tokens' forms, the forms.
pub(super) struct Clauses<'s> {
    pub(super) parse: &'s Parse,
    pub(super) known: &'s dyn Fn(usize) -> &'s [Known],
    pub(super) form: &'s dyn Fn(usize) -> &'s str,
}

impl Clauses<'_> {
    /// The clause of a finite verb.
    pub(super) fn of(&self, verb: usize) -> Clause {
        Clause { head: self.parse.clause(verb), verb }
    }

    /// How many tokens the sentence has.
    pub(super) fn len(&self) -> usize {
        self.parse.heads.len()
    }

    /// Whether the token is this word.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        at < self.len() && (self.form)(at) == word
    }

    /// The relation of a clause to what it hangs on.
    pub(super) fn relation(&self, clause: Clause) -> Deprel {
        self.parse.relations[clause.head]
    }

    /// The first subject of a clause.
    pub(super) fn subject(&self, clause: Clause) -> Option<usize> {
        self.parse.subjects(clause.head).next()
    }

    /// Whether the token follows upon "als".
    pub(super) fn follows_als(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| (self.form)(before).eq_ignore_ascii_case("als"))
    }

    /// The features that the form has as Konjunktiv II, where it is also an indicative: of the past ("sagte"), or in the plural of
    /// the present of another verb ("führen").
    pub(super) fn either(&self, verb: usize, tags: Tags) -> Option<Feats> {
        self.reading(verb, tags, Mood::Ind, tags.feats.tense)?;
        self.reading(verb, tags, Mood::Sub, Some(Tense::Past))?;
        Some(Feats { mood: Some(Mood::Sub), tense: Some(Tense::Past), ..tags.feats })
    }

    /// The features that the form of a subjunctive has as indicative, where it is one too; nothing for "käme", "habe" of a third person.
    pub(super) fn indicative(&self, verb: usize, tags: Tags) -> Option<Feats> {
        let tenses =
            if tags.feats.tense == Some(Tense::Past) { [Tense::Past, Tense::Pres] } else { [Tense::Pres, Tense::Past] };
        let tense = tenses.into_iter().find(|&tense| self.reading(verb, tags, Mood::Ind, Some(tense)).is_some())?;
        Some(Feats { mood: Some(Mood::Ind), tense: Some(tense), ..tags.feats })
    }

    /// A reading of the form of this mood and tense, of the person and number that it is tagged with.
    fn reading(&self, verb: usize, tags: Tags, mood: Mood, tense: Option<Tense>) -> Option<&Known> {
        (self.known)(verb).iter().find(|Known { xpos, feats, .. }| {
            *xpos == tags.xpos
                && (feats.mood, feats.tense) == (Some(mood), tense)
                && (feats.person.is_none() || feats.person == tags.feats.person)
                && (feats.number.is_none() || feats.number == tags.feats.number)
        })
    }

    /// Whether the subject is the speaker: "ich", said or understood from the clause that this one continues.
    pub(super) fn is_first_person(&self, clause: Clause) -> bool {
        match self.subject(clause) {
            Some(subject) => (self.form)(subject).eq_ignore_ascii_case("ich"),
            None if self.relation(clause) == Deprel::Conj => {
                let before = self.parse.heads[clause.head].checked_sub(1).map(|head| head as usize);
                before.is_some_and(|head| self.is_first_person(Clause { head, verb: head }))
            }
            None => false,
        }
    }

    /// Whether the lower clause depends on the upper one's head, or its finite verb.
    pub(super) fn hangs(&self, lower: Clause, upper: Clause) -> bool {
        (self.parse.heads[lower.head] as usize).checked_sub(1).is_some_and(|on| on == upper.head || on == upper.verb)
    }

    /// Whether the lower clause hangs on the upper one, or beside it on a third, by one of these relations.
    pub(super) fn linked(&self, lower: Clause, upper: Clause, relations: &[Deprel]) -> bool {
        let Parse { heads, relations: all, .. } = self.parse;
        relations.contains(&all[lower.head])
            && (self.hangs(lower, upper)
                || relations.contains(&all[upper.head]) && heads[lower.head] == heads[upper.head])
    }

    /// The same in either direction.
    pub(super) fn beside(&self, one: Clause, other: Clause, relations: &[Deprel]) -> bool {
        self.linked(one, other, relations) || self.linked(other, one, relations)
    }

    /// Whether a clause is governed by another: it hangs on it, perhaps by others between them, and not as its conjunct or parataxis.
    pub(super) fn is_governed(&self, lower: Clause, upper: Clause) -> bool {
        let (mut at, mut governed) = (lower.head, false);
        for _ in 0..self.len() {
            governed |= !matches!(self.parse.relations[at], Deprel::Conj | Deprel::Parataxis);
            match (self.parse.heads[at] as usize).checked_sub(1) {
                Some(head) if head == upper.head || head == upper.verb => return governed,
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// Whether a clause is a condition by its subordinator, or because its verb comes first in it.
    pub(super) fn is_condition(&self, clause: Clause) -> bool {
        let own = || self.parse.dependents(clause.head);
        let marks = || own().filter(|&at| self.parse.relations[at] == Deprel::Mark);
        if marks().next().is_none() {
            return own().chain([clause.head]).all(|at| at >= clause.verb || self.parse.relations[at] == Deprel::Punct);
        }
        let conditional = |at: usize| CONDITIONAL.contains(&(self.form)(at).to_lowercase().as_str());
        marks().any(|at| conditional(at) && !self.follows_als(at))
    }

    /// Whether a subordinator begins the clause.
    pub(super) fn is_marked(&self, clause: Clause) -> bool {
        self.parse.dependents(clause.head).any(|at| self.parse.relations[at] == Deprel::Mark)
    }

    /// Whether a clause stands behind what somebody says or in it: its verb follows upon a comma, its subject upon the verb, and it is
    /// no main clause behind a subordinate one of its own.
    pub(super) fn is_inserted(&self, clause: Clause) -> bool {
        let behind = clause.verb.checked_sub(1).is_some_and(|before| self.is(before, ","));
        let led = |at: usize| at < clause.verb && matches!(self.parse.relations[at], Deprel::Advcl | Deprel::Csubj);
        behind
            && self.parse.subjects(clause.head).any(|at| at > clause.verb)
            && !self.parse.dependents(clause.head).any(led)
    }

    /// Whether it is so with a verb of speech: ", sagte sie".
    pub(super) fn is_frame(&self, clause: Clause) -> bool {
        self.is_inserted(clause) && is_speech((self.form)(clause.verb))
    }

    /// Whether a word stands between quotation marks, as far as the sentence shows them.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        (0..at).filter(|&before| is_quote((self.form)(before))).count() % 2 == 1
    }

    /// Whether the token is a quotation mark.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        at < self.len() && is_quote((self.form)(at))
    }
}

/// Whether a form begins with these letters, the first of them large or small.
pub(super) fn begins_with(form: &str, start: &str) -> bool {
    form.get(..start.len()).is_some_and(|first| first.eq_ignore_ascii_case(start))
}

/// Whether a form is one of a verb of speech.
pub(super) fn is_speech(form: &str) -> bool {
    let mut starts = SPEECH.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_ascii_whitespace);
    starts.any(|start| form.starts_with(start))
}

fn is_quote(form: &str) -> bool {
    matches!(form, "„" | "“" | "”" | "\"" | "»" | "«" | "›" | "‹" | "‚" | "‘" | "''" | "``")
}

/// Whether a finite verb is subjunctive.
pub(super) fn is_subjunctive(tags: Tags) -> bool {
    tags.xpos.is_finite() && tags.feats.mood == Some(Mood::Sub)
}

/// Whether a finite verb is indicative.
pub(super) fn is_indicative(tags: Tags) -> bool {
    tags.xpos.is_finite() && tags.feats.mood == Some(Mood::Ind)
}

/// Whether a verb is of the third person of the plural.
pub(super) fn is_they(tags: Tags) -> bool {
    tags.feats.number == Some(Number::Plur) && tags.feats.person == Some(Person::Third)
}
