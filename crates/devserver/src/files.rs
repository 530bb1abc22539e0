//! From an address to a file, and from a file to an answer.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Options;
use crate::http::Answer;

/// What an address stands for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// This file.
    File(PathBuf),
    /// A directory asked for without its slash: the address to ask for instead.
    Moved(String),
    /// An address that tries to leave what is served.
    Refused,
    /// No file.
    Nothing,
}

/// Finds what `path` (still percent-encoded, without query) stands for.
pub(crate) fn find(options: &Options, path: &str) -> Found {
    let Some(decoded) = decode(path) else {
        return Found::Refused;
    };
    if !decoded.starts_with('/') || decoded.contains(['\0', '\\']) {
        return Found::Refused;
    }
    if decoded.split('/').any(|part| part == "..") {
        return Found::Refused;
    }
    let (base, rest) = mount(options, &decoded);
    if base.is_file() && rest.is_empty() {
        return Found::File(base);
    }
    let file = base.join(rest.trim_start_matches('/'));
    if !stays_inside(&base, &file) {
        return Found::Refused;
    }
    if file.is_dir() && !decoded.ends_with('/') {
        return Found::Moved(format!("{path}/"));
    }
    let file = if file.is_dir() {
        file.join("index.html")
    } else {
        file
    };
    if file.is_file() {
        Found::File(file)
    } else {
        Found::Nothing
    }
}

/// The file's bytes under the right type, compressed when a compressed neighbour exists.
pub(crate) fn answer(file: &Path, accepted: &str) -> io::Result<Answer> {
    let (body, encoding) = read_best(file, accepted)?;
    let answer = Answer::ok(kind(file), body).with("Cache-Control", caching(file));
    Ok(match encoding {
        Some(encoding) => answer
            .with("Content-Encoding", encoding)
            .with("Vary", "Accept-Encoding"),
        None => answer,
    })
}

/// The mount with the longest prefix that fits, and what of the address lies below it.
fn mount<'a>(options: &Options, path: &'a str) -> (PathBuf, &'a str) {
    options
        .mounts
        .iter()
        .filter_map(|(prefix, base)| {
            let rest = path.strip_prefix(prefix.trim_end_matches('/'))?;
            let whole_part = rest.is_empty() || rest.starts_with('/');
            whole_part.then_some((prefix.len(), base, rest))
        })
        .max_by_key(|(length, _, _)| *length)
        .map_or_else(
            || (options.root.clone(), path),
            |(_, base, rest)| (base.clone(), rest),
        )
}

/// False when a symbolic link leads out of what is served. A file that is not there stays inside.
fn stays_inside(base: &Path, file: &Path) -> bool {
    match (base.canonicalize(), file.canonicalize()) {
        (Ok(base), Ok(file)) => file.starts_with(base),
        _ => true,
    }
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |b: u8| char::from(b).to_digit(16);
            let value = digit(rest.next()?)? * 16 + digit(rest.next()?)?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn read_best(file: &Path, accepted: &str) -> io::Result<(Vec<u8>, Option<&'static str>)> {
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let offered = accepted
            .split(',')
            .any(|part| part.split(';').next().map(str::trim) == Some(encoding));
        let mut neighbour = file.as_os_str().to_owned();
        neighbour.push(".");
        neighbour.push(ending);
        if offered && let Ok(body) = fs::read(neighbour) {
            return Ok((body, Some(encoding)));
        }
    }
    Ok((fs::read(file)?, None))
}

/// Everything is asked for anew, as a demo must show what was built last; only a file with its hash
/// in its name never changes. (`no-store` would forbid the service worker to keep the pages.)
fn caching(file: &Path) -> &'static str {
    if is_hashed(file) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Whether the name ends in `-` and eight hexadecimal digits before its last ending.
fn is_hashed(file: &Path) -> bool {
    file.file_stem()
        .and_then(OsStr::to_str)
        .and_then(|stem| stem.rsplit_once('-'))
        .is_some_and(|(_, hash)| hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(OsStr::to_str).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
