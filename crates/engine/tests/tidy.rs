//! The rules of the house, held by a test: which module of the engine may use which, what the
//! engine may never name, and that no browser crate reaches it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a file that cannot be read should stop the test"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Floor by floor; a module may use those before it, never one behind it.
const FLOORS: &[&str] = &[
    "time",
    "raw",
    "money",
    "lang",
    "text",
    "catalog",
    "entities",
    "understanding",
    "mood",
    "knowledge",
    "intents",
    "consent",
    "profile",
    "pricing",
    "guard",
    "promotion",
    "dialogue",
    "reply",
    "snapshot",
    "assistant",
];

/// What a pure engine has no business with, and why.
const FORBIDDEN: [(&str, &str); 9] = [
    ("SystemTime", "time is an argument"),
    ("Instant::", "time is an argument"),
    ("std::net", "nothing in the engine reaches the network"),
    ("std::fs", "nothing in the engine reaches a disk"),
    ("std::thread", "the engine runs where it is called"),
    ("std::env", "the engine knows no environment"),
    ("web_sys", "the engine knows no browser"),
    ("js_sys", "the engine knows no browser"),
    ("RandomState", "the same events must give the same effects"),
];

#[test]
fn modules_use_only_the_floors_above_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in rust_files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let module = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let module = module.trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let Some(floor) = FLOORS.iter().position(|name| *name == module) else {
            wrong.push(format!("{}: {module} has no floor", inside.display()));
            continue;
        };
        seen += 1;
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim().starts_with("//"))
        {
            for used in crates_named(line) {
                if FLOORS
                    .iter()
                    .position(|name| *name == used)
                    .is_none_or(|f| f > floor)
                {
                    wrong.push(format!(
                        "{}:{}: {module} uses {used}",
                        inside.display(),
                        at + 1
                    ));
                }
            }
            for (name, why) in FORBIDDEN.iter().filter(|(name, _)| line.contains(name)) {
                wrong.push(format!("{}:{}: {name}: {why}", inside.display(), at + 1));
            }
        }
    }
    assert!(seen > 20, "only {seen} files seen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn effects_cannot_ask_anything_of_the_network() {
    let event = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/assistant/event.rs");
    let text = std::fs::read_to_string(event).unwrap().to_lowercase();
    let effects = text.split("pub enum effect").nth(1).unwrap();
    for word in ["fetch", "request(", "beacon", "url", "socket", "href"] {
        assert!(!effects.contains(word), "an effect speaks of {word}");
    }
}

#[test]
fn no_browser_crate_reaches_the_engine_or_the_command_line() {
    for package in ["aside-engine", "aside-cli"] {
        let tree = Command::new(env!("CARGO"))
            .args([
                "tree",
                "--offline",
                "--edges",
                "normal",
                "--prefix",
                "none",
                "--package",
                package,
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo tree runs");
        let tree = String::from_utf8(tree.stdout).unwrap();
        assert!(
            tree.contains("aside-engine"),
            "cargo tree said nothing of {package}"
        );
        for name in ["wasm-bindgen", "web-sys", "js-sys", "yew", "gloo"] {
            let found = tree
                .lines()
                .any(|line| line.starts_with(&format!("{name} ")));
            assert!(!found, "{name} reaches {package}");
        }
    }
}

#[test]
fn every_language_pack_says_the_same_things() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/packs");
    let mut sets: Vec<(PathBuf, Vec<String>)> = Vec::new();
    for entry in std::fs::read_dir(packs).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue; // words to understand; what they may lack is a matter of the language
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let raw = serde_json::from_str(&text).unwrap();
        let pack = aside_engine::reply::Pack::read("pack", &raw).unwrap();
        // A language without a singular of its own needs no `.one`.
        let keys = pack.keys().filter(|key| !key.ends_with(".one"));
        sets.push((path, keys.map(str::to_owned).collect()));
    }
    let (first, keys) = sets.first().expect("there are packs");
    assert!(
        keys.len() > 50,
        "only {} texts in {}",
        keys.len(),
        first.display()
    );
    for (path, other) in &sets {
        let missing: Vec<&String> = keys.iter().filter(|key| !other.contains(key)).collect();
        let extra: Vec<&String> = other.iter().filter(|key| !keys.contains(key)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{}: without {missing:?}, beyond {extra:?}",
            path.display()
        );
    }
}

/// Modules named after `crate::`, alone or in a list.
fn crates_named(line: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim()
            .chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '_')
            .collect()
    };
    let mut names = Vec::new();
    for rest in line.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => names.extend(list.trim_end_matches(['}', ';']).split(',').map(name)),
            None => names.push(name(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}
