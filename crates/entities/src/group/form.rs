//! Forms of names: the base form of a mention, and the folded form by which mentions are compared.

use wortlaut_model::{Case, Document, EntityType, Gender, Grammar, MentionKind, Number, Span, Upos, Xpos};

use super::long::without_legal_form;
use crate::entry::{Trust, WordFlags};
use crate::hash::{Bag, Table};
use crate::lists::Lists;
use crate::page::Mark;
use crate::surface::{HYPHENS, cleaned, without_genitive};

/// The endings of adjectives before a noun.
const ENDINGS: [&str; 5] = ["en", "er", "es", "em", "e"];

/// What the base form of a document's mentions follows from.
pub(crate) struct Forms<'d> {
    document: &'d Document,
    lists: &'d Lists,
    /// The surfaces of the document's mentions, their last words, and those of names of several words.
    whole: Bag<&'d str>,
    last: Bag<&'d str>,
    full: Bag<&'d str>,
    /// By its last word, the first place of the document that ends so.
    places: Table<&'d str, &'d str>,
}

impl<'d> Forms<'d> {
    pub(crate) fn new(document: &'d Document, lists: &'d Lists, marks: &[Mark]) -> Self {
        let surfaces = || marks.iter().map(|mark| mark.span.of(&document.text));
        let is_place = |mark: &&Mark| mark.entity_type == EntityType::Loc && mark.kind == MentionKind::Name;
        let mut places = Table::default();
        for place in marks.iter().filter(is_place).map(|mark| mark.span.of(&document.text)) {
            places.entry(last_word(place)).or_insert(place);
        }
        Self {
            document,
            lists,
            whole: surfaces().collect(),
            last: surfaces().map(last_word).collect(),
            full: surfaces().filter(|surface| surface.contains(char::is_whitespace)).map(last_word).collect(),
            places,
        }
    }

    /// The mention as a name is quoted: without soft hyphens, in the nominative: `Kommunaler Wärmeverband` for `Kommunalen
    /// Wärmeverbandes`, `Irak` for `Iraks`.
    pub(crate) fn base(&self, mark: &Mark) -> String {
        let surface = mark.span.of(&self.document.text);
        let joined = joined(surface);
        let form = cleaned(&joined).unwrap_or(joined);
        match (mark.kind, mark.entity_type) {
            (MentionKind::Derived, _) => self.place_of(&form).unwrap_or_else(|| adjective_stem(form)),
            (_, EntityType::Per) => self.without_genitive(form, mark),
            _ if self.is_quoted(mark.span) => form,
            _ => match self.nominative(mark, &form).filter(|nominative| *nominative != form) {
                Some(nominative) => nominative,
                None => self.without_genitive(form, mark),
            },
        }
    }

    /// The place whose inhabitants, or whose adjective, a word is, where the document or the lexicon has it: `Tölzer` of `Bad
    /// Tölz`, `Bremerin` of `Bremen`.
    fn place_of(&self, form: &str) -> Option<String> {
        let stem = ["er", "ers", "ern", "erin", "erinnen"].iter().find_map(|ending| form.strip_suffix(ending))?;
        let places = ["", "en", "e"].map(|ending| format!("{stem}{ending}"));
        let named = places.iter().find_map(|place| self.places.get(place.as_str()).map(|&place| joined(place)));
        let is_listed = |place: &&String| {
            self.lists.name(place).is_some_and(|entry| {
                entry.entity_type == EntityType::Loc && !entry.class.is_derived() && entry.trust != Trust::Quoted
            })
        };
        named.or_else(|| places.iter().find(is_listed).cloned())
    }

    /// Whether a quotation mark stands before: titles are quoted as they are.
    fn is_quoted(&self, span: Span) -> bool {
        let before = self.document.text.get(..span.start as usize).unwrap_or_default();
        before.ends_with(['„', '"', '“', '”', '»', '«', '‚', '\''])
    }

    /// The name with its adjectives and its first noun in the nominative, as the grammar has them; without grammar, adjectives
    /// as after an article. Nothing where no word would be inflected.
    fn nominative(&self, mark: &Mark, form: &str) -> Option<String> {
        let mut words: Vec<String> = form.split(' ').map(str::to_owned).collect();
        let spans = words_in(mark.span, &self.document.text);
        if spans.len() != words.len() {
            return None;
        }
        let grammar = |at: usize| spans.get(at).and_then(|&span| self.grammar(span));
        let tagged = |at: usize| grammar(at).is_some_and(|grammar| grammar.xpos == Xpos::Adja);
        let small = |word: &str| self.lists.is_lower(&word.to_lowercase());
        let inflected = |at: usize, word: &str| tagged(at) && small(word) || self.is_adjective(word);
        let is_head = |(at, word): &(usize, &String)| at + 1 == words.len() || !tagged(*at) && !inflected(*at, word);
        let (head, _) = words.iter().enumerate().find(is_head)?;
        let grammar = grammar(head);
        let ending = grammar.and_then(strong_ending).filter(|ending| *ending == "e" || self.follows_article(mark.span));
        for (at, word) in words.iter_mut().enumerate().take(head) {
            if inflected(at, word) {
                *word = with_ending(word, ending);
            }
        }
        let noun = words.get_mut(head).filter(|noun| noun.starts_with(char::is_uppercase))?;
        let genitive = grammar.filter(|grammar| grammar.xpos == Xpos::Nn && grammar.feats.case == Some(Case::Gen));
        let body = || body_stem(noun).filter(|_| mark.entity_type == EntityType::Org).map(str::to_owned);
        if let Some(stem) = genitive.and_then(|grammar| lemma_stem(noun, &grammar.lemma)).or_else(body) {
            *noun = stem;
        }
        Some(words.join(" "))
    }

