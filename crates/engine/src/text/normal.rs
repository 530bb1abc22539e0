//! One form for what a shopper typed, whatever keyboard and script it came from.

use super::Tables;
use super::chars::{Kind, fold_width, kind, lower};
use super::compat::{compose, spell_out};

/// Characters read from the front of an input; the rest is not looked at. A long question has
/// about 200; the bound keeps time and memory flat for a pasted book.
pub const MAX_CHARS: usize = 2_000;

/// Longest run of one letter or ideograph that is kept: `sooooo` and `soo` are the same.
const MAX_RUN: usize = 2;

/// A run this long is no word drawn out but a hand on the keyboard: one sign of it is left.
const WALL: usize = 20;

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
pub fn normalise(original: &str, tables: &Tables) -> Normal {
    let folded = fold(original, tables);
    let mut normal = Normal {
        end: folded.end,
        ..Normal::default()
    };
    let mut resume = 0;
    for ((byte, c), &origin) in folded.text.char_indices().zip(&folded.origins) {
        if byte < resume {
            continue;
        }
        let rest = folded.text.get(byte..).unwrap_or("");
        if let Some((regional, common)) = tables.regional_at(c, rest) {
            normal.push_all(common, origin);
            resume = byte + regional.len();
        } else {
            normal.push(c, origin);
        }
    }
    if normal.text.ends_with(' ') {
        normal.text.pop();
        normal.origins.pop();
    }
    normal
}

impl Normal {
    #[inline(never)]
    pub(super) fn push(&mut self, c: char, origin: u32) {
        self.text.push(c);
        self.origins.push(origin);
    }

    /// A word that stands for what starts at `origin`.
    pub(super) fn push_all(&mut self, word: &str, origin: u32) {
        for c in word.chars() {
            self.push(c, origin);
        }
    }
}

/// Folded characters, gaps as single spaces, runs cut.
fn fold(original: &str, tables: &Tables) -> Normal {
    let mut folding = Folding {
        last: ' ', // a leading gap is dropped like a second one
        run: 0,
        folded: Normal::default(),
    };
    for (byte, raw) in original.char_indices().take(MAX_CHARS) {
        let origin = u32::try_from(byte).unwrap_or(u32::MAX);
        folding.folded.end = origin.saturating_add(raw.len_utf8() as u32);
        spell_out(raw, &mut |c| {
            folding.add(tables.to_simplified(lower(fold_width(c))), origin);
        });
    }
    folding.folded
}

/// A text while it is folded.
struct Folding {
    folded: Normal,
    last: char,
    /// How often `last` came in a row.
    run: usize,
}

impl Folding {
    fn add(&mut self, mut c: char, origin: u32) {
        if let Some(joined) = compose(self.last, c) {
            self.folded.text.pop();
            self.folded.text.push(joined);
            (self.last, self.run) = (joined, 1);
            return;
        }
        let kind = kind(c);
        match kind {
            Kind::Invisible | Kind::Apostrophe => return,
            Kind::Gap => c = ' ',
            _ => {}
        }
        self.run = if self.last == c { self.run + 1 } else { 1 };
        let cut = match kind {
            Kind::Gap => c == self.last,
            Kind::Digit => false, // 10000 is not 100
            _ => self.run > MAX_RUN,
        };
        if !cut {
            self.folded.push(c, origin);
        } else if self.run == WALL && kind != Kind::Gap {
            self.folded.text.pop();
            self.folded.origins.pop();
        }
        self.last = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tables::shipped;

    #[test]
    fn forms_that_mean_the_same_become_the_same() {
        let tables = shipped();
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
            assert_eq!(normalise(typed, &tables).text, expected, "{typed:?}");
        }
    }

    #[test]
    fn origins_lead_back_to_what_was_typed() {
        let typed = "Ｈｉ，點解 貴?";
        let normal = normalise(typed, &shipped());
        let start = normal.text.chars().position(|c| c == '为').unwrap();
        let (from, to) = normal.origin(start, start + 3);
        assert_eq!(typed.get(from..to), Some("點解"));
        let hi = normal.origin(0, 2);
        assert_eq!(typed.get(hi.0..hi.1), Some("Ｈｉ"));
        assert_eq!(normal.text.chars().count(), normal.origins.len());
    }

    #[test]
    fn long_input_is_cut() {
        let normal = normalise(&"ab ".repeat(100_000), &Tables::default());
        assert!(normal.text.len() <= MAX_CHARS);
    }
}
