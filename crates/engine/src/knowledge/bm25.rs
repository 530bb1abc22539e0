//! BM25 over words and ideographs, as a share of what a perfect document would score.

use crate::text::Block;
use crate::understanding::{Links, Vocabulary, at_most_u32, id, ln, real, shape};

/// Saturation of repeats; 0.5..2, the usual 1.2.
const K1: f32 = 1.2;

/// Pull of a document's length; 0..1. FAQ answers differ in length without differing in worth.
const B: f32 = 0.5;

/// A word in the answer counts this much of one in the question; 0..1.
const ANSWER: f32 = 0.4;

/// How much a perfect word match adds to the classifier's score (about 0..1.5).
const BONUS: f32 = 0.3;

/// Words of every document.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    vocabulary: Vocabulary,
    /// Per word the documents that have it: its weighted count; once closed, its worth there.
    posts: Links,
    /// Weighted length of each document.
    lengths: Vec<f32>,
}

impl Index {
    /// Adds the features of a question or phrasing, or of an `answer`. Documents must come one
    /// after another.
    pub(super) fn add(&mut self, document: u32, answer: bool, text: &[u64]) {
        let weight = if answer { ANSWER } else { 1.0 };
        let at = document as usize;
        if self.lengths.len() <= at {
            self.lengths.resize(at + 1, 0.0);
        }
        for &tag in text.iter().filter(|tag| is_word(**tag)) {
            if let Some(length) = self.lengths.get_mut(at) {
                *length += weight;
            }
            let word = at_most_u32(self.vocabulary.insert(id(tag)));
            self.posts.add(word, document, weight);
        }
    }

    /// After the last text: from counts to what a word is worth in a document.
    pub(super) fn close(&mut self) {
        self.posts.close();
        let mut average = 0.0;
        for length in &self.lengths {
            average += length / real(self.lengths.len());
        }
        for word in 0..self.vocabulary.len() {
            let rarity = self.rarity(self.posts.of(word).len());
            for post in self.posts.of_mut(word) {
                let length = self.lengths.get(post.class as usize).unwrap_or(&0.0);
                let norm = K1 * (1.0 - B + B * length / average.max(1.0));
                post.weight *= rarity / (post.weight + norm);
            }
        }
    }

    /// For each document 0..=[`BONUS`]: its share of the score that a document with every word
    /// of the question would get. Words that no document has count as the rarest.
    pub(super) fn bonus(&self, question: &[u64]) -> Vec<f32> {
        let mut perfect = 0.0;
        let mut words = Vec::new();
        let mut last = 0;
        for &tag in question.iter().filter(|tag| is_word(**tag)) {
            if tag == last {
                continue;
            }
            last = tag;
            let word = self.vocabulary.get(id(tag));
            perfect += self.rarity(word.map_or(0, |word| self.posts.of(word).len()));
            if let Some(word) = word {
                words.push((word, 1.0));
            }
        }
        for word in &mut words {
            word.1 = BONUS / perfect;
        }
        self.posts.scores(&words, self.lengths.len())
    }

    pub(super) fn bytes(&self) -> usize {
        self.vocabulary.bytes() + self.posts.bytes()
    }

    /// ln(1 + (n - seen + 0.5) / (seen + 0.5)), as in Robertson and Zaragoza.
    fn rarity(&self, seen: usize) -> f32 {
        let (all, seen) = (real(self.lengths.len()), real(seen));
        ln(1.0 + (all - seen + 0.5).max(0.0) / (seen + 0.5))
    }
}

/// Single words, single ideographs and pairs of them.
fn is_word(tag: u64) -> bool {
    let (block, length) = shape(tag);
    length == 1 || (length == 2 && block == Block::Ideograph as usize)
}
