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
use crate::time::Moment;
use decay::POINT;
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
        let mut order: Vec<(i64, &Held)> = self
            .held
            .iter()
            .map(|held| (held.weight_at(now), held))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        order.sort_by_key(|(weight, _)| -weight); // stable: the older one first among equals
        order.iter().map(|(_, held)| held.seen_at(now)).collect()
    }

    /// Whether any interest is strong enough for an offer.
    pub fn has_offerable(&self, now: Moment) -> bool {
        let strengths = self
            .held
            .iter()
            .map(|held| interest::strength(held.weight_at(now)));
        strengths.max() >= Some(OFFER_STRENGTH)
    }

    /// What was looked at last, newest first.
    pub fn recent(&self) -> &[Item] {
        &self.recent
    }

    /// "Not for me": removes the interest and its narrower ones, and does not learn them again
    /// until everything is erased or 40 others were removed later.
    pub fn remove(&mut self, key: &InterestKey) {
        self.held.retain(|held| !key.covers(&held.key));
        self.blocked.retain(|have| !have.same(key));
        self.blocked.push(key.clone());
        let surplus = self.blocked.len().saturating_sub(MAX_BLOCKED);
        self.blocked.drain(..surplus);
    }

    /// Whether the shopper said that this is not for them.
    pub fn is_blocked(&self, key: &InterestKey) -> bool {
        self.blocked.iter().any(|blocked| blocked.covers(key))
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Profile::default();
    }

    fn find(&mut self, key: &InterestKey) -> Option<&mut Held> {
        self.held.iter_mut().find(|held| held.key.same(key))
    }

    /// The interest, new if need be; `None` if the shopper does not want it.
    fn hold(&mut self, now: Moment, key: InterestKey) -> Option<&mut Held> {
        if self.is_blocked(&key) {
            return None;
        }
        let at = match self.held.iter().position(|held| held.key.same(&key)) {
            Some(at) => at,
            None => {
                self.held.push(Held::new(key, now));
                self.held.len() - 1
            }
        };
        self.held.get_mut(at)
    }

    /// Whether this report is not the echo of one that another source has just made.
    fn is_new(&mut self, now: Moment, kind: &str, about: &str, within: i64) -> bool {
        let name = format!("{kind} {}", rich::cut(about, MAX_REPORT));
        let echo = |(have, at): &(String, Moment)| *have == name && now.since(*at).abs() < within;
        if self.reports.iter().any(echo) {
            return false;
        }
        self.reports.retain(|(have, _)| *have != name);
        self.reports.insert(0, (name, now));
        self.reports.truncate(MAX_REPORTS);
        true
    }

    fn drop_weakest(&mut self, now: Moment) {
        while self.held.len() > MAX_INTERESTS {
            let weights = self.held.iter().map(|held| held.weight_at(now));
            let weakest = weights.enumerate().min_by_key(|(_, weight)| *weight);
            match weakest {
                Some((at, _)) => drop(self.held.remove(at)),
                None => return,
            }
        }
    }
}
