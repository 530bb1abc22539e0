//! Two softmax regressions over shared keys, by AdaGrad: the same rows give the same weights.

use std::ops::Range;

use aside_engine::mood::{COLUMNS, EMOTIONS, KEYS};

use super::data::{Dice, Origin, Row, Target};

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Passes over all rows.
    pub epochs: usize,
    /// Step of AdaGrad.
    pub rate: f32,
    /// Pull towards 0, each time that a weight is touched.
    pub decay: f32,
    /// Rounds in which bounded rows are filled in anew.
    pub rounds: usize,
    /// Share of the step at which habits of other places are learned; the less, the more of what
    /// is said there holds here.
    pub habits: f32,
}

/// Weights by key, not yet small.
#[derive(Clone)]
pub struct Weights {
    /// A row of columns for each key.
    pub rows: Vec<Target>,
    /// What holds without any key.
    pub bias: Target,
    /// What holds besides for texts of other places; the pack does without it.
    pub elsewhere: Target,
    /// As `rows`, for texts of other places: what is angry there need not be so in a shop.
    pub habits: Vec<Target>,
    /// Keys that may have weights; all when empty.
    pub kept: Vec<bool>,
}

const BLOCKS: [Range<usize>; 2] = [0..EMOTIONS.len(), EMOTIONS.len()..COLUMNS];

impl Weights {
    /// Nothing learned.
    pub fn new() -> Self {
        Self {
            rows: vec![[0.0; COLUMNS]; KEYS as usize],
            bias: [0.0; COLUMNS],
            elsewhere: [0.0; COLUMNS],
            habits: vec![[0.0; COLUMNS]; KEYS as usize],
            kept: Vec::new(),
        }
    }

    /// Probabilities of both blocks of columns.
    pub fn shares(&self, row: &Row, at_home: bool) -> Target {
        let mut scores = self.bias;
        if !at_home {
            for (score, more) in scores.iter_mut().zip(self.elsewhere) {
                *score += more;
            }
        }
        for &(key, value) in &row.evidence {
            for (score, weight) in scores.iter_mut().zip(self.rows[key as usize]) {
                *score += value * weight;
            }
        }
        if !at_home {
            for &(key, value) in &row.evidence {
                for (score, weight) in scores.iter_mut().zip(self.habits[key as usize]) {
                    *score += value * weight;
                }
            }
        }
        softmax(scores)
    }

    /// Learns from rows; weights that it has are where it starts.
    pub fn train(&mut self, rows: &[&Row], plan: Plan) {
        let mut grown = vec![[1e-2_f32; COLUMNS]; KEYS as usize];
        let mut grown_habits = grown.clone();
        let mut grown_bias = [1e-2_f32; COLUMNS];
        let mut grown_else = [1e-2_f32; COLUMNS];
        for round in 0..=plan.rounds {
            let targets: Vec<Option<Target>> =
                rows.iter().map(|row| self.target(row, round)).collect();
            let mut order: Vec<usize> = (0..rows.len())
                .filter(|&at| targets[at].is_some())
                .collect();
            let mut dice = Dice(1);
            let epochs = if round == plan.rounds {
                plan.epochs
            } else {
                plan.epochs / 2
            };
            let mut mean = Mean::default();
            for epoch in 0..epochs {
                for last in (1..order.len()).rev() {
                    order.swap(last, dice.below(last + 1));
                }
                for &at in &order {
                    let (row, Some(target)) = (rows[at], targets[at]) else {
                        continue;
                    };
                    let error = error(&self.shares(row, row.origin != Origin::Other), &target);
                    for &(key, value) in &row.evidence {
                        if self.kept.is_empty() || self.kept[key as usize] {
                            let place = &mut self.rows[key as usize];
                            let grown = &mut grown[key as usize];
                            step(place, grown, &error, value * row.weight, plan, plan.decay);
                            if row.origin == Origin::Other {
                                let place = &mut self.habits[key as usize];
                                let grown = &mut grown_habits[key as usize];
                                let more = value * row.weight;
                                let slow = Plan {
                                    rate: plan.rate * plan.habits,
                                    ..plan
                                };
                                step(place, grown, &error, more, slow, plan.decay);
                            }
                        }
                    }
                    step(
                        &mut self.bias,
                        &mut grown_bias,
                        &error,
                        row.weight,
                        plan,
                        0.0,
                    );
                    if row.origin == Origin::Other {
                        step(
                            &mut self.elsewhere,
                            &mut grown_else,
                            &error,
                            row.weight,
                            plan,
                            0.0,
                        );
                    }
                }
                if round == plan.rounds && epoch * 2 >= epochs {
                    mean.add(self);
                }
            }
            mean.put(self);
        }
    }

    /// What a row teaches in a round; bounded rows teach nothing in the first one, then what the
    /// model says of them within their bounds.
    fn target(&self, row: &Row, round: usize) -> Option<Target> {
        if !row.bounded {
            return Some(row.target);
        }
        if round == 0 {
            return None;
        }
        let mut shares = self.shares(row, row.origin != Origin::Other);
        let mut sum = 0.0;
        for (share, may) in shares.iter_mut().zip(row.target) {
            *share *= may;
            sum += *share;
        }
        for share in &mut shares {
            *share /= sum.max(1e-6);
        }
        Some(shares)
    }
}

/// The mean of the weights after several passes, which sways less than the last.
#[derive(Default)]
struct Mean {
    rows: Vec<Target>,
    bias: Target,
    count: f32,
}

impl Mean {
    fn add(&mut self, weights: &Weights) {
        self.rows.resize(weights.rows.len(), [0.0; COLUMNS]);
        for (sum, weight) in self
            .rows
            .iter_mut()
            .flatten()
            .zip(weights.rows.iter().flatten())
        {
            *sum += weight;
        }
        for (sum, weight) in self.bias.iter_mut().zip(weights.bias) {
            *sum += weight;
        }
        self.count += 1.0;
    }

    fn put(self, weights: &mut Weights) {
        if self.count > 0.0 {
            for (weight, sum) in weights
                .rows
                .iter_mut()
                .flatten()
                .zip(self.rows.iter().flatten())
            {
                *weight = sum / self.count;
            }
            for (weight, sum) in weights.bias.iter_mut().zip(self.bias) {
                *weight = sum / self.count;
            }
        }
    }
}

fn step(
    place: &mut Target,
    grown: &mut Target,
    error: &Target,
    value: f32,
    plan: Plan,
    decay: f32,
) {
    for ((weight, grown), error) in place.iter_mut().zip(grown).zip(error) {
        if *error == 0.0 {
            continue;
        }
        let gradient = error * value + decay * *weight;
        *grown += gradient * gradient;
        *weight -= plan.rate * gradient / grown.sqrt();
    }
}

/// Said minus meant, in the blocks that the target asks.
fn error(said: &Target, meant: &Target) -> Target {
    let mut error = [0.0; COLUMNS];
    for block in BLOCKS {
        if meant[block.clone()].iter().sum::<f32>() > 0.0 {
            for at in block {
                error[at] = said[at] - meant[at];
            }
        }
    }
    error
}

fn softmax(mut scores: Target) -> Target {
    for block in BLOCKS {
        let part = &mut scores[block];
        let top = part.iter().copied().fold(f32::MIN, f32::max);
        let mut sum = 0.0;
        for score in part.iter_mut() {
            *score = (*score - top).exp();
            sum += *score;
        }
        for score in part {
            *score /= sum;
        }
    }
    scores
}
