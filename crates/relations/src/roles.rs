//! Role nouns and parties: the word lists behind who holds what.

use std::collections::{HashMap, HashSet};

use wortlaut_model::Document;

use crate::sentence::Argument;

/// What a role noun says of the bond between a person and what the noun belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleClass {
    /// An office of a country, a land, a town: `Außenminister`.
    State,
    /// An office of an organisation: `Vorsitzende`.
    Lead,
    /// Membership and no more: `Politiker`.
    Member,
    /// Employment: `Reporterin`.
    Staff,
}

/// The word lists, read once.
#[derive(Debug, Clone)]
pub(crate) struct Lists {
    roles: HashMap<&'static str, RoleClass>,
    parties: HashSet<&'static str>,
}

impl Lists {
    /// Reads the crate's data files.
    pub(crate) fn new() -> Self {
        let mut roles = HashMap::new();
        for line in lines(include_str!("../data/roles.txt")) {
            let mut fields = line.split_whitespace();
            let Some(class) = fields.next().and_then(class_of) else { continue };
            for role in fields {
                roles.entry(role).or_insert(class);
            }
        }
        Self { roles, parties: lines(include_str!("../data/parties.txt")).collect() }
    }

    /// The class of a role noun, by its end: `Verteidigungsminister` is a `minister`.
    pub(crate) fn role(&self, noun: &str) -> Option<RoleClass> {
        let lower = noun.to_lowercase();
        endings(&lower).find_map(|stem| self.longest(stem))
    }

    /// The class of the longest role that `stem` ends in.
    fn longest(&self, stem: &str) -> Option<RoleClass> {
        let starts = stem.char_indices().map(|(start, _)| start);
        starts.filter_map(|start| stem.get(start..)).find_map(|end| self.roles.get(end).copied())
    }

    /// Whether an argument names a party.
    pub(crate) fn is_party(&self, document: &Document, argument: &Argument) -> bool {
        let listed = |name: &str| {
            self.parties.contains(name) || name.ends_with("partei") || name.ends_with("Partei") || name.starts_with("Partei ")
        };
        listed(document.surface(argument.span))
            || document.entity(argument.entity).is_some_and(|entity| {
                listed(&entity.name) || entity.aliases.iter().any(|alias| listed(alias))
            })
    }
}

/// A role noun in its base form as far as endings tell: `Präsidenten` is a `Präsident`.
pub(crate) fn base_form(noun: &str) -> String {
    const WEAK: &[&str] = &["präsidenten", "Präsidenten", "experten", "kommandanten", "intendanten", "analysten", "journalisten"];
    if WEAK.iter().any(|ending| noun.ends_with(ending)) {
        return noun.strip_suffix("en").unwrap_or(noun).to_owned();
    }
    const GENITIVE: &[&str] = &["ministers", "chefs", "kanzlers", "sekretärs", "leiters", "direktors", "meisters", "trainers"];
    if GENITIVE.iter().any(|ending| noun.to_lowercase().ends_with(ending)) {
        return noun.strip_suffix('s').unwrap_or(noun).to_owned();
    }
    noun.to_owned()
}

/// `lower` and its stems without the endings of feminine and case.
fn endings(lower: &str) -> impl Iterator<Item = &str> {
    const ENDINGS: &[&str] = &["", "in", "innen", "s", "es", "en", "n", "e", "r", "er"];
    ENDINGS.iter().filter_map(move |ending| lower.strip_suffix(ending)).filter(|stem| stem.len() >= 3)
}

fn class_of(name: &str) -> Option<RoleClass> {
    Some(match name {
        "state" => RoleClass::State,
        "lead" => RoleClass::Lead,
        "member" => RoleClass::Member,
        "staff" => RoleClass::Staff,
        _ => return None,
    })
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_by_their_end() {
        let lists = Lists::new();
        assert_eq!(lists.role("Verteidigungsministerin"), Some(RoleClass::State));
        assert_eq!(lists.role("Präsidenten"), Some(RoleClass::State));
        assert_eq!(lists.role("Vorsitzender"), Some(RoleClass::Lead));
        assert_eq!(lists.role("Generalsekretär"), Some(RoleClass::Lead));
        assert_eq!(lists.role("Politikerin"), Some(RoleClass::Member));
        assert_eq!(lists.role("Gipfel"), None);
        assert_eq!(lists.role("Mitglieder"), Some(RoleClass::Member));
        assert_eq!(lists.role("ä"), None);
    }

    #[test]
    fn base_forms() {
        assert_eq!(base_form("Präsidenten"), "Präsident");
        assert_eq!(base_form("Außenministers"), "Außenminister");
        assert_eq!(base_form("Chefin"), "Chefin");
    }
}
