//! A product as the page speaks of it.

use super::Sku;
use crate::money::Money;

/// A product as analytics events and page data name it. What the catalog knows of the same number
/// is better and goes first; a shop without a catalog still has this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its number.
    pub sku: Sku,
    /// Its name in the page's language; may be empty.
    pub name: String,
    /// Its brand; may be empty.
    pub brand: String,
    /// Its category from wide to narrow, joined with ` > `; may be empty.
    pub category: String,
    /// Price of one.
    pub price: Option<Money>,
    /// How many; at least 1.
    pub quantity: u32,
}
