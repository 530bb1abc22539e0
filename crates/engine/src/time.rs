//! Time as an argument. Nobody else in the engine knows what time is, and nobody reads a clock:
//! the shell looks at the browser's and hands a [`Moment`] in with every event.

/// Milliseconds in a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day of 24 hours.
pub const DAY: i64 = 24 * HOUR;

/// A point in time and how far the shopper's own clock stood from UTC then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Local time minus UTC, in minutes, -840 to 840; 480 in China.
    pub offset_min: i32,
}

impl Moment {
    /// The same offset, `ms` later (earlier when negative); stops at the ends of `i64`.
    #[must_use]
    pub fn plus(self, ms: i64) -> Moment {
        Moment {
            utc_ms: self.utc_ms.saturating_add(ms),
            ..self
        }
    }

    /// Milliseconds from `earlier` to this moment; negative if it lies ahead.
    #[inline(never)]
    pub fn since(self, earlier: Moment) -> i64 {
        self.utc_ms.saturating_sub(earlier.utc_ms)
    }

    /// Days since 1970-01-01 on the shopper's own calendar. Daily caps count by this.
    pub fn local_day(self) -> i64 {
        self.local_ms().div_euclid(DAY)
    }

    /// Minutes since the shopper's own midnight, 0 to 1439.
    pub fn minute_of_day(self) -> u16 {
        (self.local_ms().rem_euclid(DAY) / MINUTE) as u16
    }

    /// Reads an ISO 8601 date and time (`2026-11-21T15:00:00+08:00`, seconds optional, `Z` or an
    /// offset, a bare date meaning its start). Without an offset UTC is meant. `None` if it is none.
    pub fn parse_iso(text: &str) -> Option<Moment> {
        let mut cursor = Cursor(text.trim().as_bytes());
        let year = cursor.number(4, 9999)?;
        let month = cursor.after(b'-')?.number(2, 12)?;
        let day = cursor.after(b'-')?.number(2, 31)?;
        if year < 1 || month < 1 || day < 1 {
            return None;
        }
        let mut ms = days_from_civil(year, month, day) * DAY;
        let mut offset_min = 0;
        if !cursor.0.is_empty() {
            if cursor.after(b'T').is_none() {
                cursor.after(b' ')?;
            }
            ms += cursor.clock_ms()?;
            offset_min = cursor.offset_min()?;
        }
        let whole = cursor.0.is_empty();
        whole.then_some(Moment {
            utc_ms: ms - offset_min * MINUTE,
            offset_min: offset_min as i32,
        })
    }

    #[inline(never)]
    fn local_ms(self) -> i64 {
        self.utc_ms
            .saturating_add(i64::from(self.offset_min) * MINUTE)
    }
}

/// A stretch of time with a start and an end, both included; a missing end stays open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First moment inside.
    pub from: Option<Moment>,
    /// Last moment inside.
    pub until: Option<Moment>,
}

impl Window {
    /// Reads `from/until` as Google Merchant writes it. `None` if either end is not a time.
    pub fn parse(text: &str) -> Option<Window> {
        let slash = text.bytes().position(|b| b == b'/')?;
        let (from, until) = (text.get(..slash)?, text.get(slash + 1..)?);
        Some(Window {
            from: end(from)?,
            until: end(until)?,
        })
    }

    /// Whether `now` lies inside.
    pub fn holds(&self, now: Moment) -> bool {
        self.from.is_none_or(|from| now.since(from) >= 0)
            && self.until.is_none_or(|until| until.since(now) >= 0)
    }
}

/// Reads `22:00` as minutes since midnight, 0 to 1439. `None` if it is no time of a day.
pub(crate) fn minute_of_day(text: &str) -> Option<u16> {
    let mut cursor = Cursor(text.trim().as_bytes());
    let hours = cursor.number(2, 23)?;
    let minutes = cursor.after(b':')?.number(2, 59)?;
    cursor.0.is_empty().then_some((hours * 60 + minutes) as u16)
}

/// One end of a window; `Some(None)` where it is open.
#[inline(never)]
fn end(text: &str) -> Option<Option<Moment>> {
    match text.trim() {
        "" | ".." => Some(None),
        text => Moment::parse_iso(text).map(Some),
    }
}

