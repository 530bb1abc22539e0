//! From scores to probabilities that can say "I don't know".
//!
//! The numbers were fitted by logistic regression on rows held out from the training data of the
//! shared sets (CLINC150, BANKING77, smp2017, twcs_intent at 5, 10 and all phrases a label, with a
//! fifth of the labels taken out of training to be what is out of scope), so they are constants of
//! the method, not of one shop. What they rest on, likenesses between 0 and 1, does not change
//! with the number of labels; with the number of phrases a label it does, hence [`Odds::wealth`].

use super::classify::{Ranked, SHORTLIST};
use super::math::{exp, ln, logistic, real};
use super::train::SHARPNESS;

/// What the confidence of one label is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    pub(crate) label: u32,
    /// Likeness to the nearest phrase.
    pub(crate) nearest: f32,
    /// What the ranking is by.
    pub(crate) score: f32,
}

/// What the probabilities of one answer have in common.
pub(super) struct Odds<'a> {
    pub(super) found: &'a [Signs],
    /// Share of the text that is known, 0..1.
    pub(super) known: f32,
    /// Logarithm of the mean number of phrases a label: the more there are, the surer a score is.
    pub(super) wealth: f32,
}

impl Odds<'_> {
    /// Each label with its probability of being right, in the order given (best first).
    pub(super) fn confidence(&self) -> Vec<Ranked> {
        let best = self.score(0);
        let common = 0.86 - 1.07 * self.doubt() - 0.31 * self.wealth;
        let ranked = self.found.iter().enumerate().map(|(place, signs)| {
            let lead = signs.score - if place == 0 { self.score(1) } else { best };
            let relative = lead / (signs.score + 0.1);
            let sum = common + 0.83 * signs.score + 1.29 * signs.nearest + 4.98 * relative;
            Ranked {
                label: signs.label,
                confidence: logistic(sum),
                score: signs.score,
                nearest: signs.nearest,
            }
        });
        ranked.collect()
    }

    /// Probability that the text means any label at all.
    pub(super) fn in_scope(&self) -> f32 {
        self.found.first().map_or(0.0, |best| {
            let near = 3.3 * best.score + 0.56 * best.nearest + 0.93 * self.known;
            logistic(0.72 + near - 0.62 * self.doubt() - 0.7 * self.wealth)
        })
    }

    /// Entropy of the shortlist's shares, 0..2.3: 0 if one label has it all. Labels that a small
    /// shop lacks stand in with a score of 0, so that a foreign text leaves doubt there too.
    fn doubt(&self) -> f32 {
        let best = self.score(0);
        let (mut total, mut sum) = (0.0, 0.0);
        for place in 0..SHORTLIST {
            let behind = (self.score(place) - best) * SHARPNESS;
            let share = exp(behind);
            total += share;
            sum += share * behind;
        }
        ln(total) - sum / total
    }

    fn score(&self, place: usize) -> f32 {
        self.found.get(place).map_or(0.0, |signs| signs.score)
    }
}

/// The logarithm of the mean number of phrases a label.
pub(super) fn wealth(phrases: usize, labels: usize) -> f32 {
    ln(real(phrases.max(1)) / real(labels.max(1)))
}
