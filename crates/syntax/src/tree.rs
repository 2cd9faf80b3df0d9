//! The best tree under scores of heads: Chu and Liu's, and Edmonds', algorithm with a single root.

/// What a second root would cost: more than all differences of scores within a sentence, so that the best tree has one.
const SECOND_ROOT: f64 = 1e6;

/// The best heads of a sentence's words. `scores` holds, word by word, the scores of its heads: first the root, then each
/// word. The result is CoNLL-U's: 0 for the one word whose head is the root, else the 1-based position of the head.
///
/// Words never head themselves, whatever the scores say. Of equal trees the one with the earlier heads is taken.
#[must_use]
pub fn best_tree(scores: &[f32], words: usize) -> Vec<u32> {
    let nodes = words + 1;
    let greedy: Vec<usize> = (0..words).map(|word| best_head(scores, word, nodes)).collect();
    let roots = greedy.iter().filter(|&&head| head == 0).count();
    let heads = if roots == 1 && cycle(&greedy).is_none() {
        greedy
    } else {
        let mut graph = Graph::new(nodes);
        for word in 0..words {
            for head in (0..nodes).filter(|&head| head != word + 1) {
                let cost = if head == 0 { SECOND_ROOT } else { 0.0 };
                graph.set(word + 1, head, f64::from(scores[word * nodes + head]) - cost);
            }
        }
        graph.best().split_off(1)
    };
    heads.into_iter().map(|head| u32::try_from(head).unwrap_or(0)).collect()
}

/// The best head of a word on its own.
fn best_head(scores: &[f32], word: usize, nodes: usize) -> usize {
    let row = &scores[word * nodes..(word + 1) * nodes];
    first_best((0..nodes).filter(|&head| head != word + 1), |head| row[head])
}

/// A cycle among words whose heads are given, as nodes; node 0 is the root.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // 0: not seen, 1: on the way at hand, 2: leads to the root.
    let mut state = vec![0_u8; heads.len() + 1];
    state[0] = 2;
    for start in 1..state.len() {
        let (mut at, mut way) = (start, Vec::new());
        while state[at] == 0 {
            state[at] = 1;
            way.push(at);
            at = heads[at - 1];
        }
        if state[at] == 1 {
            let from = way.iter().position(|&node| node == at)?;
            return Some(way.split_off(from));
        }
        way.into_iter().for_each(|node| state[node] = 2);
    }
    None
}

/// Scores of arcs between few nodes; node 0 is the root.
struct Graph {
    nodes: usize,
    scores: Vec<f64>,
}

impl Graph {
    fn new(nodes: usize) -> Self {
        Self { nodes, scores: vec![f64::NEG_INFINITY; nodes * nodes] }
    }

    fn set(&mut self, node: usize, head: usize, score: f64) {
        self.scores[node * self.nodes + head] = score;
    }

    fn of(&self, node: usize, head: usize) -> f64 {
        self.scores[node * self.nodes + head]
    }

    /// Best heads of all nodes; the root's is itself.
    fn best(&self) -> Vec<usize> {
        let mut heads: Vec<usize> = (0..self.nodes).map(|node| self.best_of(node, 0..self.nodes)).collect();
        heads[0] = 0;
        let Some(ring) = cycle(&heads[1..]) else { return heads };
        let inside = mask(self.nodes, &ring);
        let outside: Vec<usize> = (0..self.nodes).filter(|&node| !inside[node]).collect();
        // The ring becomes one node, the last of a smaller graph: it is entered at one place, which loses its head.
        let ring_node = outside.len();
        let mut small = Self::new(outside.len() + 1);
        let mut entered = vec![0; outside.len()];
        let mut left = vec![0; outside.len()];
        for (number, &node) in outside.iter().enumerate() {
            for (other, &head) in outside.iter().enumerate().filter(|&(other, _)| other != number) {
                small.set(number, other, self.of(node, head));
            }
            left[number] = self.best_of(node, ring.iter().copied());
            small.set(number, ring_node, self.of(node, left[number]));
            let gain = |inner: usize| self.of(inner, node) - self.of(inner, heads[inner]);
            entered[number] = first_best(ring.iter().copied(), gain);
            small.set(ring_node, number, gain(entered[number]));
        }
        let solved = small.best();
        for (number, &node) in outside.iter().enumerate().skip(1) {
            heads[node] = if solved[number] == ring_node { left[number] } else { outside[solved[number]] };
        }
        let entry = solved[ring_node];
        heads[entered[entry]] = outside[entry];
        heads
    }

    fn best_of(&self, node: usize, heads: impl Iterator<Item = usize>) -> usize {
        first_best(heads.filter(|&head| head != node), |head| self.of(node, head))
    }
}

/// The first of the best; 0 where there is none.
fn first_best<S: PartialOrd + Copy>(candidates: impl Iterator<Item = usize>, score: impl Fn(usize) -> S) -> usize {
    let mut candidates = candidates.map(|candidate| (candidate, score(candidate)));
    let Some((mut best, mut most)) = candidates.next() else { return 0 };
    for (candidate, found) in candidates {
        if found > most {
            (best, most) = (candidate, found);
        }
    }
    best
}

fn mask(size: usize, of: &[usize]) -> Vec<bool> {
    let mut mask = vec![false; size];
    of.iter().for_each(|&node| mask[node] = true);
    mask
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every tree of few words, by trying all.
    fn exhaustive(scores: &[f32], words: usize) -> f32 {
        let nodes = words + 1;
        let mut best = f32::NEG_INFINITY;
        for number in 0..nodes.pow(u32::try_from(words).unwrap()) {
            let heads: Vec<usize> =
                (0..words).map(|word| number / nodes.pow(u32::try_from(word).unwrap()) % nodes).collect();
            let roots = heads.iter().filter(|&&head| head == 0).count();
            let loops = heads.iter().enumerate().any(|(word, &head)| head == word + 1);
            if roots == 1 && !loops && cycle(&heads).is_none() {
                best = best.max(heads.iter().enumerate().map(|(word, &head)| scores[word * nodes + head]).sum());
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[u32]) -> f32 {
        heads.iter().enumerate().map(|(word, &head)| scores[word * (heads.len() + 1) + head as usize]).sum()
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Two words that each prefer the other.
        let scores = [1.0, 0.0, 9.0, 3.0, 9.0, 0.0];
        assert_eq!(best_tree(&scores, 2), [2, 0]);
    }

    #[test]
    fn there_is_one_root_even_where_all_words_want_it() {
        assert_eq!(best_tree(&[9.0, 0.0, 1.0, 9.0, 2.0, 0.0], 2), [0, 1]);
        assert_eq!(best_tree(&[-3.0, 0.0], 1), [0]);
        assert_eq!(best_tree(&[], 0), [0; 0]);
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_of_all(words in 1_usize..5, values in prop::collection::vec(-50_i8..50, 30)) {
            let scores: Vec<f32> = values[..words * (words + 1)].iter().map(|&value| f32::from(value)).collect();
            let heads = best_tree(&scores, words);
            prop_assert_eq!(total(&scores, &heads), exhaustive(&scores, words));
        }

        #[test]
        fn there_is_one_root_and_no_cycle(words in 1_usize..40, seed in prop::collection::vec(-9.0_f32..9.0, 41 * 41)) {
            let heads: Vec<usize> = best_tree(&seed[..words * (words + 1)], words).iter().map(|&head| head as usize).collect();
            prop_assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1);
            prop_assert!(cycle(&heads).is_none());
        }
    }
}
