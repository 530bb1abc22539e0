//! `--emotion F` and `--tone F`: how the packs' models read moods.

use super::EvalArgs;
use super::figures::{self, Confusion, share};
use super::report::Report;
use super::rows;
use crate::clock::timed;
use crate::packs;
use anyhow::Context;
use aside_engine::mood::{Mood, Reader};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// What is asked of each line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// One of five emotions.
    Emotion,
    /// One of three tones.
    Tone,
}

const EMOTIONS: [&str; 5] = ["anger", "anxiety", "sadness", "joy", "neutral"];
const TONES: [&str; 3] = ["casual", "formal", "neutral"];

/// A line, what is right, and what was said.
struct Answer {
    text: String,
    lang: String,
    right: usize,
    said: usize,
    /// Probability of the first class: anger or casual.
    first: f32,
    micros: f64,
}

/// Precision of anger at which its recall is told.
const PRECISION: f64 = 0.9;

impl Question {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Emotion => &EMOTIONS,
            Self::Tone => &TONES,
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::Emotion => "emotion",
            Self::Tone => "tone",
        }
    }

    /// Number of the class that was declared, and the probability of the first class.
    fn said(self, mood: &Mood) -> (usize, f32) {
        match self {
            Self::Emotion => (mood.emotion as usize, mood.emotions[0]),
            Self::Tone => (mood.tone as usize, mood.tones[0]),
        }
    }
}

/// Reads the mood of each line of a file, `{"text","lang"}` with `"emotion"` or `"tone"`. Lines
/// that answer the other question are passed over.
pub fn measure(args: &EvalArgs, lines: &Path, question: Question) -> anyhow::Result<Report> {
    let (reader, bytes) = reader(args.packs.as_deref())?;
    let tables = packs::tables(args.packs.as_deref())?;
    let mut answers = Vec::new();
    for (place, value) in rows::values(lines)? {
        let lang = value["lang"].as_str().unwrap_or("und").to_owned();
        let Some(name) = value[question.field()].as_str() else {
            continue;
        };
        if args.lang.as_deref().is_some_and(|own| own != lang) {
            continue;
        }
        let right = question.names().iter().position(|known| *known == name);
        let right = right.with_context(|| format!("{place}: no {} {name:?}", question.field()))?;
        let text = value["text"].as_str().with_context(|| place)?.to_owned();
        let (mood, took) = timed(|| reader.read(&text, &tables));
        let (said, first) = question.said(&mood);
        let micros = took.as_secs_f64() * 1e6;
        answers.push(Answer {
            text,
            lang,
            right,
            said,
            first,
            micros,
        });
    }
    anyhow::ensure!(!answers.is_empty(), "{}: no line to try", lines.display());
    Ok(report(&answers, question, bytes))
}

/// The packs' models, and the bytes of the files that hold them.
fn reader(folder: Option<&Path>) -> anyhow::Result<(Reader, usize)> {
    let mut reader = Reader::default();
    let mut bytes = 0;
    for file in packs::read(folder)? {
        if file.raw.get("mood").is_some() {
            reader.add(&file.raw);
            bytes += serde_json::to_string(&file.raw)?.len();
        }
    }
    anyhow::ensure!(
        bytes > 0,
        "no pack with a model of moods: name their folder with --packs"
    );
    Ok((reader, bytes))
}

fn report(answers: &[Answer], question: Question, bytes: usize) -> Report {
    let names = question.names();
    let all: Vec<&Answer> = answers.iter().collect();
    let mut report = Report::default();
    report.add("lines", all.len());
    report.add("accuracy", accuracy(&all));
    report.add("macro_f1", macro_f1(&all, names.len()));
    if question == Question::Emotion {
        let (precision, recall) = precision_recall(&all, 0);
        report.add("anger_recall_at_p90", recall_at(&all, PRECISION));
        report.add("anger_precision", precision);
        report.add("anger_recall", recall);
        report.add("anger_auroc", auroc(&all));
    }
    let mut classes = Map::new();
    for (class, name) in names.iter().enumerate() {
        let (precision, recall) = precision_recall(&all, class);
        let figures = json!({"precision": precision, "recall": recall});
        classes.insert((*name).to_owned(), figures);
    }
    report.add("by_class", Value::Object(classes));
    let mut langs: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        langs.entry(&answer.lang).or_default().push(answer);
    }
    let figures = |(lang, own): (&str, Vec<&Answer>)| {
        let mut figures = json!({"lines": own.len(), "accuracy": accuracy(&own)});
        if question == Question::Emotion {
            figures["anger_recall_at_p90"] = recall_at(&own, PRECISION).into();
        }
        (lang.to_owned(), figures)
    };
    report.add(
        "by_lang",
        Value::Object(langs.into_iter().map(figures).collect()),
    );
    let mut times: Vec<f64> = answers.iter().map(|answer| answer.micros).collect();
    times.sort_by(f64::total_cmp);
    report.add("p50_us", times.get(times.len() / 2).copied());
    report.add("model_bytes", bytes);
    report.confuse(confusions(answers, names));
    report
}

