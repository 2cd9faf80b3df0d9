//! Persons by their own names.
//!
//! Finds a given name with what follows (more given names, initials, particles, a surname), and a surname after `Herr`,
//! `Frau`, `Dr.`, `Prof.`; title and role stay outside.
//! Why: given names are a closed list, and the capitalised word after one is a surname, whatever else it means.
//! Example: `Außenministerin [PER Annika von der Leite]`, `Frau Dr. [PER Klee]`. Counter-example: `Frau Präsidentin`.
//! Source: name lists of `models/names.md`; particles by hand.

use wortlaut_model::EntityType::{Org, Per};
use wortlaut_model::TokenKind;

use crate::entry::{Class, Trust, WordFlags};
use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// A given name and a surname.
pub(crate) static FULL_NAME: Rule = Rule { name: "entities.full-name", precision: 0.97, find: find_full };
/// A surname after a title.
pub(crate) static TITLED: Rule = Rule { name: "entities.titled-surname", precision: 0.91, find: find_titled };

const PARTICLES: &[&str] = &[
    "von",
    "van",
    "der",
    "den",
    "de",
    "da",
    "di",
    "del",
    "della",
    "dos",
    "du",
    "zu",
    "zur",
    "zum",
    "vom",
    "ter",
    "ten",
    "bin",
    "ibn",
    "al",
    "el",
    "und",
    "la",
    "le",
    "Von",
    "Van",
    "De",
    "Da",
    "Di",
    "Del",
    "Della",
    "La",
    "Le",
    "Du",
    "Ben",
    "Al",
    "El",
    "Graf",
    "Gräfin",
    "Freiherr",
    "Freifrau",
    "Prinz",
    "Prinzessin",
    "Mac",
    "Mc",
    "St.",
    "Ter",
    "Dos",
];

/// The most given names and initials that are read before a surname.
const LONGEST: usize = 6;

pub(crate) const TITLES: &[&str] = &[
    "Herr",
    "Herrn",
    "Frau",
    "Dr.",
    "Prof.",
    "Professor",
    "Professorin",
    "Kollege",
    "Kollegin",
    "Kollegen",
    "Doktor",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Madame",
    "Monsieur",
    "Sir",
    "Lady",
    "Schwester",
    "Pater",
    "Onkel",
    "Tante",
];

fn find_full(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if let Some(end) = full_name(page, sentence, index) {
            page.mark(index, end, Per, &FULL_NAME);
        }
    }
}

/// Where the full name that begins at `index` ends.
fn full_name(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    let flags = page.flags(index);
    if !flags.has(WordFlags::GIVEN) || !page.is_free(index) || PARTICLES.contains(&page.form(index)) {
        return None;
    }
    // `Annas Hund`: the flags are those of the form without its ending.
    let genitive = page.form(index).ends_with(['s', '\'', '’']) && page.lists.flags(page.form(index)).0 == 0;
    if genitive && page.words.get(index).is_some_and(|word| !word.all_caps) {
        return None;
    }
    if is_doubtful(page, index) && !is_backed(page, sentence, index) {
        return None;
    }
    let mut end = index + 1;
    while end < sentence.end.min(index + LONGEST)
        && (is_initial(page, end) || page.is_free(end) && page.flags(end).has(WordFlags::GIVEN))
    {
        if !page.words.get(end - 1)?.space_after {
            return None;
        }
        end += 1;
    }
    if let Some(surname) = surname(page, sentence, end, true) {
        return Some(surname);
    }
    // `Marvin T.`, `Simon Paul`, and a last given name that is a surname too.
    let last = end - 1;
    let several = end > index + 1 && !page.flags(last).has(WordFlags::LOWER);
    several.then_some(end)
}

/// A given name that is also a word (`Will`, `Mai`) or a place, and says little by itself.
fn is_doubtful(page: &mut Page<'_>, index: usize) -> bool {
    let flags = page.flags(index);
    let first = page.words.get(index).is_some_and(|word| word.first);
    let place = page.is_sure_place(index);
    flags.any(WordFlags::LOWER.with(WordFlags::NOUN)) && (first || flags.has(WordFlags::NOUN)) || place
}

/// Whether what stands around a doubtful given name speaks for a person: a role before, or a listed surname after.
fn is_backed(page: &mut Page<'_>, sentence: Sentence, index: usize) -> bool {
    let role = index > sentence.start && is_role(page, index - 1);
    let next = index + 1;
    let surname = next < sentence.end && page.is_free(next) && page.flags(next).has(WordFlags::SURNAME);
    let article = matches!(
        page.before(sentence, index, 1),
        "der" | "die" | "das" | "den" | "dem" | "des" | "ein" | "eine" | "im" | "in" | "am"
    );
    role || surname && !article && !page.flags(next).has(WordFlags::NOUN)
}

/// Whether the word at `index` is a noun for a person.
pub(crate) fn is_role(page: &mut Page<'_>, index: usize) -> bool {
    if !page.is_capital(index) || page.words.get(index).is_some_and(|word| !word.space_after) {
        return false;
    }
    if page.hit(index).is_some_and(|hit| hit.entry.class.is_derived() && hit.end == index + 1) {
        return false;
    }
    page.lists.roles.ends(page.form(index))
        || page.noun(index) == (Noun::Known, true)
        || page.noun(index) == (Noun::Tail, true)
}

