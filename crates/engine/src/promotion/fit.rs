//! How closely a promotion fits an interest.

use super::is_sold;
use crate::catalog::{Catalog, Product, Promotion, product_type};
use crate::guard::Refusal;
use crate::pricing::qualifies;
use crate::profile::{Interest, InterestKey};

/// It is for a very product that was looked at. All fits are parts of 100; what counts is their
/// order and that no strong wide interest beats a near one by much.
const THIS_PRODUCT: u32 = 100;
/// It is for exactly this type or brand.
const EXACTLY: u32 = 90;
/// It is for a wider type: all footwear, where boots were looked at.
const WIDER: u32 = 70;
/// It is for some of it: certain boots, where boots were looked at.
const SOME: u32 = 55;
/// It is for everything in the shop.
const EVERYTHING: u32 = 20;
/// Of what it fits, when all that was looked at is excluded: other boots than these.
const NOT_THESE: u32 = 40;

/// The fit of a promotion to an interest, 1 to 100; or [`Refusal::NotRelevant`], or
/// [`Refusal::OutOfStock`] where it would fit and nothing of it is to be had. A shop without a
/// catalog of products is taken at its promotions' word.
pub fn of(promotion: &Promotion, interest: &Interest, catalog: &Catalog) -> Result<u32, Refusal> {
    // A price band alone is no reason to offer anything.
    if matches!(interest.key, InterestKey::Price(_)) {
        return Err(Refusal::NotRelevant);
    }
    if catalog.products.is_empty() {
        return named(promotion, interest, catalog).ok_or(Refusal::NotRelevant);
    }
    let both = |product: &&Product| belongs(product, &interest.key) && counts(promotion, product);
    let mut shared = catalog.products.iter().filter(both).peekable();
    if shared.peek().is_none() {
        return Err(Refusal::NotRelevant);
    }
    if !shared.any(is_sold) {
        return Err(Refusal::OutOfStock);
    }
    let fit = named(promotion, interest, catalog).unwrap_or(SOME);
    let mut seen = interest
        .skus
        .iter()
        .filter_map(|sku| catalog.product(sku))
        .peekable();
    let none_counts = seen.peek().is_some() && !seen.any(|product| counts(promotion, product));
    Ok(if none_counts { fit.min(NOT_THESE) } else { fit })
}

/// Whether anything that it is for can be had. Without a catalog, or if none of its products are
/// in it, nothing is known against it.
pub fn has_stock(promotion: &Promotion, catalog: &Catalog) -> bool {
    let mut counting = catalog
        .products
        .iter()
        .filter(|product| counts(promotion, product))
        .peekable();
    counting.peek().is_none() || counting.any(is_sold)
}

fn counts(promotion: &Promotion, product: &Product) -> bool {
    qualifies(
        promotion,
        &product.sku,
        &product.product_type,
        &product.brand,
    )
}

fn belongs(product: &Product, key: &InterestKey) -> bool {
    match key {
        InterestKey::Type(wide) => {
            let own = product.product_type.all().next().unwrap_or_default();
            product_type::within(own, wide)
        }
        InterestKey::Brand(name) => product.brand.eq_ignore_ascii_case(name),
        InterestKey::Price(_) => false,
    }
}

/// The closest way in which the promotion's own words name the interest.
fn named(promotion: &Promotion, interest: &Interest, catalog: &Catalog) -> Option<u32> {
    let includes = &promotion.includes;
    if includes.is_empty() {
        return Some(EVERYTHING);
    }
    let seen = |item: &String| interest.skus.iter().any(|sku| sku.as_str() == item);
    if includes.items.iter().any(seen) {
        return Some(THIS_PRODUCT);
    }
    let closest = match &interest.key {
        InterestKey::Type(path) => {
            let of_type = |offered: &String| type_fit(offered, path, catalog);
            includes.product_types.iter().filter_map(of_type).max()
        }
        InterestKey::Brand(name) => includes
            .brands
            .iter()
            .any(|brand| brand.eq_ignore_ascii_case(name))
            .then_some(EXACTLY),
        InterestKey::Price(_) => None,
    };
    // Named by type, and by brand or number as well: then it is only some of that type.
    let lists = [&includes.items, &includes.brands, &includes.product_types];
    let several = lists.iter().filter(|list| !list.is_empty()).count() > 1;
    closest.map(|fit| if several { fit.min(SOME) } else { fit })
}

/// How an offered type, in any of the catalog's languages, stands to the type of interest.
fn type_fit(offered: &str, of_interest: &str, catalog: &Catalog) -> Option<u32> {
    let fit = |form: &str| {
        if product_type::same(form, of_interest) {
            Some(EXACTLY)
        } else if product_type::within(of_interest, form) {
            Some(WIDER)
        } else if product_type::within(form, of_interest) {
            Some(SOME)
        } else {
            None
        }
    };
    fit(offered).or_else(|| fit(&own_form(offered, catalog)?))
}

/// A type that is written in another language, in the catalog's own.
fn own_form(offered: &str, catalog: &Catalog) -> Option<String> {
    let depth = product_type::levels(offered).count();
    catalog.products.iter().find_map(|product| {
        let mut forms = product.product_type.all();
        let own = forms.next()?;
        let known = forms.any(|form| product_type::within(form, offered));
        let levels = product_type::levels(own).take(depth);
        known.then(|| levels.collect::<Vec<_>>().join(" > "))
    })
}
