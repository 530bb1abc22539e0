//! The parameters of Google Analytics 4 e-commerce events.

use crate::catalog::{Item, Sku, int, jsonld, number_or_text, product_type, rich};
use crate::money::Currency;
use crate::raw::Raw;

/// Most items of one event that are read; GA4 itself takes 200.
pub const MAX_ITEMS: usize = 200;
/// Longest name, brand or category in bytes.
const MAX_TEXT: usize = 200;
/// Most pieces of one product in one event.
pub const MAX_QUANTITY: u32 = 999;

/// The items of an event, under `ecommerce.items`, under `items`, or the parameters themselves if
/// they name a product. Items without number and name are left out.
pub fn items(params: &Raw, shop_currency: Option<Currency>) -> Vec<Item> {
    let inner = match params.get("ecommerce") {
        Some(inner @ Raw::Map(_)) => inner,
        _ => params,
    };
    let currency = inner.text("currency").or_else(|| params.text("currency"));
    let currency = currency.and_then(Currency::parse).or(shop_currency);
    let list = match inner.get("items") {
        Some(list) => list.as_items(),
        None => std::slice::from_ref(inner),
    };
    let mut items = Vec::new();
    for raw in list.iter().take(MAX_ITEMS) {
        items.extend(item(raw, currency));
    }
    items
}

/// What was searched for, without the white space around it.
pub fn search_term(params: &Raw) -> Option<String> {
    let term = match params.text("search_term") {
        Some(term) => term,
        None => params.get("ecommerce")?.text("search_term")?,
    };
    let term = rich::cut(term.trim(), MAX_TEXT);
    (!term.is_empty()).then(|| term.to_owned())
}

fn item(raw: &Raw, currency: Option<Currency>) -> Option<Item> {
    let name = first(raw, &["item_name", "name", "title"]);
    let mut numbers = ["item_id", "id", "sku"].into_iter();
    let sku = match numbers.find_map(|key| number_or_text(raw, key)) {
        Some(number) => Sku::new(&number),
        None if name.is_empty() => return None,
        None => Sku::new(name),
    };
    let currency = raw.text("currency").and_then(Currency::parse).or(currency);
    let price = currency.and_then(|currency| jsonld::amount(raw.get("price")?, currency));
    Some(Item {
        sku,
        name: name.to_owned(),
        brand: first(raw, &["item_brand", "brand"]).to_owned(),
        category: category(raw),
        price: price.filter(|price| price.minor >= 0),
        quantity: int(raw, "quantity", 1, MAX_QUANTITY),
    })
}

/// `item_category` to `item_category5`, from wide to narrow.
fn category(raw: &Raw) -> String {
    let mut path = String::new();
    for key in [
        "item_category",
        "item_category2",
        "item_category3",
        "item_category4",
        "item_category5",
    ] {
        path.push_str(raw.text(key).unwrap_or_default());
        path.push('>');
    }
    let path = product_type::tidy(rich::cut(&path, MAX_TEXT));
    match path.is_empty() {
        true => product_type::tidy(first(raw, &["category", "product_type"])),
        false => path,
    }
}

#[inline(never)]
fn first<'a>(raw: &'a Raw, keys: &[&str]) -> &'a str {
    let text = jsonld::first(raw, keys).unwrap_or_default();
    rich::cut(text.trim(), MAX_TEXT)
}
