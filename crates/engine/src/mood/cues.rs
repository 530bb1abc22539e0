//! Words that change what other words mean: a readable list in each language's pack.

use crate::raw::Raw;
use crate::text::Normal;

/// Kinds of cue, in the order of their names in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Turns the next words round: not, 没.
    Not,
    /// What follows weighs more than what was before: but, 但是.
    But,
    /// Praise, which is none beside trouble.
    Praise,
    /// Something went wrong: a fact, no feeling.
    Trouble,
}

const KINDS: [(&str, Kind); 4] = [
    ("not", Kind::Not),
    ("but", Kind::But),
    ("praise", Kind::Praise),
    ("trouble", Kind::Trouble),
];

/// The cues of a language, in normalised form, and signs that count as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cues {
    words: Vec<Cue>,
    /// Characters that normalising may lose or fold and that tell the tone.
    pub(super) particles: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cue {
    word: String,
    /// Its length in characters.
    length: usize,
    kind: Kind,
}

/// A cue in a text; `start..end` count characters of [`Normal::text`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

impl Cues {
    /// Reads lists of words `not`, `but`, `praise`, `trouble` and the text `particles`; what is
    /// missing or of another form is empty.
    #[must_use]
    pub fn read(raw: &Raw) -> Self {
        let mut cues = Self {
            words: Vec::new(),
            particles: raw.text("particles").unwrap_or_default().to_owned(),
        };
        for (name, kind) in KINDS {
            for word in raw.get(name).map_or(&[][..], Raw::as_items) {
                let word = word.as_text().unwrap_or_default();
                if !word.is_empty() {
                    cues.words.push(Cue {
                        word: word.to_owned(),
                        length: word.chars().fold(0, |length, _| length + 1),
                        kind,
                    });
                }
            }
        }
        cues
    }

    /// All cues of a text, in order. A Latin cue matches whole words.
    pub(super) fn find(&self, normal: &Normal) -> Vec<Found> {
        let mut found = Vec::new();
        let mut before = ' ';
        for (start, (byte, c)) in normal.text.char_indices().enumerate() {
            let rest = normal.text.get(byte..).unwrap_or_default();
            if !(before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric()) {
                for Cue { word, length, kind } in &self.words {
                    if let Some(after) = rest.strip_prefix(word.as_str())
                        && !(is_latin(word.bytes().next_back()) && is_latin(after.bytes().next()))
                    {
                        found.push(Found {
                            kind: *kind,
                            start,
                            end: start + length,
                        });
                    }
                }
            }
            before = c;
        }
        found
    }
}

fn is_latin(byte: Option<u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric())
}
