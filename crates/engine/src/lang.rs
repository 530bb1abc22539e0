//! Languages by their BCP 47 tags, and texts that exist in several of them.

use crate::raw::Raw;

/// Longest tag that is kept, in bytes. `zh-Hant-HK` takes ten; what a longer one says of dialects
/// and private uses beyond this, whole subtags at a time, no text of a shop tells apart.
const MAX_TAG: usize = 16;

/// A language tag such as `en`, `zh-Hans`, `zh-Hant-HK`, in its canonical case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang {
    /// ASCII letters, digits and hyphens; zeros behind the last. In place, so that a copy costs
    /// nothing and nothing is to be freed.
    tag: [u8; MAX_TAG],
}

impl Lang {
    /// No language: what serves whoever is not served better.
    const NONE: Lang = Lang { tag: [0; MAX_TAG] };

    /// Takes a tag as pages and browsers write it (`zh_cn`, `ZH-TW`, `en-GB`) and names the
    /// script where Chinese leaves it open: what counts for a reader of Chinese is the script.
    #[inline(never)]
    pub fn new(tag: &str) -> Lang {
        let mut all = Lang::NONE;
        let (mut language, mut region) = (&b""[..], &b""[..]);
        let mut traditional = false;
        let signs = |b: &u8| matches!(b, b'-' | b'_');
        for part in tag.trim().as_bytes().split(signs) {
            if language.is_empty() {
                language = part;
            } else if part.len() == 2 && region.is_empty() {
                region = part;
            }
            traditional |= [&b"Hant"[..], b"TW", b"HK", b"MO"]
                .iter()
                .any(|t| part.eq_ignore_ascii_case(t));
            if !all.add(part) {
                break;
            }
        }
        let cantonese = language.eq_ignore_ascii_case(b"yue");
        if !cantonese && !language.eq_ignore_ascii_case(b"zh") {
            return all;
        }
        let mut chinese = Lang::NONE;
        chinese.add(b"zh");
        if !cantonese && !traditional {
            chinese.add(b"Hans");
            return chinese;
        }
        chinese.add(b"Hant");
        chinese.add(if cantonese && region.is_empty() {
            b"HK"
        } else {
            region
        });
        chinese
    }

    /// The tag.
    #[inline(never)]
    pub fn tag(&self) -> &str {
        let tag = self.tag.get(..self.len()).unwrap_or_default();
        std::str::from_utf8(tag).unwrap_or_default()
    }

    /// Whether texts of this language are set from right to left.
    pub fn is_rtl(&self) -> bool {
        let language = [b"ar", b"he", b"fa", b"ur"];
        let [first, second, then, ..] = self.tag;
        matches!(then, 0 | b'-') && language.contains(&&[first, second])
    }

    /// How well a text in `self` serves someone who reads `wanted`: 3 the same, 2 one tag extends
    /// the other, 1 the same language in another form, 0 another language.
    #[inline(never)]
    pub fn serves(&self, wanted: &Lang) -> u8 {
        let mut common = 0; // subtags
        for (have, want) in self.tag.iter().zip(&wanted.tag) {
            match (have, want) {
                (have, want) if have == want => common += u8::from(*have == b'-'),
                (0, b'-') | (b'-', 0) => return 2,
                _ => return common.min(1),
            }
        }
        3
    }

