//! Entities: which of the names found in a document name the same thing.
//!
//! Names are merged on evidence only: the lexicon knows both (`NATO`, `Nordatlantische Allianz`), they are one form but for
//! case, endings and legal form, one is the surname of the only person of that name or a word of the only organisation that has
//! it, or the text defines one as the other's acronym or foreign name. Where a surname could be two persons', and no title tells
//! them apart, it becomes an entity of its own: a wrong merge is worse than a split.

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
use form::{Forms, fold};
use long::{LongNames, without_legal_form};
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
    for (short, full) in defined {
        meaning.define((&marks, &based), short, full);
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
    defined: Table<String, Name>,
}

impl Meaning<'_> {
    /// The name that a mention of this base form stands for.
    fn name(&mut self, mark: &Mark, form: &str) -> Name {
        let name = match mark.entity_type {
            EntityType::Per => {
                let full = self.persons.full_name(self.text, mark, form);
                self.listed(full, mark.entity_type)
            }
            _ => self.plain(mark, form),
        };
        self.defined.get(&name.fold).cloned().unwrap_or(name)
    }

    /// Takes in that the name of one mark is defined by that of another. What the lexicon knows under its short name is known by it.
    fn define(&mut self, (marks, based): (&[Mark], &[String]), short: usize, full: usize) {
        let name = |number: usize| Some(self.plain(marks.get(number)?, based.get(number)?));
        let (Some(short), Some(full)) = (name(short), name(full)) else { return };
        let (from, to) = if short.canonical > 0 && full.canonical == 0 { (full, short) } else { (short, full) };
        if from.fold != to.fold {
            self.defined.entry(from.fold).or_insert(to);
        }
    }

    /// The longer name that a mention is part of, or its own.
    fn plain(&self, mark: &Mark, form: &str) -> Name {
        let (form, canonical) = self.long.of(mark, form).unwrap_or((form, mark.canonical));
        self.listed(Name { fold: fold(mark.entity_type, form), canonical }, mark.entity_type)
    }

    /// The same name, by the lexicon's form where there is one.
    fn listed(&self, name: Name, entity_type: EntityType) -> Name {
        match self.lists.canonical(name.canonical) {
            Some((form, _)) => Name { fold: fold(entity_type, form), ..name },
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
        let name = canonical.map(|(name, _)| name).or_else(|| self.fullest()).unwrap_or(&self.first).to_owned();
        let code =
            canonical.map(|(_, code)| code).filter(|code| !code.is_empty() && self.entity_type == EntityType::Loc);
        let link = |code: &str| Link { kb: "iso3166".to_owned(), id: code.to_owned(), confidence: CODE_CONFIDENCE };
        let bare = if self.entity_type == EntityType::Org { without_legal_form(&name) } else { &name };
        Entity {
            key: key(self.entity_type, bare),
            aliases: self.forms.keys().filter(|form| **form != name).cloned().collect(),
            name,
            entity_type: self.entity_type,
            roles: self.roles.clone(),
            links: code.map(link).into_iter().collect(),
            mentions: self.mentions.clone(),
        }
    }

    /// The most frequent of the forms that it is found by, which differ in endings alone; else the longest of all.
    fn fullest(&self) -> Option<&str> {
        let own = self.forms.iter().filter(|(form, _)| fold(self.entity_type, form) == self.fold);
        let length = |form: &str| form.chars().count();
        let best = own.max_by_key(|(form, count)| (**count, length(form)));
        let longest = || self.forms.iter().max_by_key(|(form, _)| length(form));
        best.or_else(longest).map(|(form, _)| form.as_str())
    }
}
