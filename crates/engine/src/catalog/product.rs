//! Products, in the field names of Google Merchant.

use super::entry::{Entry, each};
use super::{number_or_text, rich};
use crate::lang::Localised;
use crate::money::Money;
use crate::raw::{Problem, Raw};

/// Most products that are read from one file.
pub const MAX_PRODUCTS: usize = 5_000;

/// The merchant's number of a product, compared as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sku(String);

impl Sku {
    /// Takes the number without the white space around it.
    pub fn new(text: &str) -> Sku {
        Sku(rich::cut(text.trim(), 100).to_owned())
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a product can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Availability {
    /// Can be sent now.
    #[default]
    InStock,
    /// Cannot be had now.
    OutOfStock,
    /// Can be ordered and comes later.
    Later,
}

/// A product that can be shown and offered.
#[derive(Clone, Debug, Default)]
pub struct Product {
    /// `id`.
    pub sku: Sku,
    /// `title`, `title_zh-Hans`, …
    pub title: Localised,
    /// `description`, in the same way; may be empty.
    pub description: Localised,
    /// `price`.
    pub price: Option<Money>,
    /// `sale_price`, always below `price`.
    pub sale_price: Option<Money>,
    /// `brand`; may be empty.
    pub brand: String,
    /// `product_type` from wide to narrow with ` > ` between; may be empty.
    pub product_type: Localised,
    /// `color`; may be empty.
    pub color: Localised,
    /// `size`; may be empty.
    pub size: String,
    /// `availability`.
    pub availability: Availability,
    /// `link`.
    pub link: Option<rich::Href>,
    /// `x.thumbnail`: a picture inside the catalog as a `data:image/` address, so that showing it
    /// asks nothing of the network.
    pub thumbnail: Option<String>,
}

impl Product {
    /// What one pays today.
    pub fn current_price(&self) -> Option<Money> {
        self.sale_price.or(self.price)
    }
}

/// Reads `products.json`: a list, or an object with the list under `products`.
pub fn read_products(file: &str, raw: &Raw) -> (Vec<Product>, Vec<Problem>) {
    let mut products: Vec<Product> = Vec::new();
    // Five thousand numbers are compared by these first: five thousand texts would take long.
    let mut marks: Vec<u32> = Vec::new();
    let problems = each(file, raw, "products", MAX_PRODUCTS, &mut |entry| {
        let Some(product) = product(entry) else {
            return;
        };
        let own = mark(&product.sku);
        let mut known = marks.iter().zip(&products);
        if known.any(|(mark, have)| *mark == own && have.sku == product.sku) {
            let what = ["repeats the number ", product.sku.as_str()];
            let remedy = "Give every product its own id; the first one is used";
            return entry.note("", &what, remedy);
        }
        marks.push(own);
        products.push(product);
    });
    (products, problems)
}

/// A number's FNV-1a hash.
fn mark(sku: &Sku) -> u32 {
    let bytes = sku.0.bytes();
    bytes.fold(0x811c_9dc5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

fn product(entry: &mut Entry<'_, '_, '_>) -> Option<Product> {
    let raw = entry.raw;
    let Some(sku) = number_or_text(raw, "id") else {
        return entry.fail("", "has no id", "Add the product's number as \"id\"");
    };
    let Some(title) = Localised::from_fields(raw, "title") else {
        return entry.fail("title", "is missing", "Add the product's name as \"title\"");
    };
    let price = entry.money("price", 0).flatten();
    let sale_price = entry.money("sale_price", 0).flatten();
    let sale_price = sale_price.filter(|sale| price.is_some_and(|full| less(*sale, full)));
    let text = |key: &str| Localised::from_fields(raw, key).unwrap_or_default();
    Some(Product {
        sku: Sku::new(&sku),
        title,
        description: text("description"),
        price,
        sale_price,
        brand: entry.text("brand").to_owned(),
        product_type: text("product_type"),
        color: text("color"),
        size: entry.text("size").to_owned(),
        availability: availability(entry),
        link: rich::Href::parse(entry.text("link")),
        thumbnail: thumbnail(entry),
    })
}

fn less(one: Money, other: Money) -> bool {
    one.currency == other.currency && one.minor < other.minor
}

/// How feeds and schema.org spell it, and what it means.
const AVAILABILITIES: [(&str, Availability); 9] = [
    ("instock", Availability::InStock),
    ("limitedavailability", Availability::InStock),
    ("onlineonly", Availability::InStock),
    ("outofstock", Availability::OutOfStock),
    ("soldout", Availability::OutOfStock),
    ("discontinued", Availability::OutOfStock),
    ("preorder", Availability::Later),
    ("backorder", Availability::Later),
    ("presale", Availability::Later),
];

fn availability(entry: &mut Entry<'_, '_, '_>) -> Availability {
    let Some(value) = entry.raw.text("availability") else {
        return Availability::InStock;
    };
    let mut letters = String::new();
    for b in value.bytes() {
        if b == b'/' {
            letters.clear();
        } else if b.is_ascii_alphabetic() {
            letters.push(char::from(b.to_ascii_lowercase()));
        }
    }
    if let Some((_, meant)) = AVAILABILITIES.iter().find(|(name, _)| *name == letters) {
        return *meant;
    }
    let what = ["is not known: ", rich::cut(value, 40)];
    let remedy = "Use in_stock, out_of_stock, preorder or backorder";
    entry.note("availability", &what, remedy);
    Availability::OutOfStock
}

fn thumbnail(entry: &mut Entry<'_, '_, '_>) -> Option<String> {
    let value = entry.raw.get("x")?.text("thumbnail")?;
    if value.starts_with("data:image/") && value.len() <= 20_000 {
        return Some(value.to_owned());
    }
    let remedy =
        "Use a data:image/ address of at most 20 KB; other pictures would be requested one by one";
    entry.fail("x.thumbnail", "is not a picture inside the file", remedy)
}
