//! Quotes: what is said, thought or written, and by whom.

use crate::{Bytes, EntityId, MentionId, QuoteId, Rule, Span};

/// How speech is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteType {
    /// Verbatim, between marks.
    Direct,
    /// Dependent, or unmarked with a frame: `X sagte, die Pläne könnten …`.
    Indirect,
    /// Hearsay without a frame: `soll … haben`.
    FreeIndirect,
    /// A Konjunktiv sentence without a frame, its speaker carried from before.
    IndirectFreeIndirect,
    /// A speech act told with its content, not its words: `hat vor … gewarnt`.
    Reported,
}

impl QuoteType {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::FreeIndirect => "free_indirect",
            Self::IndirectFreeIndirect => "indirect_free_indirect",
            Self::Reported => "reported",
        }
    }
}

/// What a quote renders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// Something said.
    Speech,
    /// Something thought, hoped, feared.
    Thought,
    /// Something written.
    Writing,
}

impl Medium {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Thought => "thought",
            Self::Writing => "writing",
        }
    }
}

/// How a speaker was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SpeakerMethod {
    /// Named in the quote's own frame.
    Explicit,
    /// Carried over from the quote before.
    Carried,
    /// Through a pronoun or noun phrase of the frame.
    Coref,
    /// Not found.
    #[default]
    None,
}

impl SpeakerMethod {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Carried => "carried",
            Self::Coref => "coref",
            Self::None => "none",
        }
    }
}

/// A speaker or addressee: the words, and whom they mean where that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The longest noun phrase without relative clause: `Nato-Generalsekretär Jens Stoltenberg`.
    pub spans: Vec<Span<Bytes>>,
    /// The mention inside.
    pub mention: Option<MentionId>,
    /// The entity meant.
    pub entity: Option<EntityId>,
}

/// A quote. Quotes stand in text order; a parent comes before its children.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// How it is rendered.
    pub quote_type: QuoteType,
    /// What it renders.
    pub medium: Medium,
    /// The content, in text order: a direct quote's marks included.
    pub spans: Vec<Span<Bytes>>,
    /// The words that introduce it, comma or colon included.
    pub frame: Vec<Span<Bytes>>,
    /// The reporting expression within the frame: `sagte`; `teilte`, `mit`; `nach Angaben von`.
    pub cue: Vec<Span<Bytes>>,
    /// Who speaks.
    pub speaker: Party,
    /// How the speaker was found.
    pub method: SpeakerMethod,
    /// Who is spoken to.
    pub addressee: Party,
    /// The quote it stands in.
    pub parent: Option<QuoteId>,
    /// Whether a missing or wrong mark was set right in the reading (never in the text).
    pub repaired: bool,
    /// Between 0 and 1.
    pub confidence: f32,
    /// Who says so.
    pub rule: Rule,
}
