//! `cargo xtask dist`: `dist/`, ready to upload and to publish, and its sizes against the budgets.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use sha2::{Digest, Sha384};

use crate::budgets::{Budgets, Size};
use crate::bundle::{self, Bundle, Part};
use crate::{progress, site, third_party, workspace};

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {
    /// Write THIRD-PARTY.md anew instead of only checking it
    #[arg(long)]
    bless: bool,
}

/// Run it.
pub fn run(options: Options) -> Result<()> {
    let root = workspace::root();
    let dist = root.join("dist");
    progress::step("listing whose code is inside");
    let crates = third_party::crates(&root)?;
    third_party::check(&root, &crates, options.bless)?;
    progress::step("building the widget");
    let bundle = bundle::build(&root, &dist, "dist")?;
    progress::step("compressing");
    let mut sizes = compress(&bundle)?;
    let integrity = integrity(&bundle)?;
    write_papers(&root, &bundle, &integrity)?;
    fs::write(
        dist.join("THIRD-PARTY-LICENSES.txt"),
        third_party::licence_texts(&crates)?,
    )?;
    progress::step("rendering the demo shop, for its largest FAQ");
    sizes.insert("largest-faq", largest_faq(&root)?);
    let budgets = Budgets::parse(&fs::read_to_string(root.join("budgets.toml"))?)?;
    let verdict = budgets.judge(&sizes)?;
    println!(
        "\ndist/ holds Aside {}\n\n{}",
        bundle.version, verdict.table
    );
    ensure!(
        verdict.over.is_empty(),
        "over budget: {}",
        verdict.over.join(", ")
    );
    Ok(())
}

/// Puts `.br` and `.gz` beside each file, and returns the sizes of the parts.
fn compress(bundle: &Bundle) -> Result<BTreeMap<&'static str, Size>> {
    let mut sizes: BTreeMap<&'static str, Size> = BTreeMap::new();
    let mut by_lang = [Vec::new(), Vec::new()];
    for file in &bundle.files {
        let path = bundle.directory.join(&file.name);
        let bytes = fs::read(&path)?;
        let (gzip, brotli) = (gzip(&bytes)?, brotli(&bytes)?);
        let size = Size {
            raw: bytes.len(),
            gzip: gzip.len(),
            brotli: brotli.len(),
        };
        fs::write(bundle.directory.join(format!("{}.gz", file.name)), gzip)?;
        fs::write(bundle.directory.join(format!("{}.br", file.name)), brotli)?;
        match file.part {
            Part::Pack => by_lang[0].push((lang(&file.name), size)),
            Part::Mind => by_lang[1].push((lang(&file.name), size)),
            _ => {}
        }
        let largest = sizes.entry(key(file.part)).or_default();
        if size.brotli > largest.brotli {
            *largest = size;
        }
    }
    let [packs, minds] = by_lang;
    sizes.insert(
        "largest-understanding",
        largest_understanding(&packs, &minds),
    );
    Ok(sizes)
}

/// What helps to understand the language that has the most of it.
fn largest_understanding(packs: &[(String, Size)], minds: &[(String, Size)]) -> Size {
    let language = |(lang, _): &(String, Size)| {
        let minds = minds.iter().filter(|(mind, _)| helps(mind, lang));
        minds.fold(Size::default(), |sum, (_, mind)| sum.plus(*mind))
    };
    let all = packs.iter().map(language);
    all.max_by_key(|size| size.brotli).unwrap_or_default()
}

/// Whether what is known of one language is loaded for another: they are the same, or one tag
/// extends the other.
fn helps(mind: &str, lang: &str) -> bool {
    let extends = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    mind == lang || extends(mind, lang) || extends(lang, mind)
}

/// The language in `packs/zh-Hant-0123abcd.json`.
fn lang(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('-')
        .map_or(name, |(lang, _)| lang)
        .to_owned()
}

/// The name of a part in `budgets.toml`; of several files of a part the largest counts.
fn key(part: Part) -> &'static str {
    match part {
        Part::Loader => "loader",
        Part::Glue => "glue",
        Part::Wasm => "wasm",
        Part::Css => "css",
        Part::Pack => "largest-pack",
        Part::Mind => "largest-mind",
        Part::Worker => "worker",
    }
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

/// The value of an `integrity` attribute for each file, also written to `integrity.json`.
fn integrity(bundle: &Bundle) -> Result<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    for file in &bundle.files {
        let digest = Sha384::digest(fs::read(bundle.directory.join(&file.name))?);
        let value = format!("sha384-{}", BASE64_STANDARD.encode(digest));
        values.insert(file.name.clone(), value);
    }
    let text = serde_json::to_string_pretty(&values)? + "\n";
    fs::write(bundle.directory.join("integrity.json"), text)?;
    Ok(values)
}

