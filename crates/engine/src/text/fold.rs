//! Traditional characters to Simplified ones, one to one.

use std::cell::Cell;

use super::order::{sort, tag, untag};

/// 2,300 pairs restated from OpenCC's `TSCharacters` (Apache-2.0, see THIRD-PARTY notices).
///
/// Written by `examples/pack_fold.rs`, which says which pairs; 4 KB where plain text needs 9.
/// Going up through the Simplified characters, an arithmetic code tells of each whether it is in
/// the table and, if so, its Traditional characters. Every decision has its own odds, which learn
/// from each outcome.
const PACKED: &[u8] = include_bytes!("../../data/traditional_to_simplified.bin");

/// The first Chinese character of the main block, and one past the last that is read.
const HAN: std::ops::Range<u32> = 0x4e00..0x9fa6;

/// Marks the Simplified form that Traditional text uses too, as a character of its own.
const SHARED: usize = 1 << 16;

/// The Simplified form of a Traditional character; any other character is itself.
#[must_use]
pub fn to_simplified(c: char) -> char {
    let code = u32::from(c);
    if !HAN.contains(&code) {
        return c;
    }
    let table = table();
    let at = table.partition_point(|&pair| pair < tag(code, 0));
    match table.get(at) {
        Some(&pair) if pair >> 32 == u64::from(code) => simplified(pair),
        _ => c,
    }
}

/// Whether only Simplified text has this character.
pub(super) fn is_only_simplified(c: char) -> bool {
    let mut pairs = table().iter();
    pairs.any(|&pair| simplified(pair) == c && untag(pair) & SHARED == 0)
}

thread_local! {
    /// Pairs by Traditional character: that one, and the other with its mark. Empty until asked
    /// for. (A `OnceLock` costs the shopper more than what it guards.)
    static TABLE: Cell<&'static [u64]> = const { Cell::new(&[]) };
}

fn table() -> &'static [u64] {
    if TABLE.get().is_empty() {
        TABLE.set(unpack().leak());
    }
    TABLE.get()
}

fn simplified(pair: u64) -> char {
    char::from_u32(pair as u32 & 0xffff).unwrap_or_default()
}

fn unpack() -> Vec<u64> {
    let mut reader = Reader {
        bytes: PACKED.iter(),
        range: 1,
        code: 0,
        odds: vec![HALF; CONTEXTS],
    };
    let mut pairs = Vec::new();
    let mut traditional = HAN.start;
    let mut history = 0;
    for simplified in HAN {
        // Members come in crowds: the last eight and the last one tell the odds.
        let crowd = u32::count_ones(history & 0xff) * 2 + (history & 1);
        let mut more = reader.bit(MEMBER + crowd);
        history = history << 1 | more;
        if more == 0 {
            continue;
        }
        let shared = reader.bit(IS_SHARED) as usize * SHARED;
        while more == 1 {
            // Near the one before, or near its own Simplified form.
            let near = reader.bit(IS_NEAR);
            let from = if near == 1 { simplified } else { traditional };
            traditional = from.wrapping_add(reader.step(near * STEP));
            pairs.push(tag(traditional, simplified as usize | shared));
            more = reader.bit(IS_MORE);
        }
    }
    sort(&mut pairs);
    pairs
}

/// Places of the decisions among [`Reader::odds`].
const MEMBER: u32 = 0;
const IS_SHARED: u32 = 20;
const IS_NEAR: u32 = 21;
const IS_MORE: u32 = 22;
/// A step's size and sign take 32, its digits 16 for each size.
const SIZE: u32 = 32;
const DIGIT: u32 = 64;
const STEP: u32 = 320;
const CONTEXTS: usize = 640;

/// Odds are 0..4096 for a 0.
const HALF: u16 = 2048;

/// The binary range decoder of LZMA.
struct Reader {
    bytes: std::slice::Iter<'static, u8>,
    range: u32,
    code: u32,
    odds: Vec<u16>,
}

impl Reader {
    /// A distance either way.
    fn step(&mut self, base: u32) -> u32 {
        let mut head = 1;
        for _ in 0..5 {
            head = head << 1 | self.bit(base + SIZE + (head & 31));
        }
        let size = head >> 1 & 15;
        let mut step = u32::from(size > 0);
        for place in 1..size {
            step = step << 1 | self.bit(base + DIGIT + size * 16 + place);
        }
        if head & 1 == 1 {
            step.wrapping_neg()
        } else {
            step
        }
    }

    #[inline(never)]
    fn bit(&mut self, context: u32) -> u32 {
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(*self.bytes.next().unwrap_or(&0));
        }
        let Some(odds) = self.odds.get_mut(context as usize) else {
            return 0;
        };
        let bound = (self.range >> 12) * u32::from(*odds);
        if self.code < bound {
            self.range = bound;
            *odds += (4096 - *odds) >> 5;
            0
        } else {
            self.code -= bound;
            self.range -= bound;
            *odds -= *odds >> 5;
            1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_traditional_and_leaves_the_rest() {
        let folded: String = "我想退貨,這雙鞋太緊 abc 退货"
            .chars()
            .map(to_simplified)
            .collect();
        assert_eq!(folded, "我想退货,这双鞋太紧 abc 退货");
    }

    #[test]
    fn the_table_is_whole_and_sorted() {
        assert_eq!(table().len(), 2300);
        assert!(table().is_sorted_by(|a, b| a >> 32 < b >> 32));
    }

    #[test]
    fn simplified_forms_that_traditional_text_has_tell_nothing() {
        assert!(is_only_simplified('货'));
        assert!(!is_only_simplified('后'));
        assert!(!is_only_simplified('貨'));
        assert!(!is_only_simplified('我'));
    }
}
