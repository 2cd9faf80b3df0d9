//! What the lists say of a form: given names and surnames, common nouns, names of the gazetteer, words that announce names.

use super::facts::Case;
use crate::entry::{Class, NameEntry, WordFlags};
use crate::lists::{Lists, Noun};
use crate::surface::{title_case, without_genitive};

/// What the lists know of the first member of a compound.
pub(super) fn member(head: &str, lists: &Lists) -> u64 {
    let entry = lists.name(head).filter(|entry| entry.class != Class::Seen);
    let noun = lists.noun(head).0;
    entry.map_or(0, |entry| entry.pack() & 0xFFFF) << 8 | lists.flags(head).0 & 0x0F | (noun as u64) << 4
}

/// What the lists say of a form.
#[derive(Default)]
pub(super) struct Known {
    pub flags: WordFlags,
    entry: Option<NameEntry>,
    noun: Option<(Noun, bool)>,
    written_small: bool,
    pub adjective: bool,
    pub triggers: u64,
}

impl Known {
    pub(super) fn of(form: &str, lowered: &str, case: Case, lists: &Lists) -> Self {
        match case {
            Case::Mark | Case::Digit => Self::default(),
            Case::Small => Self {
                adjective: adjective(lowered, lists),
                triggers: u64::from(lists.speech.contains(lowered)) | u64::from(lists.roles.ends(lowered)) << 1,
                entry: lists.name(form).filter(|entry| entry.class != Class::Seen),
                ..Self::default()
            },
            Case::Title | Case::Capitals | Case::Mixed => Self::of_large(form, lowered, case, lists),
        }
    }

    fn of_large(form: &str, lowered: &str, case: Case, lists: &Lists) -> Self {
        let titled = (case == Case::Capitals && form.len() >= 4).then(|| title_case(form));
        let look = |form: &str| (lists.flags(form), lists.name(form).filter(|entry| entry.class != Class::Seen));
        let (mut flags, mut entry) = look(form);
        let others = [titled.as_deref(), without_genitive(form)];
        for other in others.into_iter().flatten() {
            let (more, name) = look(other);
            flags = if flags.0 == 0 { more } else { flags };
            entry = entry.or(name);
        }
        // Whether a longer name begins here is for the gazetteer to say, and what corpora showed is no evidence.
        let kept = [WordFlags::GIVEN, WordFlags::SURNAME, WordFlags::NOUN, WordFlags::LOWER];
        let flags = WordFlags(kept.iter().filter(|flag| flags.has(**flag)).fold(0, |all, flag| all | flag.0));
        Self {
            flags,
            entry,
            noun: Some(lists.noun(form)),
            written_small: lists.is_lower(lowered),
            adjective: adjective(lowered, lists),
            triggers: triggers(form, lowered, lists),
        }
    }

    pub(super) fn entry_hash(&self) -> Option<u64> {
        self.entry.map(|entry| entry.pack() & 0xFFFF)
    }

    pub(super) fn summary(&self, case: Case) -> u64 {
        let noun = self.noun.map_or(0, |(noun, person)| 1 + noun as u64 * 2 + u64::from(person));
        let entry = self.entry.map_or(0, |entry| 1 + (entry.pack() & 0x3));
        case as u64
            | noun << 3
            | entry << 6
            | self.flags.0 << 9
            | u64::from(self.written_small) << 20
            | u64::from(self.adjective) << 21
    }
}

/// Whether the form is an adjective from a place: `russischen`.
fn adjective(lowered: &str, lists: &Lists) -> bool {
    ["", "e", "en", "er", "es", "em"].iter().any(|ending| {
        lowered.strip_suffix(ending).is_some_and(|stem| stem.len() > 3 && lists.adjective(stem).is_some())
    })
}

/// What the form lets expect of its neighbours: one bit a list.
fn triggers(form: &str, lowered: &str, lists: &Lists) -> u64 {
    let tables = &lists.tables;
    let bits = [
        lists.speech.contains(lowered),
        lists.roles.ends(form),
        lists.organisations.ends(form),
        lists.places.ends(form),
        lists.works.ends(form),
        lists.press.ends(form),
        lists.units.contains(form),
        tables.authorities.ends(form),
        tables.institutions.ends(form),
        tables.place_heads.ends(form),
        tables.clubs_before.has(form),
        tables.clubs_after.has(form),
        tables.legal_forms.has(form),
        tables.firm_words.has(form),
        tables.event_members.ends(form),
        tables.street_tails.ends(form),
        tables.institution_members.ends(form),
    ];
    bits.iter().enumerate().map(|(place, &bit)| u64::from(bit) << place).sum()
}
