//! `--train T --test F [--oos O]`: the classifier on a set of its own.

use super::EvalArgs;
use super::figures::{self, Said};
use super::report::Report;
use super::rows::{self, Row};
use crate::clock::timed;
use crate::{pack, packs};
use anyhow::ensure;
use aside_engine::text::Tables;
use aside_engine::understanding::{Classifier, Phrase, Trainer, WordTable};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

/// Trains on the rows of one file and tries those of others.
pub fn measure(args: &EvalArgs, train: &Path, test: &Path) -> anyhow::Result<Report> {
    let lang = args.lang.as_deref();
    let training = rows::read(train, lang)?;
    let mut tests = rows::read(test, lang)?;
    if let Some(oos) = &args.oos {
        tests.extend(rows::read(oos, lang)?.into_iter().map(|row| Row {
            label: rows::OUT_OF_SCOPE.to_owned(),
            ..row
        }));
    }
    let tables = Rc::new(packs::tables(args.packs.as_deref())?);
    let table = args.table.as_deref().map(pack::read_table).transpose()?;
    let model = Model::train(&training, tables, table.map(Rc::new))?;
    let said = tests
        .iter()
        .map(|row| (row, model.ask(&row.text)))
        .collect();
    let bytes = model.classifier.bytes();
    Ok(summary(&said, model.time, bytes))
}

/// The figures that every kind of labelled line has.
pub fn summary(said: &Vec<(&Row, Said)>, trained: Duration, model_bytes: usize) -> Report {
    let (outside, inside): (Vec<_>, Vec<_>) =
        said.iter().partition(|(row, _)| row.is_out_of_scope());
    let scores = |part: &[&(&Row, Said)]| -> Vec<f64> {
        part.iter().map(|(_, said)| said.in_scope).collect()
    };
    let (scores_in, scores_out) = (scores(&inside), scores(&outside));
    let micros = || said.iter().map(|(_, said)| said.micros);
    let mut report = Report::default();
    report.add("lines", inside.len());
    report.add("accuracy", figures::accuracy(said));
    report.add("macro_f1", figures::macro_f1(said));
    report.add("auroc", figures::auroc(&scores_in, &scores_out));
    let recall = figures::recall_at_5(&scores_in, &scores_out);
    report.add("oos_recall_at_5", recall);
    report.add("ece", figures::calibration_error(said));
    report.add("train_ms", trained.as_secs_f64() * 1e3);
    report.add("p50_us", figures::quantile(micros(), 0.5));
    report.add("p99_us", figures::quantile(micros(), 0.99));
    report.add("model_bytes", model_bytes);
    report.confuse(figures::confusions(said));
    report
}

struct Model {
    classifier: Classifier,
    /// By label number.
    names: Vec<String>,
    time: Duration,
}

impl Model {
    /// Rows out of scope teach nothing: there is no label for them.
    fn train(
        rows: &[Row],
        tables: Rc<Tables>,
        table: Option<Rc<WordTable>>,
    ) -> anyhow::Result<Model> {
        let taught = || rows.iter().filter(|row| !row.is_out_of_scope());
        ensure!(
            taught().count() > 0,
            "the training file has no label to learn"
        );
        let mut names: Vec<String> = taught().map(|row| row.label.clone()).collect();
        names.sort();
        names.dedup();
        let mut phrases = Vec::new();
        for row in taught() {
            let label = names.binary_search(&row.label).unwrap_or_default();
            phrases.push(Phrase {
                label: u32::try_from(label)?,
                text: &row.text,
            });
        }
        let (classifier, time) = timed(|| {
            let trainer = Trainer::new(&phrases, tables);
            match table {
                Some(table) => trainer.with_table(table).finish(),
                None => trainer.finish(),
            }
        });
        Ok(Model {
            classifier,
            names,
            time,
        })
    }

    fn ask(&self, text: &str) -> Said {
        let (heard, time) = timed(|| self.classifier.classify(text));
        let best = heard.ranked.first();
        Said {
            label: best.and_then(|best| self.names.get(best.label as usize).cloned()),
            confidence: best.map_or(0.0, |best| best.confidence.into()),
            in_scope: heard.in_scope.into(),
            micros: time.as_secs_f64() * 1e6,
        }
    }
}
