//! The model's enumerations by their names in the record: what the strict reader accepts, and no other word.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use wortlaut_model::{
    EntityType, Medium, MentionKind, Modality, OffsetUnit, Polarity, QuoteType, RelationType, Role, Severity,
    SpeakerMethod, TimeType,
};

/// An enumeration whose values have names.
pub(crate) trait Named: Copy + 'static {
    /// What to call it when a name is wrong.
    const WHAT: &'static str;

    /// All values.
    fn all() -> &'static [Self];

    /// A value's name.
    fn name(&self) -> &str;

    /// The value of this name, where there is one.
    fn named(name: &str) -> Option<Self> {
        Self::all().iter().find(|value| value.name() == name).copied()
    }
}

macro_rules! named {
    ($($type:ident $what:literal: $($variant:ident)+;)+) => {$(
        impl Named for $type {
            const WHAT: &'static str = $what;

            fn all() -> &'static [Self] {
                &[$(Self::$variant),+]
            }

            fn name(&self) -> &str {
                // A new variant of the model does not compile until it stands in the list.
                match self { $(Self::$variant)|+ => $type::name(*self) }
            }
        }
    )+};
}

named! {
    OffsetUnit "an offset unit": CodePoint Byte Utf16;
    Role "a role": Title Heading Body Caption Credit Byline Boilerplate;
    MentionKind "a mention kind": Name Nominal Pronoun Part Derived;
    TimeType "a time type": Date Time Duration Set;
    QuoteType "a quote type": Direct Indirect FreeIndirect IndirectFreeIndirect Reported;
    Medium "a medium": Speech Thought Writing;
    SpeakerMethod "a speaker method": Explicit Carried Coref None;
    Polarity "a polarity": Affirmed Negated;
    Modality "a modality": Asserted Reported Possible Planned;
    Severity "a severity": Info Warning Error;
}

impl Named for EntityType {
    const WHAT: &'static str = "an entity type";

    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn name(&self) -> &str {
        Self::name(self)
    }

    /// Users' models have types of their own.
    fn named(name: &str) -> Option<Self> {
        Self::named(name)
    }
}

impl Named for RelationType {
    const WHAT: &'static str = "a relation type";

    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn name(&self) -> &str {
        Self::name(*self)
    }
}

/// Writes a value's name; with [`deserialize`] for `#[serde(with = "names")]`.
pub(crate) fn serialize<T: Named, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.name())
}

/// Reads a value by its name.
pub(crate) fn deserialize<'de, T: Named, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let name = Cow::<str>::deserialize(deserializer)?;
    T::named(&name).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&name), &T::WHAT))
}
