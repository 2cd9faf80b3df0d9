//! The sentence's grammar as relations ask it: the argument that a noun stands for, its coordinates, what a verb denies.

use wortlaut_model::{Deprel, EntityType, MentionKind, Modality, Mood, Polarity, Tree, Upos, Xpos};

use crate::frame::is_possessive;
use crate::sentence::{Argument, Sentence};

/// Bodies and people that act for the name they belong to: `der Aufsichtsrat der Velo AG`, `russische Truppen`.
const ACTING: [&str; 22] = [
    "Aufsichtsrat",
    "Vorstand",
    "Regierung",
    "Truppe",
    "Armee",
    "Streitkraft",
    "Parlament",
    "Führung",
    "Präsidium",
    "Unterhändler",
    "Fraktion",
    "Spitze",
    "Leitung",
    "Verwaltung",
    "Gesellschafter",
    "Mitglied",
    "Ermittler",
    "Militär",
    "Luftwaffe",
    "Jury",
    "Angriff",
    "Behörde",
];

/// How far a chain of appositions and relative pronouns is followed.
const STEPS: usize = 4;

/// A sentence with its tree.
#[derive(Debug)]
pub(crate) struct Parsed<'s, 'd> {
    pub(crate) sentence: &'s Sentence<'d>,
    pub(crate) tree: Tree<'d>,
}

impl<'s, 'd> Parsed<'s, 'd> {
    /// The sentence's tree, where there is one.
    pub(crate) fn new(sentence: &'s Sentence<'d>) -> Option<Self> {
        let first = sentence.document.tokens.get(sentence.tokens.start)?.span.start as usize;
        let index = sentence.document.sentence_at(first)?;
        Tree::of(sentence.document, index).map(|tree| Self { sentence, tree })
    }

    /// The infinitive of a verb, with its particle in front where that stands apart.
    pub(crate) fn infinitive(&self, verb: usize) -> String {
        let lemma = self.tree.lemma(verb);
        let particle = self.tree.children(verb).find(|at| self.has(*at, Deprel::CompoundPrt));
        particle.map_or_else(|| lemma.to_owned(), |at| format!("{}{lemma}", self.tree.form(at)))
    }

    /// Whether a token bears exactly this relation, subtype included.
    pub(crate) fn has(&self, at: usize, relation: Deprel) -> bool {
        self.tree.grammar(at).is_some_and(|grammar| grammar.deprel == relation)
    }

