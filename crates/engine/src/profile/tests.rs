use super::*;
use crate::catalog::{Catalog, Sku, read_products};
use crate::lang::Lang;
use crate::money::Currency;
use crate::raw::Raw;
use crate::text::Tables;
use crate::time::{DAY, HOUR, MINUTE};

const NOW: Moment = Moment {
    utc_ms: 1_795_244_400_000,
    offset_min: 480,
};

const PRODUCTS: &str = r#"[
    {"id":"B1","title":"Ridgeline Boots","price":"980.00 HKD","brand":"Hillside",
     "product_type":"Footwear > Hiking boots","product_type_zh-Hans":"鞋靴 > 登山靴"},
    {"id":"B2","title":"Cairn Boots","price":"1890.00 HKD","brand":"Northfell",
     "product_type":"Footwear > Hiking boots","product_type_zh-Hans":"鞋靴 > 登山靴"},
    {"id":"T1","title":"Fellrunner","price":"680.00 HKD","brand":"Kestrel",
     "product_type":"Footwear > Trail shoes","product_type_zh-Hans":"鞋靴 > 越野跑鞋"},
    {"id":"H1","title":"Sunbrim Hat","price":"238.00 HKD","brand":"Hillside",
     "product_type":"Clothing > Hats","product_type_zh-Hans":"服装 > 帽子"}]"#;

fn raw(text: &str) -> Raw {
    serde_json::from_str(text).unwrap()
}

fn catalog() -> Catalog {
    Catalog {
        products: read_products("p", &raw(PRODUCTS)).0,
        ..Catalog::default()
    }
}

fn item(sku: &str) -> Item {
    Item {
        sku: Sku::new(sku),
        quantity: 1,
        ..Item::default()
    }
}

fn viewed(sku: &str) -> Signal {
    Signal::ProductViewed(item(sku))
}

/// Events a minute apart, the first at `NOW`.
fn after(signals: &[Signal]) -> Profile {
    let mut profile = Profile::default();
    for (i, signal) in signals.iter().enumerate() {
        profile.record(
            NOW.plus(i as i64 * MINUTE),
            signal,
            &catalog(),
            &Tables::default(),
        );
    }
    profile
}

fn strength(profile: &Profile, code: &str, now: Moment) -> u8 {
    let found = profile
        .interests(now)
        .into_iter()
        .find(|i| i.key.code() == code);
    found.map_or(0, |interest| interest.strength)
}

const BOOTS: &str = "type:Footwear > Hiking boots";

#[test]
fn three_looks_at_different_boots_make_an_interest_and_one_does_not() {
    let long = Signal::Dwelled {
        sku: Sku::new("B1"),
        ms: 600_000,
    };
    for (signals, expected, offered) in [
        (vec![viewed("B1")], 25, false),
        (
            vec![viewed("B1"), long.clone(), long.clone(), long.clone()],
            40,
            false,
        ),
        (vec![viewed("B1"), viewed("B2")], 40, false),
        (vec![viewed("B1"), viewed("B2"), viewed("B1")], 50, true),
        (vec![viewed("B1"), viewed("T1"), viewed("H1")], 25, false),
        (vec![Signal::AddedToCart(item("B1"))], 57, true),
        (
            vec![Signal::Searched {
                words: "hiking boots".into(),
            }],
            40,
            false,
        ),
        (
            vec![
                Signal::Searched {
                    words: "登山靴".into(),
                },
                viewed("B1"),
            ],
            50,
            true,
        ),
    ] {
        let profile = after(&signals);
        let now = NOW.plus(5 * MINUTE);
        let got = strength(&profile, BOOTS, now);
        assert_eq!(
            (got, got >= OFFER_STRENGTH),
            (expected, offered),
            "{signals:?}"
        );
    }
}

