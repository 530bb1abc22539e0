//! What happens on the shop's page, read from the events that shops already send.

use super::ga4;
use crate::catalog::{Item, Sku, jsonld};
use crate::money::Currency;
use crate::raw::Raw;

/// Something that a page told us.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// One product was looked at.
    ProductViewed(Item),
    /// Several were listed: a category, search results, recommendations.
    ListViewed {
        /// In the page's order.
        items: Vec<Item>,
    },
    /// The shop's own search was used.
    Searched {
        /// As typed.
        words: String,
    },
    /// Something went into the cart.
    AddedToCart(Item),
    /// Something came out of it.
    RemovedFromCart(Item),
    /// What the whole cart holds.
    CartSeen {
        /// All of it.
        items: Vec<Item>,
    },
    /// The way to the till began.
    CheckoutBegun {
        /// What is to be bought; empty if the page does not say.
        items: Vec<Item>,
    },
    /// Something was bought.
    Purchased {
        /// What.
        items: Vec<Item>,
    },
    /// A product's page was visible and in use for so long.
    Dwelled {
        /// Whose page.
        sku: Sku,
        /// Milliseconds.
        ms: i64,
    },
}

impl Signal {
    /// Reads what a page pushed to its `dataLayer`: `{event, ecommerce: {…}}`, flat parameters
    /// beside `event`, or the arguments of `gtag("event", name, {…})` as a list or as an object
    /// with the keys `0`, `1`, `2`. Anything else gives nothing.
    pub fn from_ga4(pushed: &Raw, shop_currency: Option<Currency>) -> Vec<Signal> {
        if let Some(name) = pushed.text("event") {
            return Signal::from_track(name, pushed, shop_currency);
        }
        let argument = |at: usize, key: &str| match pushed {
            Raw::List(items) => items.get(at),
            _ => pushed.get(key),
        };
        if argument(0, "0").and_then(Raw::as_text) != Some("event") {
            return Vec::new();
        }
        let Some(name) = argument(1, "1").and_then(Raw::as_text) else {
            return Vec::new();
        };
        let params = argument(2, "2").unwrap_or(&Raw::Null);
        Signal::from_track(name, params, shop_currency)
    }

    /// Reads an event by its GA4 name and parameters, as `aside('track', name, params)` gives
    /// them; `ecommerce` around the parameters is taken off. Unknown names give nothing.
    pub fn from_track(name: &str, params: &Raw, shop_currency: Option<Currency>) -> Vec<Signal> {
        let Some((_, kind)) = EVENTS.iter().find(|(known, _)| *known == name) else {
            return Vec::new();
        };
        let mut signals = Vec::new();
        if let Kind::Search = kind {
            let words = ga4::search_term(params);
            signals.extend(words.map(|words| Signal::Searched { words }));
        }
        let items = ga4::items(params, shop_currency);
        let each = match kind {
            Kind::View => Signal::ProductViewed,
            Kind::Add => Signal::AddedToCart,
            Kind::Remove => Signal::RemovedFromCart,
            Kind::Cart => return vec![Signal::CartSeen { items }],
            Kind::Checkout => return vec![Signal::CheckoutBegun { items }],
            _ if items.is_empty() => return signals,
            Kind::Purchase => return vec![Signal::Purchased { items }],
            Kind::List | Kind::Search => {
                signals.push(Signal::ListViewed { items });
                return signals;
            }
        };
        for item in items {
            signals.push(each(item));
            // Some shops send every variant of the product: one look is one look.
            if let Kind::View = kind {
                break;
            }
        }
        signals
    }

    /// The products that a JSON-LD block of the page describes: one is being looked at, several
    /// are a list.
    pub fn from_json_ld(block: &Raw) -> Vec<Signal> {
        let mut items = Vec::new();
        for product in jsonld::typed(block, "Product") {
            if items.len() < ga4::MAX_ITEMS {
                items.extend(jsonld::item(product));
            }
        }
        match (items.len(), items.pop()) {
            (1, Some(item)) => vec![Signal::ProductViewed(item)],
            (_, Some(last)) => {
                items.push(last);
                vec![Signal::ListViewed { items }]
            }
            (_, None) => Vec::new(),
        }
    }
}

/// What an event is about.
enum Kind {
    View,
    List,
    Search,
    Add,
    Remove,
    Cart,
    Checkout,
    Purchase,
}

/// The events by their GA4 names.
const EVENTS: [(&str, Kind); 9] = [
    ("view_item", Kind::View),
    ("view_item_list", Kind::List),
    ("search", Kind::Search),
    ("view_search_results", Kind::Search),
    ("add_to_cart", Kind::Add),
    ("remove_from_cart", Kind::Remove),
    ("view_cart", Kind::Cart),
    ("begin_checkout", Kind::Checkout),
    ("purchase", Kind::Purchase),
];
