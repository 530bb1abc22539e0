//! What the shopper seems to like, from what happens on the page. Every interest says what it
//! rests on, fades by itself and can be removed.

mod about;
mod band;
mod cart;
mod decay;
mod ga4;
mod interest;
mod key;
mod learn;
mod saved;
mod search;
mod signal;
#[cfg(test)]
mod tests;

pub(crate) use about::own_form;
pub use band::PriceBand;
pub use decay::HALF_LIFE_DAYS;
pub use interest::{Evidence, Interest, OFFER_STRENGTH};
pub use key::InterestKey;
pub use signal::Signal;

use crate::catalog::{Item, rich};
use crate::lang::joined;
use crate::time::Moment;
use interest::Held;

/// Most interests that are held; the weakest goes first.
pub const MAX_INTERESTS: usize = 60;
/// Most removed interests that are remembered as unwanted; the oldest goes first.
const MAX_BLOCKED: usize = 40;
/// Most products that are remembered as looked at last.
const MAX_RECENT: usize = 10;
/// Most reports that are remembered against duplicates.
const MAX_REPORTS: usize = 12;
/// Longest name of a report in bytes.
const MAX_REPORT: usize = 100;

/// What is known about the shopper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    held: Vec<Held>,
    blocked: Vec<InterestKey>,
    /// What the cart holds, as far as the page said.
    pub cart: Vec<Item>,
    /// What was looked at last, newest first.
    recent: Vec<Item>,
    reports: Vec<(String, Moment)>,
}

impl Profile {
    /// All interests as of now, the strongest first.
    pub fn interests(&self, now: Moment) -> Vec<Interest> {
        let (mut weights, mut interests) = (Vec::new(), Vec::new());
        for held in &self.held {
            let weight = held.weight_at(now);
            if weight > 0 {
                // Among equals the older one first.
                let place = weights.iter().position(|have| *have < weight);
                let place = place.unwrap_or(weights.len());
                weights.insert(place, weight);
                interests.insert(place, held.seen_at(weight));
            }
        }
        interests
    }

    /// Whether any interest is strong enough for an offer.
    pub fn has_offerable(&self, now: Moment) -> bool {
        let strong = |held: &Held| interest::strength(held.weight_at(now)) >= OFFER_STRENGTH;
        self.held.iter().any(strong)
    }

    /// What was looked at last, newest first.
    pub fn recent(&self) -> &[Item] {
        &self.recent
    }

    /// "Not for me": removes the interest and its narrower ones, and does not learn them again
    /// until everything is erased or 40 others were removed later.
    pub fn remove(&mut self, key: &InterestKey) {
        self.held.retain(|held| !key.covers(&held.key));
        InterestKey::to_end(&mut self.blocked, key.clone(), MAX_BLOCKED);
    }

    /// Whether the shopper said that this is not for them.
    pub fn is_blocked(&self, key: &InterestKey) -> bool {
        self.blocked.iter().any(|blocked| blocked.covers(key))
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Profile::default();
    }

    /// The interest, new if need be and `begin` says so; `None` if the shopper does not want it.
    fn hold(&mut self, now: Moment, key: InterestKey, begin: bool) -> Option<&mut Held> {
        let known = self.held.iter().position(|held| held.key.same(&key));
        if known.is_none() && begin && !self.is_blocked(&key) {
            self.held.push(Held::new(key, now));
            return self.held.last_mut();
        }
        self.held.get_mut(known?)
    }

    /// Whether this report is not the echo of one that another source has just made.
    #[inline(never)]
    fn is_new(&mut self, now: Moment, kind: &str, about: &str, within: i64) -> bool {
        let name = joined(&[kind, " ", rich::cut(about, MAX_REPORT)]);
        let known = self.reports.iter().position(|(have, _)| *have == name);
        let at = known.and_then(|known| self.reports.get(known));
        if at.is_some_and(|(_, at)| now.since(*at).abs() < within) {
            return false;
        }
        to_front(&mut self.reports, known, (name, now), MAX_REPORTS);
        true
    }

    fn drop_weakest(&mut self, now: Moment) {
        while self.held.len() > MAX_INTERESTS {
            let (mut weakest, mut least) = (0, i64::MAX);
            for (at, held) in self.held.iter().enumerate() {
                let weight = held.weight_at(now);
                if weight < least {
                    (weakest, least) = (at, weight);
                }
            }
            drop(self.held.remove(weakest));
        }
    }
}

/// Puts the newest before the others, in place of the one `known`, and keeps the first `most`.
fn to_front<T>(list: &mut Vec<T>, known: Option<usize>, newest: T, most: usize) {
    if let Some(known) = known {
        drop(list.remove(known));
    } else if list.len() >= most {
        list.pop();
    }
    list.insert(0, newest);
}
