//! How long: 三天, 一个半小时, two weeks, 30-day.

use super::calendar::{civil, day, iso};
use super::reader::{Read, Reader};
use super::words::{Class, set};
use super::{Hit, Kind};
use crate::money::digits;

impl Reader<'_> {
    /// A stretch of time; with "ago" the day that lies so far back.
    #[inline(never)]
    pub fn duration(&self, at: usize) -> Read {
        let (value, unit_at) = self.length(at)?;
        let unit = self.atom(unit_at);
        let key = if unit.is(Class::Span) { unit.key } else { "M" };
        let mut value = value;
        let mut next = unit_at + 1;
        if self.is(next, Class::Half) && (self.touches(next) || self.atom(next).form.latin) {
            let latin = self.atom(next).form.latin;
            if !latin || self.atom(next).int() == 1 {
                value += 50;
                next += 1;
            }
        }
        let (code, next) = match self.minutes(key, value, next) {
            Some(found) => found,
            None => (written(key, value)?, next),
        };
        if self.says(next, "old") {
            return None;
        }
        if self.is(next, Class::Ago)
            && let Some(date) = self.ago(key, value)
        {
            return self.hit(Kind::Date, &iso(date), at, next + 1);
        }
        self.hit(Kind::Duration, &code, at, next)
    }

    /// How many, in hundredths, and where the unit stands.
    fn length(&self, at: usize) -> Option<(i64, usize)> {
        let first = self.atom(at);
        let span = |at: usize| self.is(at, Class::Span).then_some(at);
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
        if matches!(
            self.sign_before(at),
            '哪' | '某' | '每' | '那' | '这' | '另' | '嗰'
        ) || (number.value == 100 && self.sign_before(at) == '的')
        {
            return None;
        }
        let year = number.form.literal && number.value >= 100_000;
        if number.form.kilo || number.form.weak || year {
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
        let idle = self.atom(unit).key == "TS" && number.form.latin && number.value == 100;
        Some((number.value, span(unit)?)).filter(|_| !idle)
    }

    /// Hours with minutes behind them.
    fn minutes(&self, key: &str, hours: i64, at: usize) -> Option<(String, usize)> {
        let number = self.number(at)?;
        let unit = self.atom(at + 1);
        if key != "TH" || !unit.is(Class::Span) || unit.key != "TM" {
            return None;
        }
        let mut code = written(key, hours)?;
        code.push_str(&digits(number.whole()?));
        code.push('M');
        Some((code, at + 2))
    }

    fn ago(&self, key: &str, value: i64) -> Option<i64> {
        let count = (value % 100 == 0 && value < 1_000_000).then_some(value / 100)?;
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

/// ISO 8601 of so many hundredths of a unit; `None` for a part that has no plain form.
#[inline(never)]
fn written(key: &str, value: i64) -> Option<String> {
    let (whole, part) = (value / 100, value % 100);
    let (small, code) = match (key, part) {
        (_, 0) => (0, ""),
        ("TH", _) => (part * 60 / 100, "M"),
        ("D", 50) => (12, "TH"),
        ("M", 50) => (15, "D"),
        ("Y", 50) => (6, "M"),
        _ => return None,
    };
    let mut text = String::from("P");
    let mut timed = false;
    for (count, code) in [(whole, key), (small, code)] {
        if count == 0 {
            continue;
        }
        let letter = code.strip_prefix('T');
        if letter.is_some() && !timed {
            text.push('T');
            timed = true;
        }
        // Minutes behind hours need no second T.
        if !timed && key == "TH" {
            text.push('T');
            timed = true;
        }
        text.push_str(&digits(count));
        text.push_str(letter.unwrap_or(code));
    }
    (text.len() > 1).then_some(text)
}

impl Reader<'_> {
    /// A colour; one character alone only where it stands for the thing: 黑的.
    #[inline(never)]
    pub fn colour(&self, at: usize) -> Read {
        let atom = self.atom(at);
        if !atom.is(Class::Colour) {
            return None;
        }
        if !atom.form.latin && atom.end - atom.start == 1 {
            let next = self.atom(at + 1);
            let before =
                self.joins(at.wrapping_sub(1)) && self.is_stop(at + 1) || self.joins(at + 1);
            if !before && !next.any(set([Class::SizeNext, Class::Product, Class::Letters])) {
                return None;
            }
        }
        let hit = Hit::text(Kind::Colour, atom.key, atom.start, atom.end);
        Some((hit, at + 1))
    }
}
