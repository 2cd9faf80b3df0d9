//! Entities: which of the names found in a document name the same thing.
//!
//! Names are merged on evidence only: the lexicon knows both (`NATO`, `Nordatlantische Allianz`), they are one form but for
//! case, endings and legal form, one is the surname of the only person of that name, of the only one named so far or of who leads
//! the text, or words of the only longer name that has them, or the text defines one as the other's acronym or foreign name. A
//! surname that could be two persons' after all that becomes an entity of its own: a wrong merge is worse than a split.

mod definition;
mod form;
mod long;
mod persons;
mod role;

use std::collections::BTreeMap;

use wortlaut_model::{Document, Entity, EntityId, EntityType, Link, Mention, MentionId, MentionKind};

use crate::hash::Table;
use crate::key::key;
use crate::lists::Lists;
use crate::page::Mark;
use definition::define;
use form::{Forms, bare, fold};
use long::LongNames;
use persons::Persons;

/// How sure a country's ISO code is, where the name is the country's in the lexicon: a few are also regions or teams.
const CODE_CONFIDENCE: f32 = 0.95;

/// The mentions and the entities behind `marks`, which stand in text order.
pub(crate) fn group(document: &Document, mut marks: Vec<Mark>, lists: &Lists) -> (Vec<Mention>, Vec<Entity>) {
    let defined = define(&document.text, &mut marks);
    let forms = Forms::new(document, lists, &marks);
    let based: Vec<String> = marks.iter().map(|mark| forms.base(mark)).collect();
    let names = || marks.iter().zip(based.iter().map(String::as_str));
    let mut meaning = Meaning {
        text: &document.text,
        lists,
        persons: Persons::new(names(), lists),
        long: LongNames::new(&document.text, &marks, &based, lists),
        defined: Table::default(),
    };
    for (from, to) in defined {
        meaning.define((&marks, &based), from, to);
    }
    let mut groups = Groups { document, lists, groups: Vec::new(), by_name: Table::default() };
    let mut mentions = Vec::with_capacity(marks.len());
    for (number, (mark, form)) in names().enumerate() {
        let entity = groups.add(&meaning.name(mark, form), mark, form, MentionId::new(number));
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

/// What tells the names behind a document's mentions.
struct Meaning<'d> {
    text: &'d str,
    lists: &'d Lists,
    persons: Persons,
    long: LongNames,
    /// By a folded name, the name that the text defines it by.
    defined: Table<(EntityType, String), Name>,
}

impl Meaning<'_> {
    /// The name that a mention of this base form stands for.
    fn name(&mut self, mark: &Mark, form: &str) -> Name {
        let name = match mark.entity_type {
            EntityType::Per => {
                let full = self.persons.full_name(self.text, mark, form, self.lists);
                self.listed(full, mark.entity_type)
            }
            _ => self.plain(mark, form),
        };
        self.defined(mark.entity_type, name)
    }

    /// What a name is defined by, or the name itself.
    fn defined(&self, entity_type: EntityType, name: Name) -> Name {
        self.defined.get(&(entity_type, name.fold.clone())).cloned().unwrap_or(name)
    }

    /// Takes in that the name of one mark is defined by that of another, or by what that one is defined by.
    fn define(&mut self, (marks, based): (&[Mark], &[String]), from: usize, to: usize) {
        let (Some(entity_type), Some(one), Some(other)) = (
            marks.get(to).map(|mark| mark.entity_type),
            self.name_at(marks, based, from),
            self.name_at(marks, based, to),
        ) else {
            return;
        };
        let other = self.defined(entity_type, other);
        if one.fold != other.fold {
            self.defined.entry((entity_type, one.fold)).or_insert(other);
        }
    }

    fn name_at(&self, marks: &[Mark], based: &[String], number: usize) -> Option<Name> {
        Some(self.plain(marks.get(number)?, based.get(number)?))
    }

    /// The longer name that a mention is part of, or its own.
    fn plain(&self, mark: &Mark, form: &str) -> Name {
        let (form, canonical) = self.long.of(mark, form, self.lists).unwrap_or((form, mark.canonical));
        self.listed(Name { fold: fold(mark.entity_type, form, self.lists), canonical }, mark.entity_type)
    }

    /// The same name, by the lexicon's form where there is one.
    fn listed(&self, name: Name, entity_type: EntityType) -> Name {
        match self.lists.canonical(name.canonical) {
            Some((form, _)) => Name { fold: fold(entity_type, form, self.lists), ..name },
            None => name,
        }
    }
}

