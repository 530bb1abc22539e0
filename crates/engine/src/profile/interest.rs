//! One interest, and what it rests on.

use super::decay::{POINT, decayed};
use super::{InterestKey, to_front};
use crate::catalog::Sku;
use crate::time::Moment;

/// Strength from which an offer may be made on an interest, 0 to 100. By
/// `strength = 100 · w / (w + 3)` this needs 2.4 points: three looks within two and a half
/// weeks reach it, one look does not, not even a long one.
pub const OFFER_STRENGTH: u8 = 45;

/// Points at which strength is 50.
const HALF_STRENGTH: i64 = 3 * POINT;

/// Most that an interest weighs.
pub(super) const MOST: i64 = 1000 * POINT;

/// Most product numbers that are remembered with one interest.
const MAX_SKUS: usize = 8;

/// What an interest rests on. Counts run since the first moment and do not decay: they are what
/// happened, and how much it still matters is the strength.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Looks at a product of it.
    pub views: u32,
    /// Searches for it.
    pub searches: u32,
    /// Times something of it went into the cart.
    pub carts: u32,
    /// Times something of it was bought.
    pub purchases: u32,
    /// Lists in which something of it stood.
    pub lists: u32,
    /// Seconds spent on pages of it, at most 60 for each look.
    pub seconds: u32,
    /// When it began.
    pub first: Moment,
    /// When it was last seen.
    pub last: Moment,
}

impl Evidence {
    /// The counts by the names under which they are saved.
    #[inline(never)]
    pub(super) fn counts(&mut self) -> [(&'static str, &mut u32); 6] {
        [
            ("views", &mut self.views),
            ("searches", &mut self.searches),
            ("carts", &mut self.carts),
            ("purchases", &mut self.purchases),
            ("lists", &mut self.lists),
            ("seconds", &mut self.seconds),
        ]
    }
}

/// An interest as it stands at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    /// What it is about.
    pub key: InterestKey,
    /// How strong it is, 0 to 100.
    pub strength: u8,
    /// Why we think so.
    pub evidence: Evidence,
    /// The products it came from, newest first, at most eight.
    pub skus: Vec<Sku>,
}

/// An interest as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub key: InterestKey,
    /// In millionths of a point, as of `evidence.last`; never negative.
    pub weight: i64,
    pub evidence: Evidence,
    pub skus: Vec<Sku>,
}

impl Held {
    pub fn new(key: InterestKey, now: Moment) -> Held {
        let evidence = Evidence {
            first: now,
            last: now,
            ..Evidence::default()
        };
        Held {
            key,
            weight: 0,
            evidence,
            skus: Vec::new(),
        }
    }

    /// What the weight has become by now.
    #[inline(never)]
    pub fn weight_at(&self, now: Moment) -> i64 {
        decayed(self.weight, now.since(self.evidence.last))
    }

    /// Moves to now and changes the weight; it stops at 0 and at 1000 points.
    #[inline(never)]
    pub fn add(&mut self, now: Moment, points: i64) {
        let weight = self.weight_at(now).saturating_add(points);
        self.weight = weight.clamp(0, MOST);
        self.evidence.last = now;
        // A clock that was set back must not leave a beginning after the end.
        if now.since(self.evidence.first) < 0 {
            self.evidence.first = now;
        }
    }

    /// Notes the product that an event was about.
    pub fn saw(&mut self, sku: Sku) {
        let known = self.skus.iter().position(|have| *have == sku);
        to_front(&mut self.skus, known, sku, MAX_SKUS);
    }

    /// As it stands when the weight has become this.
    pub fn seen_at(&self, weight: i64) -> Interest {
        Interest {
            key: self.key.clone(),
            strength: strength(weight),
            evidence: self.evidence.clone(),
            skus: self.skus.clone(),
        }
    }
}

/// `100 · w / (w + 3)` points, rounded: grows fast at first, then ever slower.
pub(super) fn strength(weight: i64) -> u8 {
    let weight = weight.clamp(0, MOST);
    let sum = weight + HALF_STRENGTH;
    ((weight * 100 + sum / 2) / sum) as u8
}