    /// The preposition of a noun.
    pub(crate) fn preposition(&self, noun: usize) -> Option<&'d str> {
        self.tree.children(noun).find(|at| self.tree.is(*at, Deprel::Case) && *at < noun).map(|at| self.tree.form(at))
    }

    /// What the noun and those coordinated with it stand for.
    pub(crate) fn arguments(&self, noun: usize) -> Vec<&'s Argument> {
        // "den Brüdern Julius und Emil": those named stand behind the noun.
        let behind =
            self.tree.children(noun).filter(|at| self.tree.is(*at, Deprel::Appos) && self.held_by(noun).is_none());
        let lists = [noun].into_iter().chain(behind);
        let conjuncts = lists.flat_map(|at| self.tree.children(at)).filter(|at| self.tree.is(*at, Deprel::Conj));
        let nominal = |at: &usize| self.tree.finite(*at).is_none();
        let mut found: Vec<&Argument> = Vec::new();
        for argument in [noun].into_iter().chain(conjuncts.filter(nominal)).filter_map(|at| self.argument(at, STEPS)) {
            if found.iter().all(|known| known.entity != argument.entity) {
                found.push(argument);
            }
        }
        found
    }

    /// What a noun stands for: a mention that holds it, the name in apposition to it, whom a relative pronoun points to, or
    /// the name whose body or troops it is.
    fn argument(&self, noun: usize, steps: usize) -> Option<&'s Argument> {
        let steps = steps.checked_sub(1)?;
        let grammar = self.tree.grammar(noun)?;
        if matches!(grammar.xpos, Xpos::Prels) {
            return self.antecedent(noun, steps);
        }
        if let Some(subject) = self.tree.subject(noun).filter(|_| self.tree.child(noun, Deprel::Cop).is_some()) {
            return self.argument(subject, steps);
        }
        self.held_by(noun).or_else(|| self.beside(noun, steps)).or_else(|| self.acting(noun, steps))
    }

    /// Whom a relative pronoun means: the noun its clause hangs on, else the name before the comma.
    fn antecedent(&self, pronoun: usize, steps: usize) -> Option<&'s Argument> {
        let verb = self.clause_of(pronoun)?;
        let noun = self.tree.head(verb).filter(|_| self.tree.is(verb, Deprel::Acl)).filter(|at| !self.is_verb(*at));
        let comma = || (self.sentence.tokens.start..pronoun).rev().take(3).find(|at| self.tree.form(*at) == ",");
        noun.and_then(|at| self.argument(at, steps)).or_else(|| self.sentence.free_before(comma()?))
    }

    /// The head of the clause that a token stands in as subject, object or oblique.
    fn clause_of(&self, at: usize) -> Option<usize> {
        let mut node = self.tree.head(at)?;
        for _ in 0..STEPS {
            let coordinated = self.tree.is(node, Deprel::Conj);
            match self.tree.head(node).filter(|_| coordinated) {
                Some(above) => node = above,
                None => break,
            }
        }
        Some(node)
    }

    /// The free mention whose tokens hold the noun; of nested ones the name.
    fn held_by(&self, noun: usize) -> Option<&'s Argument> {
        let holds = |argument: &&Argument| {
            argument.is_free()
                && argument.tokens.contains(&noun)
                && !is_possessive(self.sentence, argument)
                && !argument.nested
        };
        let mut holding = self.sentence.arguments.iter().filter(holds);
        holding.clone().find(|argument| argument.kind == MentionKind::Name).or_else(|| holding.next())
    }

    /// `Kultursenator Jan Sievers`, `die Gewerkschaft IGBCE`: the name right behind its noun.
    fn beside(&self, noun: usize, steps: usize) -> Option<&'s Argument> {
        let beside =
            |at: &usize| matches!(self.tree.relation(*at), Some(Deprel::Appos | Deprel::Flat | Deprel::Compound));
        let names = self.tree.children(noun).filter(beside);
        names.filter(|at| self.tree.form(at.wrapping_sub(1)) != "(").find_map(|at| self.argument(at, steps))
    }

    /// `der Aufsichtsrat der Velo AG`, `russische Truppen`.
    fn acting(&self, noun: usize, steps: usize) -> Option<&'s Argument> {
        let lemma = self.tree.lemma(noun);
        let acts = ACTING.iter().any(|acting| lemma.ends_with(acting) || lemma.ends_with(&acting.to_lowercase()));
        if !acts {
            return None;
        }
        let derived = self
            .tree
            .children(noun)
            .filter(|at| self.tree.is(*at, Deprel::Amod))
            .find_map(|at| self.sentence.derived_at(at));
        let owner =
            self.tree.children(noun).filter(|at| self.tree.is(*at, Deprel::Nmod) && self.preposition(*at).is_none());
        let compound = || self.sentence.part_of(noun).map(|(part, _)| part);
        let names = |argument: &&Argument| argument.entity_type != EntityType::Per;
        derived.or_else(|| owner.filter_map(|at| self.argument(at, steps)).find(names)).or_else(compound)
    }

    /// Whether a verb, or its object, is denied.
    pub(crate) fn polarity(&self, verb: usize) -> Polarity {
        let denies = |at: usize| {
            matches!(self.tree.lemma(at), "nicht" | "nie" | "niemals" | "kein")
                || matches!(self.tree.form(at), "keine" | "keinen" | "kein")
        };
        let own = self.tree.children(verb).any(denies);
        let below = |at: usize| self.tree.is(at, Deprel::Obj) && self.tree.children(at).any(denies);
        if own || self.tree.children(verb).any(below) { Polarity::Negated } else { Polarity::Affirmed }
    }

    /// How surely a verb is said: by its mood and its modal verbs.
    pub(crate) fn modality(&self, verb: usize) -> Option<Modality> {
        let auxiliaries = self.tree.children(verb).filter(|at| self.tree.is(*at, Deprel::Aux)).chain([verb]);
        auxiliaries.filter_map(|at| self.tree.grammar(at).map(|grammar| (at, grammar))).find_map(|(at, grammar)| {
            let sub = grammar.feats.mood == Some(Mood::Sub);
            let planned = at != verb && matches!(grammar.lemma.as_str(), "wollen" | "sollen" | "mögen");
            match grammar.lemma.as_str() {
                "können" | "dürfen" | "müssen" if sub => Some(Modality::Possible),
                "werden" if at != verb && !self.has(at, Deprel::AuxPass) && !sub => Some(Modality::Planned),
                _ if planned => Some(Modality::Planned),
                _ => None,
            }
        })
    }

    /// Whether a token is a verb.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.tree.grammar(at).is_some_and(|grammar| grammar.upos == Upos::Verb)
    }

    /// Whether a token is a common noun.
    pub(crate) fn is_noun(&self, at: usize) -> bool {
        self.tree.grammar(at).is_some_and(|grammar| grammar.upos == Upos::Noun)
    }
}
