//! Days: 下周三, 11/25, the 9th, next Monday, 双十一.

use super::Kind;
use super::atom::{Atom, LATIN, LITERAL, int};
use super::calendar::{civil, day, weekday};
use super::reader::{Read, Reader};
use super::words::{Class, set};
use crate::lang::parted;

/// Atoms that are looked at on either side for the time of the verb.
const REACH: isize = 10;

/// Months between the days that one number and one month can mean.
const YEARLY: i64 = 12;

impl Reader<'_> {
    /// Puts a day down that is named from the atom that is read to `to`, without its "the".
    #[inline(never)]
    fn on(&mut self, days: Option<i64>, to: isize) -> Read {
        let from = isize::from(self.says(0, "the") && self.is(1, Class::DayNumber));
        self.hit(Kind::Date, days?, "", from, to)
    }

    /// 大后天, tonight, the end of the month, Christmas.
    #[inline(never)]
    pub fn relative(&mut self) -> Read {
        let at = 0;
        let atom = self.atom(at);
        if atom.is(Class::Rel) {
            let (year, month, _) = civil(self.today);
            let days = match atom.key {
                "eom" => day(year, month + 1, 1)? - 1,
                _ => self.today + atom.int(),
            };
            return self.on(Some(days), at + 1);
        }
        if !atom.is(Class::Feast) {
            return None;
        }
        // `1225`, or the days themselves where a feast moves: `20261127 20271126`.
        let lean = self.lean(at, at + 1);
        let mut best = None;
        let mut rest = atom.key;
        while !rest.is_empty() {
            let (days, behind) = parted(rest, b' ').unwrap_or((rest, ""));
            rest = behind;
            let days = int(days);
            let (year, month, date) = (days / 10_000, days / 100 % 100, days % 100);
            let days = match year {
                0 => self.near(month, date, YEARLY, lean),
                _ => day(year, month, date),
            };
            self.closer(&mut best, days, lean);
        }
        self.on(best, at + 1)
    }

    /// 周三, 下周三, next Monday, Monday next week. Weeks start on Monday; "last" is the last one
    /// there was.
    #[inline(never)]
    pub fn weekday(&mut self) -> Read {
        let at = 0;
        let first = self.atom(at);
        let shifted = first.is(Class::Shift);
        let name_at = at + isize::from(shifted);
        let name = self.atom(name_at);
        if !name.is(Class::Weekday) {
            return None;
        }
        let to = weekday(self.today);
        let wanted = name.int();
        let back = self.today - 1 - (to - 1 - wanted).rem_euclid(7);
        let in_week = self.today - to + wanted;
        if shifted {
            let recent = first.has(LATIN) && first.int() < 0;
            let days = in_week + 7 * self.shift(at);
            return self.on(Some(if recent { back } else { days }), name_at + 1);
        }
        let shift = at + 1 + isize::from(self.says(at + 1, "of"));
        if name.has(LATIN) && self.is(shift, Class::Shift) {
            let days = in_week + 7 * self.atom(shift).int();
            if self.says(shift, "next week") {
                return self.on(Some(days), shift + 1);
            }
            if self.atom(shift + 1).key == "W" {
                return self.on(Some(days), shift + 2);
            }
        }
        // "sun", "sat", "mon" are words, too.
        let led = self
            .before(at, 1)
            .any(const { set([Class::On, Class::Ahead]) });
        if name.has(LATIN) && name.end - name.start < 4 && !self.is_upper(at) && !led {
            return None;
        }
        let past = self.lean(at, at + 1) < 0;
        let ahead = back + 7 + 7 * i64::from(wanted == to);
        self.on(Some(if past { back } else { ahead }), at + 1)
    }

    /// How many weeks or months on; 本 is a measure word, too, whose value is not meant.
    fn shift(&self, at: isize) -> i64 {
        match self.says(at, "本") {
            true => 0,
            false => self.atom(at).int(),
        }
    }

    /// 2026-11-25, 11/25, 25/12, 11/25/2026.
    #[inline(never)]
    pub fn numeric(&mut self) -> Read {
        let at = 0;
        let first = self.number(at)?.whole()?;
        let mark = self.atom(at + 1);
        let second = self.number(at + 2)?;
        let second = second.whole().filter(|_| second.has(LITERAL))?;
        let joined = (at + 1..at + 3).all(|at| self.touches(at));
        let slash = mark.is_sign('/');
        if !joined || !self.atom(at).has(LITERAL) || self.behind(at, "/-.") {
            return None;
        }
        let third = self.number(at + 4).and_then(Atom::whole);
        let marks = self.atom(at + 3).value == mark.value && self.touches(at + 3);
        let third = third.filter(|_| marks && self.touches(at + 4));
        if (1000..3000).contains(&first) && (slash || mark.is_sign('-') || mark.is_sign('.')) {
            return self.on(day(first, second, third?), at + 5);
        }
        let (month, date) = if first > 12 {
            (second, first)
        } else {
            (first, second)
        };
        if !slash || !(1..13).contains(&month) {
            return None;
        }
        match third {
            Some(year) => {
                let year = if year < 100 { year + 2000 } else { year };
                self.on(day(year, month, date), at + 5)
            }
            None => {
                let days = self.near(month, date, YEARLY, self.lean(at, at + 3));
                self.on(days, at + 3)
            }
        }
    }

    /// 2026年11月25日, 明年1月1号, 下个月3号, 十一月二十五, 25号.
    #[inline(never)]
    pub fn chinese(&mut self) -> Read {
        let (this_year, this_month, _) = civil(self.today);
        let mut at = 0;
        let mut year = None;
        let first = self.atom(at);
        if first.is(Class::YearUnit) && first.end - first.start > 1 {
            year = Some(this_year + first.int());
            at += 1;
        } else if self.says(at + 1, "年") {
            year = self.number(at)?.whole();
            at += 2;
        }
        let month_unit = self.is(at + 1, Class::MonthUnit) && self.is_ideograph(at + 1);
        if month_unit && self.is(at, Class::Shift) && year.is_none() {
            let date = self.day_of_month(at + 2, true)?;
            let month = this_month + self.shift(at);
            return self.on(day(this_year, month, date.0), date.1);
        }
        if month_unit && let Some(month) = self.number(at) {
            let month = month.whole().filter(|month| (1..13).contains(month))?;
            let (date, next) = self.day_of_month(at + 2, false)?;
            let days = match year {
                Some(year) => day(year, month, date),
                None => self.near(month, date, YEARLY, self.lean(at, next)),
            };
            return self.on(days, next);
        }
        if year.is_some() || !self.is(at + 1, Class::DayUnit) || !self.follows(at + 1) {
            return None;
        }
        let before = self.before(at, 1);
        let stepped = self.behind(at, "大小哪细加");
        if stepped || (before.is(Class::SizeCue) && before.int() > 0) {
            return None;
        }
        let (date, next) = self.day_of_month(at, true)?;
        let lean = self.lean(at, next);
        if self.atom(at + 1).is(Class::Span) {
            // 三日 is how long, unless 前 makes it a day that is to come.
            let due = self.is(next, Class::Ago) && lean >= 0 && self.past_near(at, next) == 0;
            if !due {
                return None;
            }
        }
        self.on(self.monthly(date, lean), next)
    }

    /// A day of the month with its 号 or 日, which may be left out behind a month.
    fn day_of_month(&self, at: isize, needs_unit: bool) -> Option<(i64, isize)> {
        let date = self
            .number(at)?
            .whole()
            .filter(|date| (1..32).contains(date))?;
        let unit = self.is(at + 1, Class::DayUnit) && self.follows(at + 1);
        (unit || !needs_unit).then_some((date, at + 1 + isize::from(unit)))
    }

    /// Nov 25, 25 November 2026, the 25th of November, the 9th.
    #[inline(never)]
    pub fn english(&mut self) -> Read {
        let at = 0;
        let article = isize::from(self.says(at, "the"));
        let is_day = |at: isize| {
            let atom = self.atom(at);
            let named = atom.any(const { set([Class::DayNumber, Class::Ordinal]) });
            let plain = atom.class == Class::Number as u8 && atom.has(LITERAL);
            let date = atom.whole().filter(|date| (1..32).contains(date))?;
            (plain || named).then_some(date)
        };
        if self.atom(at).is(Class::Month) {
            let gap = isize::from(self.says(at + 1, "the"));
            let date = is_day(at + 1 + gap)?;
            return self.month_day(self.atom(at).int(), date, at, at + 2 + gap);
        }
        let date_at = at + article;
        let date = is_day(date_at)?;
        let of = isize::from(self.says(date_at + 1, "of"));
        let month = self.atom(date_at + 1 + of);
        if month.is(Class::Month) {
            return self.month_day(month.int(), date, at, date_at + 2 + of);
        }
        if self.atom(date_at).class != Class::DayNumber as u8 {
            return None;
        }
        if of == 1 && month.is(Class::Shift) && self.is(date_at + 3, Class::MonthUnit) {
            let (year, this_month, _) = civil(self.today);
            return self.on(day(year, this_month + month.int(), date), date_at + 4);
        }
        let led = self
            .before(at, 1)
            .any(const { set([Class::On, Class::Ahead]) });
        let alone = article == 1 && self.is_stop(date_at + 1);
        let named = self.atom(date_at + 1).class == Class::Letters as u8
            || self.is(date_at + 1, Class::NotGoods)
            || self.is(date_at + 1, Class::Bunch);
        if named || !(alone || led) {
            return None;
        }
        let next = date_at + 1;
        self.on(self.monthly(date, self.lean(at, next)), next)
    }

    /// With the year behind it, if one is there.
    fn month_day(&mut self, month: i64, date: i64, from: isize, to: isize) -> Read {
        let comma = isize::from(self.atom(to).is_sign(','));
        let year = self.number(to + comma).and_then(Atom::whole);
        if let Some(year) = year.filter(|year| (1900..2100).contains(year)) {
            return self.on(day(year, month, date), to + comma + 1);
        }
        self.on(self.near(month, date, YEARLY, self.lean(from, to)), to)
    }

    /// The day of that number before today or from today on.
    fn monthly(&self, date: i64, lean: i64) -> Option<i64> {
        let (_, month, _) = civil(self.today);
        self.near(month, date, 1, if lean < 0 { lean } else { 1 })
    }

    /// The date, so many months on or back, that fits the verb, else the nearest.
    #[inline(never)]
    fn near(&self, month: i64, date: i64, step: i64, lean: i64) -> Option<i64> {
        let (year, _, _) = civil(self.today);
        let mut best = None;
        // A leap day may be four years away.
        for count in -4..5 {
            self.closer(&mut best, day(year, month + step * count, date), lean);
        }
        best
    }

    /// Keeps the day that is nearer, on that side of today if it can be.
    #[inline(never)]
    fn closer(&self, best: &mut Option<i64>, days: Option<i64>, lean: i64) {
        let away = |days: i64| {
            // A feast of last month is not next year's; what was bought, was bought before.
            let wrong = if lean > 0 { 300 } else { 1000 };
            let ahead = days - self.today;
            ahead.abs() + if ahead * lean < 0 { wrong } else { 0 }
        };
        if let Some(days) = days
            && best.is_none_or(|best| away(days) < away(best))
        {
            *best = Some(days);
        }
    }

    /// Whether the words around speak of the past (-1) or of what is to come (1); 0 if neither.
    /// The nearest word tells.
    #[inline(never)]
    fn lean(&self, from: isize, to: isize) -> i64 {
        for away in 1..REACH + 1 {
            let before = self.before(from, away);
            for atom in &[before, self.atom(to + away - 1)] {
                if atom.is(Class::Ahead) {
                    // "was meant to come": the first verb tells.
                    let told = atom.has(LATIN) && self.before(from, away + 1).is(Class::Past);
                    return if told && atom.start == before.start {
                        -1
                    } else {
                        1
                    };
                }
                if atom.is(Class::Past) {
                    return -1;
                }
            }
        }
        0
    }

    /// -1 if a word of the past stands near, whatever else does.
    fn past_near(&self, from: isize, to: isize) -> i64 {
        let near = (1..REACH + 1).any(|away| {
            self.before(from, away).is(Class::Past) || self.atom(to + away - 1).is(Class::Past)
        });
        -i64::from(near)
    }
}
