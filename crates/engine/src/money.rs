//! Money in whole minor units. Never a float: a saving that is shown must be the saving that the
//! checkout gives.

/// A currency by its three ISO 4217 letters, upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three ASCII letters in any case.
    pub fn parse(text: &str) -> Option<Currency> {
        let letters: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Currency(letters.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal places of the minor unit by ISO 4217: 0, 2 or 3. What Intl shows must agree.
    pub fn decimals(&self) -> u32 {
        match self.code() {
            "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "UGX" | "XAF" | "XOF" | "XPF" | "PYG" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

/// An exact amount: `minor` cents, fen, yen of one currency. May be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Amount in the currency's smallest unit.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// Reads `"1280.00 HKD"` as product feeds write it, thousands commas allowed. More decimals
    /// than the currency has are refused unless they are zeros; so is a missing currency.
    pub fn parse(text: &str) -> Option<Money> {
        let (amount, code) = text.trim().rsplit_once(char::is_whitespace)?;
        Money::from_decimal(amount.trim(), Currency::parse(code)?)
    }

    /// Reads a plain decimal number in the given currency.
    pub fn from_decimal(amount: &str, currency: Currency) -> Option<Money> {
        let (sign, amount) = match amount.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, amount),
        };
        let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
        let whole: String = whole.chars().filter(|c| *c != ',').collect();
        if whole.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let places = currency.decimals() as usize;
        let (kept, cut) = fraction
            .split_at_checked(places)
            .unwrap_or((fraction, ""));
        if cut.bytes().any(|b| b != b'0') {
            return None;
        }
        let digits = format!("{whole}{kept:0<places$}");
        let minor: i64 = digits.parse().ok()?;
        Some(Money {
            minor: sign * minor,
            currency,
        })
    }

    /// A number as analytics events carry it (`89.9`), rounded to the nearest minor unit.
    /// `None` if it is not finite or beyond nine quadrillion.
    pub fn from_number(amount: f64, currency: Currency) -> Option<Money> {
        let scaled = amount * 10f64.powi(currency.decimals() as i32);
        (scaled.is_finite() && scaled.abs() < 9e15).then(|| Money {
            minor: scaled.round() as i64,
            currency,
        })
    }

    /// Whole and fractional part as text, `1280.00`: what Intl formats, and what a test reads.
    pub fn to_decimal(self) -> String {
        let places = self.currency.decimals();
        let unit = 10i64.pow(places);
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, rest) = (
            self.minor.unsigned_abs() / unit.unsigned_abs(),
            self.minor.unsigned_abs() % unit.unsigned_abs(),
        );
        match places as usize {
            0 => format!("{sign}{whole}"),
            places => format!("{sign}{whole}.{rest:0places$}"),
        }
    }

    /// Sum with an amount of the same currency; `None` across currencies or on overflow.
    pub fn plus(self, other: Money) -> Option<Money> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))
            .flatten()
            .map(|minor| Money { minor, ..self })
    }

    /// Difference with an amount of the same currency; `None` across currencies or on overflow.
    pub fn minus(self, other: Money) -> Option<Money> {
        self.plus(Money {
            minor: other.minor.checked_neg()?,
            ..other
        })
    }

    /// `count` times the amount; `None` on overflow.
    pub fn times(self, count: i64) -> Option<Money> {
        let minor = self.minor.checked_mul(count)?;
        Some(Money { minor, ..self })
    }

    /// The given part in basis points (1 % = 100), rounded half up to a minor unit.
    pub fn part(self, basis_points: i64) -> Money {
        let exact = i128::from(self.minor) * i128::from(basis_points);
        let minor = (exact + 5_000).div_euclid(10_000);
        Money {
            minor: i64::try_from(minor).unwrap_or(self.minor),
            ..self
        }
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn feeds_are_read_exactly() {
        assert_eq!(money("1,280.5 HKD").minor, 128_050);
        assert_eq!(money("1280 JPY").minor, 1280);
        assert_eq!(money("0.500 KWD").minor, 500);
        assert_eq!(money("-3.00 usd").to_string(), "-3.00 USD");
        for bad in ["12.345 USD", "USD", "12 US", "1.2.3 EUR", "12 元人", "9999999999999999999 USD"] {
            assert_eq!(Money::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_from_events_are_rounded_once() {
        let usd = Currency::parse("USD").unwrap();
        assert_eq!(Money::from_number(89.9, usd).unwrap().minor, 8990);
        assert_eq!(Money::from_number(1.005, usd).unwrap().minor, 100);
        assert_eq!(Money::from_number(f64::NAN, usd), None);
    }

    #[test]
    fn a_part_rounds_half_up() {
        assert_eq!(money("1.05 USD").part(1_000).minor, 11);
        assert_eq!(money("10.00 USD").part(1_500).minor, 150);
    }

    #[test]
    fn currencies_do_not_mix() {
        assert_eq!(money("1 USD").plus(money("1 HKD")), None);
        assert_eq!(money("1 USD").minus(money("0.30 USD")), Some(money("0.70 USD")));
    }
}
