//! All pieces of a vocabulary by their bytes, so that those a text starts with are found in one walk.

use std::collections::VecDeque;
use std::ops::Range;

/// What follows some bytes.
#[derive(Debug, Clone, Copy)]
struct Node {
    // Its children: the nodes from here on, as many as there are, in order of their bytes.
    first: u32,
    children: u16,
    // The piece that ends here, or `NONE`.
    piece: u32,
}

const NONE: u32 = u32::MAX;

/// A tree of bytes. Siblings stand together, so that the byte that leads to a child is searched among few neighbours.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    // The byte that leads to each node.
    bytes: Vec<u8>,
}

impl Trie {
    /// The tree of those `pieces` that `ids` name, none of them empty. Of equal ones the first counts.
    pub(super) fn new(pieces: &[Box<str>], ids: impl Iterator<Item = u32>) -> Self {
        let mut sorted: Vec<(&[u8], u32)> =
            ids.filter_map(|id| Some((pieces.get(id as usize)?.as_bytes(), id))).collect();
        // Stable, for equal ones.
        sorted.sort_by_key(|&(piece, _)| piece);
        let mut trie = Self { nodes: vec![Node { first: 0, children: 0, piece: NONE }], bytes: vec![0] };
        // Nodes whose children are to be made: which, the pieces that go on behind it, and how many bytes lead to it.
        let mut open = VecDeque::from([(0, 0..sorted.len(), 0)]);
        while let Some((node, range, depth)) = open.pop_front() {
            trie.grow(&sorted, (node, range, depth), &mut open);
        }
        trie
    }

    fn grow(
        &mut self,
        sorted: &[(&[u8], u32)],
        (node, mut range, depth): (usize, Range<usize>, usize),
        open: &mut VecDeque<(usize, Range<usize>, usize)>,
    ) {
        let first = self.nodes.len();
        while let Some(&byte) = sorted[range.clone()].first().and_then(|(piece, _)| piece.get(depth)) {
            let own = &sorted[range.clone()];
            let count = own.partition_point(|(piece, _)| piece.get(depth) == Some(&byte));
            // Those that end here stand before those that go on.
            let ending = own[..count].partition_point(|(piece, _)| piece.len() == depth + 1);
            let piece = if ending > 0 { own[0].1 } else { NONE };
            open.push_back((self.nodes.len(), range.start + ending..range.start + count, depth + 1));
            self.nodes.push(Node { first: 0, children: 0, piece });
            self.bytes.push(byte);
            range.start += count;
        }
        self.nodes[node].first = u32::try_from(first).unwrap_or(NONE);
        self.nodes[node].children = u16::try_from(self.nodes.len() - first).unwrap_or(0);
    }

    /// The pieces that `text` starts with, shortest first: length in bytes and id.
    pub(super) fn prefixes<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = (usize, u32)> + 't {
        let (mut node, mut length) = (self.nodes[0], 0);
        std::iter::from_fn(move || {
            while let Some(&byte) = text.get(length) {
                let first = node.first as usize;
                let siblings = &self.bytes[first..first + usize::from(node.children)];
                node = self.nodes[first + siblings.binary_search(&byte).ok()?];
                length += 1;
                if node.piece != NONE {
                    return Some((length, node.piece));
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pieces: &[&str], text: &str, expected: &[(usize, u32)]) {
        let boxed: Vec<Box<str>> = pieces.iter().copied().map(Box::from).collect();
        let ids = (0..pieces.len() as u32).filter(|&id| !pieces[id as usize].is_empty());
        assert_eq!(Trie::new(&boxed, ids).prefixes(text.as_bytes()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn prefixes_come_shortest_first() {
        let pieces = ["Haus", "H", "Hau", "aus", "▁Haus", "Häuser", "Hausboot"];
        check(&pieces, "Hausbau", &[(1, 1), (3, 2), (4, 0)]);
        check(&pieces, "Häuserzeile", &[(1, 1), (7, 5)]);
        check(&pieces, "▁Haus", &[(7, 4)]);
        check(&pieces, "Boot", &[]);
        check(&pieces, "", &[]);
    }

    #[test]
    fn of_equal_pieces_the_first_counts_and_none_may_be() {
        check(&["x", "ab", "", "ab", "abc", "ab"], "abcd", &[(2, 1), (3, 4)]);
        check(&[], "a", &[]);
    }
}