/// What goes along with the files: types, package, licences, a page on how to embed them.
fn write_papers(root: &Path, bundle: &Bundle, integrity: &BTreeMap<String, String>) -> Result<()> {
    let dist = &bundle.directory;
    for (from, to) in [
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("THIRD-PARTY.md", "THIRD-PARTY.md"),
        ("www/aside.d.ts", "aside.d.ts"),
    ] {
        fs::copy(root.join(from), dist.join(to)).with_context(|| format!("cannot copy {from}"))?;
    }
    let package = serde_json::to_string_pretty(&package())? + "\n";
    fs::write(dist.join("package.json"), package)?;
    let loader = integrity
        .get("aside.js")
        .context("no integrity of aside.js")?;
    fs::write(dist.join("README.md"), readme(&bundle.version, loader))?;
    Ok(())
}

fn package() -> serde_json::Value {
    json!({
        "name": "@aside/widget",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "A shop assistant that stays on the shopper's side: it answers, learns and offers inside the browser",
        "license": "MIT OR Apache-2.0",
        "type": "commonjs",
        "main": "./aside.js",
        "types": "./aside.d.ts",
        "exports": {
            ".": { "types": "./aside.d.ts", "default": "./aside.js" },
            "./*": "./*"
        },
        "sideEffects": true,
        "files": [
            "*.js", "*.wasm", "*.css", "*.d.ts", "packs/*.json", "minds/*.json", "integrity.json",
            "LICENSE-*", "THIRD-PARTY*"
        ]
    })
}

fn readme(version: &str, integrity: &str) -> String {
    format!(
        r#"# Aside {version}

Upload this whole folder, for example to `/aside/`. Servers that can should send the `.br` or `.gz`
neighbour of a file, and `Cache-Control: immutable` for the names that hold a hash. Then:

```html
<script async src="/aside/aside.js"
        integrity="{integrity}" crossorigin="anonymous"
        data-faq="/faq.json"></script>
```

Leave `integrity` out if you would rather replace the folder than edit pages with each version.

From npm: serve the package's folder under an address of your shop, and say where it is.

```js
import "@aside/widget";
aside("boot", {{ base: "/aside/", faq: "/faq.json" }});
```

Your Content-Security-Policy needs `script-src 'wasm-unsafe-eval'` and the folder's origin in
`script-src` and `connect-src`; nothing else, not even under `trusted-types 'none'`.
"#
    )
}

/// The demo's largest FAQ file, as the demo serves it.
fn largest_faq(root: &Path) -> Result<Size> {
    let site = workspace::target(root)?.join("dist-site");
    site::build(root, &site)?;
    let mut largest = Size::default();
    let mut open = vec![site];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                open.push(path);
            } else if name.starts_with("faq") && name.ends_with(".json") {
                let bytes = fs::read(&path)?;
                let brotli = brotli(&bytes)?.len();
                if brotli > largest.brotli {
                    largest = Size {
                        raw: bytes.len(),
                        gzip: gzip(&bytes)?.len(),
                        brotli,
                    };
                }
            }
        }
    }
    ensure!(largest.raw > 0, "the demo shop has no faq*.json to measure");
    Ok(largest)
}

#[cfg(test)]
mod tests {
    use super::{Size, brotli, gzip, largest_understanding};
    use std::io::Read;

    #[test]
    fn a_language_is_what_its_tag_and_those_it_extends_or_extend_it_bring() {
        let files = |list: &[(&str, usize)]| -> Vec<(String, Size)> {
            let size = |brotli| Size {
                brotli,
                ..Size::default()
            };
            list.iter()
                .map(|(lang, bytes)| ((*lang).to_owned(), size(*bytes)))
                .collect()
        };
        let packs = files(&[("en", 10), ("zh-Hans", 10), ("zh-Hant", 10)]);
        let minds = files(&[
            ("en", 8),
            ("zh", 3),
            ("zh-Hans", 4),
            ("zh-Hant-TW", 4),
            ("zh-Hant-HK", 4),
        ]);
        assert_eq!(largest_understanding(&packs, &minds).brotli, 3 + 4 + 4);
    }

    #[test]
    fn what_is_compressed_comes_back_whole() {
        let text = "an aside is a remark meant for one listener. ".repeat(50);
        let (mut plain, mut unzipped) = (Vec::new(), Vec::new());
        let packed = brotli(text.as_bytes()).unwrap();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        assert!(packed.len() < text.len() / 10);
        let packed = gzip(text.as_bytes()).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_end(&mut unzipped)
            .unwrap();
        assert_eq!(unzipped, text.as_bytes());
    }
}
