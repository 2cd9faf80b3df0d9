//! Morphological features, as UD German writes them.

use std::fmt;
use std::str::FromStr;

use crate::tags::inventory;

inventory! {
    /// Case.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Case { Nom = "Nom", Acc = "Acc", Dat = "Dat", Gen = "Gen", }
}
inventory! {
    /// Definiteness of articles.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Definite { Def = "Def", Ind = "Ind", }
}
inventory! {
    /// Degree of comparison.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Degree { Pos = "Pos", Cmp = "Cmp", Sup = "Sup", }
}
inventory! {
    /// The part of speech that a fixed expression has as a whole, at its first word.
    #[expect(missing_docs, reason = "the names are UD's own")]
    ExtPos { Adv = "ADV", Det = "DET", Adp = "ADP", Sconj = "SCONJ", Cconj = "CCONJ", Pron = "PRON", }
}
inventory! {
    /// Gender; `MascNeut` where the form does not tell which.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Gender { Masc = "Masc", Fem = "Fem", Neut = "Neut", MascNeut = "Masc,Neut", }
}
inventory! {
    /// Mood of finite verbs: indicative, subjunctive (Konjunktiv I and II), imperative.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Mood { Ind = "Ind", Sub = "Sub", Imp = "Imp", }
}
inventory! {
    /// Number.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Number { Sing = "Sing", Plur = "Plur", }
}
inventory! {
    /// Kind of numeral.
    #[expect(missing_docs, reason = "the names are UD's own")]
    NumType { Card = "Card", Ord = "Ord", Frac = "Frac", Mult = "Mult", }
}
inventory! {
    /// Person.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Person { First = "1", Second = "2", Third = "3", }
}
inventory! {
    /// Polarity of words (not of relations: see [`crate::Polarity`]).
    #[expect(missing_docs, reason = "the names are UD's own")]
    Negation { Neg = "Neg", Pos = "Pos", }
}
inventory! {
    /// Politeness of pronouns.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Polite { Form = "Form", Infm = "Infm", }
}
inventory! {
    /// Kind of pronoun or determiner.
    #[expect(missing_docs, reason = "the names are UD's own")]
    PronType {
        Art = "Art", Prs = "Prs", Ind = "Ind", Dem = "Dem", DemRel = "Dem,Rel", Rel = "Rel", Int = "Int", IntRel = "Int,Rel",
        Neg = "Neg", Tot = "Tot", Emp = "Emp", Rcp = "Rcp",
    }
}
inventory! {
    /// Tense of the form (not of the clause): present or past.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Tense { Pres = "Pres", Past = "Past", }
}
inventory! {
    /// Form of verbs: finite, infinitive, participle.
    #[expect(missing_docs, reason = "the names are UD's own")]
    VerbForm { Fin = "Fin", Inf = "Inf", Part = "Part", }
}
inventory! {
    /// Voice.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Voice { Pass = "Pass", }
}
inventory! {
    /// The value of features that hold or are absent.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Yes { Yes = "Yes", }
}

/// Defines [`Feats`] with its fields in UD's order.
macro_rules! feats {
    ($($name:literal $field:ident: $kind:ty,)*) => {
        /// The features of a token. Absent ones are `None`; the written form is UD's, `Case=Nom|Number=Sing`, sorted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct Feats { $(#[doc = concat!("`", $name, "`")] pub $field: Option<$kind>,)* }

        impl Feats {
            /// The names of all features, sorted as UD wants them.
            pub const NAMES: &'static [&'static str] = &[$($name,)*];

            /// The written value of the feature `name`, where it has one.
            #[must_use]
            pub fn value(&self, name: &str) -> Option<&'static str> {
                match name { $($name => self.$field.map(<$kind>::as_str),)* _ => None }
            }

            /// Sets the feature `name` to the value written `value`; whether both are known.
            pub fn set(&mut self, name: &str, value: &str) -> bool {
                match name {
                    $($name => <$kind>::of(value).map(|value| self.$field = Some(value)).is_some(),)*
                    _ => false,
                }
            }
        }
    };
}

feats! {
    "Abbr" abbr: Yes,
    "Case" case: Case,
    "Definite" definite: Definite,
    "Degree" degree: Degree,
    "ExtPos" ext_pos: ExtPos,
    "Foreign" foreign: Yes,
    "Gender" gender: Gender,
    "Gender[psor]" gender_psor: Gender,
    "Hyph" hyph: Yes,
    "Mood" mood: Mood,
    "Number" number: Number,
    "Number[psor]" number_psor: Number,
    "NumType" num_type: NumType,
    "Person" person: Person,
    "Polarity" polarity: Negation,
    "Polite" polite: Polite,
    "Poss" poss: Yes,
    "PronType" pron_type: PronType,
    "Reflex" reflex: Yes,
    "Tense" tense: Tense,
    "Typo" typo: Yes,
    "VerbForm" verb_form: VerbForm,
    "Voice" voice: Voice,
}

impl Feats {
    /// Whether no feature is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Feats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for name in Self::NAMES {
            if let Some(value) = self.value(name) {
                write!(f, "{gap}{name}={value}")?;
                gap = "|";
            }
        }
        Ok(())
    }
}

/// A feature or a value that German has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFeature(
    /// As it is written, `Name=Value`.
    pub String,
);

impl fmt::Display for UnknownFeature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no feature of UD German", self.0)
    }
}

impl std::error::Error for UnknownFeature {}

impl FromStr for Feats {
    type Err = UnknownFeature;

    /// Reads `Case=Nom|Number=Sing`, in any order; `_` and the empty string are no features.
    fn from_str(text: &str) -> Result<Self, UnknownFeature> {
        let mut feats = Self::default();
        if text.is_empty() || text == "_" {
            return Ok(feats);
        }
        for pair in text.split('|') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !feats.set(name, value) {
                return Err(UnknownFeature(pair.to_owned()));
            }
        }
        Ok(feats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_read_in_any_order_and_written_sorted() {
        let feats: Feats = "Number=Sing|Case=Gen|NumType=Card|Number[psor]=Plur".parse().unwrap();
        assert_eq!(feats.case, Some(Case::Gen));
        assert_eq!(feats.to_string(), "Case=Gen|Number=Sing|Number[psor]=Plur|NumType=Card");
    }

    #[test]
    fn names_stand_in_uds_order() {
        let lower: Vec<String> = Feats::NAMES.iter().map(|name| name.to_lowercase()).collect();
        assert!(lower.is_sorted(), "{lower:?}");
    }

    #[test]
    fn an_unknown_feature_is_named() {
        assert_eq!("Case=Nom|Case=Loc".parse::<Feats>(), Err(UnknownFeature("Case=Loc".to_owned())));
        assert_eq!("_".parse::<Feats>(), Ok(Feats::default()));
        assert_eq!(Feats::default().to_string(), "");
    }

    #[test]
    fn features_are_small() {
        assert_eq!(size_of::<Feats>(), Feats::NAMES.len());
    }
}
