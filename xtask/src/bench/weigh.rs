//! Bytes after brotli. nlp.js for Chinese has 13 MB, for which an unoptimised xtask takes minutes: so
//! node does it, and what was weighed once is remembered by its content.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// Prints the size of each file named, compressed as servers do it ahead of time.
const SCRIPT: &str = "
    const { brotliCompressSync, constants } = require('zlib');
    for (const name of process.argv.slice(1)) {
        const bytes = require('fs').readFileSync(name);
        const params = {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_LGWIN]: 22,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        };
        console.log(brotliCompressSync(bytes, { params }).length);
    }";

/// What a visitor loads for an engine.
pub struct Bundle {
    /// Its name for people.
    pub name: &'static str,
    /// Bytes as they are.
    pub raw: usize,
    /// Bytes after brotli, quality 11, each file by itself.
    pub brotli: usize,
}

/// Sizes that are known already, by the SHA-256 of the content.
pub struct Scales {
    path: PathBuf,
    known: BTreeMap<String, usize>,
}

impl Scales {
    /// Remembers in the file `path`.
    pub fn open(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let known = serde_json::from_str(&text).unwrap_or_default();
        Self { path, known }
    }

    /// The sizes of the files that are loaded together.
    ///
    /// # Errors
    /// When a file cannot be read or node cannot be started.
    pub fn weigh(&mut self, name: &'static str, files: &[PathBuf]) -> Result<Bundle> {
        let (mut raw, mut brotli) = (0, 0);
        for file in files {
            let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
            raw += bytes.len();
            brotli += self.compressed(file, &bytes)?;
        }
        Ok(Bundle { name, raw, brotli })
    }

    fn compressed(&mut self, file: &Path, bytes: &[u8]) -> Result<usize> {
        let key: String = Sha256::digest(bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        if let Some(size) = self.known.get(&key) {
            return Ok(*size);
        }
        let output = Command::new("node")
            .args(["-e", SCRIPT])
            .arg(file)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .context("cannot start node")?;
        ensure!(output.status.success(), "node could not compress");
        let size = String::from_utf8_lossy(&output.stdout).trim().parse()?;
        self.known.insert(key, size);
        fs::write(&self.path, serde_json::to_string(&self.known)?)?;
        Ok(size)
    }
}
