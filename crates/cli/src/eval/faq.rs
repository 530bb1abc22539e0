//! `--faq`: entries ranked as the widget ranks the shop's questions. The rows of one label are one
//! entry: the first is its question, the others are its phrasings.

use super::EvalArgs;
use super::figures::{self, share};
use super::report::Report;
use super::rows::{self, Row};
use crate::clock::timed;
use crate::{pack, packs};
use aside_engine::knowledge::{Entry, KnowledgeBuilder};
use std::path::Path;
use std::rc::Rc;

/// An entry as the training file tells it.
struct Told<'a> {
    label: &'a str,
    lang: &'a str,
    question: &'a str,
    phrasings: Vec<&'a str>,
    answer: &'a str,
}

/// Builds the index from one file and asks it the lines of another.
pub fn measure(args: &EvalArgs, train: &Path, test: &Path) -> anyhow::Result<Report> {
    let lang = args.lang.as_deref();
    let training = rows::read(train, lang)?;
    let told = entries(&training);
    let entries: Vec<Entry<'_>> = told
        .iter()
        .zip(0..)
        .map(|(told, id)| told.entry(id))
        .collect();
    let tables = Rc::new(packs::tables(args.packs.as_deref())?);
    let table = args.table.as_deref().map(pack::read_table).transpose()?;
    let (knowledge, time) = timed(|| {
        let builder = KnowledgeBuilder::new(&entries, tables);
        match table {
            Some(table) => builder.with_table(Rc::new(table)).finish(),
            None => builder.finish(),
        }
    });

    let mut asked = Vec::new();
    for row in rows::read(test, lang)? {
        let preferred = row.lang.as_deref().or(lang);
        let (answers, took) = timed(|| knowledge.ask(&row.text, preferred));
        let label = |id: u32| told.get(id as usize).map_or("", |told| told.label);
        let place = answers
            .best
            .iter()
            .position(|hit| row.accepts(label(hit.id)));
        asked.push((place, took.as_secs_f64() * 1e6));
    }
    let within = |places: usize| {
        let right = asked
            .iter()
            .filter(|(place, _)| place.is_some_and(|at| at < places));
        share(right.count(), asked.len())
    };
    let gain = |place: Option<usize>| place.map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
    let gains: f64 = asked.iter().map(|(place, _)| gain(*place)).sum();
    let micros = || asked.iter().map(|(_, micros)| *micros);
    let mut report = Report::default();
    report.add("lines", asked.len());
    report.add("entries", told.len());
    report.add("top1", within(1));
    report.add("top3", within(3));
    // The index names six entries at most; one beyond counts as not found.
    report.add("mrr", gains / asked.len().max(1) as f64);
    report.add("train_ms", time.as_secs_f64() * 1e3);
    report.add("p50_us", figures::quantile(micros(), 0.5));
    report.add("p99_us", figures::quantile(micros(), 0.99));
    report.add("model_bytes", knowledge.bytes());
    Ok(report)
}

fn entries(rows: &[Row]) -> Vec<Told<'_>> {
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for row in rows.iter().filter(|row| !row.is_out_of_scope()) {
        let place = *places.entry(row.label.as_str()).or_insert(told.len());
        match told.get_mut(place) {
            Some(entry) => entry.phrasings.push(&row.text),
            None => told.push(Told {
                label: &row.label,
                lang: row.lang.as_deref().unwrap_or_default(),
                question: &row.text,
                phrasings: Vec::new(),
                answer: &row.answer,
            }),
        }
    }
    told
}

impl Told<'_> {
    fn entry(&self, id: u32) -> Entry<'_> {
        Entry {
            id,
            topic: Some(self.label),
            lang: self.lang,
            question: self.question,
            phrasings: &self.phrasings,
            answer: self.answer,
        }
    }
}
