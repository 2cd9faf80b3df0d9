//! Nouns: by the lexicon, as adjectives that are nouns, as compounds, by their end.

use compact_str::CompactString;
use wortlaut_model::{Case as Kasus, Upos};

use crate::forms::Forms;
use crate::forms::inflection::{cells, nominal, split};
use crate::forms::letters::{is_all_capitals, is_capitalised};
use crate::forms::shape::gendered;

use super::choice::{best, fit};
use super::{Case, capitalised};

/// The lemma of a noun.
pub(super) fn lemma(forms: &Forms, case: &Case<'_>) -> CompactString {
    if let Some(gendered) = gendered(case.clean) {
        return gendered.singular.into();
    }
    if let Some(stem) = case.clean.strip_suffix(['\'', '’']).filter(|_| case.word.feats.case == Some(Kasus::Gen)) {
        return stem.into();
    }
    if let Some(stem) = case.clean.strip_suffix("'s").or_else(|| case.clean.strip_suffix("’s")) {
        return stem.into();
    }
    let is_brand = case.has_inner_capital() && !is_capitalised(case.clean) && !case.clean.contains('-');
    if super::name::is_abbreviation(forms, case) || is_brand {
        return case.clean.into();
    }
    if let Some(lemma) = known(forms, case) {
        return lemma;
    }
    if !is_capitalised(case.clean)
        && let Some(lemma) = small(forms, case)
    {
        return lemma;
    }
    if case.word.upos == Upos::Propn {
        return super::name::lemma(forms, case);
    }
    compound(forms, case).unwrap_or_else(|| written(case, case.clean))
}

/// A noun of the lexicon, or the noun made of an adjective of it: Deutschen → Deutsche.
fn known(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let found = forms.exact(&forms.nouns, case.lower);
    let choice = found.and_then(|found| best(forms, found, case.word));
    let nominal = if is_capitalised(case.clean) { nominal_fit(forms, case) } else { None };
    match (found, choice, nominal) {
        (_, choice, Some((stem, nominal))) if choice.is_none_or(|choice| choice.fit < nominal) => {
            Some(of_stem(case, stem))
        }
        (Some(found), Some(choice), _) => {
            let form = if is_all_capitals(case.clean) { case.lower } else { case.clean };
            Some(written(case, &choice.lemma(forms, found, form)?))
        }
        _ => None,
    }
}

/// The stem of a noun made of an adjective, and how well it fits.
fn nominal_fit<'w>(forms: &Forms, case: &Case<'w>) -> Option<(&'w str, i32)> {
    let (stem, ending) = split(case.lower)?;
    forms.exact(&forms.stems, stem)?;
    let fits = cells(ending).iter().map(|&cell| fit(nominal(cell), case.word.feats) * 2);
    Some((stem, fits.max()?))
}

/// The lemma of a noun made of an adjective is its weak form.
fn of_stem(case: &Case<'_>, stem: &str) -> CompactString {
    let mut lemma: CompactString = case.clean.get(..stem.len()).unwrap_or(stem).into();
    lemma.push('e');
    lemma
}

/// What is written small and tagged as a noun is mostly a noun misspelt, which is dealt with, or an adjective behind `etwas`.
fn small(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let (stem, _) = split(case.lower)?;
    let found = forms.exact(&forms.stems, stem)?;
    best(forms, found, case.word)?.lemma(forms, found, stem)
}

/// A compound by its last part, or a noun by its end.
fn compound(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let form = if is_all_capitals(case.clean) && case.clean.contains(|letter: char| !letter.is_alphabetic()) {
        case.clean
    } else if is_all_capitals(case.clean) && case.lower.chars().count() > 5 {
        case.lower
    } else {
        case.clean
    };
    let tail = forms.noun(case.lower).and_then(|found| {
        let choice = best(forms, found, case.word)?;
        choice.lemma(forms, found, form)
    });
    let tail = tail.or_else(|| {
        let (stem, _) = split(case.lower)?;
        forms.stem(stem).map(|_| of_stem(case, stem))
    });
    let guessed = || {
        let found = forms.guessed_noun(case.lower)?;
        best(forms, found, case.word).filter(|choice| choice.fit > 0)?.lemma(forms, found, form)
    };
    Some(written(case, &tail.or_else(guessed)?))
}

/// Nouns are written with a capital, unless their first part is left out or is no word: -bewältigung, iPhone, kg.
fn written(case: &Case<'_>, lemma: &str) -> CompactString {
    let small = !is_capitalised(case.clean)
        && (case.has_inner_capital() || case.clean.contains(['-', '.']) || case.clean.chars().count() < 3);
    if small { lemma.into() } else { capitalised(lemma) }
}
