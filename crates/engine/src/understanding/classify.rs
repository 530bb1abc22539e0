//! The trained model and what it says about a question.

use std::ops::Range;

use super::Phrase;
use super::confidence::{Signs, confidence, in_scope};
use super::explain::{Evidence, explain};
use super::train::Trainer;
use super::weigh::{Cell, Weights, count, dot};
use crate::text::{Normal, distinct, falling, sorted_by_key};

/// Classes that are compared phrase by phrase after the first ranking, and returned at most.
const SHORTLIST: usize = 10;

/// Weight of the nearest phrase beside the class score; 0..0.3, above which few-shot loses.
const NEAREST: f32 = 0.1;

/// One label that the text may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The label given in training.
    pub label: u32,
    /// Estimated probability, 0..1, that the text means this label; about 0.5 is a coin flip.
    pub confidence: f32,
    /// Score that the ranking is by: about 0..1.5, comparable within one answer only.
    pub score: f32,
    /// Likeness to the nearest training phrase, 0..1.
    pub nearest: f32,
}

/// What a text means, best first. Empty when nothing in it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understanding {
    /// At most ten labels.
    pub ranked: Vec<Ranked>,
    /// Estimated probability, 0..1, that the text means any of the labels.
    pub in_scope: f32,
    /// Share of the text (by weight) that training or everyday language has seen, 0..1.
    pub known: f32,
}

impl Understanding {
    /// The best label if both its confidence and [`Understanding::in_scope`] reach `floor` (0..1;
    /// 0.5 is even odds).
    #[must_use]
    pub fn best(&self, floor: f32) -> Option<Ranked> {
        let sure = |best: &Ranked| best.confidence.min(self.in_scope) >= floor;
        self.ranked.first().copied().filter(sure)
    }
}

/// Trained on phrases; answers about any text.
#[derive(Clone, Debug)]
pub struct Classifier {
    /// Label of each class.
    labels: Vec<u32>,
    /// Rows of each class.
    pub(super) members: Vec<Range<usize>>,
    pub(super) weights: Weights,
    pub(super) links: Links,
    pub(super) rows: Rows,
}

impl Classifier {
    /// One pass over all phrases; use [`Trainer`] to do the same in slices.
    #[must_use]
    pub fn train(phrases: &[Phrase<'_>]) -> Self {
        Trainer::new(phrases).finish()
    }

    pub(super) fn untrained(labels: Vec<u32>, texts: &[(usize, String)]) -> Self {
        let start = |class: usize| texts.partition_point(|text| text.0 < class);
        let members = (0..labels.len())
            .map(|class| start(class)..start(class + 1))
            .collect();
        Self {
            labels,
            members,
            weights: Weights::everyday(),
            links: Links::default(),
            rows: Rows::default(),
        }
    }

    /// Ranks the labels for a text. Total: an empty or foreign text gives an empty ranking.
    #[must_use]
    pub fn classify(&self, text: &str) -> Understanding {
        self.classify_with(text, &[])
    }

    /// As [`Classifier::classify`], with a bonus for each class (by its place among the sorted
    /// labels) added to its score before the ranking.
    pub(crate) fn classify_with(&self, text: &str, bonus: &[f32]) -> Understanding {
        let vector = self.weights.vector(&count(&self.weights.read(text)));
        let known: f32 = vector.iter().map(|cell| cell.1 * cell.1).sum();
        if vector.is_empty() {
            return Understanding::default();
        }
        let mut scores = self.links.scores(&vector, self.labels.len());
        scores
            .iter_mut()
            .zip(bonus)
            .for_each(|(score, bonus)| *score += bonus);
        let near: Vec<(usize, f32)> = scores
            .into_iter()
            .enumerate()
            .filter(|class| class.1 > 0.0)
            .collect();
        let order = sorted_by_key(&near, |class| falling(class.1));
        let found: Vec<Signs> = order
            .iter()
            .take(SHORTLIST)
            .filter_map(|&(class, score)| self.signs(&vector, class, score))
            .collect();
        let found = sorted_by_key(&found, |signs| falling(signs.score));
        Understanding {
            in_scope: in_scope(&found, known),
            ranked: confidence(&found),
            known,
        }
    }

    /// The text as the classifier reads it: normalised, slips of the keyboard mended.
    pub(crate) fn read(&self, text: &str) -> Normal {
        self.weights.read(text)
    }

    /// The pieces of `text` that speak for `label`, strongest first; empty for an unknown label.
    #[must_use]
    pub fn explain(&self, text: &str, label: u32) -> Vec<Evidence> {
        let Ok(class) = self.labels.binary_search(&label) else {
            return Vec::new();
        };
        explain(self, text, class)
    }

    /// Memory that the model holds, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let cells = self.rows.cells.len() + self.links.links.len();
        self.weights.bytes()
            + cells * size_of::<Cell>()
            + self.links.starts.len() * size_of::<u32>()
    }

