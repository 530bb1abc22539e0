//! The shared sets, as the page gets them: a few draws of few phrasings, and a sample of questions.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// The number that stands for "no label fits".
pub const OUT_OF_SCOPE: i64 = -1;

/// What is trained on and asked.
pub struct Set {
    /// Its name as a file: `clinc150-10shot-s1`.
    pub name: String,
    /// What it is a draw of, for people: `CLINC150, 10 phrasings an intent`.
    pub title: &'static str,
    /// BCP 47 tag.
    pub lang: &'static str,
    /// Whether it is large, and asked about times more than about accuracy.
    pub is_for_speed: bool,
    /// Phrasings, each with the number of its label.
    pub train: Vec<(String, i64)>,
    /// Questions, each with the number of its label or [`OUT_OF_SCOPE`].
    pub questions: Vec<(String, i64)>,
}

impl Set {
    /// What the page needs of it: not the answers.
    pub fn to_json(&self) -> Value {
        let (texts, labels): (Vec<_>, Vec<_>) = self.train.iter().cloned().unzip();
        let questions: Vec<_> = self.questions.iter().map(|(text, _)| text).collect();
        json!({ "lang": self.lang, "texts": texts, "labels": labels, "questions": questions })
    }
}

/// How much of a set is asked.
#[derive(Clone, Copy)]
pub struct Sample {
    draws: usize,
    /// Questions of each draw that a label fits, evenly spread; each draw takes others.
    inside: usize,
    /// Questions of each draw that no label fits.
    outside: usize,
}

impl Sample {
    /// For the record, or a quick one.
    pub fn of(quick: bool) -> Self {
        let (draws, inside, outside) = if quick { (1, 60, 30) } else { (3, 200, 100) };
        Self {
            draws,
            inside,
            outside,
        }
    }

    /// `count` rows of all, evenly spread, other ones for each draw.
    fn take(self, rows: &[Row], count: usize, draw: usize) -> impl Iterator<Item = &Row> {
        let count = count.min(rows.len());
        let place = move |at: usize| (at * self.draws + draw) * rows.len() / (count * self.draws);
        (0..count).filter_map(move |at| rows.get(place(at)))
    }
}

/// A few-shot set of the shared data.
struct Source {
    title: &'static str,
    name: &'static str,
    folder: &'static str,
    lang: &'static str,
    shots: u32,
    /// The number of the first draw.
    first: usize,
    has_outside: bool,
}

const SOURCES: [Source; 5] = [
    Source {
        title: "CLINC150, 5 phrasings an intent",
        name: "clinc150-5shot",
        folder: "nlu/en/clinc150",
        lang: "en",
        shots: 5,
        first: 1,
        has_outside: true,
    },
    Source {
        title: "CLINC150, 10 phrasings an intent",
        name: "clinc150-10shot",
        folder: "nlu/en/clinc150",
        lang: "en",
        shots: 10,
        first: 1,
        has_outside: true,
    },
    Source {
        title: "BANKING77, 10 phrasings an intent",
        name: "banking77-10shot",
        folder: "nlu/en/banking77",
        lang: "en",
        shots: 10,
        first: 1,
        has_outside: false,
    },
    Source {
        title: "smp2017 (Simplified), 10 phrasings an intent",
        name: "smp2017-10shot",
        folder: "nlu/zh/smp2017",
        lang: "zh-Hans",
        shots: 10,
        first: 0,
        has_outside: false,
    },
    Source {
        title: "twcs_intent (Traditional), 10 phrasings an intent",
        name: "twcs-10shot",
        folder: "nlu/zh/twcs_intent",
        lang: "zh-Hant",
        shots: 10,
        first: 0,
        has_outside: true,
    },
];

/// The title of the set that the target for a shop's size is about.
pub const SHOP_SIZE: &str = "300 intents with 10 phrasings each";
/// The title of the largest set.
pub const LARGEST: &str = "CLINC150, all 15,000 phrasings";

