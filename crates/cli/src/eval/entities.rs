//! `aside eval --entities`: how exactly mentions are found, span and value.

use super::{EvalArgs, rows};
use crate::{clock, packs};
use anyhow::Context as _;
use aside_engine::catalog::{Product, read_products};
use aside_engine::entities::{Context, Entity, Finder, Value};
use aside_engine::lang::Lang;
use aside_engine::raw::Raw;
use aside_engine::text::Tables;
use aside_engine::time::Moment;
use serde_json::{Map, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Measures and prints.
pub fn run(args: &EvalArgs, lines: &Path) -> anyhow::Result<()> {
    let trial = Trial::new(args)?;
    let mut tally = Tally::default();
    let is_asked = |line: &serde_json::Value| {
        let own = line["lang"].as_str();
        args.lang
            .as_deref()
            .is_none_or(|asked| own.is_none_or(|own| own == asked))
    };
    for (_, line) in rows::values(lines)? {
        if is_asked(&line) {
            tally.add(&trial, &line);
        }
    }
    Ok(tally.print(args.json)?)
}

/// What lines are read with.
struct Trial {
    finder: Finder,
    tables: Tables,
    today: Moment,
}

impl Trial {
    fn new(args: &EvalArgs) -> anyhow::Result<Trial> {
        let packs = packs::read(args.packs.as_deref())?;
        let mut trial = Trial {
            finder: Finder::default(),
            tables: packs::tables_of(&packs),
            today: clock::now()?,
        };
        if let Some(today) = &args.today {
            trial.today = Moment::parse_iso(today)
                .with_context(|| format!("{today} is no date such as 2026-11-20"))?;
        }
        for pack in &packs {
            trial.finder.add_pack(&pack.raw, &trial.tables);
        }
        let products = match &args.products {
            Some(path) => products(path)?,
            None => Vec::new(),
        };
        trial.finder.learn(&products, &trial.tables);
        Ok(trial)
    }

    fn find(&self, text: &str, lang: &str) -> Vec<Mention> {
        let context = Context {
            now: self.today,
            lang: &Lang::new(lang),
        };
        let found = self.finder.find(text, &self.tables, &context);
        found.iter().map(Mention::found).collect()
    }
}

fn products(path: &Path) -> anyhow::Result<Vec<Product>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let raw: Raw =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    let (products, problems) = read_products(&path.display().to_string(), &raw);
    for problem in problems {
        eprintln!("{problem}");
    }
    Ok(products)
}

/// A mention in the form of the test data.
#[derive(PartialEq)]
struct Mention {
    kind: String,
    span: (u64, u64),
    value: serde_json::Value,
}

impl Mention {
    fn found(entity: &Entity) -> Mention {
        let value = match &entity.value {
            Value::Text(text) => json!(text),
            Value::Count(count) => json!(count),
            Value::Percent(share) if share % 100 == 0 => json!(share / 100),
            Value::Percent(share) => json!(*share as f64 / 100.0),
            Value::Money(minor, currency) => {
                json!({"minor": minor, "currency": currency.code()})
            }
        };
        Mention {
            kind: entity.kind.name().to_owned(),
            span: (entity.start as u64, entity.end as u64),
            value,
        }
    }

    /// A mention without a span of two numbers stays one, which nothing equals.
    fn expected(raw: &serde_json::Value) -> Mention {
        let end = |at: usize| raw["span"][at].as_u64().unwrap_or(u64::MAX);
        Mention {
            kind: raw["type"].as_str().unwrap_or_default().to_owned(),
            span: (end(0), end(1)),
            value: raw["value"].clone(),
        }
    }

    fn said(&self, text: &str) -> String {
        let (from, to) = self.span;
        let length = to.saturating_sub(from) as usize;
        let words: String = text.chars().skip(from as usize).take(length).collect();
        format!("{} \"{words}\" = {}", self.kind, self.value)
    }
}

/// Mentions that were expected, found, and both.
#[derive(Default, Clone, Copy)]
struct Score {
    expected: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn json(self) -> serde_json::Value {
        let share = |of: usize| match of {
            0 => serde_json::Value::Null,
            of => json!(self.right as f64 / of as f64),
        };
        json!({
            "precision": share(self.found), "recall": share(self.expected), "f1": self.f1(),
            "expected": self.expected, "found": self.found,
        })
    }

