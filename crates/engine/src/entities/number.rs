//! Numbers of several words: 三百五, 1.2万, two hundred and fifty.

use super::atom::{Atom, DECIMAL, KILO, LATIN, LITERAL, MOST, VAGUE, WEAK};
use super::words::Class;

/// Makes those atoms one that are one number. Linear: what is read is passed.
pub(super) fn compose(atoms: &mut Vec<Atom<'_>>) {
    let mut kept = 0;
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        let mut atom = *atom;
        at += number(atoms.get(at..).unwrap_or_default(), &mut atom);
        if let Some(place) = atoms.get_mut(kept) {
            *place = atom;
        }
        kept += 1;
    }
    atoms.truncate(kept);
}

/// What has been read of a number, in hundredths.
#[derive(Default)]
struct Sum {
    /// Whole ten thousands, or thousands in English.
    total: i64,
    /// Tens, hundreds.
    section: i64,
    /// Digits that wait for their scale.
    pending: Option<i64>,
    /// The last scale, 1 if there was none.
    last: i64,
    /// A zero stood between scale and digit: 一百零五.
    zero: bool,
    digits: u32,
    form: u8,
}

#[inline(never)]
/// Reads a number into the first atom; how many atoms it takes.
fn number(atoms: &[Atom<'_>], number: &mut Atom<'_>) -> usize {
    let first = *number;
    let mut sum = Sum {
        last: 1,
        ..Sum::default()
    };
    sum.set(LITERAL, first.is(Class::Number));
    let mut used = 0;
    let mut end = first.start;
    if first.class == Class::Article as u8 {
        let Some(scale) = atoms.get(1).filter(|next| next.is(Class::Scale)) else {
            return 1;
        };
        sum.pending = Some(100);
        end = scale.start;
        used = 1;
    }
    while let Some(atom) = atoms.get(used) {
        let gap = atom.start > end;
        // "hundred and fifty", "twenty-five"
        let and = sum.last > 1 && sum.pending.is_none() && atom.class == Class::And as u8;
        let tens = sum.has(LATIN) && sum.pending.is_some_and(|p| p >= 2000) && !gap;
        if (and && atom.has(LATIN)) || (tens && atom.is_sign('-')) {
            let next = atoms
                .get(used + 1)
                .filter(|a| a.is(Class::Digit) && a.has(LATIN));
            if let Some(next) = next.filter(|a| and || (a.value < 1000 && a.start == atom.end)) {
                used += 1;
                end = next.start;
                continue;
            }
        }
        let apart = gap && used > 0 && !atom.has(LATIN);
        if apart || !sum.take(atom) {
            break;
        }
        used += 1;
        end = atom.end;
    }
    if end == first.start {
        return 1;
    }
    number.class = Class::Number as u8;
    // One word may be something else, too: "second", 一 and 两.
    number.marks = if used == 1 { first.marks } else { 0 };
    number.marks |= 1 << Class::Number as u8;
    number.value = sum.value();
    number.form = sum.form;
    number.end = end;
    used
}

impl Sum {
    fn has(&self, form: u8) -> bool {
        self.form & form != 0
    }

    fn set(&mut self, form: u8, on: bool) {
        self.form &= !form;
        if on {
            self.form |= form;
        }
    }

    /// Adds an atom, or says that it does not belong to the number.
    fn take(&mut self, atom: &Atom<'_>) -> bool {
        if atom.class == Class::Number as u8 {
            if self.pending.is_some() || (self.last == 1 && self.digits > 0) || self.has(LATIN) {
                return false;
            }
            self.pending = Some(atom.value);
            self.form |= atom.form & (DECIMAL | KILO);
            // A literal is whole by itself: no digit may follow.
            self.digits += 10;
            return true;
        }
        let is_digit = atom.class == Class::Digit as u8;
        if !is_digit && atom.class != Class::Scale as u8 {
            return false;
        }
        if is_digit {
            return self.digit(atom);
        }
        let scale = atom.int();
        if self.has(KILO) || (scale <= self.last && self.last > 1 && self.pending.is_none()) {
            return false;
        }
        self.form &= !LITERAL;
        self.set(LATIN, atom.has(LATIN));
        let bare = self.pending.is_none() && self.section == 0 && self.total == 0;
        self.set(WEAK, bare && scale > 10);
        let pending = self
            .pending
            .take()
            .unwrap_or(if self.section == 0 { 100 } else { 0 });
        let large = scale >= 10_000 || (scale == 1000 && atom.has(LATIN));
        if large {
            self.total = (self.section + pending) * scale;
            self.section = 0;
        } else {
            let pending = if self.section > 0 {
                pending.max(100)
            } else {
                pending
            };
            self.section += pending * scale;
        }
        self.total = self.total.min(MOST);
        self.section = self.section.min(MOST);
        self.last = scale;
        self.zero = false;
        self.digits = self.digits.min(9);
        true
    }

    fn digit(&mut self, atom: &Atom<'_>) -> bool {
        let digit = atom.value;
        let Some(pending) = self.pending else {
            if digit == 0 && self.last > 1 && !self.zero {
                self.zero = true;
                return true;
            }
            self.set(LATIN, atom.has(LATIN));
            self.pending = Some(digit);
            self.digits += 1;
            return true;
        };
        if self.digits >= 10 || atom.has(LATIN) != self.has(LATIN) {
            return false;
        }
        if atom.has(LATIN) {
            let fits = (2000..10_000).contains(&pending) && digit < 1000 && pending % 1000 == 0;
            self.pending = Some(if fits { pending + digit } else { pending });
            return fits;
        }
        // 廿五
        if self.digits == 1 && pending == 2000 {
            self.pending = Some(pending + digit);
            return true;
        }
        // 八五 in 八五折, 二零二六 in years; 两三 says "about".
        let vague = self.digits == 1 && digit == pending + 100 && self.last == 1;
        self.set(VAGUE, vague);
        self.pending = Some((pending * 10 + digit).min(MOST));
        self.digits += 1;
        true
    }

    fn value(&self) -> i64 {
        let mut pending = self.pending.unwrap_or(0);
        // 两千五 is 2,500, 三万五 35,000.
        if self.last >= 100
            && !self.zero
            && !self.has(LATIN)
            && pending < 1000
            && !self.has(DECIMAL)
        {
            pending *= self.last / 10;
        }
        self.total + self.section + pending
    }
}
