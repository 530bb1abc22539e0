//! Whether the shop's data hangs together, before a page is made of it.

use super::data::{LANGUAGES, Shop, array, price, questions, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// Fewer than this many questions make a thin demo of an assistant.
const QUESTIONS_AT_LEAST: usize = 40;
/// Fewer phrasings than this leave a question hard to find.
const PHRASINGS_AT_LEAST: usize = 3;
/// Larger drawings would weigh on the catalog, which carries each of them inside.
const DRAWING_BYTES_AT_MOST: usize = 1536;

/// Something wrong in the data: where, what, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    file: String,
    place: String,
    what: String,
    remedy: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem {
            file,
            place,
            what,
            remedy,
        } = self;
        write!(f, "www/shop/{file}: {place}: {what}. {remedy}.")
    }
}

/// Everything wrong in the shop's data; empty when it can be rendered.
pub fn problems(shop: &Shop) -> Vec<Problem> {
    let mut found = Vec::new();
    check_products(shop, &mut found);
    check_faqs(shop, &mut found);
    check_promotions(shop, &mut found);
    check_settings(shop, &mut found);
    check_strings(shop, &mut found);
    found
}

/// Collects problems of one file.
struct Notes<'a> {
    file: String,
    found: &'a mut Vec<Problem>,
}

impl Notes<'_> {
    fn unless(&mut self, good: bool, place: &str, what: impl Into<String>, remedy: &'static str) {
        if !good {
            let (file, place, what) = (self.file.clone(), place.to_owned(), what.into());
            self.found.push(Problem {
                file,
                place,
                what,
                remedy,
            });
        }
    }

    fn localised(&mut self, value: &Value, place: &str, field: &str) {
        for lang in &LANGUAGES {
            let key = format!("{field}{}", lang.suffix);
            let what = format!("`{key}` is missing");
            self.unless(
                !text(value, &key).is_empty(),
                place,
                what,
                "Write it in this language",
            );
        }
    }

    fn unique<'v>(&mut self, ids: impl Iterator<Item = &'v str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            let what = if id.is_empty() {
                "an id is missing"
            } else {
                "this id is used twice"
            };
            self.unless(
                !id.is_empty() && seen.insert(id),
                id,
                what,
                "Give each its own id",
            );
        }
    }
}

fn check_products(shop: &Shop, found: &mut Vec<Problem>) {
    let mut notes = Notes {
        file: "data/products.json".into(),
        found,
    };
    notes.unique(shop.products().iter().map(|p| text(p, "id")));
    let currency = text(&shop.settings, "currency");
    for product in shop.products() {
        let id = text(product, "id");
        for field in ["title", "description", "product_type", "color"] {
            notes.localised(product, id, field);
        }
        check_price(product, currency, &mut notes);
        let image = text(product, "image_link");
        let drawing = shop.image(image);
        let what = format!("image_link `{image}` does not exist");
        notes.unless(
            drawing.is_some(),
            id,
            what,
            "Draw it in www/shop/data/images",
        );
        let size = drawing.map_or(0, str::len);
        let what = format!("`{image}` has {size} bytes, more than {DRAWING_BYTES_AT_MOST}");
        notes.unless(
            size <= DRAWING_BYTES_AT_MOST,
            id,
            what,
            "Draw it with fewer points",
        );
        let link = format!("products/{id}.html");
        let what = format!("link is not `{link}`");
        notes.unless(
            text(product, "link") == link,
            id,
            what,
            "Pages are named after the id",
        );
        let known =
            ["in_stock", "out_of_stock", "preorder"].contains(&text(product, "availability"));
        notes.unless(
            known,
            id,
            "availability is unknown",
            "Use in_stock, out_of_stock or preorder",
        );
    }
}

fn check_price(product: &Value, currency: &str, notes: &mut Notes<'_>) {
    let id = text(product, "id");
    let list = price(text(product, "price")).filter(|(_, c)| *c == currency);
    let remedy = "Write it as `1280.00 HKD`, in the currency of aside.json";
    notes.unless(list.is_some(), id, "price cannot be read", remedy);
    if product.get("sale_price").is_some() {
        let sale = price(text(product, "sale_price")).filter(|(_, c)| *c == currency);
        let lower = matches!((sale, list), (Some((sale, _)), Some((list, _))) if sale < list);
        notes.unless(
            lower,
            id,
            "sale_price is not below price",
            "Lower it, or leave it out",
        );
    }
}

