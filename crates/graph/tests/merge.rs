//! Any split of a corpus, merged in any order, in memory or over sorted runs, gives the same graph.

mod marked;

use std::convert::Infallible;

use marked::{document, quote, relate};
use proptest::prelude::*;
use wortlaut_graph::{Fragment, MergeRows, Row};
use wortlaut_model::{Document, Modality, Polarity, RelationType};

const KEYS: [&str; 6] = ["per:may", "per:ohm", "org:nato", "org:werft", "loc:kiel", "loc:bonn"];
const NAMES: [&str; 5] = ["May", "Anna May", "NATO", "Nato", "Kiel"];

/// A document from dice: sentences of random names, relations and a quote between random entities.
fn corpus() -> impl Strategy<Value = Vec<Document>> {
    let sentence = prop::collection::vec((0..KEYS.len(), 0..NAMES.len()), 0..4);
    let relation = (0..KEYS.len(), 0..RelationType::ALL.len(), 0..KEYS.len(), any::<bool>(), any::<bool>());
    let parts = (prop::collection::vec(sentence, 0..4), prop::collection::vec(relation, 0..4), 0..KEYS.len());
    prop::collection::vec(parts, 0..12)
        .prop_map(|documents| documents.into_iter().enumerate().map(|(index, parts)| assemble(index, &parts)).collect())
}

type Dice = (Vec<Vec<(usize, usize)>>, Vec<(usize, usize, usize, bool, bool)>, usize);

fn assemble(index: usize, (sentences, relations, speaker): &Dice) -> Document {
    let sentence = |names: &Vec<(usize, usize)>| {
        names.iter().map(|&(key, name)| format!("[{} {}]", KEYS[key], NAMES[name])).collect::<Vec<_>>().join(" ä ")
    };
    let mut document = document(&format!("d{index}"), &sentences.iter().map(sentence).collect::<Vec<_>>().join(".\n"));
    for &(subject, relation, object, negated, reported) in relations {
        let polarity = if negated { Polarity::Negated } else { Polarity::Affirmed };
        let modality = if reported { Modality::Reported } else { Modality::Asserted };
        relate(&mut document, (KEYS[subject], RelationType::ALL[relation], KEYS[object]), polarity, modality);
    }
    let text = document.text.clone();
    quote(&mut document, KEYS[*speaker], &[&text]);
    document
}

fn merged(documents: &[Document]) -> Fragment {
    documents.iter().map(Fragment::of).fold(Fragment::default(), Fragment::merge)
}

/// The graph of fragments written down as sorted runs and merged row by row.
fn over_runs(fragments: &[Fragment]) -> (Vec<String>, Vec<String>, Vec<String>) {
    (
        rows(fragments.iter().map(|fragment| fragment.nodes().cloned())),
        rows(fragments.iter().map(|fragment| fragment.edges().cloned())),
        rows(fragments.iter().map(|fragment| fragment.evidence().cloned())),
    )
}

fn rows<R: Row + std::fmt::Debug>(runs: impl Iterator<Item = impl Iterator<Item = R>>) -> Vec<String> {
    let runs = runs.map(|run| run.map(Ok::<R, Infallible>));
    MergeRows::new(runs).map(|row| format!("{:?}", row.unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_split_merged_in_any_order_gives_the_same_graph(
        documents in corpus(),
        order in prop::collection::vec(any::<u32>(), 12),
        cut in 0..12_usize,
    ) {
        let whole = merged(&documents);
        let mut shuffled: Vec<_> = documents.iter().zip(order).collect();
        shuffled.sort_by_key(|(_, order)| *order);
        let shuffled: Vec<Document> = shuffled.into_iter().map(|(document, _)| document.clone()).collect();
        let (left, right) = shuffled.split_at(cut.min(shuffled.len()));
        prop_assert_eq!(&merged(left).merge(merged(right)), &whole);
        prop_assert_eq!(&merged(right).merge(merged(left)), &whole);
        let (first, middle) = left.split_at(left.len() / 2);
        let right_first = merged(first).merge(merged(middle).merge(merged(right)));
        prop_assert_eq!(&right_first, &whole);
        prop_assert_eq!(over_runs(&[merged(left), merged(right)]), over_runs(std::slice::from_ref(&whole)));
    }

    #[test]
    fn counts_add_up(documents in corpus()) {
        let whole = merged(&documents);
        let mentions: usize = documents.iter().map(|document| document.mentions.len()).sum();
        prop_assert_eq!(whole.nodes().map(|node| node.mentions).sum::<u64>(), mentions as u64);
        for node in whole.nodes() {
            let naming = documents.iter().filter(|document| document.entities.iter().any(|entity| *entity.key == *node.key));
            prop_assert_eq!(node.documents, naming.count() as u64);
            prop_assert_eq!(node.names.values().sum::<u64>(), node.documents);
        }
        for edge in whole.edges() {
            let evidence = || whole.evidence().filter(|evidence| evidence.edge == edge.key);
            let affirming = || evidence().filter(|evidence| evidence.polarity == Polarity::Affirmed);
            prop_assert_eq!(edge.weight, affirming().count() as u64);
            prop_assert_eq!(edge.weight, edge.asserted + edge.reported + edge.possible + edge.planned);
            prop_assert_eq!(edge.negated, evidence().count() as u64 - edge.weight);
            let documents: std::collections::BTreeSet<_> = affirming().map(|evidence| &evidence.document).collect();
            prop_assert_eq!(edge.documents, documents.len() as u64);
        }
    }

    #[test]
    fn tables_are_sorted_and_hold_a_key_once(documents in corpus()) {
        let whole = merged(&documents);
        prop_assert!(whole.nodes().map(Row::key).is_sorted_by(|a, b| a < b));
        prop_assert!(whole.edges().map(Row::key).is_sorted_by(|a, b| a < b));
        prop_assert!(whole.evidence().is_sorted_by(|a, b| a < b));
        for edge in whole.edges() {
            let known = |key| whole.nodes().any(|node| node.key == key);
            prop_assert!(known(edge.key.subject.clone()) && known(edge.key.object.clone()));
        }
    }
}

#[test]
fn nothing_is_neutral() {
    let kiel = Fragment::of(&document("d", "[loc:kiel Kiel] und [loc:bonn Bonn]"));
    assert_eq!(kiel.clone().merge(Fragment::default()), kiel);
    assert_eq!(Fragment::default().merge(kiel.clone()), kiel);
    assert!(Fragment::default().is_empty() && Fragment::default().bytes() == 0);
    assert!(kiel.bytes() > 0);
}

#[test]
fn a_run_that_fails_says_so() {
    let kiel = Fragment::of(&document("d", "[loc:kiel Kiel]"));
    let node = kiel.nodes().next().unwrap().clone();
    let mut merge = MergeRows::new([vec![Ok(node.clone()), Err("disk gone")].into_iter(), vec![Ok(node)].into_iter()]);
    assert_eq!(merge.next().unwrap().unwrap_err(), "disk gone");
}
