//! Text with a little structure.
//!
//! Nothing here is ever handed to the browser as HTML: the widget builds elements from [`Node`]s.

use crate::lang::parted;
use crate::money::{Money, digits};
use crate::time::Moment;

pub use super::markup::parse;

/// Longest answer that is read, in bytes; the rest is cut.
pub const MAX_ANSWER: usize = 20_000;

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Plain words.
    Text(String),
    /// Words that carry weight.
    Strong(Vec<Node>),
    /// Words said differently.
    Emphasis(Vec<Node>),
    /// A link that passed [`Href::parse`].
    Link(Href, Vec<Node>),
    /// A line break.
    Break,
    /// A paragraph.
    Paragraph(Vec<Node>),
    /// A list; `true` when numbered.
    List(bool, Vec<Vec<Node>>),
    /// An amount, written by the browser in the reader's way.
    Money(Money),
    /// A date and time, written by the browser in the reader's way.
    When(Moment),
}

/// An address that may be followed: `https`, `http`, `mailto`, `tel`, or a place on the same site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href(String);

impl Href {
    /// Takes an address if it is one of the allowed kinds. Control characters, which browsers
    /// skip inside a scheme, refuse it.
    #[inline(never)]
    pub fn parse(text: &str) -> Option<Href> {
        let text = text.trim();
        if text.is_empty() || text.chars().any(|c| c.is_control() || c == '\\') {
            return None;
        }
        let allowed = match parted(text, b':') {
            Some((scheme, _)) if !scheme.bytes().any(|b| matches!(b, b'/' | b'?' | b'#')) => {
                let kinds = ["https", "http", "mailto", "tel"];
                kinds.iter().any(|ok| scheme.eq_ignore_ascii_case(ok))
            }
            _ => !text.starts_with("//"),
        };
        allowed.then(|| Href(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The words alone, for an index and for tests.
#[inline(never)]
pub fn plain(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_plain(nodes, &mut out);
    out.trim().to_owned()
}

fn write_plain(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Strong(inner) | Node::Emphasis(inner) | Node::Link(_, inner) => {
                write_plain(inner, out);
            }
            Node::Break => out.push('\n'),
            Node::Paragraph(inner) => {
                write_plain(inner, out);
                out.push('\n');
            }
            Node::List(_, items) => {
                for item in items {
                    out.push_str("- ");
                    write_plain(item, out);
                    out.push('\n');
                }
            }
            Node::Money(money) => out.push_str(&money.written()),
            Node::When(moment) => {
                out.push('@');
                out.push_str(&digits(moment.utc_ms));
            }
        }
    }
}

/// At most `limit` bytes of `text`, cut at a character.
#[inline(never)]
pub fn cut(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1; // ends at 0 at the latest, which is a boundary
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Node {
        Node::Text(t.to_owned())
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        assert_eq!(
            parse("One & two.\n\nThree < four."),
            [
                Node::Paragraph(vec![text("One & two.")]),
                Node::Paragraph(vec![text("Three "), text("<"), text(" four.")]),
            ]
        );
    }

    #[test]
    fn the_subset_keeps_its_structure() {
        let nodes = parse(
            "<p>Send it <b>within 30 days</b>.</p><ul><li>unworn</li><li>with <a href='/returns'>label</a></ul>",
        );
        let link = Node::Link(Href::parse("/returns").unwrap(), vec![text("label")]);
        assert_eq!(
            nodes,
            [
                Node::Paragraph(vec![
                    text("Send it "),
                    Node::Strong(vec![text("within 30 days")]),
                    text("."),
                ]),
                Node::List(false, vec![vec![text("unworn")], vec![text("with "), link]]),
            ]
        );
    }

    #[test]
    fn scripts_and_bad_links_leave_only_words() {
        let nodes = parse(
            "<p onclick=x>Hi<script>alert(1)</script> <a href=\"java&#x0A;script:alert(1)\">there</a><img src=x onerror=alert(1)></p>",
        );
        assert_eq!(plain(&nodes), "Hi there");
        assert_eq!(
            nodes,
            [Node::Paragraph(vec![text("Hi"), text(" "), text("there")])]
        );
    }

    #[test]
    fn addresses_are_allowed_by_kind() {
        for good in [
            "https://a.example",
            "HTTP://a",
            "mailto:a@b",
            "tel:+1",
            "/x?a=b:c",
            "x.html",
            "#a",
        ] {
            assert!(Href::parse(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "java\tscript:x",
            "/\\evil",
            "",
        ] {
            assert_eq!(Href::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn broken_markup_is_survived() {
        for broken in [
            "<",
            "<p",
            "<p><b><i><a>",
            "</li></ul>",
            "<ul>x<li>",
            "&#xFFFFFFFF;&#0;&;",
            &"<b>".repeat(5000),
        ] {
            parse(broken);
        }
        assert_eq!(
            plain(&parse("&lt;b&gt; &amp;amp; &nope;")),
            "<b> &amp; &nope;"
        );
    }
}
