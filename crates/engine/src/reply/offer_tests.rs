use super::*;
use crate::catalog::rich::plain;
use crate::catalog::{Catalog, Node, Promotion, read_products, read_promotions};
use crate::lang::Lang;
use crate::money::Money;
use crate::profile::{Evidence, InterestKey, Profile, Signal};
use crate::promotion::Reason;
use crate::text::Tables;
use crate::time::{DAY, HOUR, MINUTE, Moment};

/// Saturday, 15:00 in Hong Kong.
const NOW: Moment = Moment {
    utc_ms: 1_795_244_400_000,
    offset_min: 480,
};

const LANGS: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn words() -> Words {
    let mut words = Words::default();
    for text in [
        include_str!("../../../../www/packs/en.json"),
        include_str!("../../../../www/packs/zh-Hans.json"),
        include_str!("../../../../www/packs/zh-Hant.json"),
    ] {
        words.add(Pack::read("pack", &serde_json::from_str(text).unwrap()).unwrap());
    }
    words
}

fn catalog() -> Catalog {
    let products = r#"[{"id":"B1","title":"Ridgeline","price":"980.00 HKD","brand":"Hillside",
        "product_type":"Footwear > Hiking boots","product_type_zh-Hans":"鞋靴 > 登山靴",
        "product_type_zh-Hant":"鞋靴 > 登山靴"}]"#;
    Catalog {
        products: read_products("p", &serde_json::from_str(products).unwrap()).0,
        ..Catalog::default()
    }
}

fn promotion(fields: &str) -> Promotion {
    let text = format!(
        r#"[{{"promotion_id":"P","long_title":"Boots for less","long_title_zh-Hans":"登山靴优惠",
        "promotion_effective_dates":"2026-01-01T00:00+08:00/2026-12-31T23:59+08:00",{fields}}}]"#
    );
    let (mut list, problems) = read_promotions("p", &serde_json::from_str(&text).unwrap());
    assert_eq!(problems, []);
    list.remove(0)
}

fn card(fields: &str, lang: &str, reason: Option<&Reason>, now: Moment) -> OfferCard {
    offer_card(
        &words(),
        &Lang::new(lang),
        &catalog(),
        &promotion(fields),
        reason,
        now,
    )
}

const PERCENT: &str = r#""coupon_value_type":"percent_off","percent_off":12.5"#;

