//! What each page's template is given.

use super::data::{LANGUAGES, Shop, questions, text};
use super::product;
use anyhow::{Context, Result};
use aside_engine::catalog::{Node, read_document, rich};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many products a product page shows beside its own.
const RELATED: usize = 4;

/// The help page's groups: the heading's string and the questions, by `@id` without `faq-`.
const GROUPS: [(&str, &[&str]); 6] = [
    (
        "group_returns",
        &[
            "returns",
            "exchange",
            "refund-time",
            "return-cost",
            "damaged",
            "wrong-item",
        ],
    ),
    (
        "group_delivery",
        &[
            "delivery-time",
            "delivery-cost",
            "delivery-area",
            "tracking",
            "pickup",
            "change-address",
            "duties",
        ],
    ),
    (
        "group_order",
        &[
            "cancel",
            "payment-methods",
            "payment-failed",
            "instalments",
            "invoice",
            "stock",
            "restock",
            "password",
        ],
    ),
    (
        "group_offers",
        &[
            "coupons",
            "price-match",
            "points",
            "gift-cards",
            "gift-wrap",
        ],
    ),
    (
        "group_gear",
        &[
            "boot-sizing",
            "size-chart",
            "waterproof-care",
            "wash-down",
            "warranty",
            "repairs",
            "recycling",
            "authenticity",
        ],
    ),
    (
        "group_shop",
        &[
            "hours",
            "address",
            "contact",
            "wholesale",
            "privacy",
            "careers",
        ],
    ),
];

/// A page to be rendered.
pub struct Page {
    /// Where below the language's folder.
    pub path: String,
    /// Template's file name.
    pub template: &'static str,
    /// What the template is given.
    pub context: Value,
}

/// Every page of the shop in one language.
///
/// # Errors
/// When `lang` is none of the shop's.
pub fn all(shop: &Shop, lang: &str) -> Result<Vec<Page>> {
    let maker = Maker::new(shop, lang)?;
    let mut pages = vec![maker.listing(), maker.cart(), maker.help()];
    pages.extend(maker.products.iter().map(|p| maker.product(p)));
    for (path, template, group) in [
        (
            "policies/returns.html",
            "policies/returns.html",
            GROUPS[0].1,
        ),
        (
            "policies/shipping.html",
            "policies/shipping.html",
            GROUPS[1].1,
        ),
        (
            "policies/privacy.html",
            "policies/privacy.html",
            &["privacy", "password"][..],
        ),
    ] {
        let faqs = maker.pick(group);
        let sections = maker.sections(path);
        let own = json!({ "faqs": faqs, "sections": sections });
        pages.push(maker.page(path, template, own));
    }
    Ok(pages)
}

/// The shop in one language, ready for templates.
struct Maker<'a> {
    lang: &'a str,
    strings: &'a Value,
    products: Vec<Value>,
    faqs: Vec<Value>,
    /// Addresses of the shop's documents, for the script tag.
    documents: String,
    policies: &'a BTreeMap<String, String>,
}

impl<'a> Maker<'a> {
    fn new(shop: &'a Shop, lang: &'a str) -> Result<Self> {
        let at = LANGUAGES.iter().position(|l| l.code == lang);
        let at = at.with_context(|| format!("{lang} is no language of the shop"))?;
        let strings = &shop.strings[at];
        let goods = shop.products().iter();
        Ok(Maker {
            lang,
            strings,
            products: goods
                .map(|p| product::localised(p, lang, LANGUAGES[at].suffix, strings))
                .collect(),
            faqs: questions(&shop.faqs[at]).iter().map(question).collect(),
            documents: addresses(&shop.policies),
            policies: &shop.policies,
        })
    }

    /// A page with what every page needs beside its `own`.
    fn page(&self, path: &str, template: &'static str, own: Value) -> Page {
        let langs: Vec<Value> = LANGUAGES
            .iter()
            .map(|l| json!({ "code": l.code, "short": l.short, "name": name_of(l.code) }))
            .collect();
        let mut context = json!({
            "lang": self.lang, "langs": langs, "page": path, "root": "/", "t": self.strings, "ga4": null,
            "documents": self.documents,
        });
        if let (Some(all), Value::Object(own)) = (context.as_object_mut(), own) {
            all.extend(own);
        }
        Page {
            path: path.to_owned(),
            template,
            context,
        }
    }

    fn listing(&self) -> Page {
        let mut categories: Vec<Value> = Vec::new();
        for p in &self.products {
            if !categories.iter().any(|c| c["key"] == p["category"]) {
                categories.push(json!({ "key": p["category"], "name": p["category_name"] }));
            }
        }
        let items = self.products.iter().enumerate().map(|(i, p)| {
            json!({ "@type": "ListItem", "position": i + 1, "url": p["url"], "name": p["title"] })
        });
        let own = json!({
            "products": self.products, "categories": categories, "item_list": items.collect::<Vec<_>>(),
        });
        self.page("index.html", "index.html", own)
    }

