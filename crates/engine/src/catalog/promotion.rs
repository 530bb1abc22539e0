//! Promotions, in the field names of Google Merchant with our `x` block.

use super::entry::{AMOUNT, Entry, each};
use super::{items, lines, rich};
use crate::lang::{Localised, joined};
use crate::money::Money;
use crate::raw::{Problem, Raw};
use crate::time::{Moment, Window};

/// Most promotions that are read from one file.
pub const MAX_PROMOTIONS: usize = 500;

/// The merchant's number of a promotion.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PromotionId(pub String);

/// What a promotion gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Benefit {
    /// `percent_off`, in basis points (15 % = 1500), at most `max_discount_amount`.
    PercentOff(i64, Option<Money>),
    /// `money_off_amount`.
    MoneyOff(Money),
    /// Buy so many, get so many more with so many basis points off.
    BuyGet {
        /// `buy_this_quantity`, at least 1.
        buy: u32,
        /// `get_this_quantity_discounted`, at least 1.
        get: u32,
        /// 10000 when the further ones are free.
        off: i64,
    },
    /// Delivery costs nothing.
    FreeShipping,
    /// Something comes with it; the creative says what.
    FreeGift,
}

/// Which products count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicability {
    /// Numbers of single products.
    pub items: Vec<String>,
    /// Brands, compared without case.
    pub brands: Vec<String>,
    /// Product types; a wide one holds its narrower ones (`Footwear` holds `Footwear > Boots`).
    pub product_types: Vec<String>,
}

impl Applicability {
    /// Whether nothing is named, which means everything counts.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.brands.is_empty() && self.product_types.is_empty()
    }
}

/// A promotion that the shop runs.
#[derive(Clone, Debug)]
pub struct Promotion {
    /// `promotion_id`.
    pub id: PromotionId,
    /// `long_title`.
    pub title: Localised,
    /// What it gives.
    pub benefit: Benefit,
    /// The code to type at the checkout, if one is needed.
    pub code: Option<String>,
    /// What must be bought, named by number, brand or type; empty means everything.
    pub includes: Applicability,
    /// What does not count although included.
    pub excludes: Applicability,
    /// `minimum_purchase_amount`.
    pub minimum: Option<Money>,
    /// `promotion_effective_dates`: when the checkout honours it.
    pub effective: Window,
    /// `promotion_display_dates`: when it may be shown; the effective dates if not given.
    pub display: Window,
    /// Words of the first creative in `x.creatives`; the title if there is none.
    pub creative: Option<Localised>,
}

impl Promotion {
    /// Whether it may be shown and would be honoured.
    pub fn runs_at(&self, now: Moment) -> bool {
        self.effective.holds(now) && self.display.holds(now)
    }
}

/// Reads `promotions.json`: a list, or an object with the list under `promotions`.
pub fn read_promotions(file: &str, raw: &Raw) -> (Vec<Promotion>, Vec<Problem>) {
    let mut promotions: Vec<Promotion> = Vec::new();
    let problems = each(file, raw, "promotions", MAX_PROMOTIONS, &mut |entry| {
        let Some(promotion) = promotion(entry) else {
            return;
        };
        if promotions.iter().any(|p| p.id == promotion.id) {
            let what = ["repeats the number ", &promotion.id.0];
            let remedy = "Give every promotion its own promotion_id; the first one is used";
            return entry.note("", &what, remedy);
        }
        promotions.push(promotion);
    });
    (promotions, problems)
}

/// The first thing wrong leaves the promotion out.
fn promotion(entry: &mut Entry<'_, '_, '_>) -> Option<Promotion> {
    let raw = entry.raw;
    let id = entry.text("promotion_id");
    if id.is_empty() {
        return entry.fail("", "has no promotion_id", "Add a number of its own");
    }
    let Some(title) = Localised::from_fields(raw, "long_title") else {
        return entry.fail("long_title", "is missing", "Say in one line what one gets");
    };
    let effective = window(entry, "promotion_effective_dates", None)?;
    let display = window(entry, "promotion_display_dates", Some(effective))?;
    let includes = applicability(raw, "");
    if entry.text("product_applicability") == "specific_products" && includes.is_empty() {
        let remedy = "Add item_id, brand or product_type, or say all_products";
        let what = "says specific_products but names none";
        return entry.fail("product_applicability", what, remedy);
    }
    Some(Promotion {
        id: PromotionId(rich::cut(id, 100).to_owned()),
        title,
        benefit: benefit(entry)?,
        code: code(entry)?,
        includes,
        excludes: applicability(raw, "_exclusion"),
        minimum: entry.money("minimum_purchase_amount", 1)?,
        effective,
        display,
        creative: raw
            .get("x")
            .and_then(|x| items(x, "creatives").first()?.get("text"))
            .and_then(Localised::from_value),
    })
}

/// The dates of a field; `otherwise` where there are none.
#[inline(never)]
fn window(entry: &mut Entry<'_, '_, '_>, field: &str, otherwise: Option<Window>) -> Option<Window> {
    let window = match entry.raw.get(field) {
        None => otherwise,
        Some(value) => value.as_text().and_then(Window::parse),
    };
    if window.is_none() {
        let remedy = "Write start and end with their offset, such as 2026-11-01T00:00:00+08:00/2026-11-30T23:59:59+08:00";
        entry.note(field, &["cannot be read"], remedy);
    }
    window
}