    fn signs(&self, vector: &[Cell], class: usize, linear: f32) -> Option<Signs> {
        let rows = self.members.get(class)?.clone();
        let nearest = rows
            .map(|row| dot(vector, self.rows.row(row)))
            .fold(0.0, f32::max);
        let label = *self.labels.get(class)?;
        Some(Signs {
            label,
            nearest,
            score: linear + NEAREST * nearest,
        })
    }
}

/// Training vectors, one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    cells: Vec<Cell>,
    ends: Vec<usize>,
}

impl Rows {
    pub(super) fn push(&mut self, vector: &[Cell]) {
        self.cells.extend_from_slice(vector);
        self.ends.push(self.cells.len());
    }

    pub(super) fn row(&self, row: usize) -> &[Cell] {
        let start = row
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.cells.get(start..end).unwrap_or(&[])
    }
}

/// For each feature the classes that hold a weight on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Where the links of each feature start; one more at the end.
    pub(super) starts: Vec<u32>,
    /// Class and weight.
    links: Vec<(u32, f32)>,
}

impl Links {
    /// From counts (held one place on) to start places; leaves room for every link.
    ///
    /// Until [`Links::close`], `starts[f]` is where the next link of `f` goes.
    pub(super) fn lay_out(&mut self) {
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
        self.links = vec![(0, 0.0); sum as usize];
    }

    pub(super) fn open(&mut self, feature: u32, class: u32) {
        let Some(next) = self.starts.get_mut(feature as usize) else {
            return;
        };
        if let Some(link) = self.links.get_mut(*next as usize) {
            *link = (class, 0.0);
        }
        *next += 1;
    }

    pub(super) fn add_to_last(&mut self, feature: u32, weight: f32) {
        if let Some(link) = self.last(feature) {
            link.1 += weight;
        }
    }

    /// Scales a class, whose links are the last of their features, to length 1.
    pub(super) fn normalise(&mut self, class: u32, members: Range<usize>, rows: &Rows) {
        let features = distinct(members.flat_map(|row| rows.row(row)).map(|cell| cell.0));
        let mut square = 0.0;
        for &feature in &features {
            square += self.last(feature).map_or(0.0, |link| link.1 * link.1);
        }
        if square <= 0.0 {
            return;
        }
        for feature in features {
            if let Some(link) = self.last(feature).filter(|link| link.0 == class) {
                link.1 /= square.sqrt();
            }
        }
    }

    /// All links are in: moves `starts` back from ends to starts.
    pub(super) fn close(&mut self) {
        self.starts.rotate_right(1);
        let all = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        if let Some(first) = self.starts.first_mut() {
            *first = 0;
        }
        if let Some(last) = self.starts.last_mut() {
            *last = all;
        }
    }

    /// The linear score of every class.
    pub(super) fn scores(&self, vector: &[Cell], classes: usize) -> Vec<f32> {
        let mut scores = vec![0.0; classes];
        for &(feature, weight) in vector {
            for &(class, link) in self.of(feature) {
                if let Some(score) = scores.get_mut(class as usize) {
                    *score += weight * link;
                }
            }
        }
        scores
    }

    /// Moves every link of a feature along its class's slope.
    pub(super) fn shift(&mut self, feature: u32, slope: &[f32], step: f32) {
        let range = self.range(feature);
        for (class, link) in self.links.get_mut(range).unwrap_or(&mut []) {
            *link += step * slope.get(*class as usize).unwrap_or(&0.0);
        }
    }

    pub(super) fn of(&self, feature: u32) -> &[(u32, f32)] {
        self.links.get(self.range(feature)).unwrap_or(&[])
    }

    fn range(&self, feature: u32) -> Range<usize> {
        let at = |feature: usize| self.starts.get(feature).map_or(0, |&start| start as usize);
        at(feature as usize)..at(feature as usize + 1)
    }

    fn last(&mut self, feature: u32) -> Option<&mut (u32, f32)> {
        let next = *self.starts.get(feature as usize)? as usize;
        self.links.get_mut(next.checked_sub(1)?)
    }
}
