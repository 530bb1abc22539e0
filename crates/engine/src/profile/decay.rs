//! Forgetting, evenly and without a clock.

use crate::time::DAY;

/// Days after which an interest counts half; must be above 0. 30 keeps a season and forgets a
/// whim: three looks are worth two after two and a half weeks and less than one after seven.
pub const HALF_LIFE_DAYS: i64 = 30;

/// Points are kept in millionths, so that the same events give the same sums on every machine.
pub const POINT: i64 = 1_000_000;

const HALF_LIFE: i64 = HALF_LIFE_DAYS * DAY;

/// What is left of `weight` after `elapsed` milliseconds: `weight · 2^(−elapsed / half-life)`.
/// Time that runs backwards takes nothing away.
#[inline(never)]
pub fn decayed(weight: i64, elapsed: i64) -> i64 {
    let elapsed = elapsed.max(0);
    let halvings = u32::try_from(elapsed / HALF_LIFE).unwrap_or(u32::MAX);
    let whole = weight.checked_shr(halvings).unwrap_or(0);
    // Rounding to an integer hides the last bits, and no system function is asked, so that
    // replays agree everywhere.
    let left = whole as f64 * half_to((elapsed % HALF_LIFE) as f64 / HALF_LIFE as f64);
    (left + 0.5) as i64
}

/// 2^(−x) for x from 0 to 1, by the Taylor series of e^(−x·ln 2) to the sixth power; off by less
/// than 2 in 100,000.
fn half_to(x: f64) -> f64 {
    let y = -x * std::f64::consts::LN_2;
    let (mut sum, mut n) = (1.0, 6.0);
    while n > 0.0 {
        sum = 1.0 + sum * y / n;
        n -= 1.0;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_halves_every_half_life() {
        for (days, left) in [
            (0, 1_000_000),
            (15, 707_107),
            (30, 500_000),
            (45, 353_553),
            (90, 125_000),
            (30 * 70, 0),
            (i64::MAX / DAY, 0),
            (-5, 1_000_000),
        ] {
            let got = decayed(POINT, days * DAY);
            assert!(
                (got - left).abs() <= 15,
                "after {days} days {got}, not {left}"
            );
        }
    }

    #[test]
    fn it_never_grows_and_has_no_steps() {
        let mut last = 3 * POINT;
        for hours in 0..24 * 100 {
            let now = decayed(3 * POINT, hours * crate::time::HOUR);
            assert!(now <= last && last - now < POINT / 100, "at hour {hours}");
            last = now;
        }
    }
}
