//! Reading the shared measuring sets, and the figures that are made from them.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use aside_engine::text::{Source, Tables};
use aside_engine::understanding::{Classifier, Phrase, Trainer, Understanding, WordTable};

/// A line of a set.
#[derive(Clone, Debug)]
pub struct Row {
    pub text: String,
    pub label: String,
}

/// The tables of the packs that we ship.
pub fn tables() -> Rc<Tables> {
    let mut tables = Tables::default();
    for pack in ["en", "zh-Hans", "zh-Hant"] {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/packs");
        let text = std::fs::read_to_string(format!("{root}/{pack}.json")).expect("a pack");
        tables.add(&Source::read(&serde_json::from_str(&text).expect("JSON")));
    }
    Rc::new(tables)
}

/// Where the shared sets are: `ASIDE_SHARED`, or `../shared` beside the workspace.
pub fn shared() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    std::env::var_os("ASIDE_SHARED").map_or_else(|| PathBuf::from(beside), PathBuf::from)
}

/// The rows of `data/nlu/<name>.jsonl`, or `None` with a printed line when the set is not here.
pub fn load(name: &str) -> Option<Vec<Row>> {
    let path = shared().join("data/nlu").join(format!("{name}.jsonl"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "SKIPPED: {} is not here; set ASIDE_SHARED to the folder that holds data/nlu",
            path.display()
        );
        return None;
    };
    let field =
        |value: &serde_json::Value, key: &str| value[key].as_str().expect("a string").to_owned();
    let row = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        Row {
            text: field(&value, "text"),
            label: field(&value, "label"),
        }
    };
    Some(text.lines().map(row).collect())
}

/// Rows of `pool` whose text is not in `train`, at most `limit`, evenly spread: our dev set.
pub fn held_out(pool: &[Row], train: &[Row], limit: usize) -> Vec<Row> {
    let seen: HashSet<&str> = train.iter().map(|row| row.text.as_str()).collect();
    let rest: Vec<&Row> = pool
        .iter()
        .filter(|row| !seen.contains(row.text.as_str()))
        .collect();
    rest.iter()
        .step_by((rest.len() / limit).max(1))
        .map(|row| (*row).clone())
        .collect()
}

/// A trained classifier and the names of its labels.
pub struct Trained {
    pub classifier: Classifier,
    pub names: Vec<String>,
    pub time: Duration,
}

/// The table of words that `ASIDE_TABLE` names, if it names one.
pub fn table() -> Option<Rc<WordTable>> {
    let bytes = std::fs::read(std::env::var_os("ASIDE_TABLE")?).expect("the table of ASIDE_TABLE");
    Some(Rc::new(WordTable::read(&bytes).expect("a table of words")))
}

pub fn train(rows: &[Row]) -> Trained {
    let mut ids: HashMap<&str, u32> = HashMap::new();
    let mut names = Vec::new();
    let mut phrases = Vec::new();
    for row in rows {
        let fresh = u32::try_from(names.len()).expect("few labels");
        let label = *ids.entry(&row.label).or_insert(fresh);
        if label == fresh {
            names.push(row.label.clone());
        }
        phrases.push(Phrase {
            label,
            text: &row.text,
        });
    }
    let tables = tables();
    let table = table();
    let start = now();
    let trainer = Trainer::new(&phrases, tables.clone());
    let trainer = match &table {
        Some(table) => trainer.with_table(table.clone()),
        None => trainer,
    };
    let classifier = trainer.finish();
    Trained {
        classifier,
        names,
        time: start.elapsed(),
    }
}

/// What a classifier makes of a set.
pub struct Outcome {
    /// Percent right, and right among the first three.
    pub top1: f64,
    pub top3: f64,
    /// Per row: confidence of the first, and whether it is right.
    pub sure: Vec<(f32, bool)>,
    /// Per row: probability that it is in scope.
    pub in_scope: Vec<f32>,
    /// Time per row, sorted, in microseconds.
    pub micros: Vec<f64>,
}

impl Trained {
    pub fn measure(&self, rows: &[Row]) -> Outcome {
        let mut outcome = Outcome {
            top1: 0.0,
            top3: 0.0,
            sure: Vec::new(),
            in_scope: Vec::new(),
            micros: Vec::new(),
        };
        let mut right = [0.0; 2];
        for row in rows {
            let start = now();
            let understanding = self.classifier.classify(&row.text);
            outcome.micros.push(start.elapsed().as_secs_f64() * 1e6);
            outcome.in_scope.push(understanding.in_scope);
            let place = self.place(&understanding, &row.label);
            right[0] += f64::from(u8::from(place == Some(0)));
            right[1] += f64::from(u8::from(place.is_some_and(|place| place < 3)));
            outcome.sure.push((
                understanding
                    .ranked
                    .first()
                    .map_or(0.0, |best| best.confidence),
                place == Some(0),
            ));
        }
        let share = |count: f64| 100.0 * count / rows.len().max(1) as f64;
        (outcome.top1, outcome.top3) = (share(right[0]), share(right[1]));
        outcome.micros.sort_by(f64::total_cmp);
        outcome
    }

    fn place(&self, understanding: &Understanding, label: &str) -> Option<usize> {
        understanding
            .ranked
            .iter()
            .position(|ranked| self.names[ranked.label as usize] == label)
    }
}

/// Probability that a row of `inside` is surer than one of `outside`.
pub fn auroc(inside: &Outcome, outside: &Outcome) -> f64 {
    let mut all: Vec<(f32, bool)> = inside.in_scope.iter().map(|&scope| (scope, true)).collect();
    all.extend(outside.in_scope.iter().map(|&scope| (scope, false)));
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))); // a tie counts against us
    let (mut below, mut sum) = (0.0, 0.0);
    for (_, inside) in all {
        if inside { sum += below } else { below += 1.0 }
    }
    sum / (inside.sure.len() as f64 * outside.sure.len() as f64)
}

/// Expected calibration error over ten bins, 0..1.
pub fn calibration(sure: impl Iterator<Item = (f32, bool)>) -> f64 {
    let mut bins = [(0.0_f64, 0.0_f64, 0.0_f64); 10];
    for (confidence, right) in sure {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        *bin = (
            bin.0 + 1.0,
            bin.1 + f64::from(confidence),
            bin.2 + f64::from(u8::from(right)),
        );
    }
    let all: f64 = bins.iter().map(|bin| bin.0).sum();
    bins.iter().map(|bin| (bin.1 - bin.2).abs()).sum::<f64>() / all
}

#[allow(
    clippy::disallowed_methods,
    reason = "measuring time is the point; the engine reads no clock"
)]
fn now() -> Instant {
    Instant::now()
}
