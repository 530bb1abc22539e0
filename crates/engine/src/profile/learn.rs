//! How much each signal says.

use super::about::{keys, with_wider};
use super::decay::POINT;
use super::{Evidence, InterestKey, MAX_RECENT, Profile, Signal, cart, search};
use crate::catalog::{Catalog, Item, Sku};
use crate::time::Moment;

/// Points for one look at a product. The unit: other weights are worth so many looks.
const VIEW: i64 = POINT;
/// Points for a full minute on a product's page; less time gives its share. 0 to 1 makes sense:
/// a long look is at most two looks.
const DWELL: i64 = POINT;
/// Seconds of one look that count.
const DWELL_SECONDS: u32 = 60;
/// Points for a search. 1 to 3: it is said, not just met.
const SEARCH: i64 = 2 * POINT;
/// Points for each product in a list, up to [`LIST_MOST`]. Below 0.2: the shop chose them.
const LIST: i64 = POINT / 10;
/// Most points that one list gives one interest; half a look.
const LIST_MOST: i64 = POINT / 2;
/// Items of one list that are looked at.
const LIST_ITEMS: usize = 20;
/// Points for putting it into the cart. 3 to 5: the clearest wish short of buying.
const ADD: i64 = 4 * POINT;
/// Points for taking it out again. Half of [`ADD`]: the wish was real.
const REMOVE: i64 = -2 * POINT;
/// What a purchase leaves of the interest in the type: a need that is met, for the narrowest type
/// a tenth, since who bought boots does not need boots.
const FULFILLED: i64 = 10;
/// Points that a purchase gives brand and price band: what one buys, one likes.
const BOUGHT: i64 = 2 * POINT;

/// Milliseconds in which two reports of one look, list, search or purchase are the same one: the
/// data layer and JSON-LD speak within one page load.
const SAME_EVENT: i64 = 10_000;
/// The same for the cart, shorter, for one may well add a second pair after three seconds.
const SAME_CART_EVENT: i64 = 2_000;

impl Profile {
    /// Takes in what happened. Whether that is allowed is the caller's to know
    /// ([`crate::consent`]).
    pub fn record(&mut self, now: Moment, signal: &Signal, catalog: &Catalog) {
        match signal {
            Signal::ProductViewed(item) => self.viewed(now, item, catalog),
            Signal::ListViewed { items } => self.listed(now, items, catalog),
            Signal::Searched { words } => self.searched(now, words, catalog),
            Signal::AddedToCart(item) => {
                if self.is_new(now, "add", item.sku.as_str(), SAME_CART_EVENT) {
                    cart::add(&mut self.cart, item);
                    self.spread(now, item, catalog, ADD, |e| {
                        e.carts = e.carts.saturating_add(1)
                    });
                }
            }
            Signal::RemovedFromCart(item) => {
                if self.is_new(now, "remove", item.sku.as_str(), SAME_CART_EVENT) {
                    cart::remove(&mut self.cart, item);
                    self.lower(now, item, catalog);
                }
            }
            Signal::CartSeen { items } => self.cart = cart::whole(items),
            Signal::CheckoutBegun { items } if items.is_empty() => {}
            Signal::CheckoutBegun { items } => self.cart = cart::whole(items),
            Signal::Purchased { items } => self.purchased(now, items, catalog),
            Signal::Dwelled { sku, ms } => self.dwelled(now, sku, *ms, catalog),
        }
        self.drop_weakest(now);
    }

    fn viewed(&mut self, now: Moment, item: &Item, catalog: &Catalog) {
        if self.is_new(now, "view", item.sku.as_str(), SAME_EVENT) {
            self.recent.retain(|have| have.sku != item.sku);
            self.recent.insert(0, item.clone());
            self.recent.truncate(MAX_RECENT);
            self.spread(now, item, catalog, VIEW, |e| {
                e.views = e.views.saturating_add(1)
            });
        }
    }