fn check_faqs(shop: &Shop, found: &mut Vec<Problem>) {
    let ids = |faq| {
        questions(faq)
            .iter()
            .map(|q| text(q, "@id"))
            .collect::<Vec<_>>()
    };
    let first = shop.faqs.first().map(ids).unwrap_or_default();
    for (lang, faq) in LANGUAGES.iter().zip(&shop.faqs) {
        let mut notes = Notes {
            file: format!("data/faq.{}.json", lang.code),
            found,
        };
        let count = questions(faq).len();
        let what = format!("{count} questions, fewer than {QUESTIONS_AT_LEAST}");
        notes.unless(
            count >= QUESTIONS_AT_LEAST,
            "mainEntity",
            what,
            "Write the missing ones",
        );
        let is_lang = text(faq, "inLanguage") == lang.code;
        notes.unless(
            is_lang,
            "inLanguage",
            "is not the file's language",
            "Set it to the file's",
        );
        notes.unique(questions(faq).iter().map(|q| text(q, "@id")));
        let remedy = "Keep the same questions in the same order in every language";
        notes.unless(
            ids(faq) == first,
            "mainEntity",
            "questions differ from English",
            remedy,
        );
        for question in questions(faq) {
            let id = text(question, "@id");
            let answer = question
                .get("acceptedAnswer")
                .map_or("", |a| text(a, "text"));
            let whole = !text(question, "name").is_empty() && !answer.is_empty();
            notes.unless(whole, id, "name or answer is missing", "Write both");
            let phrasings = array(question, "alternateName").len();
            let what = format!("{phrasings} phrasings in alternateName");
            let enough = phrasings >= PHRASINGS_AT_LEAST;
            notes.unless(
                enough,
                id,
                what,
                "Add how people say it, at least three ways",
            );
        }
    }
}

fn check_promotions(shop: &Shop, found: &mut Vec<Problem>) {
    let mut notes = Notes {
        file: "data/promotions.json".into(),
        found,
    };
    notes.unique(shop.promotions().iter().map(|p| text(p, "promotion_id")));
    for promotion in shop.promotions() {
        let id = text(promotion, "promotion_id");
        notes.localised(promotion, id, "long_title");
        for (filter, field) in [
            ("product_type", "product_type"),
            ("item_id", "id"),
            ("brand", "brand"),
        ] {
            check_filter(shop, promotion, filter, field, &mut notes);
        }
        let dates = text(promotion, "promotion_effective_dates");
        let ordered = dates
            .split_once('/')
            .is_some_and(|(from, until)| from < until);
        let what = format!("promotion_effective_dates `{dates}` is no interval");
        notes.unless(
            ordered,
            id,
            what,
            "Write start/end, both with the same UTC offset",
        );
        let coded = text(promotion, "offer_type") == "generic_code";
        let code = !text(promotion, "generic_redemption_code").is_empty();
        let remedy = "A generic_code has a generic_redemption_code, a no_code has none";
        notes.unless(coded == code, id, "offer_type and code disagree", remedy);
        let creatives = promotion
            .get("x")
            .map_or(&[][..], |x| array(x, "creatives"));
        notes.unless(
            !creatives.is_empty(),
            id,
            "x.creatives is empty",
            "Write one to be shown",
        );
        for (creative, lang) in creatives
            .iter()
            .flat_map(|c| LANGUAGES.iter().map(move |l| (c, l)))
        {
            let words = creative.get("text").map_or("", |t| text(t, lang.code));
            let what = format!("a creative has no text in {}", lang.code);
            notes.unless(!words.is_empty(), id, what, "Write it in this language");
        }
    }
}

/// What a promotion is limited to, or leaves out, must be in the catalog.
fn check_filter(shop: &Shop, promotion: &Value, filter: &str, field: &str, notes: &mut Notes<'_>) {
    let known: BTreeSet<&str> = shop.products().iter().map(|p| text(p, field)).collect();
    for key in [filter.to_owned(), format!("{filter}_exclusion")] {
        for wanted in array(promotion, &key)
            .iter()
            .map(|v| v.as_str().unwrap_or_default())
        {
            let what = format!("{key} `{wanted}` is in no product");
            let remedy = "Copy it from products.json, or leave it out";
            notes.unless(
                known.contains(wanted),
                text(promotion, "promotion_id"),
                what,
                remedy,
            );
        }
    }
}

