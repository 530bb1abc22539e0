//! Acts and offers become words in the shopper's language.

mod message;
mod words;

pub use message::{
    Author, Block, Choice, Figure, Message, OfferCard, Pick, ProductCard,
};
pub use words::{Fill, Pack, Words};
