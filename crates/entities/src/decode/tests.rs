//! Decoding against enumeration of all paths, and the labels' names.

use proptest::prelude::*;

use super::*;

#[test]
fn every_label_has_a_name_and_comes_back() {
    for index in 0..LABELS {
        assert_eq!(Label::parse(&Label::at(index).name()), Some(Label::at(index)));
    }
    assert_eq!(Label::parse("B-OTHpart"), Label::parse("B-MISCpart"));
    assert_eq!(Label::at(3).name(), "B-ORG");
    assert_eq!(Label::parse("B-XYZ"), None);
}

#[test]
fn a_foreign_order_is_put_right_and_a_missing_label_refused() {
    let mut names: Vec<String> = (0..LABELS).map(|index| Label::at(index).name()).collect();
    names.reverse();
    let order = LabelOrder::of(&names).unwrap();
    let scores: Vec<f32> = (0..25_u8).map(f32::from).collect();
    assert_eq!(order.row(&scores)[0], 24.0);
    names.pop();
    assert_eq!(LabelOrder::of(&names), None);
}

#[test]
fn inside_never_follows_another_class() {
    let mut rows = [[0.0; LABELS]; 2];
    rows[0][Label::parse("B-PER").unwrap().index()] = 2.0;
    rows[1][Label::parse("I-ORG").unwrap().index()] = 3.0;
    rows[1][Label::parse("I-PER").unwrap().index()] = 2.5;
    let found = decode(&rows, &Transitions::constrained());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].start, found[0].end, found[0].class.name()), (0, 2, "PER".to_owned()));
}

#[test]
fn our_exponential_is_the_exponential() {
    for step in -8600..8600_i16 {
        let x = f32::from(step) / 100.0;
        let ratio = f64::from(exp(x)) / f64::from(x).exp();
        assert!((ratio - 1.0).abs() < 1e-6, "{x}: {ratio}");
    }
    assert_eq!((exp(-1e9), exp(0.0)), (0.0, 1.0));
}

/// All paths that may be, with their scores.
fn paths(rows: &[Row], transitions: &Transitions) -> Vec<(Vec<Label>, f64)> {
    let mut all: Vec<(Vec<Label>, f64)> = vec![(Vec::new(), 0.0)];
    for row in rows {
        let mut next = Vec::new();
        for (path, score) in &all {
            for label in (0..LABELS).map(Label::at) {
                let step = match path.last() {
                    None => transitions.first[label.index()],
                    Some(last) => transitions.after[label.index()][last.index()],
                };
                if step > -1e8 {
                    let path = path.iter().copied().chain([label]).collect();
                    next.push((path, score + f64::from(step) + f64::from(row[label.index()])));
                }
            }
        }
        all = next;
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn agrees_with_all_paths(scores in prop::collection::vec(prop::array::uniform25(-4.0_f32..4.0), 1..4),
                             first in prop::array::uniform25(-1.0_f32..1.0), pair in prop::array::uniform25(-1.0_f32..1.0)) {
        let pairs = std::array::from_fn(|from| std::array::from_fn(|to| pair[(from * 7 + to * 3) % LABELS]));
        let transitions = Transitions::learned(&first, &pairs);
        let all = paths(&scores, &transitions);
        let sum: f64 = all.iter().map(|(_, score)| score.exp()).sum();
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        prop_assert_eq!(&best_path(&scores, &transitions), &best.0);
        let lattice = Lattice::new(&scores, &transitions);
        prop_assert!((lattice.log_sum() - sum.ln()).abs() < 1e-3);
        for name in decode(&scores, &transitions) {
            let holds = |path: &[Label]| spans(path).iter()
                .any(|one| (one.start, one.end, one.class) == (name.start, name.end, name.class));
            let wanted: f64 = all.iter().filter(|(path, _)| holds(path)).map(|(_, score)| score.exp()).sum::<f64>() / sum;
            prop_assert!((f64::from(name.confidence) - wanted).abs() < 1e-3, "{} {}", name.confidence, wanted);
        }
    }
}
