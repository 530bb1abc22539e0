//! How closely a promotion fits an interest.

use super::is_sold;
use crate::catalog::{Catalog, Product, Promotion, product_type};
use crate::guard::Refusal;
use crate::pricing::qualifies;
use crate::profile::{Interest, InterestKey, own_form};

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

/// An interest with the products of the catalog that belong to it, found once for all promotions.
pub struct Aim<'a> {
    pub interest: &'a Interest,
    /// Products of this type or brand.
    products: Vec<&'a Product>,
    /// Those that the interest came from.
    seen: Vec<&'a Product>,
}

impl<'a> Aim<'a> {
    pub fn at(interest: &'a Interest, catalog: &'a Catalog) -> Aim<'a> {
        let (mut products, mut seen) = (Vec::new(), Vec::new());
        for product in &catalog.products {
            let belongs = match &interest.key {
                InterestKey::Type(wide) => product_type::within(product.product_type.first(), wide),
                InterestKey::Brand(name) => product.brand.eq_ignore_ascii_case(name),
                InterestKey::Price(_) => false,
            };
            if belongs {
                products.push(product);
            }
            if interest.skus.contains(&product.sku) {
                seen.push(product);
            }
        }
        Aim {
            interest,
            products,
            seen,
        }
    }
}

/// The types that a promotion is for, in the catalog's own form.
pub fn own_types(promotion: &Promotion, catalog: &Catalog) -> Vec<String> {
    let types = promotion.includes.product_types.iter();
    types.map(|path| own_form(path, catalog)).collect()
}

/// The fit of a promotion to an interest, 1 to 100; or [`Refusal::NotRelevant`], or
/// [`Refusal::OutOfStock`] where it would fit and nothing of it is to be had. A shop without a
/// catalog of products is taken at its promotions' word.
pub fn of(
    promotion: &Promotion,
    own_types: &[String],
    aim: &Aim<'_>,
    catalog: &Catalog,
) -> Result<u32, Refusal> {
    // A price band alone is no reason to offer anything; and types of which neither holds the
    // other share no product, which spares most promotions the look at the products.
    let named = match &aim.interest.key {
        InterestKey::Price(_) => return Err(Refusal::NotRelevant),
        InterestKey::Type(path) if !own_types.is_empty() => {
            let fits = own_types.iter().filter_map(|own| type_fit(own, path));
            Some(fits.max().ok_or(Refusal::NotRelevant)?)
        }
        InterestKey::Type(_) => None,
        InterestKey::Brand(name) => brand_fit(promotion, name),
    };
    let named = named_fit(promotion, aim, named);
    if catalog.products.is_empty() {
        return named.ok_or(Refusal::NotRelevant);
    }
    match sold(promotion, &mut aim.products.iter().copied()) {
        None => return Err(Refusal::NotRelevant),
        Some(false) => return Err(Refusal::OutOfStock),
        Some(true) => {}
    }
    let fit = named.unwrap_or(SOME);
    let any_counts = aim.seen.iter().any(|product| counts(promotion, product));
    Ok(match aim.seen.is_empty() || any_counts {
        true => fit,
        false => fit.min(NOT_THESE),
    })
}

/// Whether anything that it is for can be had. Without a catalog, or if none of its products are
/// in it, nothing is known against it.
pub fn has_stock(promotion: &Promotion, catalog: &Catalog) -> bool {
    sold(promotion, &mut catalog.products.iter()) != Some(false)
}

/// Whether any of the products that count can be had; `None` if none count.
#[inline(never)]
fn sold(promotion: &Promotion, products: &mut dyn Iterator<Item = &'_ Product>) -> Option<bool> {
    let mut sold = None;
    for product in products {
        if counts(promotion, product) {
            sold = Some(is_sold(product));
            if sold == Some(true) {
                break;
            }
        }
    }
    sold
}

fn counts(promotion: &Promotion, product: &Product) -> bool {
    qualifies(
        promotion,
        &product.sku,
        &product.product_type,
        &product.brand,
    )
}

/// The closest way in which the promotion's own words name the interest: by a product that was
/// looked at, or as `by_key` found.
fn named_fit(promotion: &Promotion, aim: &Aim<'_>, by_key: Option<u32>) -> Option<u32> {
    let includes = &promotion.includes;
    if includes.is_empty() {
        return Some(EVERYTHING);
    }
    let seen = |item: &String| aim.interest.skus.iter().any(|sku| sku.as_str() == item);
    if includes.items.iter().any(seen) {
        return Some(THIS_PRODUCT);
    }
    // Named by type, and by brand or number as well: then it is only some of that type.
    let lists = [&includes.items, &includes.brands, &includes.product_types];
    let several = lists.iter().filter(|list| !list.is_empty()).count() > 1;
    by_key.map(|fit| if several { fit.min(SOME) } else { fit })
}

fn brand_fit(promotion: &Promotion, name: &str) -> Option<u32> {
    let mut brands = promotion.includes.brands.iter();
    brands
        .any(|brand| brand.eq_ignore_ascii_case(name))
        .then_some(EXACTLY)
}

/// How an offered type stands to the type of interest; `None` if they share nothing.
fn type_fit(offered: &str, of_interest: &str) -> Option<u32> {
    if product_type::same(offered, of_interest) {
        Some(EXACTLY)
    } else if product_type::within(of_interest, offered) {
        Some(WIDER)
    } else if product_type::within(offered, of_interest) {
        Some(SOME)
    } else {
        None
    }
}
