//! Words, numbers and ideographs by which names and texts are compared.

use super::sign::{Sign, among, letters, word_end};
use super::words::{Class, Words};

/// A word, a number or one ideograph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub id: u32,
    pub kind: Part,
    pub start: usize,
    pub end: usize,
    /// Whether it is a slip that was mended.
    pub slip: bool,
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
        let mut unit = Unit {
            id: sign.c.into(),
            kind: Part::Break,
            start: at,
            end: at + 1,
            slip: false,
            upper: at > 0 && sign.is_upper,
        };
        at += 1;
        let after_number = units.last().is_some_and(|last| last.kind == Part::Number);
        let alias = words.at(signs, unit.start).filter(|found| {
            // "l" is a size first, and then says that.
            let alias = (found.marks >> Class::Alias as u8) & 1 == 1 && found.key != "L";
            alias && (after_number || !is_latin(found.key))
        });
        if let Some(found) = alias {
            unit.end = unit.start + found.len;
            at = unit.end;
            if is_latin(found.key) {
                unit.id = hash(found.key);
                unit.kind = Part::Measure;
                units.push(unit);
                continue;
            }
            for c in found.key.chars() {
                unit.id = c.into();
                unit.kind = Part::Ideograph;
                units.push(unit);
            }
            continue;
        }
        if sign.is_alnum() {
            let digits = sign.c.is_ascii_digit();
            unit.kind = if digits { Part::Number } else { Part::Word };
            at = word_end(signs, unit.start);
            for place in unit.start..at {
                let digit = signs.get(place).is_some_and(|sign| sign.c.is_ascii_digit());
                if digits && !digit {
                    at = place;
                    break;
                }
                if digit && !digits {
                    unit.kind = Part::Model;
                }
            }
            unit.end = at;
            unit.id = hash(stem(&letters(signs, unit.start, at)));
        } else if sign.is_ideograph() {
            unit.kind = Part::Ideograph;
        } else if !among(sign.c, ",.?!;:。、，") {
            continue;
        }
        units.push(unit);
    }
    units
}

/// Whether Latin letters begin a text.
fn is_latin(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii)
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
    let mut signs = text.chars();
    if let (Some(c), None) = (signs.next(), signs.next())
        && !c.is_ascii()
    {
        return c.into();
    }
    text.bytes().fold(0x811c_9dc5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

/// Letters and digits of a product's number as one mark; `None` if they are too few or have no
/// digit beside a letter.
#[inline(never)]
pub(super) fn compact(signs: &[Sign]) -> Option<Unit> {
    let mut text = String::new();
    let (mut digits, mut latin) = (false, false);
    for sign in signs {
        if sign.is_alnum() {
            text.push(sign.c);
            digits |= sign.c.is_ascii_digit();
            latin |= !sign.c.is_ascii_digit();
        } else if !among(sign.c, "-_ ./") {
            return None;
        }
    }
    (text.len() > 3 && digits && latin).then(|| Unit {
        id: hash(&text),
        kind: Part::Model,
        start: 0,
        end: text.len(),
        slip: false,
        upper: false,
    })
}
