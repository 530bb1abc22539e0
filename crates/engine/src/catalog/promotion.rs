//! Promotions, in the field names of Google Merchant with our `x` block.

use super::{entries, rich};
use crate::lang::Localised;
use crate::money::Money;
use crate::raw::{Problem, Problems, Raw};
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
    let mut problems = Problems::of(file);
    let mut promotions: Vec<Promotion> = Vec::new();
    for (i, entry) in entries(raw, "promotions", MAX_PROMOTIONS, &mut problems)
        .iter()
        .enumerate()
    {
        let at = format!("promotions[{i}]");
        match promotion(entry, &at) {
            Ok(promotion) if promotions.iter().any(|p| p.id == promotion.id) => problems.note(
                at,
                format!("repeats the number {}", promotion.id.0),
                "Give every promotion its own promotion_id; the first one is used",
            ),
            Ok(promotion) => promotions.push(promotion),
            Err(wrong) => problems.note(format!("{at}{}", wrong.field), wrong.what, wrong.remedy),
        }
    }
    (promotions, problems.into_list())
}

/// Why one promotion is left out.
struct Wrong {
    field: &'static str,
    what: String,
    remedy: &'static str,
}

fn wrong(field: &'static str, what: impl Into<String>, remedy: &'static str) -> Wrong {
    Wrong {
        field,
        what: what.into(),
        remedy,
    }
}

fn promotion(raw: &Raw, at: &str) -> Result<Promotion, Wrong> {
    let id = raw
        .text("promotion_id")
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .ok_or_else(|| wrong("", "has no promotion_id", "Add a number of its own"))?;
    let title = Localised::from_fields(raw, "long_title")
        .ok_or_else(|| wrong(".long_title", "is missing", "Say in one line what one gets"))?;
    let effective = window(raw, "promotion_effective_dates")
        .ok_or_else(|| dates_wrong(".promotion_effective_dates"))?
        .ok_or_else(|| dates_wrong(".promotion_effective_dates"))?;
    let display = window(raw, "promotion_display_dates")
        .ok_or_else(|| dates_wrong(".promotion_display_dates"))?;
    let includes = applicability(raw, "");
    if raw.text("product_applicability") == Some("specific_products") && includes.is_empty() {
        return Err(wrong(
            ".product_applicability",
            "says specific_products but names none",
            "Add item_id, brand or product_type, or say all_products",
        ));
    }
    Ok(Promotion {
        id: PromotionId(rich::cut(id, 100).to_owned()),
        title,
        benefit: benefit(raw)?,
        code: code(raw, at)?,
        includes,
        excludes: applicability(raw, "_exclusion"),
        minimum: optional_money(raw, "minimum_purchase_amount", ".minimum_purchase_amount")?,
        effective,
        display: display.unwrap_or(effective),
        creative: raw
            .get("x")
            .and_then(|x| x.get("creatives")?.as_items().first())
            .and_then(|creative| Localised::from_value(creative.get("text")?)),
    })
}

fn dates_wrong(field: &'static str) -> Wrong {
    wrong(
        field,
        "cannot be read",
        "Write start and end with their offset, such as 2026-11-01T00:00:00+08:00/2026-11-30T23:59:59+08:00",
    )
}

/// `None` when unreadable, `Some(None)` when absent.
fn window(raw: &Raw, key: &str) -> Option<Option<Window>> {
    match raw.text(key) {
        Some(text) => Window::parse(text).map(Some),
        None => raw.get(key).is_none().then_some(None),
    }
}

fn code(raw: &Raw, _at: &str) -> Result<Option<String>, Wrong> {
    let code = raw
        .text("generic_redemption_code")
        .map(str::trim)
        .filter(|code| !code.is_empty());
    match (raw.text("offer_type"), code) {
        (Some("generic_code"), None) => Err(wrong(
            ".generic_redemption_code",
            "is missing although offer_type is generic_code",
            "Add the code, or say no_code",
        )),
        (Some("no_code"), _) => Ok(None),
        (_, code) => Ok(code.map(|code| rich::cut(code, 60).to_owned())),
    }
}

