//! Mentions in our own lines (`tests/understanding/entities`), and what must hold for any text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a file that cannot be read should stop the test"
)]

use aside_engine::catalog::read_products;
use aside_engine::entities::{Context, Entity, Finder, Kind, Value, redact};
use aside_engine::lang::Lang;
use aside_engine::raw::Raw;
use aside_engine::text::{Source, Tables};
use aside_engine::time::Moment;
use std::path::{Path, PathBuf};

/// Share of lines of a file that must be entirely right. All are at present; a new line may wait
/// for its grammar, a broken grammar may not hide.
const LEAST: f64 = 0.97;

struct Shop {
    finder: Finder,
    tables: Tables,
    now: Moment,
}

impl Shop {
    fn new() -> Shop {
        let packs = root().join("www/packs");
        let mut tables = Tables::default();
        for name in ["en.json", "zh-Hans.json"] {
            tables.add(&Source::read(&raw(&packs.join(name))));
        }
        let mut finder = Finder::default();
        for name in ["en.json", "zh.json"] {
            finder.add_pack(&raw(&packs.join("entities").join(name)), &tables);
        }
        let file = folder().join("products.json");
        let (products, problems) = read_products("products.json", &raw(&file));
        assert!(problems.is_empty(), "{problems:?}");
        finder.learn(&products, &tables);
        let now = Moment::parse_iso("2026-11-20T10:00:00+08:00").unwrap();
        Shop {
            finder,
            tables,
            now,
        }
    }

    fn find(&self, text: &str, lang: &str) -> Vec<Entity> {
        let lang = &Lang::new(lang);
        let context = Context {
            now: self.now,
            lang,
        };
        self.finder.find(text, &self.tables, &context)
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folder() -> PathBuf {
    root().join("tests/understanding/entities")
}

fn raw(path: &Path) -> Raw {
    let text = std::fs::read_to_string(path).expect("a file of the project");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn our_lines_are_read_exactly() {
    let shop = Shop::new();
    let mut files = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "jsonl") {
            continue;
        }
        files += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let (mut lines, mut wrong) = (0, Vec::new());
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let words = line["text"].as_str().unwrap();
            let found = shop.find(words, line["lang"].as_str().unwrap());
            let of_kind = found.iter().filter(|entity| entity.kind == Kind::Product);
            let named: Vec<Value> = of_kind.map(|entity| entity.value.clone()).collect();
            let short = shop.finder.products(words, &shop.tables).into_iter();
            assert_eq!(short.map(Value::Text).collect::<Vec<_>>(), named, "{words}");
            let found: Vec<_> = found.iter().map(as_data).collect();
            lines += 1;
            if line["entities"] != serde_json::Value::Array(found.clone()) {
                wrong.push(format!("{words}\n  {found:?}"));
            }
        }
        let share = 1.0 - wrong.len() as f64 / f64::from(lines);
        let name = path.display();
        assert!(lines > 20, "{name} has only {lines} lines");
        assert!(share >= LEAST, "{name}: {share}\n{}", wrong.join("\n"));
    }
    assert!(files >= 8, "only {files} files of lines");
}

fn as_data(entity: &Entity) -> serde_json::Value {
    let value = match &entity.value {
        Value::Text(text) => serde_json::json!(text),
        Value::Count(count) => serde_json::json!(count),
        Value::Percent(share) => serde_json::json!(share / 100),
        Value::Money(minor, currency) => {
            serde_json::json!({"minor": minor, "currency": currency.code()})
        }
    };
    let span = [entity.start, entity.end];
    serde_json::json!({"type": entity.kind.name(), "span": span, "value": value})
}

