//! Where the workspace is, and what cargo knows of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::wasm;

/// The workspace's root.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// Cargo's target directory, wherever the developer has put it.
///
/// # Errors
/// When cargo cannot be asked.
pub fn target(root: &Path) -> Result<PathBuf> {
    let metadata = metadata(root, &["--no-deps"])?;
    let target = metadata["target_directory"].as_str();
    target
        .map(PathBuf::from)
        .context("cargo names no target directory")
}

/// What `cargo metadata` says.
///
/// # Errors
/// When cargo fails or does not answer in JSON.
pub fn metadata(root: &Path, options: &[&str]) -> Result<Value> {
    let output = Command::new(wasm::cargo())
        .current_dir(root)
        .args(["metadata", "--format-version", "1"])
        .args(options)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "cargo metadata failed");
    serde_json::from_slice(&output.stdout).context("cargo metadata is not JSON")
}
