//! `cargo xtask gallery`: pictures of the demo in every language, theme and size.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{demo, setup, wasm, workspace};

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {
    /// The directory for the pictures and their contact sheet, `index.html`
    #[arg(long, default_value = "gallery")]
    out: PathBuf,
    /// Take only pictures whose name contains this, such as `phone-dark-en`
    #[arg(long, value_name = "FILTER")]
    only: Option<String>,
}

/// Run it.
pub fn run(options: Options) -> Result<()> {
    let root = workspace::root();
    setup::chromium()?;
    let site = demo::build(&root)?;
    let out = std::path::absolute(&options.out)?;
    let status = Command::new(wasm::cargo())
        .current_dir(&root)
        .args(["run", "--quiet", "--package", "aside-browser-tests"])
        .args(["--bin", "aside-gallery", "--"])
        .arg(&out)
        .args(options.only)
        .env("ASIDE_SITE", &site)
        .env("NO_PROXY", "127.0.0.1,localhost")
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "not every picture could be taken");
    println!("{}", out.join("index.html").display());
    Ok(())
}
