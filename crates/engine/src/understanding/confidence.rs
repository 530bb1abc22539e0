//! From scores to probabilities that can say "I don't know".
//!
//! The numbers were fitted by logistic regression on rows held out from the training data of the
//! shared sets (CLINC150, BANKING77, smp2017, twcs_intent at 5 and 10 phrases a label, a tenth of
//! the rows out of scope), so they are constants of the method, not of one shop. What they rest
//! on, likenesses between 0 and 1, does not change with the number of labels.

use super::classify::Ranked;
use super::math::logistic;

/// What the confidence of one label is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    pub(crate) label: u32,
    /// Likeness to the nearest phrase.
    pub(crate) nearest: f32,
    /// What the ranking is by.
    pub(crate) score: f32,
}

/// Each label with its probability of being right, in the order given (best first).
pub(super) fn confidence(found: &[Signs]) -> Vec<Ranked> {
    let best = found.first().map_or(0.0, |signs| signs.score);
    let second = found.get(1).map_or(0.0, |signs| signs.score);
    let ranked = found.iter().enumerate().map(|(place, signs)| {
        let lead = signs.score - if place == 0 { second } else { best };
        let relative = lead / (signs.score + 0.1);
        let sum = -2.4 + 4.4 * signs.score - 1.1 * signs.nearest + 8.0 * relative;
        Ranked {
            label: signs.label,
            confidence: logistic(sum),
            score: signs.score,
            nearest: signs.nearest,
        }
    });
    ranked.collect()
}

/// Probability that the text means any label at all; the lead of the first has no part in it.
pub(super) fn in_scope(found: &[Signs], known: f32) -> f32 {
    found.first().map_or(0.0, |best| {
        logistic(-4.4 + 10.7 * best.score + 1.8 * best.nearest + 1.7 * known)
    })
}
