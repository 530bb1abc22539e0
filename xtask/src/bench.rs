//! `cargo xtask bench`: what others are measured against, in one run on one machine.

mod figures;
mod plot;
mod report;
mod sets;
mod site;
mod tables;
mod weigh;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::{progress, setup, wasm, workspace};
use sets::{Sample, Set};

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

/// What is measured.
#[derive(clap::Subcommand)]
enum What {
    /// Aside, nlp.js, MiniSearch and Fuse.js on the shared sets: accuracy, time, bytes
    Understanding(Understanding),
}

/// How it is measured.
#[derive(clap::Args)]
struct Understanding {
    /// One draw of each set and few questions: a look in about a minute, not for the record
    #[arg(long, conflicts_with = "bless")]
    quick: bool,
    /// Put the tables into docs/bench-understanding.md
    #[arg(long)]
    bless: bool,
    /// Run only sets whose name contains this, such as `banking77`
    #[arg(long, value_name = "FILTER", conflicts_with = "bless")]
    only: Option<String>,
}

/// How long an engine may answer questions of one set, in milliseconds.
const ASK_LIMIT_MS: u32 = 60_000;
/// The same in the trials of speed, where a share of the questions tells enough.
const SPEED_ASK_LIMIT_MS: u32 = 10_000;

/// Run it.
pub fn run(options: Options) -> Result<()> {
    let What::Understanding(options) = options.what;
    let root = workspace::root();
    let Some(data) = shared_data(&root) else {
        println!(
            "nothing measured: the shared sets are not here; name their folder by ASIDE_SHARED"
        );
        return Ok(());
    };
    let out = workspace::target(&root)?.join("bench/understanding");
    fs::create_dir_all(&out)?;
    let mut sets = sets::read(&data, Sample::of(options.quick))?;
    if let Some(filter) = &options.only {
        sets.retain(|set| set.name.contains(filter));
    }
    ensure!(!sets.is_empty(), "no set has such a name");
    setup::chromium()?;
    let site = out.join("site");
    let bundles = site::build(&root, &site, &sets)?;
    let measured = drive(&root, &out, &site, &sets)?;
    let report = report::write(&measured, &sets, &bundles)?;
    fs::write(out.join("report.md"), &report.text)?;
    fs::write(out.join("plot.svg"), &report.plot)?;
    println!("{}", report.text);
    println!("{}", out.join("plot.svg").display());
    if options.bless {
        report::bless(&root.join("docs/bench-understanding.md"), &report.text)?;
    }
    Ok(())
}

/// Where the sets lie: `ASIDE_SHARED`, or `shared` beside the workspace.
fn shared_data(root: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("ASIDE_SHARED").map(PathBuf::from);
    let place = named.unwrap_or_else(|| root.join("../shared")).join("data");
    place.is_dir().then_some(place)
}

/// Every engine on every set, one after the other; what was measured.
fn drive(root: &Path, out: &Path, site: &Path, sets: &[Set]) -> Result<Value> {
    let (jobs, results) = (out.join("jobs.json"), out.join("results.json"));
    let list: Vec<Value> = sets
        .iter()
        .flat_map(|set| site::engines(set).map(|engine| job(set, engine)))
        .collect();
    fs::write(&jobs, json!(list).to_string())?;
    progress::step("measuring in Chromium");
    let load = load();
    let status = Command::new(wasm::cargo())
        .current_dir(root)
        .args(["run", "--quiet", "--package", "aside-bench"])
        .args(["--bin", "aside-bench-drive", "--"])
        .args([site, &jobs, &results])
        .env("NO_PROXY", "127.0.0.1,localhost")
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "nothing could be measured");
    let results = fs::read_to_string(&results)?;
    let mut results: Value = serde_json::from_str(&results).context("the results are not JSON")?;
    results["about"]["load"] = json!(load);
    Ok(results)
}

/// How many processes wanted to run in the last minute, where the system tells it (Linux).
fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

fn job(set: &Set, engine: &str) -> Value {
    let limit = if set.is_for_speed {
        SPEED_ASK_LIMIT_MS
    } else {
        ASK_LIMIT_MS
    };
    json!({ "engine": engine, "set": set.name, "askLimitMs": limit })
}
