//! The trained model and what it says about a question.

use std::rc::Rc;

use super::Phrase;
use super::confidence::{Odds, Signs, wealth};
use super::explain::{Evidence, explain};
use super::links::{Links, span};
use super::math::at_most_u32;
use super::train::Trainer;
use super::weigh::{Cell, Counted, Weights};
use crate::text::{Tables, falling, sort, tag, untag};

/// Classes that are compared phrase by phrase after the first ranking, and returned at most.
pub(super) const SHORTLIST: usize = 10;

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
#[derive(Clone, Debug, Default)]
pub struct Classifier {
    pub(super) weights: Weights,
    pub(super) links: Links,
    /// What each class scores before a word is read.
    pub(super) bias: Vec<f32>,
    pub(super) rows: Rows,
    /// Label of each class, rising.
    pub(super) labels: Vec<u32>,
    /// One past the last row of each class.
    pub(super) ends: Vec<u32>,
}

impl Classifier {
    /// One pass over all phrases; use [`Trainer`] to do the same in slices.
    #[must_use]
    pub fn train(phrases: &[Phrase<'_>], tables: Rc<Tables>) -> Self {
        Trainer::new(phrases, tables).finish()
    }

    /// Ranks the labels for a text. Total: an empty or foreign text gives an empty ranking.
    #[must_use]
    pub fn classify(&self, text: &str) -> Understanding {
        let vector = self.weights.vector(&self.count(text));
        let known: f32 = vector.iter().map(|cell| cell.1 * cell.1).sum();
        let found = self.rank(&vector, &[]);
        let phrases = self.ends.last().map_or(0, |&end| end as usize);
        let odds = Odds {
            found: &found,
            known,
            wealth: wealth(phrases, self.labels.len()),
        };
        Understanding {
            in_scope: odds.in_scope(),
            ranked: odds.confidence(),
            known,
        }
    }

    /// How it reads texts.
    pub(crate) fn tables(&self) -> &Tables {
        &self.weights.tables
    }

    /// The features of a text as the classifier reads it: normalised, slips of the keyboard mended.
    pub(crate) fn count(&self, text: &str) -> Counted {
        self.weights.count(&self.weights.read(text))
    }

    /// As [`Classifier::classify`], with a bonus for each class (by its place among the sorted
    /// labels) added to its score before the ranking.
    pub(crate) fn rank_counted(&self, text: &Counted, bonus: &[f32]) -> Vec<Signs> {
        self.rank(&self.weights.vector(text), bonus)
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
        self.weights.bytes() + size_of_val(self.rows.cells.as_slice()) + self.links.bytes()
    }

    fn rank(&self, vector: &[Cell], bonus: &[f32]) -> Vec<Signs> {
        let mut found = Vec::new();
        if vector.is_empty() {
            return found;
        }
        let mut scores = self.scores(vector);
        let mut order = Vec::new();
        for (class, score) in scores.iter_mut().enumerate() {
            *score += bonus.get(class).unwrap_or(&0.0);
            if *score > 0.0 {
                order.push(tag(falling(*score), class));
            }
        }
        sort(&mut order);
        let mut question = vec![0.0; self.weights.len()];
        for &(feature, weight) in vector {
            if let Some(place) = question.get_mut(feature as usize) {
                *place = weight;
            }
        }
        for class in order.into_iter().take(SHORTLIST).map(untag) {
            let nearest = self.nearest(&question, class);
            let score = scores.get(class).unwrap_or(&0.0) + NEAREST * nearest;
            let label = *self.labels.get(class).unwrap_or(&0);
            let place = found.partition_point(|other: &Signs| other.score >= score);
            found.insert(
                place,
                Signs {
                    label,
                    nearest,
                    score,
                },
            );
        }
        found
    }

    /// The linear score of each class.
    pub(super) fn scores(&self, vector: &[Cell]) -> Vec<f32> {
        let mut scores = self.links.scores(vector, self.labels.len());
        // The sign that all texts share is as long as what is known of the rest.
        let known = length(vector);
        for (score, bias) in scores.iter_mut().zip(&self.bias) {
            *score += bias * known;
        }
        scores
    }

    /// Likeness to the nearest row of a class, 0..=1; `question` has a weight for each feature.
    fn nearest(&self, question: &[f32], class: usize) -> f32 {
        let (from, to) = span(&self.ends, class);
        let mut nearest = 0.0_f32;
        for row in from..to {
            let mut likeness = 0.0;
            for &(feature, weight) in self.rows.row(row) {
                likeness += weight * question.get(feature as usize).unwrap_or(&0.0);
            }
            nearest = nearest.max(likeness);
        }
        nearest
    }
}

/// Length of a vector, 0..=1.
fn length(vector: &[Cell]) -> f32 {
    let squares = vector.iter().map(|cell| cell.1 * cell.1);
    squares.sum::<f32>().sqrt()
}

/// Training vectors, one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    cells: Vec<Cell>,
    ends: Vec<u32>,
}

impl Rows {
    pub(super) fn push(&mut self, vector: &[Cell]) {
        self.cells.extend_from_slice(vector);
        self.ends.push(at_most_u32(self.cells.len()));
    }

    pub(super) fn row(&self, row: usize) -> &[Cell] {
        let (from, to) = span(&self.ends, row);
        self.cells.get(from..to).unwrap_or(&[])
    }
}
