//! Money and percentages.

use super::Kind;
use super::atom::{Atom, DECIMAL, KILO, WEAK};
use super::reader::{Read, Reader};
use super::words::{Class, set};
use std::num::NonZeroIsize;

/// Behind a number: goods or another unit than money.
const GOODS: u64 = set([
    Class::Letters,
    Class::Product,
    Class::Number,
    Class::NotGoods,
    Class::Measure,
    Class::Span,
    Class::Percent,
    Class::Fold,
    Class::Bunch,
    Class::MonthUnit,
    Class::DayUnit,
    Class::SizeUnit,
    Class::YearUnit,
]);

impl<'a> Reader<'a> {
    /// `NT$1,200`, 三百块, 三块五, fifty bucks, 2k; a bare number where a budget is spoken of.
    #[inline(never)]
    pub fn money(&mut self) -> Read {
        let at = 0;
        if self.before(at, 1).is(Class::CodeCue) {
            return None;
        }
        if self.is(at, Class::Currency) {
            let number = self.number(at + 1)?;
            let coined = self.is(at + 2, Class::Coin) && self.touches(at + 2);
            let next = at + 2 + isize::from(coined);
            return self.amount(self.atom(at).key, number.value, at, next);
        }
        let number = self.number(at)?;
        let mut next = at + 1;
        if self.is(next, Class::About) && self.touches(next) {
            next += 1;
        }
        let unit = self.atom(next);
        if unit.is(Class::Coin) && !self.is_piece(number, next) {
            let scale = unit.int().max(1);
            let minor = number.value * scale;
            let (rest, next) = self.small_change(next + 1);
            return self.amount(unit.key, minor + rest, at, next);
        }
        if unit.is(Class::Currency) {
            return self.amount(unit.key, number.value, at, next + 1);
        }
        if unit.is(Class::Part) {
            let minor = number.value * unit.int() / 100;
            return self.amount("", minor, at, next + 1);
        }
        let is_range = self.joins(at + 1) || self.atom(at + 1).is_sign('-');
        if is_range && self.number(at + 2).is_some() {
            // The first of 200到300块.
            self.at += 2;
            let second = self.money();
            self.at -= 2;
            second?;
            let (start, end) = (number.start, number.end);
            if let Some(hit) = self.found.last_mut() {
                (hit.number, hit.start, hit.end) = (number.value, start, end);
            }
            return NonZeroIsize::new(at + 1);
        }
        let plain = number.has(KILO) && !self.is_goods(at + 1);
        if !plain && (number.has(WEAK) || !self.is_budget(at)) {
            return None;
        }
        self.amount("", number.value, at, at + 1)
    }

    #[inline(never)]
    fn amount(&mut self, key: &'a str, minor: i64, from: isize, to: isize) -> Read {
        let code = match key.get(..3) {
            Some(code) if code.as_bytes().first().is_some_and(u8::is_ascii_uppercase) => code,
            _ if key == "$" => self.dollar,
            _ => self.currency,
        };
        self.hit(Kind::Money, minor, code, from, to)
    }

    /// The 五 or 五毛 of 三块五毛, in hundredths, and what comes next.
    #[inline(never)]
    fn small_change(&self, at: isize) -> (i64, isize) {
        if !self.touches(at) {
            return (0, at);
        }
        if self.atom(at).class == Class::Half as u8 && self.is_ideograph(at) {
            return (50, at + 1);
        }
        let unit = self.atom(at + 1);
        match self.number(at) {
            Some(number) if number.value < 1000 && !number.has(DECIMAL) => {
                if unit.is(Class::Part) {
                    (number.value * unit.int() / 100, at + 2)
                } else if unit.is(Class::Measure) && unit.class != Class::None as u8 {
                    (0, at) // 三块五个: another number begins
                } else {
                    (number.value / 10, at + 1)
                }
            }
            _ => (0, at),
        }
    }

    /// Whether 块 counts pieces here: 两块肥皂.
    fn is_piece(&self, number: &Atom<'_>, unit: isize) -> bool {
        let next = self.atom(unit + 1);
        let noun = next.class == Class::Product as u8
            || (next.class == Class::Sign as u8 && self.is_ideograph(unit + 1));
        self.is(unit, Class::Measure) && number.value <= 300 && noun
    }

    /// Whether goods or another unit follow a number.
    fn is_goods(&self, at: isize) -> bool {
        let atom = self.atom(at);
        let unknown = atom.is(Class::Sign) && self.is_ideograph(at) && self.touches(at);
        atom.any(GOODS) || unknown
    }

    /// Whether a bare number is an amount: 预算三百, 300以内, under 100.
    #[inline(never)]
    fn is_budget(&self, at: isize) -> bool {
        let mut before = 1;
        while self.before(at, before).is(Class::About) || self.before(at, before).is_sign(':') {
            before += 1;
        }
        let cue = self.before(at, before);
        let goods = self.is_goods(at + 1);
        let number = self.atom(at);
        let more = self.atom(at + 1).class == Class::Sign as u8 && number.value >= 1000;
        if cue.is(Class::MoneyCue) && number.value > 0 && (!goods || more) {
            return true;
        }
        let is_large = !goods && self.atom(at).value >= 2000;
        is_large && (cue.is(Class::Under) || self.is(at + 1, Class::Within))
    }

    /// 八折, 20%, 百分之二十, half off; in hundredths of a percent.
    #[inline(never)]
    pub fn percent(&mut self) -> Read {
        let at = 0;
        let first = self.atom(at);
        if first.is(Class::HalfOff) {
            return self.hit(Kind::Percent, first.int() * 100, "", at, at + 1);
        }
        if first.is(Class::Percent) && first.int() < 0 {
            let share = self.number(at + 1)?.value;
            return self.hit(Kind::Percent, share, "", at, at + 2);
        }
        let number = self.number(at)?;
        let unit = self.atom(at + 1);
        let share = if unit.is(Class::Percent) && unit.int() > 0 {
            number.value
        } else if unit.is(Class::Tenth) && self.touches(at + 1) {
            number.value * 10
        } else if unit.is(Class::Fold) && number.value < 1000 {
            10_000 - number.value * 10
        } else if unit.is(Class::Fold) && number.value < 10_000 {
            10_000 - number.value
        } else {
            return None;
        };
        self.hit(Kind::Percent, share, "", at, at + 2)
    }
}
