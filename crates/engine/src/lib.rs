//! Everything that thinks in Aside: pure, without clock, network or browser, and unable to panic.
//!
//! The one door is [`assistant::Assistant::update`]: an event and the time go in, effects come out.
//! Each module below may import those above it, never one below; `tests/tidy.rs` holds that.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::todo,
    clippy::unimplemented
)]

pub mod assistant;
pub mod catalog;
pub mod consent;
pub mod dialogue;
pub mod entities;
pub mod guard;
pub mod intents;
pub mod knowledge;
pub mod lang;
pub mod money;
pub mod mood;
pub mod pricing;
pub mod profile;
pub mod promotion;
pub mod raw;
pub mod reply;
pub mod snapshot;
pub mod text;
pub mod time;
pub mod understanding;
