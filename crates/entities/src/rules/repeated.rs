//! Names that the document has introduced: a person's surname, a firm's first word, an acronym, a name once recognised.
//!
//! Finds the short forms of names marked so far wherever they stand alone.
//! Why: news name in full once, and briefly from then on.
//! Example: `[PER Agathe Klee] kam. [PER Klee] lachte.` Counter-example: `der Klee blüht`.
//! Source: phenomena.md, "aliases across a document".

use wortlaut_model::{EntityType, MentionKind};

use crate::entry::{Trust, WordFlags};
use crate::hash::{Bag, Table};
use crate::lists::Noun;
use crate::page::{Mark, Page, Sentence};
use crate::rules::{Rule, person};
use crate::surface::{title_case, without_genitive};

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.repeated", precision: 0.90, weight: [4.0, 2.0], find };

/// Short forms known in a document, with the type and the canonical name of what they stand for.
#[derive(Debug, Default)]
pub(crate) struct Introduced<'d> {
    forms: Table<&'d str, Meaning>,
    /// First words of names of several words, with the greatest number of words.
    starts: Table<&'d str, usize>,
    /// Canonical names that the document has named.
    lines: Bag<u32>,
}

/// What a short form stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The type of the full name.
    pub entity_type: EntityType,
    /// The line of its canonical name, or 0.
    pub canonical: u32,
    /// Whether the document has both a person and an organisation of this form.
    pub ambiguous: bool,
}

/// The most words of a name that is looked for again.
const LONGEST: usize = 6;

impl<'d> Introduced<'d> {
    /// Takes in the marks from `from` on.
    pub(crate) fn add(&mut self, page: &Page<'d>, from: usize) {
        for mark in page.marks.iter().skip(from).filter(|mark| mark.kind == MentionKind::Name) {
            if mark.canonical > 0 {
                self.lines.insert(mark.canonical);
            }
            self.add_mark(page, mark.span.of(page.text), mark);
        }
    }

    fn add_mark(&mut self, page: &Page<'d>, surface: &'d str, mark: &Mark) {
        let words = surface.split_whitespace().count();
        if words > 1 && words <= LONGEST {
            let start = surface.split_whitespace().next().unwrap_or(surface);
            let most = self.starts.entry(start).or_default();
            *most = words.max(*most);
        }
        self.put(surface, mark);
        match mark.entity_type {
            EntityType::Per if words > 1 => {
                let last = surface.split_whitespace().next_back().unwrap_or(surface);
                self.put(last, mark);
                without_genitive(last).into_iter().for_each(|stem| self.put(stem, mark));
                surface.split_whitespace().next().into_iter().for_each(|first| self.put(first, mark));
            }
            EntityType::Org if page.lists.tables.legal_forms.has(last_word(surface)) => self.add_firm(surface, mark),
            _ => {}
        }
    }

    /// `Nordkai Spedition GmbH & Co. KG` → `Nordkai Spedition`, `Nordkai`.
    fn add_firm(&mut self, surface: &'d str, mark: &Mark) {
        let ends = surface.char_indices().filter(|(_, letter)| *letter == ' ').map(|(index, _)| index);
        for form in ends.filter_map(|end| surface.get(..end)).filter(|form| form.starts_with(char::is_uppercase)) {
            if form.contains(' ') {
                let start = form.split(' ').next().unwrap_or(form);
                self.starts.entry(start).or_insert(2);
            }
            self.put(form, mark);
        }
    }

    fn put(&mut self, form: &'d str, mark: &Mark) {
        if form.chars().count() < 3 {
            return;
        }
        let new = Meaning { entity_type: mark.entity_type, canonical: mark.canonical, ambiguous: false };
        let meaning = self.forms.entry(form).or_insert(new);
        meaning.ambiguous |= matches!(
            (meaning.entity_type, new.entity_type),
            (EntityType::Per, EntityType::Org) | (EntityType::Org, EntityType::Per)
        );
    }

    /// Whether the document names what has this canonical name.
    pub(crate) fn has_named(&self, canonical: u32) -> bool {
        self.lines.contains(&canonical)
    }

    /// What a short form stands for.
    pub(crate) fn of(&self, form: &str) -> Option<Meaning> {
        self.forms.get(form).or_else(|| self.forms.get(without_genitive(form)?)).copied()
    }
}

fn last_word(surface: &str) -> &str {
    surface.split_whitespace().next_back().unwrap_or(surface)
}

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        find_at(page, sentence, index);
    }
}

fn find_at(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    if !page.is_free(index) {
        return None;
    }
    if let Some(hit) = page
        .hit(index)
        .filter(|hit| hit.entry.trust == Trust::Short && page.introduced.lines.contains(&hit.entry.canonical))
    {
        page.mark_known(index, hit.end, hit.entry.entity_type, &RULE, hit.entry.canonical);
        return Some(hit.end);
    }
    if let Some(end) = several_words(page, sentence, index) {
        return Some(end);
    }
    let meaning = introduced(page, index)?;
    let entity_type = if meaning.ambiguous { side(page, sentence, index) } else { meaning.entity_type };
    if !stands_as_name(page, sentence, index, entity_type) {
        return None;
    }
    let start = particles_before(page, sentence, index, entity_type);
    let start = if entity_type == EntityType::Per { given_before(page, sentence, start) } else { start };
    let canonical = if entity_type == meaning.entity_type { meaning.canonical } else { 0 };
    page.mark_known(start, index + 1, entity_type, &RULE, canonical);
    Some(index + 1)
}

