//! Reads the HTML subset that search engines accept in FAQ answers.
//!
//! What is not on the list is dropped and its text kept; scripts and styles go with their content.

use super::entity::decode_entities;
use super::rich::{Href, MAX_ANSWER, Node, cut};
use crate::lang::{joined, parted};

/// Elements inside each other; deeper ones are flattened.
const MAX_OPEN: usize = 12;

/// What a tag is to us.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Paragraph,
    Strong,
    Emphasis,
    Link,
    List,
    Item,
    Break,
    /// Dropped with everything inside.
    Skipped,
}

/// The tags that are not dropped with their text kept.
const TAGS: [(&str, Kind); 25] = [
    ("p", Kind::Paragraph),
    ("br", Kind::Break),
    ("b", Kind::Strong),
    ("a", Kind::Link),
    ("li", Kind::Item),
    ("ul", Kind::List),
    ("ol", Kind::List),
    ("strong", Kind::Strong),
    ("i", Kind::Emphasis),
    ("em", Kind::Emphasis),
    ("div", Kind::Paragraph),
    ("h1", Kind::Paragraph),
    ("h2", Kind::Paragraph),
    ("h3", Kind::Paragraph),
    ("h4", Kind::Paragraph),
    ("h5", Kind::Paragraph),
    ("h6", Kind::Paragraph),
    ("blockquote", Kind::Paragraph),
    ("script", Kind::Skipped),
    ("style", Kind::Skipped),
    ("template", Kind::Skipped),
    ("noscript", Kind::Skipped),
    ("iframe", Kind::Skipped),
    ("svg", Kind::Skipped),
    ("math", Kind::Skipped),
];

/// Reads text that may hold the HTML subset `p br ul ol li a b strong i em h1…h6 div span`.
/// Without any tag, blank lines part paragraphs.
#[inline(never)]
pub fn parse(text: &str) -> Vec<Node> {
    let mut builder = Builder {
        root: Vec::new(),
        gathering: false,
        open: Vec::new(),
    };
    let mut rest = cut(text, MAX_ANSWER);
    while let Some((before, tag_on)) = parted(rest, b'<') {
        builder.text(before);
        match parted(tag_on, b'>') {
            Some((tag, after)) if looks_like_tag(tag) => {
                rest = builder.tag(tag, after);
            }
            _ => {
                builder.text("<");
                rest = tag_on;
            }
        }
    }
    builder.text(rest);
    builder.close_to(0);
    builder.root
}

fn looks_like_tag(tag: &str) -> bool {
    matches!(
        tag.as_bytes(),
        [b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..]
    )
}

/// An element that is open while reading.
struct Open {
    kind: Kind,
    /// A list with numbers.
    numbered: bool,
    /// Where a link leads.
    href: Option<Href>,
    nodes: Vec<Node>,
}

struct Builder {
    /// Paragraphs and lists.
    root: Vec<Node>,
    /// Loose words at the top go into the last paragraph.
    gathering: bool,
    open: Vec<Open>,
}

impl Builder {
    #[inline(never)]
    fn text(&mut self, text: &str) {
        let decoded = decode_entities(text);
        // Inside a list only its items have words.
        if self.last_is(Kind::List) && decoded.trim().is_empty() {
            return;
        }
        let mut rest = decoded.as_str();
        while let Some(at) = find(rest, "\n\n") {
            self.words(rest.get(..at).unwrap_or_default());
            rest = rest.get(at + 2..).unwrap_or_default();
            if self.open.is_empty() {
                self.gathering = false;
            }
        }
        self.words(rest);
    }

