//! What an interest can be about.

use super::band::PriceBand;
use crate::catalog::{Catalog, product_type, rich};
use crate::lang::{Lang, joined, parted};
use crate::money::{Currency, digits};
use crate::raw::Raw;

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
    #[inline(never)]
    pub fn of_type(path: &str) -> Option<InterestKey> {
        let path = product_type::tidy(rich::cut(path, MAX_NAME));
        (!path.is_empty()).then_some(InterestKey::Type(path))
    }

    /// A brand; `None` if there is nothing in it.
    #[inline(never)]
    pub fn of_brand(name: &str) -> Option<InterestKey> {
        let name = rich::cut(name.trim(), MAX_NAME).trim();
        (!name.is_empty()).then(|| InterestKey::Brand(name.to_owned()))
    }

    /// The key as one line of text: for the privacy view's buttons and for the snapshot.
    #[inline(never)]
    pub fn code(&self) -> String {
        match self {
            InterestKey::Type(path) => joined(&["type:", path]),
            InterestKey::Brand(name) => joined(&["brand:", name]),
            InterestKey::Price(band) => {
                let step = digits(i64::from(band.step));
                joined(&["price:", band.currency.code(), ":", &step])
            }
        }
    }

    /// Reads what [`InterestKey::code`] wrote.
    #[inline(never)]
    pub fn from_code(code: &str) -> Option<InterestKey> {
        let (kind, rest) = parted(code, b':')?;
        match kind {
            "type" => InterestKey::of_type(rest),
            "brand" => InterestKey::of_brand(rest),
            "price" => {
                let (currency, step) = parted(rest, b':')?;
                let currency = Currency::parse(currency)?;
                // Of the kind that the rest of the house parses too.
                let step: i64 = step.parse().ok()?;
                PriceBand::new(currency, u8::try_from(step).ok()?).map(InterestKey::Price)
            }
            _ => None,
        }
    }

    /// Whether both are about the same, whatever the case and spacing.
    #[inline(never)]
    pub fn same(&self, other: &InterestKey) -> bool {
        match (self, other) {
            (InterestKey::Type(a), InterestKey::Type(b)) => product_type::same(a, b),
            (InterestKey::Brand(a), InterestKey::Brand(b)) => a.eq_ignore_ascii_case(b),
            (InterestKey::Price(a), InterestKey::Price(b)) => a == b,
            _ => false,
        }
    }

    /// Whether this is the same as `other` or, for types, holds it as a narrower one.
    #[inline(never)]
    pub fn covers(&self, other: &InterestKey) -> bool {
        match (self, other) {
            (InterestKey::Type(wide), InterestKey::Type(narrow)) => {
                product_type::within(narrow, wide)
            }
            _ => self.same(other),
        }
    }

    /// Puts a key behind the others, in place of the same one, and keeps the last `most`.
    #[inline(never)]
    pub(crate) fn to_end(keys: &mut Vec<InterestKey>, key: InterestKey, most: usize) {
        if let Some(known) = keys.iter().position(|have| have.same(&key)) {
            drop(keys.remove(known));
        }
        keys.push(key);
        if keys.len() > most {
            drop(keys.remove(0));
        }
    }

    /// Reads the codes of up to `most` keys.
    #[inline(never)]
    pub(crate) fn from_codes(raw: &[Raw], most: usize) -> Vec<InterestKey> {
        let mut keys = Vec::new();
        for raw in raw {
            if keys.len() < most {
                keys.extend(raw.as_text().and_then(InterestKey::from_code));
            }
        }
        keys
    }

    /// The codes of some keys.
    #[inline(never)]
    pub(crate) fn codes(keys: &[InterestKey]) -> Raw {
        let mut codes = Vec::new();
        for key in keys {
            codes.push(Raw::Text(key.code()));
        }
        Raw::List(codes)
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
    let depth = product_type::levels(path).len();
    for product in &catalog.products {
        let own = product.product_type.first();
        if product_type::within(own, path) {
            let translated = product_type::levels(product.product_type.get(lang));
            if product_type::levels(own).len() == translated.len()
                && let Some(level) = translated.get(depth.saturating_sub(1))
            {
                return (*level).to_owned();
            }
        }
    }
    product_type::narrowest(path).to_owned()
}
