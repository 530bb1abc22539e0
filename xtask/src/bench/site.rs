//! The bench's page with all engines, and what each of them weighs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::sets::Set;
use super::weigh::{Bundle, Scales};
use crate::{bundle, progress, setup, wasm};

/// The package of the page, and its folder in the workspace.
const PACKAGE: &str = "aside-bench";
const FOLDER: &str = "benches/understanding";

/// The others, as published on npm, and what bundles them for a page.
pub const PEERS: [(&str, &str); 7] = [
    ("@nlpjs/core", "4.26.1"),
    ("@nlpjs/nlp", "4.27.0"),
    ("@nlpjs/lang-en-min", "4.26.1"),
    ("@nlpjs/lang-zh", "4.26.1"),
    ("minisearch", "7.2.0"),
    ("fuse.js", "7.5.0"),
    ("esbuild", "0.28.2"),
];

/// Every engine: the file that adapts it, and its name for people.
pub const ENGINES: [(&str, &str); 6] = [
    ("aside", "Aside"),
    ("nlpjs-en", "nlp.js"),
    ("nlpjs-zh", "nlp.js (Chinese)"),
    ("minisearch", "MiniSearch"),
    ("minisearch-pairs", "MiniSearch, characters and pairs"),
    ("fuse", "Fuse.js"),
];

/// The engines that a set is for.
pub fn engines(set: &Set) -> impl Iterator<Item = &'static str> {
    let is_chinese = set.lang.starts_with("zh");
    let fits = move |engine: &&str| match *engine {
        "nlpjs-en" => !is_chinese,
        "nlpjs-zh" | "minisearch-pairs" => is_chinese,
        _ => true,
    };
    ENGINES.map(|(engine, _)| engine).into_iter().filter(fits)
}

/// Fills the folder `site` with the page, the engines and the sets.
///
/// # Errors
/// When something does not compile, or npm's packages cannot be had.
pub fn build(root: &Path, site: &Path, sets: &[Set]) -> Result<Vec<Bundle>> {
    let page = root.join(FOLDER).join("page");
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    for folder in ["engines", "sets"] {
        fs::create_dir_all(site.join(folder))?;
    }
    for name in ["index.html", "bench.js"] {
        fs::copy(page.join(name), site.join(name)).with_context(|| format!("copying {name}"))?;
    }
    for set in sets {
        let path = site.join(format!("sets/{}.json", set.name));
        fs::write(path, set.to_json().to_string())?;
    }
    let packs = copy_packs(&root.join("www/packs"), site)?;
    progress::step("compiling the classifier");
    let glue = compile(root, site)?;
    progress::step("bundling the engines");
    let npm = peers(root)?;
    bundle(&page, &npm, &glue, site)?;
    weigh(site, &packs)
}

/// The language packs; their paths below `packs/`. Folders are for other things than words.
fn copy_packs(from: &Path, site: &Path) -> Result<Vec<String>> {
    fs::create_dir_all(site.join("packs"))?;
    let mut names = Vec::new();
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_file() && name.ends_with(".json") {
            fs::copy(&path, site.join("packs").join(&*name))?;
            names.push(name.into_owned());
        }
    }
    names.sort();
    fs::write(site.join("packs.json"), json!(names).to_string())?;
    Ok(names)
}

/// Aside's wasm for the page; gives the path of its glue.
fn compile(root: &Path, site: &Path) -> Result<PathBuf> {
    wasm::ensure_target()?;
    let module = wasm::compile(root, PACKAGE, "dist")?;
    let mut output = bundle::bind(&module)?;
    fs::write(site.join("aside.wasm"), output.wasm_mut().emit_wasm())?;
    let glue = site.with_file_name("glue.js");
    fs::write(&glue, output.js())?;
    Ok(glue)
}

/// The folder with npm's packages, filled once.
fn peers(root: &Path) -> Result<PathBuf> {
    let place = root.join("target/npm-bench");
    let is_there = |(package, version): &(&str, &str)| {
        let path = place
            .join("node_modules")
            .join(package)
            .join("package.json");
        let wanted = format!("\"version\": \"{version}\"");
        fs::read_to_string(path).is_ok_and(|text| text.contains(&wanted))
    };
    if !PEERS.iter().all(is_there) {
        progress::step("fetching nlp.js, MiniSearch, Fuse.js and esbuild from npm");
        setup::npm(&place, &PEERS).context("those to compare with were not installed")?;
    }
    Ok(place.join("node_modules"))
}

/// One minified script for each engine.
fn bundle(page: &Path, npm: &Path, glue: &Path, site: &Path) -> Result<()> {
    let mut command = Command::new("node");
    command
        .arg(npm.join("esbuild/bin/esbuild"))
        .args(ENGINES.map(|(engine, _)| page.join(format!("engines/{engine}.js"))))
        .args(["--bundle", "--minify", "--format=esm", "--platform=browser"])
        .args(["--target=es2022", "--log-level=error"])
        .arg(format!("--alias:aside-wasm={}", glue.display()))
        .arg(format!("--outdir={}", site.join("engines").display()))
        .env("NODE_PATH", npm)
        .stdin(Stdio::null());
    let status = command.status().context("cannot start node")?;
    ensure!(status.success(), "esbuild could not bundle the engines");
    Ok(())
}

/// The bytes of each engine; for Aside its wasm and glue, and beside it the packs.
fn weigh(site: &Path, packs: &[String]) -> Result<Vec<Bundle>> {
    let mut scales = Scales::open(site.with_file_name("brotli.json"));
    let mut bundles = Vec::new();
    for (engine, name) in ENGINES {
        let mut files = vec![site.join(format!("engines/{engine}.js"))];
        if engine == "aside" {
            files.push(site.join("aside.wasm"));
        }
        bundles.push(scales.weigh(name, &files)?);
    }
    let packs: Vec<PathBuf> = packs
        .iter()
        .map(|name| site.join("packs").join(name))
        .collect();
    bundles.insert(
        1,
        scales.weigh("Aside's language packs, all three", &packs)?,
    );
    Ok(bundles)
}
