//! Raw words in, comparable words out: normalisation, tokens, hashed features, a language guess.
//!
//! Everything here is total and linear in the length of its input, and input is cut at
//! [`MAX_CHARS`] before anything looks at it. No Unicode tables of the standard library are used
//! (`to_lowercase`, `is_alphanumeric`): they would cost the shopper several KB, so the
//! classes of characters that matter to a shop are ranges in `chars.rs`.

mod chars;
mod compat;
mod features;
mod fold;
mod language;
mod normal;
mod order;
mod regional;
mod signs;
mod spelling;
mod tables;
mod tokens;

pub(crate) use chars::{Kind, fold_width, kind, lower};
pub use features::{Block, Feature, features};
pub(crate) use features::{each_feature, word_id};
pub(crate) use fold::base64;
pub use language::{Guess, Language, guess_language};
pub use normal::{MAX_CHARS, Normal, normalise};
pub use tables::{Source, Tables};
pub use tokens::{Token, TokenKind, tokens};

pub(crate) use order::{falling, sort, sorted_by_key, tag, untag};
pub(crate) use signs::{EDGE, KIN, NUMBER, each_sign};
pub(crate) use spelling::Speller;
