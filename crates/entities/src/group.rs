//! Entities: which of the names found in a document name the same thing.
//!
//! Names are merged on evidence only: the lexicon knows both (`NATO`, `Nordatlantische Allianz`), they are one form but for
//! case and endings, one is the surname of the only person of that name, or one is defined as the other's acronym. Where a
//! surname could be two persons', and no title tells them apart, it becomes an entity of its own: a wrong merge is worse
//! than a split.

mod form;
mod persons;
mod role;

use std::collections::BTreeSet;

use wortlaut_model::{Document, Entity, EntityId, EntityType, Link, Mention, MentionId, MentionKind};

use crate::hash::Table;
use crate::key::key;
use crate::lists::Lists;
use crate::page::Mark;
use form::{Surfaces, base, fold};
use persons::Persons;

/// How sure a country's ISO code is, where the name is the country's in the lexicon: a few are also regions or teams.
const CODE_CONFIDENCE: f32 = 0.95;

/// The mentions and the entities behind `marks`, which stand in text order.
pub(crate) fn group(document: &Document, marks: &[Mark], lists: &Lists) -> (Vec<Mention>, Vec<Entity>) {
    let mut groups = Groups { text: &document.text, lists, groups: Vec::new(), by_name: Table::default() };
    let surfaces = Surfaces::new(&document.text, marks);
    let persons = Persons::new(&document.text, marks, lists, &surfaces);
    let short = definitions(&document.text, marks);
    let mut mentions = Vec::with_capacity(marks.len());
    for (number, mark) in marks.iter().enumerate() {
        let surface = mark.span.of(&document.text);
        let form = base(surface, mark, lists, &surfaces);
        let name = match mark.entity_type {
            EntityType::Per => persons.full_name(&document.text, mark, &form),
            _ => Name { fold: fold(&form), canonical: mark.canonical },
        };
        let name = match short.get(&name.fold).filter(|_| name.canonical == 0) {
            Some(&long) => groups.name_of(marks, long, &surfaces),
            None => name,
        };
        let entity = groups.add(&name, mark, form, MentionId::new(number));
        mentions.push(Mention {
            span: mark.span,
            entity_type: mark.entity_type,
            kind: mark.kind,
            entity,
            confidence: mark.confidence,
            rule: mark.rule.name,
        });
    }
    let entities = groups.groups.iter().map(|group| group.entity(lists)).collect();
    (mentions, entities)
}

/// What a mention's entity is found by: the canonical name's line if there is one, else the folded name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Name {
    fold: String,
    canonical: u32,
}

/// An entity in the making.
#[derive(Debug)]
struct Group {
    entity_type: EntityType,
    canonical: u32,
    /// Base forms of its mentions of kind name and part.
    forms: BTreeSet<String>,
    /// The form of its first mention, for what is only mentioned by adjectives of unknown origin.
    first: String,
    roles: Vec<String>,
    mentions: Vec<MentionId>,
}

struct Groups<'d> {
    text: &'d str,
    lists: &'d Lists,
    groups: Vec<Group>,
    by_name: Table<(EntityType, u32, String), usize>,
}

impl Groups<'_> {
    fn add(&mut self, name: &Name, mark: &Mark, form: String, mention: MentionId) -> EntityId {
        let by = if name.canonical > 0 { String::new() } else { name.fold.clone() };
        let next = self.groups.len();
        let number = *self.by_name.entry((mark.entity_type, name.canonical, by)).or_insert(next);
        if number == next {
            self.groups.push(Group {
                entity_type: mark.entity_type,
                canonical: name.canonical,
                forms: BTreeSet::new(),
                first: form.clone(),
                roles: Vec::new(),
                mentions: Vec::new(),
            });
        }
        if let Some(group) = self.groups.get_mut(number) {
            if mark.kind != MentionKind::Derived {
                group.forms.insert(form);
            }
            if mark.entity_type == EntityType::Per
                && let Some(role) = role::role_before(self.text, mark.span, self.lists)
                && !group.roles.iter().any(|one| one == role)
            {
                group.roles.push(role.to_owned());
            }
            group.mentions.push(mention);
        }
        EntityId::new(number)
    }

    /// The name of the mark that an acronym is short for.
    fn name_of(&self, marks: &[Mark], number: usize, surfaces: &Surfaces<'_>) -> Name {
        marks.get(number).map_or(Name { fold: String::new(), canonical: 0 }, |mark| {
            let form = base(mark.span.of(self.text), mark, self.lists, surfaces);
            Name { fold: fold(&form), canonical: mark.canonical }
        })
    }
}

impl Group {
    fn entity(&self, lists: &Lists) -> Entity {
        let canonical = lists.canonical(self.canonical);
        let fullest = || self.forms.iter().max_by_key(|form| (form.chars().count(), std::cmp::Reverse(*form))).cloned();
        let name = canonical.map(|(name, _)| name.to_owned()).or_else(fullest).unwrap_or_else(|| self.first.clone());
        let code =
            canonical.map(|(_, code)| code).filter(|code| !code.is_empty() && self.entity_type == EntityType::Loc);
        let link = |code: &str| Link { kb: "iso3166".to_owned(), id: code.to_owned(), confidence: CODE_CONFIDENCE };
        Entity {
            key: key(self.entity_type, &name),
            aliases: self.forms.iter().filter(|form| **form != name).cloned().collect(),
            name,
            entity_type: self.entity_type,
            roles: self.roles.clone(),
            links: code.map(link).into_iter().collect(),
            mentions: self.mentions.clone(),
        }
    }
}

/// Whether a name has the letters of an acronym in their order, the first of them at its beginning.
fn holds(name: &str, acronym: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut wanted = acronym.chars().flat_map(char::to_lowercase);
    wanted.next() == letters.next() && wanted.all(|want| letters.any(|letter| letter == want))
}

/// Folded short names that the text defines in parentheses right after a long one of the same type, with the number of the
/// long one's mark: `Kommunaler Wärmeverband (KWV)`.
fn definitions(text: &str, marks: &[Mark]) -> Table<String, usize> {
    let mut short = Table::default();
    let names: Vec<(usize, &Mark)> =
        marks.iter().enumerate().filter(|(_, mark)| mark.kind == MentionKind::Name).collect();
    for pair in names.windows(2) {
        let [(number, long), (_, acronym)] = pair else { continue };
        let between = text.get(long.span.end as usize..acronym.span.start as usize).unwrap_or_default();
        let closed = text.get(acronym.span.end as usize..).is_some_and(|rest| rest.starts_with(')'));
        let surface = acronym.span.of(text);
        let letters = surface.chars().filter(|letter| letter.is_uppercase()).count();
        let is_short = letters * 2 > surface.chars().count() && surface.len() < long.span.len();
        let held = is_short && holds(long.span.of(text), surface);
        if between.trim() == "(" && closed && held && long.entity_type == acronym.entity_type {
            short.entry(fold(surface)).or_insert(*number);
        }
    }
    short
}
