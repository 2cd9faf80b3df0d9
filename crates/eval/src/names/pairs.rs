//! Which predicted name answers which gold name.

use std::cmp::Reverse;

use wortlaut_model::{Bytes, Span};

use super::NameClass;

/// A name to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) span: Span<Bytes>,
    pub(super) class: NameClass,
}

/// A gold name and its answer, by their places in the lists; one side is missing for names that were missed or made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) gold: Option<usize>,
    pub(super) predicted: Option<usize>,
}

/// Pairs each gold name with at most one predicted name that overlaps it, and the other way round: names that agree in
/// span and class first, then in span, then in class, then the rest, the larger overlap first. Pairs stand in the order of
/// gold, what was made up after them.
pub(super) fn pairs(gold: &[Item], predicted: &[Item]) -> Vec<Pair> {
    let mut answers = vec![None; gold.len()];
    let mut used = vec![false; predicted.len()];
    for (.., at, by) in candidates(gold, predicted) {
        if let (Some(answer @ None), Some(free @ false)) = (answers.get_mut(at), used.get_mut(by)) {
            *answer = Some(by);
            *free = true;
        }
    }
    let answered = answers.into_iter().enumerate().map(|(at, answer)| Pair { gold: Some(at), predicted: answer });
    let unused = used.iter().enumerate().filter(|(_, used)| !**used);
    answered.chain(unused.map(|(by, _)| Pair { gold: None, predicted: Some(by) })).collect()
}

/// Overlapping names in the order in which they are paired: differing span, differing class, less overlap last.
type Candidate = (bool, bool, Reverse<u32>, usize, usize);

fn candidates(gold: &[Item], predicted: &[Item]) -> Vec<Candidate> {
    let mut order: Vec<usize> = (0..predicted.len()).collect();
    order.sort_by_key(|&by| predicted.get(by).map(|item| item.span));
    // Names before this length ago cannot reach a gold name.
    let longest = predicted.iter().map(|item| item.span.len()).max().unwrap_or_default();
    let mut candidates = Vec::new();
    for (at, wanted) in gold.iter().enumerate() {
        let from = (wanted.span.start as usize).saturating_sub(longest);
        let first =
            order.partition_point(|&by| predicted.get(by).is_some_and(|item| (item.span.start as usize) < from));
        let reach = order.iter().skip(first).filter_map(|&by| Some((by, predicted.get(by)?)));
        for (by, found) in reach.take_while(|(_, found)| found.span.start < wanted.span.end) {
            if found.span.overlaps(wanted.span) {
                let shared = found.span.end.min(wanted.span.end) - found.span.start.max(wanted.span.start);
                candidates.push((found.span != wanted.span, found.class != wanted.class, Reverse(shared), at, by));
            }
        }
    }
    candidates.sort_unstable();
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(list: &[(usize, usize, &str)]) -> Vec<Item> {
        let item = |&(start, end, label): &_| Item { span: Span::new(start, end), class: NameClass::parse(label) };
        list.iter().map(item).collect()
    }

    #[track_caller]
    fn check(gold: &[(usize, usize, &str)], predicted: &[(usize, usize, &str)], expected: &[(i32, i32)]) {
        let found = pairs(&items(gold), &items(predicted));
        let number = |index: Option<usize>| index.map_or(-1, |index| i32::try_from(index).unwrap());
        let found: Vec<(i32, i32)> = found.iter().map(|pair| (number(pair.gold), number(pair.predicted))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn exact_names_come_first_though_another_overlaps_more() {
        check(&[(0, 16, "ORG"), (12, 16, "LOC")], &[(12, 16, "LOC"), (0, 11, "ORG")], &[(0, 1), (1, 0)]);
    }

    #[test]
    fn one_gold_name_has_one_answer() {
        check(&[(0, 20, "PER")], &[(0, 4, "PER"), (5, 20, "PER")], &[(0, 1), (-1, 0)]);
        check(&[(0, 4, "PER"), (5, 9, "PER")], &[(0, 9, "PER")], &[(0, 0), (1, -1)]);
    }

    #[test]
    fn the_class_decides_between_overlaps() {
        check(&[(0, 20, "LOC")], &[(0, 15, "ORG"), (16, 20, "LOC")], &[(0, 1), (-1, 0)]);
        check(&[(0, 4, "LOC")], &[(4, 8, "LOC")], &[(0, -1), (-1, 0)]);
    }
}