    /// Whether an article or the like stands before, after which adjectives show no gender: `der Kommunale Wärmeverband`.
    fn follows_article(&self, span: Span) -> bool {
        let before = (self.document.tokens_in(span).start as usize).checked_sub(1);
        let grammar = before.and_then(|before| self.document.grammar.get(before));
        grammar.is_some_and(|grammar| matches!(grammar.upos, Upos::Det | Upos::Adj) || grammar.xpos == Xpos::Apprart)
    }

    /// What grammar says of the last token in a stretch of text.
    fn grammar(&self, span: Span) -> Option<&Grammar> {
        let tokens = self.document.tokens_in(span);
        self.document.grammar.get((tokens.end as usize).checked_sub(1)?)
    }

    /// Whether texts write the word small too, with the endings of an adjective: `Dänischen` before `Südsee`, but not `Unter` before
    /// `den Linden`.
    fn is_adjective(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let stem =
            ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending)).filter(|stem| stem.chars().count() >= 3);
        stem.is_some_and(|stem| ["e", "en", "es"].iter().all(|ending| self.lists.is_lower(&format!("{stem}{ending}"))))
    }

    /// A final -s is taken for an ending only where the document or the lexicon has the name without it, and the lexicon not
    /// with it: `Iraks`, but not `Paris`.
    fn without_genitive(&self, form: String, mark: &Mark) -> String {
        let Some(stem) = without_genitive(&form) else { return form };
        let person = mark.entity_type == EntityType::Per;
        let apostrophe = form.ends_with(['\'', '’']) || form.ends_with("'s") || form.ends_with("’s");
        let named = |form: &str| self.full.contains(last_word(form));
        let whole = form.contains(' ') && self.whole.contains(stem);
        if apostrophe || person && (whole || named(stem) && !named(&form)) {
            return stem.to_owned();
        }
        let known = self.lists.name(&form).is_some() || person && self.is_surname(&form);
        let stem_known = self.whole.contains(stem)
            || self.lists.name(stem).is_some()
            || person && (self.is_surname(stem) || self.last.contains(last_word(stem)));
        if !known && stem_known { stem.to_owned() } else { form }
    }

    fn is_surname(&self, form: &str) -> bool {
        self.lists.flags(last_word(form)).has(WordFlags::SURNAME)
    }
}

/// Nouns for bodies, in the genitive, and how much of it is the ending.
const BODIES: [(&str, usize); 16] = [
    ("ministeriums", 1),
    ("gerichts", 1),
    ("gerichtes", 2),
    ("amts", 1),
    ("amtes", 2),
    ("rats", 1),
    ("rates", 2),
    ("verbands", 1),
    ("verbandes", 2),
    ("instituts", 1),
    ("tags", 1),
    ("senats", 1),
    ("parlaments", 1),
    ("präsidiums", 1),
    ("hofs", 1),
    ("vereins", 1),
];

/// The nominative of a body named in the genitive: `Verteidigungsministeriums`.
fn body_stem(word: &str) -> Option<&str> {
    let lower = word.to_lowercase();
    let (_, ending) = BODIES.iter().find(|(body, _)| lower.ends_with(body))?;
    word.get(..word.len() - ending)
}

/// A word in the genitive, of which `lemma` is the last part or all, without its ending: `Instituts`, `VW-Konzerns`.
fn lemma_stem(word: &str, lemma: &str) -> Option<String> {
    let last = lemma.rsplit(HYPHENS).next()?.to_lowercase();
    let lower = word.to_lowercase();
    let end = ["s", "es", "ns", "ens"].iter().find_map(|ending| {
        let stem = lower.strip_suffix(ending)?;
        stem.ends_with(&last).then_some(stem.len())
    })?;
    word.get(..end).map(str::to_owned)
}

/// The ending of an adjective before this noun in the nominative without an article, where grammar has its gender.
fn strong_ending(noun: &Grammar) -> Option<&'static str> {
    match (noun.feats.number, noun.feats.gender) {
        (Some(Number::Plur), _) | (_, Some(Gender::Fem)) => Some("e"),
        (_, Some(Gender::Masc)) => Some("er"),
        (_, Some(Gender::Neut)) => Some("es"),
        _ => None,
    }
}

