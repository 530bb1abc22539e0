//! The profile on its way into the saved state and back. What cannot be read is left out, entry
//! by entry, and no list grows beyond its bound.

use super::interest::Held;
use super::{
    Evidence, InterestKey, MAX_BLOCKED, MAX_INTERESTS, MAX_RECENT, MAX_REPORTS, POINT, Profile,
    cart, ga4::MAX_QUANTITY,
};
use crate::catalog::{Item, Sku};
use crate::money::Money;
use crate::raw::{Raw, object};

impl Profile {
    /// For the snapshot and the shopper's own copy.
    pub fn to_raw(&self) -> Raw {
        let blocked = self.blocked.iter().map(|key| Raw::from(key.code()));
        // What was searched for is not kept word by word: an echo of it ends with the page.
        let reports = self
            .reports
            .iter()
            .filter(|(name, _)| !name.starts_with("search "));
        let reports =
            reports.map(|(name, at)| object([("of", name.clone().into()), ("at", (*at).into())]));
        object([
            (
                "interests",
                Raw::List(self.held.iter().map(held_to_raw).collect()),
            ),
            ("unwanted", Raw::List(blocked.collect())),
            (
                "cart",
                Raw::List(self.cart.iter().map(item_to_raw).collect()),
            ),
            (
                "recent",
                Raw::List(self.recent.iter().map(item_to_raw).collect()),
            ),
            ("reports", Raw::List(reports.collect())),
        ])
    }

    /// Reads what [`Profile::to_raw`] wrote; anything else is an empty profile.
    pub fn from_raw(raw: &Raw) -> Profile {
        let list = |key: &str| raw.get(key).map(Raw::as_items).unwrap_or_default();
        let mut profile = Profile {
            blocked: list("unwanted")
                .iter()
                .filter_map(|raw| InterestKey::from_code(raw.as_text()?))
                .take(MAX_BLOCKED)
                .collect(),
            cart: items(list("cart"), cart::MAX_LINES),
            recent: items(list("recent"), MAX_RECENT),
            reports: list("reports")
                .iter()
                .filter_map(|raw| Some((raw.text("of")?.to_owned(), raw.get("at")?.as_moment()?)))
                .take(MAX_REPORTS)
                .collect(),
            held: Vec::new(),
        };
        for held in list("interests").iter().filter_map(held_from_raw) {
            let known = profile.held.iter().any(|have| have.key.same(&held.key));
            if profile.held.len() < MAX_INTERESTS && !known && !profile.is_blocked(&held.key) {
                profile.held.push(held);
            }
        }
        profile
    }
}

fn held_to_raw(held: &Held) -> Raw {
    let Evidence {
        views,
        searches,
        carts,
        purchases,
        lists,
        seconds,
        first,
        last,
    } = held.evidence;
    let skus = held.skus.iter().map(|sku| Raw::from(sku.as_str()));
    object([
        ("about", held.key.code().into()),
        ("millionths", held.weight.into()),
        ("views", i64::from(views).into()),
        ("searches", i64::from(searches).into()),
        ("carts", i64::from(carts).into()),
        ("purchases", i64::from(purchases).into()),
        ("lists", i64::from(lists).into()),
        ("seconds", i64::from(seconds).into()),
        ("first", first.into()),
        ("last", last.into()),
        ("products", Raw::List(skus.collect())),
    ])
}

fn held_from_raw(raw: &Raw) -> Option<Held> {
    let count = |key: &str| {
        let n = raw.get(key).and_then(Raw::as_int).unwrap_or(0);
        u32::try_from(n.max(0)).unwrap_or(u32::MAX)
    };
    let last = raw.get("last")?.as_moment()?;
    let mut held = Held::new(InterestKey::from_code(raw.text("about")?)?, last);
    held.weight = raw.get("millionths")?.as_int()?.clamp(0, 1000 * POINT);
    held.evidence = Evidence {
        views: count("views"),
        searches: count("searches"),
        carts: count("carts"),
        purchases: count("purchases"),
        lists: count("lists"),
        seconds: count("seconds"),
        first: raw.get("first").and_then(Raw::as_moment).unwrap_or(last),
        last,
    };
    let products = raw.get("products").map(Raw::as_items).unwrap_or_default();
    // Backwards, for each goes to the front; `saw` holds the bound.
    for sku in products
        .iter()
        .take(MAX_RECENT)
        .rev()
        .filter_map(Raw::as_text)
    {
        held.saw(&Sku::new(sku));
    }
    Some(held)
}

fn item_to_raw(item: &Item) -> Raw {
    object([
        ("id", item.sku.as_str().into()),
        ("name", item.name.clone().into()),
        ("brand", item.brand.clone().into()),
        ("type", item.category.clone().into()),
        (
            "price",
            item.price
                .map_or(Raw::Null, |price| price.to_string().into()),
        ),
        ("quantity", i64::from(item.quantity).into()),
    ])
}

fn items(list: &[Raw], most: usize) -> Vec<Item> {
    list.iter().filter_map(item_from_raw).take(most).collect()
}

fn item_from_raw(raw: &Raw) -> Option<Item> {
    let text = |key: &str| raw.text(key).unwrap_or_default().to_owned();
    let quantity = raw.get("quantity").and_then(Raw::as_int).unwrap_or(1);
    Some(Item {
        sku: Sku::new(raw.text("id")?),
        name: text("name"),
        brand: text("brand"),
        category: text("type"),
        price: raw.text("price").and_then(Money::parse),
        quantity: u32::try_from(quantity.clamp(1, MAX_QUANTITY)).unwrap_or(1),
    })
}