#[test]
fn any_text_gives_mentions_in_order_and_in_range() {
    let shop = Shop::new();
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let pieces: Vec<char> = "0123456789.,-/+#@$%()' :x*×年月日号下上个半一二两三十百千万零廿折块蚊元前周礼拜双件第打后thXLMpro\u{200b}\u{feff}é😀"
        .chars()
        .collect();
    for round in 0..3000 {
        let mut text = String::new();
        for _ in 0..next(40) {
            let anything = char::from_u32(next(0x11_0000) as u32).unwrap_or('\u{fffd}');
            let known = pieces.get(next(pieces.len())).copied().unwrap();
            text.push(if round % 4 == 0 { anything } else { known });
        }
        check(&shop, &text);
    }
    let long = [
        "9",
        "一",
        "a",
        "$",
        "12/",
        "三天前",
        "x2 ",
        "@a.b",
        "登山",
        "+1 ",
        "two ",
        "万",
        "\u{202e}",
    ];
    for piece in long {
        check(&shop, &piece.repeat(100_000 / piece.len()));
    }
    check(&shop, "");
}

fn check(shop: &Shop, text: &str) {
    let length = text.chars().count();
    for lang in ["en", "zh-Hans", "yue", "", "ar"] {
        let mut last = 0;
        let found = shop.find(text, lang);
        for entity in &found {
            assert!(
                entity.start >= last && entity.start < entity.end,
                "{text:?}"
            );
            assert!(entity.end <= length, "{text:?}");
            last = entity.end;
        }
        assert!(redact(text, &found).chars().count() < length * 8 + 20);
    }
}

#[test]
fn what_tells_who_someone_is_is_taken_out() {
    let shop = Shop::new();
    for (text, lang, clean) in [
        (
            "call +1 415 555 0123 about order #A12345",
            "en",
            "call [phone] about order #[order_number]",
        ),
        (
            "电话13812345678，邮箱Li@qq.com",
            "zh-Hans",
            "电话[phone]，邮箱[email]",
        ),
        ("我要兩對行山靴", "yue", "我要兩對行山靴"),
    ] {
        assert_eq!(redact(text, &shop.find(text, lang)), clean);
    }
}

#[test]
fn a_colour_tells_twins_apart() {
    let mut shop = Shop::new();
    let file = r#"[{"id":"T-1","title":"Moor Tee","color":"Black","price":"9.00 USD"},
        {"id":"T-2","title":"Moor Tee","color":"White","price":"9.00 USD"}]"#;
    let (products, _) = read_products("products.json", &serde_json::from_str(file).unwrap());
    shop.finder.learn(&products, &shop.tables);
    for (text, sku) in [
        ("the Moor Tee in white", "T-2"),
        ("a black moor tee", "T-1"),
        ("Moor tee", "T-1"),
    ] {
        let found = shop.find(text, "en");
        let product = found.iter().find(|entity| entity.kind == Kind::Product);
        let value = product.map(|entity| entity.value.clone());
        assert_eq!(value, Some(Value::Text(sku.to_owned())), "{text}");
    }
}

#[test]
fn numbers_of_products_are_read_in_pieces_in_a_large_shop() {
    let mut shop = Shop::new();
    let rows: Vec<String> = (1000..2000)
        .map(|at| format!(r#"{{"id":"MT-{at}","title":"Moor v{at} Tee","price":"9.00 USD"}}"#))
        .collect();
    let file = format!("[{}]", rows.join(","));
    let (products, _) = read_products("products.json", &serde_json::from_str(&file).unwrap());
    shop.finder.learn(&products, &shop.tables);
    for text in ["is MT-1234 in?", "is mt 1234 in?", "is mt1234 in?"] {
        let found = shop.find(text, "en");
        let value = Value::Text("MT-1234".to_owned());
        assert!(found.iter().any(|entity| entity.value == value), "{text}");
    }
    assert_eq!(shop.find("the moor tee", "en"), []);
}

#[test]
fn without_packs_and_products_only_codes_are_found() {
    let finder = Finder::default();
    let lang = Lang::new("en");
    let context = Context {
        now: Moment::default(),
        lang: &lang,
    };
    let found = finder.find("two boots to a@b.cc", &Tables::default(), &context);
    let kinds: Vec<Kind> = found.iter().map(|entity| entity.kind).collect();
    assert_eq!(kinds, [Kind::Email]);
}
