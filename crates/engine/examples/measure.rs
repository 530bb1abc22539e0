//! Prints accuracy, out-of-scope AUROC, calibration and times of `understanding` on the shared
//! sets: `cargo run --release --example measure -p aside-engine [--dev] [name]`.
//!
//! `--dev` measures on rows held out from the training data instead of the test sets: all tuning
//! is done there.

#[path = "../tests/understanding_data/mod.rs"]
mod data;

use data::{Outcome, Row, Trained, auroc, calibration, held_out, load, train};

/// Folder, training draws, out-of-scope rows for dev and for test.
const SETS: [(&str, &[&str], &str, &str); 8] = [
    (
        "en/clinc150",
        &["5shot_s1", "5shot_s2", "5shot_s3"],
        "oos_val",
        "oos_test",
    ),
    (
        "en/clinc150",
        &["10shot_s1", "10shot_s2", "10shot_s3"],
        "oos_val",
        "oos_test",
    ),
    (
        "en/banking77",
        &["5shot_s1", "5shot_s2", "5shot_s3"],
        "",
        "",
    ),
    (
        "en/banking77",
        &["10shot_s1", "10shot_s2", "10shot_s3"],
        "",
        "",
    ),
    ("zh/smp2017", &["5shot_s0", "5shot_s1", "5shot_s2"], "", ""),
    (
        "zh/smp2017",
        &["10shot_s0", "10shot_s1", "10shot_s2"],
        "",
        "",
    ),
    (
        "zh/twcs_intent",
        &["5shot_s0", "5shot_s1", "5shot_s2"],
        "",
        "oos_test",
    ),
    (
        "zh/twcs_intent",
        &["10shot_s0", "10shot_s1", "10shot_s2"],
        "",
        "oos_test",
    ),
];

/// Sets that are one draw or all the training data; not part of `--dev`.
const WHOLE: [(&str, &str, &str, &str); 8] = [
    ("en/clinc150", "train_full", "test", "oos_test"),
    ("en/banking77", "train_full", "test", ""),
    ("en/banking77oos", "train_10shot_s1", "test", "idoos_test"),
    ("en/banking77oos", "train_10shot_s1", "test", "oos_test"),
    ("zh/smp2017", "train_full", "test", ""),
    ("zh/twcs_intent", "train_full", "test", "oos_test"),
    ("zh/twbank_faq", "canonical", "test", ""),
    ("zh/twbank_faq", "train_5shot_s0", "test", ""),
];

fn main() {
    let dev = std::env::args().any(|arg| arg == "--dev");
    let only = std::env::args()
        .skip(1)
        .find(|arg| !arg.starts_with("--"))
        .unwrap_or_default();
    println!(
        "{:30} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8} {:>6} {:>6} {:>8}",
        "set", "top-1", "top-3", "auroc", "ece", "typo", "train ms", "p50 µs", "p99 µs", "KB"
    );
    for (folder, draws, oos_dev, oos_test) in SETS {
        let oos = if dev { oos_dev } else { oos_test };
        let mut draws = draws.iter();
        let name = draws.as_slice()[0].split('_').next().unwrap_or("");
        print(&format!("{folder} {name}"), &only, &mut || {
            line(
                folder,
                &format!("train_{}", draws.next()?),
                "test",
                oos,
                dev,
            )
        });
    }
    let mut left = 1..2;
    print("286 intents x 10 (times)", &only, &mut || {
        left.next().and_then(|_| large())
    });
    for (folder, from, test, oos) in WHOLE {
        let name = format!("{folder} {from} {oos}");
        let mut left = 1..2;
        if !dev || folder == "zh/twbank_faq" {
            print(&name, &only, &mut || {
                left.next().and_then(|_| line(folder, from, test, oos, dev))
            });
        } else if from == "train_full" {
            print(&format!("{folder} nine tenths"), &only, &mut || {
                left.next().and_then(|_| nine_tenths(folder))
            });
        }
    }
}

/// A large shop, for its times: 286 intents in two languages with ten phrases each.
fn large() -> Option<Line> {
    let mut rows = Vec::new();
    for name in [
        "en/clinc150/train_10shot_s1",
        "en/banking77/train_10shot_s1",
        "zh/smp2017/train_10shot_s0",
        "zh/twcs_intent/train_10shot_s0",
    ] {
        rows.extend(load(name)?);
    }
    Some(figures(&train(&rows), &rows, None, None))
}

