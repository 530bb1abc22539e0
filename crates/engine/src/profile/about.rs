//! What a product stands for.

use super::{InterestKey, PriceBand};
use crate::catalog::{Catalog, Item, product_type};

/// Share of the points that a brand, a price band and each wider type get, as a divisor for every
/// step: with 2 the type above counts half, the one above that a quarter.
const WIDER: i64 = 2;

/// Keys, each with the divisor of its share.
pub(super) type Shares = Vec<(InterestKey, i64)>;

/// What an item stands for, each with the divisor of its share: its type and the wider ones, its
/// brand, its price band. What the catalog knows of the number goes before what the page says.
#[inline(never)]
pub(super) fn keys(item: &Item, catalog: &Catalog) -> Shares {
    let known = catalog.product(&item.sku);
    let (mut path, mut brand, mut price) = ("", "", None);
    if let Some(product) = known {
        (path, brand, price) = (
            product.product_type.first(),
            &product.brand,
            product.current_price(),
        );
    }
    let mut shares = Vec::new();
    let from_page;
    if path.is_empty() {
        from_page = own_form(&item.category, catalog);
        path = &from_page;
    }
    if let Some(key) = InterestKey::of_type(path) {
        with_wider(key, &mut shares);
    }
    if brand.is_empty() {
        brand = &item.brand;
    }
    if let Some(brand) = InterestKey::of_brand(brand) {
        shares.push((brand, WIDER));
    }
    let price = price.or(item.price).filter(|price| price.minor > 0);
    if let Some(band) = price.and_then(PriceBand::of) {
        shares.push((InterestKey::Price(band), WIDER));
    }
    shares
}

/// A key with its share's divisor, and for a type the wider ones with theirs.
#[inline(never)]
pub(super) fn with_wider(key: InterestKey, shares: &mut Shares) {
    let path = match &key {
        InterestKey::Type(path) => path.clone(),
        _ => String::new(),
    };
    shares.push((key, 1));
    let mut share = 1;
    for depth in (1..product_type::levels(&path).len()).rev() {
        share *= WIDER;
        shares.push((
            InterestKey::Type(product_type::tidy_to(&path, depth)),
            share,
        ));
    }
}

/// A type that is written in any of the catalog's languages, in the catalog's own form; in its
/// own words if the catalog does not know it.
#[inline(never)]
pub(crate) fn own_form(path: &str, catalog: &Catalog) -> String {
    for product in &catalog.products {
        let types = &product.product_type;
        if types.all().any(|form| product_type::within(form, path)) {
            let depth = product_type::levels(path).len();
            return product_type::tidy_to(types.first(), depth);
        }
    }
    product_type::tidy(path)
}
