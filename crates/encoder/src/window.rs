//! Windows over a sentence's pieces: what the encoder sees at once, and which tokens are read from it.
//!
//! Nearly every sentence is one window. A longer one is cut between tokens into windows that overlap; a token in an overlap
//! is read from the window in which it stands further from the cut.

use std::ops::Range;

/// Most pieces of a window, opening and closing piece included.
pub(crate) const MAX_WINDOW: usize = 160;

/// Most tokens, and most pieces, that two windows share. What is left of a window is more than any token has pieces, so
/// that every window adds tokens.
const OVERLAP_TOKENS: usize = 20;
const OVERLAP_PIECES: usize = 48;

/// A window over a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// The tokens it shows, counted within the sentence.
    pub(crate) shown: Range<usize>,
    /// Those that are read from it; over all windows, each token once, in order.
    pub(crate) read: Range<usize>,
}

/// The windows of a sentence whose tokens have `pieces` pieces each (none more than [`crate::pieces::MAX_PIECES`]).
pub(crate) fn windows(pieces: &[u8]) -> impl Iterator<Item = Window> {
    let mut read = 0;
    let mut start = 0;
    std::iter::from_fn(move || {
        if read == pieces.len() {
            return None;
        }
        let shown = start..start + fitting(pieces[start..].iter(), MAX_WINDOW - 2);
        start = shown.end - fitting(pieces[shown.clone()].iter().rev().take(OVERLAP_TOKENS), OVERLAP_PIECES);
        let end = if shown.end == pieces.len() { shown.end } else { usize::midpoint(start, shown.end) };
        let window = Window { shown, read: read..end };
        read = end;
        Some(window)
    })
}

/// How many of the first tokens have together at most `most` pieces.
fn fitting<'p>(pieces: impl Iterator<Item = &'p u8>, most: usize) -> usize {
    let sums = pieces.scan(0, |sum, &count| {
        *sum += usize::from(count);
        Some(*sum)
    });
    sums.take_while(|&sum| sum <= most).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(pieces: &[u8]) {
        let mut read = 0;
        let mut shown = 0;
        for window in windows(pieces) {
            assert!(window.shown.end > shown, "{window:?} shows nothing new");
            assert!(window.read.start == read && !window.read.is_empty(), "{window:?}");
            assert!(window.shown.start <= window.read.start && window.read.end <= window.shown.end, "{window:?}");
            let count: usize = pieces[window.shown.clone()].iter().map(|&count| usize::from(count)).sum();
            assert!(count + 2 <= MAX_WINDOW, "{window:?} has {count} pieces");
            (read, shown) = (window.read.end, window.shown.end);
        }
        assert_eq!(read, pieces.len());
    }

    #[test]
    fn a_sentence_is_one_window() {
        let all: Vec<Window> = windows(&[1, 3, 2]).collect();
        assert_eq!(all, [Window { shown: 0..3, read: 0..3 }]);
        assert_eq!(windows(&[]).count(), 0);
    }

    #[test]
    fn a_token_is_read_where_it_is_further_from_a_cut() {
        let all: Vec<Window> = windows(&[1; 200]).collect();
        assert_eq!(all, [Window { shown: 0..158, read: 0..148 }, Window { shown: 138..200, read: 148..200 }]);
    }

    proptest! {
        #[test]
        fn windows_read_every_token_once(pieces in prop::collection::vec(1..=16_u8, 0..600)) {
            check(&pieces);
        }
    }
}
