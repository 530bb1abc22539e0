//! One form for what a shopper typed, whatever keyboard and script it came from.

use super::chars::{Kind, fold_width, is_han, kind, lower};
use super::{fold::to_simplified, regional};

/// Characters read from the front of an input; the rest is not looked at. A long question has
/// about 200; the bound keeps time and memory flat for a pasted book.
pub const MAX_CHARS: usize = 2_000;

/// Longest run of one letter or ideograph that is kept: `sooooo` and `soo` are the same.
const MAX_RUN: usize = 2;

/// Normalised text, and where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normal {
    /// Lower case, Simplified, common words, single spaces, no punctuation but word gaps.
    pub text: String,
    /// For each character of `text` the byte offset in the original where it starts.
    pub origins: Vec<u32>,
    /// Byte offset in the original where reading stopped.
    pub end: u32,
}

impl Normal {
    /// Byte span in the original of the characters `start..end` of `text`.
    #[must_use]
    pub fn origin(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |index: usize| self.origins.get(index).map_or(self.end, |&byte| byte) as usize;
        let first = at(start);
        // Regional words share the origin of their first sign; step over those that do.
        let last = self
            .origins
            .iter()
            .skip(end)
            .map(|&byte| byte as usize)
            .find(|&byte| byte > first);
        (first, last.unwrap_or(self.end as usize))
    }
}

/// Case, width, accents, invisible signs, long runs, Traditional characters and regional words.
///
/// Reads at most [`MAX_CHARS`]; linear in what it reads; an input without anything to read gives
/// an empty text.
#[must_use]
pub fn normalise(original: &str) -> Normal {
    let (signs, end) = read(original);
    let mut normal = Normal {
        text: String::with_capacity(original.len().min(MAX_CHARS * 3)),
        origins: Vec::new(),
        end,
    };
    let folded: Vec<char> = signs.iter().map(|sign| sign.0).collect();
    let mut at = 0;
    while let (Some(&(c, origin)), Some(rest)) = (signs.get(at), folded.get(at..)) {
        let word = if is_han(c) {
            regional::match_at(rest)
        } else {
            None
        };
        match word {
            Some((length, common)) => {
                common.chars().for_each(|c| normal.push(c, origin));
                at += length;
            }
            None => {
                normal.push(c, origin);
                at += 1;
            }
        }
    }
    normal.trim();
    normal
}

impl Normal {
    pub(super) fn push(&mut self, c: char, origin: u32) {
        self.text.push(c);
        self.origins.push(origin);
    }

    fn trim(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            self.origins.pop();
        }
    }
}

/// Folded characters with their byte offset, gaps as single spaces, and where reading stopped.
fn read(original: &str) -> (Vec<(char, u32)>, u32) {
    let mut signs: Vec<(char, u32)> = Vec::new();
    let mut run = 0;
    let mut end = 0;
    for (byte, raw) in original.char_indices().take(MAX_CHARS) {
        end = byte + raw.len_utf8();
        let c = to_simplified(lower(fold_width(raw)));
        let c = match kind(c) {
            Kind::Invisible | Kind::Apostrophe => continue,
            Kind::Gap => ' ',
            _ => c,
        };
        let last = signs.last().map(|sign| sign.0);
        run = if last == Some(c) { run + 1 } else { 1 };
        let limit = match kind(c) {
            Kind::Gap => 1,
            Kind::Digit => usize::MAX, // 10000 is not 100
            _ => MAX_RUN,
        };
        let leading_gap = c == ' ' && last.is_none();
        if run <= limit && !leading_gap {
            signs.push((c, u32::try_from(byte).unwrap_or(u32::MAX)));
        }
    }
    (signs, u32::try_from(end).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_mean_the_same_become_the_same() {
        for (typed, expected) in [
            ("  Hello,  WORLD!! ", "hello world"),
            ("ＡＢＣ　１２３", "abc 123"),
            ("sooooo", "soo"),
            ("哈哈哈哈哈", "哈哈"),
            ("10000", "10000"),
            ("don’t", "dont"),
            ("Café", "cafe"),
            ("re\u{200b}turn\u{202e}", "return"),
            ("h\u{336}e\u{336}y\u{336}", "hey"),
            ("我想退貨", "我想退货"),
            ("點解", "为什么"),
            ("ПРИВЕТ", "привет"),
            ("", ""),
            ("\u{0}\u{7}…", ""),
        ] {
            assert_eq!(normalise(typed).text, expected, "{typed:?}");
        }
    }

    #[test]
    fn origins_lead_back_to_what_was_typed() {
        let typed = "Ｈｉ，點解 貴?";
        let normal = normalise(typed);
        let start = normal.text.chars().position(|c| c == '为').unwrap();
        let (from, to) = normal.origin(start, start + 3);
        assert_eq!(typed.get(from..to), Some("點解"));
        let hi = normal.origin(0, 2);
        assert_eq!(typed.get(hi.0..hi.1), Some("Ｈｉ"));
        assert_eq!(normal.text.chars().count(), normal.origins.len());
    }

    #[test]
    fn long_input_is_cut() {
        let normal = normalise(&"ab ".repeat(100_000));
        assert!(normal.text.len() <= MAX_CHARS);
    }
}
