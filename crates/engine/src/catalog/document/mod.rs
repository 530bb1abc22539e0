//! A shop's policies, from plain text or Markdown: passages with their headings.
//!
//! Of Markdown what policies use: headings, paragraphs, lists, tables, quotes, links. Emphasis is
//! dropped and its words kept; HTML is text like any other. A `.txt` may also head its parts with
//! short lines that stand alone. Lines between two `---` at the top may say `title`, `lang` and
//! `url`, the page that shoppers read it on.

mod inline;
mod lines;
mod reader;
#[cfg(test)]
mod tests;

use super::entry::note;
use super::rich::{self, Href, Node};
use crate::lang::Lang;
use crate::raw::{Problem, Problems};
use reader::Reader;

/// Bytes of one document that are read.
pub const MAX_DOCUMENT: usize = 1_000_000;
/// Passages of one document that are read.
pub const MAX_PASSAGES: usize = 1_000;
/// Characters of a passage: what is read at a glance. A longer part becomes several.
pub const MAX_PASSAGE: usize = 600;

/// A piece of a document that answers a question by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its language, if the document or its name says.
    pub lang: Option<Lang>,
    /// The document's title and the headings above the passage: `Returns › Refunds`.
    pub source: String,
    /// The page to read it on.
    pub link: Option<Href>,
    /// Paragraphs and lists of at most [`MAX_PASSAGE`] characters.
    pub body: Vec<Node>,
}

/// Reads a document; total: whatever the text is, it gives what passages it can.
pub fn read_document(file: &str, text: &str) -> (Vec<Passage>, Vec<Problem>) {
    let mut problems = Problems::of(file);
    let text = text.trim_start_matches('\u{feff}');
    let start = rich::cut(text.trim_start(), 9);
    if start.eq_ignore_ascii_case("<!doctype") || rich::cut(start, 5).eq_ignore_ascii_case("<html")
    {
        let remedy =
            "Name the address of plain text or Markdown; a missing file often comes as a page";
        note(&mut problems, &[], &["is a web page"], remedy);
        return (Vec::new(), problems.into_list());
    }
    if text.len() > MAX_DOCUMENT {
        let remedy = "Split it into several documents";
        note(
            &mut problems,
            &[],
            &["is longer than 1 MB: the rest is not read"],
            remedy,
        );
    }
    let name = Name::of(file);
    let mut reader = Reader::new(problems, name.plain);
    reader.lang = name.lang;
    reader.link = name.plain.then(|| Href::parse(file)).flatten();
    reader.read(rich::cut(text, MAX_DOCUMENT));
    reader.finish(&name.title)
}

/// What a file's name tells: `/policies/returns.zh-Hans.md`.
struct Name {
    title: String,
    lang: Option<Lang>,
    plain: bool,
}

impl Name {
    fn of(file: &str) -> Name {
        let path = file.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let mut parts = name.split('.');
        let mut title = String::new();
        for c in parts.next().unwrap_or_default().chars() {
            title.push(if matches!(c, '-' | '_') { ' ' } else { c });
        }
        let tag = parts.next().filter(|tag| is_tag(tag));
        Name {
            title,
            lang: tag.map(Lang::new),
            plain: name.ends_with(".txt"),
        }
    }
}

/// Whether a part of a name is a language: `en`, `zh-Hans`, not `txt` nor `v2`.
fn is_tag(part: &str) -> bool {
    let language = part.split(['-', '_']).next().unwrap_or_default();
    let letters = language.bytes().all(|b| b.is_ascii_alphabetic());
    letters && language != "md" && (language.len() == 2 || language == "yue")
}
