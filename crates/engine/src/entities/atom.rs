//! The text as a row of atoms: known words, numbers, signs.

use super::number::compose;
use super::sign::{Sign, c, letters, word_end};
use super::words::{Class, Words};
use super::{Hit, Kind};
use std::hint::black_box;

/// A piece of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'w> {
    /// What it is, as a [`Class`] number.
    pub class: u8,
    /// All that it may be, a bit for each class.
    pub marks: u64,
    /// What a known word stands for.
    pub key: &'w str,
    /// The number that the key tells, 0 if it tells none.
    pub int: i64,
    /// Numbers in hundredths; signs by code.
    pub value: i64,
    /// How a number was written, a bit for each trait.
    pub form: u8,
    /// First sign.
    pub start: usize,
    /// One past the last sign.
    pub end: usize,
}

/// How a number was written: Arabic digits alone.
pub(super) const LITERAL: u8 = 1;
/// With a decimal point.
pub(super) const DECIMAL: u8 = 2;
/// With letters: two, fifty.
pub(super) const LATIN: u8 = 4;
/// Two digits that say "about": 两三.
pub(super) const VAGUE: u8 = 8;
/// A bare hundred or thousand, which counts only before a unit.
pub(super) const WEAK: u8 = 16;
/// Digits and k.
pub(super) const KILO: u8 = 32;

/// Small questions, asked in many places. `black_box` keeps the compiler from loading the fields
/// before each call, which costs the shopper more than the call.
impl Atom<'_> {
    /// Whether it may be of that class.
    #[inline(never)]
    pub fn is(&self, class: Class) -> bool {
        black_box(self).marks & 1 << class as u8 != 0
    }

    /// Whether it may be of any class of a [`set`](super::words::set).
    #[inline(never)]
    pub fn any(&self, set: u64) -> bool {
        black_box(self).marks & set != 0
    }

    /// Whether a number was written in any of these ways.
    pub fn has(&self, form: u8) -> bool {
        self.form & form != 0
    }

    /// Whether the packs know it.
    pub fn is_known(&self) -> bool {
        self.any((1 << Class::Number as u8) - 1)
    }

    /// Whether it is that sign.
    #[inline(never)]
    pub fn is_sign(&self, c: char) -> bool {
        let atom = black_box(self);
        atom.class == Class::Sign as u8 && atom.value == i64::from(u32::from(c))
    }

    /// The number that the key tells, 0 if it tells none.
    pub fn int(&self) -> i64 {
        self.int
    }

    /// The whole number, if it is one.
    pub fn whole(&self) -> Option<i64> {
        let whole = self.whole_or_less();
        (whole >= 0).then_some(whole)
    }

    /// The whole number, -1 if it is none.
    #[inline(never)]
    fn whole_or_less(&self) -> i64 {
        let value = black_box(self).value;
        if value % 100 == 0 { value / 100 } else { -1 }
    }
}

/// Past this no amount, count or year is meant; times the largest scale it is still in range.
pub(super) const MOST: i64 = 10_000_000_000;

/// A whole number up to 10⁸, perhaps negative; 0 if there is none.
#[inline(never)]
pub(super) fn int(text: &str) -> i64 {
    let mut value = 0;
    for b in text.bytes() {
        if b.is_ascii_digit() {
            value = (value * 10 + i64::from(b - b'0')).min(100_000_000);
        }
    }
    if text.starts_with('-') { -value } else { value }
}

/// Reads atoms; `taken` are the mentions that are known already, in order.
pub(super) fn atoms<'w>(signs: &[Sign], words: &'w Words, taken: &[Hit<'_>]) -> Vec<Atom<'w>> {
    let mut atoms = Vec::new();
    let mut taken = taken;
    let mut nth = 0;
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let mut atom = Atom {
            class: Class::Sign as u8,
            marks: 0,
            key: "",
            int: 0,
            value: u32::from(sign.c).into(),
            form: 0,
            start: at,
            end: at + 1,
        };
        if let [hit, rest @ ..] = taken
            && hit.start <= at
        {
            taken = rest;
            atom.class = match hit.kind {
                Kind::Product => Class::Product as u8,
                _ => Class::Taken as u8,
            };
            atom.value = nth;
            nth += 1;
            atom.end = hit.end.max(at + 1);
        } else if let Some(found) = words.at(signs, at) {
            atom.class = found.class;
            atom.marks = found.marks;
            atom.key = found.key;
            atom.int = int(found.key);
            atom.value = atom.int * 100;
            atom.form = if sign.is_alnum() { LATIN } else { 0 };
            atom.end = at + found.len;
        } else if sign.c.is_ascii_digit() {
            literal(&mut atom, signs);
        } else if sign.is_alnum() {
            atom.class = Class::Letters as u8;
            atom.end = word_end(signs, at);
            times(&mut atom, signs);
        }
        at = atom.end;
        atom.marks |= 1 << atom.class;
        if !atom.is_sign(' ') {
            atoms.push(atom);
        }
    }
    compose(&mut atoms);
    atoms
}

/// Arabic digits, with commas between thousands and with a decimal point.
#[inline(never)]
fn literal(atom: &mut Atom<'_>, signs: &[Sign]) {
    let is_digit = |at: usize| c(signs, at).is_ascii_digit();
    let mut value = 0;
    let mut at = atom.start;
    // Digits behind the decimal point that are still to come; all are read, two count.
    let mut places = 2;
    atom.form = LITERAL;
    loop {
        let sign = c(signs, at);
        if let Some(digit) = sign.to_digit(10) {
            if !atom.has(DECIMAL) || places > 0 {
                value = (value * 10 + i64::from(digit)).min(MOST / 100);
                places -= i32::from(atom.has(DECIMAL));
            }
        } else if atom.has(DECIMAL) {
            break;
        } else if sign == '.' && is_digit(at + 1) {
            atom.form |= DECIMAL;
        } else if sign != ','
            || is_digit(at + 4)
            || !(is_digit(at + 1) && is_digit(at + 2) && is_digit(at + 3))
        {
            break;
        }
        at += 1;
    }
    while places > 0 {
        value *= 10;
        places -= 1;
    }
    atom.value = value;
    atom.class = Class::Number as u8;
    atom.end = at;
    if !c(signs, at).is_ascii_lowercase() {
        return;
    }
    let end = word_end(signs, at);
    match (letters(signs, at, end).as_str(), &mut atom.class) {
        ("st" | "nd" | "rd" | "th", class) => *class = Class::DayNumber as u8,
        ("x", class) => {
            *class = Class::Times as u8;
            atom.key = "x";
        }
        ("k", _) => {
            atom.value = (atom.value * 1000).min(MOST);
            atom.form |= KILO;
        }
        _ => return,
    }
    atom.end = end;
}

/// `x2`, a count.
#[inline(never)]
fn times(atom: &mut Atom<'_>, signs: &[Sign]) {
    let mut value = 0;
    for at in atom.start + 1..atom.end {
        match c(signs, at).to_digit(10) {
            Some(digit) if at < atom.start + 4 => value = value * 10 + i64::from(digit),
            _ => return,
        }
    }
    if c(signs, atom.start) == 'x' && value > 0 {
        atom.class = Class::Times as u8;
        atom.value = value * 100;
    }
}
