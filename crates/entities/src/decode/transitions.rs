//! Which label may follow which, and how gladly.

use super::{LABELS, Label};

/// The score of what cannot be: far below any sum of scores, and finite, so that sums stay numbers.
pub(super) const NEVER: f32 = -1.0e9;

/// Scores of neighbouring labels. What breaks the scheme is never taken: an inside label follows a label of its class.
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    /// The score of a label at a sentence's start.
    pub(super) first: [f32; LABELS],
    /// `after[y][x]`: the score of label y after label x.
    pub(super) after: [[f32; LABELS]; LABELS],
    /// `exp(after)`, 0 where it is never.
    pub(super) odds: [[f32; LABELS]; LABELS],
}

impl Transitions {
    /// No preference among the paths that can be.
    #[must_use]
    pub fn constrained() -> Self {
        Self::learned(&[0.0; LABELS], &[[0.0; LABELS]; LABELS])
    }

    /// Learned scores, of first labels and, at `[from][to]`, of pairs; impossible ones are ignored.
    #[must_use]
    pub fn learned(first: &[f32; LABELS], pairs: &[[f32; LABELS]; LABELS]) -> Self {
        let mut transitions =
            Self { first: [NEVER; LABELS], after: [[NEVER; LABELS]; LABELS], odds: [[0.0; LABELS]; LABELS] };
        let rows = transitions.after.iter_mut().zip(&mut transitions.odds).zip(&mut transitions.first).zip(first);
        for (to, (((after, odds), start), &score)) in rows.enumerate() {
            if !Label::at(to).is_inside() {
                *start = score;
            }
            for (from, ((after, odds), pair)) in after.iter_mut().zip(odds).zip(pairs).enumerate() {
                if may_follow(Label::at(from), Label::at(to)) {
                    *after = pair.get(to).copied().unwrap_or_default();
                    *odds = super::exp(*after);
                }
            }
        }
        transitions
    }

    /// The same preferences, `share` times as strong.
    #[must_use]
    pub fn scaled(&self, share: f32) -> Self {
        let mut scaled = self.clone();
        let pairs = scaled.after.iter_mut().flatten().zip(scaled.odds.iter_mut().flatten());
        for (after, odds) in pairs.filter(|(after, _)| **after > NEVER) {
            *after *= share;
            *odds = super::exp(*after);
        }
        scaled.first.iter_mut().filter(|first| **first > NEVER).for_each(|first| *first *= share);
        scaled
    }
}

/// Whether `to` can stand after `from`.
pub(crate) fn may_follow(from: Label, to: Label) -> bool {
    !to.is_inside() || to.class() == from.class()
}
