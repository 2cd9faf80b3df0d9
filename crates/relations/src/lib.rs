//! Typed relations between entities, with their evidence.
//!
//! [`RelationExtractor`] reads each sentence of prose (`sentence`, `clause`) with a list of sure patterns (`rules`): word
//! patterns beside names, and verb frames (`frame`). Where grammar is there, verbs and nouns are read off the tree besides
//! (`grammar`, `predicate`, `rules::predicates`, `rules::nominal`), and a pronoun that is the subject stands for the person
//! spoken of (`topic`). What they state is weighed (`weigh`: denied, reported, planned) and merged into one relation for all
//! sentences that state it (`merge`).
//!
//! Precision comes before recall here: only arguments whose place in the clause or the tree is plain are taken. Each relation
//! bears its rule's precision, measured on the project's training documents, as its confidence.

mod clause;
mod frame;
mod grammar;
mod merge;
mod predicate;
mod roles;
mod rules;
mod sentence;
mod statement;
mod topic;
mod triggers;
mod weigh;

#[cfg(test)]
mod tests;

use wortlaut_model::{Budget, Document, EntityId, EntityType, Identity, Qualifiers, Relation, RelationType, Stage};

use crate::grammar::Parsed;
use crate::merge::Collection;
use crate::roles::Lists;
use crate::rules::{PREDICATES, nominal};
use crate::sentence::Sentence;
use crate::statement::Statement;
use crate::topic::Topic;
use crate::triggers::Triggers;

/// Raised with every change that changes results.
const VERSION: u32 = 3;

/// What is longer, in tokens, is a list or a page without a stop, and no sentence to read relations from.
const LONGEST: usize = 500;

/// Finds relations between the entities of a document.
///
/// Reads tokens, sentences, mentions, entities, times and quotes, fills `relations`. Both arguments stand in one sentence,
/// and the sentence in a segment where the author of the page speaks.
#[derive(Debug, Clone)]
pub struct RelationExtractor {
    lists: Lists,
    triggers: Triggers,
}

impl RelationExtractor {
    /// An extractor with all rules.
    #[must_use]
    pub fn new() -> Self {
        Self { lists: Lists::new(), triggers: Triggers::new() }
    }
}

impl Default for RelationExtractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage for RelationExtractor {
    fn name(&self) -> &'static str {
        "relations"
    }

    fn identity(&self) -> Identity {
        Identity { version: VERSION, ..Identity::default() }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let mut collection = Collection::default();
        let mut topic = Topic::default();
        for bounds in &document.sentences {
            if budget.is_spent() {
                break;
            }
            let worth = bounds.tokens.len() <= LONGEST && !document.mentions_in(bounds.span).is_empty();
            if worth && document.role_at(bounds.span.start as usize).is_prose() {
                let mut sentence = Sentence::new(document, bounds.tokens.range(), bounds.span);
                topic.resolve(&mut sentence);
                self.read(&sentence, &mut collection);
            }
        }
        document.relations = collection.into_relations();
    }
}

impl RelationExtractor {
    /// Adds what the rules find in a sentence.
    fn read(&self, sentence: &Sentence<'_>, collection: &mut Collection) {
        let mut statements = Vec::new();
        for rule in self.triggers.rules_for(sentence) {
            rule.find(sentence, &self.lists, &mut statements);
            for statement in statements.drain(..).filter(|statement| statement.is_sound(sentence)) {
                let statement = as_party(sentence, &self.lists, statement);
                collection.add(relation(sentence, (rule.name, rule.precision), statement));
            }
        }
        self.read_tree(sentence, collection);
    }

    /// Adds what the verbs of a sentence state, where it has a tree.
    fn read_tree(&self, sentence: &Sentence<'_>, collection: &mut Collection) {
        let Some(parsed) = Parsed::new(sentence).filter(|_| sentence.arguments.len() > 1) else { return };
        let mut found = Vec::new();
        for at in sentence.tokens.clone() {
            if parsed.is_verb(at) {
                let infinitive = parsed.infinitive(at);
                for predicate in PREDICATES.iter().filter(|predicate| predicate.verbs.contains(&infinitive.as_str())) {
                    let mut statements = Vec::new();
                    predicate.read(&parsed, at, &mut statements);
                    let rule = (predicate.name, predicate.precision);
                    found.extend(statements.into_iter().map(|statement| (rule, statement)));
                }
            } else if parsed.is_noun(at) {
                found.extend(nominal::read(&parsed, &self.lists, at));
            }
        }
        for (rule, statement) in found.into_iter().filter(|(_, statement)| statement.is_sound(sentence)) {
            collection.add(relation(sentence, rule, as_party(sentence, &self.lists, statement)));
        }
    }
}

/// A person's membership of a party is [`RelationType::PartyMember`], whatever pattern says it.
fn as_party(sentence: &Sentence<'_>, lists: &Lists, statement: Statement) -> Statement {
    let person =
        sentence.document.entity(statement.subject).is_some_and(|entity| entity.entity_type == EntityType::Per);
    let party = sentence
        .arguments
        .iter()
        .any(|argument| Some(argument.entity) == statement.object && lists.is_party(sentence.document, argument));
    match statement.relation_type {
        RelationType::MemberOf if person && party => {
            Statement { relation_type: RelationType::PartyMember, ..statement }
        }
        _ => statement,
    }
}

fn relation(sentence: &Sentence<'_>, (rule, precision): (&'static str, f32), statement: Statement) -> Relation {
    let (polarity, modality, quote) = weigh::weigh(sentence, &statement);
    let (subject, object) = ordered(sentence.document, &statement);
    Relation {
        relation_type: statement.relation_type,
        subject,
        object,
        qualifiers: Qualifiers { time: statement.time, place: statement.place, value: statement.value },
        polarity,
        modality,
        quote,
        evidence: vec![sentence.span(statement.evidence)],
        confidence: precision,
        rule,
    }
}

/// Subject and object; of a symmetric relation the one that the document names first is the subject.
fn ordered(document: &Document, statement: &Statement) -> (EntityId, Option<EntityId>) {
    let first = |id: EntityId| document.entity(id).and_then(|entity| entity.mentions.first());
    match statement.object {
        Some(object) if statement.relation_type.is_symmetric() && first(object) < first(statement.subject) => {
            (object, Some(statement.subject))
        }
        object => (statement.subject, object),
    }
}
