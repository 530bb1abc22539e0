//! Words, numbers, ideographs and emoji of a normalised text.

use super::Normal;
use super::chars::{Kind, kind};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, or letters and digits mixed (`x2`, `ac1003`).
    Word,
    /// Digits only.
    Number,
    /// One character of a script written without spaces.
    Ideograph,
    /// One emoji or pictograph.
    Emoji,
}

/// A piece of normalised text. `start..end` count characters of [`Normal::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its characters.
    pub text: &'a str,
    /// First character, counted from 0.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
}

/// The tokens of a text, in order.
#[must_use]
pub fn tokens(normal: &Normal) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut word: Option<(usize, usize, bool)> = None; // byte, character, only digits so far
    let mut count = 0;
    for (at, (byte, c)) in normal.text.char_indices().enumerate() {
        count = at + 1;
        let kind = kind(c);
        if matches!(kind, Kind::Letter | Kind::Digit) {
            let open = word.get_or_insert((byte, at, true));
            open.2 &= kind == Kind::Digit;
            continue;
        }
        tokens.extend(word.take().and_then(|open| run(normal, open, byte, at)));
        let single = match kind {
            Kind::Ideograph => TokenKind::Ideograph,
            Kind::Emoji => TokenKind::Emoji,
            _ => continue,
        };
        if let Some(text) = normal.text.get(byte..byte + c.len_utf8()) {
            tokens.push(Token {
                kind: single,
                text,
                start: at,
                end: at + 1,
            });
        }
    }
    tokens.extend(word.and_then(|open| run(normal, open, normal.text.len(), count)));
    tokens
}

fn run(
    normal: &Normal,
    (byte, start, digits): (usize, usize, bool),
    to: usize,
    end: usize,
) -> Option<Token<'_>> {
    let kind = if digits {
        TokenKind::Number
    } else {
        TokenKind::Word
    };
    Some(Token {
        kind,
        text: normal.text.get(byte..to)?,
        start,
        end,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalise;

    #[test]
    fn mixed_text_splits_by_script() {
        let normal = normalise("我想cancel訂單AC-1003, 2件😀");
        let found: Vec<_> = tokens(&normal)
            .iter()
            .map(|token| (token.kind, token.text.to_owned()))
            .collect();
        let texts: Vec<_> = found.iter().map(|token| token.1.as_str()).collect();
        assert_eq!(
            texts,
            [
                "我", "想", "cancel", "订", "单", "ac", "1003", "2", "件", "😀"
            ]
        );
        assert_eq!(found[2].0, TokenKind::Word);
        assert_eq!(found[6].0, TokenKind::Number);
        assert_eq!(found[9].0, TokenKind::Emoji);
    }
}
