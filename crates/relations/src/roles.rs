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
    states: Vec<&'static str>,
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
        Self {
            roles,
            parties: lines(include_str!("../data/parties.txt")).collect(),
            states: lines(include_str!("../data/states.txt")).collect(),
        }
    }

    /// The class of a role noun, by its end: `Verteidigungsminister` is a `minister`.
    pub(crate) fn role(&self, noun: &str) -> Option<RoleClass> {
        let lower = noun.to_lowercase();
        endings(&lower).find_map(|stem| self.longest(stem))
    }

    /// Whether an adjective or demonym is that of a state: `litauisch`, `Norwegerin`, and not `bayerisch`, `Berliner`.
    pub(crate) fn is_of_state(&self, document: &Document, argument: &Argument) -> bool {
        let name = document.entity(argument.entity).map_or("", |entity| entity.name.as_str());
        if self.states.contains(&name) {
            return true;
        }
        let surface = document.surface(argument.span);
        // Where the entity bears another name, that name decides: `Berlin` is no state.
        let stem = stem(&surface.to_lowercase());
        let known = name.is_empty()
            || name == surface
            || name.to_lowercase().starts_with(&stem) && name.ends_with(['r', 'e', 'h', 'n']);
        known && (IRREGULAR.iter().any(|irregular| stem.starts_with(irregular)) || self.begins_state(&stem))
    }

    /// Whether the name of a state begins with `stem`, and little more follows than an ending.
    fn begins_state(&self, stem: &str) -> bool {
        const REST: &[&str] = &["", "n", "en", "ien", "land", "enland", "ei", "emark", "lands", "ak", "o", "a", "u"];
        let matches =
            |state: &&'static str| state.to_lowercase().strip_prefix(stem).is_some_and(|rest| REST.contains(&rest));
        stem.len() >= 3 && self.states.iter().any(matches)
    }

    /// The class of the longest role that `stem` ends in.
    fn longest(&self, stem: &str) -> Option<RoleClass> {
        let starts = stem.char_indices().map(|(start, _)| start);
        starts.filter_map(|start| stem.get(start..)).find_map(|end| self.roles.get(end).copied())
    }

    /// Whether an argument names a party.
    pub(crate) fn is_party(&self, document: &Document, argument: &Argument) -> bool {
        let listed = |name: &str| {
            self.parties.contains(name)
                || name.ends_with("partei")
                || name.ends_with("Partei")
                || name.starts_with("Partei ")
        };
        let before = document.text.get(..argument.span.start as usize).unwrap_or_default().trim_end();
        let called = before.ends_with("Partei") || before.ends_with("partei");
        called
            || listed(document.surface(argument.span))
            || document
                .entity(argument.entity)
                .is_some_and(|entity| listed(&entity.name) || entity.aliases.iter().any(|alias| listed(alias)))
    }
}

/// Stems of adjectives and demonyms that do not begin as their state's name does.
const IRREGULAR: &[&str] = &[
    "franz",
    "isländ",
    "irisch",
    "iren",
    "ire",
    "irin",
    "engländ",
    "englisch",
    "niederländ",
    "neuseeländ",
    "thailänd",
    "chines",
    "brit",
    "amerikan",
    "us-amerikan",
    "schweizer",
    "belaruss",
    "kosovar",
    "libanes",
    "südkorean",
    "nordkorean",
    "senegales",
    "ivor",
    "kenian",
    "sudanes",
    "südsudanes",
    "portugies",
    "maltes",
    "kongoles",
    "palästinens",
    "singapur",
    "chilen",
    "kuban",
    "mexikan",
    "brasilian",
    "kolumbian",
    "venezolan",
    "peruan",
    "zypriot",
    "zyprisch",
    "jemenit",
    "jordan",
    "omanisch",
    "emiratisch",
    "saudi",
    "afghan",
    "usbek",
    "kasach",
    "kirgis",
    "turkmen",
    "tadschik",
    "mongol",
    "nepales",
    "malaysisch",
    "philippin",
    "niederlande",
    "dominikan",
    "haitian",
    "südafrikan",
    "namib",
    "moldau",
    "moldaw",
    "algeri",
    "schott",
    "walis",
];

/// A role noun in its base form as far as endings tell: `Präsidenten` is a `Präsident`.
pub(crate) fn base_form(noun: &str) -> String {
    const WEAK: &[&str] =
        &["präsidenten", "Präsidenten", "experten", "kommandanten", "intendanten", "analysten", "journalisten"];
    if WEAK.iter().any(|ending| noun.ends_with(ending)) {
        return noun.strip_suffix("en").unwrap_or(noun).to_owned();
    }
    const GENITIVE: &[&str] =
        &["ministers", "chefs", "kanzlers", "sekretärs", "leiters", "direktors", "meisters", "trainers"];
    if GENITIVE.iter().any(|ending| noun.to_lowercase().ends_with(ending)) {
        return noun.strip_suffix('s').unwrap_or(noun).to_owned();
    }
    noun.to_owned()
}

/// An adjective or demonym without its endings: `litauische` gives `litau`, `Norwegerin` gives `norweg`.
fn stem(lower: &str) -> String {
    let adjective =
        ["ischen", "ischer", "isches", "ischem", "ische", "isch"].iter().find_map(|end| lower.strip_suffix(end));
    let demonym = || {
        ["erinnen", "erin", "innen", "in", "ern", "er", "en", "n", "e"].iter().find_map(|end| lower.strip_suffix(end))
    };
    adjective.or_else(demonym).unwrap_or(lower).to_owned()
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
