//! Is the best entry an answer?

use crate::understanding::logistic;

/// A topic that came near.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) topic: usize,
    /// Classifier score with the bonus for words.
    pub(super) score: f32,
    /// Likeness to the nearest phrasing, 0..1.
    pub(super) nearest: f32,
    /// The bonus for words.
    pub(super) words: f32,
}

/// What [`judge`] says, in topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    Known(usize),
    NearTie(usize, usize),
    Unknown,
}

/// Topics with confidence, best first, and the judgement.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) ranked: Vec<(usize, f32)>,
    pub(super) verdict: Judgement,
}

/// Confidence from which an entry is the answer; 0..1.
const KNOWN: f32 = 0.5;

/// Two topics whose scores differ by less than this share of the better one are a tie.
const TIE: f32 = 0.05;

pub(super) fn judge(found: &[Candidate], known: f32) -> Judged {
    let best = found.first().map_or(0.0, |candidate| candidate.score);
    let second = found.get(1).map_or(0.0, |candidate| candidate.score);
    let ranked: Vec<(usize, f32)> = found
        .iter()
        .enumerate()
        .map(|(place, candidate)| {
            let lead = candidate.score - if place == 0 { second } else { best };
            (candidate.topic, probability(candidate, lead, known))
        })
        .collect();
    let verdict = match (ranked.first(), ranked.get(1)) {
        (Some(first), Some(other)) if best - second < TIE * best && first.1 > KNOWN => {
            Judgement::NearTie(first.0, other.0)
        }
        (Some(first), _) if first.1 >= KNOWN => Judgement::Known(first.0),
        _ => Judgement::Unknown,
    };
    Judged { ranked, verdict }
}

fn probability(candidate: &Candidate, lead: f32, known: f32) -> f32 {
    logistic(
        -4.0 + 4.0 * candidate.score
            + 2.0 * candidate.nearest
            + 6.0 * lead
            + 0.0 * (known + candidate.words),
    )
}
