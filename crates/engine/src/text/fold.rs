//! Traditional characters to Simplified ones, one to one.

use super::Tables;
use super::order::{sort, tag, untag};

/// The first Chinese character of the main block, and one past the last that is read.
const HAN: std::ops::Range<u32> = 0x4e00..0x9fa6;

/// Marks the Simplified form that Traditional text uses too, as a character of its own.
const SHARED: usize = 1 << 16;

impl Tables {
    /// The Simplified form of a Traditional character; any other character is itself.
    #[must_use]
    pub fn to_simplified(&self, c: char) -> char {
        let code = u32::from(c);
        if !HAN.contains(&code) {
            return c;
        }
        let at = self.fold.partition_point(|&pair| pair < tag(code, 0));
        match self.fold.get(at) {
            Some(&pair) if pair >> 32 == u64::from(code) => simplified(pair),
            _ => c,
        }
    }

    /// Whether only Simplified text has this character.
    pub(super) fn is_only_simplified(&self, c: char) -> bool {
        let mut pairs = self.fold.iter();
        pairs.any(|&pair| simplified(pair) == c && untag(pair) & SHARED == 0)
    }
}

fn simplified(pair: u64) -> char {
    char::from_u32(pair as u32 & 0xffff).unwrap_or_default()
}

/// Pairs by Traditional character, each with the Simplified one and its mark, from the `fold` of a
/// language pack.
///
/// `examples/pack_fold.rs` writes it, in Base64. Going up through the Simplified characters, an
/// arithmetic code tells of each whether it is in the table and, if so, its Traditional
/// characters. Every decision has its own odds, which learn from each outcome. So 2,300 pairs take
/// 4 KB where plain text needs 9. Total: any other text gives some table or other.
pub(super) fn unpack(packed: &str) -> Vec<u64> {
    let bytes = base64(packed);
    let mut reader = Reader {
        bytes: bytes.iter(),
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

/// The bytes of a Base64 text; signs that are none of its 64 are passed over.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for sign in text.bytes() {
        let digit = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
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
struct Reader<'a> {
    bytes: std::slice::Iter<'a, u8>,
    range: u32,
    code: u32,
    odds: Vec<u16>,
}

impl Reader<'_> {
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
    use crate::text::tables::shipped;

    #[test]
    fn folds_traditional_and_leaves_the_rest() {
        let tables = shipped();
        let folded: String = "我想退貨,這雙鞋太緊 abc 退货"
            .chars()
            .map(|c| tables.to_simplified(c))
            .collect();
        assert_eq!(folded, "我想退货,这双鞋太紧 abc 退货");
    }

    #[test]
    fn the_table_is_whole_and_sorted() {
        let table = shipped().fold;
        assert_eq!(table.len(), 2300);
        assert!(table.is_sorted_by(|a, b| a >> 32 < b >> 32));
    }

    #[test]
    fn base64_is_read_to_the_last_byte() {
        assert_eq!(base64("AP8+/z0="), [0, 255, 62, 255, 61]);
        assert_eq!(base64("TQ=="), b"M");
    }

    #[test]
    fn broken_tables_are_read_to_an_end() {
        for packed in ["", "?", "退", "////////", "AAAA"] {
            let table = unpack(packed);
            assert!(table.is_sorted(), "{packed}");
        }
    }

    #[test]
    fn simplified_forms_that_traditional_text_has_tell_nothing() {
        let tables = shipped();
        assert!(tables.is_only_simplified('货'));
        assert!(!tables.is_only_simplified('后'));
        assert!(!tables.is_only_simplified('貨'));
        assert!(!tables.is_only_simplified('我'));
    }
}
