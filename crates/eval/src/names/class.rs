//! What a name is, under any inventory of types.

use std::fmt;

use wortlaut_model::{EntityType, Mention, MentionKind};

/// Type and kind of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameClass {
    /// The type: `PER`, `ORG`, `LOC`, `MISC`, or a user's own.
    pub type_name: String,
    /// [`MentionKind::Name`], [`MentionKind::Part`] or [`MentionKind::Derived`].
    pub kind: MentionKind,
}

impl NameClass {
    /// Reads a label: `LOC`, `LOCderiv`, `LOC.derived`, `ORG.part`; GermEval's `OTH` is MISC. Only the project's types have
    /// kinds in their labels; any other label is a user's type as it stands.
    #[must_use]
    pub fn parse(label: &str) -> Self {
        let known = EntityType::ALL;
        let mut known = known.iter().map(EntityType::name).chain(["OTH"]);
        let split = known.find_map(|name| {
            let kind = match label.strip_prefix(name)?.trim_start_matches('.') {
                "" => MentionKind::Name,
                "part" => MentionKind::Part,
                "deriv" | "derived" => MentionKind::Derived,
                _ => return None,
            };
            Some((if name == "OTH" { EntityType::Misc.name() } else { name }, kind))
        });
        let (type_name, kind) = split.unwrap_or((label, MentionKind::Name));
        Self { type_name: type_name.to_owned(), kind }
    }

    /// The class of a mention; nothing for nominals and pronouns, which are no names.
    #[must_use]
    pub fn of(mention: &Mention) -> Option<Self> {
        let names = matches!(mention.kind, MentionKind::Name | MentionKind::Part | MentionKind::Derived);
        names.then(|| Self { type_name: mention.entity_type.name().to_owned(), kind: mention.kind })
    }
}

impl fmt::Display for NameClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            MentionKind::Part => "part",
            MentionKind::Derived => "deriv",
            _ => "",
        };
        write!(f, "{}{kind}", self.type_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, type_name: &str, kind: MentionKind, written: &str) {
        let class = NameClass::parse(label);
        assert_eq!((class.type_name.as_str(), class.kind), (type_name, kind));
        assert_eq!(class.to_string(), written);
    }

    #[test]
    fn labels_of_all_corpora() {
        check("LOC", "LOC", MentionKind::Name, "LOC");
        check("OTHpart", "MISC", MentionKind::Part, "MISCpart");
        check("PER.derived", "PER", MentionKind::Derived, "PERderiv");
        check("Wirkstoff", "Wirkstoff", MentionKind::Name, "Wirkstoff");
        check("LOCATION", "LOCATION", MentionKind::Name, "LOCATION");
    }
}
