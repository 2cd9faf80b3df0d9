//! What a form may be: the lattice a tagger chooses from.

use wortlaut_model::{Case, Feats, Gender, Number, Xpos};

use super::clitic::is_host;
use super::inflection::{Cell, adjective, nominal};
use super::known::Found;
use super::{Analysis, Forms};

/// What the analyses of a form rest on, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The form stands in the lexicon, or is an inflected adjective whose stem does: nothing else is to be expected but a name.
    Known,
    /// Its last part does.
    Compound,
    /// Words that end like it are such; others are possible.
    Guessed,
    /// Nothing is known of it.
    Unknown,
}

/// Most parts an answer is put together from.
const PARTS: usize = 12;

/// Words of 64 bits, a bit an analysis; numbers beyond are not checked for repetition.
const SEEN: usize = 32;

/// The analyses of a form, without repetition. Nothing is allocated.
#[derive(Debug, Clone)]
pub struct Analyses<'f> {
    pub(super) forms: &'f Forms,
    parts: [Part<'f>; PARTS],
    pub(super) filled: usize,
    part: usize,
    item: usize,
    seen: [u64; SEEN],
    basis: Basis,
}

/// A run of analyses.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'f> {
    /// Of the lexicon.
    Set(&'f [u16]),
    /// Of the lexicon, those of one kind.
    Chosen(&'f [u16], Choice),
    /// Of an inflected adjective.
    Adjective(&'static [Cell], Feats),
    /// Of an inflected adjective that is a noun.
    Nominal(&'static [Cell]),
    /// One without features or nearly so.
    One(Analysis),
    /// A noun in every case, with this number.
    Cases(Xpos, Feats),
}

/// What is taken of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Verbs alone.
    Verbs,
    /// Polite pronouns alone.
    Polite,
    /// What a pronoun may run into.
    Hosts,
}

impl Choice {
    pub(super) fn takes(self, analysis: Analysis) -> bool {
        match self {
            Self::Verbs => analysis.xpos.is_verb(),
            Self::Polite => analysis.feats.polite.is_some(),
            Self::Hosts => is_host(analysis),
        }
    }
}

const CASES: [Case; 4] = [Case::Nom, Case::Acc, Case::Dat, Case::Gen];
/// What a capitalised word may be as a name, known or not: every case, the genitive where the word has its ending, every gender and
/// none. A tagger adds these to [`Forms::analyses`] wherever a capital does not come from its place.
pub fn names(form: &str) -> impl Iterator<Item = Analysis> + use<> {
    let genders = [None, Some(Gender::Masc), Some(Gender::Fem), Some(Gender::Neut)];
    let genitive =
        form.ends_with(['s', 'x', 'z', 'ß', '\'', '’']) || form.ends_with(|letter: char| !letter.is_lowercase());
    let cases = CASES.into_iter().filter(move |&case| genitive || case != Case::Gen);
    let feats = cases.flat_map(move |case| genders.map(|gender| (case, gender)));
    let number = Some(Number::Sing);
    feats.map(move |(case, gender)| Analysis {
        xpos: Xpos::Ne,
        feats: Feats { case: Some(case), gender, number, ..Feats::default() },
    })
}
impl<'f> Analyses<'f> {
    pub(super) fn empty(forms: &'f Forms) -> Self {
        let nothing = Part::Set(&[]);
        Self { forms, parts: [nothing; PARTS], filled: 0, part: 0, item: 0, seen: [0; SEEN], basis: Basis::Unknown }
    }

    /// What they rest on.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    pub(super) fn is_empty(&self) -> bool {
        self.filled == 0
    }

    pub(super) fn add(&mut self, part: Part<'f>, basis: Basis) {
        if let Some(free) = self.parts.get_mut(self.filled) {
            *free = part;
            self.filled += 1;
            self.basis = self.basis.min(basis);
        }
    }

    pub(super) fn add_found(&mut self, found: Option<Found<'f>>) {
        for reading in found.iter().flat_map(|found| found.readings) {
            self.add(Part::Set(self.forms.tables.set(*reading)), found.map_or(Basis::Unknown, |found| found.basis));
        }
    }

    pub(super) fn add_one(&mut self, xpos: Xpos, feats: Feats, basis: Basis) {
        self.add(Part::One(Analysis { xpos, feats }), basis);
    }
    /// The analysis at the place, or `None` at the part's end; skipped ones are `Some(None)`.
    #[expect(clippy::option_option, reason = "an end and a gap are two things")]
    fn at(&mut self, part: Part<'f>, item: usize) -> Option<Option<Analysis>> {
        let number = match part {
            Part::Set(set) | Part::Chosen(set, _) => *set.get(item)?,
            Part::Adjective(cells, common) => {
                let feats = adjective(*cells.get(item)?, common);
                return Some(Some(Analysis { xpos: Xpos::Adja, feats }));
            }
            Part::Nominal(cells) => {
                let feats = nominal(*cells.get(item)?);
                return Some(Some(Analysis { xpos: Xpos::Nn, feats }));
            }
            Part::Cases(xpos, feats) => {
                let case = Some(*CASES.get(item)?);
                return Some(Some(Analysis { xpos, feats: Feats { case, ..feats } }));
            }
            Part::One(analysis) => return (item == 0).then_some(Some(analysis)),
        };
        let (word, bit) = (usize::from(number) / 64, 1_u64 << (number % 64));
        if let Some(seen) = self.seen.get_mut(word) {
            if *seen & bit != 0 {
                return Some(None);
            }
            *seen |= bit;
        }
        let analysis = self.forms.tables.analysis(number);
        let Part::Chosen(_, choice) = part else { return Some(analysis) };
        Some(analysis.filter(|&analysis| choice.takes(analysis)))
    }
}

impl Iterator for Analyses<'_> {
    type Item = Analysis;

    fn next(&mut self) -> Option<Analysis> {
        while self.part < self.filled {
            let part = *self.parts.get(self.part)?;
            match self.at(part, self.item) {
                Some(found) => {
                    self.item += 1;
                    if found.is_some() {
                        return found;
                    }
                }
                None => (self.part, self.item) = (self.part + 1, 0),
            }
        }
        None
    }
}
