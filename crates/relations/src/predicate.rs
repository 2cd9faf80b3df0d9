//! Predicates: a verb by its lemma, and where in the tree its two arguments hang.
//!
//! What a word pattern cannot see is plain here: the subject behind its verb or far before it, the agent of a passive, whom a
//! relative pronoun means, arguments on either side of an inserted clause.

use wortlaut_model::{Deprel, EntityType, RelationType};

use crate::grammar::Parsed;
use crate::sentence::Argument;
use crate::statement::Statement;

/// Where a verb's second argument hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The object, whatever its case; the subject of a passive.
    Object,
    /// A phrase with one of these prepositions.
    Behind(&'static [&'static str]),
    /// Who does it with the subject: coordinated with it, or behind `mit`.
    Together,
}

/// A verb with its arguments.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Predicate {
    /// The name that relations bear.
    pub(crate) name: &'static str,
    /// How often it is right, as [`crate::rules::Rule::precision`]; 0.70 where the training documents do not show it.
    pub(crate) precision: f32,
    pub(crate) relation: RelationType,
    /// Infinitives, particles in front.
    pub(crate) verbs: &'static [&'static str],
    pub(crate) place: Place,
    /// Words of which one must hang on the verb; empty: none.
    pub(crate) with: &'static [&'static str],
    /// Words of which none may hang on the verb.
    pub(crate) without: &'static [&'static str],
    /// Types of the verb's subject; empty: those of the relation.
    pub(crate) subject: &'static [EntityType],
    /// Types of its other argument; empty: those of the relation.
    pub(crate) object: &'static [EntityType],
    /// Whether the relation runs from the verb's object to its subject.
    pub(crate) inverse: bool,
    /// Whether it says that the relation is none any more.
    pub(crate) ends: bool,
}

