//! From phrases to a classifier, in slices as small as the caller wants.

use super::Phrase;
use super::classify::Classifier;
use super::math::{exp, real};
use super::weigh::Counted;
use crate::text::{distinct, normalise, sorted_by_key};

/// Passes of correction after the centroids. On held-out rows 3 are within 0.3 points of 20.
const PASSES: usize = 3;

/// Step of the correction; 0.1 to 0.6 with the passes to match are alike.
const RATE: f32 = 0.4;

/// Sharpness of the softmax over scores that are likenesses (0..1). 6 to 16 are alike.
const SHARPNESS: f32 = 12.0;

/// A phrase whose class already has all but this of the probability is not corrected.
const SATISFIED: f32 = 0.02;

/// Trains a [`Classifier`] a few phrases at a time, so that no slice blocks a page.
#[derive(Debug)]
pub struct Trainer {
    texts: Vec<(usize, String)>,
    counted: Vec<Counted>,
    model: Classifier,
    stage: Stage,
    /// Phrases of this stage that are done.
    done: usize,
    /// Place of the pass through the phrases.
    at: usize,
    last_class: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Read,
    Weigh,
    Count,
    Sum,
    Correct(usize),
    Done,
}

impl Trainer {
    /// Takes the phrases in; no work is done yet.
    #[must_use]
    pub fn new(phrases: &[Phrase<'_>]) -> Self {
        let labels = distinct(phrases.iter().map(|phrase| phrase.label));
        let class = |phrase: &Phrase<'_>| labels.partition_point(|&label| label < phrase.label);
        // A class's phrases in a row; within it they keep their order.
        let order = sorted_by_key(phrases, |phrase| phrase.label);
        let texts: Vec<(usize, String)> = order
            .iter()
            .map(|phrase| (class(phrase), phrase.text.to_owned()))
            .collect();
        let stage = if texts.is_empty() {
            Stage::Done
        } else {
            Stage::Read
        };
        let model = Classifier::untrained(labels, &texts);
        Self {
            texts,
            counted: Vec::new(),
            model,
            stage,
            done: 0,
            at: 0,
            last_class: Vec::new(),
        }
    }

    /// Works on about `budget_phrases` phrases (10 to 40 µs each on a desktop); `true` when all
    /// is done.
    pub fn step(&mut self, budget_phrases: usize) -> bool {
        for _ in 0..budget_phrases.max(1) {
            if self.stage == Stage::Done {
                break;
            }
            self.work(self.done);
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

    fn work(&mut self, phrase: usize) {
        match self.stage {
            Stage::Read => self.read(phrase),
            Stage::Weigh => self.weigh(phrase),
            Stage::Count => self.count(phrase),
            Stage::Sum => self.sum(phrase),
            Stage::Correct(_) => self.correct(),
            Stage::Done => {}
        }
    }

    fn next_stage(&mut self) {
        self.stage = match self.stage {
            Stage::Read => {
                self.model.weights.settle();
                Stage::Weigh
            }
            Stage::Weigh => {
                self.counted = Vec::new();
                self.texts
                    .iter_mut()
                    .for_each(|text| text.1 = String::new());
                self.last_class = vec![u32::MAX; self.model.weights.len()];
                self.model.links.starts = vec![0; self.model.weights.len() + 1];
                Stage::Count
            }
            Stage::Count => {
                self.last_class.fill(u32::MAX);
                self.model.links.lay_out();
                Stage::Sum
            }
            Stage::Sum => {
                self.model.links.close();
                self.last_class = Vec::new();
                Stage::Correct(0)
            }
            Stage::Correct(pass) if pass + 1 < PASSES => Stage::Correct(pass + 1),
            Stage::Correct(_) | Stage::Done => Stage::Done,
        };
    }

    fn read(&mut self, phrase: usize) {
        if let Some(text) = self.texts.get(phrase) {
            let counted = self.model.weights.see(&normalise(&text.1));
            self.counted.push(counted);
        }
    }

    fn weigh(&mut self, phrase: usize) {
        if let Some(counted) = self.counted.get(phrase) {
            let vector = self.model.weights.vector(counted);
            self.model.rows.push(&vector);
        }
    }

    /// Counts the classes of each feature.
    fn count(&mut self, phrase: usize) {
        let class = self.class(phrase);
        for &(feature, _) in self.model.rows.row(phrase) {
            if is_new(&mut self.last_class, feature, class)
                && let Some(count) = self.model.links.starts.get_mut(feature as usize + 1)
            {
                *count += 1;
            }
        }
    }

    /// Adds a phrase to its class's centroid.
    fn sum(&mut self, phrase: usize) {
        let class = self.class(phrase);
        let Classifier {
            links,
            rows,
            members,
            ..
        } = &mut self.model;
        let scale = members
            .get(class as usize)
            .map_or(1.0, |range| 1.0 / real(range.len()));
        for &(feature, weight) in rows.row(phrase) {
            if is_new(&mut self.last_class, feature, class) {
                links.open(feature, class);
            }
            links.add_to_last(feature, weight * scale);
        }
        let last_of_class = members
            .get(class as usize)
            .is_some_and(|range| range.end == phrase + 1);
        if last_of_class && let Some(range) = members.get(class as usize) {
            links.normalise(class, range.clone(), rows);
        }
    }

    /// One step of logistic regression on one phrase.
    fn correct(&mut self) {
        let phrases = self.texts.len();
        self.at = (self.at + stride(phrases)) % phrases;
        let class = self.class(self.at) as usize;
        let Classifier {
            links,
            rows,
            members,
            ..
        } = &mut self.model;
        let vector = rows.row(self.at);
        let mut slope = links.scores(vector, members.len());
        let best = slope.iter().copied().fold(f32::MIN, f32::max);
        let mut total = 0.0;
        for score in &mut slope {
            *score = exp((*score - best) * SHARPNESS);
            total += *score;
        }
        slope.iter_mut().for_each(|share| *share = -*share / total);
        match slope.get_mut(class) {
            Some(own) if *own + 1.0 >= SATISFIED => *own += 1.0,
            _ => return,
        }
        for &(feature, weight) in vector {
            links.shift(feature, &slope, RATE * weight);
        }
    }

    fn class(&self, phrase: usize) -> u32 {
        self.texts
            .get(phrase)
            .map_or(0, |text| u32::try_from(text.0).unwrap_or(0))
    }
}

/// Whether this class meets the feature for the first time (classes come one after another).
fn is_new(last_class: &mut [u32], feature: u32, class: u32) -> bool {
    let Some(last) = last_class.get_mut(feature as usize) else {
        return false;
    };
    std::mem::replace(last, class) != class
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
