//! The form of a table file (`docs/word-table.md`): reading its words, planning and writing one.

use super::quantise::Quantised;

/// Bytes before the words.
const HEADER: usize = 16;

/// What fits into a budget.
pub struct Plan {
    pub rows: usize,
    pub groups: usize,
    /// Entries of each book.
    pub entries: usize,
    /// Estimated size when compressed.
    pub bytes: usize,
}

/// The words of a table that the engine has read without complaint.
pub fn words(bytes: &[u8]) -> Option<Vec<String>> {
    let count = number(bytes.get(10..13)?);
    let mut text = bytes.get(HEADER..)?;
    let mut word = Vec::new();
    let mut words = Vec::new();
    for _ in 0..count {
        let (&[same, size], rest) = text.split_first_chunk::<2>()?;
        let (own, rest) = rest.split_at_checked(usize::from(size))?;
        word.truncate(usize::from(same));
        word.extend_from_slice(own);
        words.push(String::from_utf8(word.clone()).ok()?);
        text = rest;
    }
    Some(words)
}

fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .rev()
        .fold(0, |number, &byte| number << 8 | usize::from(byte))
}

/// As many rows, in order, as fit into `budget` bytes when compressed. A small table has smaller
/// books, which else would take all of it.
pub fn plan(order: &[usize], words: &[String], dimensions: usize, budget: usize) -> Plan {
    let entries = (budget / 1000).next_power_of_two().clamp(16, 256);
    // Compressors spend about the entropy on codes, and a word costs about half its letters.
    let row = 1.0 + GROUPS as f64 * (entries as f64).log2() / 8.0;
    let mut bytes = (HEADER + entries * dimensions) as f64;
    let mut rows = 0;
    for &at in order {
        let more = row + 1.0 + words[at].len() as f64 / 2.0;
        if bytes + more > budget as f64 {
            break;
        }
        bytes += more;
        rows += 1;
    }
    Plan {
        rows,
        groups: GROUPS,
        entries: entries.min(rows.max(1)),
        bytes: bytes as usize,
    }
}

/// Groups of dimensions, of 6 each in the tables that ship.
const GROUPS: usize = 32;

/// A table file; `names` are sorted by their bytes.
pub fn write(names: &[&str], rows: &Quantised, share: f32) -> Vec<u8> {
    let text = front_coded(names);
    let mut bytes = b"ASWT\x01".to_vec();
    bytes.extend([rows.groups as u8, rows.width as u8]);
    bytes.extend(&rows.entries.to_le_bytes()[..2]);
    bytes.push((share * 256.0) as u8);
    bytes.extend(&names.len().to_le_bytes()[..3]);
    bytes.extend(&text.len().to_le_bytes()[..3]);
    bytes.extend(text);
    bytes.extend(&rows.lengths);
    bytes.extend(&rows.codes);
    bytes.extend(rows.books.iter().map(|step| step.cast_unsigned()));
    bytes
}

/// Each word as the bytes that it shares with the one before, its own bytes, and those.
fn front_coded(names: &[&str]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut before: &[u8] = &[];
    for name in names {
        let now = name.as_bytes();
        let same = before.iter().zip(now).take_while(|(a, b)| a == b).count();
        text.extend([same as u8, (now.len() - same) as u8]);
        text.extend(&now[same..]);
        before = now;
    }
    text
}
