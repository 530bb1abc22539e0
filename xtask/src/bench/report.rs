//! What was measured, for people: tables, a plot, and the part of the docs that holds them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::figures::Figures;
use super::plot::{self, Bar};
use super::sets::{LARGEST, SHOP_SIZE, Set};
use super::site::{self, ENGINES, PEERS};
use super::tables::{NOT_DONE, ms, percent, share, table, thousands};
use super::weigh::Bundle;

/// Tables and plot.
pub struct Report {
    /// Markdown.
    pub text: String,
    /// SVG.
    pub plot: String,
}

/// The lines of the docs between which the tables stand.
const MARKS: [&str; 2] = ["<!-- measured -->", "<!-- /measured -->"];

/// Everything on one set, engine by engine.
struct Trial {
    title: &'static str,
    is_for_speed: bool,
    /// Name of the engine for people, and what it did; `None` when it was not done in time.
    engines: Vec<(&'static str, Option<Figures>)>,
}

/// Tables and plot of what the driver wrote.
///
/// # Errors
/// When that has no results.
pub fn write(measured: &Value, sets: &[Set], bundles: &[Bundle]) -> Result<Report> {
    let results = measured["results"].as_array().context("no results")?;
    let trials = trials(results, sets);
    let mut text = circumstances(&measured["about"]);
    for trial in trials.iter().filter(|trial| !trial.is_for_speed) {
        text += &format!("\n### {}\n\n{}", trial.title, accuracy_table(trial));
    }
    for trial in trials.iter().filter(|trial| trial.is_for_speed) {
        let targets = targets(trial.title);
        text += &format!("\n### {}\n{targets}\n{}", trial.title, speed_table(trial));
    }
    text += &format!("\n### Bytes\n\n{}", bytes_table(bundles));
    Ok(Report {
        text,
        plot: plot(&trials),
    })
}

/// Puts the tables into a file of the docs, between its marks.
///
/// # Errors
/// When the file has no marks.
pub fn bless(path: &Path, text: &str) -> Result<()> {
    let old = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let [begin, end] = MARKS;
    let parts = old
        .split_once(begin)
        .and_then(|(head, rest)| Some((head, rest.split_once(end)?.1)));
    let (head, tail) =
        parts.with_context(|| format!("{} has no {begin} … {end}", path.display()))?;
    let new = format!("{head}{begin}\n\n{text}\n{end}{tail}");
    fs::write(path, new).with_context(|| format!("writing {}", path.display()))
}

/// The draws of a set follow one another.
fn trials(results: &[Value], sets: &[Set]) -> Vec<Trial> {
    let of_one = |a: &Set, b: &Set| a.title == b.title;
    let mut trials = Vec::new();
    for draws in sets.chunk_by(of_one) {
        let Some(first) = draws.first() else { continue };
        let all: Vec<&Set> = draws.iter().collect();
        let figures = |engine: &'static str| {
            let known = ENGINES.iter().find(|(file, _)| *file == engine);
            let name = known.map_or(engine, |(_, name)| name);
            let name = name.strip_suffix(" (Chinese)").unwrap_or(name);
            (name, Figures::of(results, engine, &all))
        };
        trials.push(Trial {
            title: first.title,
            is_for_speed: first.is_for_speed,
            engines: site::engines(first).map(figures).collect(),
        });
    }
    trials
}

fn circumstances(about: &Value) -> String {
    let text = |key: &str| about[key].as_str().unwrap_or("?").to_owned();
    let peers: Vec<String> = PEERS
        .iter()
        .map(|(name, version)| format!("{name} {version}"))
        .collect();
    format!(
        "Measured on {} in Chromium {}, headless, on a machine with {} cores ({}){}. Compared: {}.\n",
        text("date"),
        text("version"),
        about["cores"],
        processor(),
        load(about),
        peers.join(", "),
    )
}

/// Whoever reads the times has to know whether the machine had other work.
fn load(about: &Value) -> String {
    let load = about["load"].as_f64();
    load.map_or_else(String::new, |load| {
        format!(", load before the run {load:.1}")
    })
}

/// The processor's name where the system tells it (Linux).
fn processor() -> String {
    let list = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = list.lines().find(|line| line.starts_with("model name"));
    let name = name.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()));
    name.unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}

fn accuracy_table(trial: &Trial) -> String {
    let head = [
        "",
        "accuracy %",
        "out-of-scope AUROC",
        "training ms",
        "p50 ms",
        "p99 ms",
    ];
    let rows: Vec<Vec<String>> = trial
        .engines
        .iter()
        .map(|(name, figures)| {
            let cells = figures.as_ref().map(|figures| {
                [
                    percent(figures.accuracy),
                    share(figures.auroc),
                    ms(figures.train),
                    ms(figures.p50),
                    ms(figures.p99),
                ]
            });
            row(name, cells)
        })
        .collect();
    table(&head, &rows)
}

fn speed_table(trial: &Trial) -> String {
    let head = [
        "",
        "training ms",
        "longest slice ms",
        "long tasks",
        "p50 ms",
        "p99 ms",
        "accuracy %",
    ];
    let has_accuracy = trial.title == LARGEST;
    let rows: Vec<Vec<String>> = trial
        .engines
        .iter()
        .map(|(name, figures)| {
            let cells = figures.as_ref().map(|figures| {
                let accuracy = percent(figures.accuracy);
                [
                    ms(figures.train),
                    ms(figures.longest_slice),
                    figures.long_tasks.to_string(),
                    ms(figures.p50),
                    ms(figures.p99),
                    if has_accuracy {
                        accuracy
                    } else {
                        "–".to_owned()
                    },
                ]
            });
            row(name, cells)
        })
        .collect();
    table(&head, &rows)
}

fn row<const N: usize>(name: &str, cells: Option<[String; N]>) -> Vec<String> {
    let none = |at| if at == 0 { NOT_DONE } else { "–" }.to_owned();
    let cells = cells.unwrap_or_else(|| std::array::from_fn(none));
    std::iter::once(name.to_owned()).chain(cells).collect()
}

/// What Aside is to reach there.
fn targets(title: &str) -> &'static str {
    match title {
        SHOP_SIZE => {
            "\nAside is to train in 150 ms in slices under 16 ms, and to answer in 1 ms (p50) and 5 ms (p99).\n"
        }
        LARGEST => "\nAside is to train in 3 s without a long task.\n",
        _ => "",
    }
}

fn bytes_table(bundles: &[Bundle]) -> String {
    let rows: Vec<Vec<String>> = bundles
        .iter()
        .map(|bundle| {
            let count = |bytes: usize| thousands(bytes as u64);
            vec![
                bundle.name.to_owned(),
                count(bundle.raw),
                count(bundle.brotli),
            ]
        })
        .collect();
    table(&["", "minified", "brotli"], &rows)
}

fn plot(trials: &[Trial]) -> String {
    let bars = |pick: fn(&Figures) -> Option<f64>| -> Vec<(&str, Vec<Bar>)> {
        let of = |trial: &Trial| {
            let bar = |(name, figures): &(&'static str, Option<Figures>)| Bar {
                engine: name,
                value: figures.as_ref().and_then(pick),
            };
            trial.engines.iter().map(bar).collect()
        };
        let small = trials.iter().filter(|trial| !trial.is_for_speed);
        small.map(|trial| (trial.title, of(trial))).collect()
    };
    plot::draw(
        &bars(|figures| figures.accuracy),
        &bars(|figures| Some(figures.train)),
        &bars(|figures| Some(figures.p50)),
    )
}
