//! The widget's compilation to wasm, the same bytes on every machine.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// What the widget is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler has its wasm library; asks rustup for it when not.
///
/// # Errors
/// With the line to type when rustup is missing or refuses.
pub fn ensure_target() -> Result<()> {
    let library = sysroot()?.join("lib/rustlib").join(TARGET).join("lib");
    if library.is_dir() {
        return Ok(());
    }
    eprintln!("adding the compiler's target {TARGET} ...");
    match Command::new("rustup")
        .args(["target", "add", TARGET])
        .status()
    {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!(
            "rustup could not add the target; see its message above, then run:\n    rustup target add {TARGET}"
        ),
        Err(_) => bail!(
            "this compiler cannot build for {TARGET}, and there is no rustup to ask. \
             Install it from https://rustup.rs, then run:\n    rustup target add {TARGET}"
        ),
    }
}

/// How the standard library is compiled along, for size and without the words of panics: a panic
/// is a trap then, which the glue catches. Saves the shopper about 20 KB. The switches are unstable;
/// `rust-version` in Cargo.toml pins the compiler that they are known to work with.
const SMALL_STD: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];
const SMALL_CODE: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Whether the standard library can be compiled along; asks rustup for its sources when they are
/// missing. A compiler that cannot builds a larger widget, which `dist` then finds over budget.
fn has_small_std() -> Result<bool> {
    let sources = sysroot()?.join("lib/rustlib/src/rust/library/std");
    if !sources.is_dir() {
        eprintln!("adding the sources of the standard library (rustup component add rust-src) ...");
        let added = Command::new("rustup")
            .args(["component", "add", "rust-src"])
            .status();
        if !added.is_ok_and(|status| status.success()) {
            eprintln!("they cannot be had: the widget will be about 20 KB larger");
            return Ok(false);
        }
    }
    let understands = Command::new(rustc())
        .args(SMALL_CODE)
        .args(["--print", "cfg", "--target", TARGET])
        .env("RUSTC_BOOTSTRAP", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("cannot start rustc")?
        .success();
    if !understands {
        eprintln!(
            "this compiler has other switches for size: the widget will be about 20 KB larger"
        );
    }
    Ok(understands)
}

/// Compiles the library of a package and returns the path of its wasm. Cargo's own progress is shown.
///
/// # Errors
/// When cargo fails.
pub fn compile(root: &Path, package: &str, profile: &str) -> Result<PathBuf> {
    let mut command = Command::new(cargo());
    command
        .current_dir(root)
        .args(["build", "--package", package, "--lib", "--target", TARGET])
        .args(["--profile", profile])
        .arg("--message-format=json-render-diagnostics")
        .env_remove("RUSTFLAGS");
    let mut flags = flags(root)?;
    if has_small_std()? {
        command.args(SMALL_STD).env("RUSTC_BOOTSTRAP", "1");
        flags.extend(SMALL_CODE.map(str::to_owned));
    }
    // Cargo separates encoded flags by this character, as paths may hold spaces.
    let output = command
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "{package} does not compile");
    let library = package.replace('-', "_");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == library.as_str())
        .find_map(|message| {
            let files = message["filenames"].as_array()?;
            let mut names = files.iter().filter_map(Value::as_str);
            names
                .find(|name| name.ends_with(".wasm"))
                .map(PathBuf::from)
        })
        .with_context(|| format!("cargo names no wasm file for the package `{package}`"))
}

/// The cargo that runs us.
pub fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Takes this machine's paths out of the panic messages: nobody needs to know them, and the same
/// sources then give the same bytes everywhere.
fn flags(root: &Path) -> Result<Vec<String>> {
    let sources = sysroot()?.join("lib/rustlib/src/rust");
    let mut flags = vec![
        format!("--remap-path-prefix={}=aside", root.display()),
        format!("--remap-path-prefix={}=rust", sources.display()),
    ];
    if let Some(home) = cargo_home() {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    Ok(flags)
}

fn cargo_home() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

fn rustc() -> String {
    env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned())
}

fn sysroot() -> Result<PathBuf> {
    let output = Command::new(rustc())
        .args(["--print", "sysroot"])
        .output()
        .context("cannot start rustc")?;
    ensure!(output.status.success(), "rustc does not tell its sysroot");
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}
