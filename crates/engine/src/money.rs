//! Money in whole minor units. Never a float: a saving that is shown must be the saving that the
//! checkout gives.

/// A currency by its three ISO 4217 letters, upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three ASCII letters in any case.
    #[inline(never)]
    pub fn parse(text: &str) -> Option<Currency> {
        let letters: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Currency(letters.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters.
    #[inline(never)]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal places of the minor unit by ISO 4217: 0, 2 or 3. What Intl shows must agree.
    #[inline(never)]
    pub fn decimals(&self) -> u32 {
        let among = |codes: &[[u8; 3]]| codes.contains(&self.0);
        if among(&WHOLE) {
            0
        } else if among(&THOUSANDTHS) {
            3
        } else {
            2
        }
    }

    /// How many of the smallest unit make one whole: 1, 100 or 1000.
    pub(crate) fn unit(&self) -> i64 {
        match self.decimals() {
            0 => 1,
            3 => 1000,
            _ => 100,
        }
    }
}

/// Currencies without a smaller unit.
const WHOLE: [[u8; 3]; 10] = [
    *b"JPY", *b"KRW", *b"VND", *b"CLP", *b"ISK", *b"UGX", *b"XAF", *b"XOF", *b"XPF", *b"PYG",
];
/// Currencies whose unit has a thousand parts.
const THOUSANDTHS: [[u8; 3]; 7] = [
    *b"BHD", *b"IQD", *b"JOD", *b"KWD", *b"LYD", *b"OMR", *b"TND",
];

/// A whole number in decimal digits.
#[inline(never)]
pub(crate) fn digits(number: i64) -> String {
    let mut text = String::from(if number < 0 { "-" } else { "" });
    push_digits(&mut text, number.unsigned_abs());
    text
}

#[inline(never)]
fn push_digits(text: &mut String, number: u64) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Up to this an amount can take one more digit.
const MOST: i64 = i64::MAX / 10 - 1;

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
    #[inline(never)]
    pub fn parse(text: &str) -> Option<Money> {
        let text = text.trim();
        let (amount, code) = text.split_at_checked(text.len().checked_sub(3)?)?;
        if !amount.ends_with(char::is_whitespace) {
            return None;
        }
        Money::from_decimal(amount.trim(), Currency::parse(code)?)
    }

    /// Reads a plain decimal number in the given currency.
    #[inline(never)]
    pub fn from_decimal(amount: &str, currency: Currency) -> Option<Money> {
        let (sign, amount) = match amount.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, amount),
        };
        let mut minor: i64 = 0;
        let mut whole = false;
        // Places that are still to be filled; `None` before the point.
        let mut places: Option<u32> = None;
        for sign in amount.bytes() {
            match (sign, places) {
                (b'0', Some(0)) | (b',', None) => continue,
                (b'.', None) => {
                    places = Some(currency.decimals());
                    continue;
                }
                (b'0'..=b'9', None) => whole = true,
                (b'0'..=b'9', Some(left)) => places = Some(left.checked_sub(1)?),
                _ => return None,
            }
            minor = append(minor, sign - b'0')?;
        }
        for _ in 0..places.unwrap_or(currency.decimals()) {
            minor = append(minor, 0)?;
        }
        whole.then_some(Money {
            minor: sign * minor,
            currency,
        })
    }

    /// A number as analytics events carry it (`89.9`), rounded to the nearest minor unit.
    /// `None` if it is not finite or beyond nine quadrillion.
    pub fn from_number(amount: f64, currency: Currency) -> Option<Money> {
        let scaled = amount * currency.unit() as f64;
        (scaled.abs() < 9e15).then(|| Money {
            minor: (scaled + 0.5f64.copysign(scaled)) as i64,
            currency,
        })
    }

    /// Whole and fractional part as text, `1280.00`: what Intl formats, and what a test reads.
    #[inline(never)]
    pub fn to_decimal(self) -> String {
        let unit = self.currency.unit().unsigned_abs();
        let minor = self.minor.unsigned_abs();
        let mut text = String::from(if self.minor < 0 { "-" } else { "" });
        push_digits(&mut text, minor / unit);
        let mut digit = unit / 10;
        if digit > 0 {
            text.push('.');
        }
        while digit > 0 {
            push_digits(&mut text, minor / digit % 10);
            digit /= 10;
        }
        text
    }

    /// Amount and currency, `1280.00 HKD`: what [`Money::parse`] reads.
    #[inline(never)]
    pub fn written(self) -> String {
        let mut text = self.to_decimal();
        text.push(' ');
        text.push_str(self.currency.code());
        text
    }

    /// Sum with an amount of the same currency; `None` across currencies or on overflow.
    pub fn plus(self, other: Money) -> Option<Money> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Money { minor, ..self })
    }

    /// Difference with an amount of the same currency; `None` across currencies or on overflow.
    pub fn minus(self, other: Money) -> Option<Money> {
        self.plus(Money {
            minor: other.minor.checked_neg()?,
            ..other
        })
    }

    /// `count` times the amount, for a count from 0; `None` on overflow.
    pub fn times(self, count: u32) -> Option<Money> {
        // A division tells overflow without arithmetic of 128 bits, which wasm does not have.
        let count = i64::from(count);
        let most = i64::MAX / count.max(1);
        (-most..=most).contains(&self.minor).then(|| Money {
            minor: self.minor * count,
            ..self
        })
    }

    /// The given part in basis points (1 % = 100; 0 to 10,000), rounded half up to a minor unit.
    pub fn part(self, basis_points: i64) -> Money {
        let basis_points = basis_points.clamp(0, WHOLE_PART);
        // Whole and rest apart, so that nothing overflows.
        let whole = self.minor.div_euclid(WHOLE_PART) * basis_points;
        let rest = self.minor.rem_euclid(WHOLE_PART) * basis_points;
        Money {
            minor: whole + (rest + WHOLE_PART / 2) / WHOLE_PART,
            ..self
        }
    }
}

/// Everything, in basis points.
const WHOLE_PART: i64 = 10_000;

/// The amount with one more digit behind it; `None` where it would become too large.
fn append(minor: i64, digit: u8) -> Option<i64> {
    (minor <= MOST).then(|| minor * 10 + i64::from(digit))
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.written())
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
        for bad in [
            "12.345 USD",
            "USD",
            "12 US",
            "1.2.3 EUR",
            "12 元人",
            "9999999999999999999 USD",
        ] {
            assert_eq!(Money::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn amounts_are_written_as_they_are_read() {
        for text in [
            "0.05 USD",
            "-0.50 HKD",
            "1280 JPY",
            "3.007 KWD",
            "1000.00 CNY",
        ] {
            assert_eq!(money(text).written(), text);
        }
        assert_eq!(digits(i64::MIN), i64::MIN.to_string());
        assert_eq!((digits(0), digits(-120)), ("0".into(), "-120".into()));
    }

    #[test]
    fn a_part_and_a_multiple_stay_in_range() {
        let currency = money("1 USD").currency;
        let most = Money {
            minor: i64::MAX,
            currency,
        };
        assert_eq!(most.part(10_000), most);
        assert_eq!(most.part(5_000).minor, i64::MAX / 2 + 1);
        assert_eq!((most.times(1), most.times(2)), (Some(most), None));
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
        assert_eq!(
            money("1 USD").minus(money("0.30 USD")),
            Some(money("0.70 USD"))
        );
    }
}
