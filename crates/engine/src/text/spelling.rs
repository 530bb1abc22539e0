//! Words that the shopper meant: repair of one slip against the words that training knows.

use super::Normal;
use super::features::word_id;
use super::signs::stem_id;
use super::tokens::{Token, tokens};

/// Shorter words are left alone: too many real words are one letter apart.
const SHORTEST: usize = 3;

/// From this many letters on, two slips are mended.
const LONG: usize = 7;

/// Known words, for repair, in the order in which they were learnt.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speller {
    words: Vec<Known>,
}

/// A known word.
#[derive(Clone, Debug)]
struct Known {
    /// Which letters it has, a bit for each: words far apart are told by a glance.
    letters: u32,
    word: String,
}

impl Speller {
    /// Takes in the words of a text that are `new`, by their [`word_id`].
    pub(crate) fn learn(&mut self, normal: &Normal, new: &mut dyn FnMut(u32) -> bool) {
        for token in tokens(normal) {
            if may_be_repaired(&token) && new(word_id(token.text)) {
                self.words.push(Known {
                    letters: letters(token.text),
                    word: token.text.to_owned(),
                });
            }
        }
    }

    /// The text with each word that is not `known` replaced by the one known word that is a slip
    /// away.
    ///
    /// A slip is a letter too many, too few, wrong, or two swapped. When several words are as
    /// near, one that keeps the first letter wins, then the length, then what was learnt first.
    pub(crate) fn repair(&self, normal: Normal, known: &dyn Fn(u32) -> bool) -> Normal {
        let mut repaired = Normal {
            end: normal.end,
            ..Normal::default()
        };
        let tokens = tokens(&normal);
        let mut left = tokens.as_slice();
        let mut resume = 0;
        for (at, (c, &origin)) in normal.text.chars().zip(&normal.origins).enumerate() {
            if let [token, rest @ ..] = left
                && token.start == at
            {
                left = rest;
                if may_be_repaired(token)
                    && !known(word_id(token.text))
                    && !known(stem_id(token.text))
                    && let Some(word) = self.nearest(token.text)
                {
                    repaired.push_all(word, origin);
                    resume = token.end;
                }
            }
            if at >= resume {
                repaired.push(c, origin);
            }
        }
        repaired
    }

    pub(crate) fn bytes(&self) -> usize {
        let bytes = |known: &Known| size_of::<Known>() + known.word.len();
        self.words.iter().map(bytes).sum()
    }

    fn nearest(&self, typed: &str) -> Option<&str> {
        let held = letters(typed);
        let (typed, first) = (typed.as_bytes(), typed.as_bytes().first());
        let mut best = None;
        let mut best_rank = 0;
        for known in &self.words {
            let word = known.word.as_bytes();
            let apart = (known.letters ^ held).count_ones();
            if apart > 4 || word.len().abs_diff(typed.len()) > 2 {
                continue;
            }
            let mut rank = if one_slip(typed, word) {
                10 + (word.len() + 1).saturating_sub(typed.len())
            } else if typed.len() >= LONG && word.len() >= LONG && two_slips(typed, word) {
                1 + word.len().min(typed.len()) / typed.len()
            } else {
                continue;
            };
            if word.first() == first {
                rank += 3;
            }
            if rank > best_rank {
                best_rank = rank;
                best = Some(known.word.as_str());
            }
        }
        best
    }
}

/// A bit for each letter of a word, a–z.
fn letters(word: &str) -> u32 {
    let mut letters = 0;
    for byte in word.bytes() {
        letters |= 1 << (byte & 31);
    }
    letters
}

fn may_be_repaired(token: &Token<'_>) -> bool {
    token.text.len() >= SHORTEST && token.text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether two words are one slip apart after one more slip where they first differ.
fn two_slips(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    let (cut_a, cut_b) = (a.get(1..).unwrap_or(a), b.get(1..).unwrap_or(b));
    let swapped = match (a, b) {
        ([p, q, rest_a @ ..], [r, s, rest_b @ ..]) if p == s && q == r => Some((rest_a, rest_b)),
        _ => None,
    };
    let near = |a: &[u8], b: &[u8]| a == b || one_slip(a, b);
    near(cut_a, cut_b)
        || near(cut_a, b)
        || near(a, cut_b)
        || swapped.is_some_and(|(a, b)| near(a, b))
}

/// Whether two different words are one insertion, deletion, substitution or swap apart.
fn one_slip(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    match (a, b) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{normalise, tables::shipped};

    #[test]
    fn one_slip_is_mended_and_no_more() {
        let mut speller = Speller::default();
        speller.learn(
            &normalise("return cancel the jacket immediately", &shipped()),
            &mut |_| true,
        );
        let known = |id| id == word_id("return");
        for (typed, meant) in [
            ("retrun this", "return this"),
            ("cancle", "cancel"),
            ("cancell jaket", "cancel jacket"),
            ("jackat 我想 retun", "jacket 我想 return"),
            ("returning", "returning"),
            ("imediatley", "immediately"),
            ("imidiatly", "imidiatly"),
            ("thw", "the"),
            ("tw", "tw"),
            ("return", "return"),
        ] {
            let repaired = speller.repair(normalise(typed, &shipped()), &known);
            assert_eq!(repaired.text, meant);
            assert_eq!(repaired.text.chars().count(), repaired.origins.len());
        }
    }

    #[test]
    fn a_repaired_word_leads_back_to_what_was_typed() {
        let mut speller = Speller::default();
        speller.learn(&normalise("return", &shipped()), &mut |_| true);
        let typed = "pls retrn it";
        let repaired = speller.repair(normalise(typed, &shipped()), &|_| false);
        let (start, end) = repaired.origin(4, 10);
        assert_eq!(typed.get(start..end), Some("retrn"));
    }
}