/// What a mention's entity is found by, its folded name; and the canonical name's line, where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    fold: String,
    canonical: u32,
}

/// An entity in the making.
#[derive(Debug)]
struct Group {
    entity_type: EntityType,
    fold: String,
    canonical: u32,
    /// Base forms of its mentions of kind name and part, each with their number.
    forms: BTreeMap<String, usize>,
    /// The form of its first mention, for what is only mentioned by adjectives of unknown origin.
    first: String,
    roles: Vec<String>,
    mentions: Vec<MentionId>,
}

struct Groups<'d> {
    document: &'d Document,
    lists: &'d Lists,
    groups: Vec<Group>,
    by_name: Table<(EntityType, String), usize>,
}

impl Groups<'_> {
    fn add(&mut self, name: &Name, mark: &Mark, form: &str, mention: MentionId) -> EntityId {
        let next = self.groups.len();
        let number = *self.by_name.entry((mark.entity_type, name.fold.clone())).or_insert(next);
        if number == next {
            self.groups.push(Group {
                entity_type: mark.entity_type,
                fold: name.fold.clone(),
                canonical: 0,
                forms: BTreeMap::new(),
                first: form.to_owned(),
                roles: Vec::new(),
                mentions: Vec::new(),
            });
        }
        if let Some(group) = self.groups.get_mut(number) {
            group.canonical = group.canonical.max(name.canonical);
            if mark.kind != MentionKind::Derived {
                *group.forms.entry(form.to_owned()).or_default() += 1;
            }
            if mark.entity_type == EntityType::Per
                && let Some(role) = role::role_before(self.document, mark.span, self.lists)
                && !group.roles.contains(&role)
            {
                group.roles.push(role);
            }
            group.mentions.push(mention);
        }
        EntityId::new(number)
    }
}

impl Group {
    fn entity(&self, lists: &Lists) -> Entity {
        let canonical = lists.canonical(self.canonical);
        let name = canonical.map(|(name, _)| name).or_else(|| self.commonest(lists)).unwrap_or(&self.first).to_owned();
        let code =
            canonical.map(|(_, code)| code).filter(|code| !code.is_empty() && self.entity_type == EntityType::Loc);
        let link = |code: &str| Link { kb: "iso3166".to_owned(), id: code.to_owned(), confidence: CODE_CONFIDENCE };
        Entity {
            key: key(self.entity_type, &bare(self.entity_type, &name, lists)),
            aliases: self.forms.keys().filter(|form| **form != name).cloned().collect(),
            name,
            entity_type: self.entity_type,
            roles: self.roles.clone(),
            links: code.map(link).into_iter().collect(),
            mentions: self.mentions.clone(),
        }
    }

    /// The most frequent of the forms that it is found by, which differ in case, endings and what [`bare`] leaves out; else the longest
    /// of all.
    fn commonest(&self, lists: &Lists) -> Option<&str> {
        let own = self.forms.iter().filter(|(form, _)| fold(self.entity_type, form, lists) == self.fold);
        let length = |form: &str| form.chars().count();
        let best = own.max_by_key(|(form, count)| (**count, length(form)));
        let longest = || self.forms.iter().max_by_key(|(form, _)| length(form));
        best.or_else(longest).map(|(form, _)| form.as_str())
    }
}