#[test]
fn three_looks_may_lie_two_weeks_apart_in_all_but_not_two_months() {
    for (days, offered) in [(0, true), (14, true), (60, false)] {
        let mut profile = Profile::default();
        for look in 0..3 {
            profile.record(
                NOW.plus(look * days * DAY / 2 + look * MINUTE),
                &viewed("B1"),
                &catalog(),
                &Tables::default(),
            );
        }
        let got = strength(&profile, BOOTS, NOW.plus(days * DAY + 2 * MINUTE));
        assert_eq!(got >= OFFER_STRENGTH, offered, "{days} days: {got}");
    }
}

#[test]
fn wider_types_brands_and_prices_count_less() {
    let profile = after(&[viewed("B1"), viewed("B1"), viewed("B1")]);
    let codes: Vec<(String, u8)> = profile
        .interests(NOW.plus(2 * MINUTE))
        .into_iter()
        .map(|i| (i.key.code(), i.strength))
        .collect();
    let expected = [
        (BOOTS, 50),
        ("type:Footwear", 33),
        ("brand:Hillside", 33),
        ("price:HKD:9", 33),
    ];
    assert_eq!(
        codes,
        expected.map(|(code, strength)| (code.to_owned(), strength))
    );
}

#[test]
fn it_fades_by_half_in_a_half_life() {
    let profile = after(&[Signal::AddedToCart(item("B1"))]);
    // 4 points, 2 points, half a point
    for (days, expected) in [(0, 57), (30, 40), (90, 14)] {
        let got = strength(&profile, BOOTS, NOW.plus(days * DAY));
        assert_eq!(got, expected, "after {days} days");
    }
}

#[test]
fn one_event_from_two_sources_counts_once() {
    let catalog = catalog();
    for (signal, gap, times) in [
        (viewed("B1"), 0, 1),
        (viewed("B1"), 9_999, 1),
        (viewed("B1"), 10_000, 2),
        (Signal::AddedToCart(item("B1")), 1_999, 1),
        (Signal::AddedToCart(item("B1")), 2_000, 2),
        (
            Signal::Searched {
                words: "boots".into(),
            },
            5_000,
            1,
        ),
    ] {
        let mut profile = Profile::default();
        profile.record(NOW, &signal, &catalog, &Tables::default());
        profile.record(NOW.plus(gap), &signal, &catalog, &Tables::default());
        let boots = &profile.interests(NOW)[0].evidence;
        assert_eq!(
            boots.views + boots.carts + boots.searches,
            times,
            "{signal:?} {gap}"
        );
    }
    let mut profile = Profile::default();
    profile.record(NOW, &viewed("B1"), &catalog, &Tables::default());
    profile.record(NOW.plus(1), &viewed("B2"), &catalog, &Tables::default());
    profile.record(NOW.plus(2), &viewed("B1"), &catalog, &Tables::default());
    assert_eq!(profile.interests(NOW)[0].evidence.views, 2);
}

#[test]
fn taking_out_lowers_and_buying_fulfils() {
    let add = Signal::AddedToCart(item("B1"));
    let removed = after(&[add.clone(), Signal::RemovedFromCart(item("B1"))]);
    assert_eq!(strength(&removed, BOOTS, NOW.plus(MINUTE)), 40);
    assert_eq!(removed.cart, []);

    let bought = after(&[
        add.clone(),
        Signal::Purchased {
            items: vec![item("B1")],
        },
    ]);
    let now = NOW.plus(MINUTE);
    assert!(strength(&bought, BOOTS, now) < 15);
    let before = strength(&after(&[add]), "brand:Hillside", now);
    assert!(strength(&bought, "brand:Hillside", now) > before);
    assert_eq!(
        (
            bought.cart.len(),
            bought
                .interests(now)
                .iter()
                .map(|i| i.evidence.purchases)
                .max()
        ),
        (0, Some(1))
    );
}

#[test]
fn a_page_full_of_boots_is_no_wish_for_boots() {
    let items: Vec<Item> = (0..200)
        .map(|i| item(if i % 2 == 0 { "B1" } else { "B2" }))
        .collect();
    let profile = after(&[Signal::ListViewed { items }]);
    assert_eq!(strength(&profile, BOOTS, NOW), 14);
}

