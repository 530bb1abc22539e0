use super::*;
use crate::catalog::{Applicability, Catalog, Item, PromotionId, Sku};
use crate::lang::Localised;
use crate::time::Window;

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn promotion(benefit: Benefit, minimum: Option<&str>) -> Promotion {
    Promotion {
        id: PromotionId("P".into()),
        title: Localised::plain("P"),
        benefit,
        code: None,
        includes: Applicability::default(),
        excludes: Applicability::default(),
        minimum: minimum.map(money),
        effective: Window::default(),
        display: Window::default(),
        creative: None,
    }
}

fn line(price: &str, quantity: u32) -> Line {
    Line {
        sku: Sku::new(price),
        product_type: Localised::plain("Footwear > Boots"),
        brand: "Hillside".into(),
        price: money(price),
        quantity,
    }
}

fn applies(amount: &str) -> Verdict {
    Verdict::Applies {
        saving: money(amount),
    }
}

#[test]
fn every_benefit_is_worth_what_the_receipt_says() {
    let percent = |bp, most: Option<&str>| Benefit::PercentOff(bp, most.map(money));
    let off = |amount| Benefit::MoneyOff(money(amount));
    let buy_get = |buy, get, off| Benefit::BuyGet { buy, get, off };
    let none = Verdict::NotApplicable;
    for (benefit, minimum, cart, expected) in [
        (
            percent(1200, None),
            None,
            vec![line("980.00 HKD", 1)],
            applies("117.60 HKD"),
        ),
        (
            percent(1200, Some("100.00 HKD")),
            None,
            vec![line("980.00 HKD", 1)],
            applies("100.00 HKD"),
        ),
        (
            percent(1200, Some("100.00 USD")),
            None,
            vec![line("980.00 HKD", 1)],
            none(Unfit::OtherCurrency),
        ),
        (
            percent(10_000, None),
            None,
            vec![line("980.00 HKD", 2)],
            applies("1960.00 HKD"),
        ),
        (
            percent(1500, None),
            None,
            vec![line("0.03 HKD", 1)],
            none(Unfit::NothingToSave),
        ),
        (
            percent(1500, None),
            None,
            vec![line("333 JPY", 1)],
            applies("50 JPY"),
        ),
        (
            off("150.00 HKD"),
            Some("1200.00 HKD"),
            vec![line("1280.00 HKD", 1)],
            applies("150.00 HKD"),
        ),
        (
            off("150.00 HKD"),
            Some("1200.00 HKD"),
            vec![line("1200.00 HKD", 1)],
            applies("150.00 HKD"),
        ),
        (
            off("150.00 HKD"),
            Some("1200.00 HKD"),
            vec![line("1199.99 HKD", 1)],
            Verdict::Missing(Gap::Amount(money("0.01 HKD"))),
        ),
        (
            off("150.00 HKD"),
            None,
            vec![line("40.00 HKD", 2)],
            applies("80.00 HKD"),
        ),
        (
            off("150.00 HKD"),
            None,
            vec![line("0.00 HKD", 2)],
            none(Unfit::NothingToSave),
        ),
        (
            off("150.00 USD"),
            None,
            vec![line("400.00 HKD", 1)],
            none(Unfit::OtherCurrency),
        ),
        (
            off("1.00 HKD"),
            Some("1.00 USD"),
            vec![line("400.00 HKD", 1)],
            none(Unfit::OtherCurrency),
        ),
        (
            off("1.00 HKD"),
            None,
            vec![line("4.00 HKD", 1), line("4.00 USD", 1)],
            none(Unfit::OtherCurrency),
        ),
        (
            off("1.00 HKD"),
            None,
            vec![line("-4.00 HKD", 1)],
            none(Unfit::OutOfRange),
        ),
        (
            off("1.00 HKD"),
            None,
            vec![line("90000000000000000.00 HKD", 1000)],
            none(Unfit::OutOfRange),
        ),
        (off("1.00 HKD"), None, vec![], none(Unfit::NothingQualifies)),
        (
            off("1.00 HKD"),
            None,
            vec![line("4.00 HKD", 0)],
            none(Unfit::NothingQualifies),
        ),
        (
            buy_get(2, 1, 10_000),
            None,
            vec![line("128.00 HKD", 3)],
            applies("128.00 HKD"),
        ),
        (
            buy_get(2, 1, 10_000),
            None,
            vec![line("128.00 HKD", 5)],
            applies("128.00 HKD"),
        ),
        (
            buy_get(2, 1, 10_000),
            None,
            vec![line("128.00 HKD", 6)],
            applies("256.00 HKD"),
        ),
        (
            buy_get(2, 1, 10_000),
            None,
            vec![line("9.00 HKD", 2), line("5.00 HKD", 1)],
            applies("5.00 HKD"),
        ),
        (
            buy_get(2, 1, 10_000),
            None,
            vec![line("128.00 HKD", 1)],
            Verdict::Missing(Gap::Quantity(2)),
        ),
        (
            buy_get(1, 1, 5_000),
            None,
            vec![line("198.00 HKD", 1), line("148.00 HKD", 1)],
            applies("74.00 HKD"),
        ),
        (
            buy_get(1, 1, 5_000),
            None,
            vec![line("0.01 HKD", 2)],
            applies("0.01 HKD"),
        ),
        (
            Benefit::FreeShipping,
            Some("300.00 HKD"),
            vec![line("300.00 HKD", 1)],
            Verdict::Grants,
        ),
        (
            Benefit::FreeGift,
            Some("1000.00 HKD"),
            vec![line("590.00 HKD", 1)],
            Verdict::Missing(Gap::Amount(money("410.00 HKD"))),
        ),
    ] {
        let got = saving(&promotion(benefit, minimum), &cart);
        assert_eq!(got, expected, "{benefit:?} {minimum:?} {cart:?}");
    }
}

