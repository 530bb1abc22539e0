//! What a text names: products, amounts, days, sizes, numbers of orders, with spans and values.
//!
//! The words of a language come with its entity pack, products with the shop's catalog. Reading is
//! total and linear in the text, of which [`crate::text::MAX_CHARS`] characters are read.

mod amount;
mod atom;
mod calendar;
mod choice;
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
use words::Words;

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
    let mut left = entities;
    for (at, c) in text.chars().enumerate() {
        while let [entity, rest @ ..] = left
            && (entity.end <= at || !entity.is_personal())
        {
            left = rest;
        }
        match left {
            [entity, ..] if entity.start < at => {}
            [entity, ..] if entity.start == at => {
                clean.push('[');
                clean.push_str(entity.kind.name());
                clean.push(']');
            }
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
    #[inline(never)]
    pub fn find(&self, text: &str, tables: &Tables, context: &Context<'_>) -> Vec<Entity> {
        let signs = sign::signs(text, tables);
        let is_hong_kong = context.lang.tag().ends_with("-HK");
        let codes = codes::codes(&signs, &self.words, &self.products, is_hong_kong);
        let taken = self.products.mentions(&signs, &self.words, &codes);
        let atoms = atom::atoms(&signs, &self.words, &taken);
        let mut entities = Vec::new();
        for hit in Reader::new(&atoms, &signs, &taken, context).hits() {
            entities.extend(hit.entity(&signs));
        }
        entities
    }

    /// The numbers of the products in a text, in order, repeats included: what [`Finder::find`]
    /// gives of this kind, for a caller who needs no other. The grammar of amounts, days and counts
    /// then stays out of the widget, which would grow by some 6 KB for it.
    #[must_use]
    pub fn products(&self, text: &str, tables: &Tables) -> Vec<String> {
        let signs = sign::signs(text, tables);
        let codes = codes::codes(&signs, &self.words, &self.products, false);
        let mut found = Vec::new();
        for hit in self.products.mentions(&signs, &self.words, &codes) {
            if hit.kind == Kind::Product {
                found.push(hit.key.to_owned());
            }
        }
        found
    }
}

/// A mention by its signs. It owns nothing, so that grammars pass it on for a few bytes; its value
/// is written once, at the end.
#[derive(Clone, Copy, Debug)]
struct Hit<'a> {
    kind: Kind,
    start: usize,
    end: usize,
    /// Days, hundredths, a count; 6000ths of a unit of time.
    number: i64,
    /// A currency, a unit of time, or the value itself.
    key: &'a str,
}

impl Hit<'_> {
    #[inline(never)]
    fn entity(&self, signs: &[sign::Sign]) -> Option<Entity> {
        let inside = signs.get(self.start..self.end)?;
        Some(Entity {
            kind: self.kind,
            start: inside.first()?.at as usize,
            end: inside.last()?.at as usize + 1,
            value: self.value(inside)?,
        })
    }

    fn value(&self, signs: &[sign::Sign]) -> Option<Value> {
        Some(match self.kind {
            Kind::Quantity => Value::Count(self.number),
            Kind::Percent => Value::Percent(self.number),
            Kind::Money => Value::Money(self.number, Currency::parse(self.key)?),
            Kind::Date => Value::Text(calendar::iso(self.number)),
            Kind::Duration => Value::Text(duration::iso(self.key, self.number)),
            Kind::Size if self.key.is_empty() => Value::Text(size::figures(self.number)),
            _ => Value::Text(self.typed(signs)),
        })
    }

    /// The key; without one what was typed, without what only parts digits.
    fn typed(&self, signs: &[sign::Sign]) -> String {
        let mut text = String::from(self.key);
        for sign in signs {
            let kept = sign.is_alnum() || sign.c == '+' || self.kind != Kind::Phone;
            if self.key.is_empty() && kept && sign.c != ' ' {
                let upper = sign.is_upper && self.kind == Kind::OrderNumber;
                text.push(if upper {
                    sign.c.to_ascii_uppercase()
                } else {
                    sign.c
                });
            }
        }
        text
    }
}
