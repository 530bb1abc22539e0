//! What each page's template is given.

use super::data::{LANGUAGES, Shop, array, price, questions, text};
use anyhow::{Context, Result};
use serde_json::{Value, json};

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
        pages.push(maker.page(path, template, json!({ "faqs": faqs })));
    }
    Ok(pages)
}

/// The shop in one language, ready for templates.
struct Maker<'a> {
    lang: &'a str,
    strings: &'a Value,
    products: Vec<Value>,
    faqs: Vec<Value>,
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
                .map(|p| localised(p, lang, LANGUAGES[at].suffix, strings))
                .collect(),
            faqs: questions(&shop.faqs[at]).iter().map(question).collect(),
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
            "product_json": product_json(p), "crumbs_json": self.crumbs_json(p),
        });
        self.page(
            &format!("products/{}.html", text(p, "id")),
            "product.html",
            own,
        )
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

/// A product in one language, with its prices in both figures and words.
fn localised(p: &Value, lang: &str, suffix: &str, strings: &Value) -> Value {
    let own = |field: &str| text(p, &format!("{field}{suffix}")).to_owned();
    let list = price(text(p, "price")).map_or(0, |(minor, _)| minor);
    let now = price(text(p, "sale_price")).map_or(list, |(minor, _)| minor);
    let type_name = own("product_type");
    let (category_name, kind) = type_name
        .split_once(" > ")
        .unwrap_or((&type_name, &type_name));
    let (category, kind_en) = text(p, "product_type")
        .split_once(" > ")
        .unwrap_or_default();
    let key = category.to_lowercase();
    let words = [
        own("title"),
        own("description"),
        own("color"),
        type_name.clone(),
        text(p, "brand").into(),
    ];
    let size_help = match key.as_str() {
        "footwear" => "faq-boot-sizing",
        "clothing" if kind_en == "Jackets" || kind_en == "T-shirts" => "faq-size-chart",
        _ => "",
    };
    let availability = text(p, "availability");
    json!({
        "id": p["id"], "group": p["item_group_id"], "title": own("title"),
        "description": own("description"), "color": own("color"), "brand": p["brand"],
        "category": key, "category_name": category_name, "type_name": kind,
        "price_text": grouped(now), "list_text": grouped(list), "on_sale": now < list,
        "amount": amount(now), "availability": availability, "availability_text": strings[availability],
        "sizes": array(&p["x"], "sizes"), "size_help": size_help, "weight": text(p, "product_weight"),
        "highlights": array(p, &format!("product_highlight{suffix}")),
        "image": format!("/{}", text(p, "image_link")), "url": format!("/{lang}/{}", text(p, "link")),
        "search_text": words.join(" ").to_lowercase(),
        "item": {
            "item_id": p["id"], "item_name": own("title"), "item_brand": p["brand"],
            "item_category": category, "item_category2": kind_en, "item_variant": p["color"],
            "price": amount(now), "discount": amount(list - now.min(list)), "quantity": 1,
        },
    })
}

/// schema.org `Product` with its `Offer`.
fn product_json(p: &Value) -> Value {
    let availability = match text(p, "availability") {
        "preorder" => "https://schema.org/PreOrder",
        "out_of_stock" => "https://schema.org/OutOfStock",
        _ => "https://schema.org/InStock",
    };
    json!({
        "@context": "https://schema.org", "@type": "Product", "sku": p["id"], "productID": p["id"],
        "name": p["title"], "description": p["description"], "image": p["image"], "color": p["color"],
        "category": format!("{} > {}", text(p, "category_name"), text(p, "type_name")),
        "brand": { "@type": "Brand", "name": p["brand"] },
        "offers": { "@type": "Offer", "url": p["url"], "price": p["amount"], "priceCurrency": "HKD",
                    "availability": availability, "itemCondition": "https://schema.org/NewCondition" },
    })
}

/// Minor units as the number that GA4 and schema.org want.
#[allow(
    clippy::cast_precision_loss,
    reason = "prices are far below 2^53 cents"
)]
fn amount(minor: u64) -> f64 {
    minor as f64 / 100.0
}

/// Minor units as `1,280`, with cents only where there are any.
fn grouped(minor: u64) -> String {
    let digits = (minor / 100).to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    match minor % 100 {
        0 => out,
        cents => format!("{out}.{cents:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_written_in_thousands() {
        assert_eq!(grouped(128_000), "1,280");
        assert_eq!(grouped(98_050), "980.50");
        assert_eq!(grouped(123_456_700), "1,234,567");
    }

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
