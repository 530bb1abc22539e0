//! How much of a question does a text speak of?
//!
//! A classifier asks which of several wordings a question is nearest to; a passage of a policy is
//! no wording of its questions. So the signs of the question that stand in the passage are added
//! up, each by the square of its weight: the weights of a question's vector have squares that come
//! to 1 where all is known, so the sum is a share, 0 to 1, and what is foreign to all texts lowers
//! it everywhere.

use std::rc::Rc;

use super::links::Links;
use super::math::at_most_u32;
use super::weigh::{Weights, count, id, shape};
use crate::text::{EDGE, KIN, NUMBER, Tables, normalise};

/// Worth of a near word beside the word itself; 0..1.
const NEAR: f32 = 0.3;

/// Worth of what is said in any shop; 0..1. At 1 a question of nothing else seems answered.
const EVERYDAY: f32 = 0.5;

/// The texts, and how rare their signs are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cover {
    weights: Weights,
    /// Per feature the texts that have it.
    posts: Links,
    texts: u32,
    /// Features below this number are of everyday language.
    everyday: u32,
}

impl Cover {
    /// No text yet; `tables` say how texts are read.
    pub(crate) fn new(tables: Rc<Tables>) -> Self {
        let weights = Weights::everyday(tables);
        Self {
            everyday: at_most_u32(weights.len()),
            weights,
            ..Self::default()
        }
    }

    /// Adds a text of several parts, each with the worth of what it says; a sign that several parts
    /// have adds up.
    pub(crate) fn add(&mut self, parts: &[(&str, f32)]) {
        for &(part, worth) in parts {
            let tags = self.weights.see(&normalise(part, &self.weights.tables));
            let mut last = None;
            for &tag in &*tags {
                let id = id(tag);
                if last != Some(id)
                    && let Some(feature) = self.weights.feature(id)
                {
                    let pull = self.pull(feature, shape(tag).1);
                    self.posts.add(feature, self.texts, worth * pull);
                }
                last = Some(id);
            }
        }
        self.texts += 1;
    }

    /// How much it says that a text has a sign of that length. A near word is a hint; where a
    /// question ends and that it has some number are none; everyday words are in every text.
    fn pull(&self, feature: u32, length: usize) -> f32 {
        let pull = match length {
            KIN => NEAR,
            NUMBER | EDGE => 0.0,
            _ => 1.0,
        };
        if feature < self.everyday {
            pull * EVERYDAY
        } else {
            pull
        }
    }

    /// After the last text.
    pub(crate) fn close(&mut self) {
        self.weights.settle();
        self.posts.close();
    }

    /// Of each text the share of the question that it speaks of: 0..=the sum of its parts' worth.
    pub(crate) fn of(&self, question: &str) -> Vec<f32> {
        let counted = count(&self.weights.read(question), self.tables());
        let mut squares = self.weights.vector(&counted);
        for cell in &mut squares {
            cell.1 *= cell.1;
        }
        self.posts.scores(&squares, self.texts as usize)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.weights.bytes() + self.posts.bytes()
    }

    /// How texts are read.
    pub(crate) fn tables(&self) -> &Tables {
        &self.weights.tables
    }
}
