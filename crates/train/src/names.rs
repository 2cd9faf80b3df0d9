//! Compiles `models/names.lex`, the word lists behind the recognition of names.
//!
//! Sources, each in a file of its own: lists kept by hand (`curated`, with `names/data`), place names (`places`), given
//! names and surnames (`people`), common nouns, which names must be told from (`nouns`), the annotated corpora
//! (`corpora`), and counts over raw text (`counts`), which say how a word is mostly used. `gazetteer` merges them; a
//! source added earlier wins. Sections and their numbers are described at [`wortlaut_entities::entry`].

mod corpora;
mod counts;
mod curated;
mod gazetteer;
mod nouns;
mod people;
mod places;
mod read;

use std::path::Path;

use wortlaut_entities::entry;
use wortlaut_lexicon::LexiconBuilder;

use counts::Counts;
use gazetteer::Gazetteer;
use nouns::Nouns;
use people::People;

/// Builds the lexicon of names from the data directory `data`.
///
/// # Errors
/// Where a source cannot be read or does not have the form it should have.
pub fn build(data: &Path) -> anyhow::Result<Vec<u8>> {
    let nouns = Nouns::read(data)?;
    let mut people = People::read(data)?;
    let counts = Counts::read(data, &people)?;
    people.mine(&counts, &nouns);

    let mut gazetteer = Gazetteer::default();
    curated::add(&mut gazetteer);
    places::add(&mut gazetteer, data, &nouns, &counts)?;
    corpora::add(&mut gazetteer, data, &nouns, &people, &counts)?;
    people.add_members(&mut gazetteer);
    gazetteer.doubt_nouns(&nouns, &counts);

    let words = gazetteer.words(&people, &nouns, &counts);
    Ok(LexiconBuilder::new("names")
        .map(entry::WORDS, &words)?
        .map(entry::NAMES, &gazetteer.names())?
        .map(entry::ADJECTIVES, gazetteer.adjectives())?
        .map(entry::NOUNS, &nouns.backwards())?
        .set(entry::LOWER, &counts.lower())?
        .blob(entry::CANON, gazetteer.canon())
        .build())
}
