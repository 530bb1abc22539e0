//! A shop's JSON files on a disk.

use anyhow::Context;
use aside_engine::assistant::FileRole;
use aside_engine::raw::{Problem, Raw};
use std::path::{Path, PathBuf};

/// A file that was found, and what it holds, or why it cannot be read.
pub struct Found {
    /// Its path as given.
    pub name: String,
    /// What it is, by its name.
    pub role: FileRole,
    /// Its content.
    pub content: Result<Raw, Problem>,
}

/// The files among `paths`; folders are searched, one level deep.
pub fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
            inside.sort();
            found.extend(inside.iter().filter_map(|file| read(file, role(file)?)));
        } else {
            let role = role(path).with_context(|| {
                let names = "aside.json, faq*.json, products.json or promotions.json";
                format!("{}: what is it? Name it {names}", path.display())
            })?;
            found.extend(read(path, role));
        }
    }
    Ok(found)
}

/// What a file is for, by its name.
fn role(path: &Path) -> Option<FileRole> {
    let name = path.file_name()?.to_str()?;
    let stem = name.strip_suffix(".json")?;
    match stem.split(['.', '-', '_']).next()? {
        "aside" => Some(FileRole::Settings),
        "faq" | "faqs" => Some(FileRole::Faq),
        "products" => Some(FileRole::Products),
        "promotions" => Some(FileRole::Promotions),
        _ => None,
    }
}

fn read(path: &Path, role: FileRole) -> Option<Found> {
    let name = path.display().to_string();
    let problem = |what: String, remedy: &str| Problem {
        file: name.clone(),
        path: String::new(),
        what,
        remedy: remedy.to_owned(),
    };
    let content = std::fs::read_to_string(path)
        .map_err(|error| {
            problem(
                format!("cannot be read ({error})"),
                "Check that it is UTF-8 text",
            )
        })
        .and_then(|text| {
            let remedy = "Mend the line that is named; a missing comma is the usual cause";
            serde_json::from_str(text.trim_start_matches('\u{feff}'))
                .map_err(|error| problem(format!("is not JSON ({error})"), remedy))
        });
    Some(Found {
        name,
        role,
        content,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        for (name, expected) in [
            ("aside.json", Some(FileRole::Settings)),
            ("faq.zh-Hans.json", Some(FileRole::Faq)),
            ("products.json", Some(FileRole::Products)),
            ("promotions-2026.json", Some(FileRole::Promotions)),
            ("package.json", None),
            ("faq.txt", None),
        ] {
            assert_eq!(role(Path::new(name)), expected, "{name}");
        }
    }
}
