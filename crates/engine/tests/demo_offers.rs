//! The demo shop's own data: what its shoppers are offered, and what not.

use aside_engine::catalog::{Catalog, Settings, read_products, read_promotions};
use aside_engine::guard::{Ledger, Refusal, Situation};
use aside_engine::lang::Lang;
use aside_engine::pricing::{Line, Verdict, saving};
use aside_engine::profile::{Profile, Signal};
use aside_engine::promotion::{Chosen, Refused, choose, current};
use aside_engine::raw::Raw;
use aside_engine::reply::{Pack, Words, offer_card};
use aside_engine::text::Tables;
use aside_engine::time::{HOUR, MINUTE, Moment};

fn json(path: &str) -> Raw {
    let path = format!("{}/../../www/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn shop() -> (Catalog, Settings) {
    let (products, wrong) = read_products("products", &json("shop/data/products.json"));
    assert_eq!(wrong, []);
    let (promotions, wrong) = read_promotions("promotions", &json("shop/data/promotions.json"));
    assert_eq!(wrong, []);
    let (settings, wrong) = Settings::read("aside", &json("shop/data/aside.json"));
    assert_eq!(wrong, []);
    let catalog = Catalog {
        products,
        promotions,
        ..Catalog::default()
    };
    (catalog, settings)
}

fn afternoon() -> Moment {
    Moment::parse_iso("2026-11-21T15:00:00+08:00").unwrap()
}

fn looked_at(skus: &[&str], catalog: &Catalog) -> Profile {
    let mut profile = Profile::default();
    for (i, sku) in skus.iter().enumerate() {
        let pushed = format!(
            r#"{{"event":"view_item","ecommerce":{{"currency":"HKD","items":[{{"item_id":"{sku}"}}]}}}}"#
        );
        let at = afternoon().plus(-30 * MINUTE + i as i64 * MINUTE);
        for signal in Signal::from_ga4(&serde_json::from_str(&pushed).unwrap(), None) {
            profile.record(at, &signal, catalog, &Tables::default());
        }
    }
    profile
}

fn choice<'c>(
    shop: &'c (Catalog, Settings),
    profile: &Profile,
    allowed: bool,
) -> Result<Chosen<'c>, Refused> {
    let situation = Situation {
        consent_allows_learning: allowed,
        session_started: afternoon().plus(-HOUR),
        ..Situation::default()
    };
    choose(
        &shop.0,
        profile,
        &Ledger::default(),
        &situation,
        &shop.1,
        afternoon(),
    )
}

#[test]
fn three_looks_at_hiking_boots_and_a_yes_bring_a_footwear_offer_with_its_reason() {
    let shop = shop();
    let profile = looked_at(&["HS-1001", "HS-1003", "HS-1004"], &shop.0);
    let chosen = choice(&shop, &profile, true).unwrap();
    let types = &chosen.promotion.includes.product_types;
    assert!(
        types.iter().any(|path| path.starts_with("Footwear")),
        "{types:?}"
    );
    assert_eq!(chosen.reason.evidence.views, 3);

    let mut words = Words::default();
    for lang in ["en", "zh-Hans", "zh-Hant"] {
        words.add(Pack::read(lang, &json(&format!("packs/{lang}.json"))).unwrap());
    }
    for (lang, told) in [
        ("en", "You looked at hiking boots three times today."),
        ("zh-Hans", "您今天看了三次登山靴。"),
        ("zh-Hant", "您今天看了三次登山靴。"),
    ] {
        let reason = Some(&chosen.reason);
        let card = offer_card(
            &words,
            &Lang::new(lang),
            &shop.0,
            chosen.promotion,
            reason,
            afternoon(),
        );
        let said = aside_engine::catalog::rich::plain(&card.reason);
        assert!(said.starts_with(told), "{said}");
    }
}

#[test]
fn a_no_brings_nothing() {
    let shop = shop();
    let profile = looked_at(&["HS-1001", "HS-1003", "HS-1004"], &shop.0);
    let refused = choice(&shop, &profile, false).unwrap_err();
    assert_eq!(refused.moment, Some(Refusal::NoConsent));
}

#[test]
fn one_look_brings_nothing_yet() {
    let shop = shop();
    let refused = choice(&shop, &looked_at(&["HS-1001"], &shop.0), true).unwrap_err();
    assert!(
        refused
            .each
            .iter()
            .all(|(_, why)| *why != Refusal::NoConsent)
    );
    assert_eq!(refused.moment, None);
}

#[test]
fn opposite_shoppers_are_offered_different_things() {
    let shop = shop();
    for (skus, expected) in [
        (["HS-1401", "HS-1402", "HS-1401"], "HS-P-KNEES"),
        (["HS-1201", "HS-1202", "HS-1203"], "HS-P-TEES"),
        (["HS-1601", "HS-1602", "HS-1601"], "HS-P-CAMP"),
        (["HS-1101", "HS-1102", "HS-1101"], "HS-P-STORM"),
    ] {
        let chosen = choice(&shop, &looked_at(&skus, &shop.0), true).unwrap();
        assert_eq!(chosen.promotion.id.0, expected);
    }
}

#[test]
fn who_asks_sees_only_what_runs_today() {
    let shop = shop();
    let ids: Vec<&str> = current(&shop.0, afternoon())
        .iter()
        .map(|p| p.id.0.as_str())
        .collect();
    assert!(ids.contains(&"HS-P-BOOT12") && ids.len() >= 10, "{ids:?}");
    assert!(
        !ids.contains(&"HS-P-SPRING26") && !ids.contains(&"HS-P-CHILL27"),
        "{ids:?}"
    );
}

#[test]
fn what_the_demo_promises_is_what_comes_off() {
    let (catalog, _) = shop();
    for (promotion, cart, expected) in [
        ("HS-P-BOOT12", &[("HS-1001", 1)][..], Some("117.60 HKD")),
        ("HS-P-BOOT12", &[("HS-1005", 1)], None),
        ("HS-P-BOOT12", &[("HS-1003", 2)], Some("250.00 HKD")),
        ("HS-P-SOCKS", &[("HS-1301", 3)], Some("128.00 HKD")),
        (
            "HS-P-TEES",
            &[("HS-1201", 1), ("HS-1202", 1)],
            Some("74.00 HKD"),
        ),
        ("HS-P-KESTREL", &[("HS-1801", 1)], None),
        (
            "HS-P-KESTREL",
            &[("HS-1801", 1), ("HS-1904", 1)],
            Some("60.00 HKD"),
        ),
    ] {
        let id = aside_engine::catalog::PromotionId(promotion.into());
        let promotion = catalog.promotion(&id).unwrap();
        let lines: Vec<Line> = cart
            .iter()
            .filter_map(|(sku, quantity)| {
                let sku = aside_engine::catalog::Sku::new(sku);
                Line::of_product(catalog.product(&sku)?, *quantity)
            })
            .collect();
        assert_eq!(lines.len(), cart.len());
        let saved = match saving(promotion, &lines) {
            Verdict::Applies { saving } => Some(saving.to_string()),
            _ => None,
        };
        assert_eq!(saved.as_deref(), expected, "{} on {cart:?}", promotion.id.0);
    }
}
