//! An optional table of words that lie near each other when they mean alike.
//!
//! `tools/word-table` distils it from an open sentence model and describes the file; the merchant
//! switches it on. The sum of the rows of a text's words points where the sentence model would
//! have pointed, roughly, so that "cheaper" finds "discount" without a phrasing that says so.

use super::math::{at_most_u32, exp, real};
use super::vocabulary::Vocabulary;
use crate::raw::Raw;
use crate::text::{Normal, Token, TokenKind, base64, tokens, word_id};

/// First bytes of a table: its name and the version of its form.
const MAGIC: [u8; 5] = *b"ASWT\x01";

/// Letters of the longest word that is looked up.
const LONGEST: usize = 20;

/// Steps of the logarithmic scale of lengths to one doubling.
const STEPS: f32 = 16.0;

/// Why bytes are no table of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableProblem {
    /// They do not begin like one, or like one of a later version.
    Unknown,
    /// They end too early or go on too long.
    Length,
    /// A word is not UTF-8.
    Words,
}

/// Words and where they lie.
///
/// Each row is a length and, for each group of dimensions, the number of a short vector in that
/// group's book (product quantisation): one byte stands for four or more dimensions.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    rows: Vocabulary,
    /// Dimensions of a group.
    width: usize,
    /// Short vectors in the book of each group.
    entries: usize,
    groups: usize,
    /// See [`WordTable::share`].
    share: f32,
    /// Per row.
    lengths: Vec<u8>,
    /// Group by group, the entry of each row.
    codes: Vec<u8>,
    /// Group by group, entry by entry.
    books: Vec<i8>,
}

impl WordTable {
    /// Reads the bytes of a table file.
    ///
    /// # Errors
    /// Says what is wrong with them; no bytes make it panic.
    pub fn read(bytes: &[u8]) -> Result<Self, TableProblem> {
        let mut left = Bytes(bytes);
        if left.take(MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(TableProblem::Unknown);
        }
        let mut table = Self::default();
        table.fill(&mut left).ok_or(TableProblem::Length)??;
        Ok(table)
    }

    /// Reads `table`, a table file in Base64, of a pack that helps to understand.
    ///
    /// # Errors
    /// As [`WordTable::read`]; `None` if the pack has no table.
    pub fn of_pack(pack: &Raw) -> Option<Result<Self, TableProblem>> {
        pack.text("table").map(|text| Self::read(&base64(text)))
    }

    /// Where the words of a text point together, as a vector of length 1; `None` if no word of it
    /// is known.
    #[must_use]
    pub fn vector(&self, normal: &Normal) -> Option<Vec<f32>> {
        let mut sum = vec![0.0; self.dimensions()];
        self.each_row(normal, &mut |row| self.add(row, &mut sum));
        let mut square = 0.0;
        for part in &sum {
            square += part * part;
        }
        if square <= 0.0 {
            return None;
        }
        let length = square.sqrt();
        for part in &mut sum {
            *part /= length;
        }
        Some(sum)
    }

    /// Tells of each row that the words of a text are read by, repeats included.
    pub fn each_row(&self, normal: &Normal, found: &mut dyn FnMut(usize)) {
        let places: Vec<usize> = normal.text.char_indices().map(|place| place.0).collect();
        let at = |char: usize| *places.get(char).unwrap_or(&normal.text.len());
        let tokens = tokens(normal);
        let mut left = tokens.as_slice();
        while let Some(first) = left.first() {
            let ideograph = |token: &&Token<'_>| token.kind == TokenKind::Ideograph;
            let run = left.iter().take_while(ideograph).count().max(1);
            let (now, later) = left.split_at_checked(run).unwrap_or((left, &[]));
            left = later;
            let last = now.last().map_or(first.start, |last| last.end);
            let text = normal.text.get(at(first.start)..at(last)).unwrap_or("");
            self.pieces(text, first.is_word(), found);
        }
    }