#[test]
fn the_figure_says_what_one_gets() {
    let buy_get = |buy: u8, get: u8, off: u8| {
        format!(
            r#""coupon_value_type":"buy_m_get_n_percent_off","buy_this_quantity":{buy},
            "get_this_quantity_discounted":{get},"percent_off":{off}"#
        )
    };
    let word = |text: &str| Figure::Word(text.to_owned());
    let off = r#""coupon_value_type":"money_off","money_off_amount":"150.00 HKD""#;
    for (fields, lang, expected) in [
        (PERCENT, "en", Figure::Percent(1250)),
        (
            off,
            "en",
            Figure::Money(Money::parse("150.00 HKD").unwrap()),
        ),
        (
            r#""coupon_value_type":"free_shipping_standard""#,
            "en",
            word("Free delivery"),
        ),
        (
            r#""coupon_value_type":"free_shipping_standard""#,
            "zh-TW",
            word("免運費"),
        ),
        (r#""coupon_value_type":"free_gift""#, "zh-CN", word("赠品")),
        (&buy_get(2, 1, 100), "en", word("3 for 2")),
        (&buy_get(2, 1, 100), "zh-Hans", word("买2送1")),
        (&buy_get(1, 1, 50), "en", word("2nd at half price")),
        (&buy_get(1, 1, 50), "zh-Hant", word("第二件半價")),
        (&buy_get(2, 2, 40), "en", word("40 % off 2 more with 2")),
        (&buy_get(2, 2, 12), "zh-Hans", word("买2件，再买2件享8.8折")),
    ] {
        assert_eq!(
            card(fields, lang, None, NOW).figure,
            expected,
            "{fields} in {lang}"
        );
    }
}

#[test]
fn conditions_are_always_said_in_amounts_the_browser_writes() {
    let fields = format!(
        r#"{PERCENT},"max_discount_amount":"250.00 HKD","minimum_purchase_amount":"1200.00 HKD",
        "generic_redemption_code":"BOOT","x":{{"creatives":[{{"text":{{"en":"Walk on.","zh-Hans":"走吧。"}}}}]}}"#
    );
    for (lang, title, text) in [
        (
            "en",
            "Boots for less",
            "Walk on.\nFrom 1200.00 HKD. At most 250.00 HKD off.",
        ),
        (
            "zh-Hans",
            "登山靴优惠",
            "走吧。\n满 1200.00 HKD 可用。最多减 250.00 HKD。",
        ),
    ] {
        let card = card(&fields, lang, None, NOW);
        assert_eq!(
            (card.title.as_str(), plain(&card.text).as_str()),
            (title, text)
        );
        assert_eq!(card.code.as_deref(), Some("BOOT"));
        let Some(Node::Paragraph(conditions)) = card.text.last() else {
            panic!("no paragraph of conditions");
        };
        let minimum = Node::Money(Money::parse("1200.00 HKD").unwrap());
        assert!(conditions.contains(&minimum), "{conditions:?}");
    }
    assert_eq!(card(PERCENT, "en", None, NOW).text, []);
}

#[test]
fn an_end_is_said_when_it_is_in_sight() {
    let end = Moment::parse_iso("2026-12-31T23:59+08:00").unwrap();
    for (days, said) in [(0, true), (60, true), (61, false)] {
        let card = card(PERCENT, "en", None, end.plus(-days * DAY));
        assert_eq!(card.until.is_some(), said, "{days} days before");
    }
}

#[test]
fn the_reason_is_told_as_it_was() {
    let yesterday = NOW.plus(-DAY);
    let long_ago = NOW.plus(-8 * DAY);
    let evidence = |views, searches, carts, first| Evidence {
        views,
        searches,
        carts,
        first,
        last: NOW,
        ..Evidence::default()
    };
    let boots = || InterestKey::of_type("Footwear > Hiking boots").unwrap();
    let brand = || InterestKey::of_brand("Hillside").unwrap();
    for (key, evidence, lang, expected) in [
        (
            boots(),
            evidence(3, 0, 0, yesterday),
            "en",
            "You looked at hiking boots three times this week. I noted that on this device only.",
        ),
        (
            boots(),
            evidence(1, 0, 0, NOW),
            "en",
            "You looked at hiking boots once today. I noted that on this device only.",
        ),
        (
            boots(),
            evidence(12, 0, 0, NOW),
            "en",
            "You looked at hiking boots 12 times today. I noted that on this device only.",
        ),
        (
            boots(),
            evidence(3, 2, 0, yesterday),
            "en",
            "You searched for hiking boots twice this week. I noted that on this device only.",
        ),
        (
            boots(),
            evidence(5, 2, 1, yesterday),
            "en",
            "You looked at hiking boots five times this week. I noted that on this device only.",
        ),
        (
            boots(),
            evidence(2, 1, 1, yesterday),
            "en",
            "You put hiking boots in your cart once this week. I noted that on this device only.",
        ),
        (
            brand(),
            evidence(4, 0, 0, NOW),
            "en",
            "You looked at things by Hillside four times today. I noted that on this device only.",
        ),
        (
            boots(),
            evidence(3, 0, 0, yesterday),
            "zh-Hans",
            "您本周看了三次登山靴。这只记在您的设备上。",
        ),
        (
            boots(),
            evidence(12, 0, 0, NOW),
            "zh-Hant",
            "您今天看了12次登山靴。這只記在您的裝置上。",
        ),
        (
            boots(),
            evidence(2, 1, 1, yesterday),
            "zh-Hans",
            "您本周把登山靴放进购物车一次。这只记在您的设备上。",
        ),
        (
            brand(),
            evidence(2, 2, 0, NOW),
            "zh-Hant",
            "您今天搜尋了兩次來自 Hillside 的商品。這只記在您的裝置上。",
        ),
    ] {
        let reason = Reason {
            interest: key,
            evidence,
        };
        let card = card(PERCENT, lang, Some(&reason), NOW);
        assert_eq!(plain(&card.reason), expected);
        assert!(
            card.reason
                .iter()
                .any(|node| matches!(node, Node::Strong(_)))
        );
    }
    let reason = Reason {
        interest: boots(),
        evidence: evidence(3, 0, 0, long_ago),
    };
    let nodes = card(PERCENT, "en", Some(&reason), NOW).reason;
    assert!(nodes.contains(&Node::When(long_ago)), "{nodes:?}");
}

#[test]
fn this_week_begins_on_monday() {
    let monday = Moment::parse_iso("2026-11-16T00:00:00+08:00").unwrap();
    for (first, week) in [(monday, true), (monday.plus(-1), false)] {
        let evidence = Evidence {
            views: 3,
            first,
            last: NOW,
            ..Evidence::default()
        };
        let interest = InterestKey::of_brand("Hillside").unwrap();
        let card = card(PERCENT, "en", Some(&Reason { interest, evidence }), NOW);
        assert_eq!(plain(&card.reason).contains("this week"), week);
    }
}

#[test]
fn what_was_asked_for_says_so() {
    for lang in LANGS {
        let reason = plain(&card(PERCENT, lang, None, NOW).reason);
        assert!(!reason.is_empty() && !reason.contains("say."), "{reason}");
    }
}

#[test]
fn everything_known_is_shown_with_what_it_rests_on() {
    let catalog = catalog();
    let mut profile = Profile::default();
    let events = [
        ("view_item", r#"{"item_id":"B1"}"#),
        ("view_item", r#"{"item_id":"B1"}"#),
        ("search", r#"{"search_term":"hiking boots"}"#),
        ("add_to_cart", r#"{"item_id":"B1"}"#),
        ("purchase", r#"{"item_id":"B1"}"#),
        ("view_item_list", r#"{"items":[{"item_id":"B1"}]}"#),
    ];
    let start = NOW.plus(-HOUR);
    for (i, (name, params)) in events.iter().enumerate() {
        let at = start.plus(i as i64 * MINUTE);
        for signal in Signal::from_track(name, &serde_json::from_str(params).unwrap(), None) {
            profile.record(at, &signal, &catalog, &Tables::default());
        }
    }
    let dwelled = Signal::Dwelled {
        sku: crate::catalog::Sku::new("B1"),
        ms: 45_000,
    };
    profile.record(
        start.plus(6 * MINUTE),
        &dwelled,
        &catalog,
        &Tables::default(),
    );
    let last = format!("@{}", start.plus(6 * MINUTE).utc_ms);
    for (lang, label, evidence) in [
        (
            "en",
            "Hiking boots",
            format!(
                "viewed twice, searched for once, put in the cart once, bought once, seen in lists once, about 1 min on its pages, last {last}"
            ),
        ),
        (
            "zh-Hans",
            "登山靴",
            format!(
                "看过两次，搜索过一次，放进购物车一次，买过一次，在列表里见过一次，停留约 1 分钟，最近一次 {last}"
            ),
        ),
        (
            "zh-Hant",
            "登山靴",
            format!(
                "看過兩次，搜尋過一次，放進購物車一次，買過一次，在列表裡見過一次，停留約 1 分鐘，最近一次 {last}"
            ),
        ),
    ] {
        let list = known(&words(), &Lang::new(lang), &profile, &catalog, NOW);
        let boots = list
            .iter()
            .find(|one| one.key == "type:Footwear > Hiking boots")
            .unwrap();
        assert_eq!(
            (boots.label.as_str(), plain(&boots.evidence)),
            (label, evidence)
        );
        assert_eq!(list.len(), profile.interests(NOW).len());
        assert!(
            list.iter()
                .all(|one| InterestKey::from_code(&one.key).is_some())
        );
        assert!(
            list.windows(2)
                .all(|two| two[0].strength >= two[1].strength)
        );
        let price = list
            .iter()
            .find(|one| one.key.starts_with("price:"))
            .unwrap();
        assert!(
            price.label.contains("500–1000 HKD") && price.label.len() > 14,
            "{}",
            price.label
        );
    }
}

#[test]
fn every_pack_has_every_text_of_offers() {
    let words = words();
    let keys = |pack: &Pack| -> Vec<String> {
        let ours = ["say.offer.", "say.interest.", "say.evidence."];
        let keys = pack
            .keys()
            .filter(|key| ours.iter().any(|ours| key.starts_with(ours)));
        keys.map(str::to_owned).collect()
    };
    let all: Vec<Vec<String>> = words.packs().iter().map(|pack| keys(pack)).collect();
    assert!(all[0].len() > 30 && all.iter().all(|keys| *keys == all[0]));
    for did in ["viewed", "searched", "carted", "listed"] {
        for form in ["", ".since"] {
            assert!(all[0].contains(&format!("say.offer.why.{did}{form}")));
        }
    }
}
