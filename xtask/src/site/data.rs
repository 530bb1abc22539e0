//! What the demo shop is made of, as it lies in `www/shop`.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A language of the shop.
pub struct Language {
    /// BCP 47 tag; also the folder in the output.
    pub code: &'static str,
    /// What localised fields of a product end in.
    pub suffix: &'static str,
    /// What the switch in the header shows.
    pub short: &'static str,
}

/// Every language, the default first.
pub const LANGUAGES: [Language; 3] = [
    Language {
        code: "en",
        suffix: "",
        short: "EN",
    },
    Language {
        code: "zh-Hans",
        suffix: "_zh-Hans",
        short: "简",
    },
    Language {
        code: "zh-Hant",
        suffix: "_zh-Hant",
        short: "繁",
    },
];

/// The shop's files, read but not yet checked.
pub struct Shop {
    /// `products.json`.
    pub products: Value,
    /// `promotions.json`.
    pub promotions: Value,
    /// `aside.json`.
    pub settings: Value,
    /// `faq.<language>.json`, in the order of [`LANGUAGES`].
    pub faqs: Vec<Value>,
    /// `strings/<language>.json`, in the order of [`LANGUAGES`].
    pub strings: Vec<Value>,
    /// Every drawing by its file name.
    pub images: BTreeMap<String, String>,
    /// `policies/<name>.<language>.md`, by their names.
    pub policies: BTreeMap<String, String>,
    /// Files that go out byte for byte.
    pub verbatim: Vec<(String, Vec<u8>)>,
}

impl Shop {
    /// Reads the shop in `folder`.
    ///
    /// # Errors
    /// Names the file that is missing or is not JSON, with line and column.
    pub fn load(folder: &Path) -> Result<Shop> {
        let data = folder.join("data");
        let mut faqs = Vec::new();
        let mut strings = Vec::new();
        let mut names = vec!["promotions.json".to_owned(), "aside.json".to_owned()];
        for lang in &LANGUAGES {
            let name = format!("faq.{}.json", lang.code);
            faqs.push(read_json(&data.join(&name))?);
            strings.push(read_json(
                &folder.join(format!("strings/{}.json", lang.code)),
            )?);
            names.push(name);
        }
        let policies = read_texts(&data.join("policies"))?;
        names.extend(policies.keys().map(|name| format!("policies/{name}")));
        let mut verbatim = Vec::new();
        for name in names {
            let bytes = fs::read(data.join(&name)).with_context(|| name.clone())?;
            verbatim.push((name, bytes));
        }
        Ok(Shop {
            products: read_json(&data.join("products.json"))?,
            promotions: read_json(&data.join("promotions.json"))?,
            settings: read_json(&data.join("aside.json"))?,
            images: read_texts(&data.join("images"))?,
            policies,
            faqs,
            strings,
            verbatim,
        })
    }

    /// The products' raw fields.
    pub fn products(&self) -> &[Value] {
        array(&self.products, "products")
    }

    /// The promotions' raw fields.
    pub fn promotions(&self) -> &[Value] {
        array(&self.promotions, "promotions")
    }

    /// The drawing that an `image_link` such as `images/hs-1001.svg` means.
    pub fn image(&self, link: &str) -> Option<&str> {
        let name = link.strip_prefix("images/")?;
        self.images.get(name).map(String::as_str)
    }
}

/// A text field; empty when it is missing or no text.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A list field; empty when it is missing or no list.
pub fn array<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value
        .get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The questions of a FAQ page.
pub fn questions(faq: &Value) -> &[Value] {
    array(faq, "mainEntity")
}

/// `"1280.00 HKD"` as minor units and currency; `None` when it is not written like that.
pub fn price(written: &str) -> Option<(u64, &str)> {
    let (number, currency) = written.split_once(' ')?;
    let (whole, cents) = number.split_once('.')?;
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    let minor = whole.parse::<u64>().ok()?.checked_mul(100)?;
    let cents = (cents.len() == 2).then(|| cents.parse::<u64>().ok())??;
    is_code.then_some((minor.checked_add(cents)?, currency))
}

fn read_json(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not JSON", path.display()))
}

/// Every file of a folder by its name.
fn read_texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        texts.insert(name.into_owned(), text);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_a_number_with_two_decimals_and_a_currency() {
        assert_eq!(price("1280.00 HKD"), Some((128_000, "HKD")));
        for wrong in [
            "1280 HKD",
            "12.5 HKD",
            "12.50",
            "12.50 hk",
            "-1.00 HKD",
            "HKD 12.50",
        ] {
            assert_eq!(price(wrong), None, "{wrong}");
        }
    }
}
