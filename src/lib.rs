//! The widget: the only part of Aside that touches a browser.
//!
//! The loader calls [`boot`] with the page's settings and then [`command`] for each call of the
//! page's `aside(verb, …)`. Everything that decides lives in `aside_engine`; this crate turns what
//! happens in the page into its events and carries out its effects.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod api;
mod app;
mod browser;
mod config;
mod effects;
mod host;
mod load;
mod signals;
mod view;

/// A smaller allocator than the one that comes with Rust: 1 KB less to download.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
#[allow(
    unsafe_code,
    reason = "its maker asks for the promise that nothing else grows the memory; nothing does"
)]
static ALLOCATOR: talc::TalckWasm = unsafe { talc::TalckWasm::new_global() };

use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Starts the widget with what the loader found: `{base, css, packs, data, fail, offline, tap}`.
/// Starting twice is harmless: the second call changes nothing.
#[wasm_bindgen]
pub fn boot(config: JsValue) {
    api::boot(&config);
}

/// Carries out one verb of the page's `aside(verb, …)`; gives what the verb gives.
#[wasm_bindgen]
pub fn command(verb: &str, args: Array) -> JsValue {
    api::command(verb, &args)
}
