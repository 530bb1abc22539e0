use super::*;
use crate::catalog::{read_products, read_promotions};
use crate::profile::Signal;
use crate::text::Tables;
use crate::time::{DAY, HOUR, MINUTE};

/// 15:00 in Hong Kong.
const NOW: Moment = Moment {
    utc_ms: 1_795_244_400_000,
    offset_min: 480,
};

const PRODUCTS: &str = r#"[
    {"id":"B1","title":"Ridgeline","price":"980.00 HKD","brand":"Hillside",
     "product_type":"Footwear > Boots","product_type_zh-Hans":"鞋靴 > 登山靴"},
    {"id":"B2","title":"Cairn","price":"1890.00 HKD","brand":"Northfell",
     "product_type":"Footwear > Boots","product_type_zh-Hans":"鞋靴 > 登山靴"},
    {"id":"T1","title":"Fellrunner","price":"680.00 HKD","brand":"Kestrel",
     "product_type":"Footwear > Trail shoes","product_type_zh-Hans":"鞋靴 > 越野跑鞋"},
    {"id":"H1","title":"Beanie","price":"168.00 HKD","brand":"Hillside",
     "product_type":"Clothing > Hats","availability":"out_of_stock"}]"#;

/// A shop with these promotions: number, applicability and benefit as fields.
fn shop(promotions: &[(&str, &str)]) -> Catalog {
    let entries: Vec<String> = promotions
        .iter()
        .map(|(id, fields)| {
            let benefit = match fields.contains("coupon_value_type") {
                true => "",
                false => r#""coupon_value_type":"percent_off","percent_off":10,"#,
            };
            format!(
                r#"{{"promotion_id":"{id}","long_title":"{id}",{benefit}{fields}
                "promotion_effective_dates":"2026-01-01/2026-12-31"}}"#
            )
        })
        .collect();
    let raw = serde_json::from_str(&format!("[{}]", entries.join(","))).unwrap();
    let (promotions, problems) = read_promotions("p", &raw);
    assert_eq!(problems, []);
    let (products, problems) = read_products("p", &serde_json::from_str(PRODUCTS).unwrap());
    assert_eq!(problems, []);
    Catalog {
        products,
        promotions,
        ..Catalog::default()
    }
}

/// A shopper who looked at these, a minute after each other.
fn looked_at(skus: &[&str], catalog: &Catalog) -> Profile {
    let mut profile = Profile::default();
    for (i, sku) in skus.iter().enumerate() {
        let params = format!(r#"{{"items":[{{"item_id":"{sku}"}}]}}"#);
        let raw = serde_json::from_str(&params).unwrap();
        for signal in Signal::from_track("view_item", &raw, None) {
            profile.record(
                NOW.plus(-HOUR + i as i64 * MINUTE),
                &signal,
                catalog,
                &Tables::default(),
            );
        }
    }
    profile
}

fn free() -> Situation {
    Situation {
        consent_allows_learning: true,
        session_started: NOW.plus(-2 * HOUR),
        ..Situation::default()
    }
}

fn choice<'c>(
    catalog: &'c Catalog,
    profile: &Profile,
    ledger: &Ledger,
) -> Result<Chosen<'c>, Refused> {
    choose(catalog, profile, ledger, &free(), &Settings::default(), NOW)
}