/// An adjective with this ending. Where its own belongs to another gender in every case, or none is given, it keeps the one it
/// has; weak ones then become -e.
fn with_ending(word: &str, ending: Option<&str>) -> String {
    let Some((stem, own)) = ENDINGS.iter().find_map(|own| Some((word.strip_suffix(own)?, *own))) else {
        return word.to_owned();
    };
    let new = match (own, ending) {
        ("er", Some("es")) | ("es", Some("er" | "e")) | ("er" | "es", None) => own,
        (_, ending) => ending.unwrap_or("e"),
    };
    format!("{stem}{new}")
}

/// An adjective without its ending: `euroatlantischen` → `euroatlantisch`; other forms as they are.
fn adjective_stem(form: String) -> String {
    let stem = ENDINGS.iter().find_map(|ending| form.strip_suffix(ending)).filter(|stem| stem.ends_with("sch"));
    stem.map(str::to_owned).unwrap_or(form)
}

/// The words with one blank between them; a word that a line's end has divided is one again: `Braun-` and `schweig`.
fn joined(surface: &str) -> String {
    let mut form = String::with_capacity(surface.len());
    let mut rest = surface;
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        let next = after.trim_start();
        let broken = rest.get(word.len()..rest.len() - next.len()).is_some_and(|gap| gap.contains('\n'));
        match word.strip_suffix('-').filter(|_| broken && next.starts_with(char::is_lowercase)) {
            Some(half) => form.push_str(half),
            None => form.extend([word, " "]),
        }
        rest = next;
    }
    form + rest
}

/// The words of a stretch of text, which stand between white space.
fn words_in(span: Span, text: &str) -> Vec<Span> {
    let surface = span.of(text);
    let mut words = Vec::new();
    let mut at = 0;
    for word in surface.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            let start = span.start as usize + at;
            words.push(Span::new(start, start + bare.len()));
        }
        at += word.len();
    }
    words
}

fn last_word(form: &str) -> &str {
    form.rsplit(char::is_whitespace).next().unwrap_or(form)
}

/// The short name of a road by its number: `B 73` for `Bundesstraße 73`.
fn road(form: &str) -> Option<String> {
    let (class, number) = form.split_once(' ')?;
    let letter = match class {
        "Bundesstraße" | "Bundesstrasse" => "B",
        "Autobahn" | "Bundesautobahn" => "A",
        "Landesstraße" | "Landstraße" => "L",
        "Kreisstraße" => "K",
        _ => return None,
    };
    number.starts_with(|digit: char| digit.is_ascii_digit()).then(|| format!("{letter} {number}"))
}

/// A name without what it may also be written without: organisations without legal form and without the preposition before their
/// place (`Stadtarchiv von Grimmen`), roads by letter and number.
pub(crate) fn bare(entity_type: EntityType, form: &str, lists: &Lists) -> String {
    match entity_type {
        EntityType::Org => {
            let words = without_legal_form(form, lists).split(' ').filter(|word| !matches!(*word, "von" | "zu"));
            words.collect::<Vec<_>>().join(" ")
        }
        EntityType::Loc => road(form).unwrap_or_else(|| form.to_owned()),
        _ => form.to_owned(),
    }
}

/// The form by which names are compared: [`bare`], in small letters, but for persons with adjectives before the last word without their
/// endings.
pub(crate) fn fold(entity_type: EntityType, form: &str, lists: &Lists) -> String {
    let lower = bare(entity_type, form, lists).to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let folded = words.iter().enumerate().map(|(number, word)| {
        let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
        let inflected = number < last && entity_type != EntityType::Per;
        stem.filter(|stem| inflected && stem.chars().count() >= 4).unwrap_or(word)
    });
    folded.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_lose_the_ending_of_the_genitive() {
        assert_eq!(body_stem("Verteidigungsministeriums"), Some("Verteidigungsministerium"));
        assert_eq!(body_stem("Städtetag"), None);
        assert_eq!(lemma_stem("Instituts", "Institut").as_deref(), Some("Institut"));
        assert_eq!(lemma_stem("VW-Konzerns", "Konzern").as_deref(), Some("VW-Konzern"));
        assert_eq!(lemma_stem("Bundestages", "Bundestag").as_deref(), Some("Bundestag"));
        assert_eq!(lemma_stem("Haus", "Haus"), None);
    }

    #[test]
    fn words_are_joined_over_lines() {
        assert_eq!(joined("Braun-\nschweig"), "Braunschweig");
        assert_eq!(joined("Baden-\n  Württemberg"), "Baden- Württemberg");
        assert_eq!(joined("Neue\n  Welle Halle"), "Neue Welle Halle");
    }

    #[test]
    fn adjectives_take_the_ending_of_the_nominative() {
        assert_eq!(with_ending("Dänischen", Some("e")), "Dänische");
        assert_eq!(with_ending("Kommunalen", Some("er")), "Kommunaler");
        assert_eq!(with_ending("Auswärtige", Some("es")), "Auswärtiges");
        assert_eq!(with_ending("Roten", None), "Rote");
        assert_eq!(with_ending("Rotes", None), "Rotes");
        assert_eq!(with_ending("Rotes", Some("er")), "Rotes", "tagged wrongly");
        assert_eq!(adjective_stem("euroatlantischen".to_owned()), "euroatlantisch");
        assert_eq!(adjective_stem("Grazer".to_owned()), "Grazer");
    }
}
