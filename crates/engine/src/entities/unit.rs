//! Words, numbers and ideographs by which names and texts are compared.

use super::sign::{Sign, letters, word_end};
use super::words::{Class, Words};

/// A word, a number or one ideograph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub id: u32,
    pub kind: Part,
    pub start: usize,
    pub end: usize,
    /// Whether a capital begins it behind another word.
    pub upper: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Word,
    /// Letters and digits: X2.
    Model,
    Number,
    /// `ml` behind a number.
    Measure,
    Ideograph,
    /// A mark between sentences.
    Break,
}

/// The units of a text. Words that mean the same in catalogs (`alias` of the packs) become one.
#[inline(never)]
pub(super) fn units(signs: &[Sign], words: &Words) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let alias = words
            .at(signs, at)
            .filter(|found| (found.marks >> Class::Alias as u8) & 1 == 1);
        let mut unit = Unit {
            id: 0,
            kind: Part::Break,
            start: at,
            end: at + 1,
            upper: at > 0 && sign.is_upper,
        };
        // "l" is a size first, and then says that.
        if let Some(found) = alias.filter(|found| found.key != "L") {
            unit.end = at + found.len;
            let after_number = units.last().is_some_and(|last| last.kind == Part::Number);
            if after_number && found.key.is_ascii() {
                unit.id = hash(found.key);
                unit.kind = Part::Measure;
                units.push(unit);
            } else if !found.key.is_ascii() {
                for c in found.key.chars() {
                    unit.id = u32::from(c);
                    unit.kind = Part::Ideograph;
                    units.push(unit);
                }
            } else {
                each_plain(signs, at, unit.end, &mut units);
            }
            at = unit.end;
            continue;
        }
        if sign.is_alnum() {
            let end = word_end(signs, at);
            let mut to = at;
            while sign.c.is_ascii_digit()
                && signs.get(to).is_some_and(|sign| sign.c.is_ascii_digit())
            {
                to += 1;
            }
            unit.end = if to > at { to } else { end };
            let word = letters(signs, at, unit.end);
            unit.id = hash(stem(&word));
            unit.kind = match to > at {
                true => Part::Number,
                false if word.bytes().any(|b| b.is_ascii_digit()) => Part::Model,
                false => Part::Word,
            };
            units.push(unit);
        } else if sign.is_ideograph() {
            each_plain(signs, at, at + 1, &mut units);
        } else if matches!(
            sign.c,
            ',' | '.' | '?' | '!' | ';' | ':' | '。' | '、' | '，'
        ) {
            units.push(unit);
        }
        at = unit.end;
    }
    units
}

pub(super) fn each_plain(signs: &[Sign], from: usize, to: usize, units: &mut Vec<Unit>) {
    let ideograph = signs.get(from).is_some_and(Sign::is_ideograph);
    if !ideograph {
        let id = hash(stem(&letters(signs, from, to)));
        return units.push(Unit {
            id,
            kind: Part::Word,
            start: from,
            end: to,
            upper: false,
        });
    }
    for at in from..to {
        let id = signs.get(at).map_or(0, |sign| u32::from(sign.c));
        units.push(Unit {
            id,
            kind: Part::Ideograph,
            start: at,
            end: at + 1,
            upper: false,
        });
    }
}

/// Whether two ideographs are the end of a longer word: 外套 in 羽绒外套. What stands before them
/// then is no word of the packs.
pub(super) fn is_compound(signs: &[Sign], words: &Words, units: &[Unit], at: usize) -> bool {
    let start = units.get(at).map_or(0, |unit| unit.start);
    let before = |back: usize| start.checked_sub(back).and_then(|at| signs.get(at));
    if !before(0).is_some_and(Sign::is_ideograph) || !before(1).is_some_and(Sign::is_ideograph) {
        return false;
    }
    !(1..5).any(|back| {
        let word = start
            .checked_sub(back)
            .and_then(|from| words.at(signs, from));
        word.is_some_and(|word| word.len == back)
    })
}

/// What names are found by: a word, a number, a pair of ideographs.
#[inline(never)]
pub(super) fn key(units: &[Unit], at: usize, end: usize) -> Option<u32> {
    let unit = units.get(at)?;
    match unit.kind {
        Part::Break => None,
        Part::Ideograph => {
            let next = units
                .get(at + 1)
                .filter(|next| at + 1 < end && next.kind == Part::Ideograph)?;
            Some(unit.id.wrapping_mul(0x9e37_79b1) ^ next.id)
        }
        _ => Some(unit.id),
    }
}

/// A word without the ending of its plural.
#[inline(never)]
pub(super) fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// FNV-1a.
#[inline(never)]
pub(super) fn hash(text: &str) -> u32 {
    if let (Some(c), true) = (
        text.chars().next(),
        text.chars().count() == 1 && !text.is_ascii(),
    ) {
        return c.into();
    }
    text.bytes().fold(0x811c_9dc5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

/// Letters and digits of a product's number as one mark; `None` if they are too few or have no
/// digit beside a letter.
#[inline(never)]
pub(super) fn compact(signs: &[Sign]) -> Option<u32> {
    let mut text = String::new();
    let mut mixed = (false, false);
    for sign in signs {
        if sign.is_alnum() {
            text.push(sign.c);
            mixed.0 |= sign.c.is_ascii_digit();
            mixed.1 |= !sign.c.is_ascii_digit();
        } else if !matches!(sign.c, '-' | '_' | ' ' | '.' | '/') {
            return None;
        }
    }
    (text.len() > 3 && mixed == (true, true)).then(|| hash(&text))
}

/// Whether a text holds a look (a colour's name) by its mark: any run of up to 12 signs.
#[inline(never)]
pub(super) fn has(signs: &[Sign], look: u32) -> bool {
    (0..signs.len()).any(|from| {
        let most = signs.len().min(from + 12);
        (from + 1..=most).any(|to| hash(&letters(signs, from, to)) == look)
    })
}
