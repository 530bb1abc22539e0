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

impl Token<'_> {
    /// Whether it is written with gaps around it: a word or a number.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// The tokens of a text, in order.
#[must_use]
pub fn tokens(normal: &Normal) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for (at, (byte, c)) in normal.text.char_indices().enumerate() {
        let kind = match kind(c) {
            Kind::Letter => TokenKind::Word,
            Kind::Digit => TokenKind::Number,
            Kind::Ideograph => TokenKind::Ideograph,
            Kind::Emoji => TokenKind::Emoji,
            _ => continue,
        };
        let to = byte + c.len_utf8();
        let mut token = Token {
            kind,
            text: normal.text.get(byte..to).unwrap_or(""),
            start: at,
            end: at + 1,
        };
        if token.is_word()
            && let Some(open) = tokens
                .last_mut()
                .filter(|open| open.end == at && open.is_word())
        {
            token.text = normal.text.get(byte - open.text.len()..to).unwrap_or("");
            token.start = open.start;
            if open.kind == TokenKind::Word {
                token.kind = TokenKind::Word;
            }
            *open = token;
        } else {
            tokens.push(token);
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{normalise, tables::shipped};

    #[test]
    fn mixed_text_splits_by_script() {
        let normal = normalise("我想cancel訂單AC-1003, 2件😀", &shipped());
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
