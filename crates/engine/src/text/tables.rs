//! What is known of words in some languages only: it comes with their language packs.

use super::{fold, normalise, regional, signs, sort};
use crate::raw::Raw;

/// Tables by which words of several scripts and regions become comparable.
///
/// Without any ([`Tables::default`]) Traditional characters and regional words stay as they are,
/// and no turn of phrase is known to be an everyday one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Pairs of characters (`fold.rs`).
    pub(super) fold: Vec<u64>,
    /// Lines of `regional<TAB>common<LF>`, both folded to Simplified.
    pub(super) regional: String,
    /// Where those lines start, by their first characters.
    pub(super) rows: Vec<u64>,
    everyday: String,
    /// Lines of near words, as they were added.
    near: String,
    /// Words, by their ids, and the groups of near words that they belong to, sorted.
    pub(super) kin: Vec<u64>,
}

/// The tables of one language pack as they are written there; what it lacks is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    fold: String,
    regional: String,
    everyday: String,
    kin: String,
}

impl Source {
    /// Reads `fold` (Base64), `regional` (common words by regional ones), `everyday` (a list of
    /// phrases) and `kin` (a list of lines of near words) of a language pack.
    #[must_use]
    pub fn read(pack: &Raw) -> Self {
        let mut source = Self {
            fold: pack.text("fold").unwrap_or_default().to_owned(),
            ..Self::default()
        };
        for (word, common) in pack.get("regional").map_or(&[][..], Raw::as_pairs) {
            source.regional.push_str(word);
            source.regional.push('\t');
            source.regional.push_str(common.as_text().unwrap_or(word));
            source.regional.push('\n');
        }
        let lines = |key, into: &mut String| {
            for line in pack.get(key).map_or(&[][..], Raw::as_items) {
                push_line(into, line.as_text().unwrap_or_default());
            }
        };
        lines("everyday", &mut source.everyday);
        lines("kin", &mut source.kin);
        source
    }
}

impl Tables {
    /// Adds what another pack knows. Two packs of one language family carry the same tables: the
    /// first of each counts, and no everyday line counts twice.
    pub fn add(&mut self, source: &Source) {
        if self.fold.is_empty() && !source.fold.is_empty() {
            self.fold = fold::unpack(&source.fold);
        }
        if self.regional.is_empty() {
            self.regional.push_str(&source.regional);
            self.rows = regional::rows(&self.regional);
        }
        push_new(&mut self.everyday, &source.everyday);
        push_new(&mut self.near, &source.kin);
        let mut kin = Vec::new();
        for (group, line) in self.near().enumerate() {
            signs::learn_kin(&normalise(line, self), group, &mut kin);
        }
        sort(&mut kin);
        self.kin = kin;
    }

    /// Lines of near words.
    pub(crate) fn near(&self) -> std::str::Split<'_, char> {
        self.near.split('\n')
    }

    /// Turns of phrase that are common in any shop.
    pub(crate) fn everyday(&self) -> std::str::Split<'_, char> {
        self.everyday.split('\n')
    }
}

/// Adds the lines that are not there yet.
fn push_new(lines: &mut String, more: &str) {
    for line in more.split('\n') {
        if !line.is_empty() && lines.split('\n').all(|known| known != line) {
            push_line(lines, line);
        }
    }
}

fn push_line(lines: &mut String, line: &str) {
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines.push_str(line);
}

/// The tables of the packs that we ship.
#[cfg(test)]
pub(crate) fn shipped() -> Tables {
    let mut tables = Tables::default();
    for pack in [
        include_str!("../../../../www/packs/en.json"),
        include_str!("../../../../www/packs/zh-Hans.json"),
        include_str!("../../../../www/packs/zh-Hant.json"),
    ] {
        tables.add(&Source::read(&serde_json::from_str(pack).unwrap()));
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_chinese_packs_carry_the_same_tables() {
        let read = |text| Source::read(&serde_json::from_str(text).unwrap());
        let hans = read(include_str!("../../../../www/packs/zh-Hans.json"));
        let hant = read(include_str!("../../../../www/packs/zh-Hant.json"));
        assert!(!hans.fold.is_empty() && !hans.regional.is_empty() && !hans.everyday.is_empty());
        assert_eq!(hans, hant);
    }

    #[test]
    fn a_line_of_two_packs_counts_once() {
        let pack = serde_json::from_str(r#"{"everyday":["a","b"],"regional":{"係":"是"}}"#);
        let source = Source::read(&pack.unwrap());
        let mut tables = Tables::default();
        tables.add(&source);
        let once = tables.clone();
        tables.add(&source);
        assert_eq!(tables, once);
        assert_eq!(tables.everyday().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(tables.regional_at('係', "係咁"), Some(("係", "是")));
    }
}