#[test]
fn only_what_is_named_counts() {
    let list = |items: &[&str], brands: &[&str], types: &[&str]| Applicability {
        items: items.iter().map(|s| (*s).to_owned()).collect(),
        brands: brands.iter().map(|s| (*s).to_owned()).collect(),
        product_types: types.iter().map(|s| (*s).to_owned()).collect(),
    };
    let none = Applicability::default;
    for (includes, excludes, expected) in [
        (none(), none(), true),
        (list(&["5.00 HKD"], &[], &[]), none(), true),
        (list(&["6.00 HKD"], &[], &[]), none(), false),
        (list(&[], &["HILLSIDE"], &[]), none(), true),
        (list(&[], &["Kestrel"], &[]), none(), false),
        (list(&[], &[], &["Footwear"]), none(), true),
        (list(&[], &[], &["footwear > boots"]), none(), true),
        (list(&[], &[], &["Footwear > Shoes"]), none(), false),
        (list(&[], &["Kestrel"], &["Footwear"]), none(), false),
        (list(&[], &["Hillside"], &["Footwear"]), none(), true),
        (none(), list(&["5.00 HKD"], &[], &[]), false),
        (none(), list(&[], &["hillside"], &[]), false),
        (none(), list(&[], &["Kestrel"], &["Footwear"]), false),
        (none(), list(&[], &[], &["Footwear > Shoes"]), true),
    ] {
        let promotion = Promotion {
            includes,
            excludes,
            ..promotion(Benefit::FreeGift, None)
        };
        let got = line("5.00 HKD", 1).counts_for(&promotion);
        assert_eq!(
            got, expected,
            "{:?} but {:?}",
            promotion.includes, promotion.excludes
        );
    }
}