/// Where a surname that begins at `index`, particles included, ends. `full` says that given names stand before it.
pub(crate) fn surname(page: &mut Page<'_>, sentence: Sentence, index: usize, full: bool) -> Option<usize> {
    let mut at = index;
    while at < sentence.end
        && at < index + 4
        && PARTICLES.contains(&page.form(at))
        && page.words.get(at)?.mark.is_none()
    {
        at += 1;
    }
    let particles = at > index;
    if at >= sentence.end || (index > 0 && !page.words.get(at - 1)?.space_after) {
        return None;
    }
    if is_arabic(page.form(at)) && page.words.get(at)?.mark.is_none() {
        return Some(at + 1);
    }
    if !page.is_free(at) || (particles && page.form(index) == "und") {
        return None;
    }
    let flags = page.flags(at);
    if flags.has(WordFlags::SURNAME) && !(flags.has(WordFlags::LOWER) && page.is_sure_place(at)) {
        return Some(longer(page, sentence, at + 1));
    }
    let other = page.type_at(at).is_some()
        || page.hit(at).is_some_and(|hit| {
            let sure = hit.entry.trust == Trust::Sure || hit.end > at + 1;
            sure && (hit.entry.class == Class::Country || hit.entry.entity_type == Org)
                || hit.entry.class.is_derived() && !full
        });
    let shouts = page.words.get(at)?.all_caps && !sentence.shouted;
    // After a given name even a common noun is a surname (`Bernd Keil`), but not after a particle (`Anna zur Arbeit`).
    let known = page.noun(at).0 == Noun::Known || page.is_lower(at);
    let noble = matches!(page.form(index), "von" | "van" | "ten" | "ter" | "de" | "di" | "da");
    if other || shouts || (known && (!full || particles && !noble)) {
        return None;
    }
    Some(longer(page, sentence, at + 1))
}

/// A second surname without hyphen, as Spanish and Turkish names have it, where it is unknown otherwise; `II.`, `jun.`.
fn longer(page: &mut Page<'_>, sentence: Sentence, end: usize) -> usize {
    if matches!(page.within(sentence, end), "jun." | "sen." | "Jr." | "Jr") {
        return end + 1;
    }
    end
}

fn is_initial(page: &Page<'_>, index: usize) -> bool {
    let form = page.form(index);
    let Some(stem) = form.strip_suffix('.') else { return is_regnal(form) };
    let mut letters = stem.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (stem.chars().count() <= 2 || stem.contains('.') || stem.contains('-'))
        && stem.len() <= 5
        || is_regnal(form)
}

/// `XVI.`
fn is_regnal(form: &str) -> bool {
    form.len() >= 2 && form.strip_suffix('.').is_some_and(|stem| stem.chars().all(|letter| "IVX".contains(letter)))
}

/// `al-Mansur`, `d’Avignon`.
fn is_arabic(form: &str) -> bool {
    ["al-", "el-", "as-", "ar-", "at-", "an-", "d’", "d'", "O’", "O'"]
        .iter()
        .any(|article| form.strip_prefix(article).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

fn find_titled(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number);
        if !TITLES.contains(&page.form(index)) || TITLES.contains(&page.within(sentence, index + 1)) {
            continue;
        }
        if let Some(end) = titled(page, sentence, index + 1) {
            page.mark(index + 1, end, Per, &TITLED);
        }
    }
}

fn titled(page: &mut Page<'_>, sentence: Sentence, index: usize) -> Option<usize> {
    let kind = page.words.get(index)?.kind;
    if index >= sentence.end || kind == TokenKind::Ordinal || page.type_at(index).is_some() {
        return None;
    }
    let particle = PARTICLES.contains(&page.form(index))
        && !matches!(page.form(index), "und" | "der" | "den" | "zum" | "zur" | "da" | "du");
    if !particle && (!page.is_free(index) || is_role(page, index)) {
        return None;
    }
    // An unknown given name before the surname: `Frau Zsuzsa Barta`.
    let next = index + 1;
    if page.is_strange(index)
        && page.words.get(index)?.space_after
        && next < sentence.end
        && page.is_free(next)
        && page.is_strange(next)
    {
        return surname(page, sentence, next, true);
    }
    let address = matches!(page.before(sentence, index, 1), "Herr" | "Herrn" | "Frau" | "Dr." | "Prof.");
    let country = page.hit(index).is_some_and(|hit| hit.entry.class == Class::Country);
    if address && !particle && !country && !page.noun(index).1 {
        return Some(index + 1);
    }
    surname(page, sentence, index, false)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn given_names_initials_particles_and_double_names() {
        check("Gestern sprach [PER Anna Lena von Hohenfeld] mit [PER Karl-Heinz P. Brandner-Vogt].");
        check("Kanzler [PER Olaf Scholz] reiste ab.");
    }

    #[test]
    fn titles_and_roles_stay_outside() {
        check("Frau Dr. [PER Klee] dankte dem Kollegen [PER Huber].");
        check("Sehr geehrte Frau Präsidentin, danke.");
    }

    #[test]
    fn two_names_side_by_side_stay_apart() {
        check("Am Abend hat Generalsekretär [PER Jens Stoltenberg] [LOC Russland] gewarnt.");
    }
}
