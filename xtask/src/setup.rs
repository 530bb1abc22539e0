//! What the tests need beside rustup's cargo. Everything is looked for first, so a second run is quick.

mod packages;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::{progress, wasm};

/// A browser to test in, by the name that the command line knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Chrome's engine
    Chromium,
    /// Firefox
    Firefox,
    /// WebKitGTK, the nearest to Safari on Linux
    Webkit,
}

impl Engine {
    /// The name in trial names and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// Accessibility rules, as published on npm.
const AXE_VERSION: &str = "4.14.1";

/// Languages that browser tests wish for, as the C library names them.
const LOCALES: [&str; 3] = ["en_US", "zh_CN", "zh_TW"];

/// Where the tools lie that are no system packages.
#[derive(Default)]
pub struct Tools {
    /// Firefox's driver.
    pub geckodriver: Option<PathBuf>,
    /// `axe.min.js`.
    pub axe: Option<PathBuf>,
    /// Compiled locales, by which WebKitGTK can speak other languages than English.
    pub locales: Option<PathBuf>,
}

impl Tools {
    /// The variables by which the browser tests find the tools.
    pub fn environment(&self) -> Vec<(&'static str, &Path)> {
        let named = [
            ("ASIDE_GECKODRIVER", &self.geckodriver),
            ("ASIDE_AXE", &self.axe),
            ("ASIDE_LOCALES", &self.locales),
        ];
        let named = named.into_iter();
        named
            .filter_map(|(name, path)| Some((name, path.as_deref()?)))
            .collect()
    }
}

/// Browsers, drivers, fonts and axe-core for these engines.
///
/// # Errors
/// With the line to type, where this command has no right or no way to install something itself.
pub fn browsers(root: &Path, engines: &[Engine]) -> Result<Tools> {
    packages::ensure(engines)?;
    let target = root.join("target");
    let mut tools = Tools {
        axe: Some(axe(&target)?),
        ..Tools::default()
    };
    if engines.contains(&Engine::Firefox) {
        tools.geckodriver = Some(geckodriver(&target)?);
    }
    if engines.contains(&Engine::Webkit) {
        tools.locales = Some(locales(&target)?);
    }
    Ok(tools)
}

/// Browser and fonts for pictures: nothing that only tests need.
///
/// # Errors
/// As [`browsers`].
pub fn chromium() -> Result<()> {
    packages::ensure(&[Engine::Chromium])
}

/// Packages from npm, into `node_modules` of a folder of their own: npm removes from there what it is
/// not asked for.
///
/// # Errors
/// When there is no npm and none can be installed, or npm fails.
pub fn npm(place: &Path, wanted: &[(&str, &str)]) -> Result<()> {
    packages::ensure_npm()?;
    std::fs::create_dir_all(place)?;
    let mut command = Command::new("npm");
    command
        .args(["install", "--no-save", "--no-audit", "--no-fund"])
        .args(["--ignore-scripts", "--prefix"])
        .arg(place);
    for (package, version) in wanted {
        command.arg(format!("{package}@{version}"));
    }
    succeed(&mut command)
}

/// geckodriver is in no Debian release: it is compiled once, and kept.
fn geckodriver(target: &Path) -> Result<PathBuf> {
    if let Some(path) = find_program("geckodriver") {
        return Ok(path);
    }
    let tools = target.join("tools");
    let program = tools.join("bin/geckodriver");
    if !program.is_file() {
        progress::step("compiling geckodriver, once: about 5 minutes");
        let mut command = Command::new(wasm::cargo());
        command.args(["install", "geckodriver", "--locked", "--root"]);
        // A target directory of its own, or it would wait for every other cargo command.
        command
            .arg(&tools)
            .env("CARGO_TARGET_DIR", tools.join("build"));
        succeed(&mut command).context("geckodriver, which drives Firefox, was not installed")?;
        std::fs::remove_dir_all(tools.join("build")).ok();
    }
    Ok(program)
}

fn axe(target: &Path) -> Result<PathBuf> {
    let place = target.join("npm");
    let package = place.join("node_modules/axe-core");
    let wanted = format!("\"version\": \"{AXE_VERSION}\"");
    let present = std::fs::read_to_string(package.join("package.json"))
        .is_ok_and(|text| text.contains(&wanted));
    if !present {
        progress::step("fetching axe-core from npm");
        npm(&place, &[("axe-core", AXE_VERSION)])
            .context("axe-core, which checks accessibility, was not installed")?;
    }
    Ok(package.join("axe.min.js"))
}

/// Debian has no compiled locale but C, and WebKitGTK takes its language from nowhere else.
fn locales(target: &Path) -> Result<PathBuf> {
    let place = target.join("locales");
    for name in LOCALES {
        let path = place.join(format!("{name}.UTF-8"));
        if path.is_dir() {
            continue;
        }
        std::fs::create_dir_all(&place)?;
        let mut command = Command::new("localedef");
        command.args(["-i", name, "-f", "UTF-8"]).arg(&path);
        succeed(&mut command).with_context(|| format!("the locale {name} was not compiled"))?;
    }
    Ok(place)
}

/// Runs a command whose output the developer sees.
fn succeed(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {name}"))?;
    ensure!(status.success(), "{} failed: {status}", line(command));
    Ok(())
}

/// A command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|place| place.join(name))
        .find(|candidate| candidate.is_file())
}