const BOOTS: (&str, &str) = ("boots", r#""product_type":["Footwear > Boots"],"#);
const SHOES: (&str, &str) = ("shoes", r#""product_type":["Footwear"],"#);
const ALL: (&str, &str) = ("all", "");
const THIS: (&str, &str) = ("this", r#""item_id":["B2"],"#);
const BRAND: (&str, &str) = ("brand", r#""brand":["kestrel"],"#);
const HATS: (&str, &str) = ("hats", r#""product_type":["Clothing > Hats"],"#);

#[test]
fn the_closest_promotion_wins() {
    for (promotions, looks, expected) in [
        (
            &[ALL, SHOES, BOOTS, THIS][..],
            &["B1", "B2", "B1"][..],
            Some("this"),
        ),
        (
            &[ALL, SHOES, BOOTS, THIS],
            &["B1", "B1", "B1"],
            Some("boots"),
        ),
        (&[ALL, SHOES], &["B1", "B1", "B1"], Some("shoes")),
        (&[ALL], &["B1", "B1", "B1"], Some("all")),
        (&[BRAND], &["B1", "B1", "B1"], None),
        (&[BRAND], &["T1", "T1", "T1"], Some("brand")),
        (&[BRAND, BOOTS], &["B1", "B1", "B1", "T1"], Some("boots")),
        (
            &[SHOES, HATS],
            &["B1", "T1", "B1", "T1", "T1"],
            Some("shoes"),
        ),
        (&[ALL, SHOES, BOOTS, THIS], &["B1", "T1"], None),
        (
            &[("中文", r#""product_type":["鞋靴 > 登山靴"],"#), SHOES],
            &["B1", "B1", "B1"],
            Some("中文"),
        ),
        // Fits, but nothing of it can be had.
        (&[HATS], &["H1", "H1", "H1"], None),
        // Boots of one brand are some boots; a wider promise is nearer.
        (
            &[
                (
                    "hillside boots",
                    r#""product_type":["Footwear > Boots"],"brand":["Hillside"],"#,
                ),
                SHOES,
            ],
            &["B1", "B1", "B1"],
            Some("shoes"),
        ),
        // What was looked at is excluded, other boots are not.
        (
            &[
                (
                    "others",
                    r#""product_type":["Footwear > Boots"],"item_id_exclusion":["B1"],"#,
                ),
                SHOES,
            ],
            &["B1", "B1", "B1"],
            Some("shoes"),
        ),
    ] {
        let catalog = shop(promotions);
        let profile = looked_at(looks, &catalog);
        let got = choice(&catalog, &profile, &Ledger::default());
        let got = got.ok().map(|chosen| chosen.promotion.id.0.clone());
        assert_eq!(got.as_deref(), expected, "{promotions:?} for {looks:?}");
    }
}

#[test]
fn equals_are_parted_by_saving_and_then_by_number() {
    let more = (
        "z",
        r#""product_type":["Footwear > Boots"],"coupon_value_type":"money_off","money_off_amount":"120.00 HKD","#,
    );
    let catalog = shop(&[("b", BOOTS.1), ("a", BOOTS.1), more]);
    let profile = looked_at(&["B1", "B1", "B1"], &catalog);
    let chosen = choice(&catalog, &profile, &Ledger::default()).unwrap();
    assert_eq!(
        (chosen.promotion.id.0.as_str(), chosen.saving),
        ("z", Money::parse("120.00 HKD"))
    );

    let mut shown = Ledger::default();
    shown.record_shown(
        &chosen.promotion.id,
        &chosen.reason.interest,
        NOW.plus(-3 * HOUR),
    );
    let next = choice(&catalog, &profile, &shown).unwrap();
    assert_eq!(
        (next.promotion.id.0.as_str(), next.saving),
        ("a", Money::parse("98.00 HKD"))
    );
    assert_eq!(next.score, 90 * 50);
}

#[test]
fn the_reason_is_what_really_happened() {
    let catalog = shop(&[BOOTS]);
    let profile = looked_at(&["B1", "B2", "B1"], &catalog);
    let reason = choice(&catalog, &profile, &Ledger::default())
        .unwrap()
        .reason;
    assert_eq!(reason.interest.code(), "type:Footwear > Boots");
    assert_eq!((reason.evidence.views, reason.evidence.searches), (3, 0));
    assert_eq!(reason.evidence.last, NOW.plus(-HOUR + 2 * MINUTE));
}

#[test]
fn the_saving_is_that_of_the_cart_if_there_is_one() {
    let catalog = shop(&[BOOTS]);
    let mut profile = looked_at(&["B1", "B1", "B1"], &catalog);
    let raw = serde_json::from_str(r#"{"items":[{"item_id":"B2","quantity":2}]}"#).unwrap();
    let seen = Signal::from_track("view_cart", &raw, None);
    seen.iter()
        .for_each(|signal| profile.record(NOW, signal, &catalog, &Tables::default()));
    let chosen = choice(&catalog, &profile, &Ledger::default()).unwrap();
    assert_eq!(chosen.saving, Money::parse("378.00 HKD"));
}

#[test]
fn each_refusal_is_told() {
    let ended = (
        "ended",
        r#""product_type":["Footwear"],"promotion_display_dates":"2026-01-01/2026-02-01","#,
    );
    let catalog = shop(&[ended, BOOTS, SHOES, ("seen", BOOTS.1), HATS, BRAND]);
    let mut profile = looked_at(&["B1", "B1", "B1", "H1", "H1", "H1"], &catalog);
    profile.remove(&InterestKey::of_brand("hillside").unwrap());
    let mut ledger = Ledger::default();
    ledger.record_dismissed(&PromotionId("boots".into()), false, NOW);
    ledger.record_shown(
        &PromotionId("seen".into()),
        &InterestKey::of_type("x").unwrap(),
        NOW.plus(-DAY),
    );
    ledger.dislike(InterestKey::of_type("Footwear > Boots").unwrap());
    let refused = choice(&catalog, &profile, &ledger).unwrap_err();
    let each: Vec<(&str, &str)> = refused
        .each
        .iter()
        .map(|(id, why)| (id.0.as_str(), why.name()))
        .collect();
    let expected = [
        ("ended", "not_running"),
        ("boots", "dismissed"),
        ("shoes", "disliked"),
        ("seen", "already_shown"),
        ("hats", "out_of_stock"),
        ("brand", "not_relevant"),
    ];
    assert_eq!(each, expected);
    assert_eq!((refused.moment, refused.is_passing()), (None, false));
}

#[test]
fn the_moment_refuses_before_anything_is_looked_at() {
    let catalog = shop(&[BOOTS]);
    let profile = looked_at(&["B1", "B1", "B1"], &catalog);
    let no = Situation {
        consent_allows_learning: false,
        ..free()
    };
    let refused = choose(
        &catalog,
        &profile,
        &Ledger::default(),
        &no,
        &Settings::default(),
        NOW,
    )
    .unwrap_err();
    assert_eq!(
        (refused.moment, refused.is_passing()),
        (Some(Refusal::NoConsent), false)
    );
    let early = Situation {
        session_started: NOW,
        ..free()
    };
    let refused = choose(
        &catalog,
        &profile,
        &Ledger::default(),
        &early,
        &Settings::default(),
        NOW,
    )
    .unwrap_err();
    assert_eq!(refused.moment, Some(Refusal::NewVisitorGrace));
    let then = refused.ask_again.unwrap();
    assert!(
        choose(
            &catalog,
            &profile,
            &Ledger::default(),
            &early,
            &Settings::default(),
            then
        )
        .is_ok()
    );
}

#[test]
fn a_shop_without_products_is_taken_at_its_word() {
    let mut catalog = shop(&[BOOTS, BRAND]);
    catalog.products.clear();
    let mut profile = Profile::default();
    for look in 0..3 {
        let raw =
            r#"{"items":[{"item_id":"X","item_category":"Footwear","item_category2":"boots"}]}"#;
        for signal in Signal::from_track("view_item", &serde_json::from_str(raw).unwrap(), None) {
            profile.record(
                NOW.plus(-HOUR + look * MINUTE),
                &signal,
                &catalog,
                &Tables::default(),
            );
        }
    }
    let chosen = choice(&catalog, &profile, &Ledger::default()).unwrap();
    assert_eq!(
        (chosen.promotion.id.0.as_str(), chosen.saving),
        ("boots", None)
    );
}

#[test]
fn who_asks_sees_what_runs_and_can_be_had() {
    let later = (
        "later",
        r#""promotion_display_dates":"2026-12-01/2026-12-31","#,
    );
    let catalog = shop(&[later, HATS, SHOES, ALL, ("unlisted", r#""item_id":["X"],"#)]);
    let ids: Vec<&str> = current(&catalog, NOW)
        .iter()
        .map(|p| p.id.0.as_str())
        .collect();
    assert_eq!(ids, ["shoes", "all", "unlisted"]);
}
