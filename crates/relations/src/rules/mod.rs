//! The rules, grouped by what they speak of, and the list of all of them.

mod business;
mod employment;
mod events;
mod family;
mod life;
mod membership;
mod nationality;
pub(crate) mod nominal;
mod party;
mod place;
mod position;
mod predicates;
mod stance;

use crate::frame::Frame;
use crate::roles::Lists;
use crate::sentence::Sentence;
use crate::statement::Statement;

pub(crate) use predicates::PREDICATES;

/// How a rule finds its statements.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pattern {
    /// A verb with its arguments.
    Frame(Frame),
    /// A pattern of its own, which starts from the arguments.
    Words(Find),
    /// A pattern of its own, tried where one of these words stands in the sentence.
    Triggered(&'static [&'static str], Find),
}

/// Adds what a rule finds in a sentence.
pub(crate) type Find = fn(&Sentence<'_>, &Lists, &mut Vec<Statement>);

/// A rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// The name that relations bear.
    pub(crate) name: &'static str,
    /// How often the rule is right, measured on the project's training documents (gold-train) with mentions and quotes
    /// given: (right + 1) / (found + 2), so that a rule seen once is not taken for certain. It becomes the confidence.
    pub(crate) precision: f32,
    pub(crate) pattern: Pattern,
}

impl Rule {
    /// The words of which one must stand in the sentence; none where the rule starts from the arguments.
    pub(crate) fn triggers(&self) -> &'static [&'static str] {
        match self.pattern {
            Pattern::Frame(frame) => frame.verbs,
            Pattern::Words(_) => &[],
            Pattern::Triggered(triggers, _) => triggers,
        }
    }

    /// Adds what the rule finds in a sentence.
    pub(crate) fn find(&self, sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
        match self.pattern {
            Pattern::Frame(frame) => frame.find(sentence, statements),
            Pattern::Words(find) | Pattern::Triggered(_, find) => find(sentence, lists, statements),
        }
    }
}

/// All rules, in the order of their files. Where two find the same, the relation bears the name of the first.
pub(crate) const RULES: &[&[Rule]] = &[
    party::RULES,
    position::RULES,
    employment::RULES,
    membership::RULES,
    nationality::RULES,
    life::RULES,
    family::RULES,
    place::RULES,
    business::RULES,
    events::RULES,
    stance::RULES,
];
