//! The tagger on a small random model: what it remembers changes nothing, and no text breaks it.

use proptest::prelude::*;
use wortlaut_lexicon::Lexicon;

use super::facts::Facts;
use super::features::View;
use super::training::{ClusterSections, Steps, Trained, WeightSections};
use super::*;

static NAMES: &[u8] = include_bytes!("../../../../models/names.lex");

/// Weights that look random, for one bucket in eight.
fn weights(bits: u32) -> WeightSections {
    let rows: Vec<Vec<f32>> = (0..64_u32)
        .map(|row| (0..25_u32).map(|label| ((row * 31 + label * 17) % 11) as f32 / 8.0 - 0.6).collect())
        .collect();
    let row =
        |bucket: u32| (bucket.wrapping_mul(0x9e37_79b9) >> 29 == 0).then(|| rows[bucket as usize % 64].as_slice());
    WeightSections::build(bits, row, 0.01)
}

fn trained() -> Trained {
    let words = [("Berlin", 7), ("Hamburg", 7), ("lacht", 12), ("der", 1)];
    Trained {
        clusters: ClusterSections::build(&words.map(|(word, path)| (word.to_owned(), path))),
        outer: weights(12),
        outer_steps: Steps::default(),
        inner: weights(10),
        inner_steps: Steps::default(),
        calibration: Calibration::through(vec![(0.0, 0.0), (1.0, 1.0)]),
    }
}

fn tagger() -> NameTagger {
    let names = Lexicon::from_bytes(NAMES).unwrap();
    NameTagger::new(&Lexicon::from_bytes(trained().build()).unwrap(), &names).unwrap()
}

/// The scores of a sentence without any memory.
fn plain_rows(tagger: &NameTagger, forms: &[&str]) -> Vec<Row> {
    let facts: Vec<Facts> = forms.iter().map(|form| Facts::new(form, &tagger.lists, &tagger.clusters)).collect();
    let facts: Vec<&Facts> = facts.iter().collect();
    let hits = gazetteer::hits(forms, &facts, &tagger.lists);
    let mut view = View { facts, hits, places: Vec::new(), convention: tagger.convention };
    view.place(forms);
    let rows = (0..forms.len()).map(|index| {
        let (mut features, mut sums) = (Vec::new(), [0; 32]);
        view.features(index, &mut features);
        tagger.outer.weights.add_all(&features, &mut sums);
        tagger.outer.weights.row(&sums)
    });
    rows.collect()
}

#[test]
fn memory_changes_nothing() {
    let tagger = tagger().with_convention(Convention::GermEval);
    let sentences = [
        vec!["Der", "Bürgermeister", "von", "Berlin", "lacht", "."],
        vec!["Hamburg", ",", "sagte", "Anna", "Meier-Schulz", "(", "SPD", ")", ",", "lacht", "."],
        vec!["Berlin"],
    ];
    for forms in sentences.iter().chain(sentences.iter().rev()) {
        assert_eq!(tagger.rows(forms), plain_rows(&tagger, forms));
        assert_eq!(tagger.tag(forms), self::tagger().with_convention(Convention::GermEval).tag(forms));
    }
}

#[test]
fn forgetting_changes_nothing() {
    let tagger = tagger();
    let forms = ["Anna", "lacht", "in", "Hamburg"];
    let before = tagger.tag(&forms);
    let many: Vec<String> = (0..20_000).map(|number| format!("Wort{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(tagger.rows(&many).len(), many.len());
    assert_eq!(tagger.tag(&forms), before);
}

#[test]
fn words_have_the_clusters_they_were_given_and_others_none() {
    let words: Vec<(String, u16)> = (0..2_000_u16).map(|number| (format!("wort{number}"), number % 50)).collect();
    let clusters = clusters::Clusters::of(ClusterSections::build(&words)).unwrap();
    let wrong = words.iter().filter(|(word, path)| clusters.path(word) != Some(u64::from(*path) + 1)).count();
    assert!(wrong < 5, "{wrong} of 2000");
    let taken = (0..2_000).filter(|number| clusters.path(&format!("anders{number}")).is_some()).count();
    assert!(taken < 10, "{taken} of 2000");
}

#[test]
fn files_of_others_are_refused() {
    let names = Lexicon::from_bytes(NAMES).unwrap();
    let refused = |trained: Trained| {
        let model = Lexicon::from_bytes(trained.build()).unwrap();
        matches!(NameTagger::new(&model, &names), Err(LexiconError::Malformed { .. }))
    };
    assert!(!refused(trained()));
    let mut short = trained();
    short.outer.entries.truncate(10);
    assert!(refused(short));
    let mut odd = trained();
    odd.inner.rows.pop();
    assert!(refused(odd));
    let mut full = trained();
    full.clusters.slots = vec![1; 30];
    assert!(refused(full));
    let mut stepless = trained();
    stepless.outer.step = vec![0; 4];
    assert!(refused(stepless));
    let foreign = NameTagger::new(&names, &names);
    assert!(matches!(foreign, Err(LexiconError::MissingSection { .. })));
}

#[test]
fn a_sentence_without_end_is_read_in_windows() {
    let forms = ["Anna", "Meier", "lacht"].repeat(1000);
    let tagger = tagger();
    let names = tagger.tag(&forms);
    assert_eq!(tagger.rows(&forms).len(), 3000);
    assert!(names.outer.iter().all(|name| name.start < name.end && name.end <= 3000));
    assert!(
        names
            .inner
            .iter()
            .all(|name| names.outer.iter().any(|outer| outer.start <= name.start && name.end <= outer.end))
    );
}

proptest! {
    #[test]
    fn any_tokens(forms in prop::collection::vec("\\PC{1,12}", 0..30)) {
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let tagger = tagger();
        let names = tagger.tag(&forms);
        for name in names.outer.iter().chain(&names.inner) {
            prop_assert!(name.start < name.end && name.end <= forms.len());
            prop_assert!((0.0..=1.0).contains(&name.confidence));
        }
        prop_assert_eq!(tagger.rows(&forms), plain_rows(&tagger, &forms));
    }
}
