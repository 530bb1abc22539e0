//! What an interest can be about.

use super::band::PriceBand;
use crate::catalog::{Catalog, product_type, rich};
use crate::lang::Lang;
use crate::money::Currency;

/// Longest type or brand that is kept, in bytes; pages sometimes put whole sentences there.
const MAX_NAME: usize = 120;

/// What an interest is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterestKey {
    /// A product type as the catalog's own field has it (`Footwear > Hiking boots`), else in the
    /// page's words.
    Type(String),
    /// A brand.
    Brand(String),
    /// What things of interest cost.
    Price(PriceBand),
}

impl InterestKey {
    /// A type in its one form; `None` if there is nothing in it.
    pub fn of_type(path: &str) -> Option<InterestKey> {
        let path = product_type::tidy(rich::cut(path, MAX_NAME));
        (!path.is_empty()).then_some(InterestKey::Type(path))
    }

    /// A brand; `None` if there is nothing in it.
    pub fn of_brand(name: &str) -> Option<InterestKey> {
        let name = rich::cut(name.trim(), MAX_NAME).trim();
        (!name.is_empty()).then(|| InterestKey::Brand(name.to_owned()))
    }

    /// The key as one line of text: for the privacy view's buttons and for the snapshot.
    pub fn code(&self) -> String {
        match self {
            InterestKey::Type(path) => format!("type:{path}"),
            InterestKey::Brand(name) => format!("brand:{name}"),
            InterestKey::Price(band) => {
                format!("price:{}:{}", band.currency.code(), band.step)
            }
        }
    }

    /// Reads what [`InterestKey::code`] wrote.
    pub fn from_code(code: &str) -> Option<InterestKey> {
        let (kind, rest) = code.split_once(':')?;
        match kind {
            "type" => InterestKey::of_type(rest),
            "brand" => InterestKey::of_brand(rest),
            "price" => {
                let (currency, step) = rest.split_once(':')?;
                let currency = Currency::parse(currency)?;
                PriceBand::new(currency, step.parse().ok()?).map(InterestKey::Price)
            }
            _ => None,
        }
    }

    /// Whether both are about the same, whatever the case and spacing.
    pub fn same(&self, other: &InterestKey) -> bool {
        match (self, other) {
            (InterestKey::Type(a), InterestKey::Type(b)) => product_type::same(a, b),
            (InterestKey::Brand(a), InterestKey::Brand(b)) => a.eq_ignore_ascii_case(b),
            (InterestKey::Price(a), InterestKey::Price(b)) => a == b,
            _ => false,
        }
    }

    /// Whether this is the same as `other` or, for types, holds it as a narrower one.
    pub fn covers(&self, other: &InterestKey) -> bool {
        match (self, other) {
            (InterestKey::Type(wide), InterestKey::Type(narrow)) => {
                product_type::within(narrow, wide)
            }
            _ => self.same(other),
        }
    }

    /// What to call it in plain words: for a type its narrowest level in the reader's language
    /// where the catalog knows it, else in the page's own words; for a price band both its ends.
    pub fn label(&self, catalog: &Catalog, lang: &Lang) -> String {
        match self {
            InterestKey::Type(path) => type_label(path, catalog, lang),
            InterestKey::Brand(name) => name.clone(),
            InterestKey::Price(band) => band.label(),
        }
    }
}

/// The level of a translated path that stands where `path` ends.
fn type_label(path: &str, catalog: &Catalog, lang: &Lang) -> String {
    let depth = product_type::levels(path).count();
    let known = catalog.products.iter().find_map(|product| {
        let own = product.product_type.all().next()?;
        let translated = product.product_type.get(lang);
        let alike = product_type::levels(own).count() == product_type::levels(translated).count();
        let level = product_type::levels(translated).nth(depth.checked_sub(1)?)?;
        (alike && product_type::within(own, path)).then_some(level)
    });
    known.unwrap_or(product_type::narrowest(path)).to_owned()
}
