//! Mentions (spans that name) and entities (what they name).

use std::fmt;

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
    /// A type of a user's own model.
    User(UserType),
}

impl EntityType {
    /// The project's own types, in the order used for tables.
    pub const ALL: [Self; 4] = [Self::Per, Self::Org, Self::Loc, Self::Misc];

    /// The name used in records.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Misc => "MISC",
            Self::User(user) => user.name(),
        }
    }

    /// The prefix of entity keys, e.g. `per` in `per:jens-stoltenberg`; a user's type stands there by its name.
    #[must_use]
    pub fn prefix(&self) -> &str {
        match self {
            Self::Per => "per",
            Self::Org => "org",
            Self::Loc => "loc",
            Self::Misc => "misc",
            Self::User(user) => user.name(),
        }
    }

    /// The type of this name: one of [`EntityType::ALL`], else a user's, where the name can be one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let user = || UserType::named(name).map(Self::User);
        Self::ALL.into_iter().find(|known| known.name() == name).or_else(user)
    }

    /// The type whose keys have this prefix, where there can be one.
    #[must_use]
    pub fn of_prefix(prefix: &str) -> Option<Self> {
        let user = || UserType::named(prefix).map(Self::User);
        Self::ALL.into_iter().find(|known| known.prefix() == prefix).or_else(user)
    }
}

/// Bytes of the longest name of a user's type.
const LONGEST_NAME: usize = 47;

/// A type of a user's own model. It is its name and nothing besides, so that types need no register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserType {
    // Filled up with zeros.
    name: [u8; LONGEST_NAME],
    length: u8,
}

impl UserType {
    /// The type of this name: between 1 and 47 bytes, without white space and colons, which end a key's prefix.
    fn named(name: &str) -> Option<Self> {
        let length = u8::try_from(name.len()).ok().filter(|&length| length > 0)?;
        let mut bytes = [0; LONGEST_NAME];
        bytes.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        (!name.contains(|letter: char| letter == ':' || letter.is_whitespace())).then_some(Self { name: bytes, length })
    }

    fn name(&self) -> &str {
        self.name.get(..usize::from(self.length)).and_then(|name| str::from_utf8(name).ok()).unwrap_or_default()
    }
}

impl fmt::Debug for UserType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UserType({})", self.name())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_type_is_its_name() {
        let drug = EntityType::named("Arzneimittel_2").unwrap();
        assert_eq!((drug.name(), drug.prefix()), ("Arzneimittel_2", "Arzneimittel_2"));
        assert_eq!(EntityType::named("Arzneimittel_2"), Some(drug));
        assert_eq!(EntityType::of_prefix("Arzneimittel_2"), Some(drug));
        assert_eq!(EntityType::named("ORG"), Some(EntityType::Org));
        assert_eq!(EntityType::of_prefix("org"), Some(EntityType::Org));
    }

    #[test]
    fn names_that_no_key_could_hold_are_none() {
        let long = "ä".repeat(24);
        for name in ["", "zwei Wörter", "a:b", &long] {
            assert_eq!(EntityType::named(name), None, "{name}");
        }
        assert_eq!(EntityType::named(&"ä".repeat(23)).unwrap().name(), "ä".repeat(23));
    }
}
