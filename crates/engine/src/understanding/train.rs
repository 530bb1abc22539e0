//! From phrases to a classifier, in slices as small as the caller wants.

use std::rc::Rc;

use super::Phrase;
use super::classify::Classifier;
use super::math::{at_most_u32, exp, real};
use super::table::WordTable;
use super::weigh::{Counted, Weights, count};
use crate::text::{Tables, normalise, sort, tag, untag};

/// Passes of correction after the centroids, each with a step as much shorter as it is later. On
/// held-out rows 1 loses a point, 4 gain 0.1 and 8 gain none.
const PASSES: usize = 3;

/// Length of the sign that every text has, beside its own 1: classes whose phrases have little in
/// common become the ones to fall back on.
const BIAS: f32 = 0.4;

/// Step of the first correction; 0.3 to 0.6 are alike.
const RATE: f32 = 0.4;

/// Step for the sense of words, which all classes share, as a share of the others': at 1 few-shot
/// loses a point, at 0 half a point.
const SENSE_STEP: f32 = 0.3;

/// Sharpness of the softmax over scores that are likenesses (0..1). 6 to 16 are alike.
pub(super) const SHARPNESS: f32 = 12.0;

/// A phrase whose class already has all but this of the probability is not corrected.
const SATISFIED: f32 = 0.02;

/// A class this far behind, as an exponent, has no share worth the work.
const NOWHERE: f32 = -8.0;

/// Trains a [`Classifier`] a few phrases at a time, so that no slice blocks a page.
#[derive(Debug)]
pub struct Trainer {
    texts: Vec<Text>,
    counted: Vec<Counted>,
    model: Classifier,
    stage: Stage,
    /// Phrases of this stage that are done.
    done: usize,
    /// Place of the pass through the phrases.
    at: usize,
    /// Phrases that needed no correction: the next pass leaves them out.
    calm: Vec<bool>,
}

/// A text to train on.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// Its label; while training, the place of the label.
    pub(crate) label: u32,
    /// Nothing to learn from: a text that is only read.
    pub(crate) only_read: bool,
    pub(crate) words: String,
}

/// Who is told of each text, once, with its features; texts of one label come together.
pub(crate) type Told<'a> = &'a mut dyn FnMut(&Text, &[u64]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Read,
    Weigh,
    Correct(usize),
    Done,
}

impl Trainer {
    /// Takes the phrases in; no work is done yet. `tables` say how texts are read.
    #[must_use]
    pub fn new(phrases: &[Phrase<'_>], tables: Rc<Tables>) -> Self {
        let text = |phrase: &Phrase<'_>| Text {
            label: phrase.label,
            only_read: false,
            words: phrase.text.to_owned(),
        };
        Self::of(phrases.iter().map(text).collect(), tables)
    }

    /// Takes the senses of words from a table; call it before the first step.
    #[must_use]
    pub fn with_table(mut self, table: Rc<WordTable>) -> Self {
        self.model.weights.table = Some(table);
        self
    }

    /// As [`Trainer::new`].
    pub(crate) fn of(mut texts: Vec<Text>, tables: Rc<Tables>) -> Self {
        let mut model = Classifier {
            weights: Weights::everyday(tables),
            ..Classifier::default()
        };
        // A class's phrases in a row; within it they keep their order.
        let mut order = Vec::new();
        for (place, text) in texts.iter().enumerate() {
            order.push(tag(text.label, place));
        }
        sort(&mut order);
        let mut sorted = Vec::new();
        for place in order {
            if let Some(text) = texts.get_mut(untag(place)) {
                sorted.push(std::mem::take(text));
            }
        }
        for (text, row) in sorted.iter_mut().zip(1..) {
            if model.labels.last() != Some(&text.label) {
                model.labels.push(text.label);
                model.ends.push(row);
            }
            text.label = at_most_u32(model.labels.len() - 1);
            if let Some(end) = model.ends.last_mut() {
                *end = row;
            }
        }
        let stage = if sorted.is_empty() {
            Stage::Done
        } else {
            Stage::Read
        };
        Self {
            calm: vec![false; sorted.len()],
            texts: sorted,
            counted: Vec::new(),
            model,
            stage,
            done: 0,
            at: 0,
        }
    }

    /// Works on about `budget_phrases` phrases (10 to 40 µs each on a desktop); `true` when all
    /// is done.
    pub fn step(&mut self, budget_phrases: usize) -> bool {
        self.step_telling(budget_phrases, &mut |_, _| {})
    }

