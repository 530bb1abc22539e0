//! Words of Taiwan and Hong Kong to the common ones, so that one index serves them all.

/// Lines of `regional<TAB>common`, both already folded to Simplified; ours.
const WORDS: &str = include_str!("../../data/regional_words.txt");

/// Longest key of [`WORDS`] in characters.
const LONGEST: usize = 6;

/// The longest regional word that starts here: its length in characters and the common word.
///
/// Keys are Chinese only. Binary search by key: the file is sorted (a test holds it).
pub(super) fn match_at(rest: &[char]) -> Option<(usize, &'static str)> {
    let table = table();
    let mut key = String::with_capacity(LONGEST * 3);
    let mut found = None;
    for (length, &c) in rest.iter().take(LONGEST).enumerate() {
        key.push(c);
        let at = table.partition_point(|pair| pair.0 < key.as_str());
        let Some(&(word, common)) = table.get(at) else {
            break;
        };
        if word == key {
            found = Some((length + 1, common));
        } else if !word.starts_with(key.as_str()) {
            break;
        }
    }
    found
}

fn table() -> &'static [(&'static str, &'static str)] {
    static TABLE: std::sync::OnceLock<Vec<(&'static str, &'static str)>> =
        std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        WORDS
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_short_enough() {
        assert!(table().is_sorted_by(|a, b| a.0 < b.0));
        assert!(table().iter().all(|pair| pair.0.chars().count() <= LONGEST));
    }

    #[test]
    fn the_longest_word_wins() {
        let text: Vec<char> = "点取消呀".chars().collect();
        assert_eq!(match_at(&text), Some((3, "怎么取消")));
    }
}
