//! What a product stands for.

use super::{InterestKey, PriceBand};
use crate::catalog::{Catalog, Item, product_type};
use crate::money::Money;

/// Share of the points that a brand, a price band and each wider type get, as a divisor for every
/// step: with 2 the type above counts half, the one above that a quarter.
const WIDER: i64 = 2;

/// What an item stands for, each with the divisor of its share: its type and the wider ones, its
/// brand, its price band. What the catalog knows of the number goes before what the page says.
pub(super) fn keys(item: &Item, catalog: &Catalog) -> Vec<(InterestKey, i64)> {
    let known = catalog.product(&item.sku);
    let own_type = known.and_then(|product| product.product_type.all().next());
    let path = match own_type {
        Some(path) if !path.is_empty() => path.to_owned(),
        _ => {
            own_form(&item.category, catalog).unwrap_or_else(|| product_type::tidy(&item.category))
        }
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
pub(super) fn with_wider(key: InterestKey, share: i64) -> Vec<(InterestKey, i64)> {
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

/// A type that is written in any of the catalog's languages, in the catalog's own form; `None` if
/// the catalog does not know it.
pub(crate) fn own_form(path: &str, catalog: &Catalog) -> Option<String> {
    let depth = product_type::levels(path).count();
    catalog.products.iter().find_map(|product| {
        let mut forms = product.product_type.all();
        let own = product.product_type.all().next()?;
        let known = forms.any(|form| product_type::within(form, path));
        let levels = product_type::levels(own).take(depth);
        known.then(|| levels.collect::<Vec<_>>().join(" > "))
    })
}
