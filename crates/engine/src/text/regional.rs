//! Words of Taiwan and Hong Kong to the common ones, so that one index serves them all.

use std::cell::Cell;

use super::chars::is_han;

/// Lines of `regional<TAB>common`, both already folded to Simplified; ours.
const WORDS: &str = include_str!("../../data/regional_words.txt");

/// The longest regional word that `rest`, which begins with `first`, starts with; and the common
/// word for it.
///
/// The file is sorted, so the words of one first character stand together, longer behind shorter.
pub(super) fn match_at(first: char, rest: &str) -> Option<(&'static str, &'static str)> {
    if !is_han(first) {
        return None;
    }
    let table = table();
    let from = table.partition_point(|pair| pair.0 < first);
    let mut found = None;
    for &(start, word, common) in table.get(from..)? {
        if start != first {
            break;
        }
        if rest.starts_with(word) {
            found = Some((word, common));
        }
    }
    found
}

/// First character, word, common word.
type Row = (char, &'static str, &'static str);

thread_local! {
    /// Empty until asked for.
    static TABLE: Cell<&'static [Row]> = const { Cell::new(&[]) };
}

fn table() -> &'static [Row] {
    if TABLE.get().is_empty() {
        TABLE.set(read().leak());
    }
    TABLE.get()
}

fn read() -> Vec<Row> {
    let mut rows = Vec::new();
    for line in WORDS.split('\n') {
        if let (Some((word, common)), Some(first)) = (line.split_once('\t'), line.chars().next()) {
            rows.push((first, word, common));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(table().is_sorted_by(|a, b| a.1 < b.1));
        assert!(table().iter().all(|row| is_han(row.0)));
    }

    #[test]
    fn the_longest_word_wins() {
        assert_eq!(match_at('点', "点取消呀"), Some(("点取消", "怎么取消")));
    }
}
