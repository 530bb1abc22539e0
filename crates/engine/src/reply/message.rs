//! What stands in the conversation: a message is a few blocks, each with a shape of its own.

use crate::catalog::rich::Href;
use crate::catalog::{Node, PromotionId, Sku};
use crate::lang::Lang;
use crate::money::Money;
use crate::time::Moment;

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The shopper.
    Shopper,
    /// The assistant.
    Aside,
}

/// One turn of the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its number, rising within a conversation.
    pub id: u32,
    /// Who said it.
    pub author: Author,
    /// When.
    pub at: Moment,
    /// The language of its words.
    pub lang: Lang,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Words: paragraphs and lists.
    Words(Vec<Node>),
    /// A passage of a document, and the line that names its source.
    Quote(Vec<Node>, Vec<Node>),
    /// A product.
    Product(ProductCard),
    /// A promotion that fits, with its reason.
    Offer(OfferCard),
    /// The question whether anything may be remembered, with two equal answers.
    Consent,
    /// Answers to pick from.
    Choices(Vec<Choice>),
}

/// A product to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductCard {
    /// Its number.
    pub sku: Sku,
    /// Its name.
    pub title: String,
    /// Colour, size, stock: one short line; may be empty.
    pub detail: String,
    /// What one pays.
    pub price: Option<Money>,
    /// What it cost before a sale.
    pub was: Option<Money>,
    /// A `data:image/` picture.
    pub thumbnail: Option<String>,
    /// Its page.
    pub link: Option<Href>,
}

/// A promotion as a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferCard {
    /// Its number.
    pub promotion: PromotionId,
    /// What one saves, in large figures.
    pub figure: Figure,
    /// What it is.
    pub title: String,
    /// The condition in plain words.
    pub text: Vec<Node>,
    /// Last moment at which the checkout honours it.
    pub until: Option<Moment>,
    /// The code to type.
    pub code: Option<String>,
    /// Why this shopper sees it.
    pub reason: Vec<Node>,
}

/// The saving in as few signs as possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Basis points off.
    Percent(i64),
    /// An amount off.
    Money(Money),
    /// A short word, such as "free delivery" or "3 for 2".
    Word(String),
}

impl Default for Figure {
    fn default() -> Self {
        Figure::Word(String::new())
    }
}

/// An answer to pick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands on it.
    pub label: String,
    /// What it does.
    pub pick: Pick,
}

/// What picking does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Asks the question of that topic, as if typed.
    Topic(String),
    /// Opens what is known about the shopper.
    Privacy,
    /// Follows an address.
    Open(Href),
    /// None of the shown ones fits.
    Neither,
}
