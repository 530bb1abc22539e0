//! Builds the widget and lays its files out as they are served: one stable loader, everything else
//! under a name that holds a hash of its content.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::{light, shrink, wasm};

/// What a file of the bundle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `aside.js`, the file that a page names.
    Loader,
    /// The script that joins the wasm to the browser.
    Glue,
    /// The widget.
    Wasm,
    /// Its style sheet.
    Css,
    /// One language's words to say.
    Pack,
    /// One language's words to understand.
    Mind,
    /// The service worker.
    Worker,
}

/// One file of the bundle.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below [`Bundle::directory`], with `/`.
    pub name: String,
    /// What it is for.
    pub part: Part,
}

/// A directory that holds the widget, ready to serve.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Where the files are.
    pub directory: PathBuf,
    /// The package's version and a hash over the bundle's content.
    pub version: String,
    /// Every file.
    pub files: Vec<File>,
}

/// Builds the widget of the workspace at `root` under a cargo `profile` and fills `out`, which is
/// emptied first.
///
/// # Errors
/// When the target cannot be had, the build fails, or a file of `www/` is missing.
pub fn build(root: &Path, out: &Path, profile: &str) -> Result<Bundle> {
    wasm::ensure_target()?;
    let module = wasm::compile(root, "aside", profile)?;
    assemble(root, out, &module)
}

fn assemble(root: &Path, out: &Path, module: &Path) -> Result<Bundle> {
    let mut output = bind(module)?;
    let www = Www(root.join("www"));
    let mut writer = Writer::begin(out)?;

    let css = writer.hashed(
        "aside",
        "css",
        Part::Css,
        light::css(&www.read("aside.css")?),
    )?;
    let packs = write_each("packs", Part::Pack, www.packs()?, &mut writer)?;
    let minds = write_each("minds", Part::Mind, www.minds()?, &mut writer)?;
    let places = json!({ "css": css, "packs": packs, "minds": minds });
    let tail = fill(
        &www.read("glue.js")?,
        "{/* aside:files */}",
        &places.to_string(),
    )?;
    let glue = own_start(output.js())? + &tail;
    let (wasm, glue) = shrink::shrink(&mut output, &glue)?;
    let wasm_name = writer.hashed("aside", "wasm", Part::Wasm, &wasm)?;
    let glue_name = writer.hashed("aside", "js", Part::Glue, &glue)?;

    let loader = www.read("aside.js")?;
    let worker = www.read("aside-sw.js")?;
    let content = hash(format!("{loader}{worker}{glue_name}{wasm_name}").as_bytes());
    let version = format!("{}-{content}", env!("CARGO_PKG_VERSION"));
    let manifest = json!({ "glue": glue_name, "wasm": wasm_name, "version": version });
    let loader = fill(&loader, "{/* aside:manifest */}", &manifest.to_string())?;
    writer.plain("aside.js", Part::Loader, light::js("aside.js", &loader)?)?;
    writer.plain(
        "aside-sw.js",
        Part::Worker,
        light::js("aside-sw.js", &worker)?,
    )?;
    Ok(Bundle {
        directory: out.to_owned(),
        version,
        files: writer.files,
    })
}

/// The wasm with its bindings, and the glue as an ES module.
pub fn bind(module: &Path) -> Result<Output> {
    let output = Bindgen::new()
        .input_path(module)
        .out_name("aside")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .demangle(false)
        .generate_output()?;
    let inline = output
        .snippets()
        .iter()
        .filter(|(_, scripts)| !scripts.is_empty());
    let scripts: Vec<_> = inline
        .map(|(name, _)| name)
        .chain(output.local_modules().keys())
        .collect();
    ensure!(
        scripts.is_empty(),
        "a dependency brings scripts of its own, which the bundle has no place for: {scripts:?}"
    );
    Ok(output)
}

/// The glue without the ways of starting it that nobody takes: `glue.js` brings the one that the
/// loader uses. Calls into the wasm go through its guard.
fn own_start(glue: &str) -> Result<String> {
    let glue = fill(
        glue,
        "wasm = instance.exports;",
        "wasm = guarded(instance.exports);",
    )?;
    let from = "async function __wbg_load(";
    let to = "export { initSync, __wbg_init as default };";
    let (head, rest) = glue
        .split_once(from)
        .context("the glue has no __wbg_load")?;
    let (_, rest) = rest.split_once(to).context("the glue ends otherwise")?;
    ensure!(rest.trim().is_empty(), "the glue goes on after its exports");
    Ok(head.to_owned())
}

