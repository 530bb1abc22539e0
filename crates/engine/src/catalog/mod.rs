//! What the merchant wrote, as validated types: products, questions, promotions, settings.
//!
//! Each reader takes [`Raw`](crate::raw::Raw) and gives what it could use together with a list of
//! problems. One bad entry is left out and reported; the rest works.

mod faq;
mod item;
pub mod jsonld;
mod product;
pub mod product_type;
mod promotion;
pub mod rich;
mod settings;

pub use faq::{Faq, MAX_FAQS, read_faqs};
pub use item::Item;
pub use product::{Availability, MAX_PRODUCTS, Product, Sku, read_products};
pub use promotion::{
    Applicability, Benefit, MAX_PROMOTIONS, Promotion, PromotionId, read_promotions,
};
pub use rich::Node;
pub use settings::{Caps, Contact, QuietHours, Settings};

/// Everything the shop handed over, file by file.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Products in the order of the file.
    pub products: Vec<Product>,
    /// Questions and answers of all languages and files.
    pub faqs: Vec<Faq>,
    /// Promotions in the order of the file.
    pub promotions: Vec<Promotion>,
}

impl Catalog {
    /// The product of that number.
    pub fn product(&self, sku: &Sku) -> Option<&Product> {
        self.products.iter().find(|p| p.sku == *sku)
    }

    /// The promotion of that number.
    pub fn promotion(&self, id: &PromotionId) -> Option<&Promotion> {
        self.promotions.iter().find(|p| p.id == *id)
    }
}

/// The entries of a file that is either a list or an object with the list under `key`. A file of
/// another shape is one problem and no entries.
fn entries<'a>(
    raw: &'a crate::raw::Raw,
    key: &str,
    limit: usize,
    problems: &mut crate::raw::Problems<'_>,
) -> &'a [crate::raw::Raw] {
    use crate::raw::Raw;
    let items = match raw {
        Raw::List(items) => items.as_slice(),
        Raw::Map(_) => raw.get(key).map(Raw::as_items).unwrap_or_default(),
        other => {
            problems.note("", format!("is {}, not a list", other.kind()), "Write a list, or an object with the list inside");
            &[]
        }
    };
    if items.is_empty() {
        problems.note(key, "holds no entries", "Check the name of the list");
    }
    if items.len() > limit {
        problems.note(
            key,
            format!("holds {} entries; {limit} are read", items.len()),
            "Leave out what is not sold any more",
        );
    }
    items.get(..limit).unwrap_or(items)
}
