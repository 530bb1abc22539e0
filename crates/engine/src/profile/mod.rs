//! What the shopper seems to like, from what happens on the page. Every interest says what it
//! rests on, fades by itself and can be removed.

mod band;
mod cart;
mod decay;
mod ga4;
mod interest;
mod key;
mod saved;
mod search;
mod signal;
#[cfg(test)]
mod tests;

pub use band::PriceBand;
pub use decay::HALF_LIFE_DAYS;
pub use interest::{Evidence, Interest, OFFER_STRENGTH};
pub use key::InterestKey;
pub use signal::Signal;

use crate::catalog::{Catalog, Item, Sku, product_type, rich};
use crate::money::Money;
use crate::time::Moment;
use decay::POINT;
use interest::Held;

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
/// Share of the points that a brand, a price band and each wider type get, as a divisor for every
/// step: with 2 the type above counts half, the one above that a quarter.
const WIDER: i64 = 2;

/// Milliseconds in which two reports of one look, list, search or purchase are the same one: the
/// data layer and JSON-LD speak within one page load.
const SAME_EVENT: i64 = 10_000;
/// The same for the cart, shorter, for one may well add a second pair after three seconds.
const SAME_CART_EVENT: i64 = 2_000;

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

/// What an item stands for, each with the divisor of its share: its type and the wider ones, its
/// brand, its price band. What the catalog knows of the number goes before what the page says.
fn keys(item: &Item, catalog: &Catalog) -> Vec<(InterestKey, i64)> {
    let known = catalog.product(&item.sku);
    let own_type = known.and_then(|product| product.product_type.all().next());
    let path = match own_type {
        Some(path) if !path.is_empty() => path.to_owned(),
        _ => catalog_type(&item.category, catalog),
    };
    let brand = known.map(|product| product.brand.as_str());
    let brand = brand
        .filter(|brand| !brand.is_empty())
        .unwrap_or(&item.brand);
    let price = known
        .and_then(|product| product.current_price())
        .or(item.price);
    let brand = InterestKey::of_brand(brand);
    let band = price
        .filter(|price: &Money| price.minor > 0)
        .and_then(PriceBand::of);
    let others = brand.into_iter().chain(band.map(InterestKey::Price));
    let types = InterestKey::of_type(&path).map(|key| with_wider(key, 1));
    types
        .unwrap_or_default()
        .into_iter()
        .chain(others.map(|key| (key, WIDER)))
        .collect()
}

/// A key with its share's divisor, and for a type the wider ones with theirs.
fn with_wider(key: InterestKey, share: i64) -> Vec<(InterestKey, i64)> {
    let wider = match &key {
        InterestKey::Type(path) => path.rsplit_once(" > ").map(|(wide, _)| wide.to_owned()),
        _ => None,
    };
    let mut all = vec![(key, share)];
    if let Some(wide) = wider.as_deref().and_then(InterestKey::of_type) {
        all.extend(with_wider(wide, share.saturating_mul(WIDER)));
    }
    all
}

/// The catalog's own form of a category that the page names in any of its languages; the page's
/// words if the catalog does not know it.
fn catalog_type(category: &str, catalog: &Catalog) -> String {
    let depth = product_type::levels(category).count();
    let own = catalog.products.iter().find_map(|product| {
        let mut forms = product.product_type.all();
        let own = product.product_type.all().next()?;
        let named = forms.any(|form| product_type::within(form, category));
        named.then(|| {
            product_type::levels(own)
                .take(depth)
                .collect::<Vec<_>>()
                .join(" > ")
        })
    });
    own.unwrap_or_else(|| product_type::tidy(category))
}
