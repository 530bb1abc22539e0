//! Is the best entry an answer?

use crate::understanding::logistic;

/// Confidence from which an entry is the answer; 0..1. A wrong answer costs more than "I don't
/// know" with the right question among the suggestions, hence a little above even odds.
const KNOWN: f32 = 0.55;

/// A second topic closer than this in score is a tie, if the pair would be known but for that.
const TIE: f32 = 0.1;

/// A second topic that is itself this sure is a tie, unless the shopper said the first one's words.
const ALSO_SURE: f32 = 0.45;

/// Likeness from which the shopper said the very words of a phrasing.
const VERY_WORDS: f32 = 0.9;

/// The lead that a tied pair is judged with: an ordinary one.
const ORDINARY_LEAD: f32 = 0.2;

/// A topic that came near.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) topic: usize,
    /// Classifier score with the bonus for words.
    pub(super) score: f32,
    /// Likeness to the nearest phrasing, 0..1.
    pub(super) nearest: f32,
    /// Estimated probability, 0..1, that it answers the question; [`judge`] says.
    pub(super) confidence: f32,
}

/// What [`judge`] says, in topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    Known(usize),
    NearTie(usize, usize),
    Unknown,
}

/// Judges topics that come best first, and each topic's confidence.
pub(super) fn judge(found: &mut [Candidate]) -> Judgement {
    let best = found.first().map_or(0.0, |first| first.score);
    let second = found.get(1).map_or(0.0, |second| second.score);
    let mut rival = second;
    for candidate in &mut *found {
        candidate.confidence = probability(candidate, candidate.score - rival);
        rival = best;
    }
    let Some(first) = found.first() else {
        return Judgement::Unknown;
    };
    if let Some(other) = found.get(1) {
        let tied = |candidate| probability(candidate, ORDINARY_LEAD) >= KNOWN;
        let is_tie = if first.confidence >= KNOWN {
            other.confidence >= ALSO_SURE && first.nearest < VERY_WORDS
        } else {
            best - second < TIE && tied(first) && tied(other)
        };
        if is_tie {
            return Judgement::NearTie(first.topic, other.topic);
        }
    }
    if first.confidence >= KNOWN {
        Judgement::Known(first.topic)
    } else {
        Judgement::Unknown
    }
}

/// Fitted like `understanding::confidence`, on CLINC150, BANKING77 and twbank_faq held-out rows as
/// FAQs and on the `dev` half of `tests/data/asks.tsv`, with what is out of scope counted fourfold.
fn probability(candidate: &Candidate, lead: f32) -> f32 {
    logistic(-3.7 + 3.0 * candidate.score + 3.1 * candidate.nearest + 7.0 * lead)
}
