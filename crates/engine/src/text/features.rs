//! What a text is compared by: words, and pieces of words, as hashed numbers.

use super::Normal;
use super::tokens::{Token, tokens};

/// Which family a feature belongs to. Families are weighed apart, because a long word alone has
/// dozens of letter pieces and would drown the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// One Latin word or number, or two in a row.
    Word,
    /// 3 or 4 letters inside one word, its edges included: survives typos and endings.
    Piece,
    /// 1–3 ideographs in a row.
    Ideograph,
}

/// One piece of evidence in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Hash of the family and the characters; the same on every machine.
    pub id: u32,
    /// Its family.
    pub block: Block,
    /// Length in words, letters or ideographs, up to 4; above, a mark of what else it is.
    pub length: usize,
    /// First character in [`Normal::text`].
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// All features of a text, in order, repeats included.
///
/// At most about 10 for each character of [`super::MAX_CHARS`].
#[must_use]
pub fn features(normal: &Normal) -> Vec<Feature> {
    let mut found = Vec::new();
    each_feature(normal, &mut |feature| found.push(feature));
    found
}

/// As [`features`], one at a time.
pub(crate) fn each_feature(normal: &Normal, out: &mut dyn FnMut(Feature)) {
    let tokens = tokens(normal);
    for (at, token) in tokens.iter().enumerate() {
        runs(tokens.get(at..).unwrap_or(&[]), out);
        if token.is_word() {
            pieces(token, out);
        }
    }
}

/// The id of a word as it is spelt: longer than any piece, so that it is no feature's.
pub(crate) fn word_id(word: &str) -> u32 {
    let mut hash = Hash::new(Block::Piece);
    hash.word(word);
    hash.finish()
}

/// The run that starts with the first token: one word and two, or one to three ideographs.
pub(super) fn runs(tokens: &[Token<'_>], out: &mut dyn FnMut(Feature)) {
    let Some(first) = tokens.first() else { return };
    let (block, longest) = if first.is_word() {
        (Block::Word, 2)
    } else {
        (Block::Ideograph, 3)
    };
    let mut hash = Hash::new(block);
    for (length, token) in (1..=longest).zip(tokens) {
        if token.is_word() != first.is_word() {
            break;
        }
        hash.word(token.text);
        out(feature(&hash, block, length, first.start, token.end));
    }
}

/// Letters of one word with a space at each edge, in runs of 3 and 4. Runs of 2 and 5 double the
/// work and, on held-out rows, add nothing.
pub(super) fn pieces(token: &Token<'_>, out: &mut dyn FnMut(Feature)) {
    let mut letters = token.text.chars();
    let (mut third, mut second, mut first) = ('\0', '\0', ' ');
    let mut at = token.start;
    loop {
        let next = letters.next();
        let last = next.unwrap_or(' ');
        at += 1;
        let mut piece = |letters: &[char]| {
            let mut hash = Hash::new(Block::Piece);
            for &c in letters {
                hash.add(c);
            }
            let length = letters.len();
            let start = at.saturating_sub(length).max(token.start);
            out(feature(
                &hash,
                Block::Piece,
                length,
                start,
                at.min(token.end),
            ));
        };
        if second != '\0' {
            piece(&[second, first, last]);
        }
        if third != '\0' {
            piece(&[third, second, first, last]);
        }
        if next.is_none() {
            return;
        }
        (third, second, first) = (second, first, last);
    }
}

pub(super) fn feature(
    hash: &Hash,
    block: Block,
    length: usize,
    start: usize,
    end: usize,
) -> Feature {
    Feature {
        id: hash.finish(),
        block,
        length,
        start: u32::try_from(start).unwrap_or(u32::MAX),
        end: u32::try_from(end).unwrap_or(u32::MAX),
    }
}

/// FNV-1a over code points, closed with the finaliser of MurmurHash3 (its low bits mix badly).
#[derive(Clone)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) fn new(block: Block) -> Self {
        Self(0x811c_9dc5 ^ (block as u32 + 1))
    }

    pub(super) fn add(&mut self, c: char) {
        self.0 = (self.0 ^ u32::from(c)).wrapping_mul(0x0100_0193);
    }

    pub(super) fn word(&mut self, word: &str) {
        for c in word.chars() {
            self.add(c);
        }
        self.add(' ');
    }

    pub(super) fn finish(&self) -> u32 {
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85eb_ca6b);
        mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
        mixed ^ (mixed >> 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{normalise, tables::shipped};

    fn count(text: &str, block: Block) -> usize {
        features(&normalise(text, &shipped()))
            .iter()
            .filter(|feature| feature.block == block)
            .count()
    }

    #[test]
    fn each_family_is_counted() {
        assert_eq!(count("track my order", Block::Word), 5);
        assert_eq!(count("cat", Block::Piece), 3 + 2);
        assert_eq!(count("我想退货", Block::Ideograph), 4 + 3 + 2);
    }

    #[test]
    fn ids_never_change() {
        // Saved models depend on them.
        let first = features(&normalise("退货", &shipped()));
        assert_eq!(first[0].id, features(&normalise("退", &shipped()))[0].id);
        assert_ne!(first[0].id, first[1].id);
    }
}
