//! What a rule says of a sentence: a relation before it is weighed and merged.

use std::ops::Range;

use wortlaut_model::{EntityId, Modality, Polarity, RelationType};

use crate::sentence::{Argument, Sentence};

/// On what the truth of a statement hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Force {
    /// It is taken for granted, whatever the clause says of it: `CDU-Chef X will …`.
    Presupposed,
    /// The clause states it, and its verb may deny, doubt or plan it.
    Stated,
}

/// A relation that a rule read from a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    pub(crate) relation_type: RelationType,
    pub(crate) subject: EntityId,
    pub(crate) object: Option<EntityId>,
    pub(crate) value: Option<String>,
    pub(crate) time: Option<String>,
    pub(crate) place: Option<EntityId>,
    pub(crate) force: Force,
    /// Where the rule itself knows it: leaving an organisation is a negated membership.
    pub(crate) polarity: Option<Polarity>,
    pub(crate) modality: Option<Modality>,
    /// The tokens that state it.
    pub(crate) evidence: Range<usize>,
    /// The clause that states it, where one does.
    pub(crate) scope: Option<Range<usize>>,
}

impl Statement {
    /// A presupposed statement about two arguments, its evidence all from one to the other.
    pub(crate) fn presupposed(relation_type: RelationType, subject: &Argument, object: &Argument) -> Self {
        let evidence = subject.tokens.start.min(object.tokens.start)..subject.tokens.end.max(object.tokens.end);
        Self {
            relation_type,
            subject: subject.entity,
            object: Some(object.entity),
            value: None,
            time: None,
            place: None,
            force: Force::Presupposed,
            polarity: None,
            modality: None,
            evidence,
            scope: None,
        }
    }

    /// The same, stated by the clause.
    pub(crate) fn stated(relation_type: RelationType, subject: &Argument, object: &Argument) -> Self {
        Self { force: Force::Stated, ..Self::presupposed(relation_type, subject, object) }
    }

    /// The same with a value.
    pub(crate) fn with_value(self, value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..self }
    }

    /// The same as part of a clause, whose words alone may deny or doubt it.
    pub(crate) fn within(self, clause: Range<usize>) -> Self {
        Self { scope: Some(clause), ..self }
    }

    /// The same with wider evidence.
    pub(crate) fn over(self, tokens: Range<usize>) -> Self {
        let evidence = self.evidence.start.min(tokens.start)..self.evidence.end.max(tokens.end);
        Self { evidence, ..self }
    }

    /// The same with the time its evidence names.
    pub(crate) fn timed(self, sentence: &Sentence<'_>) -> Self {
        Self { time: sentence.time_in(self.evidence.clone()), ..self }
    }

    /// Whether its arguments are two, and of types that the relation takes.
    pub(crate) fn is_sound(&self, sentence: &Sentence<'_>) -> bool {
        let entity_type = |id: EntityId| sentence.document.entity(id).map(|entity| entity.entity_type);
        let Some(subject) = entity_type(self.subject) else { return false };
        Some(self.subject) != self.object && self.relation_type.accepts(subject, self.object.and_then(entity_type))
    }
}
