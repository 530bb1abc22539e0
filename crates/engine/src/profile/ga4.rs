//! The parameters of Google Analytics 4 e-commerce events.

use crate::catalog::{Item, Sku, jsonld, product_type, rich};
use crate::money::Currency;
use crate::raw::Raw;

/// Most items of one event that are read; GA4 itself takes 200.
pub const MAX_ITEMS: usize = 200;
/// Longest name, brand or category in bytes.
const MAX_TEXT: usize = 200;
/// Most pieces of one product in one event.
pub const MAX_QUANTITY: i64 = 999;

/// The items of an event, under `ecommerce.items`, under `items`, or the parameters themselves if
/// they name a product. Items without number and name are left out.
pub fn items(params: &Raw, shop_currency: Option<Currency>) -> Vec<Item> {
    let inner = match params.get("ecommerce") {
        Some(Raw::Map(_)) => params.get("ecommerce").unwrap_or(params),
        _ => params,
    };
    let currency = inner.text("currency").or_else(|| params.text("currency"));
    let currency = currency.and_then(Currency::parse).or(shop_currency);
    let list = match inner.get("items") {
        Some(list) => list.as_items(),
        None => std::slice::from_ref(inner),
    };
    list.iter()
        .take(MAX_ITEMS)
        .filter_map(|raw| item(raw, currency))
        .collect()
}

/// What was searched for, without the white space around it.
pub fn search_term(params: &Raw) -> Option<String> {
    let term = params
        .text("search_term")
        .or_else(|| params.get("ecommerce")?.text("search_term"))?;
    let term = rich::cut(term.trim(), MAX_TEXT);
    (!term.is_empty()).then(|| term.to_owned())
}

fn item(raw: &Raw, currency: Option<Currency>) -> Option<Item> {
    let name = first(raw, &["item_name", "name", "title"]);
    let sku = ["item_id", "id", "sku"]
        .iter()
        .find_map(|key| number(raw.get(key)?));
    let sku = sku.or_else(|| (!name.is_empty()).then(|| name.clone()))?;
    let currency = raw.text("currency").and_then(Currency::parse).or(currency);
    let price = currency.and_then(|currency| jsonld::amount(raw.get("price")?, currency));
    let quantity = raw.get("quantity").and_then(Raw::as_int).unwrap_or(1);
    Some(Item {
        sku: Sku::new(&sku),
        name,
        brand: first(raw, &["item_brand", "brand"]),
        category: category(raw),
        price: price.filter(|price| price.minor >= 0),
        quantity: u32::try_from(quantity.clamp(1, MAX_QUANTITY)).unwrap_or(1),
    })
}

/// `item_category` to `item_category5`, from wide to narrow.
fn category(raw: &Raw) -> String {
    let levels = [
        "item_category",
        "item_category2",
        "item_category3",
        "item_category4",
        "item_category5",
    ];
    let levels: Vec<&str> = levels.iter().filter_map(|key| raw.text(key)).collect();
    let path = match levels.is_empty() {
        true => first(raw, &["category", "product_type"]),
        false => levels.join(" > "),
    };
    product_type::tidy(rich::cut(&path, MAX_TEXT))
}

fn first(raw: &Raw, keys: &[&str]) -> String {
    let text = keys
        .iter()
        .find_map(|key| raw.text(key))
        .unwrap_or_default();
    rich::cut(text.trim(), MAX_TEXT).to_owned()
}

/// Shops write their numbers as text or as numbers.
fn number(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        Raw::Number(_) => raw.as_int().map(|n| n.to_string()),
        _ => None,
    }
}
