//! What the merchant wrote, as validated types: products, questions, promotions, settings,
//! passages of documents.
//!
//! Each reader takes [`Raw`](crate::raw::Raw) and gives what it could use together with a list of
//! problems. One bad entry is left out and reported; the rest works.

mod document;
mod entity;
mod entry;
mod faq;
mod fields;
mod intents;
mod item;
pub mod jsonld;
mod markup;
mod product;
pub mod product_type;
mod promotion;
pub mod rich;
mod settings;

pub use document::{MAX_DOCUMENT, MAX_PASSAGE, MAX_PASSAGES, Passage, read_document};
pub(crate) use entry::{items, lines, number_or_text};
pub use faq::{Faq, MAX_FAQS, read_faqs};
pub(crate) use fields::{Fields, int};
pub use intents::IntentChange;
pub use item::Item;
pub use product::{Availability, MAX_PRODUCTS, Product, Sku, read_products};
pub use promotion::{
    Applicability, Benefit, MAX_PROMOTIONS, Promotion, PromotionId, read_promotions,
};
pub use rich::Node;
pub use settings::{Caps, Contact, QuietHours, Settings};

use crate::lang::Lang;

/// Everything the shop handed over, file by file.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Products in the order of the file.
    pub products: Vec<Product>,
    /// Questions and answers of all languages and files.
    pub faqs: Vec<Faq>,
    /// Promotions in the order of the file.
    pub promotions: Vec<Promotion>,
    /// Passages of the shop's documents, document by document.
    pub passages: Vec<Passage>,
}

impl Catalog {
    /// The product of that number.
    pub fn product(&self, sku: &Sku) -> Option<&Product> {
        self.products.iter().find(|p| p.sku == *sku)
    }

    /// The place of a topic's question: in the language `offered` where it is there, else in the one
    /// that serves a reader of `lang` best.
    pub fn question(&self, topic: &str, lang: &Lang, offered: Option<&Lang>) -> Option<usize> {
        let fit = |faq: &Faq| faq.lang.as_ref().map_or(1, |have| have.serves(lang));
        let places = self.faqs.iter().enumerate();
        places
            .filter(|(_, faq)| faq.topic == topic)
            .max_by_key(|(_, faq)| (faq.lang.is_some() && faq.lang.as_ref() == offered, fit(faq)))
            .map(|(place, _)| place)
    }

    /// The promotion of that number.
    pub fn promotion(&self, id: &PromotionId) -> Option<&Promotion> {
        self.promotions.iter().find(|p| p.id == *id)
    }
}
