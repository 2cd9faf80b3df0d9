//! The reading that a tag and features speak for.

use compact_str::CompactString;
use wortlaut_model::{Feats, Xpos};

use crate::forms::known::Found;
use crate::forms::{Forms, Reading, Rule};

use super::Word;

/// A reading, and how well it fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    reading: Reading,
    /// Whether one of its analyses has the word's tag, or one that is taken for it.
    pub(super) is_tag: bool,
    /// Features that agree less those that do not.
    pub(super) fit: i32,
}

impl Choice {
    /// The lemma of `form`, which may be the word in its own letters or in lower case.
    pub(super) fn lemma(self, forms: &Forms, found: Found<'_>, form: &str) -> Option<CompactString> {
        let rule = forms.tables.rule(self.reading);
        match found.respelled {
            // The old spelling stays where nothing else changes: Friedensprozeß.
            Some(respelled) if rule == Rule::SAME && form.contains('ß') && !respelled.as_str().contains('ß') => {
                rule.apply(form)
            }
            Some(respelled) => rule.apply(respelled.as_str()),
            None => rule.apply(form),
        }
    }
}

/// The best reading: the right tag first, then the features, then the lexicon's order.
pub(super) fn best(forms: &Forms, found: Found<'_>, word: Word<'_>) -> Option<Choice> {
    let mut best: Option<Choice> = None;
    for &reading in found.readings {
        for analysis in forms.tables.analyses(reading) {
            let is_tag = stands_for(analysis.xpos, word.xpos);
            let near = i32::from(analysis.xpos == word.xpos);
            let choice = Choice { reading, is_tag, fit: fit(analysis.feats, word.feats) * 2 + near };
            if best.is_none_or(|best| (choice.is_tag, choice.fit) > (best.is_tag, best.fit)) {
                best = Some(choice);
            }
        }
    }
    best
}

/// Whether a tag of the lexicon may stand for the word's: finite verbs and imperatives share lemmas, so do all uses of a pronoun.
fn stands_for(known: Xpos, tag: Xpos) -> bool {
    known == tag
        || (known.is_verb() && tag.is_verb())
        || group(known).is_some_and(|group| Some(group) == self::group(tag))
}

fn group(tag: Xpos) -> Option<u8> {
    Some(match tag {
        Xpos::Piat | Xpos::Pis | Xpos::Adja => 0,
        Xpos::Pds | Xpos::Pdat | Xpos::Art => 1,
        Xpos::Prels | Xpos::Prelat => 2,
        Xpos::Pws | Xpos::Pwat => 3,
        Xpos::Pposat | Xpos::Pposs => 4,
        Xpos::Pper | Xpos::Prf => 5,
        Xpos::Appr | Xpos::Appo | Xpos::Apzr | Xpos::Apprart => 6,
        Xpos::Kous | Xpos::Koui | Xpos::Kon | Xpos::Kokom => 7,
        Xpos::Adv | Xpos::Pav | Xpos::Pwav | Xpos::Adjd => 8,
        _ => return None,
    })
}

/// How well features agree: one for each that does, less one for each that differs.
pub(super) fn fit(known: Feats, wanted: Feats) -> i32 {
    fn one<T: PartialEq>(known: Option<T>, wanted: Option<T>) -> i32 {
        match (known, wanted) {
            (Some(known), Some(wanted)) if known == wanted => 1,
            (Some(_), Some(_)) => -1,
            _ => 0,
        }
    }
    one(known.case, wanted.case)
        + one(known.number, wanted.number)
        + one(known.gender, wanted.gender)
        + one(known.person, wanted.person)
        + one(known.tense, wanted.tense)
        + one(known.mood, wanted.mood)
        + one(known.verb_form, wanted.verb_form)
        + one(known.degree, wanted.degree)
        + one(known.polite, wanted.polite)
        + one(known.pron_type, wanted.pron_type)
}
