//! The language packs: those inside this program, or a folder's.

use anyhow::{Context, ensure};
use aside_engine::assistant::FileRole;
use aside_engine::raw::Raw;
use aside_engine::text::{Source, Tables};
use std::path::{Path, PathBuf};

/// A file of the packs.
pub struct PackFile {
    /// Its name, for problems.
    pub name: String,
    /// A pack of words to say, or of words to understand.
    pub role: FileRole,
    /// Its content.
    pub raw: Raw,
}

/// The files as this version ships them, with the folder under `www/packs` that they are from.
const SHIPPED: [(&str, &str); 11] = [
    ("en.json", include_str!("../../../www/packs/en.json")),
    (
        "zh-Hans.json",
        include_str!("../../../www/packs/zh-Hans.json"),
    ),
    (
        "zh-Hant.json",
        include_str!("../../../www/packs/zh-Hant.json"),
    ),
    (
        "intents/en.json",
        include_str!("../../../www/packs/intents/en.json"),
    ),
    (
        "intents/zh-Hans.json",
        include_str!("../../../www/packs/intents/zh-Hans.json"),
    ),
    (
        "intents/zh-Hant-TW.json",
        include_str!("../../../www/packs/intents/zh-Hant-TW.json"),
    ),
    (
        "intents/zh-Hant-HK.json",
        include_str!("../../../www/packs/intents/zh-Hant-HK.json"),
    ),
    (
        "entities/en.json",
        include_str!("../../../www/packs/entities/en.json"),
    ),
    (
        "entities/zh.json",
        include_str!("../../../www/packs/entities/zh.json"),
    ),
    (
        "mood/en.json",
        include_str!("../../../www/packs/mood/en.json"),
    ),
    (
        "mood/zh.json",
        include_str!("../../../www/packs/mood/zh.json"),
    ),
];

/// All files: of the folder if one is named.
pub fn read(folder: Option<&Path>) -> anyhow::Result<Vec<PackFile>> {
    match folder {
        Some(folder) => in_folder(folder),
        None => SHIPPED
            .into_iter()
            .map(|(name, text)| file(name, text))
            .collect(),
    }
}

/// How the packs say that words are read.
pub fn tables(folder: Option<&Path>) -> anyhow::Result<Tables> {
    Ok(tables_of(&read(folder)?))
}

/// As [`tables`], of files that were read.
pub fn tables_of(files: &[PackFile]) -> Tables {
    let mut tables = Tables::default();
    for file in files {
        tables.add(&Source::read(&file.raw));
    }
    tables
}

fn in_folder(folder: &Path) -> anyhow::Result<Vec<PackFile>> {
    let mut paths = json_files(folder)?;
    for kind in ["intents", "entities", "mood"] {
        let inside = folder.join(kind);
        if inside.is_dir() {
            paths.extend(json_files(&inside)?);
        }
    }
    let mut files = Vec::new();
    for path in paths {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        files.push(file(&name.display().to_string(), &text)?);
    }
    let folder = folder.display();
    ensure!(
        !files.is_empty(),
        "no language packs in {folder}: name their folder with --packs"
    );
    Ok(files)
}

fn json_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("no folder {}: name it with --packs", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    Ok(paths)
}

fn file(name: &str, text: &str) -> anyhow::Result<PackFile> {
    let raw = serde_json::from_str(text).with_context(|| format!("{name} is not JSON"))?;
    let role = if name.contains(['/', '\\']) {
        FileRole::Mind
    } else {
        FileRole::Pack
    };
    Ok(PackFile {
        name: name.to_owned(),
        role,
        raw,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_is_what_the_folder_holds() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/packs"));
        let names = |files: Vec<PackFile>| {
            let mut names: Vec<String> = files.into_iter().map(|file| file.name).collect();
            names.sort();
            names
        };
        assert_eq!(
            names(read(None).unwrap()),
            names(read(Some(folder)).unwrap())
        );
    }

    #[test]
    fn a_folder_without_packs_is_named() {
        let empty = tempfile::tempdir().unwrap();
        let error = read(Some(empty.path())).err().unwrap().to_string();
        assert!(error.contains("--packs"), "{error}");
    }
}
