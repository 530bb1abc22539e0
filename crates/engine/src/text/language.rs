//! Which language the shopper wrote in, by the characters alone.

use super::chars::{Kind, is_han, kind, lower};
use super::{MAX_CHARS, Tables};
use crate::lang::Lang;

/// A language that the widget can answer in, or what is known short of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Latin letters: English, as far as characters can tell.
    English,
    /// Chinese with characters that only Simplified text has.
    SimplifiedChinese,
    /// Chinese with characters that only Traditional text has, or written Cantonese.
    TraditionalChinese,
    /// Chinese in characters that both scripts share (退款).
    Chinese,
    /// Nothing to go by, or another script.
    Unknown,
}

impl Language {
    /// Its BCP 47 tag, when the evidence is enough for one.
    #[must_use]
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::SimplifiedChinese => Some("zh-Hans"),
            Self::TraditionalChinese => Some("zh-Hant"),
            Self::Chinese | Self::Unknown => None,
        }
    }

    /// How well text in the language `entry` fits what was typed: 2 it is it, 1 it can be, 0 not.
    #[must_use]
    pub fn fits(self, entry: Self) -> u8 {
        match (self, entry) {
            (Self::Unknown, _) => 1,
            (typed, entry) if typed == entry => 2,
            (Self::Chinese, entry) if entry.is_chinese() => 2,
            (typed, entry) if typed.is_chinese() && entry.is_chinese() => 1,
            _ => 0,
        }
    }

    /// The language that a BCP 47 tag names; region decides the script of a bare `zh`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let lang = Lang::new(tag);
        match lang.tag() {
            "" | "und" => Self::Unknown,
            tag if tag.starts_with("zh-Hant") => Self::TraditionalChinese,
            tag if tag.starts_with("zh") => Self::SimplifiedChinese,
            _ => Self::English,
        }
    }

    /// Whether it is Chinese in any script.
    #[must_use]
    pub fn is_chinese(self) -> bool {
        matches!(
            self,
            Self::SimplifiedChinese | Self::TraditionalChinese | Self::Chinese
        )
    }
}

/// The guess and the counts behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The verdict.
    pub language: Language,
    /// Characters that only Traditional text (or written Cantonese) has.
    pub traditional: u32,
    /// Characters that only Simplified text has.
    pub simplified: u32,
    /// All Chinese characters.
    pub han: u32,
    /// Latin words.
    pub latin_words: u32,
    /// Letters of any other script.
    pub other: u32,
}

/// Reads at most [`MAX_CHARS`] characters. Without tables only Cantonese tells the scripts of
/// Chinese apart.
#[must_use]
pub fn guess_language(text: &str, tables: &Tables) -> Guess {
    let mut guess = Guess {
        language: Language::Unknown,
        traditional: 0,
        simplified: 0,
        han: 0,
        latin_words: 0,
        other: 0,
    };
    let mut in_word = false;
    for raw in text.chars().take(MAX_CHARS) {
        let c = lower(raw);
        let latin = c.is_ascii_lowercase() || ('\u{100}'..'\u{250}').contains(&c);
        guess.latin_words += u32::from(latin && !in_word);
        in_word = latin || (in_word && kind(c) == Kind::Apostrophe);
        if is_han(c) {
            guess.han += 1;
            let traditional = tables.to_simplified(c) != c && c != '乾' && c != '著';
            guess.traditional += u32::from(traditional || CANTONESE.chars().any(|sign| sign == c));
            guess.simplified += u32::from(!traditional && tables.is_only_simplified(c));
        } else if !latin {
            guess.other += u32::from(matches!(kind(c), Kind::Letter | Kind::Ideograph));
        }
    }
    guess.language = guess.verdict();
    guess
}

impl Guess {
    fn verdict(&self) -> Language {
        if self.other > self.han && self.other > self.latin_words {
            return Language::Unknown;
        }
        // A product name weighs several Latin words inside a Chinese question.
        if self.han > 0 && self.han * 2 >= self.latin_words {
            return match self.traditional.cmp(&self.simplified) {
                std::cmp::Ordering::Greater => Language::TraditionalChinese,
                std::cmp::Ordering::Less => Language::SimplifiedChinese,
                std::cmp::Ordering::Equal => Language::Chinese,
            };
        }
        if self.latin_words > 0 {
            Language::English
        } else {
            Language::Unknown
        }
    }
}

/// Signs of written Cantonese, which is written in Traditional characters.
const CANTONESE: &str = "嘅咗喺唔冇佢啲嚟嘢㗎嗰哋咁啱攞揾畀俾咩乜喇噉嗱";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_tell_the_language() {
        use Language::*;
        let tables = crate::text::tables::shipped();
        for (text, language) in [
            ("where is my order", English),
            ("我想退货", SimplifiedChinese),
            ("我想退貨", TraditionalChinese),
            ("退款", Chinese),
            ("點解仲未寄出呀", TraditionalChinese),
            ("iPhone 15 Pro 多少钱", SimplifiedChinese),
            ("cancel 張單", TraditionalChinese),
            ("где мой заказ", Unknown),
            ("注文をキャンセルしたい", Unknown),
            ("😀", Unknown),
            ("", Unknown),
        ] {
            assert_eq!(guess_language(text, &tables).language, language, "{text}");
        }
    }

    #[test]
    fn tags_fit_by_script() {
        assert_eq!(
            Language::TraditionalChinese.fits(Language::of_tag("zh-TW")),
            2
        );
        assert_eq!(
            Language::TraditionalChinese.fits(Language::of_tag("zh-Hans")),
            1
        );
        assert_eq!(Language::Chinese.fits(Language::of_tag("zh")), 2);
        assert_eq!(Language::English.fits(Language::of_tag("zh")), 0);
        assert_eq!(Language::English.fits(Language::of_tag("en-GB")), 2);
    }
}