    /// The best of `offered` for someone who reads `wanted`, in order; `None` if none serves.
    pub fn best<'a>(wanted: &[Lang], offered: &'a [Lang]) -> Option<&'a Lang> {
        for want in wanted {
            let (mut best, mut found) = (0, None);
            for have in offered {
                let serves = have.serves(want);
                if serves > best {
                    (best, found) = (serves, Some(have));
                }
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn len(&self) -> usize {
        self.tag.iter().take_while(|b| **b != 0).count()
    }

    /// Adds a subtag in its canonical case, if there is room: the language and long ones small,
    /// scripts like `Hant`, regions like `HK`.
    #[inline(never)]
    fn add(&mut self, part: &[u8]) -> bool {
        let len = self.len();
        let is_first = len == 0;
        let mut at = len;
        if part.is_empty() || len + part.len() + usize::from(!is_first) > MAX_TAG {
            return part.is_empty();
        }
        if !is_first {
            self.put(&mut at, b'-');
        }
        for (i, b) in part.iter().enumerate() {
            let large = !is_first && (part.len() == 2 || (part.len() == 4 && i == 0));
            let b = if large {
                b.to_ascii_uppercase()
            } else {
                b.to_ascii_lowercase()
            };
            self.put(&mut at, b);
        }
        true
    }

    fn put(&mut self, at: &mut usize, b: u8) {
        if let Some(place) = self.tag.get_mut(*at)
            && (b.is_ascii_alphanumeric() || b == b'-')
        {
            *place = b;
            *at += 1;
        }
    }
}

/// A text in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised {
    /// The first is used when no other fits; one for everybody has no language.
    texts: Vec<(Lang, String)>,
}

impl Localised {
    /// One text for everybody.
    pub fn plain(text: impl Into<String>) -> Localised {
        Localised {
            texts: vec![(Lang::NONE, text.into())],
        }
    }

    /// Reads `{key: "...", "key_zh-Hans": "..."}` out of an object.
    pub fn from_fields(raw: &Raw, key: &str) -> Option<Localised> {
        gather(raw.text(key), raw, key)
    }

    /// Reads a plain string, or an object of language tags.
    pub fn from_value(raw: &Raw) -> Option<Localised> {
        gather(raw.as_text(), raw, "")
    }

    /// The text for a reader of `lang`: the best fit, else the fallback.
    #[inline(never)]
    pub fn get(&self, lang: &Lang) -> &str {
        let (mut best, mut found) = (0, self.first());
        for (have, text) in &self.texts {
            let serves = have.serves(lang);
            if serves > best {
                (best, found) = (serves, text);
            }
        }
        found
    }

    /// The text for whoever is not served better; empty if there is none at all.
    pub fn first(&self) -> &str {
        self.all().next().unwrap_or_default()
    }

    /// Every form of the text.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(_, text)| text.as_str())
    }
}

/// The plain text, unless it is blank, and those whose names are `prefix`, `_` and a tag, or the
/// tag alone where there is no prefix.
#[inline(never)]
fn gather(plain: Option<&str>, raw: &Raw, prefix: &str) -> Option<Localised> {
    let mut texts = Vec::new();
    let plain = plain.unwrap_or_default().trim();
    if !plain.is_empty() {
        texts.push((Lang::NONE, plain.to_owned()));
    }
    for (name, value) in raw.as_pairs() {
        let tag = name.strip_prefix(prefix);
        let tag = match prefix {
            "" => tag,
            _ => tag.and_then(|tag| tag.strip_prefix('_')),
        };
        if let (Some(tag), Some(text)) = (tag, value.as_text()) {
            texts.push((Lang::new(tag), text.trim().to_owned()));
        }
    }
    (!texts.is_empty()).then_some(Localised { texts })
}

/// What stands before and behind the first `sign`, which is an ASCII one.
#[inline(never)]
pub(crate) fn parted(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|b| b == sign)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The parts in one text.
#[inline(never)]
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
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
    fn long_and_foreign_tags_are_kept_as_far_as_they_go() {
        for (given, tag) in [
            ("ca-ES-valencia", "ca-ES-valencia"),
            ("de-DE-x-goethe-institut", "de-DE-x-goethe"),
            ("日本", ""),
        ] {
            assert_eq!(Lang::new(given).tag(), tag, "{given}");
        }
        assert_eq!(
            Lang::new("de-x-long-private-use").serves(&Lang::new("de")),
            2
        );
        assert_eq!(Lang::new("de").serves(&Lang::new("dev")), 0);
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
