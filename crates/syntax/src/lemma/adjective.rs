//! Adjectives and participles that are used as such: the uninflected positive.

use compact_str::CompactString;
use wortlaut_model::{Degree, Upos, Xpos};

use crate::forms::Forms;
use crate::forms::inflection::split;
use crate::forms::letters::is_capitalised;

use super::Case;
use super::choice::best;

/// The lemma of an adjective.
pub(super) fn lemma(forms: &Forms, case: &Case<'_>) -> CompactString {
    let form = form(case);
    let is_name = case.word.upos == Upos::Propn;
    if case.clean.ends_with('.') || (is_name && split(case.lower).is_none_or(|(stem, _)| forms.stem(stem).is_none())) {
        return case.clean.into();
    }
    if case.word.xpos == Xpos::Adja {
        if is_of_place(forms, case) {
            return case.clean.into();
        }
        whole(forms, case, form).or_else(|| inflected(forms, case, form)).unwrap_or_else(|| without_ending(case, form))
    } else {
        whole(forms, case, form).or_else(|| tail(forms, case, form)).unwrap_or_else(|| uninflected(case, form))
    }
}

/// The form in lower case, but for capitals that are part of it: `US-amerikanisch`.
fn form<'w>(case: &Case<'w>) -> &'w str {
    if case.has_inner_capital() || case.clean.contains('-') && is_capitalised(case.clean) && !case.word.initial {
        case.clean
    } else {
        case.lower
    }
}

/// `Berliner`, `Zürcher`: not inflected.
fn is_of_place(forms: &Forms, case: &Case<'_>) -> bool {
    is_capitalised(case.clean)
        && case.clean.ends_with("er")
        && (case.word.feats.gender.is_none() || !case.word.initial)
        && case.lower.strip_suffix("er").is_none_or(|stem| forms.known(&forms.stems, stem).is_empty())
}

/// A form that the lexicon has as it stands.
fn whole(forms: &Forms, case: &Case<'_>, form: &str) -> Option<CompactString> {
    let found = forms.exact(&forms.words, case.lower)?;
    let choice = best(forms, found, case.word).filter(|choice| choice.is_tag)?;
    choice.lemma(forms, found, form)
}

fn inflected(forms: &Forms, case: &Case<'_>, form: &str) -> Option<CompactString> {
    let (stem, _) = split(case.lower)?;
    let found = forms.stem(stem)?;
    best(forms, found, case.word)?.lemma(forms, found, form.get(..stem.len())?)
}

fn tail(forms: &Forms, case: &Case<'_>, form: &str) -> Option<CompactString> {
    let found = forms.adjective_tail(case.lower)?;
    best(forms, found, case.word)?.lemma(forms, found, form)
}

fn without_ending(case: &Case<'_>, form: &str) -> CompactString {
    // A word that has features but no case has no ending either: `super`, `prima`.
    let feats = case.word.feats;
    let is_inflected = feats.case.is_some() || feats.is_empty();
    let Some((stem, _)) = split(form).filter(|_| is_inflected) else { return form.into() };
    let stem = match case.word.feats.degree {
        Some(Degree::Cmp) => stem.strip_suffix("er"),
        Some(Degree::Sup) => stem.strip_suffix("st"),
        _ => None,
    }
    .unwrap_or(stem);
    if stem.is_empty() { form.into() } else { stem.into() }
}

fn uninflected(case: &Case<'_>, form: &str) -> CompactString {
    let stem = match case.word.feats.degree {
        Some(Degree::Cmp) => form.strip_suffix("er"),
        Some(Degree::Sup) => form.strip_suffix("sten"),
        _ => None,
    };
    stem.filter(|stem| stem.chars().count() > 2).unwrap_or(form).into()
}