    fn f1(self) -> serde_json::Value {
        match self.expected + self.found {
            0 => serde_json::Value::Null,
            all => json!(2.0 * self.right as f64 / all as f64),
        }
    }
}

#[derive(Default)]
struct Tally {
    all: Score,
    by_type: BTreeMap<String, Score>,
    by_lang: BTreeMap<String, Score>,
    lines: usize,
    exact: usize,
    /// By how much is wrong, the text, what was missed and what was found in its place.
    misses: Vec<(usize, serde_json::Value)>,
}

impl Tally {
    fn add(&mut self, trial: &Trial, line: &serde_json::Value) {
        let text = line["text"].as_str().unwrap_or_default();
        let lang = line["lang"].as_str().unwrap_or_default();
        let listed = line["entities"].as_array().map_or(&[][..], Vec::as_slice);
        let expected: Vec<Mention> = listed.iter().map(Mention::expected).collect();
        let found = trial.find(text, lang);
        let (mut missed, mut extra) = (Vec::new(), Vec::new());
        for mention in &expected {
            let right = found.contains(mention);
            self.count(&mention.kind, lang, |score| {
                score.expected += 1;
                score.right += usize::from(right);
            });
            if !right {
                missed.push(mention.said(text));
            }
        }
        for mention in &found {
            self.count(&mention.kind, lang, |score| score.found += 1);
            if !expected.contains(mention) {
                extra.push(mention.said(text));
            }
        }
        self.lines += 1;
        let wrong = missed.len() + extra.len();
        self.exact += usize::from(wrong == 0);
        if wrong > 0 {
            let miss = json!({"text": text, "lang": lang, "missed": missed, "found": extra});
            self.misses.push((wrong, miss));
        }
    }

    fn count(&mut self, kind: &str, lang: &str, change: impl Fn(&mut Score)) {
        change(&mut self.all);
        change(self.by_type.entry(kind.to_owned()).or_default());
        change(self.by_lang.entry(lang.to_owned()).or_default());
    }

    /// Fails where the reader of the output has gone.
    fn print(mut self, as_json: bool) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        self.misses
            .sort_by_key(|(wrong, _)| std::cmp::Reverse(*wrong));
        let by = |scores: &BTreeMap<String, Score>| {
            let pairs = scores
                .iter()
                .map(|(name, score)| (name.clone(), score.json()));
            serde_json::Value::Object(pairs.collect::<Map<_, _>>())
        };
        let mut report = self.all.json();
        let exact = match self.lines {
            0 => serde_json::Value::Null,
            lines => json!(self.exact as f64 / lines as f64),
        };
        report["exact"] = exact;
        report["lines"] = json!(self.lines);
        report["by_type"] = by(&self.by_type);
        report["by_lang"] = by(&self.by_lang);
        let misses = self.misses.into_iter().map(|(_, miss)| miss);
        report["misses"] = misses.take(MISSES).collect();
        if as_json {
            writeln!(out, "{report}")
        } else {
            print_readable(&report, &mut out)
        }
    }
}

/// Most lines that are told of as wrong.
const MISSES: usize = 100;

fn print_readable(report: &serde_json::Value, out: &mut impl Write) -> std::io::Result<()> {
    let share = |value: &serde_json::Value| match value.as_f64() {
        Some(share) => format!("{share:.4}"),
        None => "-".to_owned(),
    };
    writeln!(
        out,
        "exact lines  {} of {}",
        share(&report["exact"]),
        report["lines"]
    )?;
    let mut row = |name: &str, score: &serde_json::Value| {
        let [precision, recall, f1] = ["precision", "recall", "f1"].map(|key| share(&score[key]));
        let count = &score["expected"];
        writeln!(
            out,
            "{name:14} precision {precision} recall {recall} f1 {f1} of {count}"
        )
    };
    row("all", report)?;
    for part in ["by_type", "by_lang"] {
        for (name, score) in report[part].as_object().into_iter().flatten() {
            row(name, score)?;
        }
    }
    for miss in report["misses"].as_array().into_iter().flatten() {
        let text = &miss["text"];
        writeln!(
            out,
            "{text}\n  missed {}\n  found  {}",
            miss["missed"], miss["found"]
        )?;
    }
    Ok(())
}
