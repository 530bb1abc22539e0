//! The browser tests: every test in every engine is one trial, `chromium::consent::...`.
//!
//! `ASIDE_SITE` names the built demo, `ASIDE_ENGINES` the engines (`chromium,firefox`; all by
//! default), `ASIDE_AXE` axe-core's file; geckodriver comes from `ASIDE_GECKODRIVER` or `PATH`.
//! `cargo xtask test` sets them all.

mod tests;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use aside_browser::engine::Engine;
use aside_browser::trial::failures_directory;
use aside_browser::world::Site;

fn main() -> Result<ExitCode> {
    let mut arguments = libtest_mimic::Arguments::from_args();
    // Each trial is a browser of several processes; more of them at once only wait for each other.
    arguments.test_threads = Some(arguments.test_threads.unwrap_or(2));
    let target = target_directory()?;
    let site =
        std::env::var_os("ASIDE_SITE").map_or_else(|| target.join("demo/live"), PathBuf::from);
    ensure!(
        site.is_dir(),
        "{} is not there: `cargo xtask test` builds it and says where it is",
        site.display()
    );
    let site = Arc::new(Site::prepare(&site, &target.join("browser-site"))?);
    let failures = failures_directory(&target)?;
    let engines = wished_engines()?;
    let cases = tests::all();
    let trials = cases
        .iter()
        .flat_map(|case| case.trials(&engines, &site, &failures));
    Ok(libtest_mimic::run(&arguments, trials.collect()).exit_code())
}

fn wished_engines() -> Result<Vec<Engine>> {
    let Ok(names) = std::env::var("ASIDE_ENGINES") else {
        return Ok(Engine::ALL.to_vec());
    };
    let find = |name: &str| {
        let known = Engine::ALL.into_iter().find(|engine| engine.name() == name);
        known.with_context(|| format!("{name} is no engine: chromium, firefox or webkit"))
    };
    names.split(',').map(find).collect()
}

/// The workspace's `target`, whatever `CARGO_TARGET_DIR` says: results are looked for there.
fn target_directory() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    Ok(root.context("the workspace has no root")?.join("target"))
}
