//! Sizes of clothes and shoes: XL, 中号, 42码, size 8.

use super::Kind;
use super::reader::{Read, Reader};
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
    /// A size; `last` is the mention before and the atom behind it, `sized` whether a size was
    /// spoken of.
    #[inline(never)]
    pub fn size(&self, at: usize, last: Option<(Kind, usize)>, sized: bool) -> Read {
        let chained =
            self.joins(at.wrapping_sub(1)) && last == Some((Kind::Size, at.wrapping_sub(1)));
        let atom = self.atom(at);
        if atom.is(Class::Size) {
            let counts = match atom.end - atom.start {
                1 => self.is_letter_size(at, chained),
                _ if matches!(self.sign_before(at), '最' | '多') => false,
                _ => !atom.is(Class::Vague) || chained || self.is_worn(at),
            };
            return counts
                .then_some(())
                .and_then(|()| self.hit(Kind::Size, atom.key, at, at + 1));
        }
        let number = self.number(at).filter(|number| number.value <= 6000)?;
        if number.form.kilo
            || number.form.weak
            || number.value < 100
            || matches!(self.sign_before(at), '/' | '#' | '-')
        {
            return None;
        }
        let glued = self.atom(at + 1).form.latin || self.is(at + 1, Class::Letters);
        if glued && self.touches(at + 1) {
            return None;
        }
        let unit = self.is(at + 1, Class::SizeUnit);
        let mut lead = self.before(at, 1);
        if lead.is_sign(':') || lead.is(Class::About) {
            lead = self.before(at, 2);
        }
        let strong =
            lead.is(Class::SizeCue) && lead.int() > 0 && self.is_lead(lead.start, lead.end);
        let free = self.is_stop(at + 1) || self.atom(at + 1).any(FREE);
        let bare = self.is_unmarked(at + 1);
        let shoe =
            (3400..=4850).contains(&number.value) && number.value % 50 == 0 && number.form.literal;
        let pair = self.joins(at + 1)
            && self
                .number(at + 2)
                .is_some_and(|next| (3400..=4850).contains(&next.value))
            && !self.is(at + 3, Class::Measure);
        let half = shoe && number.form.decimal;
        let weak = shoe
            && ((lead.is(Class::SizeCue) && lead.int() != 0)
                || (self.is_ideograph(at + 1)
                    && self.is(at + 1, Class::SizeNext)
                    && self.touches(at + 1)));
        let stepped = number.value < 1000 && !number.form.literal;
        let counts = unit && !stepped && self.follows(at + 1)
            || (strong && !stepped && (free || bare))
            || ((chained || half || weak || (shoe && pair) || (sized && self.is_worn(at))) && free);
        let mut value = digits(number.value / 100);
        if number.value % 100 != 0 {
            value.push('.');
            value.push_str(digits(number.value % 100).trim_end_matches('0'));
        }
        counts
            .then_some(())
            .and_then(|()| self.hit(Kind::Size, &value, at, at + 1))
    }

    /// `US` is a system of sizes, "us" is not.
    fn is_lead(&self, start: usize, end: usize) -> bool {
        let upper = self.signs.get(start).is_some_and(|sign| sign.is_upper);
        end - start != 2 || upper || self.signs.get(start).is_none_or(|sign| !sign.is_alnum())
    }

    /// No unit follows.
    fn is_unmarked(&self, at: usize) -> bool {
        self.atom(at)
            .any(set([Class::Letters, Class::Sign, Class::Colour]))
    }

    /// Whether one letter is a size: a capital alone, or with a word that says so.
    fn is_letter_size(&self, at: usize, chained: bool) -> bool {
        let atom = self.atom(at);
        let next = self.signs.get(atom.end).map_or(' ', |sign| sign.c);
        if matches!(self.sign_before(at), '\'' | '&' | '.' | '-')
            || matches!(next, '&' | '-' | '\'' | '型')
        {
            return false;
        }
        let upper = self.signs.get(atom.start).is_some_and(|sign| sign.is_upper);
        let number = self.before(at, 1).class == Class::Number as u8;
        let lead = self.before(at, 1).is(Class::SizeCue) && self.before(at, 1).int() > 0;
        let unit = self.is(at + 1, Class::SizeUnit);
        let alone = upper && !number && self.atom(at + 1).class != Class::Number as u8;
        alone || lead || unit || chained
    }

    /// Whether "small" is a size here: "in a small", "the large one".
    fn is_worn(&self, at: usize) -> bool {
        let behind = self.is_stop(at + 1) || self.atom(at + 1).any(WORN);
        self.before(at, 1).is(Class::SizeCue) && behind
    }
}