/// What the word at `index` stands for; of one in capitals, what it stands for in ordinary writing: `WEIDNER`.
fn introduced(page: &Page<'_>, index: usize) -> Option<Meaning> {
    let form = page.form(index);
    let shouted = || page.words.get(index).is_some_and(|word| word.all_caps && form.len() >= 4);
    page.introduced.of(form).or_else(|| page.introduced.of(&title_case(form)).filter(|_| shouted()))
}

/// Names of several words, the longest first.
fn several_words(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    let most = *page.introduced.starts.get(page.form(index))?;
    let limit = sentence.end.min(index + most);
    for end in (index + 2..=limit).rev() {
        let span = page.words.get(index)?.span.cover(page.words.get(end - 1)?.span);
        if let Some(meaning) = page.introduced.of(span.of(page.text)).filter(|_| page.all_free(index, end)) {
            page.mark_known(index, end, meaning.entity_type, &RULE, meaning.canonical);
            return Some(end);
        }
    }
    None
}

/// Person or organisation, where a form may be both: who speaks, or has a role or a title, is a person.
fn side(page: &mut Page<'_>, sentence: Sentence, index: usize) -> EntityType {
    let (before, after) = (page.before(sentence, index, 1), page.within(sentence, index + 1));
    let addressed = matches!(before, "Herr" | "Herrn" | "Frau" | "Dr." | "so")
        || index > sentence.start && person::is_role(page, index - 1);
    let speaks = page.lists.speech.contains(before) || page.lists.speech.contains(after);
    if addressed || speaks { EntityType::Per } else { EntityType::Org }
}

/// Whether a word that may be a common noun as well (`Klee`) stands here as a name: without article or adjective.
fn stands_as_name(page: &mut Page<'_>, sentence: Sentence, index: usize, entity_type: EntityType) -> bool {
    let flags = page.flags(index);
    let noun = page.noun(index).0 == Noun::Known;
    if !noun && !flags.has(WordFlags::LOWER) {
        return true;
    }
    let before = page.before(sentence, index, 1);
    if flags.has(WordFlags::LOWER) && page.words.get(index).is_some_and(|word| word.first) && !noun {
        return page.lists.speech.contains(page.within(sentence, index + 1));
    }
    const ARTICLES: &[&str] = &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "im", "am", "zum",
        "zur", "vom", "kein", "keine", "beim", "Der", "Die", "Das", "Ein", "Eine", "ihr", "ihre", "sein", "seine",
        "ihren", "seinen",
    ];
    let article = ARTICLES.contains(&before);
    let adjective = before.starts_with(char::is_lowercase)
        && before.len() > 5
        && ["e", "en", "er", "es", "em"].iter().any(|ending| before.ends_with(ending))
        && index > 0
        && !page.lists.speech.contains(before);
    match entity_type {
        EntityType::Per => !article && !adjective,
        _ => !adjective,
    }
}

/// `Inken Friedrichsen`: an unknown word before a known surname is a given name.
fn given_before(page: &mut Page<'_>, sentence: Sentence, start: usize) -> usize {
    let Some(before) = start.checked_sub(1).filter(|&before| before >= sentence.start) else { return start };
    let joined = page.words.get(before).is_some_and(|word| word.space_after && !word.all_caps);
    let given = joined
        && page.is_free(before)
        && page.is_strange(before)
        && page.hit(before).is_none()
        && page.noun(before).0 == Noun::None;
    if given { before } else { start }
}

/// `von der Leite`: particles that belong to the surname.
fn particles_before(page: &Page<'_>, sentence: Sentence, index: usize, entity_type: EntityType) -> usize {
    if entity_type != EntityType::Per || index <= sentence.start {
        return index;
    }
    let two = index >= sentence.start + 2
        && matches!(
            (page.form(index - 2), page.form(index - 1)),
            ("von" | "Van" | "van" | "Von", "der" | "den" | "dem")
        );
    let one = matches!(page.form(index - 1), "van" | "Van" | "De" | "de" | "Di" | "di" | "Le" | "Del" | "da");
    if two { index - 2 } else { index - usize::from(one) }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn surnames_and_short_forms_come_back() {
        check("Auch [PER! Anna Klee] kam. [PER Klee] lachte über [PER Klees] Hund.");
        check("Die [ORG! Nordvik Spedition GmbH] wächst. [ORG Nordvik] stellt ein.");
    }

    #[test]
    fn the_noun_of_the_same_form_does_not() {
        check("Auch [PER! Anna Klee] kam. Der Klee blüht.");
    }
}
