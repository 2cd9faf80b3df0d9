//! Compiles `models/forms.lex`, the lexicon of forms behind tags, features and lemmas.
//!
//! Sources, each in a file of its own: Morphy's forms ([`morphy`] reads a row, [`collect`] the file), the nouns of Wiktionary
//! ([`nouns`]), function words kept by hand ([`closed`], with `forms/data`), and what annotated corpora show of words that are not
//! inflected ([`observed`]). [`priors`] counts raw text, so that of two lemmas the commoner comes first; [`ends`] learns what unknown
//! words are from the ends of known ones. Sections are described at [`wortlaut_syntax::forms`].

mod closed;
mod collect;
mod ends;
mod morphy;
mod nouns;
mod observed;
mod priors;
mod read;
pub mod score;

use std::path::Path;

use wortlaut_lexicon::LexiconBuilder;
use wortlaut_syntax::forms::{TablesBuilder, section};

pub use read::{ConlluWord, conllu, vrt};

use collect::Collected;

/// What of UD German GSD is left out, so that it can be scored there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// The development set.
    Dev,
    /// The test set.
    Test,
}

/// Builds the lexicon of forms from the data directory `data`.
///
/// # Errors
/// Where a source cannot be read or does not have the form it should have.
pub fn build(data: &Path) -> anyhow::Result<Vec<u8>> {
    build_without(data, Held::Nothing)
}

/// The same without one part of the corpora.
///
/// # Errors
/// Where a source cannot be read or does not have the form it should have.
pub fn build_without(data: &Path, held: Held) -> anyhow::Result<Vec<u8>> {
    let mut collected = Collected::default();
    collected.add_morphy(data)?;
    nouns::add(&mut collected, data)?;
    closed::add(&mut collected)?;
    observed::add(&mut collected, data, held)?;
    let priors = priors::count(data, &collected)?;
    let (noun_ends, verb_ends) = (ends::nouns(&collected, &priors), ends::verbs(&collected, &priors));

    let mut tables = TablesBuilder::default();
    let nouns = collected.nouns.entries(&priors.nouns, &mut tables);
    let names = collected.names.entries(&priors.nouns, &mut tables);
    let words = collected.words.entries(&priors.words, &mut tables);
    let stems = collected.stems.entries(&priors.words, &mut tables);
    let (noun_ends, verb_ends) = (noun_ends.entries(&mut tables), verb_ends.entries(&mut tables));
    let [analyses, rules, sets, _] = tables.counts();
    anyhow::ensure!(analyses.max(rules).max(sets) < usize::from(u16::MAX), "too many analyses, rules or sets");
    Ok(LexiconBuilder::new("forms")
        .map(section::NOUNS, &nouns)?
        .map(section::NAMES, &names)?
        .map(section::WORDS, &words)?
        .map(section::STEMS, &stems)?
        .map(section::NOUN_ENDS, &noun_ends)?
        .map(section::VERB_ENDS, &verb_ends)?
        .blob(section::TABLES, tables.to_bytes())
        .build())
}