/// What is left to read of a date and time.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// Takes that sign, or says that it is not there.
    fn after(&mut self, sign: u8) -> Option<&mut Self> {
        let (first, rest) = self.0.split_first()?;
        (*first == sign).then(|| {
            self.0 = rest;
            self
        })
    }

    /// Takes one digit or up to `width` of them, as a number up to `most`.
    #[inline(never)]
    fn number(&mut self, width: usize, most: i64) -> Option<i64> {
        let mut value = None;
        for _ in 0..width {
            match self.0.split_first() {
                Some((digit @ b'0'..=b'9', rest)) => {
                    value = Some(value.unwrap_or(0) * 10 + i64::from(digit - b'0'));
                    self.0 = rest;
                }
                _ => break,
            }
        }
        value.filter(|value| *value <= most)
    }

    /// Hours and minutes, perhaps seconds; nothing at all is the start of the day.
    fn clock_ms(&mut self) -> Option<i64> {
        if !matches!(self.0, [b'0'..=b'9', ..]) {
            return Some(0);
        }
        let hours = self.number(2, 24)?;
        let minutes = self.after(b':')?.number(2, 59)?;
        let seconds = match self.after(b':') {
            Some(cursor) => cursor.number(2, 60)?,
            None => 0,
        };
        // A fraction of a second never decides an offer: it is passed over.
        while let [b'.' | b',' | b'0'..=b'9', rest @ ..] = self.0 {
            self.0 = rest;
        }
        Some(hours * HOUR + minutes * MINUTE + seconds * 1000)
    }

    /// `Z`, nothing, or hours and perhaps minutes with their sign; at most 14 hours.
    fn offset_min(&mut self) -> Option<i64> {
        let Some((sign, rest)) = self.0.split_first() else {
            return Some(0);
        };
        self.0 = rest;
        let sign = match sign {
            b'Z' | b'z' => return Some(0),
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let hours = self.number(2, 14)?;
        self.after(b':');
        let minutes = match self.0.is_empty() {
            true => 0,
            false => self.number(2, 59)?,
        };
        let total = hours * 60 + minutes;
        (total <= 840).then_some(sign * total)
    }
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar, counted in eras of 400
/// years that begin in March, so that the leap day comes last (Howard Hinnant, "chrono-compatible
/// low-level date algorithms").
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_times_with_and_without_offset_meet() {
        let hong_kong = Moment::parse_iso("2026-11-21T15:00:00+08:00").unwrap();
        assert_eq!(
            hong_kong.utc_ms,
            Moment::parse_iso("2026-11-21T07:00Z").unwrap().utc_ms
        );
        assert_eq!(hong_kong.utc_ms, 1_795_244_400_000);
        assert_eq!(hong_kong.minute_of_day(), 15 * 60);
        assert_eq!(Moment::parse_iso("1970-01-01").unwrap().utc_ms, 0);
        assert_eq!(Moment::parse_iso("2000-02-29").unwrap().local_day(), 11_016);
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for text in [
            "",
            "soon",
            "2026-13-01",
            "2026-01",
            "2026-01-01T25:00",
            "2026-1-1T1",
            "é-ü-ß",
        ] {
            assert_eq!(Moment::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_and_fractions_are_read_in_their_forms() {
        let noon = Moment::parse_iso("2026-11-21T12:00Z").unwrap().utc_ms;
        for text in [
            "2026-11-21T20:00+0800",
            "2026-11-21 20:00:00.999+08",
            "2026-11-21T07:30:00,5-04:30",
            "2026-11-21T12:00",
        ] {
            assert_eq!(
                Moment::parse_iso(text).map(|at| at.utc_ms),
                Some(noon),
                "{text}"
            );
        }
        for text in [
            "2026-11-21T12:00+15:00",
            "2026-11-21T12:00+",
            "2026-11-21T12:00 ago",
        ] {
            assert_eq!(Moment::parse_iso(text), None, "{text}");
        }
        assert_eq!(minute_of_day("22:30"), Some(22 * 60 + 30));
        assert_eq!((minute_of_day("24:00"), minute_of_day("8")), (None, None));
    }

    #[test]
    fn a_day_turns_at_the_shoppers_midnight() {
        let before = Moment::parse_iso("2026-11-21T23:59:59+08:00").unwrap();
        assert_eq!(before.plus(1000).local_day(), before.local_day() + 1);
        assert_eq!(before.plus(1000).minute_of_day(), 0);
    }

    #[test]
    fn a_window_holds_both_its_ends() {
        let window = Window::parse("2026-01-01T00:00:00+08:00/2026-12-31T23:59:59+08:00").unwrap();
        assert!(window.holds(window.from.unwrap()) && window.holds(window.until.unwrap()));
        assert!(!window.holds(window.until.unwrap().plus(1)));
        assert!(Window::parse("2026-01-01/..").unwrap().holds(before_long()));
        assert_eq!(Window::parse("now/then"), None);
    }

    fn before_long() -> Moment {
        Moment::parse_iso("2099-01-01").unwrap()
    }
}