impl Predicate {
    /// A predicate without conditions.
    pub(crate) const fn of(
        name: &'static str,
        precision: f32,
        relation: RelationType,
        verbs: &'static [&'static str],
        place: Place,
    ) -> Self {
        Self {
            name,
            precision,
            relation,
            verbs,
            place,
            with: &[],
            without: &[],
            subject: &[],
            object: &[],
            inverse: false,
            ends: false,
        }
    }

    /// What the verb at `verb` states.
    pub(crate) fn read(&self, parsed: &Parsed<'_, '_>, verb: usize, statements: &mut Vec<Statement>) {
        let hangs = |words: &[&str]| {
            parsed
                .tree
                .children(verb)
                .any(|at| words.contains(&parsed.tree.form(at)) || words.contains(&parsed.tree.lemma(at)))
        };
        // "fragte, ob sie ihn heiraten wolle": a question or condition states nothing.
        if !self.with.is_empty() && !hangs(self.with) || hangs(self.without) || hangs(&["ob", "wenn", "falls"]) {
            return;
        }
        let (subjects, objects) = (self.subjects(parsed, verb), self.objects(parsed, verb));
        // Forms that are both: "Die Velo AG hatte Mohn gegründet". Who can only be one of them is.
        let swapped = self.place == Place::Object && self.fits(&objects, &subjects) && !self.fits(&subjects, &objects);
        let (subjects, objects) = if swapped { (objects, subjects) } else { (subjects, objects) };
        let subjects = self.typed(subjects, self.subject);
        if self.place == Place::Together {
            self.together(parsed, verb, &subjects, statements);
            return;
        }
        let objects = self.typed(objects, self.object);
        for subject in &subjects {
            for object in objects.iter().filter(|object| object.entity != subject.entity) {
                let (from, to) = if self.inverse { (object, subject) } else { (subject, object) };
                statements.push(self.stated(parsed, verb, from, to));
            }
        }
    }

    fn together(&self, parsed: &Parsed<'_, '_>, verb: usize, subjects: &[&Argument], statements: &mut Vec<Statement>) {
        let others = self.typed(behind(parsed, verb, &["mit", "Mit"]), self.object);
        let Some(first) = subjects.first() else { return };
        for other in subjects.iter().skip(1).chain(&others).filter(|other| other.entity != first.entity) {
            statements.push(self.stated(parsed, verb, first, other));
        }
    }

    fn stated(&self, parsed: &Parsed<'_, '_>, verb: usize, from: &Argument, to: &Argument) -> Statement {
        let statement = Statement::stated(self.relation, from, to).over(verb..verb + 1);
        let statement =
            if self.relation == RelationType::Borders { statement } else { statement.timed(parsed.sentence) };
        let polarity = if self.ends { wortlaut_model::Polarity::Negated } else { parsed.polarity(verb) };
        Statement {
            polarity: Some(polarity),
            modality: parsed.modality(verb),
            scope: Some(verb..verb + 1),
            ..statement
        }
    }

    /// Whether the types of both are those asked for.
    fn fits(&self, subjects: &[&Argument], objects: &[&Argument]) -> bool {
        let signature = self.relation.signature();
        let (from, to) =
            if self.inverse { (signature.object, signature.subject) } else { (signature.subject, signature.object) };
        let is = |arguments: &[&Argument], own: &[EntityType], all: &[EntityType]| {
            let types = if own.is_empty() { all } else { own };
            arguments.first().is_some_and(|first| types.contains(&first.entity_type))
        };
        is(subjects, self.subject, from) && is(objects, self.object, to)
    }

    fn typed<'s>(&self, arguments: Vec<&'s Argument>, types: &[EntityType]) -> Vec<&'s Argument> {
        arguments.into_iter().filter(|argument| types.is_empty() || types.contains(&argument.entity_type)).collect()
    }

    /// Who does it: the subject, shared with the verb before, or the agent of a passive.
    fn subjects<'s>(&self, parsed: &Parsed<'s, '_>, verb: usize) -> Vec<&'s Argument> {
        let tree = &parsed.tree;
        if tree.is_passive(verb) && self.place == Place::Object {
            return behind(parsed, verb, &["von", "vom", "Von", "Vom", "durch"]);
        }
        let shared = tree.head(verb).filter(|_| tree.is(verb, Deprel::Conj));
        let own = tree
            .subject(verb)
            .or_else(|| shared.filter(|first| !tree.is_passive(*first)).and_then(|first| tree.subject(first)));
        own.map(|noun| parsed.arguments(noun)).unwrap_or_default()
    }

    fn objects<'s>(&self, parsed: &Parsed<'s, '_>, verb: usize) -> Vec<&'s Argument> {
        let tree = &parsed.tree;
        match self.place {
            Place::Behind(prepositions) => behind(parsed, verb, prepositions),
            _ if tree.is_passive(verb) => tree.subject(verb).map(|noun| parsed.arguments(noun)).unwrap_or_default(),
            _ => {
                let bare = |at: &usize| {
                    let object = matches!(tree.relation(*at), Some(Deprel::Obj | Deprel::Iobj | Deprel::Obl));
                    // Of two subjects the second is an object: their forms are the same.
                    let second = tree.is(*at, Deprel::Nsubj) && tree.subject(verb).is_some_and(|first| first < *at);
                    (object || second) && parsed.preposition(*at).is_none()
                };
                tree.children(verb).filter(bare).flat_map(|at| parsed.arguments(at)).collect()
            }
        }
    }
}

/// The arguments behind one of the prepositions, on the verb or on what hangs on it.
fn behind<'s>(parsed: &Parsed<'s, '_>, verb: usize, prepositions: &[&str]) -> Vec<&'s Argument> {
    let tree = &parsed.tree;
    let nominal =
        |at: &usize| matches!(tree.relation(*at), Some(Deprel::Obj | Deprel::Obl | Deprel::Nsubj | Deprel::Xcomp));
    let below =
        tree.children(verb).filter(nominal).flat_map(|at| tree.children(at).filter(|at| tree.is(*at, Deprel::Nmod)));
    let governed = |at: &usize| parsed.preposition(*at).is_some_and(|word| prepositions.contains(&word));
    let mut found = tree.children(verb).chain(below).filter(governed).map(|at| parsed.arguments(at));
    // One border runs north and another south; of all else the nearest is meant.
    if prepositions.contains(&"an") {
        return found.flatten().collect();
    }
    found.find(|arguments| !arguments.is_empty()).unwrap_or_default()
}
