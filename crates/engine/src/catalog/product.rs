//! Products, in the field names of Google Merchant.

use super::{entries, rich};
use crate::lang::Localised;
use crate::money::Money;
use crate::raw::{Problem, Problems, Raw};

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
    let mut problems = Problems::of(file);
    let mut products: Vec<Product> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (i, entry) in entries(raw, "products", MAX_PRODUCTS, &mut problems)
        .iter()
        .enumerate()
    {
        let at = format!("products[{i}]");
        let Some(product) = product(entry, &at, &mut problems) else {
            continue;
        };
        if !seen.insert(product.sku.clone()) {
            let what = format!("repeats the number {}", product.sku.as_str());
            problems.note(at, what, "Give every product its own id; the first one is used");
            continue;
        }
        products.push(product);
    }
    (products, problems.into_list())
}

fn product(raw: &Raw, at: &str, problems: &mut Problems<'_>) -> Option<Product> {
    let Some(sku) = raw.get("id").and_then(number_or_text) else {
        problems.note(at, "has no id", "Add the product's number as \"id\"");
        return None;
    };
    let Some(title) = Localised::from_fields(raw, "title") else {
        problems.note(format!("{at}.title"), "is missing", "Add the product's name as \"title\"");
        return None;
    };
    let price = price(raw, "price", at, problems);
    let sale_price = price
        .and(self::price(raw, "sale_price", at, problems))
        .filter(|sale| price.and_then(|full| full.minus(*sale)).is_some_and(|less| less.minor > 0));
    let text = |key: &str| Localised::from_fields(raw, key).unwrap_or_default();
    Some(Product {
        sku: Sku::new(&sku),
        title,
        description: text("description"),
        price,
        sale_price,
        brand: raw.text("brand").unwrap_or_default().trim().to_owned(),
        product_type: text("product_type"),
        color: text("color"),
        size: raw.text("size").unwrap_or_default().trim().to_owned(),
        availability: availability(raw, at, problems),
        link: raw.text("link").and_then(rich::Href::parse),
        thumbnail: thumbnail(raw, at, problems),
    })
}

fn number_or_text(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        Raw::Number(_) => raw.as_int().map(|n| n.to_string()),
        _ => None,
    }
}

fn price(raw: &Raw, key: &str, at: &str, problems: &mut Problems<'_>) -> Option<Money> {
    let value = raw.get(key)?;
    let read = value.as_text().and_then(Money::parse);
    if read.is_none_or(|money| money.minor < 0) {
        let found = value.as_text().unwrap_or(value.kind());
        problems.note(
            format!("{at}.{key}"),
            format!("cannot be read: {}", rich::cut(found, 40)),
            "Write the amount and the currency, such as \"1280.00 HKD\"",
        );
        return None;
    }
    read
}

fn availability(raw: &Raw, at: &str, problems: &mut Problems<'_>) -> Availability {
    let Some(value) = raw.text("availability") else {
        return Availability::InStock;
    };
    let name = value.rsplit('/').next().unwrap_or(value);
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    match letters.to_ascii_lowercase().as_str() {
        "instock" | "limitedavailability" | "onlineonly" => Availability::InStock,
        "outofstock" | "soldout" | "discontinued" => Availability::OutOfStock,
        "preorder" | "backorder" | "presale" => Availability::Later,
        _ => {
            let what = format!("is not known: {}", rich::cut(value, 40));
            let remedy = "Use in_stock, out_of_stock, preorder or backorder";
            problems.note(format!("{at}.availability"), what, remedy);
            Availability::OutOfStock
        }
    }
}

fn thumbnail(raw: &Raw, at: &str, problems: &mut Problems<'_>) -> Option<String> {
    let value = raw.get("x")?.text("thumbnail")?;
    if value.starts_with("data:image/") && value.len() <= 20_000 {
        return Some(value.to_owned());
    }
    problems.note(
        format!("{at}.x.thumbnail"),
        "is not a picture inside the file",
        "Use a data:image/ address of at most 20 KB; other pictures would be requested one by one",
    );
    None
}
