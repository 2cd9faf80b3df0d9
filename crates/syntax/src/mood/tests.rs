//! What the rules' tests share: a sentence as words with their places in a tree, and the readings of its finite verbs.

use wortlaut_model::{Deprel, Feats, Mood, Upos, Xpos};

use crate::decide::Known;
use crate::heads::Parse;
use crate::inventory::Tags;

/// A finite verb: the features it is tagged with, and those its form may have.
pub(super) type Verb = (&'static str, &'static [&'static str]);

/// A word with its head (from 1, 0 for the root), its relation, and what it is as a finite verb.
pub(super) type Word = (&'static str, u32, Deprel, Option<Verb>);

const HE_DID: &str = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
const HE_WOULD: &str = "Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
const HE_IS_SAID: &str = "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
const THEY_DID: &str = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
const THEY_WOULD: &str = "Mood=Sub|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
const I_DO: &str = "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin";

/// "kam", "käme", "komme": forms of one mood.
pub(super) const KAM: Option<Verb> = Some((HE_DID, &[HE_DID]));
pub(super) const KAEME: Option<Verb> = Some((HE_WOULD, &[HE_WOULD]));
pub(super) const KOMME: Option<Verb> = Some((HE_IS_SAID, &[HE_IS_SAID, I_DO]));
/// "machte", "machten": forms of both, taken for indicatives; and taken for a subjunctive.
pub(super) const MACHTE: Option<Verb> = Some((HE_DID, &[HE_DID, HE_WOULD]));
pub(super) const MACHTEN: Option<Verb> = Some((THEY_DID, &[THEY_DID, THEY_WOULD]));
pub(super) const MACHTE_GUESSED: Option<Verb> = Some((HE_WOULD, &[HE_DID, HE_WOULD]));
/// "habe", taken for an imperative.
pub(super) const HABE: Option<Verb> = Some(("Mood=Imp|Number=Sing|Person=2|VerbForm=Fin", &[HE_IS_SAID, I_DO]));

/// Checks which verbs of a sentence are subjunctive after all rules.
#[track_caller]
pub(super) fn check(words: &[Word], expected: &str) {
    let heads = words.iter().map(|word| word.1).collect();
    let relations = words.iter().map(|word| word.2).collect();
    let parse = Parse { tags: Vec::new(), heads, relations };
    let feats = |written: &str| written.parse::<Feats>().unwrap();
    let readings = |word: &Word| -> Vec<Known> {
        word.3
            .map(|(_, known)| known.iter().map(|one| Known::new(Xpos::Vvfin, feats(one))).collect())
            .unwrap_or_default()
    };
    let known: Vec<Vec<Known>> = words.iter().map(readings).collect();
    let tagged = |word: &Word| match word.3 {
        Some((tagged, _)) => Tags { upos: Upos::Verb, xpos: Xpos::Vvfin, feats: feats(tagged) },
        None if word.2 == Deprel::Det => Tags { upos: Upos::Det, xpos: Xpos::Art, feats: Feats::default() },
        None => Tags { upos: Upos::Noun, xpos: Xpos::Nn, feats: Feats::default() },
    };
    let mut tags: Vec<Tags> = words.iter().map(tagged).collect();
    super::settle(&parse, &|at| &known[at], &|at| words[at].0, &mut tags);
    let subjunctive = (0..words.len()).filter(|&at| tags[at].feats.mood == Some(Mood::Sub)).map(|at| words[at].0);
    assert_eq!(subjunctive.collect::<Vec<_>>().join(" "), expected);
}
