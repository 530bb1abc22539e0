//! What a promotion takes off a cart, to the cent.
//!
//! One promotion at a time, by the least generous reading where shops differ: what is shown is
//! never more than a checkout gives. Stacking, allocation per line and the other policies belong
//! here, beside [`saving`], and will use the same [`Line`]s.

mod buy_get;
mod line;
#[cfg(test)]
mod tests;

pub use line::{Line, lines_of, qualifies};

use crate::catalog::{Benefit, Promotion};
use crate::money::Money;

/// What a promotion does for a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes this much off; above 0 and never more than what qualifies costs.
    Applies {
        /// The amount.
        saving: Money,
    },
    /// It gives something whose worth is not known here: delivery or a gift.
    Grants,
    /// It would apply if there were more.
    Missing(Gap),
    /// It does nothing here.
    NotApplicable(Unfit),
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// So much more of what qualifies, above 0.
    Amount(Money),
    /// So many more pieces of what qualifies, above 0.
    Quantity(u32),
}

/// Why it does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing in the cart counts.
    NothingQualifies,
    /// The promotion or the cart is in another currency, or the cart in several.
    OtherCurrency,
    /// What counts costs nothing, or so little that the part rounds to nothing.
    NothingToSave,
    /// Amounts beyond what can be added up, or below zero.
    OutOfRange,
}

/// What the promotion takes off these lines. Dates and guards are not looked at.
///
/// - The minimum is compared with what qualifies, not with the whole cart.
/// - A percentage is taken of the sum of what qualifies, rounded half up once.
/// - An amount comes off once for the cart, not for each piece.
/// - `buy m get n` discounts the cheapest pieces, for whole groups of m + n only.
#[inline(never)]
pub fn saving(promotion: &Promotion, lines: &[Line]) -> Verdict {
    let mut counting: Vec<&Line> = Vec::new();
    for line in lines {
        if line.quantity > 0 && line.counts_for(promotion) {
            counting.push(line);
        }
    }
    match sum(&counting) {
        Ok(total) => of_total(promotion, counting, total),
        Err(unfit) => Verdict::NotApplicable(unfit),
    }
}

fn of_total(promotion: &Promotion, counting: Vec<&Line>, total: Money) -> Verdict {
    if let Some(minimum) = promotion.minimum {
        match minimum.minus(total) {
            Some(gap) if gap.minor > 0 => return Verdict::Missing(Gap::Amount(gap)),
            Some(_) => {}
            None => return Verdict::NotApplicable(Unfit::OtherCurrency),
        }
    }
    let off = match promotion.benefit {
        Benefit::PercentOff(basis_points, most) => match most {
            Some(most) if most.currency != total.currency => None,
            Some(most) => Some(total.part(basis_points).minor.min(most.minor)),
            None => Some(total.part(basis_points).minor),
        },
        Benefit::MoneyOff(amount) => (amount.currency == total.currency).then_some(amount.minor),
        Benefit::BuyGet { buy, get, off } => match buy_get::discount(counting, buy, get, off) {
            Ok(minor) => Some(minor),
            Err(more) => return Verdict::Missing(Gap::Quantity(more)),
        },
        Benefit::FreeShipping | Benefit::FreeGift => return Verdict::Grants,
    };
    match off {
        None => Verdict::NotApplicable(Unfit::OtherCurrency),
        Some(minor) if minor <= 0 || total.minor <= 0 => {
            Verdict::NotApplicable(Unfit::NothingToSave)
        }
        Some(minor) => Verdict::Applies {
            saving: Money {
                minor: minor.min(total.minor),
                ..total
            },
        },
    }
}

fn sum(lines: &[&Line]) -> Result<Money, Unfit> {
    let first = lines.first().ok_or(Unfit::NothingQualifies)?;
    let mut total = Money {
        minor: 0,
        currency: first.price.currency,
    };
    for line in lines {
        if line.price.currency != total.currency {
            return Err(Unfit::OtherCurrency);
        }
        if line.price.minor < 0 {
            return Err(Unfit::OutOfRange);
        }
        let cost = line.price.times(line.quantity);
        total = cost
            .and_then(|cost| total.plus(cost))
            .ok_or(Unfit::OutOfRange)?;
    }
    Ok(total)
}