/// Everything that is measured.
///
/// # Errors
/// When a file cannot be read.
pub fn read(data: &Path, sample: Sample) -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    for source in &SOURCES {
        let folder = data.join(source.folder);
        for draw in 0..sample.draws {
            let number = source.first + draw;
            let train = rows(&folder.join(format!("train_{}shot_s{number}.jsonl", source.shots)))?;
            sets.push(Set {
                name: format!("{}-s{number}", source.name),
                title: source.title,
                lang: source.lang,
                ..set(&folder, train, source.has_outside, sample, draw)?
            });
        }
    }
    sets.extend(large(&data.join("nlu/en/clinc150"), sample)?);
    Ok(sets)
}

/// The trials of speed: a shop's size, and all of the largest set.
fn large(folder: &Path, sample: Sample) -> Result<[Set; 2]> {
    let all = rows(&folder.join("train_full.jsonl"))?;
    let mut shop = set(folder, halves(&all), true, sample, 0)?;
    // Its labels are none of the questions'.
    for (_, label) in &mut shop.questions {
        *label = OUT_OF_SCOPE;
    }
    let shop = Set {
        name: "300x10".to_owned(),
        title: SHOP_SIZE,
        is_for_speed: true,
        ..shop
    };
    let largest = Set {
        name: "clinc150-full".to_owned(),
        title: LARGEST,
        is_for_speed: true,
        ..set(folder, all, true, sample, 0)?
    };
    Ok([shop, largest])
}

/// Twenty phrasings of each intent, as two intents of ten.
fn halves(all: &[Row]) -> Vec<Row> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in all {
        let count = seen.entry(&row.label).or_default();
        if *count < 20 {
            rows.push(Row {
                text: row.text.clone(),
                label: format!("{} {}", row.label, *count / 10),
            });
        }
        *count += 1;
    }
    rows
}

fn set(
    folder: &Path,
    train: Vec<Row>,
    has_outside: bool,
    sample: Sample,
    draw: usize,
) -> Result<Set> {
    let mut labels: Vec<String> = train.iter().map(|row| row.label.clone()).collect();
    labels.sort();
    labels.dedup();
    let number = |label: &String| {
        let place = labels.binary_search(label).ok();
        place
            .and_then(|place| i64::try_from(place).ok())
            .unwrap_or(OUT_OF_SCOPE)
    };
    let numbered = |row: &Row| (row.text.clone(), number(&row.label));
    let inside = rows(&folder.join("test.jsonl"))?;
    let mut questions: Vec<_> = sample
        .take(&inside, sample.inside, draw)
        .map(numbered)
        .collect();
    if has_outside {
        let outside = rows(&folder.join("oos_test.jsonl"))?;
        questions.extend(sample.take(&outside, sample.outside, draw).map(numbered));
    }
    Ok(Set {
        name: String::new(),
        title: "",
        lang: "en",
        is_for_speed: false,
        train: train.iter().map(numbered).collect(),
        questions,
    })
}

/// A line of a set.
struct Row {
    text: String,
    label: String,
}

fn rows(path: &Path) -> Result<Vec<Row>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |line: &str| -> Result<Row> {
        let value: Value = serde_json::from_str(line)?;
        let field = |key: &str| {
            let text = value[key].as_str().map(str::to_owned);
            text.with_context(|| format!("{}: a line without {key}", path.display()))
        };
        Ok(Row {
            text: field("text")?,
            label: field("label")?,
        })
    };
    text.lines()
        .filter(|line| !line.is_empty())
        .map(row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: usize) -> Vec<Row> {
        let row = |at: usize| Row {
            text: at.to_string(),
            label: "a".to_owned(),
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn draws_ask_other_questions_that_are_spread_over_all() {
        let rows = numbered(1000);
        let sample = Sample::of(false);
        let mut seen: Vec<&str> = (0..3)
            .flat_map(|draw| sample.take(&rows, 200, draw))
            .map(|row| row.text.as_str())
            .collect();
        assert_eq!(seen.len(), 600);
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 600);
        assert!(sample.take(&rows, 200, 0).last().unwrap().text.as_str() > "990");
        assert_eq!(sample.take(&rows[..7], 200, 2).count(), 7);
    }

    #[test]
    fn an_intent_of_twenty_phrasings_becomes_two_of_ten() {
        let rows = halves(&numbered(30));
        assert_eq!(rows.len(), 20);
        let of = |label: &str| rows.iter().filter(|row| row.label == label).count();
        assert_eq!((of("a 0"), of("a 1")), (10, 10));
    }
}
