//! What a text names: products, amounts, days, sizes, numbers of orders, with spans and values.
//!
//! The words of a language come with its entity pack, products with the shop's catalog. Reading is
//! total and linear in the text, of which [`crate::text::MAX_CHARS`] characters are read.

mod amount;
mod atom;
mod calendar;
mod codes;
mod count;
mod date;
mod duration;
mod name;
mod number;
mod products;
mod reader;
mod sign;
mod size;
mod slip;
mod unit;
mod words;

use crate::catalog::Product;
use crate::lang::Lang;
use crate::money::Currency;
use crate::raw::Raw;
use crate::text::Tables;
use crate::time::Moment;
use products::Index;
use reader::Reader;
use words::{Class, Words};

/// What kind of thing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A product of the catalog.
    Product,
    /// The number of an order.
    OrderNumber,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// A size of clothes or shoes.
    Size,
    /// A colour.
    Colour,
    /// How many.
    Quantity,
    /// A percentage, or percent off.
    Percent,
    /// How long.
    Duration,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

const NAMES: [&str; 11] = [
    "product",
    "order_number",
    "money",
    "date",
    "size",
    "colour",
    "quantity",
    "percent",
    "duration",
    "phone",
    "email",
];

impl Kind {
    /// The name in data: `order_number`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).unwrap_or(&"")
    }
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The product's number, an order number, a size, a colour in English, an ISO 8601 date or
    /// duration, digits of a telephone, an address.
    Text(String),
    /// How many, from 1.
    Count(i64),
    /// Hundredths of a percent: 2000 is 20 %.
    Percent(i64),
    /// Hundredths of the currency's unit, for every currency.
    Money(i64, Currency),
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What kind of thing it is.
    pub kind: Kind,
    /// First character, in Unicode code points of the text as typed.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What it means.
    pub value: Value,
}

impl Entity {
    /// Whether it tells who the shopper is: kept out of profile and logs.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        matches!(self.kind, Kind::OrderNumber | Kind::Phone | Kind::Email)
    }
}

/// The text with each personal mention replaced by its kind: `call [phone]`.
#[must_use]
pub fn redact(text: &str, entities: &[Entity]) -> String {
    let mut clean = String::new();
    let mut personal = entities.iter().filter(|e| e.is_personal()).peekable();
    for (at, c) in text.chars().enumerate() {
        while personal.peek().is_some_and(|e| e.end <= at) {
            personal.next();
        }
        match personal.peek() {
            Some(entity) if entity.start == at => {
                clean.push('[');
                clean.push_str(entity.kind.name());
                clean.push(']');
            }
            Some(entity) if entity.start < at => {}
            _ => clean.push(c),
        }
    }
    clean
}

/// What the meaning of a text depends on.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// When it is said, by the shopper's clock.
    pub now: Moment,
    /// The shopper's language and region: it tells the currency of an amount without one.
    pub lang: &'a Lang,
}

/// Finds mentions; built once for a shop.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    words: Words,
    products: Index,
}

impl Finder {
    /// Adds an entity pack: `{"lang": "en", "entities": {class: "word|word" or {value: words}}}`.
    /// Packs go in before the products.
    pub fn add_pack(&mut self, pack: &Raw, tables: &Tables) {
        self.words.add(pack, tables);
    }

    /// Takes the names of these products, in place of those before.
    pub fn learn(&mut self, products: &[Product], tables: &Tables) {
        self.products = Index::new(products, &self.words, tables);
    }

    /// The mentions in a text, in order, none over another.
    #[must_use]
    pub fn find(&self, text: &str, tables: &Tables, context: &Context<'_>) -> Vec<Entity> {
        let signs = sign::signs(text, tables);
        let is_hong_kong = context.lang.tag().ends_with("-HK");
        let codes = codes::codes(&signs, &self.words, &self.products, text, is_hong_kong);
        let named = self.products.mentions(&signs, &self.words, &codes);
        let mut taken = Vec::new();
        let mut hits = Vec::new();
        let mut known = named.into_iter().peekable();
        for code in codes {
            while let Some(product) = known.next_if(|product| product.start < code.start) {
                hits.push(product);
            }
            hits.push(code);
        }
        hits.extend(known);
        for hit in &hits {
            let class = match hit.kind {
                Kind::Product => Class::Product,
                _ => Class::Taken,
            };
            taken.push((hit.start, hit.end, class));
        }
        let atoms = atom::atoms(&signs, &self.words, &taken);
        let reader = Reader::new(&atoms, &signs, context);
        let mut entities = Vec::new();
        let mut known = hits.into_iter().peekable();
        for hit in reader.hits() {
            while let Some(before) = known.next_if(|known| known.start < hit.start) {
                entities.extend(before.entity(&signs));
            }
            entities.extend(hit.entity(&signs));
        }
        entities.extend(known.filter_map(|hit| hit.entity(&signs)));
        entities
    }
}

/// A mention by its signs.
#[derive(Clone, Debug)]
struct Hit {
    kind: Kind,
    value: Value,
    start: usize,
    end: usize,
}

impl Hit {
    fn text(kind: Kind, value: impl Into<String>, start: usize, end: usize) -> Hit {
        let value = Value::Text(value.into());
        Hit {
            kind,
            value,
            start,
            end,
        }
    }

    fn entity(self, signs: &[sign::Sign]) -> Option<Entity> {
        let at = |sign: usize| signs.get(sign).map(|sign| sign.at as usize);
        Some(Entity {
            kind: self.kind,
            start: at(self.start)?,
            end: at(self.end.checked_sub(1)?)? + 1,
            value: self.value,
        })
    }
}
