//! Products that are named in what was said.

use super::MAX_PRODUCTS_SHOWN;
use crate::catalog::{Catalog, Sku};
use crate::text::{self, Tables};

/// Products whose name or narrowest type stands in the words, named ones first, else in the
/// catalog's order.
pub(super) fn named_products(words: &str, catalog: &Catalog, tables: &Tables) -> Vec<Sku> {
    let said = text::normalise(words, tables).text;
    let mut skus: Vec<Sku> = Vec::new();
    for by_type in [false, true] {
        for product in &catalog.products {
            let names = if by_type {
                &product.product_type
            } else {
                &product.title
            };
            let named = names.all().any(|name| {
                let narrowest = name.rsplit('>').next().unwrap_or_default();
                stands_in(&said, &text::normalise(narrowest, tables).text)
            });
            if named && !skus.contains(&product.sku) && skus.len() < MAX_PRODUCTS_SHOWN {
                skus.push(product.sku.clone());
            }
        }
    }
    skus
}

/// Whether a name stands in what was said. A Latin one must begin where a word begins, and its
/// plural may have been said in the singular; Han text has no word gaps.
fn stands_in(said: &str, name: &str) -> bool {
    let latin = name.is_ascii();
    let name = match name.strip_suffix('s') {
        Some(singular) if latin => singular,
        _ => name,
    };
    let (said, name) = (said.as_bytes(), name.as_bytes());
    if name.len() < 3 {
        return false; // one Han character, or two letters
    }
    said.windows(name.len()).enumerate().any(|(at, here)| {
        let before = at.checked_sub(1).and_then(|at| said.get(at));
        here == name && !(latin && before.is_some_and(u8::is_ascii_alphanumeric))
    })
}
