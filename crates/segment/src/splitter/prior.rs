//! How likely ends without a stop are in the document at hand.
//!
//! The scorer was trained where half the stops were deleted; an article has all of them. Its scores are log odds under
//! that prior, and what they must be shifted by for this document is found by expectation maximisation (Saerens, Latinne
//! and Decaestecker 2002): the mean posterior of all gaps is the new prior, until it stays. Pseudo-counts pull a short
//! document, which says little, towards having no such ends.

use super::gaps::Kind;

/// Rounds of expectation maximisation.
const ROUNDS: usize = 12;

/// What to add to the scores of all gaps of a kind.
pub(crate) fn shift(scores: &[f32], kind: Kind) -> f32 {
    let (trained, ends, goes_on) = match kind {
        Kind::Bare => (TRAINED_BARE, 0.1, 60.0),
        Kind::Colon => (TRAINED_COLON, 0.3, 12.0),
        Kind::Lower => (TRAINED_LOWER, 0.1, 10.0),
        // Nothing was deleted here: the trained prior holds.
        Kind::Abbreviation => return 0.0,
    };
    let mut shift = -2.0_f32;
    for _ in 0..ROUNDS {
        let expected: f32 = scores.iter().map(|score| sigmoid(score + shift)).sum();
        let prior = (expected + ends) / (scores.len() as f32 + ends + goes_on);
        shift = log_odds(prior) - log_odds(trained);
    }
    shift.min(0.0)
}

/// The share of ends among the gaps of a kind in training.
const TRAINED_BARE: f32 = 0.2;
const TRAINED_COLON: f32 = 0.3;
const TRAINED_LOWER: f32 = 0.3;

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn log_odds(share: f32) -> f32 {
    (share / (1.0 - share)).ln()
}