    fn listed(&mut self, now: Moment, items: &[Item], catalog: &Catalog) {
        let first = items.first().map(|item| item.sku.as_str());
        if !self.is_new(now, "list", first.unwrap_or_default(), SAME_EVENT) {
            return;
        }
        let mut sums: Vec<(InterestKey, i64)> = Vec::new();
        for (key, share) in items
            .iter()
            .take(LIST_ITEMS)
            .flat_map(|item| keys(item, catalog))
        {
            match sums.iter_mut().find(|(have, _)| have.same(&key)) {
                Some((_, sum)) => *sum = (*sum + LIST / share).min(LIST_MOST),
                None => sums.push((key, LIST / share)),
            }
        }
        for (key, sum) in sums {
            if let Some(held) = self.hold(now, key) {
                held.add(now, sum);
                held.evidence.lists = held.evidence.lists.saturating_add(1);
            }
        }
    }

    fn searched(&mut self, now: Moment, words: &str, catalog: &Catalog) {
        let normal = crate::text::normalise(words).text;
        if !self.is_new(now, "search", &normal, SAME_EVENT) {
            return;
        }
        for key in search::matches(words, catalog, self.held.iter().map(|held| &held.key)) {
            for (key, share) in with_wider(key, 1) {
                if let Some(held) = self.hold(now, key) {
                    held.add(now, SEARCH / share);
                    held.evidence.searches = held.evidence.searches.saturating_add(1);
                }
            }
        }
    }

    fn purchased(&mut self, now: Moment, items: &[Item], catalog: &Catalog) {
        let first = items.first().map(|item| item.sku.as_str());
        if !self.is_new(now, "purchase", first.unwrap_or_default(), SAME_EVENT) {
            return;
        }
        self.cart.clear();
        for (key, share) in items
            .iter()
            .take(LIST_ITEMS)
            .flat_map(|item| keys(item, catalog))
        {
            let is_type = matches!(key, InterestKey::Type(_));
            let Some(held) = self.hold(now, key) else {
                continue;
            };
            let change = match is_type {
                // The narrowest type keeps a tenth, the one above it a half and more.
                true => {
                    let weight = held.weight_at(now);
                    (weight / FULFILLED - weight) / share
                }
                false => BOUGHT / share,
            };
            held.add(now, change);
            held.evidence.purchases = held.evidence.purchases.saturating_add(1);
        }
    }

    fn dwelled(&mut self, now: Moment, sku: &Sku, ms: i64, catalog: &Catalog) {
        let seen = self.recent.iter().find(|item| item.sku == *sku).cloned();
        let item = seen.unwrap_or_else(|| Item {
            sku: sku.clone(),
            ..Item::default()
        });
        let seconds = (ms.max(0) / 1000).min(i64::from(DWELL_SECONDS)) as u32;
        for (key, share) in keys(&item, catalog) {
            let Some(held) = self.find(&key) else {
                continue;
            };
            // A page may report its time in pieces, or too often: no look counts twice over.
            let most = held.evidence.views.saturating_mul(DWELL_SECONDS);
            let counted = seconds.min(most.saturating_sub(held.evidence.seconds));
            held.evidence.seconds = held.evidence.seconds.saturating_add(counted);
            held.add(
                now,
                DWELL * i64::from(counted) / i64::from(DWELL_SECONDS) / share,
            );
        }
    }

    /// Gives points to everything that the item stands for.
    fn spread(
        &mut self,
        now: Moment,
        item: &Item,
        catalog: &Catalog,
        points: i64,
        count: fn(&mut Evidence),
    ) {
        for (key, share) in keys(item, catalog) {
            if let Some(held) = self.hold(now, key) {
                held.add(now, points / share);
                held.saw(&item.sku);
                count(&mut held.evidence);
            }
        }
    }

    fn lower(&mut self, now: Moment, item: &Item, catalog: &Catalog) {
        for (key, share) in keys(item, catalog) {
            if let Some(held) = self.find(&key) {
                held.add(now, REMOVE / share);
            }
        }
    }
}
