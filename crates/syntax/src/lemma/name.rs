//! Names: the genitive goes, everything else stays. `Merkels` → Merkel, but `Hans`, `Paris`, `Mars`.

use compact_str::CompactString;
use wortlaut_model::{Case as Kasus, Number};

use crate::forms::letters::is_all_capitals;
use crate::forms::{Basis, Forms};

use super::choice::best;
use super::{Case, capitalised};

/// Names in capitals longer than this are written as headlines write them; shorter ones are abbreviations.
const LONGEST_ABBREVIATION: usize = 5;

/// Words in capitals up to this length are abbreviations, even where a word is written alike: `TOP`, `BAG`.
const SHORTEST_WORD: usize = 3;

/// The lemma of a name.
pub(super) fn lemma(forms: &Forms, case: &Case<'_>) -> CompactString {
    let is_genitive = match case.word.feats.case {
        Some(found) => found == Kasus::Gen,
        None => looks_genitive(forms, case),
    };
    if is_all_capitals(case.clean) {
        return in_capitals(forms, case);
    }
    // Names typed in lower case; nicknames may be meant so.
    if case.clean == case.lower && !forms.known(&forms.names, case.lower).is_empty() {
        return capitalised(case.clean);
    }
    if let Some(stem) = case.clean.strip_suffix(['\'', '’']).filter(|stem| stem.ends_with(['s', 'x', 'z', 'ß'])) {
        return stem.into();
    }
    if is_genitive || case.word.feats.number == Some(Number::Plur) {
        known(forms, case).or_else(|| is_genitive.then(|| without_s(case.clean))).unwrap_or_else(|| case.clean.into())
    } else {
        case.clean.into()
    }
}

/// Whether a name of which the case is not known has the genitive's ending: what is known without it and not with it.
fn looks_genitive(forms: &Forms, case: &Case<'_>) -> bool {
    let is_name = |word: &str| !forms.known(&forms.names, word).is_empty();
    !is_name(case.lower) && case.lower.strip_suffix('s').is_some_and(is_name)
}

/// A name of the lexicon, or a noun that is part of one.
fn known(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let noun = || forms.noun(case.lower).filter(|found| found.basis == Basis::Known || is_long(case.lower));
    let found = forms.exact(&forms.names, case.lower).or_else(noun)?;
    let choice = best(forms, found, case.word).filter(|choice| choice.fit > 0)?;
    choice.lemma(forms, found, case.clean).map(|lemma| capitalised(&lemma))
}

/// A short unknown name ends in some noun by chance: Rom|eros.
fn is_long(word: &str) -> bool {
    word.chars().count() > 9
}

/// `BERLIN` → Berlin, but `SPD`.
fn in_capitals(forms: &Forms, case: &Case<'_>) -> CompactString {
    if is_abbreviation(forms, case) { case.clean.into() } else { capitalised(case.lower) }
}

/// Whether a word in capitals is an abbreviation, and no word of a headline.
pub(super) fn is_abbreviation(forms: &Forms, case: &Case<'_>) -> bool {
    if !is_all_capitals(case.clean) {
        return false;
    }
    let has = |map, word| !forms.known(map, word).is_empty();
    let listed = has(&forms.nouns, case.clean) || has(&forms.names, case.clean);
    let word = has(&forms.nouns, case.lower) || has(&forms.names, case.lower);
    let long = case.lower.chars().count() > LONGEST_ABBREVIATION;
    let short = case.lower.chars().count() <= SHORTEST_WORD;
    listed || short || !case.clean.chars().all(char::is_alphabetic) || !(word || long)
}

/// A name without the ending of its genitive.
fn without_s(name: &str) -> CompactString {
    let Some(stem) = name.strip_suffix('s') else { return name.into() };
    let stem = stem.strip_suffix(['\'', '’']).unwrap_or(stem);
    // What ends in a hiss takes no further s: the one in `Reuss` is the name's own.
    let own = stem.ends_with(['s', 'x', 'z', 'ß']) || stem.chars().count() < 2;
    if own { name.into() } else { stem.into() }
}
