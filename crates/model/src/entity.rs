//! Mentions (spans that name) and entities (what they name).

use crate::{Bytes, EntityId, MentionId, Rule, Span};

/// The kind of thing named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A person.
    Per,
    /// An organisation: parties, firms, ministries, newspapers, clubs.
    Org,
    /// A place: countries, cities, waters, buildings.
    Loc,
    /// Events, works, laws, programmes, products, ships.
    Misc,
}

impl EntityType {
    /// All types, in the order used for tables.
    pub const ALL: [Self; 4] = [Self::Per, Self::Org, Self::Loc, Self::Misc];

    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Misc => "MISC",
        }
    }

    /// The prefix of entity keys, e.g. `per` in `per:jens-stoltenberg`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Per => "per",
            Self::Org => "org",
            Self::Loc => "loc",
            Self::Misc => "misc",
        }
    }
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A name without title or role, genitive -s included: `Jens Stoltenberg`, `Iraks`.
    Name,
    /// A noun phrase: `der Norweger`.
    Nominal,
    /// A pronoun: `er`.
    Pronoun,
    /// The name inside a compound: `NATO` of `NATO-Mitglieder`.
    Part,
    /// An adjective or demonym: `russische`, `Berliner`.
    Derived,
}

impl MentionKind {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
            Self::Part => "part",
            Self::Derived => "derived",
        }
    }
}

/// A place where an entity is named. Mentions stand in text order; at the same start, the longer comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where; its surface is the mention's.
    pub span: Span<Bytes>,
    /// What kind of thing.
    pub entity_type: EntityType,
    /// How it refers.
    pub kind: MentionKind,
    /// Whom or what it refers to.
    pub entity: EntityId,
    /// Between 0 and 1.
    pub confidence: f32,
    /// Who says so.
    pub rule: Rule,
}

/// What the mentions of one document refer to. Entities stand in the order of their first mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Joins entities over documents, e.g. `per:jens-stoltenberg`.
    pub key: String,
    /// The fullest name, in base form.
    pub name: String,
    /// What kind of thing.
    pub entity_type: EntityType,
    /// Other names it bears in this document, sorted, without `name`.
    pub aliases: Vec<String>,
    /// Roles and titles the text gives it: `Nato-Generalsekretär`; in text order, each once.
    pub roles: Vec<String>,
    /// Entries of knowledge bases.
    pub links: Vec<Link>,
    /// Its mentions, in text order.
    pub mentions: Vec<MentionId>,
}

/// An entry of a knowledge base that an entity may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The knowledge base, e.g. `geonames`.
    pub kb: String,
    /// The entry's id there.
    pub id: String,
    /// Between 0 and 1.
    pub confidence: f32,
}
