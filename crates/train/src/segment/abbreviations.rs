//! Abbreviations from CLDR, from counts over raw text, and from the list kept by hand.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::words::Words;

/// The list kept by hand; its head says what the marks mean.
const BY_HAND: &str = include_str!("data/abbreviations.txt");

/// Counted over raw text by [`super::count_abbreviations`], and read over.
const COUNTED: &str = include_str!("data/abbreviations-counted.txt");

/// Is also a word of its own.
const AMBIGUOUS: u64 = 1;
/// May stand at the end of a sentence.
const MAY_END: u64 = 2;

/// Abbreviations with their flags. What was written by hand overrules the others.
pub(super) fn read(data: &Path, words: &Words) -> anyhow::Result<BTreeMap<String, u64>> {
    let counted = COUNTED.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let mut abbreviations: BTreeMap<String, u64> = counted.map(|word| (word.to_owned(), 0)).collect();
    let stops = words.stops();
    for word in cldr(data)? {
        let (stem, capital) = stem(&word);
        let (dotted, bare) = stops.get(stem.as_str()).copied().unwrap_or_default();
        // "Best.", "Test.", "Max.": CLDR's that raw text writes without a stop more often than with one.
        let ambiguous = bare > dotted && capital;
        abbreviations.insert(word, if ambiguous { AMBIGUOUS } else { 0 });
    }
    for line in BY_HAND.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let word = line.trim_end_matches(['$', '~', '-']);
        if line.ends_with('-') {
            abbreviations.remove(word);
            continue;
        }
        let flag = if line.ends_with('$') {
            MAY_END
        } else if line.ends_with('~') {
            AMBIGUOUS
        } else {
            0
        };
        abbreviations.insert(word.to_owned(), flag);
    }
    Ok(abbreviations)
}

/// The word without its stop and with its first letter lower-case, and whether it had a capital or was long.
fn stem(word: &str) -> (String, bool) {
    let mut characters = word.trim_end_matches('.').chars();
    let first = characters.next();
    let capital = first.is_some_and(char::is_uppercase) || word.len() > 3;
    (first.into_iter().flat_map(char::to_lowercase).chain(characters).collect(), capital)
}

/// CLDR's sentence break suppressions, less those of several words and single capitals, whose shape says enough.
fn cldr(data: &Path) -> anyhow::Result<Vec<String>> {
    let path = data.join("lexicon/cldr-de/suppressions.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let file: Suppressions = serde_json::from_str(&text).with_context(|| format!("malformed: {}", path.display()))?;
    let all = file.segments.segmentations.sentence_break.standard.into_iter().map(|entry| entry.suppression);
    Ok(all.filter(|word| word.ends_with('.') && !word.contains(' ') && word.chars().count() > 2).collect())
}

#[derive(Deserialize)]
struct Suppressions {
    segments: Segments,
}

#[derive(Deserialize)]
struct Segments {
    segmentations: Segmentations,
}

#[derive(Deserialize)]
struct Segmentations {
    #[serde(rename = "SentenceBreak")]
    sentence_break: SentenceBreak,
}

#[derive(Deserialize)]
struct SentenceBreak {
    standard: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    suppression: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_the_keys_of_counts() {
        assert_eq!(stem("Best."), ("best".to_owned(), true));
        assert_eq!(stem("am."), ("am".to_owned(), false));
    }

    #[test]
    fn each_line_by_hand_is_an_abbreviation_with_at_most_one_mark() {
        for line in BY_HAND.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let word = line.trim_end_matches(['$', '~', '-']);
            assert!(line.len() - word.len() <= 1, "{line}");
            assert!(word.ends_with('.') || matches!(word, "hc" | "zB"), "{line}");
        }
    }
}
