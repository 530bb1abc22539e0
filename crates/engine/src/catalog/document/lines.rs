//! What a line of a document is.

use super::MAX_PASSAGE;

/// Characters of a line in a `.txt` that may be a heading.
const SHORT_LINE: usize = 48;

/// Level and words of `## Refunds ##`.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let stands = words.is_empty() || words.starts_with([' ', '\t']);
    let is_heading = (1..=6).contains(&level) && stands;
    is_heading.then(|| (level, words.trim_end_matches('#').trim()))
}

/// Three or more of one sign and nothing else; two `=` already underline.
pub(super) fn is_rule(line: &str) -> bool {
    let bytes = line.as_bytes();
    let first = bytes.first().copied().unwrap_or_default();
    let least = if first == b'=' { 2 } else { 3 };
    matches!(first, b'-' | b'*' | b'_' | b'=')
        && bytes.len() >= least
        && bytes.iter().all(|b| *b == first || *b == b' ')
}

/// Whether it is numbered, and the words of a list's item.
pub(super) fn item(line: &str) -> Option<(bool, &str)> {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - number.len();
    if (1..=3).contains(&digits) {
        let rest = number.strip_prefix(['.', ')', '、', '．', '）'])?;
        let apart = rest.starts_with([' ', '\t']) || !number.starts_with(['.', ')']);
        return apart.then(|| (true, rest.trim_start()));
    }
    let rest = line.strip_prefix(['-', '*', '+', '•', '·'])?;
    let apart = rest.starts_with([' ', '\t']) || line.starts_with(['•', '·']);
    (apart && digits == 0).then(|| (false, rest.trim_start()))
}

/// Short, and no sentence.
pub(super) fn is_short(line: &str) -> bool {
    let ends = ['.', ',', ';', '。', '，', '；', '、', '…'];
    line.chars().count() <= SHORT_LINE && !line.ends_with(ends)
}

/// What fits into a passage, up to the last end of a sentence, and the rest.
pub(super) fn split(text: &str) -> (&str, &str) {
    let (mut end, mut at) = (0, 0);
    let mut before = ' ';
    for (length, c) in text.chars().enumerate() {
        if length == MAX_PASSAGE {
            let end = if end == 0 { at } else { end };
            let (piece, rest) = text.split_at_checked(end).unwrap_or((text, ""));
            return (piece.trim_end(), rest.trim_start());
        }
        at += c.len_utf8();
        let is_end = matches!(c, '。' | '！' | '？' | '；')
            || (c == ' ' && matches!(before, '.' | '!' | '?' | ';'));
        if is_end {
            end = at;
        }
        before = c;
    }
    (text, "")
}
