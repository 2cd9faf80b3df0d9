//! What words with a certain end are, for words that no list has: learnt from the lemmas of the lexicon.

use std::collections::{BTreeMap, BTreeSet};

use wortlaut_model::Xpos;
use wortlaut_syntax::forms::{Analysis, Reading, Rule, TablesBuilder};

use super::collect::{Collected, Section};
use super::priors::{Prior, Priors};

/// Longest end, in letters.
const LONGEST: usize = 6;

/// Words an end must have.
const FEWEST: usize = 8;

/// Readings kept of an end.
const KEPT: usize = 5;

/// A rule and the analyses that go with it.
type Kind = (u8, u8, String, Vec<Analysis>);

/// Ends with the kinds of words that have them, the commonest first.
#[derive(Debug)]
pub(super) struct Ends(BTreeMap<String, Vec<Kind>>);

/// Ends of nouns.
pub(super) fn nouns(collected: &Collected, priors: &Priors) -> Ends {
    Ends::learn(&collected.nouns, &priors.nouns, |_| true)
}

/// Ends of verbs.
pub(super) fn verbs(collected: &Collected, priors: &Priors) -> Ends {
    Ends::learn(&collected.words, &priors.words, |analysis| analysis.xpos.is_verb() && is_full(analysis.xpos))
}

fn is_full(xpos: Xpos) -> bool {
    xpos.as_str().starts_with("VV")
}

impl Ends {
    fn learn(section: &Section, prior: &Prior, takes: impl Fn(&Analysis) -> bool) -> Self {
        let mut counts: BTreeMap<String, BTreeMap<Kind, usize>> = BTreeMap::new();
        for (form, lemmas) in &section.0 {
            for (lemma, analyses) in lemmas {
                let analyses: Vec<Analysis> = analyses.iter().copied().filter(&takes).collect();
                let Some(rule) = Rule::between(form, lemma).filter(|_| !analyses.is_empty()) else { continue };
                // Words that nobody uses teach nothing.
                if prior.of(lemma) == 0 {
                    continue;
                }
                for end in ends(form).filter(|end| end.len() >= usize::from(rule.cut.max(rule.infix))) {
                    let kind = (rule.cut, rule.infix, rule.suffix.to_owned(), analyses.clone());
                    *counts.entry(end.chars().rev().collect()).or_default().entry(kind).or_default() += 1;
                }
            }
        }
        let mut learnt: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
        for (end, kinds) in counts {
            let total: usize = kinds.values().sum();
            if total >= FEWEST {
                learnt.insert(end, commonest(kinds, total));
            }
        }
        Self(without_repetition(learnt))
    }

    /// The numbers of their entries.
    pub(super) fn entries(&self, tables: &mut TablesBuilder) -> BTreeMap<String, u64> {
        let entry = |(end, kinds): (&String, &Vec<Kind>)| {
            let reading = |(cut, infix, suffix, analyses): &Kind| -> Reading {
                tables.reading(analyses, Rule { cut: *cut, infix: *infix, suffix })
            };
            let readings = kinds.iter().map(reading).collect();
            (end.clone(), tables.entry(readings))
        };
        self.0.iter().map(entry).collect()
    }
}

fn commonest(kinds: BTreeMap<Kind, usize>, total: usize) -> Vec<Kind> {
    let mut kinds: Vec<(Kind, usize)> = kinds.into_iter().collect();
    kinds.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    let common = kinds.into_iter().filter(|(_, count)| count * 30 >= total).take(KEPT);
    common.map(|(kind, _)| kind).collect()
}

/// Drops ends that say what the shorter one says.
fn without_repetition(learnt: BTreeMap<String, Vec<Kind>>) -> BTreeMap<String, Vec<Kind>> {
    let repeats = |end: &String, kinds: &Vec<Kind>| {
        let shorter =
            (1..end.chars().count()).rev().find_map(|length| learnt.get(&end.chars().take(length).collect::<String>()));
        shorter == Some(kinds)
    };
    let dropped: BTreeSet<String> =
        learnt.iter().filter(|(end, kinds)| repeats(end, kinds)).map(|(end, _)| end.clone()).collect();
    learnt.into_iter().filter(|(end, kinds)| !dropped.contains(end) && !kinds.is_empty()).collect()
}

/// The ends of a word that leave a letter in front.
fn ends(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().rev().take(LONGEST).filter(|&(at, _)| at > 0).filter_map(|(at, _)| word.get(at..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_leave_a_letter_in_front() {
        assert_eq!(ends("tür").collect::<Vec<_>>(), ["r", "ür"]);
    }

    #[test]
    fn a_longer_end_is_kept_where_it_says_something_else() {
        let kind = |cut| vec![(cut, 0, String::new(), Vec::new())];
        let learnt = [("n", kind(1)), ("ne", kind(1)), ("neg", kind(2)), ("nege", kind(2))];
        let learnt = learnt.map(|(end, kinds)| (end.to_owned(), kinds)).into_iter().collect();
        assert_eq!(without_repetition(learnt).into_keys().collect::<Vec<_>>(), ["n", "neg"]);
    }
}
