//! `--builtin F`: the intents that every shop gets, from the packs as they ship.

use super::EvalArgs;
use super::figures::{self, Said, share};
use super::intents::summary;
use super::report::Report;
use super::rows::{self, Row};
use crate::clock::timed;
use crate::packs;
use aside_engine::intents::Intents;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// Trains on the packs' phrasings and tries the lines of a file.
pub fn measure(args: &EvalArgs, lines: &Path) -> anyhow::Result<Report> {
    let rows = rows::read(lines, args.lang.as_deref())?;
    let mut intents = Intents::default();
    let files = packs::read(args.packs.as_deref())?;
    for file in &files {
        intents.add(&file.raw);
    }
    let tables = Rc::new(packs::tables_of(&files));
    let ((names, index), time) = timed(|| {
        let (names, builder) = intents.begin(&[], tables);
        (names, builder.finish())
    });
    let ask = |row: &Row| {
        let (answers, took) = timed(|| index.ask(&row.text, row.lang.as_deref()));
        let best = answers.best.first().filter(|hit| hit.confidence > 0.0);
        let confidence = best.map_or(0.0, |hit| f64::from(hit.confidence));
        Said {
            label: best.and_then(|hit| names.get(hit.id as usize).cloned()),
            confidence,
            in_scope: confidence,
            micros: took.as_secs_f64() * 1e6,
        }
    };
    let said: Vec<(&Row, Said)> = rows.iter().map(|row| (row, ask(row))).collect();
    let mut report = summary(&said, time, index.bytes());
    report.add("by_lang", by_lang(&said));
    Ok(report)
}

/// Accuracy of each language that the lines name.
fn by_lang(said: &[(&Row, Said)]) -> Value {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (row, said) in said.iter().filter(|(row, _)| !row.is_out_of_scope()) {
        let count = counts
            .entry(row.lang.as_deref().unwrap_or("und"))
            .or_default();
        count.1 += 1;
        count.0 += usize::from(figures::is_right(row, said));
    }
    let figures: Map<String, Value> = counts
        .into_iter()
        .map(|(lang, (right, lines))| (lang.to_owned(), share(right, lines).into()))
        .collect();
    figures.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines by authors who had not read a phrasing.
    #[test]
    fn lines_that_their_authors_wrote_blind_are_understood() {
        for lang in ["en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"] {
            let root = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../tests/understanding/blind"
            );
            let lines = Path::new(root).join(format!("{lang}.jsonl"));
            let report = measure(&EvalArgs::default(), &lines).unwrap();
            let accuracy = report.figure("accuracy").unwrap();
            let auroc = report.figure("auroc").unwrap();
            println!("{lang}: accuracy {accuracy:.3}, out-of-scope AUROC {auroc:.3}");
            assert!(accuracy >= 0.88, "{lang}: {accuracy}");
            assert!(auroc >= 0.88, "{lang}: {auroc}");
        }
    }
}
