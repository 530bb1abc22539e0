//! Effects of the engine, carried out in the browser.

mod keep;
mod timers;

pub use keep::{KEY, Keeper};
pub use timers::Timers;