    /// One row, not brought to any length; zeros for a row that it does not have.
    #[must_use]
    pub fn row(&self, row: usize) -> Vec<f32> {
        let mut sum = vec![0.0; self.dimensions()];
        if row < self.len() {
            self.add(row, &mut sum);
        }
        sum
    }

    /// Share of the sense of the words in the squared length of a text's vector, 0..1: how much the
    /// table has to say in its language beside the features.
    #[must_use]
    pub fn share(&self) -> f32 {
        self.share
    }

    /// Length of the vectors.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.groups * self.width
    }

    /// Number of words and pieces of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Memory that it holds, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.rows.bytes() + self.lengths.len() + self.codes.len() + self.books.len()
    }

    /// Whether a word is in it.
    pub(super) fn knows(&self, word_id: u32) -> bool {
        self.rows.get(word_id).is_some()
    }

    /// Everything after the first bytes; `None` if they end too early.
    fn fill(&mut self, left: &mut Bytes<'_>) -> Option<Result<(), TableProblem>> {
        self.groups = left.number(1)?;
        self.width = left.number(1)?;
        self.entries = left.number(2)?;
        self.share = real(left.number(1)?) / 256.0;
        let rows = left.number(3)?;
        let mut text = Bytes(left.sized(3)?);
        let mut word: Vec<u8> = Vec::new();
        for row in 0..rows {
            word.truncate(text.number(1)?);
            word.extend_from_slice(text.sized(1)?);
            let Ok(mut id) = std::str::from_utf8(&word).map(id) else {
                return Some(Err(TableProblem::Words));
            };
            // Of two words with one hash the later is out of reach, but its row stays in place.
            while self.rows.len() as usize == row {
                self.rows.insert(id);
                id = id.rotate_left(5).wrapping_add(at_most_u32(row));
            }
        }
        self.lengths = left.take(rows)?.to_vec();
        self.codes = left.take(rows.checked_mul(self.groups)?)?.to_vec();
        let books = left.take((self.groups * self.width).checked_mul(self.entries)?)?;
        self.books = books.iter().map(|&byte| byte.cast_signed()).collect();
        (left.0.is_empty() && text.0.is_empty()).then_some(Ok(()))
    }

    /// Tells the rows of the longest known pieces of a text without gaps, from its start. Inside a
    /// word of letters only pieces that are marked so are taken.
    fn pieces(&self, text: &str, letters: bool, found: &mut dyn FnMut(usize)) {
        let mut left = text;
        while !left.is_empty() {
            let inside = letters && left.len() < text.len();
            let mut end = None;
            let mut ends = left.char_indices().skip(1).map(|place| place.0);
            let mut to = ends.next().unwrap_or(left.len());
            let next = to;
            for _ in 0..LONGEST {
                let piece = left.get(..to).unwrap_or("");
                if let Some(row) = self.rows.get(mark(word_id(piece), inside)) {
                    end = Some((to, row));
                }
                if to == left.len() {
                    break;
                }
                to = ends.next().unwrap_or(left.len());
            }
            if let Some((_, row)) = end {
                found(row as usize);
            }
            let end = end.map_or(next, |end| end.0);
            left = left.get(end..).unwrap_or("");
        }
    }

    fn add(&self, row: usize, sum: &mut [f32]) {
        let length = f32::from(*self.lengths.get(row).unwrap_or(&0));
        let length = exp(length * (std::f32::consts::LN_2 / STEPS));
        let rows = self.lengths.len();
        for (group, parts) in sum.chunks_mut(self.width.max(1)).enumerate() {
            let code = self.codes.get(group * rows + row).map_or(0, |&code| code);
            let entry = (group * self.entries + usize::from(code)) * self.width;
            let book = self.books.get(entry..).unwrap_or(&[]);
            for (part, &step) in parts.iter_mut().zip(book) {
                *part += length * f32::from(step);
            }
        }
    }
}

