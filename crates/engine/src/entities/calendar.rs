//! Days of the calendar: years, months and weeks of a day number, and back.

use crate::money::digits;
use crate::time::days_from_civil;

/// Year, month and day of days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
/// algorithms").
#[inline(never)]
pub(super) fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// The day of a date whose month may lie outside 1 to 12; `None` if the month has no such day.
#[inline(never)]
pub(super) fn day(year: i64, month: i64, day: i64) -> Option<i64> {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    let days = days_from_civil(year, month, day);
    (day > 0 && day < 32 && civil(days).1 == month).then_some(days)
}

/// Day of the week, Monday 1 to Sunday 7.
#[inline(never)]
pub(super) fn weekday(days: i64) -> i64 {
    (days + 3).rem_euclid(7) + 1
}

/// `2026-11-20`.
#[inline(never)]
pub(super) fn iso(days: i64) -> String {
    let (year, month, day) = civil(days);
    let mut text = digits(year);
    for part in &[month, day] {
        text.push('-');
        if *part < 10 {
            text.push('0');
        }
        text.push_str(&digits(*part));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_meet() {
        for days in (-200_000..200_000).step_by(37) {
            let (y, m, d) = civil(days);
            assert_eq!(day(y, m, d), Some(days));
        }
        let friday = day(2026, 11, 20).unwrap();
        assert_eq!((weekday(friday), iso(friday).as_str()), (5, "2026-11-20"));
        assert_eq!(day(2026, 2, 29), None);
        assert_eq!(day(2026, 13, 1), day(2027, 1, 1));
    }
}