    /// As [`Trainer::step`]; tells of the texts it reads.
    pub(crate) fn step_telling(&mut self, budget_phrases: usize, told: Told<'_>) -> bool {
        for _ in 0..budget_phrases.max(1) {
            match self.stage {
                Stage::Read => self.read(told),
                Stage::Weigh => self.weigh(),
                Stage::Correct(_) => self.correct(),
                Stage::Done => return true,
            }
            self.done += 1;
            if self.done >= self.texts.len() {
                self.done = 0;
                self.next_stage();
            }
        }
        self.stage == Stage::Done
    }

    /// Does whatever work remains and gives the classifier.
    #[must_use]
    pub fn finish(mut self) -> Classifier {
        while !self.step(usize::MAX) {}
        self.model
    }

    fn next_stage(&mut self) {
        self.stage = match self.stage {
            Stage::Read => {
                self.model.weights.settle();
                Stage::Weigh
            }
            Stage::Weigh => {
                self.counted = Vec::new();
                self.model.links.close();
                self.model.bias = vec![0.0; self.model.labels.len()];
                Stage::Correct(1)
            }
            Stage::Correct(pass) if pass < PASSES => Stage::Correct(pass + 1),
            Stage::Correct(_) | Stage::Done => Stage::Done,
        };
    }

    fn read(&mut self, told: Told<'_>) {
        let Some(text) = self.texts.get_mut(self.done) else {
            return;
        };
        let words = std::mem::take(&mut text.words);
        let normal = normalise(&words, &self.model.weights.tables);
        let counted = if text.only_read {
            count(&normal, &self.model.weights.tables)
        } else {
            self.model.weights.see(&normal)
        };
        told(text, &counted);
        self.counted.push(counted);
    }

    /// Makes a phrase's vector and adds it to its class's centroid.
    fn weigh(&mut self) {
        let (Some(text), Some(counted)) = (self.texts.get(self.done), self.counted.get(self.done))
        else {
            return;
        };
        let mut vector = Vec::new();
        if !text.only_read {
            vector = self.model.weights.vector(counted);
        }
        for &(feature, weight) in &vector {
            self.model.links.add(feature, text.label, weight);
        }
        self.model.rows.push(&vector);
        if self.model.ends.get(text.label as usize) == Some(&at_most_u32(self.done + 1)) {
            self.model.links.end_class();
        }
    }

    /// One step of logistic regression on one phrase.
    fn correct(&mut self) {
        let Stage::Correct(pass) = self.stage else {
            return;
        };
        let rate = RATE / real(pass);
        let phrases = self.texts.len();
        self.at = (self.at + stride(phrases)) % phrases;
        let (Some(text), Some(calm)) = (self.texts.get(self.at), self.calm.get_mut(self.at)) else {
            return;
        };
        if *calm {
            *calm = false;
            return;
        }
        let class = text.label;
        let vector = self.model.rows.row(self.at);
        if vector.is_empty() {
            return;
        }
        let mut slope = self.model.scores(vector);
        let mut best = 0.0_f32;
        for &score in &slope {
            best = best.max(score);
        }
        let mut total = 0.0;
        for score in &mut slope {
            let behind = (*score - best) * SHARPNESS;
            *score = if behind > NOWHERE { exp(behind) } else { 0.0 };
            total += *score;
        }
        for share in &mut slope {
            *share /= -total;
        }
        match slope.get_mut(class as usize) {
            Some(own) if *own + 1.0 >= SATISFIED => *own += 1.0,
            _ => {
                *calm = true;
                return;
            }
        }
        for (bias, slope) in self.model.bias.iter_mut().zip(&slope) {
            *bias += rate * BIAS * BIAS * slope;
        }
        let first_sense = self.model.weights.first_sense();
        for &(feature, weight) in vector {
            let sense = feature as usize >= first_sense;
            let rate = if sense { rate * SENSE_STEP } else { rate };
            for link in self.model.links.of_mut(feature) {
                link.weight += rate * weight * slope.get(link.class as usize).unwrap_or(&0.0);
            }
        }
    }
}

/// A step through all phrases that mixes the classes: near the golden section, without a common
/// divisor.
fn stride(phrases: usize) -> usize {
    let divisor = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let near = phrases * 618 / 1000;
    (near.max(1)..)
        .find(|&stride| divisor(stride, phrases) == 1)
        .unwrap_or(1)
}
