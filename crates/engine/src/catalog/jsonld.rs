//! JSON-LD as pages carry it: the parts of it that a shop assistant can use.

use super::{Item, Sku};
use crate::money::{Currency, Money};
use crate::raw::Raw;

/// Every object of the wanted `@type` at the top, in a list, under `@graph` or as the
/// `mainEntity` of a page.
pub fn typed<'a>(raw: &'a Raw, wanted: &str) -> Vec<&'a Raw> {
    let mut found = Vec::new();
    for item in raw.as_items() {
        if is_type(item, wanted) {
            found.push(item);
        } else {
            for key in ["@graph", "mainEntity"] {
                let inner = item.get(key).map(Raw::as_items).unwrap_or_default();
                found.extend(inner.iter().filter(|inner| is_type(inner, wanted)));
            }
        }
    }
    found
}

/// The product that a page describes, from a schema.org `Product`.
pub fn item(product: &Raw) -> Option<Item> {
    let sku = ["sku", "productID", "mpn", "@id"]
        .iter()
        .find_map(|key| product.text(key))?;
    let brand = match product.get("brand") {
        Some(Raw::Text(name)) => Some(name.as_str()),
        Some(brand) => brand.text("name"),
        None => None,
    };
    let offer = product
        .get("offers")
        .and_then(|offers| offers.as_items().first());
    let price = offer.and_then(|offer| {
        let currency = Currency::parse(offer.text("priceCurrency")?)?;
        amount(offer.get("price").or_else(|| offer.get("lowPrice"))?, currency)
    });
    Some(Item {
        sku: Sku::new(sku),
        name: product.text("name").unwrap_or_default().to_owned(),
        brand: brand.unwrap_or_default().to_owned(),
        category: product.text("category").unwrap_or_default().to_owned(),
        price,
        quantity: 1,
    })
}

/// An amount written as a number or as a decimal string: both are common.
pub fn amount(raw: &Raw, currency: Currency) -> Option<Money> {
    match raw {
        Raw::Number(number) => Money::from_number(*number, currency),
        Raw::Text(text) => Money::from_decimal(text.trim(), currency),
        _ => None,
    }
}

fn is_type(raw: &Raw, wanted: &str) -> bool {
    raw.get("@type").is_some_and(|kind| {
        kind.as_items()
            .iter()
            .filter_map(Raw::as_text)
            .any(|name| name.rsplit('/').next() == Some(wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_found_wherever_it_is_kept() {
        for text in [
            r#"{"@type":"Product","sku":"A","offers":{"price":"89.90","priceCurrency":"USD"}}"#,
            r#"[{"@type":["Thing","Product"],"sku":"A","offers":[{"price":89.9,"priceCurrency":"usd"}]}]"#,
            r#"{"@graph":[{"@type":"https://schema.org/Product","sku":"A","offers":{"lowPrice":89.9,"priceCurrency":"USD"}}]}"#,
            r#"{"@type":"ItemPage","mainEntity":{"@type":"Product","sku":"A","offers":{"price":89.9,"priceCurrency":"USD"}}}"#,
        ] {
            let raw: Raw = serde_json::from_str(text).unwrap();
            let items: Vec<Item> = typed(&raw, "Product").into_iter().filter_map(item).collect();
            assert_eq!(items.len(), 1, "{text}");
            assert_eq!(items[0].price.map(|p| p.minor), Some(8990), "{text}");
        }
    }
}