fn benefit(raw: &Raw) -> Result<Benefit, Wrong> {
    let kind = raw.text("coupon_value_type").unwrap_or_default();
    match kind {
        "percent_off" => Ok(Benefit::PercentOff(
            percent(raw)?,
            optional_money(raw, "max_discount_amount", ".max_discount_amount")?,
        )),
        "money_off" => optional_money(raw, "money_off_amount", ".money_off_amount")?
            .map(Benefit::MoneyOff)
            .ok_or_else(|| {
                let remedy = "Write the amount and the currency, such as \"150.00 HKD\"";
                wrong(".money_off_amount", "is missing", remedy)
            }),
        "buy_m_get_n_percent_off" | "buy_m_get_percent_off" => Ok(Benefit::BuyGet {
            buy: count(raw, "buy_this_quantity", ".buy_this_quantity")?,
            get: count(raw, "get_this_quantity_discounted", ".get_this_quantity_discounted")?,
            off: percent(raw)?,
        }),
        kind if kind.starts_with("free_shipping") => Ok(Benefit::FreeShipping),
        kind if kind.starts_with("free_gift") => Ok(Benefit::FreeGift),
        other => Err(wrong(
            ".coupon_value_type",
            format!("is not known: {}", rich::cut(other, 40)),
            "Use percent_off, money_off, buy_m_get_n_percent_off, free_shipping or free_gift",
        )),
    }
}

fn percent(raw: &Raw) -> Result<i64, Wrong> {
    let value = raw.get("percent_off").and_then(Raw::as_number);
    let basis_points = value.map(|percent| (percent * 100.0).round() as i64);
    basis_points
        .filter(|bp| (1..=10_000).contains(bp))
        .ok_or_else(|| wrong(".percent_off", "is not between 0.01 and 100", "Write 15 for 15 %"))
}

fn count(raw: &Raw, key: &str, field: &'static str) -> Result<u32, Wrong> {
    raw.get(key)
        .and_then(Raw::as_int)
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| (1..=1000).contains(n))
        .ok_or_else(|| wrong(field, "is not a count from 1 to 1000", "Write a whole number"))
}

fn optional_money(raw: &Raw, key: &str, field: &'static str) -> Result<Option<Money>, Wrong> {
    match raw.get(key) {
        None | Some(Raw::Null) => Ok(None),
        Some(value) => value
            .as_text()
            .and_then(Money::parse)
            .filter(|money| money.minor > 0)
            .map(Some)
            .ok_or_else(|| {
                let remedy = "Write the amount and the currency, such as \"150.00 HKD\"";
                wrong(field, "cannot be read", remedy)
            }),
    }
}

fn applicability(raw: &Raw, suffix: &str) -> Applicability {
    let list = |key: &str| -> Vec<String> {
        let items = raw.get(&format!("{key}{suffix}")).map(Raw::as_items);
        let texts = items.unwrap_or_default().iter().filter_map(Raw::as_text);
        texts.map(|text| text.trim().to_owned()).collect()
    };
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

    const DATES: &str = r#""promotion_effective_dates":"2026-01-01T00:00+08:00/2026-12-31T23:59+08:00""#;

    #[test]
    fn merchant_fields_become_a_promotion() {
        let (list, problems) = read(&format!(
            r#"[{{"promotion_id":"P1","long_title":"15 % off boots","coupon_value_type":"percent_off",
            "percent_off":15,"max_discount_amount":"200.00 HKD","offer_type":"generic_code",
            "generic_redemption_code":"TRAIL15","product_type":["Footwear"],{DATES}}}]"#
        ));
        assert_eq!(problems, []);
        assert_eq!(list[0].benefit, Benefit::PercentOff(1500, Money::parse("200 HKD")));
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
