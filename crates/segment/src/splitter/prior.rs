//! How likely ends without a stop are in the document at hand.
//!
//! The scorer was trained where half the stops were deleted; an article has all of them. Its scores are log odds under
//! that prior, and what they must be shifted by for this document is found by expectation maximisation (Saerens, Latinne
//! and Decaestecker 2002): the mean posterior of all gaps is the new prior, until it stays. Pseudo-counts pull a short
//! document, which says little, towards having no such ends.

use super::gaps::Kind;

/// Rounds of expectation maximisation.
const ROUNDS: usize = 12;

/// The shift to start from: doubtful, so that only sure ends count at first.
const START: f32 = -2.0;

/// A share that has a logarithm.
const SMALLEST: f32 = 1e-3;

/// What to add to the scores of all gaps of a kind, `trained` being the share of ends they were trained with.
pub(crate) fn shift(scores: &[f32], kind: Kind, trained: f32) -> f32 {
    let (ends, all) = pseudo_counts(kind);
    let mut shift = START;
    for _ in 0..ROUNDS {
        let expected: f32 = scores.iter().map(|score| sigmoid(score + shift)).sum();
        let share = (expected + ends) / (scores.len() as f32 + all);
        shift = log_odds(share) - log_odds(trained.clamp(SMALLEST, 0.5));
    }
    shift.min(0.0)
}

/// Ends, and gaps in all, that are counted before the document's own: an edited article has about one end without a stop in
/// a thousand gaps, a heading run into its text; a colon ends a sentence more often.
fn pseudo_counts(kind: Kind) -> (f32, f32) {
    match kind {
        Kind::Bare => (0.1, 60.0),
        Kind::Colon => (0.3, 12.0),
        Kind::Lower => (0.1, 10.0),
    }
}

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn log_odds(share: f32) -> f32 {
    (share / (1.0 - share)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sure_end_in_an_article_moves_little_and_many_move_much() {
        let article: Vec<f32> = (0..200).map(|gap| if gap == 0 { 6.0 } else { -4.0 }).collect();
        let posts: Vec<f32> = (0..200).map(|gap| if gap % 5 == 0 { 3.0 } else { -4.0 }).collect();
        let (edited, careless) = (shift(&article, Kind::Bare, 0.2), shift(&posts, Kind::Bare, 0.2));
        assert!(edited < -3.0, "{edited}");
        assert!(careless > -1.0, "{careless}");
    }

    #[test]
    fn a_short_text_says_little() {
        assert!(shift(&[1.0], Kind::Bare, 0.2) < -3.0);
        assert!(shift(&[], Kind::Bare, 0.2).is_finite());
    }
}