    #[inline(never)]
    fn words(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Node::Text(text.to_owned()));
        }
    }

    /// Opens or closes an element; gives the text to go on with.
    fn tag<'a>(&mut self, tag: &str, after: &'a str) -> &'a str {
        let opening = !tag.starts_with('/');
        let tag = if opening {
            tag
        } else {
            tag.get(1..).unwrap_or_default()
        };
        let end = tag.bytes().position(|b| !b.is_ascii_alphanumeric());
        let end = end.unwrap_or(tag.len());
        let name = tag.get(..end).unwrap_or_default();
        let known = TAGS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        match known {
            None => {}
            Some((_, Kind::Break)) => self.push(Node::Break),
            Some((name, Kind::Skipped)) if opening => return skip_element(after, name),
            Some((_, kind)) if !opening => {
                if let Some(at) = self.open.iter().rposition(|open| open.kind == *kind) {
                    self.close_to(at);
                }
            }
            Some((name, kind)) => {
                let href = match kind {
                    Kind::Link => attribute(tag.get(end..).unwrap_or_default(), "href"),
                    _ => None,
                };
                self.begin(
                    *kind,
                    *name == "ol",
                    href.and_then(|href| Href::parse(&href)),
                );
            }
        }
        after
    }

    fn begin(&mut self, kind: Kind, numbered: bool, href: Option<Href>) {
        // A paragraph or an item ends the one before it, as in HTML.
        if matches!(kind, Kind::Paragraph | Kind::Item) && self.last_is(kind) {
            self.close_to(self.open.len() - 1);
        }
        if self.open.len() < MAX_OPEN {
            self.open.push(Open {
                kind,
                numbered,
                href,
                nodes: Vec::new(),
            });
        }
    }

    fn last_is(&self, kind: Kind) -> bool {
        self.open.last().is_some_and(|open| open.kind == kind)
    }

    /// Closes elements until so many are open.
    #[inline(never)]
    fn close_to(&mut self, left: usize) {
        while self.open.len() > left
            && let Some(open) = self.open.pop()
        {
            if !open.nodes.is_empty() {
                self.closed(open);
            }
        }
    }

    fn closed(&mut self, open: Open) {
        let nodes = open.nodes;
        let node = match (open.kind, open.href) {
            (Kind::Strong, _) => Node::Strong(nodes),
            (Kind::Emphasis, _) => Node::Emphasis(nodes),
            (Kind::Link, Some(href)) => Node::Link(href, nodes),
            (Kind::Link, None) => {
                for node in nodes {
                    self.push(node);
                }
                return;
            }
            (Kind::List, _) => {
                let mut items = Vec::new();
                for node in nodes {
                    items.push(match node {
                        Node::Paragraph(inner) => inner,
                        other => vec![other],
                    });
                }
                Node::List(open.numbered, items)
            }
            // Items travel to their list as paragraphs.
            _ => Node::Paragraph(nodes),
        };
        self.push(node);
    }

    /// Adds to what is open; at the top, loose words come together in paragraphs.
    #[inline(never)]
    fn push(&mut self, node: Node) {
        if let Some(open) = self.open.last_mut() {
            return open.nodes.push(node);
        }
        let is_block = matches!(node, Node::Paragraph(_) | Node::List(..));
        if self.gathering
            && !is_block
            && let Some(Node::Paragraph(loose)) = self.root.last_mut()
        {
            return loose.push(node);
        }
        let is_blank = matches!(&node, Node::Text(text) if text.trim().is_empty());
        self.gathering = !is_block && !is_blank;
        if self.gathering {
            self.root.push(Node::Paragraph(vec![node]));
        } else if is_block {
            self.root.push(node);
        }
    }
}

fn skip_element<'a>(after: &'a str, name: &str) -> &'a str {
    let end = find(after, &joined(&["</", name]));
    let rest = end.and_then(|at| parted(after.get(at..)?, b'>'));
    rest.map_or("", |(_, after)| after)
}

fn attribute(text: &str, name: &str) -> Option<String> {
    let at = find(text, name)? + name.len();
    let rest = text.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    let (rest, end) = match rest.as_bytes().first()? {
        quote @ (b'"' | b'\'') => (rest.get(1..)?, *quote),
        _ => (rest, b' '),
    };
    let value = parted(rest, end).map_or(rest, |(value, _)| value);
    Some(decode_entities(value.trim()))
}

/// Where `part` stands in `text`, whatever the case of ASCII letters.
#[inline(never)]
fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let stands = |at: &usize| {
        let here = text.get(*at..*at + part.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(part))
    };
    (0..text.len()).find(stands)
}
