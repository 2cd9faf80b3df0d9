//! The annotated document: one layer a stage, and the trait that stages implement.
//!
//! Stages never see each other; they meet here. There is no I/O in this crate, no serialisation and no rule: the wire
//! form of these types lives in `wortlaut-export`, and what fills them in the stage crates.
//!
//! Read in the order in which a document is filled: [`Document`] comes from ingest with its text, segments and language;
//! then [`Token`]s and [`Sentence`]s, [`Mention`]s and [`Entity`]s, [`Time`]s, [`Quote`]s, [`Relation`]s.

mod diagnostic;
mod document;
mod emissions;
mod entity;
mod feats;
mod id;
mod meta;
mod quote;
mod relation;
mod stage;
mod tags;
mod time;
mod token;
mod tree;

pub use compact_str::CompactString;
pub use diagnostic::{Diagnostic, Severity};
pub use document::{Document, Language, Role, Segment, Source};
pub use emissions::Emissions;
pub use entity::{Entity, EntityType, Link, Mention, MentionKind, UserType};
pub use feats::{
    Case, Definite, Degree, ExtPos, Feats, Gender, Mood, Negation, NumType, Number, Person, Polite, PronType, Tense,
    UnknownFeature, VerbForm, Voice, Yes,
};
pub use id::{EntityId, MentionId, QuoteId, RelationId, TimeId, TokenId};
pub use meta::{Meta, MetaValue};
pub use quote::{Medium, Party, Quote, QuoteType, SpeakerMethod};
pub use relation::{Modality, Polarity, Qualifiers, Relation, RelationType, Signature};
pub use stage::{Budget, Identity, Stage};
pub use tags::{Deprel, Upos, Xpos};
pub use time::{Time, TimeType};
pub use token::{Grammar, Sentence, Token, TokenKind};
pub use tree::Tree;
pub use wortlaut_text::{Bytes, OffsetTable, OffsetUnit, Span, Tokens};

/// The name of the rule or model that made an annotation, e.g. `entities.role-apposition`.
pub type Rule = &'static str;
