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
        let known = catalog.product(&item.sku);
        let price = item.price.or(known.and_then(Product::current_price))?;
        let (product_type, brand) = match known {
            Some(product) => (product.product_type.clone(), &product.brand),
            None => (Localised::plain(item.category.clone()), &item.brand),
        };
        Some(Line {
            sku: item.sku.clone(),
            product_type,
            brand: brand.clone(),
            price,
            quantity: item.quantity,
        })
    }

    /// Whether this line counts for the promotion.
    pub fn counts_for(&self, promotion: &Promotion) -> bool {
        qualifies(promotion, &self.sku, &self.product_type, &self.brand)
    }
}

/// The lines of a cart that have a price.
pub fn lines_of(cart: &[Item], catalog: &Catalog) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in cart {
        lines.extend(Line::of_item(item, catalog));
    }
    lines
}

/// Whether a product counts for a promotion: included and not excluded.
///
/// Where a promotion names both types and brands, or single products too, a product must be
/// named by each of these lists; one hit in any exclusion is enough to be out.
#[inline(never)]
pub fn qualifies(promotion: &Promotion, sku: &Sku, types: &Localised, brand: &str) -> bool {
    let [included, excluded] =
        [&promotion.includes, &promotion.excludes].map(|by| named(by, sku.as_str(), types, brand));
    !included.contains(&Some(false)) && !excluded.contains(&Some(true))
}

/// For each list whether it names the product; `None` where the list is empty.
#[inline(never)]
fn named(by: &Applicability, sku: &str, types: &Localised, brand: &str) -> [Option<bool>; 3] {
    let within = |wide: &String| types.all().any(|path| product_type::within(path, wide));
    let known = |list: &[String], hit: bool| (!list.is_empty()).then_some(hit);
    [
        known(&by.items, by.items.iter().any(|item| item == sku)),
        known(
            &by.brands,
            by.brands
                .iter()
                .any(|name| name.eq_ignore_ascii_case(brand)),
        ),
        known(&by.product_types, by.product_types.iter().any(within)),
    ]
}
