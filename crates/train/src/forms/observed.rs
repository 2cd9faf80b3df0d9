//! Words without inflection as annotated corpora tag them: `wirklich` as an adverb, `fest` as a verb's particle.
//!
//! Morphy and the lists by hand leave gaps; a use that a corpus shows at least twice closes one.

use std::collections::BTreeMap;
use std::path::Path;

use wortlaut_model::{Feats, Xpos};
use wortlaut_syntax::forms::Analysis;

use super::Held;
use super::collect::Collected;
use super::read;

/// Tags whose words are not inflected.
const TAGS: [Xpos; 13] = [
    Xpos::Adv,
    Xpos::Appr,
    Xpos::Appo,
    Xpos::Apzr,
    Xpos::Itj,
    Xpos::Kokom,
    Xpos::Kon,
    Xpos::Koui,
    Xpos::Kous,
    Xpos::Pav,
    Xpos::Ptkvz,
    Xpos::Pwav,
    Xpos::Adjd,
];

/// How often a use must be seen.
const SEEN: usize = 2;

/// Adds what the corpora show, but for what is held out.
pub(super) fn add(collected: &mut Collected, data: &Path, held: Held) -> anyhow::Result<()> {
    let mut counts: BTreeMap<(String, Xpos), usize> = BTreeMap::new();
    let mut count = |form: &str, tag: &str| {
        if let Some(xpos) = Xpos::of(tag).filter(|tag| TAGS.contains(tag))
            && form.chars().all(|letter| letter.is_alphabetic() || letter == '.')
        {
            *counts.entry((form.to_lowercase(), xpos)).or_default() += 1;
        }
    };
    let files = [
        ("syntax/de_gsd-ud-dev.conllu", held != Held::Dev),
        ("syntax/de_gsd-ud-test.conllu", held != Held::Test),
        ("syntax/gsd_train_from_parseme.conllu", true),
        ("syntax/de-examples-gsd-hdt.conllu", true),
    ];
    for (file, _) in files.into_iter().filter(|&(_, used)| used) {
        read::conllu(&data.join(file))?.iter().for_each(|word| count(&word.form, &word.xpos));
    }
    read::lines(&data.join("segment/empirist-train.vrt"), |line| {
        let mut fields = line.split('\t');
        if let (Some(form), Some(tag)) = (fields.next(), fields.next()) {
            count(form, tag);
        }
    })?;
    // Without tags of STTS, but adverbs are adverbs.
    read::lines(&data.join("syntax/gsd_train_subset_um.tsv"), |line| {
        let mut fields = line.split('\t');
        if let (Some(form), Some(_), Some("ADV")) = (fields.next(), fields.next(), fields.next()) {
            count(form, "ADV");
        }
    })?;
    for ((form, xpos), seen) in counts {
        let degree = (xpos == Xpos::Adjd).then_some(wortlaut_model::Degree::Pos);
        if seen >= SEEN && !collected.words.has(&form, xpos) {
            let feats = Feats { degree, ..Feats::default() };
            collected.words.add(&form, &form, Analysis { xpos, feats });
        }
    }
    Ok(())
}
