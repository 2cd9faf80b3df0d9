//! Families.
//!
//! Finds `X und seine Frau Y`, `ihr Mann Y`, `X, Tochter von Y`, `seine Schwester Y`. The possessive refers to the person named
//! before it in the sentence, or is itself a mention. Not found: kin without a name.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::{Frame, governor};
use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::{Argument, Sentence};
use crate::statement::Statement;

pub(crate) const RULES: &[Rule] = &[
    Rule { name: "relations.spouse", precision: 0.92, pattern: Pattern::Triggered(SPOUSES, spouse) },
    Rule {
        name: "relations.married",
        precision: 0.83,
        pattern: Pattern::Frame(Frame {
            verbs: &["verheiratet"],
            subject: &[EntityType::Per],
            markers: &["mit"],
            object: &[EntityType::Per],
            ..Frame::of(RelationType::SpouseOf)
        }),
    },
    Rule {
        name: "relations.marries",
        precision: 0.75,
        pattern: Pattern::Frame(Frame {
            verbs: &["heiratete", "heiratet", "heirateten", "geheiratet"],
            subject: &[EntityType::Per],
            object: &[EntityType::Per],
            ..Frame::of(RelationType::SpouseOf)
        }),
    },
    Rule { name: "relations.sibling", precision: 0.88, pattern: Pattern::Triggered(SIBLINGS, sibling) },
    Rule { name: "relations.child", precision: 0.88, pattern: Pattern::Triggered(KIN, child) },
    Rule { name: "relations.child-of", precision: 0.80, pattern: Pattern::Triggered(CHILDREN, child_of) },
];

const SPOUSES: &[&str] = &["Frau", "Mann", "Ehefrau", "Ehemann", "Gatte", "Gattin", "Witwe", "Witwer", "Ehemannes"];
const SIBLINGS: &[&str] =
    &["Schwester", "Bruder", "Zwillingsbruder", "Zwillingsschwester", "Halbbruder", "Halbschwester"];
const CHILDREN: &[&str] = &["Tochter", "Sohn"];
const PARENTS: &[&str] = &["Vater", "Mutter"];
const KIN: &[&str] = &["Tochter", "Sohn", "Vater", "Mutter"];

fn spouse(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for (owner, kin) in kin(sentence, SPOUSES) {
        statements.push(symmetric(RelationType::SpouseOf, owner, kin));
    }
}

fn sibling(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for (owner, kin) in kin(sentence, SIBLINGS) {
        statements.push(symmetric(RelationType::SiblingOf, owner, kin));
    }
}

/// `ihre Tochter Y`, `sein Vater Y`.
fn child(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for (owner, kin) in kin(sentence, CHILDREN) {
        statements.push(Statement::presupposed(RelationType::ParentOf, owner, kin));
    }
    for (owner, kin) in kin(sentence, PARENTS) {
        statements.push(Statement::presupposed(RelationType::ParentOf, kin, owner));
    }
}

/// `X, Tochter von Y`, `der Sohn des Kantors Y`.
fn child_of(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    const REACH: usize = 4;
    for index in
        sentence.tokens.clone().filter(|at| sentence.is(*at, CHILDREN) && sentence.is(*at + 1, &["von", "des", "der"]))
    {
        let words = (index + 2..index + 2 + REACH).take_while(|at| !sentence.is_mark(*at));
        let parent = words.into_iter().find_map(|at| sentence.name_at(at)).filter(|parent| parent.is_person());
        let nominal = sentence.arguments.iter().find(|argument| {
            argument.kind == MentionKind::Nominal && argument.is_person() && argument.tokens.contains(&index)
        });
        let named = (sentence.tokens.start..index)
            .rev()
            .take(3)
            .find(|at| sentence.form(*at) == ",")
            .and_then(|comma| sentence.free_before(comma));
        if let (Some(parent), Some(child)) = (parent, nominal.or(named).filter(|child| child.is_person())) {
            statements.push(Statement::presupposed(RelationType::ParentOf, parent, child));
        }
    }
}

/// Pairs of a possessor and the kin named: `X … seine Frau Y`.
fn kin<'s>(sentence: &'s Sentence<'_>, nouns: &[&str]) -> Vec<(&'s Argument, &'s Argument)> {
    let mut pairs = Vec::new();
    for noun in sentence.tokens.clone().filter(|at| sentence.is(*at, nouns)) {
        let possessive = (sentence.tokens.start..noun).rev().take(3).find(|at| is_possessive(sentence.form(*at)));
        let Some(possessive) = possessive else { continue };
        let kin = (noun + 1..noun + 3).find_map(|at| sentence.name_at(at)).filter(|kin| kin.is_person());
        let own = sentence
            .arguments
            .iter()
            .find(|argument| argument.tokens.start == possessive && argument.kind == MentionKind::Pronoun);
        let before = sentence.arguments.iter().rev().find(|argument| {
            argument.tokens.end <= possessive
                && argument.is_person()
                && !argument.nested
                && matches!(governor(sentence, argument), None | Some("von"))
        });
        if let (Some(kin), Some(owner)) = (kin, own.or(before)) {
            pairs.push((owner, kin));
        }
    }
    pairs
}

fn is_possessive(form: &str) -> bool {
    let lower = form.to_lowercase();
    ["sein", "ihr", "mein", "deren", "dessen"].iter().any(|stem| lower.starts_with(stem)) && lower.len() <= 7
}

/// The one named first in the sentence is the subject.
fn symmetric(relation_type: RelationType, a: &Argument, b: &Argument) -> Statement {
    debug_assert!(a.entity_type == EntityType::Per && b.entity_type == EntityType::Per);
    if a.span.start <= b.span.start {
        Statement::presupposed(relation_type, a, b)
    } else {
        Statement::presupposed(relation_type, b, a)
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn kin() {
        check("[PER Udo Fink] und seine Frau [PER Ada Mohn] kamen.", &["spouse_of(Udo Fink, Ada Mohn)"]);
        check("[PER Udo Fink] rief seine Schwester [PER Eva Fink] an.", &["sibling_of(Udo Fink, Eva Fink)"]);
        check("[PER Udo Fink] rief seine Tochter [PER Eva Fink] an.", &["parent_of(Udo Fink, Eva Fink)"]);
        check("[PER Eva Fink], Tochter des Kantors [PER Udo Fink], kam.", &["parent_of(Udo Fink, Eva Fink)"]);
    }

    #[test]
    fn kin_without_a_name() {
        check("[PER Udo Fink] und seine Frau kamen mit [PER Ada Mohn].", &[]);
    }
}
