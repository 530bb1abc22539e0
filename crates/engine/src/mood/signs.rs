//! What normalising cuts and a mood needs: capitals, repeated marks, emoticons, quotes.

use crate::text::MAX_CHARS;

/// A sign or a circumstance that is a feature of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `!` once, twice, more often.
    Exclaims,
    /// `?` once, twice, more often.
    Asks,
    /// Both of them.
    AsksAndExclaims,
    /// Dots that trail off.
    Ellipsis,
    /// One character three times or more: `sooo`.
    Drawn,
    /// `:)` and its like.
    Smile,
    /// `:(` and its like.
    Frown,
    /// All letters are capitals, five or more of them.
    Capitals,
    /// A shouted word of four letters or more among others.
    ShoutedWord,
    /// Begins with a small letter.
    StartsSmall,
    /// Begins with a capital.
    StartsLarge,
    /// `i` for I.
    SmallI,
    /// Ends with a full stop.
    FullStop,
    /// Ends with a question mark.
    EndsAsking,
    /// Ends with a letter or an ideograph.
    EndsOpen,
    /// Something stands in quotes.
    Quotes,
    /// A `~`.
    Tilde,
    /// How long it is, in steps.
    Length,
    /// Trouble is named.
    Trouble,
    /// Trouble is named and shouted.
    LoudTrouble,
    /// Praise before trouble.
    PraiseThenTrouble,
    /// Praise in quotes.
    QuotedPraise,
    /// Praise that trails off.
    TrailingPraise,
    /// Trouble with a face that smiles.
    SmilingTrouble,
    /// Praise that a negation turns.
    NotPraise,
}

/// What was counted in a text as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub exclaims: u32,
    pub asks: u32,
    pub dots: bool,
    pub quotes: bool,
    /// A smiling face that sarcasm likes.
    pub smiles: bool,
}

/// Reports the signs of `text`, each with its size in steps, and returns the counts behind them.
pub(super) fn signs(text: &str, out: &mut dyn FnMut(Sign, u32)) -> Counts {
    let mut counts = Counts::default();
    let (mut large, mut small, mut shouted, mut in_word) = (0, 0, 0, 0);
    let (mut first, mut last, mut older) = (' ', ' ', ' ');
    let mut run = 0;
    for c in text.chars().take(MAX_CHARS) {
        run = if c == last { run + 1 } else { 1 };
        match c {
            '!' | '！' => counts.exclaims += 1,
            '?' | '？' => counts.asks += 1,
            '…' => counts.dots = true,
            '"' | '“' | '「' | '『' => counts.quotes = true,
            '~' | '～' => out(Sign::Tilde, 0),
            '🙂' | '🙃' | '🙄' | '👏' => counts.smiles = true,
            ')' | 'D' if is_eyes(last, older) => out(Sign::Smile, 0),
            '(' if is_eyes(last, older) => out(Sign::Frown, 0),
            _ => {}
        }
        counts.dots |= matches!(c, '.' | '。') && run == 3;
        if run == 3 && is_letter(c) {
            out(Sign::Drawn, 0);
        }
        if c.is_ascii_uppercase() {
            large += 1;
            in_word += 1;
            shouted += u32::from(in_word == 4);
        } else {
            small += u32::from(c.is_ascii_lowercase());
            in_word = 0;
        }
        if last == 'i' && older == ' ' && matches!(c, ' ' | '\'' | '’') {
            out(Sign::SmallI, 0);
        }
        if first == ' ' {
            first = c;
        }
        (older, last) = (last, c);
    }
    let mut when = |holds: bool, sign: Sign| {
        if holds {
            out(sign, 0);
        }
    };
    when(counts.exclaims * counts.asks > 0, Sign::AsksAndExclaims);
    when(counts.dots, Sign::Ellipsis);
    when(counts.quotes, Sign::Quotes);
    when(small == 0 && large > 4, Sign::Capitals);
    when(small > 0 && shouted > 0, Sign::ShoutedWord);
    when(first.is_ascii_lowercase(), Sign::StartsSmall);
    when(first.is_ascii_uppercase(), Sign::StartsLarge);
    when(matches!(last, '.' | '。'), Sign::FullStop);
    when(matches!(last, '?' | '？'), Sign::EndsAsking);
    when(is_letter(last), Sign::EndsOpen);
    for (count, sign) in [(counts.exclaims, Sign::Exclaims), (counts.asks, Sign::Asks)] {
        if count > 0 {
            out(sign, count.min(3));
        }
    }
    counts
}

fn is_eyes(last: char, older: char) -> bool {
    let eyes = |c| matches!(c, ':' | '=' | ';' | '：');
    eyes(last) || (matches!(last, '-' | '\'') && eyes(older))
}

/// A letter or an ideograph, roughly: the tables of the exact answer would cost the shopper
/// kilobytes.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{3400}'..'\u{a000}').contains(&c)
}
