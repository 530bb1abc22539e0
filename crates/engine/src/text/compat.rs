//! Characters that stand for others: ﬁ, ①, ㎏, ½, ｶﾞ, 𝐇.
//!
//! The part of NFKC that a shop meets, as ranges. Not done: the compatibility ideographs
//! (U+F900–U+FAFF), Kangxi radicals, Arabic presentation forms and symbols that end up as gaps.

/// Tells the characters that `c` stands for; `c` itself if it stands for none.
pub(super) fn spell_out(c: char, out: &mut dyn FnMut(char)) {
    let code = u32::from(c);
    let mut say = |word: &str| word.chars().for_each(&mut *out);
    let from = |first: u32| (code - first) as usize;
    match c {
        '\0'..='\u{b1}' => out(c),
        '\u{b2}' | '\u{b3}' => number(code - 0xb0, out),
        '\u{b9}' => out('1'),
        '\u{bc}'..='\u{be}' => say(word(FRACTIONS, from(0xbc))),
        '\u{2070}'..='\u{2079}' => number(code - 0x2070, out),
        '\u{2080}'..='\u{2089}' => number(code - 0x2080, out),
        '\u{2150}'..='\u{215e}' => say(word(FRACTIONS, from(0x2150) + 3)),
        '\u{2160}'..='\u{216b}' => say(word(ROMAN, from(0x2160))),
        '\u{2170}'..='\u{217b}' => say(word(ROMAN, from(0x2170))),
        '\u{2460}'..='\u{249b}' => number((code - 0x2460) % 20 + 1, out),
        '\u{249c}'..='\u{24e9}' => letter(code - 0x249c, out),
        '\u{24ea}' => out('0'),
        '\u{2776}'..='\u{2793}' => number((code - 0x2776) % 10 + 1, out),
        '\u{3251}'..='\u{325f}' => number(code - 0x3251 + 21, out),
        '\u{32b1}'..='\u{32bf}' => number(code - 0x32b1 + 36, out),
        '\u{3385}'..='\u{33a6}' => say(word(UNITS, from(0x3385))),
        '\u{33c4}' => say("cc"),
        '\u{2103}' => out('c'),
        '\u{2109}' => out('f'),
        '\u{2116}' => say("no"),
        '\u{2121}' => say("tel"),
        '\u{fb00}'..='\u{fb06}' => say(word(LIGATURES, from(0xfb00))),
        '\u{ff66}'..='\u{ff9d}' => out(KATAKANA.chars().nth(from(0xff66)).unwrap_or(c)),
        '\u{ffa1}'..='\u{ffbe}' => out(char::from_u32(code - 0xffa1 + 0x3131).unwrap_or(c)),
        // Vowels come six by six with two places left free.
        '\u{ffc2}'..='\u{ffdc}' => {
            let at = code - 0xffc2;
            out(char::from_u32(0x314f + at - at / 8 * 2).unwrap_or(c));
        }
        '\u{1d400}'..='\u{1d6a3}' => letter(code - 0x1d400, out),
        '\u{1d7ce}'..='\u{1d7ff}' => number((code - 0x1d7ce) % 10, out),
        _ => out(c),
    }
}

/// What a mark makes of the character before it: voiced kana, syllables of hangul.
pub(super) fn compose(before: char, mark: char) -> Option<char> {
    let (code, at) = (u32::from(before), u32::from(mark));
    let syllable = code.wrapping_sub(0xac00);
    let joined = match mark {
        '\u{ff9e}' | '\u{3099}' | '\u{309b}' if before == 'ウ' => 0x30f4,
        '\u{ff9e}' | '\u{3099}' | '\u{309b}' if is_among(code, VOICED) => code + 1,
        '\u{ff9f}' | '\u{309a}' | '\u{309c}' if is_among(code, LIPS) => code + 2,
        '\u{1161}'..='\u{1175}' if ('\u{1100}'..='\u{1112}').contains(&before) => {
            0xac00 + ((code - 0x1100) * 21 + at - 0x1161) * 28
        }
        '\u{11a8}'..='\u{11c2}' if syllable < 11_172 && syllable.is_multiple_of(28) => {
            code + at - 0x11a7
        }
        _ => return None,
    };
    char::from_u32(joined)
}

/// Whether a kana, hiragana or katakana, is in a row of hiragana.
fn is_among(kana: u32, row: &str) -> bool {
    row.chars()
        .any(|c| u32::from(c) == kana || u32::from(c) + 0x60 == kana)
}

/// Kana that a voicing mark changes, and those that a round mark changes.
const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほ";
const LIPS: &str = "はひふへほ";

/// Half-width katakana, U+FF66 onwards.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

const FRACTIONS: &str = "1/4 1/2 3/4 1/7 1/9 1/10 1/3 2/3 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8";
const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii";
const LIGATURES: &str = "ff fi fl ffi ffl st st";

/// U+3385 onwards.
const UNITS: &str = "kb mb gb cal kcal pf nf uf ug mg kg hz khz mhz ghz thz ul ml dl kl fm nm um mm cm km mm2 cm2 m2 km2 mm3 cm3 m3 km3";

fn word(words: &str, at: usize) -> &str {
    words.split(' ').nth(at).unwrap_or("")
}

/// A number below 100.
fn number(n: u32, out: &mut dyn FnMut(char)) {
    if n > 9 {
        out(char::from_digit(n / 10, 10).unwrap_or('0'));
    }
    out(char::from_digit(n % 10, 10).unwrap_or('0'));
}

/// A letter by its place in any number of alphabets.
fn letter(at: u32, out: &mut dyn FnMut(char)) {
    out(char::from(b'a' + (at % 26) as u8));
}
