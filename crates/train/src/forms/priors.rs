//! How common lemmas are, counted over raw text by the forms that are theirs alone.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use wortlaut_syntax::forms::inflection;

use super::collect::{Collected, Section};
use super::read;

/// Raw text to count in.
const SOURCES: [&str; 3] = ["bundestag-21.txt.xz", "wikipedia-articles.txt.xz", "klexikon.txt.xz"];

/// Counts of lemmas.
#[derive(Debug, Default)]
pub(super) struct Prior(BTreeMap<String, u64>);

impl Prior {
    /// How common the lemma is.
    pub(super) fn of(&self, lemma: &str) -> u64 {
        self.0.get(lemma).copied().unwrap_or_default()
    }

    /// Shares out the counts of forms among their lemmas: a form of one lemma counts for it in full, one of several counts little.
    /// So does a form that is another word's too, which `shared` says.
    fn of_section(section: &Section, counts: &HashMap<String, u64>, shared: impl Fn(&str) -> bool) -> Self {
        let mut prior = BTreeMap::new();
        for (form, lemmas) in &section.0 {
            let count = counts.get(&form.to_lowercase()).copied().unwrap_or_default() * 100;
            let count = if shared(form) { count / 20 } else { count };
            let share = count / (lemmas.len() as u64).pow(4);
            for lemma in lemmas.keys() {
                // Between lemmas that have all their forms in common, the one that is seen itself: Leute, not `Leut`.
                let own = if lemma == form { count / 5 } else { 0 };
                *prior.entry(lemma.clone()).or_insert(0) += share + own;
            }
        }
        Self(prior)
    }
}

/// Counts of nouns, which are written with a capital, and of all else.
#[derive(Debug, Default)]
pub(super) struct Priors {
    pub(super) nouns: Prior,
    pub(super) words: Prior,
}

/// Counts the raw text of the data directory.
pub(super) fn count(data: &Path, collected: &Collected) -> anyhow::Result<Priors> {
    let (mut upper, mut lower): (HashMap<String, u64>, HashMap<String, u64>) = (HashMap::new(), HashMap::new());
    for source in SOURCES {
        read::lines(&data.join("raw").join(source), |line| {
            // The first word of a line may have its capital from there.
            for word in line.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).skip(1) {
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                let (counts, word) =
                    if capital { (&mut upper, word.to_lowercase()) } else { (&mut lower, word.to_owned()) };
                *counts.entry(word).or_default() += 1;
            }
        })?;
    }
    // `langen` is a form of `lang` far more often than of `langen`.
    let is_adjective =
        |form: &str| inflection::split(form).is_some_and(|(stem, _)| collected.stems.0.contains_key(stem));
    Ok(Priors {
        nouns: Prior::of_section(&collected.nouns, &upper, |_| false),
        words: Prior::of_section(&collected.words, &lower, is_adjective),
    })
}

#[cfg(test)]
mod tests {
    use wortlaut_model::{Feats, Xpos};
    use wortlaut_syntax::forms::Analysis;

    use super::*;

    fn section(entries: &[(&str, &str)]) -> Section {
        let mut section = Section::default();
        for (form, lemma) in entries {
            section.add(form, lemma, Analysis { xpos: Xpos::Nn, feats: Feats::default() });
        }
        section
    }

    #[test]
    fn a_lemma_counts_by_forms_of_its_own() {
        let section = section(&[
            ("stunden", "stunde"),
            ("stunden", "stunden"),
            ("stunde", "stunde"),
            ("leute", "leut"),
            ("leute", "leute"),
        ]);
        let counts = [("stunden", 50), ("stunde", 20), ("leute", 90)].map(|(form, count)| (form.to_owned(), count));
        let prior = Prior::of_section(&section, &counts.into_iter().collect(), |_| false);
        assert!(prior.of("stunde") > prior.of("stunden"));
        assert!(prior.of("leute") > prior.of("leut"));
        assert_eq!(prior.of("haus"), 0);
    }

    #[test]
    fn a_form_of_another_word_counts_little() {
        let section = section(&[("langen", "langen"), ("gelangen", "gelangen")]);
        let counts = [("langen", 90), ("gelangen", 20)].map(|(form, count)| (form.to_owned(), count));
        let prior = Prior::of_section(&section, &counts.into_iter().collect(), |form| form == "langen");
        assert!(prior.of("gelangen") > prior.of("langen"));
    }
}
