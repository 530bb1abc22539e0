//! A line of a cart, and which lines count for a promotion.

use crate::catalog::{Applicability, Catalog, Item, Product, Promotion, Sku, product_type};
use crate::lang::Localised;
use crate::money::Money;

/// One line of a cart.
#[derive(Clone, Debug)]
pub struct Line {
    /// The product's number.
    pub sku: Sku,
    /// Its type; may be empty.
    pub product_type: Localised,
    /// Its brand; may be empty.
    pub brand: String,
    /// What one costs today.
    pub price: Money,
    /// How many.
    pub quantity: u32,
}

impl Line {
    /// So many of a product of the catalog; `None` without a price.
    pub fn of_product(product: &Product, quantity: u32) -> Option<Line> {
        Some(Line {
            sku: product.sku.clone(),
            product_type: product.product_type.clone(),
            brand: product.brand.clone(),
            price: product.current_price()?,
            quantity,
        })
    }

    /// A thing that the page spoke of, with what the catalog knows of it. The page's price goes
    /// first: it is what this shopper is asked to pay.
    pub fn of_item(item: &Item, catalog: &Catalog) -> Option<Line> {
        match catalog.product(&item.sku) {
            Some(product) => Some(Line {
                sku: product.sku.clone(),
                product_type: product.product_type.clone(),
                brand: product.brand.clone(),
                price: item.price.or(product.current_price())?,
                quantity: item.quantity,
            }),
            None => Some(Line {
                sku: item.sku.clone(),
                product_type: Localised::plain(item.category.clone()),
                brand: item.brand.clone(),
                price: item.price?,
                quantity: item.quantity,
            }),
        }
    }

    /// Whether this line counts for the promotion.
    pub fn counts_for(&self, promotion: &Promotion) -> bool {
        qualifies(promotion, &self.sku, &self.product_type, &self.brand)
    }
}

/// The lines of a cart that have a price.
pub fn lines_of(cart: &[Item], catalog: &Catalog) -> Vec<Line> {
    cart.iter()
        .filter_map(|item| Line::of_item(item, catalog))
        .collect()
}

/// Whether a product counts for a promotion: included and not excluded.
///
/// Where a promotion names both types and brands, or single products too, a product must be
/// named by each of these lists; one hit in any exclusion is enough to be out.
pub fn qualifies(promotion: &Promotion, sku: &Sku, types: &Localised, brand: &str) -> bool {
    let named = |list: &Applicability| Named {
        item: hit(&list.items, |item| item == sku.as_str()),
        brand: hit(&list.brands, |name| name.eq_ignore_ascii_case(brand)),
        product_type: hit(&list.product_types, |wide| {
            types.all().any(|path| product_type::within(path, wide))
        }),
    };
    let included = named(&promotion.includes);
    let excluded = named(&promotion.excludes);
    let all = [included.item, included.brand, included.product_type];
    let any = [excluded.item, excluded.brand, excluded.product_type];
    all.iter().all(|hit| *hit != Some(false)) && !any.contains(&Some(true))
}

/// For each list whether it names the product; `None` where the list is empty.
struct Named {
    item: Option<bool>,
    brand: Option<bool>,
    product_type: Option<bool>,
}

fn hit(list: &[String], fits: impl Fn(&str) -> bool) -> Option<bool> {
    (!list.is_empty()).then(|| list.iter().any(|entry| fits(entry)))
}