#[test]
fn what_was_removed_does_not_come_back() {
    let mut profile = after(&[viewed("B1"), viewed("T1"), viewed("H1")]);
    profile.remove(&InterestKey::of_type("footwear").unwrap());
    for look in 3..9 {
        profile.record(
            NOW.plus(look * MINUTE),
            &viewed("B2"),
            &catalog(),
            &Tables::default(),
        );
    }
    let types: Vec<String> = profile
        .interests(NOW)
        .iter()
        .map(|i| i.key.code())
        .collect();
    assert!(
        !types.iter().any(|code| code.starts_with("type:Footwear")),
        "{types:?}"
    );
    assert!(types.contains(&"type:Clothing > Hats".to_owned()));
    let again = Profile::from_raw(&profile.to_raw());
    assert!(again.is_blocked(&InterestKey::of_type("Footwear > Trail shoes").unwrap()));
    profile.clear();
    assert_eq!(profile, Profile::default());
}

#[test]
fn search_words_find_types_brands_and_titles() {
    for (words, expected) in [
        (
            "waterproof Hiking BOOTS, size 42",
            vec!["type:Footwear > Hiking boots"],
        ),
        ("boot", vec!["type:Footwear > Hiking boots"]),
        ("hiking", vec!["type:Footwear > Hiking boots"]),
        (
            "kestrel hats",
            vec!["brand:Kestrel", "type:Clothing > Hats"],
        ),
        ("登山", vec!["type:Footwear > Hiking boots"]),
        ("Sunbrim", vec!["type:Clothing > Hats"]),
        ("what", vec![]),
        ("h", vec![]),
        ("", vec![]),
    ] {
        let found = search::matches(words, &catalog(), &[], &Tables::default());
        let codes: Vec<String> = found.iter().map(InterestKey::code).collect();
        assert_eq!(codes, expected, "{words}");
    }
}

#[test]
fn a_shop_without_a_catalog_has_its_pages_words() {
    let boot = Item {
        name: "Stiefel".into(),
        brand: "Berg".into(),
        category: "Schuhe > Wanderstiefel".into(),
        ..item("X")
    };
    let empty = Catalog::default();
    let mut profile = Profile::default();
    profile.record(
        NOW,
        &Signal::ProductViewed(boot),
        &empty,
        &Tables::default(),
    );
    profile.record(
        NOW,
        &Signal::Searched {
            words: "wanderstiefel".into(),
        },
        &empty,
        &Tables::default(),
    );
    profile.record(
        NOW,
        &Signal::Dwelled {
            sku: Sku::new("X"),
            ms: 30_000,
        },
        &empty,
        &Tables::default(),
    );
    let first = &profile.interests(NOW)[0];
    assert_eq!(first.key.label(&empty, &Lang::new("de")), "Wanderstiefel");
    assert_eq!(
        (
            first.evidence.searches,
            first.evidence.seconds,
            first.strength
        ),
        (1, 30, 54)
    );
}

#[test]
fn a_page_in_another_language_speaks_of_the_same_types() {
    let page = |category: &str| Item {
        category: category.into(),
        ..item("unlisted")
    };
    for (category, code) in [
        ("鞋靴 > 登山靴", "type:Footwear > Hiking boots"),
        ("鞋靴", "type:Footwear"),
        ("Footwear>Trail shoes", "type:Footwear > Trail shoes"),
        ("玩具", "type:玩具"),
    ] {
        let profile = after(&[Signal::ProductViewed(page(category))]);
        assert_eq!(profile.interests(NOW)[0].key.code(), code);
    }
    let label = |code: &str, lang: &str| {
        InterestKey::from_code(code)
            .unwrap()
            .label(&catalog(), &Lang::new(lang))
    };
    assert_eq!(label("type:Footwear > Hiking boots", "zh-CN"), "登山靴");
    assert_eq!(label("type:Footwear", "zh-CN"), "鞋靴");
    assert_eq!(label("type:Footwear", "en"), "Footwear");
    assert_eq!(label("type:Toys > Kites", "en"), "Kites");
    assert_eq!(label("brand:Kestrel", "zh-CN"), "Kestrel");
}

