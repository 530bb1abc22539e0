//! `aside pack`: a table of words fitted to a shop, a few dozen KB in place of a megabyte.

mod choose;
mod file;
mod quantise;

use anyhow::{Context, anyhow};
use aside_engine::raw::Raw;
use aside_engine::text::normalise;
use aside_engine::understanding::WordTable;
use base64::prelude::{BASE64_STANDARD as STANDARD, Engine};
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};

use crate::packs;

#[derive(Args)]
pub struct PackArgs {
    /// Folder with aside.json, faq*.json, products.json, promotions.json; or single JSON files
    #[arg(required = true)]
    sites: Vec<PathBuf>,
    /// The table to choose from: www/tables/en.bin or zh.bin
    #[arg(long)]
    table: PathBuf,
    /// Where to write the fitted table: a name that ends in .json gives what data-table asks for
    #[arg(long)]
    out: PathBuf,
    /// Kilobytes (1,000 bytes) that the fitted table may take when compressed
    #[arg(long, default_value_t = 64)]
    kb: usize,
}

/// Writes the rows that the shop's own words and their nearest neighbours are read by.
pub fn run(args: &PackArgs) -> anyhow::Result<()> {
    let bytes = std::fs::read(&args.table)
        .with_context(|| format!("cannot read {}", args.table.display()))?;
    let table = table(&args.table, &bytes)?;
    let words = file::words(&bytes).context("the words of the table end too early")?;
    let tables = packs::tables(None)?;
    let mut uses = vec![0_u32; table.len()];
    for text in texts(&args.sites)? {
        table.each_row(&normalise(&text, &tables), &mut |row| {
            if let Some(count) = uses.get_mut(row) {
                *count += 1;
            }
        });
    }
    let rows: Vec<Vec<f32>> = (0..table.len()).map(|row| table.row(row)).collect();
    let order = choose::by_use(&rows, &uses);
    let own = uses.iter().filter(|&&count| count > 0).count();
    let plan = file::plan(&order, &words, table.dimensions(), args.kb * 1000);
    let mut chosen: Vec<usize> = order.into_iter().take(plan.rows).collect();
    chosen.sort_by(|&a, &b| words[a].as_bytes().cmp(words[b].as_bytes()));
    let kept: Vec<&[f32]> = chosen.iter().map(|&row| rows[row].as_slice()).collect();
    let names: Vec<&str> = chosen.iter().map(|&row| words[row].as_str()).collect();
    let quantised = quantise::quantise(&kept, plan.groups, plan.entries);
    let packed = file::write(&names, &quantised, table.share());
    let is_json = args.out.extension().is_some_and(|ending| ending == "json");
    let written = if is_json {
        serde_json::json!({ "table": STANDARD.encode(&packed) })
            .to_string()
            .into_bytes()
    } else {
        packed
    };
    std::fs::write(&args.out, &written)
        .with_context(|| format!("cannot write {}", args.out.display()))?;
    println!(
        "{}: {} of {} words, {} of the shop's own {own}; {} bytes, about {} compressed",
        args.out.display(),
        names.len(),
        words.len(),
        own.min(names.len()),
        written.len(),
        plan.bytes,
    );
    Ok(())
}

/// Reads a table from a file, as it ships or as [`run`] wrote it.
pub fn read_table(path: &Path) -> anyhow::Result<WordTable> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if let Ok(raw) = serde_json::from_slice::<Raw>(&bytes) {
        let packed = raw
            .text("table")
            .and_then(|text| STANDARD.decode(text).ok());
        return table(path, &packed.unwrap_or_default());
    }
    table(path, &bytes)
}

fn table(path: &Path, bytes: &[u8]) -> anyhow::Result<WordTable> {
    WordTable::read(bytes)
        .map_err(|problem| anyhow!("{} is no table of words: {problem:?}", path.display()))
}

/// All texts in the JSON files of a site.
fn texts(paths: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
            inside.retain(|file| file.extension().is_some_and(|name| name == "json"));
            inside.sort();
            for file in inside {
                read(&file, &mut found)?;
            }
        } else {
            read(path, &mut found)?;
        }
    }
    Ok(found)
}

fn read(path: &Path, found: &mut Vec<String>) -> anyhow::Result<()> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .with_context(|| format!("{} is not JSON", path.display()))?;
    collect(&value, found);
    Ok(())
}

/// The strings of a value that are words, not addresses.
fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.contains("://") => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(name: &str) -> Option<Vec<u8>> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/tables");
        std::fs::read(format!("{root}/{name}.bin")).ok()
    }

    #[test]
    fn a_fitted_table_holds_the_words_of_the_shop_and_fits() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("faq.json");
        std::fs::write(&site, r#"{"name": "Can I cancel a subscription?"}"#).unwrap();
        let whole = shipped("en").expect("www/tables/en.bin");
        let args = PackArgs {
            sites: vec![site],
            table: concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/tables/en.bin").into(),
            out: folder.path().join("table.bin"),
            kb: 16,
        };
        run(&args).unwrap();
        let json = PackArgs {
            sites: args.sites.clone(),
            table: args.table.clone(),
            out: folder.path().join("table.json"),
            kb: args.kb,
        };
        run(&json).unwrap();
        let read = |path| read_table(path).unwrap().len();
        assert_eq!(read(&json.out), read(&args.out));
        let packed = std::fs::read(&args.out).unwrap();
        let words = file::words(&packed).unwrap();
        assert!(words.contains(&"subscription".to_owned()));
        assert!(words.len() > 100 && packed.len() < whole.len() / 10);
        let (small, large) = (
            WordTable::read(&packed).unwrap(),
            WordTable::read(&whole).unwrap(),
        );
        let normal = normalise(
            "cancel a subscription",
            &aside_engine::text::Tables::default(),
        );
        assert!(small.vector(&normal).is_some() && large.vector(&normal).is_some());
    }
}
