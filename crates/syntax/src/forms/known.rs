//! Finding the entry of a word: itself, in another spelling, by its last part, or by its end.

use wortlaut_lexicon::WordMap;
use wortlaut_model::Xpos;

use super::letters::{Short, ends};
use super::{Basis, Forms, Reading};

/// Prefixes that verbs are not separated from; their participles have no `ge`.
const INSEPARABLE: [&str; 12] =
    ["be", "ent", "emp", "er", "ver", "zer", "miss", "ge", "wider", "hinter", "über", "unter"];

/// Prefixes that verbs are separated from, beside the particles of the lexicon.
const SEPARABLE: [&str; 10] = ["mit", "rück", "wieder", "re", "de", "um", "weg", "runter", "rüber", "dran"];

/// Shortest last part of a noun, in letters, behind any first part.
const SHORTEST_TAIL: usize = 4;

/// Readings of a word, and the form they belong to where it is not the word itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'f> {
    /// The likeliest first.
    pub(crate) readings: &'f [Reading],
    /// What they rest on.
    pub(crate) basis: Basis,
    /// The word in the spelling that is known, or with a `ge` that its participle would have.
    pub(crate) respelled: Option<Short>,
}

impl<'f> Found<'f> {
    fn of(readings: &'f [Reading], basis: Basis) -> Option<Self> {
        (!readings.is_empty()).then_some(Self { readings, basis, respelled: None })
    }
}

impl Forms {
    /// A word as it stands, or in another spelling: `Strasse`, `daß`, `fuer`.
    pub(crate) fn exact(&self, map: &WordMap, lower: &str) -> Option<Found<'_>> {
        Found::of(self.known(map, lower), Basis::Known).or_else(|| {
            respellings(lower).find_map(|short| {
                let found = Found::of(self.known(map, short.as_str()), Basis::Known)?;
                Some(Found { respelled: Some(short), ..found })
            })
        })
    }

    /// A noun, or a compound by its last part, the longest that is known: Zug|pflege|leiterinnen, -bewältigung.
    pub(crate) fn noun(&self, lower: &str) -> Option<Found<'_>> {
        self.exact(&self.nouns, lower).or_else(|| self.noun_tail(lower))
    }

    fn noun_tail(&self, lower: &str) -> Option<Found<'_>> {
        ends(lower, 1).find_map(|(head, tail)| {
            let letters = tail.chars().count();
            let open = head.ends_with(['-', '–', '/']);
            let long = letters >= SHORTEST_TAIL && head.chars().nth(1).is_some();
            let fits = open || long || (letters == 3 && self.is_first_part(head));
            Found::of(fits.then(|| self.known(&self.nouns, tail))?, Basis::Compound)
        })
    }

    /// Whether `head` is a noun, with or without the letters that join compounds.
    fn is_first_part(&self, head: &str) -> bool {
        let plain = head.strip_suffix('s').filter(|plain| plain.len() > 2);
        [Some(head), plain].into_iter().flatten().any(|head| !self.known(&self.nouns, head).is_empty())
    }

    /// The stem of an adjective, or a compound by its last part: umwelt|orientiert, spät|abendlich.
    pub(crate) fn stem(&self, stem: &str) -> Option<Found<'_>> {
        self.exact(&self.stems, stem).or_else(|| {
            ends(stem, 2).find_map(|(head, tail)| {
                let fits = tail.chars().count() >= SHORTEST_TAIL || head.ends_with('-');
                Found::of(fits.then(|| self.known(&self.stems, tail))?, Basis::Compound)
            })
        })
    }

    /// An uninflected adjective by its last part.
    pub(crate) fn adjective_tail(&self, lower: &str) -> Option<Found<'_>> {
        ends(lower, 2).find_map(|(_, tail)| {
            let readings = if tail.chars().count() >= SHORTEST_TAIL { self.known(&self.words, tail) } else { &[] };
            let is_adjective =
                |reading: &Reading| self.tables.analyses(*reading).any(|analysis| analysis.xpos == Xpos::Adjd);
            let first = readings.iter().position(is_adjective)?;
            Found::of(readings.get(first..=first)?, Basis::Compound)
        })
    }

    /// A verb behind a prefix: hinaus|schauen, mit|verursacht, er|stochen (as `gestochen`).
    pub(crate) fn prefixed_verb(&self, lower: &str) -> Option<Found<'_>> {
        ends(lower, 2).find_map(|(prefix, rest)| {
            if rest.chars().count() < 3 {
                return None;
            }
            let inseparable = INSEPARABLE.contains(&prefix);
            if !inseparable && !SEPARABLE.contains(&prefix) && !self.is_particle(prefix) {
                return None;
            }
            let verbs = self.verbs(rest);
            Found::of(verbs, Basis::Compound).or_else(|| self.participle(prefix, rest).filter(|_| inseparable))
        })
    }

    /// The readings of `word` where the first is a verb's.
    fn verbs(&self, word: &str) -> &[Reading] {
        let readings = self.known(&self.words, word);
        let is_verb = |reading: &Reading| self.tables.analyses(*reading).any(|analysis| analysis.xpos.is_verb());
        if readings.iter().any(is_verb) { readings } else { &[] }
    }

    /// A participle without `ge`, by the one with it.
    fn participle(&self, prefix: &str, rest: &str) -> Option<Found<'_>> {
        let simple = Short::joined(&["ge", rest])?;
        let found = Found::of(self.verbs(simple.as_str()), Basis::Compound)?;
        Some(Found { respelled: Short::joined(&[prefix, simple.as_str()]), ..found })
    }

    /// What nouns with such an end are.
    pub(crate) fn guessed_noun(&self, lower: &str) -> Option<Found<'_>> {
        self.guessed(&self.noun_ends, lower)
    }

    /// What verbs with such an end are.
    pub(crate) fn guessed_verb(&self, lower: &str) -> Option<Found<'_>> {
        self.guessed(&self.verb_ends, lower)
    }

    fn guessed(&self, ends: &WordMap, lower: &str) -> Option<Found<'_>> {
        let backwards = Short::backwards(lower)?;
        let (_, entry) = ends.longest_prefix(backwards.as_str())?;
        Found::of(self.tables.readings(entry), Basis::Guessed)
    }
}

/// Other spellings of a word: the old and the Swiss one, and umlauts as typewriters without them write them.
fn respellings(word: &str) -> impl Iterator<Item = Short> {
    let pairs = [("ß", "ss"), ("ss", "ß"), ("ae", "ä"), ("oe", "ö"), ("ue", "ü")];
    pairs.into_iter().filter(|(from, _)| word.contains(from)).filter_map(|(from, to)| Short::replaced(word, from, to))
}
