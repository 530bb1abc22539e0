//! Sizes of clothes and shoes: XL, 中号, 42码, size 8.

use super::Kind;
use super::atom::{DECIMAL, KILO, LATIN, LITERAL, WEAK};
use super::reader::{Read, Reader};
use super::sign::among;
use super::words::{Class, set};
use crate::money::digits;

/// What may stand behind a size in figures.
const FREE: u64 = set([
    Class::SizeNext,
    Class::Join,
    Class::Size,
    Class::Product,
    Class::Stop,
    Class::Ahead,
    Class::On,
]);

/// What may stand behind "a small".
const WORN: u64 = set([
    Class::SizeNext,
    Class::Join,
    Class::Product,
    Class::Size,
    Class::Colour,
    Class::On,
    Class::Ahead,
]);

impl Reader<'_> {
    /// A size.
    #[inline(never)]
    pub fn size(&mut self) -> Read {
        let at = 0;
        let end = self.before(at, 2).end;
        let last = self.found.last();
        let chained = self.joins(at - 1)
            && last.is_some_and(|last| last.kind == Kind::Size && last.end == end);
        let atom = self.atom(at);
        if atom.is(Class::Size) {
            let counts = match atom.end - atom.start {
                1 => self.is_letter_size(at, chained),
                _ if self.behind(at, "最多") => false,
                _ => !atom.is(Class::Vague) || chained || self.is_worn(at),
            };
            if !counts {
                return None;
            }
            return self.hit(Kind::Size, 0, atom.key, at, at + 1);
        }
        let number = self.number(at).filter(|number| number.value <= 6000)?;
        if number.has(KILO) || number.has(WEAK) || number.value < 100 || self.behind(at, "/#-") {
            return None;
        }
        let glued = self.atom(at + 1).has(LATIN) || self.is(at + 1, Class::Letters);
        if glued && self.touches(at + 1) {
            return None;
        }
        let unit = self.is(at + 1, Class::SizeUnit);
        let mut lead = self.before(at, 1);
        if lead.is_sign(':') || lead.is(Class::About) {
            lead = self.before(at, 2);
        }
        // `US` is a system of sizes, "us" is not.
        let us = lead.end.wrapping_sub(lead.start) == 2 && lead.has(LATIN) && !self.has_upper(lead);
        let strong = lead.is(Class::SizeCue) && lead.int() > 0 && !us;
        let free = self.is_stop(at + 1) || self.atom(at + 1).any(FREE);
        let bare = self.is_unmarked(at + 1);
        let shoe =
            (3400..=4850).contains(&number.value) && number.value % 50 == 0 && number.has(LITERAL);
        let pair = self.joins(at + 1)
            && self
                .number(at + 2)
                .is_some_and(|next| (3400..=4850).contains(&next.value))
            && !self.is(at + 3, Class::Measure);
        let half = shoe && number.has(DECIMAL);
        let weak = shoe
            && ((lead.is(Class::SizeCue) && lead.int() != 0)
                || (self.is_ideograph(at + 1)
                    && self.is(at + 1, Class::SizeNext)
                    && self.touches(at + 1)));
        let stepped = number.value < 1000 && !number.has(LITERAL);
        let counts = unit && !stepped && self.follows(at + 1)
            || (strong && !stepped && (free || bare))
            || ((chained || half || weak || (shoe && pair) || (self.sized && self.is_worn(at)))
                && free);
        if !counts {
            return None;
        }
        self.hit(Kind::Size, number.value, "", at, at + 1)
    }

    /// No unit follows.
    fn is_unmarked(&self, at: isize) -> bool {
        self.atom(at)
            .any(const { set([Class::Letters, Class::Sign, Class::Colour]) })
    }

    /// Whether one letter is a size: a capital alone, or with a word that says so.
    fn is_letter_size(&self, at: isize, chained: bool) -> bool {
        let atom = self.atom(at);
        if self.behind(at, "'&.-") || among(self.sign(atom.end), "&-'型") {
            return false;
        }
        let upper = self.is_upper(at);
        let number = self.before(at, 1).class == Class::Number as u8;
        let lead = self.before(at, 1).is(Class::SizeCue) && self.before(at, 1).int() > 0;
        let unit = self.is(at + 1, Class::SizeUnit);
        let alone = upper && !number && self.atom(at + 1).class != Class::Number as u8;
        alone || lead || unit || chained
    }

    /// Whether "small" is a size here: "in a small", "the large one".
    fn is_worn(&self, at: isize) -> bool {
        let behind = self.is_stop(at + 1) || self.atom(at + 1).any(WORN);
        self.before(at, 1).is(Class::SizeCue) && behind
    }
}

/// `42`, `42.5` of hundredths.
pub(super) fn figures(hundredths: i64) -> String {
    let mut value = digits(hundredths / 100);
    let part = hundredths % 100;
    if part != 0 {
        value.push('.');
        value.push_str(&digits(if part % 10 == 0 { part / 10 } else { part }));
    }
    value
}
