//! The text as a row of folded signs, each of which knows where it was typed.

use crate::text::{Kind, MAX_CHARS, Tables, fold_width, kind, lower};

/// One character: small, half-width, Simplified.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// The folded character; any white space is a space.
    pub c: char,
    /// Place in the original, in code points.
    pub at: u32,
    /// Whether it was a Latin capital.
    pub is_upper: bool,
}

impl Sign {
    /// A Latin letter or a digit.
    pub fn is_alnum(&self) -> bool {
        self.c.is_ascii_alphanumeric()
    }

    /// A sign of a script written without spaces.
    #[inline(never)]
    pub fn is_ideograph(&self) -> bool {
        kind(self.c) == Kind::Ideograph
    }
}

/// The signs of a text; invisible ones and repeated spaces are left out.
#[inline(never)]
pub(super) fn signs(text: &str, tables: &Tables) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut last = ' ';
    for (raw, at) in text.chars().zip(0..MAX_CHARS as u32) {
        let wide = fold_width(raw);
        let mut c = tables.to_simplified(lower(wide));
        match kind(c) {
            Kind::Invisible => continue,
            Kind::Apostrophe => c = '\'',
            _ if matches!(c, '\t' | '\n' | '\r' | '\u{2000}'..='\u{200a}') => c = ' ',
            _ => {}
        }
        c = match c {
            '￥' => '¥',
            '–' | '—' | '−' => '-',
            _ => c,
        };
        if c != ' ' || last != ' ' {
            let is_upper = wide.is_ascii_uppercase();
            signs.push(Sign { c, at, is_upper });
        }
        last = c;
    }
    signs
}

/// The sign at a place; beyond the text, a space.
#[inline(never)]
pub(super) fn c(signs: &[Sign], at: usize) -> char {
    signs.get(at).map_or(' ', |sign| sign.c)
}

/// Whether a sign is one of a list.
#[inline(never)]
pub(super) fn among(c: char, list: &str) -> bool {
    list.chars().any(|listed| listed == c)
}

/// One past the Latin letters and digits that begin at `at`.
#[inline(never)]
pub(super) fn word_end(signs: &[Sign], at: usize) -> usize {
    let mut end = at;
    while signs.get(end).is_some_and(Sign::is_alnum) {
        end += 1;
    }
    end
}

/// The characters of some signs.
#[inline(never)]
pub(super) fn letters(signs: &[Sign], from: usize, to: usize) -> String {
    let mut text = String::new();
    for sign in signs.get(from..to).unwrap_or_default() {
        text.push(sign.c);
    }
    text
}