fn accuracy(answers: &[&Answer]) -> f64 {
    let right = answers.iter().filter(|answer| answer.right == answer.said);
    share(right.count(), answers.len())
}

/// Of those said to be of a class, the share that is; of those that are, the share said to be.
fn precision_recall(answers: &[&Answer], class: usize) -> (f64, f64) {
    let count = |holds: &dyn Fn(&Answer) -> bool| answers.iter().filter(|a| holds(a)).count();
    let both = count(&|a| a.right == class && a.said == class);
    let said = count(&|a| a.said == class);
    let lines = count(&|a| a.right == class);
    (share(both, said), share(both, lines))
}

/// Mean F1 over the classes that have lines.
fn macro_f1(answers: &[&Answer], classes: usize) -> f64 {
    let (mut sum, mut seen) = (0.0, 0.0);
    for class in (0..classes).filter(|class| answers.iter().any(|a| a.right == *class)) {
        let (precision, recall) = precision_recall(answers, class);
        sum += 2.0 * precision * recall / (precision + recall).max(1e-9);
        seen += 1.0;
    }
    sum / f64::max(seen, 1.0)
}

/// The largest recall of the first class at a precision, over all thresholds of its probability;
/// lines of one probability pass a threshold together.
fn recall_at(answers: &[&Answer], precision: f64) -> f64 {
    let mut order: Vec<&Answer> = answers.to_vec();
    order.sort_by(|a, b| b.first.total_cmp(&a.first));
    let lines = order.iter().filter(|answer| answer.right == 0).count();
    let (mut right, mut best) = (0, 0.0);
    for (place, answer) in order.iter().enumerate() {
        right += usize::from(answer.right == 0);
        let last = order
            .get(place + 1)
            .is_none_or(|next| next.first < answer.first);
        if last && share(right, place + 1) >= precision {
            best = share(right, lines);
        }
    }
    best
}

/// Chance that a line of the first class gets a higher probability of it than another line.
fn auroc(answers: &[&Answer]) -> Option<f64> {
    let (inside, outside): (Vec<&Answer>, Vec<&Answer>) =
        answers.iter().partition(|answer| answer.right == 0);
    let scores =
        |own: Vec<&Answer>| -> Vec<f64> { own.iter().map(|a| f64::from(a.first)).collect() };
    figures::auroc(&scores(inside), &scores(outside))
}

/// Pairs of classes that are taken for each other, the most frequent first.
fn confusions(answers: &[Answer], names: &[&str]) -> Vec<Confusion> {
    let mut pairs: BTreeMap<(usize, usize), Confusion> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.right != answer.said) {
        let name = |class: usize| names.get(class).copied().unwrap_or_default().to_owned();
        let pair = pairs
            .entry((answer.right, answer.said))
            .or_insert_with(|| Confusion {
                label: name(answer.right),
                taken_for: name(answer.said),
                count: 0,
                example: answer.text.clone(),
            });
        pair.count += 1;
    }
    let mut pairs: Vec<Confusion> = pairs.into_values().collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.count));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines by an author who had read neither the models nor what they learned from.
    #[test]
    fn lines_that_their_author_wrote_blind_are_read() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/understanding/mood/blind"
        );
        let figure = |file: &str, question, name: &str| {
            let lines = Path::new(folder).join(file);
            let report = measure(&EvalArgs::default(), &lines, question).unwrap();
            report.figure(name).unwrap()
        };
        let emotion = |name: &str| figure("emotion.jsonl", Question::Emotion, name);
        assert!(emotion("accuracy") >= 0.88);
        assert!(emotion("anger_precision") >= 0.9);
        assert!(emotion("anger_recall") >= 0.5);
        assert!(figure("tone.jsonl", Question::Tone, "accuracy") >= 0.95);
    }
}