/// Writes a file for each language into a folder; gives their names by language.
fn write_each(
    folder: &str,
    part: Part,
    contents: BTreeMap<String, Value>,
    writer: &mut Writer,
) -> Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for (lang, content) in contents {
        let stem = format!("{folder}/{lang}");
        let name = writer.hashed(&stem, "json", part, content.to_string())?;
        names.insert(lang, name);
    }
    Ok(names)
}

/// Puts `value` in the place of `mark`, which must be there exactly once.
fn fill(source: &str, mark: &str, value: &str) -> Result<String> {
    let count = source.matches(mark).count();
    ensure!(
        count == 1,
        "`{mark}` must be in its file once, not {count} times"
    );
    Ok(source.replace(mark, value))
}

/// The first eight hexadecimal digits of the SHA-256.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

/// The sources of what is shipped beside the wasm.
struct Www(PathBuf);

impl Www {
    fn read(&self, name: &str) -> Result<String> {
        let path = self.0.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// The language packs: words to say, by language.
    fn packs(&self) -> Result<BTreeMap<String, Value>> {
        let packs = read_folder(&self.0.join("packs"))?;
        ensure!(!packs.is_empty(), "no language pack in www/packs");
        Ok(packs)
    }

    /// What helps to understand, by language: the folders beside the packs, one kind each, joined.
    fn minds(&self) -> Result<BTreeMap<String, Value>> {
        let mut minds: BTreeMap<String, Value> = BTreeMap::new();
        for entry in fs::read_dir(self.0.join("packs"))? {
            let folder = entry?.path();
            if !folder.is_dir() {
                continue;
            }
            for (lang, kind) in read_folder(&folder)? {
                let mind = minds.entry(lang).or_insert_with(|| json!({}));
                if let (Value::Object(mind), Value::Object(kind)) = (mind, kind) {
                    mind.extend(kind);
                }
            }
        }
        Ok(minds)
    }
}

/// The JSON files of a folder, by name without ending.
fn read_folder(folder: &Path) -> Result<BTreeMap<String, Value>> {
    let mut files = BTreeMap::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let content = serde_json::from_str(&fs::read_to_string(&path)?)
            .with_context(|| format!("{} is not valid JSON", path.display()))?;
        let stem = path.file_stem().unwrap_or_default();
        files.insert(stem.to_string_lossy().into_owned(), content);
    }
    Ok(files)
}

/// Writes files into the bundle's directory and keeps the list.
struct Writer {
    directory: PathBuf,
    files: Vec<File>,
}

impl Writer {
    fn begin(directory: &Path) -> Result<Self> {
        if directory.exists() {
            fs::remove_dir_all(directory)
                .with_context(|| format!("cannot empty {}", directory.display()))?;
        }
        for folder in ["packs", "minds"] {
            fs::create_dir_all(directory.join(folder))?;
        }
        Ok(Self {
            directory: directory.to_owned(),
            files: Vec::new(),
        })
    }

    /// Writes `<stem>-<hash>.<ending>` and returns that name.
    fn hashed(
        &mut self,
        stem: &str,
        ending: &str,
        part: Part,
        content: impl AsRef<[u8]>,
    ) -> Result<String> {
        let name = format!("{stem}-{}.{ending}", hash(content.as_ref()));
        self.plain(&name, part, content)?;
        Ok(name)
    }

    fn plain(&mut self, name: &str, part: Part, content: impl AsRef<[u8]>) -> Result<()> {
        fs::write(self.directory.join(name), content)
            .with_context(|| format!("cannot write {name}"))?;
        self.files.push(File {
            name: name.to_owned(),
            part,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{fill, hash};

    #[test]
    fn a_mark_is_filled_once_or_reported() {
        assert_eq!(fill("a = {m};", "{m}", "1").unwrap(), "a = 1;");
        assert!(fill("a = 1;", "{m}", "1").is_err());
        assert!(fill("{m}{m}", "{m}", "1").is_err());
    }

    #[test]
    fn a_hash_is_eight_digits_of_sha256() {
        assert_eq!(hash(b"abc"), "ba7816bf");
    }
}