type Line = [f64; 9];

/// Trained on nine tenths of all training data, measured on the rest.
fn nine_tenths(folder: &str) -> Option<Line> {
    let rows = load(&format!("{folder}/train_full"))?;
    let part = |held: bool| {
        let rows = rows.iter().enumerate();
        let part = rows.filter(|(at, _)| (at % 10 == 3) == held);
        part.map(|(_, row)| row.clone()).collect::<Vec<Row>>()
    };
    Some(figures(&train(&part(false)), &part(true), None, None))
}

fn line(folder: &str, from: &str, test: &str, oos: &str, dev: bool) -> Option<Line> {
    let rows = load(&format!("{folder}/{from}"))?;
    let test_rows = if dev {
        held_out(&load(&format!("{folder}/train_full"))?, &rows, 1500)
    } else {
        load(&format!("{folder}/{test}"))?
    };
    let outside = (!oos.is_empty())
        .then(|| load(&format!("{folder}/{oos}")))
        .flatten();
    let english = folder.starts_with("en/") && folder != "en/banking77oos";
    let typos = match (english, dev) {
        (false, _) => None,
        (true, true) => Some(disturbed(&test_rows)),
        (true, false) => load(&format!("{folder}/test_typo10")),
    };
    Some(figures(&train(&rows), &test_rows, outside, typos))
}

fn figures(
    trained: &Trained,
    test: &[Row],
    outside: Option<Vec<Row>>,
    typos: Option<Vec<Row>>,
) -> Line {
    let inside = trained.measure(test);
    let outside = outside.map(|rows| trained.measure(&rows));
    let typo = typos.map_or(f64::NAN, |rows| trained.measure(&rows).top1 - inside.top1);
    let all = inside.sure.iter().copied().chain(
        outside
            .iter()
            .flat_map(|outside| outside.sure.iter().map(|sure| (sure.0, false))),
    );
    let ece = calibration(all);
    let auroc = outside
        .as_ref()
        .map_or(f64::NAN, |outside: &Outcome| auroc(&inside, outside));
    let at = |share: f64| inside.micros[((inside.micros.len() - 1) as f64 * share) as usize];
    [
        inside.top1,
        inside.top3,
        auroc,
        ece,
        typo,
        trained.time.as_secs_f64() * 1e3,
        at(0.5),
        at(0.99),
        trained.classifier.bytes() as f64 / 1024.0,
    ]
}

/// Prints the mean of the lines that `next` gives, if the name is asked for.
fn print(name: &str, only: &str, next: &mut dyn FnMut() -> Option<Line>) {
    if !name.contains(only) {
        return;
    }
    let lines: Vec<Line> = std::iter::from_fn(next).collect();
    if lines.is_empty() {
        return;
    }
    let mean =
        |column: usize| lines.iter().map(|line| line[column]).sum::<f64>() / lines.len() as f64;
    println!(
        "{name:30} {:6.1} {:6.1} {:6.3} {:6.3} {:6.1} {:8.1} {:6.0} {:6.0} {:8.0}",
        mean(0),
        mean(1),
        mean(2),
        mean(3),
        mean(4),
        mean(5),
        mean(6),
        mean(7),
        mean(8)
    );
}

/// The rows with about a tenth of their letters dropped, doubled, swapped or replaced.
fn disturbed(rows: &[Row]) -> Vec<Row> {
    let mut state = 12_345_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut disturb = |text: &str| {
        let mut out: Vec<char> = Vec::new();
        for c in text.chars() {
            out.push(c);
            if !c.is_ascii_alphabetic() || next(10) > 0 {
                continue;
            }
            let other = char::from(b'a' + next(26) as u8);
            let last = out.len() - 1;
            match next(4) {
                0 => drop(out.pop()),
                1 => out.push(other),
                2 if last > 0 && out[last - 1] != ' ' => out.swap(last - 1, last),
                _ => out[last] = other,
            }
        }
        out.into_iter().collect()
    };
    rows.iter()
        .map(|row| Row {
            text: disturb(&row.text),
            label: row.label.clone(),
        })
        .collect()
}
