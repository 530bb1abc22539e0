//! How much each signal says.

use super::about::{Shares, keys, with_wider};
use super::decay::POINT;
use super::interest::Held;
use super::{InterestKey, MAX_RECENT, Profile, Signal, cart, search, to_front};
use crate::catalog::{Catalog, Item, Sku};
use crate::text::Tables;
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
    /// Takes in what happened; `tables` say how the words of a search are read. Whether that is allowed is the caller's to know
    /// ([`crate::consent`]).
    pub fn record(&mut self, now: Moment, signal: &Signal, catalog: &Catalog, tables: &Tables) {
        match signal {
            Signal::ProductViewed(item) => {
                if self.is_new(now, "view", item.sku.as_str(), SAME_EVENT) {
                    let known = self.recent.iter().position(|have| have.sku == item.sku);
                    to_front(&mut self.recent, known, item.clone(), MAX_RECENT);
                    self.spread(now, item, catalog, VIEW);
                }
            }
            Signal::ListViewed { items } => self.listed(now, items, catalog),
            Signal::Searched { words } => self.searched(now, words, catalog, tables),
            Signal::AddedToCart(item) => {
                if self.is_new(now, "add", item.sku.as_str(), SAME_CART_EVENT) {
                    cart::add(&mut self.cart, item);
                    self.spread(now, item, catalog, ADD);
                }
            }
            Signal::RemovedFromCart(item) => {
                if self.is_new(now, "remove", item.sku.as_str(), SAME_CART_EVENT) {
                    cart::remove(&mut self.cart, item);
                    let shares = keys(item, catalog);
                    self.change(now, shares, false, &mut |held, share| {
                        held.add(now, REMOVE / share);
                    });
                }
            }
            Signal::CheckoutBegun { items } if items.is_empty() => {}
            Signal::CartSeen { items } | Signal::CheckoutBegun { items } => {
                self.cart = cart::whole(items);
            }
            Signal::Purchased { items } => self.purchased(now, items, catalog),
            Signal::Dwelled { sku, ms } => self.dwelled(now, sku, *ms, catalog),
        }
        self.drop_weakest(now);
    }

    fn listed(&mut self, now: Moment, items: &[Item], catalog: &Catalog) {
        if !self.is_new(now, "list", number_of_first(items), SAME_EVENT) {
            return;
        }
        let mut sums: Shares = Vec::new();
        for item in items.iter().take(LIST_ITEMS) {
            for (key, share) in keys(item, catalog) {
                match sums.iter_mut().find(|(have, _)| have.same(&key)) {
                    Some((_, sum)) => *sum = (*sum + LIST / share).min(LIST_MOST),
                    None => sums.push((key, LIST / share)),
                }
            }
        }
        self.change(now, sums, true, &mut |held, sum| {
            held.add(now, sum);
            one_more(&mut held.evidence.lists);
        });
    }

    fn searched(&mut self, now: Moment, words: &str, catalog: &Catalog, tables: &Tables) {
        let normal = crate::text::normalise(words, tables).text;
        if !self.is_new(now, "search", &normal, SAME_EVENT) {
            return;
        }
        let mut shares = Vec::new();
        for key in search::matches(words, catalog, &self.held, tables) {
            with_wider(key, &mut shares);
        }
        self.change(now, shares, true, &mut |held, share| {
            held.add(now, SEARCH / share);
            one_more(&mut held.evidence.searches);
        });
    }

    fn purchased(&mut self, now: Moment, items: &[Item], catalog: &Catalog) {
        if !self.is_new(now, "purchase", number_of_first(items), SAME_EVENT) {
            return;
        }
        self.cart.clear();
        for item in items.iter().take(LIST_ITEMS) {
            self.change(now, keys(item, catalog), true, &mut |held, share| {
                let change = match held.key {
                    // The narrowest type keeps a tenth, the one above it a half and more.
                    InterestKey::Type(_) => {
                        let weight = held.weight_at(now);
                        weight / FULFILLED - weight
                    }
                    _ => BOUGHT,
                };
                held.add(now, change / share);
                one_more(&mut held.evidence.purchases);
            });
        }
    }

    fn dwelled(&mut self, now: Moment, sku: &Sku, ms: i64, catalog: &Catalog) {
        let shares = match self.recent.iter().find(|item| item.sku == *sku) {
            Some(item) => keys(item, catalog),
            None => {
                let sku = sku.clone();
                keys(
                    &Item {
                        sku,
                        ..Item::default()
                    },
                    catalog,
                )
            }
        };
        let seconds = (ms / 1000).clamp(0, i64::from(DWELL_SECONDS)) as u32;
        self.change(now, shares, false, &mut |held, share| {
            // A page may report its time in pieces, or too often: no look counts twice over.
            let most = held.evidence.views.saturating_mul(DWELL_SECONDS);
            let counted = seconds.min(most.saturating_sub(held.evidence.seconds));
            held.evidence.seconds = held.evidence.seconds.saturating_add(counted);
            held.add(
                now,
                DWELL * i64::from(counted) / i64::from(DWELL_SECONDS) / share,
            );
        });
    }

    /// Gives points to everything that the item stands for: [`VIEW`] or [`ADD`].
    fn spread(&mut self, now: Moment, item: &Item, catalog: &Catalog, points: i64) {
        self.change(now, keys(item, catalog), true, &mut |held, share| {
            held.add(now, points / share);
            held.saw(item.sku.clone());
            one_more(match points {
                ADD => &mut held.evidence.carts,
                _ => &mut held.evidence.views,
            });
        });
    }

    /// Changes each of these interests; with `begin` those too that are not held yet.
    #[inline(never)]
    fn change(
        &mut self,
        now: Moment,
        shares: Shares,
        begin: bool,
        change: &mut dyn FnMut(&mut Held, i64),
    ) {
        for (key, share) in shares {
            if let Some(held) = self.hold(now, key, begin) {
                change(held, share);
            }
        }
    }
}

/// By this a list or a purchase is known again.
fn number_of_first(items: &[Item]) -> &str {
    items.first().map_or("", |item| item.sku.as_str())
}

fn one_more(count: &mut u32) {
    *count = count.saturating_add(1);
}
