//! Mentions (spans that name) and entities (what they name).

use std::sync::{Mutex, MutexGuard, PoisonError};

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
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Misc => "MISC",
            Self::User(user) => user.name,
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
            Self::User(user) => user.prefix,
        }
    }

    /// The type of this name: one of [`EntityType::ALL`], else a user's.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|known| known.name() == name).unwrap_or_else(|| Self::User(UserType::named(name)))
    }

    /// The type whose keys have this prefix, where there is one.
    #[must_use]
    pub fn of_prefix(prefix: &str) -> Option<Self> {
        let user = || UserType::known().iter().find(|user| user.prefix == prefix).copied().map(Self::User);
        Self::ALL.into_iter().find(|known| known.prefix() == prefix).or_else(user)
    }
}

/// A type of a user's own model. Types are as few as a model's labels, and live as long as the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserType {
    name: &'static str,
    prefix: &'static str,
}

/// The users' types met so far. Nothing of a record depends on their order.
static USER_TYPES: Mutex<Vec<UserType>> = Mutex::new(Vec::new());

impl UserType {
    /// The type of this name. Its keys' prefix is the name in small letters, without what is no letter or digit.
    fn named(name: &str) -> Self {
        let mut known = Self::known();
        if let Some(user) = known.iter().find(|user| user.name == name) {
            return *user;
        }
        let prefix: String = name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
        let prefix = if prefix.is_empty() { "user" } else { prefix.leak() };
        let user = Self { name: name.to_owned().leak(), prefix };
        known.push(user);
        user
    }

    fn known() -> MutexGuard<'static, Vec<Self>> {
        USER_TYPES.lock().unwrap_or_else(PoisonError::into_inner)
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
    fn a_users_type_is_the_same_wherever_it_is_named() {
        let drug = EntityType::named("Drug_2");
        assert_eq!((drug.name(), drug.prefix()), ("Drug_2", "drug2"));
        assert_eq!(EntityType::named("Drug_2"), drug);
        assert_eq!(EntityType::of_prefix("drug2"), Some(drug));
        assert_eq!(EntityType::named("ORG"), EntityType::Org);
        assert_eq!(EntityType::of_prefix("nothing"), None);
    }
}
