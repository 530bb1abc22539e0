//! Traditional characters to Simplified ones, one to one.

use std::sync::OnceLock;

use super::order::distinct;

/// 2,852 pairs restated from OpenCC's `TSCharacters` (Apache-2.0, see THIRD-PARTY notices).
///
/// Packed in columns because that compresses to 5.5 KB where plain text needs 9: a count `n`
/// (u16, little endian), `n` high bytes and `n` low bytes of the Simplified characters, then the
/// steps between successive Traditional ones (255 means "add 255 and read on").
const PACKED: &[u8] = include_bytes!("../../data/traditional_to_simplified.bin");

/// The Simplified form of a Traditional character; any other character is itself.
#[must_use]
pub fn to_simplified(c: char) -> char {
    let Ok(code) = u16::try_from(u32::from(c)) else {
        return c;
    };
    if code < 0x4e00 {
        return c;
    }
    let table = table();
    let found = table
        .binary_search_by_key(&code, |pair| pair.0)
        .ok()
        .and_then(|at| table.get(at));
    found
        .and_then(|pair| char::from_u32(u32::from(pair.1)))
        .unwrap_or(c)
}

/// Whether the table knows this character as the Simplified form of some other.
pub(super) fn is_simplified_form(c: char) -> bool {
    static FORMS: OnceLock<Vec<u32>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| distinct(table().iter().map(|pair| u32::from(pair.1))));
    forms.binary_search(&u32::from(c)).is_ok()
}

fn table() -> &'static [(u16, u16)] {
    static TABLE: OnceLock<Vec<(u16, u16)>> = OnceLock::new();
    TABLE.get_or_init(unpack)
}

fn unpack() -> Vec<(u16, u16)> {
    let mut bytes = PACKED.iter().copied();
    let mut next = || bytes.next().unwrap_or(0);
    let count = usize::from(u16::from_le_bytes([next(), next()]));
    let high: Vec<u8> = (0..count).map(|_| next()).collect();
    let low: Vec<u8> = (0..count).map(|_| next()).collect();
    let mut code = 0_u16;
    let pairs = high.into_iter().zip(low).map(|(high, low)| {
        loop {
            let step = next();
            code = code.wrapping_add(u16::from(step));
            if step != u8::MAX {
                return (code, u16::from_be_bytes([high, low]));
            }
        }
    });
    pairs.collect()
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
        assert_eq!(table().len(), 2852);
        assert!(table().is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_truncated_table_would_end() {
        // `next` gives 0 past the end, which is not 255: the inner loop always ends.
        assert_eq!(unpack().len(), table().len());
    }
}
