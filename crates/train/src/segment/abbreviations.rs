//! Abbreviations from CLDR and from the list kept by hand.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// The list kept by hand; its head says what the marks mean.
const BY_HAND: &str = include_str!("data/abbreviations.txt");

/// Is also a word of its own.
const AMBIGUOUS: u64 = 1;
/// May stand at the end of a sentence.
const MAY_END: u64 = 2;

/// Abbreviations with their flags. What was written by hand overrules CLDR.
pub(super) fn read(data: &Path) -> anyhow::Result<BTreeMap<String, u64>> {
    let mut abbreviations: BTreeMap<String, u64> = cldr(data)?.into_iter().map(|word| (word, 0)).collect();
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