fn code(entry: &mut Entry<'_, '_, '_>) -> Option<Option<String>> {
    let code = rich::cut(entry.text("generic_redemption_code"), 60);
    let kind = entry.text("offer_type");
    if kind == "generic_code" && code.is_empty() {
        let what = "is missing although offer_type is generic_code";
        return entry.fail(
            "generic_redemption_code",
            what,
            "Add the code, or say no_code",
        );
    }
    let needed = kind != "no_code" && !code.is_empty();
    Some(needed.then(|| code.to_owned()))
}

fn benefit(entry: &mut Entry<'_, '_, '_>) -> Option<Benefit> {
    let kind = entry.text("coupon_value_type");
    if kind == "percent_off" {
        let off = percent(entry)?;
        let most = entry.money("max_discount_amount", 1)?;
        return Some(Benefit::PercentOff(off, most));
    }
    if kind == "money_off" {
        let amount = entry.money("money_off_amount", 1)?;
        if amount.is_none() {
            entry.note("money_off_amount", &["is missing"], AMOUNT);
        }
        return amount.map(Benefit::MoneyOff);
    }
    if kind == "buy_m_get_n_percent_off" || kind == "buy_m_get_percent_off" {
        return Some(Benefit::BuyGet {
            buy: count(entry, "buy_this_quantity")?,
            get: count(entry, "get_this_quantity_discounted")?,
            off: percent(entry)?,
        });
    }
    if kind.starts_with("free_shipping") {
        return Some(Benefit::FreeShipping);
    }
    if kind.starts_with("free_gift") {
        return Some(Benefit::FreeGift);
    }
    let remedy = "Use percent_off, money_off, buy_m_get_n_percent_off, free_shipping or free_gift";
    entry.note(
        "coupon_value_type",
        &["is not known: ", rich::cut(kind, 40)],
        remedy,
    );
    None
}

/// In basis points.
fn percent(entry: &mut Entry<'_, '_, '_>) -> Option<i64> {
    let percent = entry.raw.get("percent_off").and_then(Raw::as_number);
    let basis_points = (percent.unwrap_or(0.0) * 100.0 + 0.5) as i64;
    if !(1..=10_000).contains(&basis_points) {
        return entry.fail(
            "percent_off",
            "is not between 0.01 and 100",
            "Write 15 for 15 %",
        );
    }
    Some(basis_points)
}

fn count(entry: &mut Entry<'_, '_, '_>, field: &str) -> Option<u32> {
    let count = entry.raw.get(field).and_then(Raw::as_int);
    match count {
        Some(count @ 1..=1000) => Some(count as u32),
        _ => entry.fail(
            field,
            "is not a count from 1 to 1000",
            "Write a whole number",
        ),
    }
}

fn applicability(raw: &Raw, suffix: &str) -> Applicability {
    let list = |key: &str| lines(items(raw, &joined(&[key, suffix])), usize::MAX);
    Applicability {
        items: list("item_id"),
        brands: list("brand"),
        product_types: list("product_type"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Promotion>, Vec<Problem>) {
        read_promotions("/promotions.json", &serde_json::from_str(text).unwrap())
    }

    const DATES: &str =
        r#""promotion_effective_dates":"2026-01-01T00:00+08:00/2026-12-31T23:59+08:00""#;

    #[test]
    fn merchant_fields_become_a_promotion() {
        let (list, problems) = read(&format!(
            r#"[{{"promotion_id":"P1","long_title":"15 % off boots","coupon_value_type":"percent_off",
            "percent_off":15,"max_discount_amount":"200.00 HKD","offer_type":"generic_code",
            "generic_redemption_code":"TRAIL15","product_type":["Footwear"],{DATES}}}]"#
        ));
        assert_eq!(problems, []);
        assert_eq!(
            list[0].benefit,
            Benefit::PercentOff(1500, Money::parse("200 HKD"))
        );
        assert_eq!(list[0].code.as_deref(), Some("TRAIL15"));
        assert_eq!(list[0].display, list[0].effective);
    }

    #[test]
    fn each_bad_promotion_is_named_and_left_out() {
        let cases = [
            (r#"{"long_title":"x"}"#.to_owned(), "promotions[0]"),
            (format!(r#"{{"promotion_id":"a","long_title":"x",{DATES}}}"#), ".coupon_value_type"),
            (
                format!(r#"{{"promotion_id":"a","long_title":"x","coupon_value_type":"percent_off","percent_off":150,{DATES}}}"#),
                ".percent_off",
            ),
            (
                r#"{"promotion_id":"a","long_title":"x","coupon_value_type":"free_gift","promotion_effective_dates":"soon"}"#.to_owned(),
                ".promotion_effective_dates",
            ),
            (
                format!(r#"{{"promotion_id":"a","long_title":"x","coupon_value_type":"money_off","money_off_amount":"-5 HKD",{DATES}}}"#),
                ".money_off_amount",
            ),
        ];
        for (entry, place) in cases {
            let (list, problems) = read(&format!("[{entry}]"));
            assert!(list.is_empty(), "{entry}");
            assert!(problems[0].path.ends_with(place), "{problems:?}");
        }
    }
}
