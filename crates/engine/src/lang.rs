//! Languages by their BCP 47 tags, and texts that exist in several of them.

use crate::raw::Raw;

/// A language tag such as `en`, `zh-Hans`, `zh-Hant-HK`, in its canonical case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(String);

impl Lang {
    /// Takes a tag as pages and browsers write it (`zh_cn`, `ZH-TW`, `en-GB`) and names the
    /// script where Chinese leaves it open: what counts for a reader of Chinese is the script.
    pub fn new(tag: &str) -> Lang {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let rest: Vec<String> = parts.map(canonical_subtag).collect();
        if !matches!(language.as_str(), "zh" | "yue") {
            return Lang(join(language, rest));
        }
        let traditional = language == "yue"
            || rest
                .iter()
                .any(|p| matches!(p.as_str(), "Hant" | "TW" | "HK" | "MO"));
        let script = if traditional { "Hant" } else { "Hans" };
        let region = match rest.iter().find(|p| p.len() == 2) {
            Some(region) => Some(region.clone()),
            None => (language == "yue").then(|| "HK".to_owned()),
        };
        let subtags = std::iter::once(script.to_owned()).chain(region.filter(|_| traditional));
        Lang(join("zh".to_owned(), subtags))
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Whether texts of this language are set from right to left.
    pub fn is_rtl(&self) -> bool {
        matches!(self.0.split('-').next(), Some("ar" | "he" | "fa" | "ur"))
    }

    /// How well a text in `self` serves someone who reads `wanted`: 3 the same, 2 one tag extends
    /// the other, 1 the same language in another form, 0 another language.
    pub fn serves(&self, wanted: &Lang) -> u8 {
        let within = |long: &str, short: &str| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.starts_with('-'))
        };
        if self == wanted {
            3
        } else if within(&wanted.0, &self.0) || within(&self.0, &wanted.0) {
            2
        } else if self.0.split('-').next() == wanted.0.split('-').next() {
            1
        } else {
            0
        }
    }

    /// The best of `offered` for someone who reads `wanted`, in order; `None` if none serves.
    pub fn best<'a>(wanted: &[Lang], offered: &'a [Lang]) -> Option<&'a Lang> {
        wanted.iter().find_map(|want| {
            offered
                .iter()
                .rev() // max_by_key keeps the last of equals; the shop's order should win
                .max_by_key(|have| have.serves(want))
                .filter(|have| have.serves(want) > 0)
        })
    }
}

/// A text in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised {
    /// Used when no other fits.
    fallback: String,
    by_lang: Vec<(Lang, String)>,
}

impl Localised {
    /// One text for everybody.
    pub fn plain(text: impl Into<String>) -> Localised {
        Localised {
            fallback: text.into(),
            by_lang: Vec::new(),
        }
    }

    /// Reads `{key: "...", "key_zh-Hans": "..."}` out of an object.
    pub fn from_fields(raw: &Raw, key: &str) -> Option<Localised> {
        let by_lang = raw.as_pairs().iter().filter_map(|(name, value)| {
            let tag = name.strip_prefix(key)?.strip_prefix('_')?;
            Some((Lang::new(tag), value.as_text()?.trim().to_owned()))
        });
        Localised::from_parts(raw.text(key), by_lang.collect())
    }

    /// Reads a plain string, or an object of language tags.
    pub fn from_value(raw: &Raw) -> Option<Localised> {
        let by_lang = raw
            .as_pairs()
            .iter()
            .filter_map(|(tag, value)| Some((Lang::new(tag), value.as_text()?.trim().to_owned())));
        Localised::from_parts(raw.as_text(), by_lang.collect())
    }

    /// The text for a reader of `lang`: the best fit, else the fallback.
    pub fn get(&self, lang: &Lang) -> &str {
        self.by_lang
            .iter()
            .rev() // max_by_key keeps the last of equals; the file's order should win
            .max_by_key(|(have, _)| have.serves(lang))
            .filter(|(have, _)| have.serves(lang) > 0)
            .map_or(&self.fallback, |(_, text)| text)
    }

    /// Every form of the text.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.fallback.as_str()).chain(self.by_lang.iter().map(|(_, t)| t.as_str()))
    }

    fn from_parts(plain: Option<&str>, by_lang: Vec<(Lang, String)>) -> Option<Localised> {
        let fallback = match (plain.map(str::trim), by_lang.first()) {
            (Some(text), _) if !text.is_empty() => text.to_owned(),
            (_, Some((_, text))) => text.clone(),
            _ => return None,
        };
        Some(Localised { fallback, by_lang })
    }
}

fn canonical_subtag(part: &str) -> String {
    match part.len() {
        2 => part.to_ascii_uppercase(),
        4 => {
            let lower = part.to_ascii_lowercase();
            let mut chars = lower.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(chars).collect()
        }
        _ => part.to_ascii_lowercase(),
    }
}

fn join(language: String, subtags: impl IntoIterator<Item = String>) -> String {
    subtags.into_iter().fold(language, |tag, part| tag + "-" + &part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_the_script_of_chinese() {
        for (given, tag) in [
            ("zh", "zh-Hans"),
            ("zh_CN", "zh-Hans"),
            ("zh-TW", "zh-Hant-TW"),
            ("zh-hant-hk", "zh-Hant-HK"),
            ("zh-Hant", "zh-Hant"),
            ("yue", "zh-Hant-HK"),
            ("EN-gb", "en-GB"),
            ("", ""),
        ] {
            assert_eq!(Lang::new(given).tag(), tag, "{given}");
        }
    }

    #[test]
    fn the_best_language_is_the_nearest() {
        let offered = ["en", "zh-Hans", "zh-Hant"].map(Lang::new);
        let best = |tags: &[&str]| {
            let wanted: Vec<Lang> = tags.iter().map(|t| Lang::new(t)).collect();
            Lang::best(&wanted, &offered).map(|l| l.tag().to_owned())
        };
        assert_eq!(best(&["zh-TW"]).as_deref(), Some("zh-Hant"));
        assert_eq!(best(&["zh-SG"]).as_deref(), Some("zh-Hans"));
        assert_eq!(best(&["fr", "en-GB"]).as_deref(), Some("en"));
        assert_eq!(best(&["fr"]), None);
    }

    #[test]
    fn a_localised_text_falls_back_to_what_there_is() {
        let raw: Raw = serde_json::from_str(r#"{"title":"Boot","title_zh-Hans":"靴"}"#).unwrap();
        let title = Localised::from_fields(&raw, "title").unwrap();
        assert_eq!(title.get(&Lang::new("zh-CN")), "靴");
        assert_eq!(title.get(&Lang::new("fr")), "Boot");
        assert_eq!(Localised::from_fields(&raw, "brand"), None);
    }
}