    fn product(&self, p: &Value) -> Page {
        let same = |field: &'static str| self.products.iter().filter(move |o| o[field] == p[field]);
        let siblings: Vec<&Value> = same("group").collect();
        let others = same("category").chain(&self.products);
        let mut related: Vec<&Value> = Vec::new();
        for other in others.filter(|o| o["group"] != p["group"]) {
            if related.len() < RELATED && !related.iter().any(|r| r["group"] == other["group"]) {
                related.push(other);
            }
        }
        let ga4 = json!({ "event": "view_item", "ecommerce": {
            "currency": "HKD", "value": p["amount"], "items": [p["item"]],
        }});
        let own = json!({
            "p": p, "siblings": siblings, "related": related, "ga4": ga4,
            "product_json": product::json_ld(p), "crumbs_json": self.crumbs_json(p),
        });
        self.page(
            &format!("products/{}.html", text(p, "id")),
            "product.html",
            own,
        )
    }

    /// What the policy document of a page says, under its headings; the page that the assistant
    /// names as its source shows the same words.
    fn sections(&self, path: &str) -> Vec<Value> {
        let name = path
            .trim_start_matches("policies/")
            .trim_end_matches(".html");
        let file = format!("{name}.{}.md", self.lang);
        let text = self.policies.get(&file);
        let passages = text.map_or_else(Vec::new, |text| read_document(&file, text).0);
        let section = |passage: &aside_engine::catalog::Passage| {
            let heading = passage.source.rsplit(" › ").next();
            json!({ "heading": heading, "lines": passage.body.iter().map(lines).collect::<Vec<_>>() })
        };
        passages.iter().map(section).collect()
    }

    fn crumbs_json(&self, p: &Value) -> Value {
        let home = format!("/{}/index.html", self.lang);
        json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [
            { "@type": "ListItem", "position": 1, "name": self.strings["nav_shop"], "item": home },
            { "@type": "ListItem", "position": 2, "name": p["category_name"],
              "item": format!("{home}#type={}", text(p, "category")) },
            { "@type": "ListItem", "position": 3, "name": p["title"] },
        ]})
    }

    fn cart(&self) -> Page {
        let goods = self.products.iter().map(|p| {
            json!({ "id": p["id"], "title": p["title"], "color": p["color"], "image": p["image"],
                    "url": p["url"], "item": p["item"] })
        });
        self.page(
            "cart.html",
            "cart.html",
            json!({ "goods": goods.collect::<Vec<_>>() }),
        )
    }

    fn help(&self) -> Page {
        let groups = GROUPS
            .iter()
            .map(|(name, ids)| json!({ "name": self.strings[*name], "faqs": self.pick(ids) }));
        let own = json!({ "groups": groups.collect::<Vec<_>>(), "faqs": self.faqs });
        self.page("help.html", "help.html", own)
    }

    fn pick(&self, ids: &[&str]) -> Vec<&Value> {
        let find = |id: &&str| {
            self.faqs
                .iter()
                .find(|q| text(q, "id").strip_prefix("faq-") == Some(*id))
        };
        ids.iter().filter_map(find).collect()
    }
}

fn addresses(policies: &BTreeMap<String, String>) -> String {
    let names = policies.keys().map(|name| format!("/data/policies/{name}"));
    names.collect::<Vec<_>>().join(" ")
}

/// The words of a passage's paragraph, or of each item of its list.
fn lines(node: &Node) -> Value {
    match node {
        Node::List(_, items) => {
            let items = items.iter().map(|item| rich::plain(item));
            json!({ "items": items.collect::<Vec<_>>() })
        }
        other => json!({ "text": rich::plain(std::slice::from_ref(other)) }),
    }
}

fn name_of(code: &str) -> &'static str {
    match code {
        "zh-Hans" => "简体中文",
        "zh-Hant" => "繁體中文",
        _ => "English",
    }
}

fn question(q: &Value) -> Value {
    let json = json!({
        "@type": "Question", "@id": q["@id"], "name": q["name"],
        "alternateName": q["alternateName"], "acceptedAnswer": q["acceptedAnswer"],
    });
    json!({ "id": q["@id"], "name": q["name"], "text": q["acceptedAnswer"]["text"], "json": json })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_stands_in_one_group_of_the_help_page() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/shop");
        let shop = Shop::load(&folder).unwrap();
        let mut grouped: Vec<String> = GROUPS
            .iter()
            .flat_map(|g| g.1)
            .map(|id| format!("faq-{id}"))
            .collect();
        let mut asked: Vec<&str> = questions(&shop.faqs[0])
            .iter()
            .map(|q| text(q, "@id"))
            .collect();
        grouped.sort();
        asked.sort_unstable();
        assert_eq!(grouped, asked);
    }
}
