//! The best path through a sentence's labels (Viterbi 1967).

use super::{LABELS, Label, Row, Transitions};

/// The labels of the best path. Of equal paths, the one with the earlier labels wins.
#[must_use]
pub fn best_path(rows: &[Row], transitions: &Transitions) -> Vec<Label> {
    let Some((head, tail)) = rows.split_first() else { return Vec::new() };
    let mut scores: Row = std::array::from_fn(|label| head[label] + transitions.first[label]);
    let mut origins: Vec<[u8; LABELS]> = Vec::with_capacity(tail.len());
    for row in tail {
        let mut origin = [0_u8; LABELS];
        let next: Row = std::array::from_fn(|to| {
            let (from, score) = if Label::at(to).is_inside() {
                // Only the labels of its own class can stand before it.
                let [begin, inside] = [to - 1, to].map(|from| scores[from] + transitions.after[to][from]);
                if begin >= inside { (to as u8 - 1, begin) } else { (to as u8, inside) }
            } else {
                best_origin(&scores, &transitions.after[to])
            };
            origin[to] = from;
            score + row[to]
        });
        scores = next;
        origins.push(origin);
    }
    let (last, _) = best_origin(&scores, &[0.0; LABELS]);
    let mut path = vec![Label::at(usize::from(last))];
    let mut label = usize::from(last);
    for origin in origins.iter().rev() {
        label = usize::from(origin[label]);
        path.push(Label::at(label));
    }
    path.reverse();
    path
}

fn best_origin(scores: &Row, after: &Row) -> (u8, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (index, (score, step)) in (0_u8..).zip(scores.iter().zip(after)) {
        let sum = score + step;
        if sum > best.1 {
            best = (index, sum);
        }
    }
    best
}
