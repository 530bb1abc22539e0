//! BM25 over words and ideographs, as a share of what a perfect document would score.

use crate::text::{Block, Normal, distinct, features, normalise};
use crate::understanding::{Vocabulary, ln, real};

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
    /// Per word of the vocabulary: documents that have it, with weighted count.
    posts: Vec<Vec<(u32, f32)>>,
    /// Weighted length of each document.
    lengths: Vec<f32>,
    average: f32,
}

impl Index {
    /// Adds words of a question or phrasing.
    pub(super) fn add_question(&mut self, document: u32, text: &str) {
        self.add(document, text, 1.0);
    }

    /// Adds words of an answer.
    pub(super) fn add_answer(&mut self, document: u32, text: &str) {
        self.add(document, text, ANSWER);
    }

    /// After the last text.
    pub(super) fn close(&mut self) {
        let sum: f32 = self.lengths.iter().sum();
        self.average = sum / real(self.lengths.len().max(1));
    }

    /// For each document 0..=[`BONUS`]: its share of the score that a document with every word
    /// of the question would get. Words that no document has count as the rarest.
    pub(super) fn bonus(&self, question: &Normal, documents: usize) -> Vec<f32> {
        let mut scores = vec![0.0; documents];
        let mut perfect = 0.0;
        for id in distinct(words(question).into_iter()) {
            let known = self
                .vocabulary
                .get(id)
                .and_then(|word| self.posts.get(word));
            let posts = known.map_or(&[][..], Vec::as_slice);
            let rarity = self.rarity(posts.len());
            perfect += rarity;
            for &(document, count) in posts {
                let length = self.lengths.get(document as usize).copied().unwrap_or(0.0);
                let norm = K1 * (1.0 - B + B * length / self.average.max(1.0));
                if let Some(score) = scores.get_mut(document as usize) {
                    *score += rarity * count * (K1 + 1.0) / (count + norm) / (K1 + 1.0);
                }
            }
        }
        let scale = if perfect > 0.0 { BONUS / perfect } else { 0.0 };
        scores.iter_mut().for_each(|score| *score *= scale);
        scores
    }

    pub(super) fn bytes(&self) -> usize {
        let posts = |posts: &Vec<(u32, f32)>| size_of_val(posts) + size_of_val(posts.as_slice());
        self.vocabulary.bytes() + self.posts.iter().map(posts).sum::<usize>()
    }

    fn add(&mut self, document: u32, text: &str, weight: f32) {
        let at = document as usize;
        if self.lengths.len() <= at {
            self.lengths.resize(at + 1, 0.0);
        }
        for id in words(&normalise(text)) {
            if let Some(length) = self.lengths.get_mut(at) {
                *length += weight;
            }
            let word = self.vocabulary.insert(id);
            if word == self.posts.len() {
                self.posts.push(Vec::new());
            }
            let Some(posts) = self.posts.get_mut(word) else {
                continue;
            };
            match posts.iter_mut().rfind(|post| post.0 == document) {
                Some(post) => post.1 += weight,
                None => posts.push((document, weight)),
            }
        }
    }

    /// ln(1 + (n - seen + 0.5) / (seen + 0.5)), as in Robertson and Zaragoza.
    fn rarity(&self, seen: usize) -> f32 {
        let (all, seen) = (real(self.lengths.len()), real(seen));
        ln(1.0 + (all - seen + 0.5).max(0.0) / (seen + 0.5))
    }
}

/// Single words, single ideographs and pairs of them.
fn words(normal: &Normal) -> Vec<u32> {
    let wanted = features(normal)
        .into_iter()
        .filter(|feature| match feature.block {
            Block::Word => feature.length == 1,
            Block::Ideograph => feature.length <= 2,
            Block::Piece => false,
        });
    wanted.map(|feature| feature.id).collect()
}
