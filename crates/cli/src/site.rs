//! A shop's files on a disk.

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

/// The files among `paths`; folders are searched, one level deep, and their folders for documents.
pub fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in inside(path)? {
                if file.is_dir() {
                    let files = inside(&file)?;
                    let documents = files
                        .iter()
                        .filter(|file| role(file) == Some(FileRole::Document));
                    found.extend(documents.filter_map(|file| read(file, FileRole::Document)));
                } else {
                    found.extend(role(&file).and_then(|role| read(&file, role)));
                }
            }
        } else {
            let role = role(path).with_context(|| {
                let names = "aside.json, faq*.json, products.json, promotions.json, *.md or *.txt";
                format!("{}: what is it? Name it {names}", path.display())
            })?;
            found.extend(read(path, role));
        }
    }
    Ok(found)
}

/// What lies in a folder, by name.
fn inside(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    inside.sort();
    Ok(inside)
}

/// What a file is for, by its name.
fn role(path: &Path) -> Option<FileRole> {
    let name = path.file_name()?.to_str()?;
    let ending = path.extension()?.to_str()?;
    if matches!(ending, "md" | "txt") && !name.starts_with("README") {
        return Some(FileRole::Document);
    }
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
            if role == FileRole::Document {
                return Ok(Raw::Text(text));
            }
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
            ("returns.zh-Hans.md", Some(FileRole::Document)),
            ("privacy.txt", Some(FileRole::Document)),
            ("README.md", None),
            ("faq.csv", None),
        ] {
            assert_eq!(role(Path::new(name)), expected, "{name}");
        }
    }
}