#[test]
fn a_type_named_in_any_of_its_languages_counts() {
    let raw =
        serde_json::from_str(r#"{"en":"Footwear > Boots","zh-Hans":"鞋靴 > 登山靴"}"#).unwrap();
    let boots = Line {
        product_type: Localised::from_value(&raw).unwrap(),
        ..line("5.00 HKD", 1)
    };
    let mut promotion = promotion(Benefit::FreeGift, None);
    promotion.includes.product_types = vec!["鞋靴".into()];
    assert!(boots.counts_for(&promotion));
}

#[test]
fn the_minimum_looks_only_at_what_counts() {
    let mut offer = promotion(Benefit::MoneyOff(money("5.00 HKD")), Some("100.00 HKD"));
    offer.includes.items = vec!["60.00 HKD".into()];
    let cart = [line("60.00 HKD", 1), line("500.00 HKD", 1)];
    assert_eq!(
        saving(&offer, &cart),
        Verdict::Missing(Gap::Amount(money("40.00 HKD")))
    );
}

#[test]
fn the_pages_price_goes_before_the_catalogs() {
    let item = Item {
        sku: Sku::new("A"),
        price: Some(money("7.00 HKD")),
        quantity: 2,
        ..Item::default()
    };
    let lines = lines_of(
        &[
            item.clone(),
            Item {
                price: None,
                ..item
            },
        ],
        &Catalog::default(),
    );
    assert_eq!(lines.len(), 1, "a thing without a price has no line");
    assert_eq!((lines[0].price, lines[0].quantity), (money("7.00 HKD"), 2));
}

/// A small generator (xorshift64*), so that a failure can be repeated by its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }

    fn benefit(&mut self) -> Benefit {
        let amount = |minor: u64| Money {
            minor: minor as i64 + 1,
            ..money("0.00 HKD")
        };
        match self.below(3) {
            0 => {
                let most = (self.below(2) == 0).then(|| amount(self.below(20_000)));
                Benefit::PercentOff(self.below(10_000) as i64 + 1, most)
            }
            1 => Benefit::MoneyOff(amount(self.below(100_000))),
            _ => Benefit::BuyGet {
                buy: self.below(4) as u32 + 1,
                get: self.below(4) as u32 + 1,
                off: self.below(10_000) as i64 + 1,
            },
        }
    }

    fn cart(&mut self) -> Vec<Line> {
        let lines = self.below(6);
        let mut one = || {
            let minor = self.below(300_000) as i64;
            let price = Money {
                minor,
                ..money("0.00 HKD")
            };
            Line {
                price,
                ..line("0.00 HKD", self.below(8) as u32)
            }
        };
        (0..lines).map(|_| one()).collect()
    }
}

#[test]
fn no_saving_is_negative_or_above_the_cart_and_order_does_not_matter() {
    let mut dice = Dice(0x5EED);
    for round in 0..20_000 {
        let promotion = promotion(dice.benefit(), None);
        let mut cart = dice.cart();
        let verdict = saving(&promotion, &cart);
        let total: i64 = cart
            .iter()
            .map(|l| l.price.minor * i64::from(l.quantity))
            .sum();
        if let Verdict::Applies { saving } = verdict {
            assert!(
                saving.minor > 0 && saving.minor <= total,
                "round {round}: {saving} of {total}"
            );
        }
        cart.reverse();
        assert_eq!(super::saving(&promotion, &cart), verdict, "round {round}");
    }
}

#[test]
fn filling_the_gap_makes_it_apply() {
    let mut dice = Dice(0x0FFE);
    for round in 0..20_000 {
        let minimum = format!("{}.00 HKD", dice.below(2000) + 1);
        let promotion = promotion(dice.benefit(), Some(&minimum));
        let mut cart = dice.cart();
        let mut steps = 0;
        while let Verdict::Missing(gap) = saving(&promotion, &cart) {
            cart.push(match gap {
                Gap::Amount(amount) => Line {
                    price: amount,
                    ..line("0.00 HKD", 1)
                },
                Gap::Quantity(more) => line("9.99 HKD", more),
            });
            steps += 1;
            assert!(steps <= 2, "round {round}: still missing");
        }
    }
}

#[test]
fn more_of_the_same_never_saves_less() {
    let mut dice = Dice(0xA51DE);
    for round in 0..20_000 {
        let promotion = promotion(dice.benefit(), None);
        let price = Money {
            minor: dice.below(100_000) as i64 + 100,
            ..money("0.00 HKD")
        };
        let mut last = 0;
        for quantity in 1..12 {
            let cart = [Line {
                price,
                ..line("0.00 HKD", quantity)
            }];
            let now = match saving(&promotion, &cart) {
                Verdict::Applies { saving } => saving.minor,
                _ => 0,
            };
            assert!(
                now >= last,
                "round {round}: {quantity} pieces save {now}, one less {last}"
            );
            last = now;
        }
    }
}
