//! Verbs: by the lexicon, behind a prefix, by their end.

use compact_str::CompactString;
use wortlaut_model::Xpos;

use crate::forms::{Forms, zu_infinitive};

use super::Case;
use super::choice::best;

/// The lemma of a verb whose particle stands elsewhere, with the particle: `teilen` and `mit` give mitteilen.
///
/// UD German gives the verb's own lemma (`teilte … mit` → teilen) and joins the two by the relation `compound:prt` alone.
#[must_use]
pub fn joined(lemma: &str, particle: &str) -> CompactString {
    let mut joined = CompactString::with_capacity(lemma.len() + particle.len());
    joined.extend(particle.chars().flat_map(char::to_lowercase));
    joined.push_str(lemma);
    joined
}

/// The lemma of a verb.
pub(super) fn lemma(forms: &Forms, case: &Case<'_>) -> CompactString {
    known(forms, case)
        .or_else(|| zu(forms, case))
        .or_else(|| prefixed(forms, case))
        .or_else(|| guessed(forms, case))
        .unwrap_or_else(|| case.lower.into())
}

fn known(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let found = forms.exact(&forms.words, case.lower).or_else(|| forms.host(case.lower))?;
    let choice = best(forms, found, case.word).filter(|choice| choice.is_tag)?;
    choice.lemma(forms, found, case.lower)
}

/// An infinitive with `zu` inside: `voranzukommen` → vorankommen.
fn zu(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    if case.word.xpos != Xpos::Vvizu {
        return None;
    }
    let at = zu_infinitive(forms, case.lower).or_else(|| case.lower.rfind("zu").filter(|&at| at > 1))?;
    let mut lemma: CompactString = case.lower.get(..at)?.into();
    lemma.push_str(case.lower.get(at + 2..)?);
    Some(lemma)
}

fn prefixed(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let found = forms.prefixed_verb(case.lower)?;
    let choice = best(forms, found, case.word).filter(|choice| choice.is_tag)?;
    choice.lemma(forms, found, case.lower)
}

fn guessed(forms: &Forms, case: &Case<'_>) -> Option<CompactString> {
    let found = forms.guessed_verb(case.lower)?;
    let choice = best(forms, found, case.word).filter(|choice| choice.is_tag && choice.fit > 0)?;
    choice.lemma(forms, found, case.lower)
}
