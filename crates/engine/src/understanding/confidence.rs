//! From scores to a probability that can say "I don't know".

use super::classify::Ranked;
use super::math::logistic;

/// What the confidence of one label is made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    pub(super) label: u32,
    pub(super) linear: f32,
    pub(super) nearest: f32,
    pub(super) score: f32,
}

/// Each label with its probability, in the order given (best first).
///
/// A logistic model of three signs: the score, the likeness to the nearest phrase, and the lead
/// over the best other label (negative for all but the first).
pub(super) fn confidence(found: &[Signs], known: f32) -> Vec<Ranked> {
    let best = found.first().map_or(0.0, |signs| signs.score);
    let second = found.get(1).map_or(0.0, |signs| signs.score);
    let ranked = found.iter().enumerate().map(|(place, signs)| {
        let lead = signs.score - if place == 0 { second } else { best };
        let sum = -4.0 + 4.0 * signs.score + 2.0 * signs.nearest + 6.0 * lead + 0.0 * known;
        Ranked {
            label: signs.label,
            confidence: logistic(sum),
            score: signs.score,
            nearest: signs.nearest,
        }
    });
    ranked.collect()
}
