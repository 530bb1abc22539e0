//! Words of Taiwan and Hong Kong to the common ones, so that one index serves them all.

use super::Tables;
use super::chars::is_han;
use super::order::{sort, tag, untag};

impl Tables {
    /// The longest regional word that `rest`, which begins with `first`, starts with; and the
    /// common word for it.
    pub(super) fn regional_at(&self, first: char, rest: &str) -> Option<(&str, &str)> {
        if !is_han(first) {
            return None;
        }
        let code = u32::from(first);
        let from = self.rows.partition_point(|&row| row < tag(code, 0));
        let mut found: Option<(&str, &str)> = None;
        for &row in self.rows.get(from..)? {
            if row >> 32 != u64::from(code) {
                break;
            }
            let (line, _) = self.regional.get(untag(row)..)?.split_once('\n')?;
            let (word, common) = line.split_once('\t')?;
            if rest.starts_with(word) && found.is_none_or(|found| found.0.len() < word.len()) {
                found = Some((word, common));
            }
        }
        found
    }
}

/// Where the lines of `word<TAB>common<LF>` start, by their first characters.
pub(super) fn rows(lines: &str) -> Vec<u64> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in lines.split('\n') {
        if let Some(first) = line.chars().next() {
            rows.push(tag(first.into(), start));
        }
        start += line.len() + 1;
    }
    sort(&mut rows);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tables::shipped;

    #[test]
    fn the_list_is_folded_and_has_no_word_twice() {
        let tables = shipped();
        let mut words: Vec<&str> = Vec::new();
        for line in tables.regional.lines() {
            let (word, _) = line.split_once('\t').unwrap();
            assert!(word.chars().all(|c| tables.to_simplified(c) == c), "{word}");
            assert!(word.starts_with(is_han), "{word}");
            words.push(word);
        }
        assert_eq!(words.len(), tables.rows.len());
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), tables.rows.len());
    }

    #[test]
    fn the_longest_word_wins() {
        let found = shipped();
        let found = found.regional_at('点', "点取消呀");
        assert_eq!(found, Some(("点取消", "怎么取消")));
    }
}
