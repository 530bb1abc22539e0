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
        let read = || ga4::items(params, shop_currency);
        match name {
            // Some shops send every variant of the product: one look is one look.
            "view_item" => read()
                .into_iter()
                .take(1)
                .map(Signal::ProductViewed)
                .collect(),
            "view_item_list" => some(read(), |items| Signal::ListViewed { items }),
            "search" | "view_search_results" => searched(params, read()),
            "add_to_cart" => read().into_iter().map(Signal::AddedToCart).collect(),
            "remove_from_cart" => read().into_iter().map(Signal::RemovedFromCart).collect(),
            "view_cart" => vec![Signal::CartSeen { items: read() }],
            "begin_checkout" => vec![Signal::CheckoutBegun { items: read() }],
            "purchase" => some(read(), |items| Signal::Purchased { items }),
            _ => Vec::new(),
        }
    }

    /// The products that a JSON-LD block of the page describes: one is being looked at, several
    /// are a list.
    pub fn from_json_ld(block: &Raw) -> Vec<Signal> {
        let products = jsonld::typed(block, "Product").into_iter();
        let mut items: Vec<Item> = products
            .take(ga4::MAX_ITEMS)
            .filter_map(jsonld::item)
            .collect();
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

fn some(items: Vec<Item>, make: fn(Vec<Item>) -> Signal) -> Vec<Signal> {
    match items.is_empty() {
        true => Vec::new(),
        false => vec![make(items)],
    }
}

fn searched(params: &Raw, items: Vec<Item>) -> Vec<Signal> {
    let words = ga4::search_term(params);
    let words = words.map(|words| Signal::Searched { words });
    let list = some(items, |items| Signal::ListViewed { items });
    words.into_iter().chain(list).collect()
}