/// The id of a word as the file spells it: `##` before a piece from inside a word of letters.
fn id(word: &str) -> u32 {
    let inside = word.strip_prefix("##");
    mark(word_id(inside.unwrap_or(word)), inside.is_some())
}

/// Tells the id of a piece from that of a word.
fn mark(id: u32, inside: bool) -> u32 {
    if inside { !id } else { id }
}

/// Bytes still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, left) = self.0.split_at_checked(count)?;
        self.0 = left;
        Some(taken)
    }

    /// A number of `count` bytes, the lowest first.
    fn number(&mut self, count: usize) -> Option<usize> {
        let bytes = self.take(count)?;
        let shift = |number: usize, &byte: &u8| number << 8 | usize::from(byte);
        Some(bytes.iter().rev().fold(0, shift))
    }

    /// As many bytes as a number of `count` bytes before them says.
    fn sized(&mut self, count: usize) -> Option<&'a [u8]> {
        let size = self.number(count)?;
        self.take(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Tables, normalise};

    /// Words with their codes; two dimensions in one group, four directions in its book.
    fn table(words: &[(&str, u8, u8)]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([1, 2, 4, 0, 128, words.len() as u8, 0, 0]);
        let text: Vec<u8> = words
            .iter()
            .flat_map(|(word, ..)| [&[0, word.len() as u8], word.as_bytes()].concat())
            .collect();
        bytes.extend([text.len() as u8, 0, 0]);
        bytes.extend(text);
        bytes.extend(words.iter().map(|word| word.1));
        bytes.extend(words.iter().map(|word| word.2));
        bytes.extend([100, 0, 0, 100, 156, 0, 0, 156]);
        bytes
    }

    fn points(table: &WordTable, text: &str) -> Option<Vec<f32>> {
        let normal = normalise(text, &Tables::default());
        table.vector(&normal)
    }

    #[test]
    fn words_add_up_by_their_lengths() {
        let bytes = table(&[("cheap", 0, 0), ("price", 16, 1), ("##ly", 0, 2)]);
        let table = WordTable::read(&bytes).unwrap();
        assert_eq!((table.len(), table.dimensions()), (3, 2));
        assert_eq!(points(&table, "Cheap!"), Some(vec![1.0, 0.0]));
        let both = points(&table, "cheap price").unwrap();
        assert!((both[1] / both[0] - 2.0).abs() < 0.01, "{both:?}");
        assert_eq!(points(&table, "cheaply"), None, "opposites cancel out");
        assert_eq!(points(&table, "ly"), None, "a piece is no word");
        assert_eq!(points(&table, ""), None);
    }

    #[test]
    fn ideographs_are_read_by_the_longest_word() {
        let bytes = table(&[("优惠", 0, 0), ("优", 0, 1), ("惠", 0, 1)]);
        let table = WordTable::read(&bytes).unwrap();
        assert_eq!(points(&table, "有优惠吗"), Some(vec![1.0, 0.0]));
        assert_eq!(points(&table, "优 惠"), Some(vec![0.0, 1.0]));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let good = table(&[("cheap", 0, 0), ("price", 16, 1)]);
        for end in 0..good.len() {
            let problem = WordTable::read(&good[..end]).unwrap_err();
            assert_ne!(problem, TableProblem::Words, "cut at {end}");
        }
        for at in 0..good.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut bad = good.clone();
                bad[at] = byte;
                if let Ok(table) = WordTable::read(&bad) {
                    let _ = points(&table, "cheap price 优惠 xyz");
                }
            }
        }
        let twice = table(&[("cheap", 0, 0), ("cheap", 16, 1), ("price", 0, 1)]);
        let twice = WordTable::read(&twice).unwrap();
        assert_eq!(
            points(&twice, "cheap"),
            Some(vec![1.0, 0.0]),
            "the first counts"
        );
        assert_eq!(points(&twice, "price"), Some(vec![0.0, 1.0]));
    }
}
