//! Whether the shop's data hangs together, before a page is made of it.

mod goods;
mod words;

use super::data::{LANGUAGES, Shop, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

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
    goods::check_products(shop, &mut found);
    words::check_faqs(shop, &mut found);
    goods::check_promotions(shop, &mut found);
    words::check_documents(shop, &mut found);
    words::check_settings(shop, &mut found);
    words::check_strings(shop, &mut found);
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
