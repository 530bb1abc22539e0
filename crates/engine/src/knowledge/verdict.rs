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
    pub(super) judgement: Judgement,
}

/// Judges topics that come best first.
pub(super) fn judge(found: &[Candidate]) -> Judged {
    let score = |place: usize| {
        found
            .get(place)
            .map_or(0.0, |candidate: &Candidate| candidate.score)
    };
    let (best, second) = (score(0), score(1));
    let sure = |(place, candidate): (usize, &Candidate)| {
        let lead = candidate.score - if place == 0 { second } else { best };
        (candidate.topic, probability(candidate, lead))
    };
    let ranked: Vec<(usize, f32)> = found.iter().enumerate().map(sure).collect();
    let tied = |candidate: &Candidate| probability(candidate, ORDINARY_LEAD) >= KNOWN;
    let judgement = match (found, ranked.as_slice()) {
        ([first, other, ..], [sure, also, ..])
            if (sure.1 >= KNOWN && also.1 >= ALSO_SURE && first.nearest < VERY_WORDS)
                || (sure.1 < KNOWN && best - second < TIE && tied(first) && tied(other)) =>
        {
            Judgement::NearTie(first.topic, other.topic)
        }
        ([first, ..], [sure, ..]) if sure.1 >= KNOWN => Judgement::Known(first.topic),
        _ => Judgement::Unknown,
    };
    Judged { ranked, judgement }
}

/// Fitted like `understanding::confidence`, on CLINC150, BANKING77 and twbank_faq held-out rows as
/// FAQs and on the `dev` half of `tests/data/asks.tsv`, with what is out of scope counted fourfold.
fn probability(candidate: &Candidate, lead: f32) -> f32 {
    logistic(-3.8 + 3.2 * candidate.score + 2.6 * candidate.nearest + 8.0 * lead)
}
