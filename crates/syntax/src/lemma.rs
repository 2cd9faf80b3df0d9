//! The lemma of a tagged word.
//!
//! The lexicon answers where it knows the word, choosing among readings by tag and features. Where it does not, a word is taken by its
//! last part, by its prefix, or by the ends of words that the lexicon knows. Conventions are those of UD German GSD; `docs/grammar.md`
//! lists them.

mod adjective;
mod choice;
mod name;
mod noun;
mod verb;

use compact_str::CompactString;
use wortlaut_model::{Feats, Upos, Xpos};

use crate::forms::Forms;
use crate::forms::letters::{Short, capital, is_capitalised};

pub use verb::joined;

/// A tagged word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// As it stands in the text.
    pub form: &'t str,
    /// Whether its capital may come from its place.
    pub initial: bool,
    /// Its universal part of speech.
    pub upos: Upos,
    /// Its STTS tag.
    pub xpos: Xpos,
    /// Its features.
    pub feats: Feats,
}

/// The word on its way to its lemma: cleaned, and in lower case.
#[derive(Debug, Clone, Copy)]
struct Case<'w> {
    clean: &'w str,
    lower: &'w str,
    word: Word<'w>,
}

impl Case<'_> {
    /// Whether a capital stands inside a word that is not all capitals: `zB`, `GmbH`.
    fn has_inner_capital(&self) -> bool {
        self.clean.chars().skip(1).any(char::is_uppercase) && self.clean.chars().any(char::is_lowercase)
    }
}

/// Finds lemmas.
#[derive(Debug, Clone, Copy)]
pub struct Lemmatizer<'f> {
    forms: &'f Forms,
}

impl<'f> Lemmatizer<'f> {
    /// A lemmatizer on this lexicon.
    #[must_use]
    pub fn new(forms: &'f Forms) -> Self {
        Self { forms }
    }

    /// The lemma of `word`. Never empty where the form is not; nothing is allocated but what is handed back.
    #[must_use]
    pub fn lemma(&self, word: Word<'_>) -> CompactString {
        let Some(clean) = Short::clean(word.form) else { return word.form.into() };
        let lower = clean.lower();
        let case = Case { clean: clean.as_str(), lower: lower.as_str(), word };
        match word.xpos {
            Xpos::Comma | Xpos::Stop | Xpos::Bracket | Xpos::Xy | Xpos::Fm | Xpos::Trunc => case.clean.into(),
            _ if !case.clean.chars().any(char::is_alphabetic) => case.clean.into(),
            Xpos::Nn => noun::lemma(self.forms, &case),
            Xpos::Ne => name::lemma(self.forms, &case),
            Xpos::Adja | Xpos::Adjd => adjective::lemma(self.forms, &case),
            xpos if xpos.is_verb() => verb::lemma(self.forms, &case),
            _ => self.closed(&case),
        }
    }

    /// Function words, adverbs, numerals: the lexicon's lemma or the word in lower case.
    fn closed(&self, case: &Case<'_>) -> CompactString {
        if case.word.xpos == Xpos::Card && !case.clean.chars().all(char::is_alphabetic) {
            return case.clean.into();
        }
        let found = self.forms.exact(&self.forms.words, case.lower).or_else(|| self.forms.host(case.lower));
        let lemma = found.and_then(|found| {
            let choice = choice::best(self.forms, found, case.word)?;
            choice.is_tag.then(|| choice.lemma(self.forms, found, case.lower))?
        });
        match lemma {
            Some(lemma) if case.word.feats.polite.is_some() => capitalised(&lemma),
            Some(lemma) => lemma,
            None if case.word.upos == Upos::Propn || case.has_inner_capital() => case.clean.into(),
            None => case.lower.into(),
        }
    }
}

/// The word with a capital.
fn capitalised(word: &str) -> CompactString {
    if is_capitalised(word) {
        return word.into();
    }
    let mut letters = word.chars();
    let mut capitalised = CompactString::with_capacity(word.len());
    capitalised.extend(letters.next().map(capital));
    capitalised.push_str(letters.as_str());
    capitalised
}

#[cfg(test)]
mod tests;
