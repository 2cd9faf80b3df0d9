//! What the name lexicon says of a word or a name: the numbers in its maps, packed and unpacked here and nowhere else.
//!
//! The lexicon (`names.lex`) has these sections:
//!
//! | section | kind | holds |
//! |---|---|---|
//! | `words` | map | capitalised forms → [`WordFlags`]: given names, surnames, first words of names |
//! | `names` | map | names of one or more words, joined by single spaces → [`NameEntry`] |
//! | `adjectives` | map | stems of lower-case adjectives from places (`russisch`) → index into `canon` |
//! | `nouns` | map | common nouns, lower-cased and written backwards → 1, or 3 for nouns of persons |
//! | `lower` | set | words that texts write with a small letter: verbs, adjectives, function words |
//! | `canon` | blob | one line a canonical name: `name TAB ISO 3166 code or nothing`; line 0 is empty |

use wortlaut_model::EntityType;

/// Section of word flags.
pub const WORDS: &str = "words";
/// Section of names.
pub const NAMES: &str = "names";
/// Section of adjective stems.
pub const ADJECTIVES: &str = "adjectives";
/// Section of common nouns, backwards.
pub const NOUNS: &str = "nouns";
/// Section of words written small.
pub const LOWER: &str = "lower";
/// Section of canonical names.
pub const CANON: &str = "canon";

/// In section `nouns`: any common noun.
pub const NOUN: u64 = 1;
/// In section `nouns`: a noun for persons (`Lehrer`, `Sprecherin`).
pub const PERSON_NOUN: u64 = 2;

/// What is known of a capitalised word, whatever stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordFlags(pub u64);

impl WordFlags {
    /// A given name.
    pub const GIVEN: Self = Self(1);
    /// A woman's given name.
    pub const FEMALE: Self = Self(1 << 1);
    /// A man's given name.
    pub const MALE: Self = Self(1 << 2);
    /// A surname.
    pub const SURNAME: Self = Self(1 << 3);
    /// A name of the section `names` begins with this word, or is it.
    pub const NAME: Self = Self(1 << 4);
    /// A common noun as well (`Koch`, `Essen`).
    pub const NOUN: Self = Self(1 << 5);
    /// Written small as well (`Klug`, `Kaum`).
    pub const LOWER: Self = Self(1 << 6);

    /// A name of several words begins with this word, so that looking at the word alone is not enough.
    pub const LONG: Self = Self(1 << 7);

    /// Whether all flags of `other` are set.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any flag of `other` is set.
    #[must_use]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of flags.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Why a name is in the lexicon. The order is that of the packed numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A state of the world.
    Country,
    /// A part of the world, a historical country, a landscape.
    Region,
    /// A first-level region: Land, canton, province.
    State,
    /// A populated place.
    City,
    /// Waters, mountains, islands.
    Landform,
    /// Buildings, squares, quarters.
    Place,
    /// A party.
    Party,
    /// A public or international body, an association.
    Body,
    /// A news or picture agency.
    Agency,
    /// A newspaper or magazine.
    Newspaper,
    /// A broadcaster.
    Broadcaster,
    /// A firm.
    Firm,
    /// A sports club or federation, a band.
    Club,
    /// A person.
    Person,
    /// A league, cup or championship.
    League,
    /// An event.
    Event,
    /// A law or treaty.
    Law,
    /// A prize.
    Prize,
    /// A work or programme.
    Work,
    /// A product, ship, index.
    Product,
    /// Seen with this type in the annotated corpora.
    Seen,
    /// The people of a place: `Norweger`.
    People,
    /// An adjective in -er from a place: `Berliner`.
    Adjective,
}

impl Class {
    /// All classes, in the order of their numbers.
    pub const ALL: [Self; 23] = [
        Self::Country,
        Self::Region,
        Self::State,
        Self::City,
        Self::Landform,
        Self::Place,
        Self::Party,
        Self::Body,
        Self::Agency,
        Self::Newspaper,
        Self::Broadcaster,
        Self::Firm,
        Self::Club,
        Self::Person,
        Self::League,
        Self::Event,
        Self::Law,
        Self::Prize,
        Self::Work,
        Self::Product,
        Self::Seen,
        Self::People,
        Self::Adjective,
    ];

    /// Whether names of this class are adjectives and demonyms.
    #[must_use]
    pub fn is_derived(self) -> bool {
        matches!(self, Self::People | Self::Adjective)
    }
}

/// When a name of the lexicon may be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Wherever it stands.
    Sure,
    /// Where the context speaks for a name of its type: small places, names that are common nouns as well.
    Weak,
    /// Inside quotation marks or after a word for newspapers: `„Zeit“`.
    Quoted,
    /// Where the document names it more fully: `Bahn` after `Deutsche Bahn`.
    Short,
}

/// An entry of the section `names`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameEntry {
    /// What it names.
    pub entity_type: EntityType,
    /// Why it is known.
    pub class: Class,
    /// When to believe it.
    pub trust: Trust,
    /// Line of section `canon`; 0 where the name itself is the canonical one.
    pub canonical: u32,
}

impl NameEntry {
    /// The number in the map.
    #[must_use]
    pub fn pack(self) -> u64 {
        let position = |found: Option<usize>| found.unwrap_or_default() as u64;
        let entity_type = position(EntityType::ALL.iter().position(|&one| one == self.entity_type));
        let class = position(Class::ALL.iter().position(|&one| one == self.class));
        let trust = position(TRUSTS.iter().position(|&one| one == self.trust));
        entity_type | class << 2 | trust << 8 | u64::from(self.canonical) << 16
    }

    /// The entry behind a number of the map; nothing where the number is none of ours.
    #[must_use]
    pub fn unpack(number: u64) -> Option<Self> {
        let bits = |shift: u32, width: u32| (number >> shift & ((1 << width) - 1)) as usize;
        Some(Self {
            entity_type: *EntityType::ALL.get(bits(0, 2))?,
            class: *Class::ALL.get(bits(2, 6))?,
            trust: *TRUSTS.get(bits(8, 2))?,
            canonical: u32::try_from(number >> 16).ok()?,
        })
    }
}

const TRUSTS: [Trust; 4] = [Trust::Sure, Trust::Weak, Trust::Quoted, Trust::Short];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_comes_back() {
        for entity_type in EntityType::ALL {
            for class in Class::ALL {
                for trust in TRUSTS {
                    let entry = NameEntry { entity_type, class, trust, canonical: 70_000 };
                    assert_eq!(NameEntry::unpack(entry.pack()), Some(entry));
                }
            }
        }
        assert_eq!(NameEntry::unpack(63 << 2), None);
    }
}
