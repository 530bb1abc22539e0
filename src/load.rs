//! Fetching, the only place that asks for it: the files that the page's config names, once, at the
//! start, in their order, for everybody alike. The glue does the reading.

use crate::browser::parse_raw;
use crate::config::Lent;
use aside_engine::assistant::FileRole;
use aside_engine::raw::{Problem, Raw, object};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Largest file that is read, in bytes after decompression.
const MAX_BYTES: i64 = 5_000_000;
/// Milliseconds after which a file counts as missing.
const PATIENCE_MS: i64 = 15_000;

/// Asks for a file; `arrived` gets its text, or what is wrong.
pub fn text(lent: &Lent, url: &str, arrived: impl FnOnce(Result<String, Problem>) + 'static) {
    let bounds = object([("max", MAX_BYTES.into()), ("ms", PATIENCE_MS.into())]);
    let file = url.to_owned();
    let done = Closure::once_into_js(move |answer: JsValue| {
        arrived(answer.as_string().ok_or_else(|| failure(file, &answer)));
    });
    lent.call(
        "load",
        [&url.into(), &crate::browser::from_raw(&bounds), &done],
    );
}

/// A file's JSON, or a document's text.
pub fn parse(role: FileRole, file: &str, text: String) -> Result<Raw, Problem> {
    if role == FileRole::Document {
        return Ok(Raw::Text(text));
    }
    parse_raw(&text).map_err(|error| Problem {
        file: file.to_owned(),
        path: String::new(),
        what: format!("is not JSON that can be read ({error})"),
        remedy: "Check the file with a JSON validator; a missing comma or a cut-off end is the usual cause".to_owned(),
    })
}

fn failure(file: String, answer: &JsValue) -> Problem {
    let said = Array::from(answer);
    let part = |place| said.get(place).as_string().unwrap_or_default();
    Problem {
        file,
        path: String::new(),
        what: part(0),
        remedy: part(1),
    }
}
