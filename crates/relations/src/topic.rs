//! Whom a pronoun means that is a sentence's subject: the person the sentences before it are about.
//!
//! Finds `Ott kam 1970 zur Welt. Er studierte in Ulm.` Why: a person who is the subject stays what is spoken of. Not: a pronoun
//! behind another person of its own sentence, of another gender, or in the plural. Source: centering theory (Grosz, Joshi and
//! Weinstein 1995).

use wortlaut_model::{Deprel, EntityId, EntityType, Gender, MentionKind, Number, Xpos};

use crate::grammar::Parsed;
use crate::sentence::{Argument, Sentence};

/// How many sentences a person stays what is spoken of without being named.
const STAYS: usize = 3;

/// The person spoken of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Topic {
    person: Option<(EntityId, Option<Gender>)>,
    age: usize,
}

impl Topic {
    /// Adds the subject pronouns of a sentence to its arguments where it is clear whom they mean, and takes up its own subject.
    pub(crate) fn resolve(&mut self, sentence: &mut Sentence<'_>) {
        let Some(parsed) = Parsed::new(sentence) else { return };
        let subject = self.pronoun(&parsed);
        let owner = self.possessive(&parsed);
        self.follow(&parsed, subject.is_some());
        for argument in subject.into_iter().chain(owner) {
            let place = sentence.arguments.partition_point(|other| other.span.start < argument.span.start);
            sentence.arguments.insert(place, argument);
        }
    }

    /// The first pronoun that is a subject, if nobody is named before it.
    fn pronoun(&self, parsed: &Parsed<'_, '_>) -> Option<Argument> {
        let (person, gender) = self.person?;
        let at = parsed.sentence.tokens.clone().find(|at| is_subject_pronoun(parsed, *at))?;
        let earlier = parsed
            .sentence
            .arguments
            .iter()
            .any(|argument| argument.entity_type == EntityType::Per && argument.tokens.start < at);
        let own = parsed.tree.grammar(at)?.feats.gender;
        let other = gender.is_some() && own.is_some() && gender != own;
        (!earlier && !other).then(|| argument(parsed, person, at))
    }

    /// The first `sein` or `ihr` before a noun: the sentence's own subject before it, else the person spoken of.
    fn possessive(&self, parsed: &Parsed<'_, '_>) -> Option<Argument> {
        let tree = &parsed.tree;
        let at = parsed.sentence.tokens.clone().find(|at| parsed.has(*at, Deprel::DetPoss))?;
        let owner = match tree.form(at).to_lowercase() {
            form if form.starts_with("sein") => Gender::Masc,
            form if form.starts_with("ihr") => Gender::Fem,
            _ => return None,
        };
        let before = |argument: &&Argument| argument.entity_type == EntityType::Per && argument.tokens.start < at;
        let named = parsed.sentence.arguments.iter().any(|argument| before(&argument));
        let subject = tree.root().and_then(|root| tree.subject(root)).filter(|subject| *subject < at);
        let own = || {
            let people: Vec<&Argument> =
                parsed.arguments(subject?).into_iter().filter(|argument| argument.is_person()).collect();
            let gender = tree.grammar(subject?)?.feats.gender;
            matches!(people.as_slice(), [_]).then(|| people.first().map(|person| (person.entity, gender))).flatten()
        };
        let (person, gender) = if named { own()? } else { self.person.filter(|_| subject.is_none())? };
        (gender == Some(owner)).then(|| argument(parsed, person, at))
    }

    /// The sentence's own subject is what the next one is about; any other person ends it.
    fn follow(&mut self, parsed: &Parsed<'_, '_>, resolved: bool) {
        let subject = parsed.tree.root().and_then(|root| parsed.tree.subject(root));
        let named = subject.and_then(|noun| parsed.arguments(noun).into_iter().find(|argument| argument.is_person()));
        let alone = subject.is_some_and(|noun| parsed.tree.child(noun, Deprel::Conj).is_none());
        let people = parsed.sentence.arguments.iter().filter(|argument| argument.entity_type == EntityType::Per);
        let other = self.person.is_some_and(|(person, _)| people.clone().any(|argument| argument.entity != person));
        self.age += 1;
        if let (Some(person), Some(noun), true) = (named, subject, alone) {
            let gender = parsed.tree.grammar(noun).and_then(|grammar| grammar.feats.gender);
            *self = Self { person: Some((person.entity, gender)), age: 0 };
        } else if resolved {
            self.age = 0;
        } else if other || self.age >= STAYS {
            self.person = None;
        }
    }
}

/// A pronoun as an argument.
fn argument(parsed: &Parsed<'_, '_>, entity: EntityId, at: usize) -> Argument {
    Argument {
        entity,
        entity_type: EntityType::Per,
        kind: MentionKind::Pronoun,
        span: parsed.sentence.span(at..at + 1),
        tokens: at..at + 1,
        nested: false,
    }
}

/// `er`, or `sie` with a verb in the singular, as a subject.
fn is_subject_pronoun(parsed: &Parsed<'_, '_>, at: usize) -> bool {
    let tree = &parsed.tree;
    let personal = tree
        .grammar(at)
        .is_some_and(|grammar| grammar.xpos == Xpos::Pper && grammar.feats.number != Some(Number::Plur));
    let form = matches!(tree.form(at), "er" | "Er" | "sie" | "Sie");
    let singular = || {
        let finite = tree.head(at).and_then(|verb| tree.finite(verb))?;
        tree.grammar(finite).map(|grammar| grammar.feats.number == Some(Number::Sing))
    };
    personal && form && tree.is(at, Deprel::Nsubj) && singular().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn a_pronoun_means_the_subject_before() {
        check_parsed(
            "[PER Udo Fink] kam spät. Er studierte an der [ORG Universität Ulm].",
            &["educated_at(Udo Fink, Universität Ulm)"],
        );
        check_parsed("[PER Ada Mohn] ist tot. Ihr Bruder [PER Udo Fink] trauert.", &["sibling_of(Ada Mohn, Udo Fink)"]);
    }

    #[test]
    fn another_person_or_gender_ends_it() {
        check_parsed(
            "[PER Udo Fink] traf [PER Ada Mohn]. Sie studierte an der [ORG Universität Ulm].",
            &["meets(Udo Fink, Ada Mohn)"],
        );
        check_parsed("Der Koch [PER Udo Fink] kam spät. Sie studierten an der [ORG Universität Ulm].", &[]);
    }
}
