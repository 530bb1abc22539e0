//! What the shopper sees, one file a part. Everything here is a function of [`Model`] and of the
//! little that [`View`] keeps of its own; what the shopper does comes out as an [`Action`]. Words
//! come from the language packs, colours and sizes from `www/aside.css`.

mod answers;
mod composer;
mod consent;
mod element;
mod focus;
mod format;
mod header;
mod icon;
mod launcher;
mod listen;
mod log;
mod message;
mod model;
mod nudge;
mod offer;
mod panel;
mod privacy;
mod product;
mod rich;
mod root;
mod sheet;
#[allow(clippy::module_inception, reason = "the view's own state is the view")]
mod view;

pub use model::{Action, Model, OffersState, Place, Position, PrivacyModel, Spot, Theme};
pub use view::View;
