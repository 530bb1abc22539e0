//! Numbers of several words: 三百五, 1.2万, two hundred and fifty.

use super::atom::{Atom, Form};
use super::words::Class;

/// The atoms with those of one number made one. Linear: what is read is passed.
pub(super) fn compose<'w>(atoms: &[Atom<'w>]) -> Vec<Atom<'w>> {
    let mut composed = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        let rest = atoms.get(at..).unwrap_or_default();
        if let Some((number, used)) = number(rest) {
            composed.push(number);
            at += used;
        } else {
            composed.push(*atom);
            at += 1;
        }
    }
    composed
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
    form: Form,
}

#[inline(never)]
fn number<'w>(atoms: &[Atom<'w>]) -> Option<(Atom<'w>, usize)> {
    let first = atoms.first()?;
    let mut sum = Sum {
        last: 1,
        ..Sum::default()
    };
    sum.form.literal = first.is(Class::Number);
    let mut used = 0;
    let mut end = first.start;
    if first.class == Class::Article as u8 {
        let scale = atoms.get(1).filter(|next| next.is(Class::Scale))?;
        sum.pending = Some(100);
        end = scale.start;
        used = 1;
    }
    while let Some(atom) = atoms.get(used) {
        let gap = atom.start > end;
        // "hundred and fifty", "twenty-five"
        if sum.last > 1
            && sum.pending.is_none()
            && atom.class == Class::And as u8
            && atom.form.latin
        {
            let next = atoms.get(used + 1).filter(|a| a.is(Class::Digit));
            if let Some(next) = next.filter(|a| a.form.latin) {
                used += 1;
                end = next.start;
                continue;
            }
        }
        if atom.is_sign('-') && sum.form.latin && !gap && sum.pending.is_some_and(|p| p >= 2000) {
            let next = atoms.get(used + 1).filter(|a| a.is(Class::Digit));
            if let Some(next) = next.filter(|a| a.value < 1000 && a.start == atom.end) {
                used += 1;
                end = next.start;
                continue;
            }
        }
        let apart = gap && used > 0 && !atom.form.latin;
        if apart || !sum.take(atom) {
            break;
        }
        used += 1;
        end = atom.end;
    }
    if end == first.start {
        return None;
    }
    let mut number = *first;
    number.class = Class::Number as u8;
    // One word may be something else, too: "second", 一 and 两.
    number.marks = if used == 1 { first.marks } else { 0 };
    number.marks |= 1 << Class::Number as u8;
    number.value = sum.value();
    number.form = sum.form;
    number.end = end;
    Some((number, used))
}

impl Sum {
    /// Adds an atom, or says that it does not belong to the number.
    fn take(&mut self, atom: &Atom<'_>) -> bool {
        if atom.class == Class::Number as u8 {
            if self.pending.is_some() || (self.last == 1 && self.digits > 0) || self.form.latin {
                return false;
            }
            self.pending = Some(atom.value);
            self.form.decimal = atom.form.decimal;
            self.form.kilo = atom.form.kilo;
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
        if self.form.kilo || (scale <= self.last && self.last > 1 && self.pending.is_none()) {
            return false;
        }
        self.form.literal = false;
        self.form.latin = atom.form.latin;
        let bare = self.pending.is_none() && self.section == 0 && self.total == 0;
        self.form.weak = bare && scale > 10;
        let pending = self
            .pending
            .take()
            .unwrap_or(if self.section == 0 { 100 } else { 0 });
        let large = scale >= 10_000 || (scale == 1000 && atom.form.latin);
        if large {
            self.total = (self.section + pending).saturating_mul(scale);
            self.section = 0;
        } else {
            let pending = if self.section > 0 {
                pending.max(100)
            } else {
                pending
            };
            self.section = self.section.saturating_add(pending.saturating_mul(scale));
        }
        self.total = self.total.min(1_000_000_000_000);
        self.section = self.section.min(1_000_000_000_000);
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
            self.form.latin = atom.form.latin;
            self.pending = Some(digit);
            self.digits += 1;
            return true;
        };
        if self.digits >= 10 || atom.form.latin != self.form.latin {
            return false;
        }
        if atom.form.latin {
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
        self.form.vague = self.digits == 1 && digit == pending + 100 && self.last == 1;
        self.pending = Some(pending * 10 + digit);
        self.digits += 1;
        true
    }

    fn value(&self) -> i64 {
        let mut pending = self.pending.unwrap_or(0);
        // 两千五 is 2,500, 三万五 35,000.
        if self.last >= 100
            && !self.zero
            && !self.form.latin
            && pending < 1000
            && !self.form.decimal
        {
            pending *= self.last / 10;
        }
        self.total + self.section + pending
    }
}