#[test]
fn the_profile_stays_small_whatever_comes() {
    let mut profile = Profile::default();
    for i in 0..500 {
        let category = format!("A{} > B{i} > {}", i % 7, "x".repeat(300));
        let odd = Item {
            category,
            brand: format!("brand {i}"),
            ..item(&format!("s{i}"))
        };
        profile.record(
            NOW.plus(i * 11_000),
            &Signal::AddedToCart(odd),
            &catalog(),
            &Tables::default(),
        );
    }
    assert!(profile.interests(NOW.plus(DAY)).len() <= MAX_INTERESTS);
    assert!(profile.cart.len() <= 50);
    let saved = serde_json::to_string(&profile.to_raw()).unwrap();
    assert!(saved.len() < 100_000, "{} bytes", saved.len());
}

#[test]
fn the_saved_profile_is_the_same_profile() {
    let profile = after(&[
        viewed("B1"),
        Signal::Searched {
            words: "kestrel".into(),
        },
        Signal::AddedToCart(Item {
            price: crate::money::Money::parse("980.00 HKD"),
            ..item("B1")
        }),
        Signal::Dwelled {
            sku: Sku::new("B1"),
            ms: 12_345,
        },
    ]);
    let text = serde_json::to_string(&profile.to_raw()).unwrap();
    let again = Profile::from_raw(&raw(&text));
    assert_eq!(again.to_raw(), profile.to_raw());
    assert_eq!(again.interests(NOW), profile.interests(NOW));
    assert!(!text.contains("search kestrel"));
}

#[test]
fn a_damaged_profile_gives_what_is_whole() {
    for text in [
        "null",
        "3",
        "[]",
        r#"{"interests":{"a":1},"cart":"x","unwanted":[7]}"#,
    ] {
        assert_eq!(Profile::from_raw(&raw(text)), Profile::default(), "{text}");
    }
    let half = r#"{"interests":[{"about":"type:A","millionths":1e300,"last":[0,480],"views":-3},
        {"about":"type:a","millionths":5,"last":[0,0]},{"about":"gift:x","millionths":1,"last":[0,0]},
        {"about":"type:B","millionths":1},{"about":"type:C","millionths":-9,"last":[0,9999]}]}"#;
    let profile = Profile::from_raw(&raw(half));
    let found = profile.interests(Moment::default());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].strength, found[0].evidence.views), (100, 0));
}

#[test]
fn a_clock_that_is_set_back_neither_breaks_nor_revives() {
    let mut profile = after(&[viewed("B1")]);
    profile.record(
        NOW.plus(-400 * DAY),
        &viewed("B2"),
        &catalog(),
        &Tables::default(),
    );
    let past = NOW.plus(-400 * DAY);
    assert_eq!(strength(&profile, BOOTS, past), 40);
    let evidence = &profile.interests(past)[0].evidence;
    assert_eq!((evidence.first, evidence.last), (past, past));
    assert_eq!(strength(&profile, BOOTS, NOW.plus(HOUR)), 0);
}

fn hkd() -> Option<Currency> {
    Currency::parse("HKD")
}

