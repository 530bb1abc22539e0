//! Effects of the engine, carried out in the browser.

mod export;
mod keep;
mod timers;

pub use export::save_file;
pub use keep::{KEY, Keeper};
pub use timers::Timers;
