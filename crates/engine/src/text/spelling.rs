//! Words that the shopper meant: repair of one slip against the words that training knows.

use super::Normal;
use super::features::word_id;
use super::tokens::{Token, tokens};

/// Shorter words are left alone: too many real words are one letter apart.
const SHORTEST: usize = 4;

/// Known words, for repair, in the order in which they were learnt.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speller {
    words: Vec<String>,
}

impl Speller {
    /// Takes in the words of a text that are not `known` yet, by their [`word_id`].
    pub(crate) fn learn(&mut self, normal: &Normal, known: &dyn Fn(u32) -> bool) {
        for token in tokens(normal) {
            if may_be_repaired(&token) && !known(word_id(token.text)) {
                self.words.push(token.text.to_owned());
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
        let bytes = |word: &String| size_of::<String>() + word.len();
        self.words.iter().map(bytes).sum()
    }

    fn nearest(&self, typed: &str) -> Option<&str> {
        let first = typed.as_bytes().first();
        let mut best = None;
        let mut held = 0;
        for word in &self.words {
            let mut rank = match word.len().wrapping_sub(typed.len()) {
                0 => 3,
                1 => 2,
                usize::MAX => 1,
                _ => continue,
            };
            if word.as_bytes().first() == first {
                rank += 3;
            }
            if rank > held && one_slip(typed.as_bytes(), word.as_bytes()) {
                held = rank;
                best = Some(word.as_str());
            }
        }
        best
    }
}

fn may_be_repaired(token: &Token<'_>) -> bool {
    token.text.len() >= SHORTEST && token.text.bytes().all(|byte| byte.is_ascii_lowercase())
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
        speller.learn(&normalise("return cancel the jacket", &shipped()), &|_| {
            false
        });
        let known = |id| id == word_id("return");
        for (typed, meant) in [
            ("retrun this", "return this"),
            ("cancle", "cancel"),
            ("cancell jaket", "cancel jacket"),
            ("jackat 我想 retun", "jacket 我想 return"),
            ("returning", "returning"),
            ("thw", "thw"),
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
        speller.learn(&normalise("return", &shipped()), &|_| false);
        let typed = "pls retrn it";
        let repaired = speller.repair(normalise(typed, &shipped()), &|_| false);
        let (start, end) = repaired.origin(4, 10);
        assert_eq!(typed.get(start..end), Some("retrn"));
    }
}