#[test]
fn the_data_layer_is_read_in_all_its_forms() {
    let params = r#"{"currency":"USD","items":[{"item_id":"B1","item_name":"Boot","item_brand":"H",
        "item_category":"Footwear","item_category2":"Hiking boots","price":"89.90","quantity":2}]}"#;
    let expected = Item {
        sku: Sku::new("B1"),
        name: "Boot".into(),
        brand: "H".into(),
        category: "Footwear > Hiking boots".into(),
        price: crate::money::Money::parse("89.90 USD"),
        quantity: 2,
    };
    let flat = params.replacen('{', r#"{"event":"view_item","#, 1);
    for pushed in [
        format!(r#"{{"event":"view_item","ecommerce":{params}}}"#),
        flat,
        format!(r#"["event","view_item",{params}]"#),
        format!(r#"{{"0":"event","1":"view_item","2":{params}}}"#),
    ] {
        let signals = Signal::from_ga4(&raw(&pushed), hkd());
        assert_eq!(
            signals,
            [Signal::ProductViewed(expected.clone())],
            "{pushed}"
        );
    }
}

#[test]
fn events_become_signals() {
    for (name, params, expected) in [
        (
            "view_item",
            r#"{"items":[{"item_id":1},{"item_id":2}]}"#,
            "ProductViewed",
        ),
        (
            "view_item_list",
            r#"{"items":[{"item_id":1}]}"#,
            "ListViewed",
        ),
        ("view_item_list", r#"{"items":[]}"#, ""),
        ("search", r#"{"search_term":" boots "}"#, "Searched"),
        (
            "view_search_results",
            r#"{"search_term":"boots","items":[{"id":"a"}]}"#,
            "Searched ListViewed",
        ),
        ("search", r#"{"search_term":"  "}"#, ""),
        (
            "add_to_cart",
            r#"{"items":[{"item_id":"a"},{"item_name":"b"},{"price":3}]}"#,
            "AddedToCart AddedToCart",
        ),
        ("add_to_cart", r#"{"sku":"a"}"#, "AddedToCart"),
        (
            "remove_from_cart",
            r#"{"items":{"item_id":"a"}}"#,
            "RemovedFromCart",
        ),
        ("view_cart", r#"{"items":[]}"#, "CartSeen"),
        ("begin_checkout", "null", "CheckoutBegun"),
        (
            "purchase",
            r#"{"ecommerce":{"items":[{"item_id":"a"}]}}"#,
            "Purchased",
        ),
        ("purchase", "7", ""),
        ("page_view", r#"{"items":[{"item_id":"a"}]}"#, ""),
    ] {
        let signals = Signal::from_track(name, &raw(params), hkd());
        let kinds: Vec<String> = signals
            .iter()
            .map(|signal| {
                format!("{signal:?}")
                    .split([' ', '(', '{'])
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(kinds.join(" "), expected, "{name} {params}");
    }
}

#[test]
fn hostile_pushes_are_survived() {
    for pushed in [
        "null",
        "[]",
        "\"event\"",
        r#"["event"]"#,
        r#"["event",7,{}]"#,
        r#"["consent","default",{}]"#,
        r#"{"ecommerce":null}"#,
        r#"{"event":"view_item","ecommerce":null}"#,
        r#"{"event":"view_item","items":"lots"}"#,
        r#"{"event":{"a":1}}"#,
    ] {
        assert_eq!(Signal::from_ga4(&raw(pushed), None), [], "{pushed}");
    }
    let odd = r#"{"event":"view_item","items":[{"item_id":" B1 ","price":"free","quantity":-4}]}"#;
    assert_eq!(Signal::from_ga4(&raw(odd), hkd()), [viewed("B1")]);
    let negative = r#"{"event":"view_item","items":[{"item_id":"B1","price":-4,"quantity":1e99}]}"#;
    let huge = Item {
        quantity: 999,
        ..item("B1")
    };
    assert_eq!(
        Signal::from_ga4(&raw(negative), hkd()),
        [Signal::ProductViewed(huge)]
    );
    let many = vec![r#"{"item_id":"a"}"#; 1000].join(",");
    let flood = format!(r#"{{"event":"add_to_cart","items":[{many}]}}"#);
    assert_eq!(Signal::from_ga4(&raw(&flood), None).len(), 200);
}

#[test]
fn json_ld_is_a_look_or_a_list() {
    let one = r#"{"@type":"Product","sku":"B1"}"#;
    assert_eq!(Signal::from_json_ld(&raw(one)), [viewed("B1")]);
    let two = Signal::from_json_ld(&raw(&format!("[{one},{one}]")));
    assert!(matches!(&two[..], [Signal::ListViewed { items }] if items.len() == 2));
    assert_eq!(Signal::from_json_ld(&raw(r#"{"@type":"FAQPage"}"#)), []);
}
