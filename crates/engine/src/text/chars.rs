//! What kind of sign a character is, by range, and its folded form.

/// The classes that the rest of the engine tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A letter of a script with spaces between words (Latin, Greek, Cyrillic, Arabic, ...).
    Letter,
    /// 0–9, after folding of full-width digits.
    Digit,
    /// A sign of a script written without spaces: Han, kana, hangul, Thai.
    Ideograph,
    /// An emoji or pictograph: kept, because it carries tone.
    Emoji,
    /// `'` and `’`: dropped inside a word, so that `don't` meets `dont`.
    Apostrophe,
    /// Zero-width, control, direction and combining signs: dropped without a trace.
    Invisible,
    /// Spaces and punctuation: between tokens.
    Gap,
}

/// Class of a character that has been through [`fold_width`] and [`lower`].
pub(crate) fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        '\'' | '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => Kind::Apostrophe,
        '\t' | '\n' | '\r' => Kind::Gap,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => Kind::Invisible,
        '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' => Kind::Invisible,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {
            Kind::Invisible
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Kind::Invisible,
        '\u{e0000}'..='\u{e0fff}' | '\u{1f3fb}'..='\u{1f3ff}' => Kind::Invisible,
        '\u{d7}' | '\u{f7}' => Kind::Gap,
        '\u{c0}'..='\u{2af}' | '\u{370}'..='\u{dff}' | '\u{1e00}'..='\u{1fff}' => Kind::Letter,
        '\u{e00}'..='\u{1cff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{318f}' => {
            Kind::Ideograph
        }
        '\u{31a0}'..='\u{31ff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff66}'..='\u{ff9f}' => {
            Kind::Ideograph
        }
        c if is_han(c) => Kind::Ideograph,
        '\u{231a}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' => Kind::Emoji,
        '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => Kind::Emoji,
        _ => Kind::Gap,
    }
}

/// Chinese characters (also used by Japanese): the unified blocks and their extensions.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Full-width ASCII and the ideographic space to their ordinary forms.
///
/// The part of NFKC in which one character stays one; for the rest see `compat.rs`.
pub(crate) fn fold_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// Lower case, and Latin letters without their accents (`É` to `e`): typed text often lacks them.
pub(crate) fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{c0}'..='\u{ff}' => base(LATIN_1, c, 0xc0),
        'Α'..='Ω' | 'А'..='Я' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        'Ѐ'..='Џ' => char::from_u32(u32::from(c) + 80).unwrap_or(c),
        '\u{100}'..='\u{17f}' => base(LATIN_A, c, 0x100),
        '\u{1cd}'..='\u{1dc}' => base(PINYIN, c, 0x1cd),
        '\u{1e00}'..='\u{1eff}' => base(LATIN_MORE, c, 0x1e00),
        _ => c,
    }
}

/// The base letter of `c` in a table that starts at `first`.
fn base(table: &[u8], c: char, first: u32) -> char {
    let at = (u32::from(c) - first) as usize;
    table.get(at).map_or(c, |&b| char::from(b))
}

/// Base letters of U+0100–U+017F: Central Europe, Turkey.
const LATIN_A: &[u8] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+01CD–U+01DC: tones of pinyin.
const PINYIN: &[u8] = b"aaiioouuuuuuuuuu";

/// Base letters of U+1E00–U+1EFF: Vietnam.
const LATIN_MORE: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyassssdaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

/// Base letters of U+00C0–U+00FF; the two signs × and ÷ become spaces.
const LATIN_1: &[u8] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
