//! Words with a pronoun or an article run into their end: *geht's*, *gibts*, *kannste*, *wenn's*, *mit'm*. Speech, chats
//! and protocols are full of them; their tag, features and lemma are those of the word in front.

use wortlaut_model::{Number, Person, VerbForm, Xpos};

use super::known::Found;
use super::letters::Short;
use super::{Analysis, Basis, Forms};

/// What runs into the end behind an apostrophe: es, ein, einem, einen, eine, sie, er, einer.
const BEHIND_APOSTROPHE: [&str; 9] = ["s", "n", "m", "nen", "nem", "ne", "se", "r", "ner"];

/// Those whose front is worn, too.
const WORN: [(&str, &str); 2] = [("isses", "ist"), ("isse", "ist")];

/// What may stand in front: finite verbs, conjunctions, prepositions, question words.
pub(super) fn is_host(analysis: Analysis) -> bool {
    analysis.feats.verb_form == Some(VerbForm::Fin)
        || matches!(analysis.xpos, Xpos::Kous | Xpos::Kokom | Xpos::Appr | Xpos::Pwav | Xpos::Pws | Xpos::Adv)
}

impl Forms {
    /// The word in front of a pronoun or article that has run into the end of `lower`; nothing where there is none.
    pub(crate) fn host(&self, lower: &str) -> Option<Found<'_>> {
        if let Some((host, tail)) = lower.rsplit_once(['\'', '’']) {
            return self.hosted(host, is_host).filter(|_| BEHIND_APOSTROPHE.contains(&tail));
        }
        let worn = WORN.into_iter().find(|(word, _)| *word == lower).map(|(_, host)| host);
        // `-tes` is an adjective's: recyceltes.
        let short = || lower.strip_suffix('s').filter(|host| !host.ends_with("te"));
        if let Some(host) = worn.or_else(short) {
            return self.hosted(host, |one| is_host(one) && !matches!(one.xpos, Xpos::Adv | Xpos::Appr));
        }
        let second = |one: Analysis| one.feats.person == Some(Person::Second) && one.feats.number == Some(Number::Sing);
        self.hosted(lower.strip_suffix('e').filter(|host| host.ends_with("st"))?, second)
    }

    fn hosted(&self, host: &str, fits: impl Fn(Analysis) -> bool) -> Option<Found<'_>> {
        let readings = self.known(&self.words, host);
        let any = readings.iter().flat_map(|reading| self.tables.analyses(*reading)).any(fits);
        any.then(|| Found { readings, basis: Basis::Known, respelled: Short::joined(&[host]) })
    }
}
