//! Acts and offers become words in the shopper's language.

mod answer;
mod known;
mod message;
mod offer;
#[cfg(test)]
mod offer_tests;
mod words;

pub use answer::{Context, answer, complete, greeting};
pub use known::{KnownInterest, known};
pub use message::{Author, Block, Choice, Figure, Message, OfferCard, Pick, ProductCard};
pub use offer::offer_card;
pub use words::{Fill, Pack, Words};