fn check_settings(shop: &Shop, found: &mut Vec<Problem>) {
    let mut notes = Notes {
        file: "data/aside.json".into(),
        found,
    };
    for (lang, faq) in LANGUAGES.iter().zip(&shop.faqs) {
        for field in ["name", "greeting"] {
            let words = shop.settings.get(field).map_or("", |v| text(v, lang.code));
            let what = format!("no text in {}", lang.code);
            notes.unless(!words.is_empty(), field, what, "Write it in this language");
        }
        let suggestions = shop
            .settings
            .get("suggestions")
            .map_or(&[][..], |v| array(v, lang.code));
        for wanted in suggestions.iter().map(|v| v.as_str().unwrap_or_default()) {
            let asked = questions(faq).iter().any(|q| text(q, "name") == wanted);
            let what = format!("`{wanted}` is no question of the FAQ");
            notes.unless(
                asked,
                "suggestions",
                what,
                "Copy a question's name to the letter",
            );
        }
    }
}

fn check_strings(shop: &Shop, found: &mut Vec<Problem>) {
    let keys = |v: &Value| -> BTreeSet<String> {
        let outer = v.as_object().into_iter().flat_map(|o| o.keys().cloned());
        let inner = v["js"]
            .as_object()
            .into_iter()
            .flat_map(|o| o.keys().map(|k| format!("js.{k}")));
        outer.chain(inner).collect()
    };
    let all: BTreeSet<String> = shop.strings.iter().flat_map(keys).collect();
    for (lang, strings) in LANGUAGES.iter().zip(&shop.strings) {
        let mut notes = Notes {
            file: format!("strings/{}.json", lang.code),
            found,
        };
        for key in all.difference(&keys(strings)) {
            notes.unless(false, key, "is missing", "Write it in this language");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::path::Path;

    fn shop() -> Shop {
        Shop::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/shop")).unwrap()
    }

    #[test]
    fn our_own_shop_has_no_problem() {
        assert_eq!(problems(&shop()), []);
    }

    /// Each row breaks one thing; what is said about it must name the file and the place.
    #[test]
    fn each_fault_is_named_with_its_file_and_place() {
        type Break = fn(&mut Shop);
        let cases: [(Break, &str, &str); 12] = [
            (
                |s| {
                    s.images.remove("hs-1001.svg");
                },
                "products.json: HS-1001:",
                "does not exist",
            ),
            (
                |s| s.products["products"][1]["id"] = json!("HS-1001"),
                "products.json: HS-1001:",
                "used twice",
            ),
            (
                |s| s.products["products"][0]["title_zh-Hant"] = json!(""),
                "products.json: HS-1001:",
                "title_zh-Hant",
            ),
            (
                |s| s.products["products"][0]["price"] = json!("1280 HKD"),
                "products.json: HS-1001:",
                "price cannot be read",
            ),
            (
                |s| s.products["products"][0]["sale_price"] = json!("1280.00 HKD"),
                "products.json: HS-1001:",
                "not below",
            ),
            (
                |s| s.promotions["promotions"][0]["product_type"] = json!(["Boots"]),
                "promotions.json: HS-P-TRAIL15:",
                "`Boots` is in no product",
            ),
            (
                |s| s.promotions["promotions"][0]["offer_type"] = json!("no_code"),
                "promotions.json: HS-P-TRAIL15:",
                "code disagree",
            ),
            (
                |s| s.promotions["promotions"][0]["promotion_effective_dates"] = json!("2027"),
                "promotions.json: HS-P-TRAIL15:",
                "no interval",
            ),
            (
                |s| {
                    s.faqs[1]["mainEntity"].as_array_mut().unwrap().pop();
                },
                "faq.zh-Hans.json: mainEntity:",
                "39 questions",
            ),
            (
                |s| s.faqs[0]["mainEntity"][0]["alternateName"] = json!([]),
                "faq.en.json: faq-returns:",
                "0 phrasings",
            ),
            (
                |s| s.settings["suggestions"]["en"][0] = json!("Why?"),
                "aside.json: suggestions:",
                "`Why?`",
            ),
            (
                |s| {
                    s.strings[2]["js"].as_object_mut().unwrap().remove("total");
                },
                "zh-Hant.json: js.total:",
                "missing",
            ),
        ];
        for (break_it, place, what) in cases {
            let mut shop = shop();
            break_it(&mut shop);
            let said: Vec<String> = problems(&shop).iter().map(ToString::to_string).collect();
            assert!(
                said.iter().any(|s| s.contains(place) && s.contains(what)),
                "{place} {what}: {said:?}"
            );
        }
    }
}
