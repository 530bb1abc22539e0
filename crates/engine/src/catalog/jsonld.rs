//! JSON-LD as pages carry it: the parts of it that a shop assistant can use.

use super::{Item, Sku, items};
use crate::money::{Currency, Money};
use crate::raw::Raw;

/// Every object of the wanted `@type` at the top, in a list, under `@graph` or as the
/// `mainEntity` of a page.
pub fn typed<'a>(raw: &'a Raw, wanted: &str) -> Vec<&'a Raw> {
    let mut found = Vec::new();
    for item in raw.as_items() {
        gather(std::slice::from_ref(item), wanted, &mut found);
        if !is_type(item, wanted) {
            gather(items(item, "@graph"), wanted, &mut found);
            gather(items(item, "mainEntity"), wanted, &mut found);
        }
    }
    found
}

#[inline(never)]
fn gather<'a>(from: &'a [Raw], wanted: &str, found: &mut Vec<&'a Raw>) {
    for item in from {
        if is_type(item, wanted) {
            found.push(item);
        }
    }
}

/// The product that a page describes, from a schema.org `Product`.
pub fn item(product: &Raw) -> Option<Item> {
    let sku = first(product, &["sku", "productID", "mpn", "@id"])?;
    let brand = match product.get("brand") {
        Some(brand) => brand.as_text().or(brand.text("name")),
        None => None,
    };
    let price = items(product, "offers").first().and_then(|offer| {
        let currency = Currency::parse(offer.text("priceCurrency")?)?;
        amount(
            offer.get("price").or_else(|| offer.get("lowPrice"))?,
            currency,
        )
    });
    let text = |key: &str| product.text(key).unwrap_or_default().to_owned();
    Some(Item {
        sku: Sku::new(sku),
        name: text("name"),
        brand: brand.unwrap_or_default().to_owned(),
        category: text("category"),
        price,
        quantity: 1,
    })
}

/// The first of these fields that holds a text.
#[inline(never)]
pub(crate) fn first<'a>(raw: &'a Raw, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| raw.text(key))
}

/// An amount written as a number or as a decimal string: both are common.
pub fn amount(raw: &Raw, currency: Currency) -> Option<Money> {
    match raw {
        Raw::Number(number) => Money::from_number(*number, currency),
        Raw::Text(text) => Money::from_decimal(text.trim(), currency),
        _ => None,
    }
}

#[inline(never)]
fn is_type(raw: &Raw, wanted: &str) -> bool {
    for kind in items(raw, "@type") {
        // `Product` or the whole address, `https://schema.org/Product`.
        let rest = kind.as_text().and_then(|name| name.strip_suffix(wanted));
        if rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/')) {
            return true;
        }
    }
    false
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
            let items: Vec<Item> = typed(&raw, "Product")
                .into_iter()
                .filter_map(item)
                .collect();
            assert_eq!(items.len(), 1, "{text}");
            assert_eq!(items[0].price.map(|p| p.minor), Some(8990), "{text}");
        }
    }
}
