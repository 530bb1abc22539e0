//! Fetching, the only place that does: the files that the page's config names, once, at the start,
//! in their order, for everybody alike.

use crate::browser::{describe, get, parse_raw, window};
use aside_engine::raw::{Problem, Raw};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestInit, Response, TextDecoder};

/// Largest file that is read, in bytes after decompression.
const MAX_BYTES: u32 = 5_000_000;
/// Milliseconds after which a file counts as missing.
const PATIENCE_MS: u32 = 15_000;

/// What went wrong with a file, and what to do.
struct Failure {
    what: String,
    remedy: &'static str,
}

/// A file's JSON.
pub fn parse(url: &str, text: &str) -> Result<Raw, Problem> {
    parse_raw(text).map_err(|error| {
        let what = format!("is not JSON that can be read ({error})");
        let remedy = "Check the file with a JSON validator; a missing comma or a cut-off end is the usual cause";
        problem(url, Failure { what, remedy })
    })
}

/// A file's text.
pub async fn text(url: &str) -> Result<String, Problem> {
    read(url).await.map_err(|failure| problem(url, failure))
}

fn problem(url: &str, failure: Failure) -> Problem {
    Problem {
        file: url.to_owned(),
        path: String::new(),
        what: failure.what,
        remedy: failure.remedy.to_owned(),
    }
}

async fn read(url: &str) -> Result<String, Failure> {
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let refused = |error: JsValue| Failure {
        what: format!("could not be loaded ({})", describe(&error)),
        remedy: "Check the address, and that connect-src of your Content-Security-Policy allows it",
    };
    let window = window().ok_or_else(|| refused(JsValue::NULL))?;
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &init))
        .await
        .map_err(refused)?;
    let response: Response = response.dyn_into().map_err(refused)?;
    if !response.ok() {
        return Err(Failure {
            what: format!("answered {}", response.status()),
            remedy: "Check that the file is uploaded and the address is right",
        });
    }
    let Some(stream) = response.body() else {
        return Ok(String::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let bytes = drain(&reader).await?;
    let decoder = TextDecoder::new().map_err(refused)?;
    decoder.decode_with_js_u8_array(&bytes).map_err(refused)
}

/// Reads piece by piece, so that a file that is far too large is let go at the bound.
async fn drain(reader: &ReadableStreamDefaultReader) -> Result<Uint8Array, Failure> {
    let cut_off = |error: JsValue| Failure {
        what: format!("was cut off ({})", describe(&error)),
        remedy: "Check that the server sends the whole file in time",
    };
    let mut pieces: Vec<Uint8Array> = Vec::new();
    let mut total = 0u32;
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(cut_off)?;
        let Some(value) = get(&piece, "value").filter(|_| !is_done(&piece)) else {
            break;
        };
        let value: Uint8Array = value.dyn_into().map_err(cut_off)?;
        total = total.saturating_add(value.length());
        if total > MAX_BYTES {
            let _ = reader.cancel(); // its promise says only that the rest is not coming
            return Err(Failure {
                what: format!("is larger than {} MB", MAX_BYTES / 1_000_000),
                remedy: "Leave out what the assistant does not need, such as old products",
            });
        }
        pieces.push(value);
    }
    let whole = Uint8Array::new_with_length(total);
    let mut at = 0;
    for piece in pieces {
        whole.set(&piece, at);
        at += piece.length();
    }
    Ok(whole)
}

fn is_done(piece: &JsValue) -> bool {
    Reflect::get(piece, &"done".into()).is_ok_and(|done| done.is_truthy())
}
