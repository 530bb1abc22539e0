//! Words that the shopper meant: repair of one slip against the words that training knows.

use super::Normal;
use super::tokens::{Token, TokenKind, tokens};

/// Shorter words are left alone: too many real words are one letter apart.
const SHORTEST: usize = 4;

/// Known words, for repair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speller {
    /// By length in bytes: the set of letters as bits, and the word.
    words: Vec<Vec<(u32, String)>>,
}

impl Speller {
    /// Takes in the words of a text.
    pub(crate) fn learn(&mut self, normal: &Normal) {
        for token in tokens(normal).iter().filter(|token| may_be_repaired(token)) {
            if self.words.len() <= token.text.len() {
                self.words.resize(token.text.len() + 1, Vec::new());
            }
            let letters = letters(token.text);
            if let Some(words) = self.words.get_mut(token.text.len())
                && !words
                    .iter()
                    .any(|word| word.0 == letters && word.1 == token.text)
            {
                words.push((letters, token.text.to_owned()));
            }
        }
    }

    /// The text with each unknown word replaced by the one known word that is a slip away.
    ///
    /// A slip is a letter too many, too few, wrong, or two swapped. When several words are as
    /// near, the one learnt first wins among those that keep the first letter.
    pub(crate) fn repair(&self, normal: Normal) -> Normal {
        let found: Vec<(usize, usize, &str)> = tokens(&normal)
            .iter()
            .filter(|token| may_be_repaired(token))
            .filter_map(|token| Some((token.start, token.end, self.nearest(token.text)?)))
            .collect();
        if found.is_empty() {
            return normal;
        }
        let mut repaired = Normal {
            end: normal.end,
            ..Normal::default()
        };
        let mut repairs = found.into_iter().peekable();
        for (at, (c, &origin)) in normal.text.chars().zip(&normal.origins).enumerate() {
            while repairs.next_if(|repair| repair.1 <= at).is_some() {}
            match repairs.peek() {
                Some(&(start, _, word)) if start == at => {
                    word.chars().for_each(|c| repaired.push(c, origin))
                }
                Some(&(start, ..)) if start < at => {}
                _ => repaired.push(c, origin),
            }
        }
        repaired
    }

    pub(crate) fn bytes(&self) -> usize {
        let bytes = |(length, words): (usize, &Vec<(u32, String)>)| {
            words.len() * (size_of::<(u32, String)>() + length)
        };
        self.words.iter().enumerate().map(bytes).sum()
    }

    fn nearest(&self, typed: &str) -> Option<&str> {
        let mask = letters(typed);
        let same = self.words.get(typed.len()).map_or(&[][..], Vec::as_slice);
        if same.iter().any(|word| word.0 == mask && word.1 == typed) {
            return None;
        }
        let lengths = [typed.len(), typed.len() + 1, typed.len().saturating_sub(1)];
        let words = lengths
            .iter()
            .filter_map(|&length| self.words.get(length))
            .flatten();
        let near =
            words.filter(|word| (word.0 ^ mask).count_ones() <= 2 && one_slip(typed, &word.1));
        let first = typed.chars().next();
        let mut best: Option<&str> = None;
        for (_, word) in near {
            if word.chars().next() == first {
                return Some(word);
            }
            best = best.or(Some(word));
        }
        best
    }
}

fn may_be_repaired(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word
        && token.text.len() >= SHORTEST
        && token.text.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 31))
}

/// Whether two different words are one insertion, deletion, substitution or swap apart.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(head..).unwrap_or(&[]), b.get(head..).unwrap_or(&[]));
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (
        a.get(..a.len() - tail).unwrap_or(&[]),
        b.get(..b.len() - tail).unwrap_or(&[]),
    );
    match (a, b) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalise;

    #[test]
    fn one_slip_is_mended_and_no_more() {
        let mut speller = Speller::default();
        speller.learn(&normalise("return cancel the jacket"));
        for (typed, meant) in [
            ("retrun this", "return this"),
            ("cancle", "cancel"),
            ("cancell jaket", "cancel jacket"),
            ("jackat 我想 retun", "jacket 我想 return"),
            ("returning", "returning"),
            ("thw", "thw"),
            ("return", "return"),
        ] {
            let repaired = speller.repair(normalise(typed));
            assert_eq!(repaired.text, meant);
            assert_eq!(repaired.text.chars().count(), repaired.origins.len());
        }
    }

    #[test]
    fn a_repaired_word_leads_back_to_what_was_typed() {
        let mut speller = Speller::default();
        speller.learn(&normalise("return"));
        let typed = "pls retrn it";
        let repaired = speller.repair(normalise(typed));
        let (start, end) = repaired.origin(4, 10);
        assert_eq!(typed.get(start..end), Some("retrn"));
    }
}
