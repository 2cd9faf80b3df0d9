//! The gender of a person of the document, as far as the text shows it: by a noun phrase that refers to them, a role before
//! the name, or a common given name.

use std::collections::HashMap;

use wortlaut_model::{Document, EntityId, Mention, MentionKind};

/// Grammatical gender of nouns and pronouns that refer to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// `er`
    Masculine,
    /// `sie`
    Feminine,
}

/// How many mentions of an entity are looked at.
const LOOKED_AT: usize = 6;

/// Ends of role nouns that are used of men; women's end in `-in`. `Vorsitzende` is said of both.
const MEN: [&str; 28] = [
    "herr",
    "herrn",
    "chef",
    "minister",
    "präsident",
    "kanzler",
    "sprecher",
    "sekretär",
    "general",
    "meister",
    "trainer",
    "kommissar",
    "ologe",
    "direktor",
    "führer",
    "politiker",
    "forscher",
    "leiter",
    "könig",
    "professor",
    "anwalt",
    "bauer",
    "wirt",
    "vorsitzender",
    "beauftragter",
    "abgeordneter",
    "händler",
    "arzt",
];

/// Given names by gender.
#[derive(Debug)]
pub(crate) struct GivenNames(HashMap<&'static str, Gender>);

impl GivenNames {
    /// The list that ships with the crate.
    pub fn built_in() -> Self {
        let mut names = HashMap::new();
        let mut gender = Gender::Feminine;
        for line in include_str!("../data/given-names.txt").lines().filter(|line| !line.starts_with('#')) {
            match line {
                "[feminine]" => gender = Gender::Feminine,
                "[masculine]" => gender = Gender::Masculine,
                _ => names.extend(line.split_whitespace().map(|name| (name, gender))),
            }
        }
        Self(names)
    }

    /// The gender of an entity, by the first of its mentions that shows one.
    pub fn of_entity(&self, document: &Document, entity: EntityId) -> Option<Gender> {
        let ids = document.entity(entity).map_or(&[][..], |entity| entity.mentions.as_slice());
        let mentions = ids.iter().take(LOOKED_AT).filter_map(|id| document.mention(*id));
        mentions.into_iter().find_map(|mention| self.of_mention(document, mention))
    }

    fn of_mention(&self, document: &Document, mention: &Mention) -> Option<Gender> {
        let surface = document.surface(mention.span);
        match mention.kind {
            MentionKind::Nominal => of_article(surface.split_whitespace().next()?),
            MentionKind::Pronoun => of_pronoun(surface),
            MentionKind::Name => {
                of_role(document, mention).or_else(|| self.of_name(surface)).or_else(|| of_phrase(document, mention))
            }
            MentionKind::Part | MentionKind::Derived => None,
        }
    }

    fn of_name(&self, name: &str) -> Option<Gender> {
        name.contains(' ').then(|| name.split([' ', '-']).next()).flatten().and_then(|first| self.0.get(first)).copied()
    }
}

fn of_article(word: &str) -> Option<Gender> {
    match word {
        "der" | "Der" | "dieser" | "Dieser" | "ein" | "Ein" | "den" | "dem" => Some(Gender::Masculine),
        "die" | "Die" | "diese" | "Diese" | "eine" | "Eine" => Some(Gender::Feminine),
        _ => None,
    }
}

fn of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "er" | "Er" | "ihn" | "ihm" => Some(Gender::Masculine),
        "sie" | "Sie" => Some(Gender::Feminine),
        _ => None,
    }
}

/// By the noun right before the name: `Ministerin`, `Herr`, `CDU-Chef`.
fn of_role(document: &Document, mention: &Mention) -> Option<Gender> {
    let first = document.tokens_in(mention.span).start as usize;
    let role = document.form(first.checked_sub(1)?);
    Gender::of_noun(role)
}

/// By the article of the phrase that ends in the name: `Der Regionalbeamte Maksym …`, `der litauische Delegierte …`.
fn of_phrase(document: &Document, mention: &Mention) -> Option<Gender> {
    let first = document.tokens_in(mention.span).start as usize;
    let back = (first.saturating_sub(4)..first).rev().find(|index| {
        let form = document.form(*index);
        let inside = form.starts_with(char::is_uppercase) && of_article(form).is_none()
            || ["e", "en", "er"].iter().any(|ending| form.ends_with(ending)) && form.len() > 4;
        !inside
    })?;
    (back + 1 < first).then(|| of_article(document.form(back))).flatten()
}

impl Gender {
    /// The gender that a nominative article shows.
    pub fn of_article(article: &str) -> Option<Self> {
        match article {
            "der" | "Der" => Some(Self::Masculine),
            "die" | "Die" => Some(Self::Feminine),
            _ => None,
        }
    }

    /// The gender of a noun for a person, by its ending.
    pub fn of_noun(noun: &str) -> Option<Self> {
        if !noun.starts_with(char::is_uppercase) {
            return None;
        }
        if noun == "Frau" || noun.len() > 6 && noun.ends_with("in") {
            return Some(Self::Feminine);
        }
        let lower = noun.to_lowercase();
        MEN.iter().any(|ending| lower.ends_with(ending)).then_some(Self::Masculine)
    }
}
