//! Browsers, pages and a served shop: what the browser tests and the gallery share.

pub mod axe;
pub mod browser;
pub mod driver;
pub mod embed;
pub mod engine;
pub mod page;
pub mod shopper;
pub mod trial;
pub mod widget;
pub mod world;
