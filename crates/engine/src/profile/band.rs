//! Prices in bands, so that "about this much" can be an interest.

use crate::lang::joined;
use crate::money::{Currency, Money, digits};

/// Bands go 1, 2, 5, 10, 20, 50 … in major units; this many reach 500 million.
const STEPS: u8 = 27;

/// Prices from one round number up to the next: 500 to 1,000 HKD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceBand {
    /// The currency.
    pub currency: Currency,
    /// 0 for prices under 1, 1 for 1 to 2, 2 for 2 to 5, 3 for 5 to 10 and so on; to 26.
    pub step: u8,
}

impl PriceBand {
    /// The band of that step, if there is one.
    pub fn new(currency: Currency, step: u8) -> Option<PriceBand> {
        (step < STEPS).then_some(PriceBand { currency, step })
    }

    /// The band that holds a price; `None` for a negative one.
    pub fn of(price: Money) -> Option<PriceBand> {
        let major = price.minor / price.currency.unit();
        let mut step = 0;
        while step + 1 < STEPS && lower_end(step + 1) <= major {
            step += 1;
        }
        (price.minor >= 0).then_some(PriceBand {
            currency: price.currency,
            step,
        })
    }

    /// Both ends in major units; the upper one is not inside.
    pub fn ends(self) -> (i64, i64) {
        (lower_end(self.step), lower_end(self.step.saturating_add(1)))
    }

    /// `500–1000 HKD`.
    pub fn label(self) -> String {
        let (from, to) = self.ends();
        joined(&[&digits(from), "–", &digits(to), " ", self.currency.code()])
    }
}

#[inline(never)]
fn lower_end(step: u8) -> i64 {
    let mut end = i64::from(step.min(1));
    for step in 1..step.min(STEPS) {
        // From 2 to 5 it is two and a half times, else twice.
        end = if step % 3 == 2 { end * 5 / 2 } else { end * 2 };
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_price_has_the_band_it_lies_in() {
        for (price, label) in [
            ("0.50 HKD", "0–1 HKD"),
            ("1.00 HKD", "1–2 HKD"),
            ("499.99 HKD", "200–500 HKD"),
            ("500.00 HKD", "500–1000 HKD"),
            ("1280.00 HKD", "1000–2000 HKD"),
            ("980 JPY", "500–1000 JPY"),
            ("3.500 KWD", "2–5 KWD"),
        ] {
            let band = PriceBand::of(Money::parse(price).unwrap()).unwrap();
            assert_eq!(band.label(), label, "{price}");
        }
        assert_eq!(PriceBand::of(Money::parse("-5.00 HKD").unwrap()), None);
        let largest = Money {
            minor: i64::MAX,
            currency: Currency::parse("HKD").unwrap(),
        };
        assert_eq!(
            PriceBand::of(largest).map(|band| band.step),
            Some(STEPS - 1)
        );
    }
}
