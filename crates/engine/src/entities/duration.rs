//! How long: 三天, 一个半小时, two weeks, 30-day.

use super::Kind;
use super::atom::{KILO, LATIN, LITERAL, WEAK};
use super::calendar::{civil, day};
use super::reader::{Read, Reader};
use super::words::{Class, set};
use crate::money::digits;

/// Parts of a unit that are told apart: hundredths, of which a minute is 1⅔ of an hour.
const PARTS: i64 = 6000;

impl Reader<'_> {
    /// A stretch of time; with "ago" the day that lies so far back.
    #[inline(never)]
    pub fn duration(&mut self) -> Read {
        let at = 0;
        let (mut value, unit_at) = self.length(at)?;
        let unit = self.atom(unit_at);
        let key = if unit.is(Class::Span) { unit.key } else { "M" };
        let mut next = unit_at + 1;
        let half = self.atom(next);
        let latin = half.has(LATIN);
        if half.is(Class::Half)
            && if latin {
                half.int() == 1
            } else {
                self.touches(next)
            }
        {
            value += 50;
            next += 1;
        }
        value *= PARTS / 100;
        let minutes = self.atom(next + 1);
        if key == "TH"
            && minutes.is(Class::Span)
            && minutes.key == "TM"
            && let Some(number) = self.number(next)
        {
            value += number.value.min(PARTS);
            next += 2;
        }
        if self.says(next, "old") || (value % PARTS != 0 && iso(key, value).len() < 2) {
            return None;
        }
        if self.is(next, Class::Ago)
            && let Some(date) = self.ago(key, value)
        {
            return self.hit(Kind::Date, date, "", at, next + 1);
        }
        self.hit(Kind::Duration, value, key, at, next)
    }

    /// How many, in hundredths, and where the unit stands.
    fn length(&self, at: isize) -> Option<(i64, isize)> {
        let first = self.atom(at);
        let span = |at: isize| self.is(at, Class::Span).then_some(at);
        if first.is(Class::Half) && first.int() != 1 {
            // 半年, half an hour; 个半钟 is one and a half.
            let value = if first.int() == 2 { 150 } else { 50 };
            return Some((value, span(at + 1)?));
        }
        if first.class == Class::Article as u8 {
            let unit = self.atom(span(at + 1)?);
            let before = self.before(at, 1);
            let rate = before.is(Class::Span) || before.is(Class::PerTime);
            let idle = matches!(unit.key, "TS" | "TM");
            return (!rate && !idle).then_some((100, at + 1));
        }
        let number = self.number(at)?;
        if self.behind(at, "哪某每那这另嗰") || (number.value == 100 && self.behind(at, "的"))
        {
            return None;
        }
        let year = number.has(LITERAL) && number.value >= 100_000;
        if number.has(KILO) || number.has(WEAK) || year {
            return None;
        }
        let mut unit = at + 1;
        if self.is(unit, Class::About) && self.touches(unit) {
            unit += 1;
        }
        let month = self.says(unit + 1, "月"); // 一个半月
        if self.is(unit, Class::Half) && (month || self.is(unit + 1, Class::Span)) {
            return Some((number.value + 50, unit + 1));
        }
        if self.atom(unit).is_sign('-') && self.touches(unit) && self.touches(unit + 1) {
            unit += 1;
        }
        let idle = self.atom(unit).key == "TS" && number.has(LATIN) && number.value == 100;
        Some((number.value, span(unit)?)).filter(|_| !idle)
    }

    fn ago(&self, key: &str, value: i64) -> Option<i64> {
        let count = (value % PARTS == 0 && value < 10_000 * PARTS).then_some(value / PARTS)?;
        let (year, month, date) = civil(self.today);
        let months = match key {
            "D" => return Some(self.today - count),
            "W" => return Some(self.today - 7 * count),
            "M" => count,
            "Y" => 12 * count,
            _ => return None,
        };
        // A month back from the 31st is the last day of a shorter month.
        (0..4).find_map(|less| day(year, month - months, date - less))
    }
}

/// ISO 8601 of so many parts of a unit; `P` alone for a part that has no plain form.
#[inline(never)]
pub(super) fn iso(key: &str, value: i64) -> String {
    let (times, small) = match key {
        "TH" => (60, "TM"),
        "D" => (24, "TH"),
        "M" => (30, "D"),
        "Y" => (12, "M"),
        _ => (0, ""),
    };
    let part = value % PARTS * times;
    let mut text = String::from("P");
    if part % PARTS != 0 || (times == 0 && value % PARTS != 0) {
        return text;
    }
    let mut timed = false;
    for (count, code) in &[(value / PARTS, key), (part / PARTS, small)] {
        if *count == 0 {
            continue;
        }
        let letter = code.strip_prefix('T');
        if letter.is_some() && !timed {
            text.push('T');
            timed = true;
        }
        text.push_str(&digits(*count));
        text.push_str(letter.unwrap_or(code));
    }
    text
}

impl Reader<'_> {
    /// A colour; one character alone only where it stands for the thing: 黑的.
    #[inline(never)]
    pub fn colour(&mut self) -> Read {
        let at = 0;
        let atom = self.atom(at);
        if !atom.is(Class::Colour) {
            return None;
        }
        if !atom.has(LATIN) && atom.end - atom.start == 1 {
            let next = self.atom(at + 1);
            let before = self.joins(at - 1) && self.is_stop(at + 1) || self.joins(at + 1);
            if !before
                && !next.any(const { set([Class::SizeNext, Class::Product, Class::Letters]) })
            {
                return None;
            }
        }
        self.hit(Kind::Colour, 0, atom.key, at, at + 1)
    }
}
