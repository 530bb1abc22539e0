//! Text with a little structure, from the HTML subset that search engines accept in FAQ answers.
//!
//! What is not on the list is dropped and its text kept; scripts and styles go with their content.
//! Nothing here is ever handed to the browser as HTML: the widget builds elements from [`Node`]s.

use crate::money::Money;
use crate::time::Moment;

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
    pub fn parse(text: &str) -> Option<Href> {
        let text = text.trim();
        if text.is_empty() || text.chars().any(|c| c.is_control() || c == '\\') {
            return None;
        }
        let scheme = text
            .split_once(':')
            .map(|(scheme, _)| scheme)
            .filter(|scheme| !scheme.contains(['/', '?', '#']));
        let allowed = match scheme {
            Some(scheme) => ["https", "http", "mailto", "tel"]
                .iter()
                .any(|ok| scheme.eq_ignore_ascii_case(ok)),
            None => !text.starts_with("//"),
        };
        allowed.then(|| Href(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads text that may hold the HTML subset `p br ul ol li a b strong i em h1…h6 div span`.
/// Without any tag, blank lines part paragraphs.
pub fn parse(text: &str) -> Vec<Node> {
    let text = cut(text, MAX_ANSWER);
    let mut builder = Builder::new();
    let mut rest = text;
    while let Some((before, tag_on)) = rest.split_once('<') {
        builder.text(before);
        match tag_on.split_once('>') {
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
    builder.finish()
}

/// The words alone, for an index and for tests.
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
            Node::Money(money) => out.push_str(&money.to_string()),
            Node::When(moment) => out.push_str(&format!("@{}", moment.utc_ms)),
        }
    }
}

/// At most `limit` bytes of `text`, cut at a character.
pub fn cut(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1; // ends at 0 at the latest, which is a boundary
    }
    text.get(..end).unwrap_or(text)
}

fn looks_like_tag(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
}

/// An element that is open while reading.
struct Open {
    kind: Kind,
    nodes: Vec<Node>,
}

#[derive(PartialEq)]
enum Kind {
    Paragraph,
    Strong,
    Emphasis,
    Link(Option<Href>),
    List(bool),
    Item,
}

struct Builder {
    root: Vec<Node>,
    open: Vec<Open>,
}

/// Elements inside each other; deeper ones are flattened.
const MAX_OPEN: usize = 12;

impl Builder {
    fn new() -> Self {
        Self {
            root: Vec::new(),
            open: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) {
        let decoded = decode_entities(text);
        // Inside a list only its items have words.
        let in_list = matches!(self.open.last(), Some(open) if matches!(open.kind, Kind::List(_)));
        if decoded.is_empty() || (in_list && decoded.trim().is_empty()) {
            return;
        }
        let mut parts = decoded.split("\n\n");
        if let Some(first) = parts.next() {
            self.words(first);
        }
        for part in parts {
            if self.open.is_empty() {
                self.push(Node::Paragraph(Vec::new()));
            }
            self.words(part);
        }
    }

    fn words(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Node::Text(text.to_owned()));
        }
    }

    /// Opens or closes an element; gives the text to go on with.
    fn tag<'a>(&mut self, tag: &str, after: &'a str) -> &'a str {
        let (closing, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = tag.split_at_checked(end.unwrap_or(tag.len())).unwrap_or((tag, ""));
        let name = name.to_ascii_lowercase();
        let kind = match name.as_str() {
            "br" => {
                self.push(Node::Break);
                return after;
            }
            "script" | "style" | "template" | "noscript" | "iframe" | "svg" | "math" if !closing => {
                return skip_element(after, &name);
            }
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => Kind::Paragraph,
            "b" | "strong" => Kind::Strong,
            "i" | "em" => Kind::Emphasis,
            "a" => Kind::Link(attribute(attributes, "href").and_then(|h| Href::parse(&h))),
            "ul" => Kind::List(false),
            "ol" => Kind::List(true),
            "li" => Kind::Item,
            _ => return after,
        };
        if closing {
            self.close(&kind);
        } else {
            self.begin(kind);
        }
        after
    }

    fn begin(&mut self, kind: Kind) {
        match kind {
            // A paragraph or an item ends the one before it, as in HTML.
            Kind::Paragraph if self.last_is(&Kind::Paragraph) => self.pop(),
            Kind::Item if self.last_is(&Kind::Item) => self.pop(),
            _ => {}
        }
        if self.open.len() < MAX_OPEN {
            self.open.push(Open {
                kind,
                nodes: Vec::new(),
            });
        }
    }

    fn close(&mut self, kind: &Kind) {
        let same = |open: &Open| std::mem::discriminant(&open.kind) == std::mem::discriminant(kind);
        let Some(at) = self.open.iter().rposition(same) else {
            return;
        };
        while self.open.len() > at {
            self.pop();
        }
    }

    fn last_is(&self, kind: &Kind) -> bool {
        self.open.last().is_some_and(|open| open.kind == *kind)
    }

    fn pop(&mut self) {
        let Some(Open { kind, nodes }) = self.open.pop() else {
            return;
        };
        if nodes.is_empty() {
            return;
        }
        match kind {
            Kind::Paragraph => self.push(Node::Paragraph(nodes)),
            Kind::Strong => self.push(Node::Strong(nodes)),
            Kind::Emphasis => self.push(Node::Emphasis(nodes)),
            Kind::Link(Some(href)) => self.push(Node::Link(href, nodes)),
            Kind::List(numbered) => {
                let items = nodes.into_iter().map(|node| match node {
                    Node::Paragraph(inner) => inner,
                    other => vec![other],
                });
                let items = items.collect();
                self.push(Node::List(numbered, items));
            }
            // Items travel to their list as paragraphs.
            Kind::Item => self.push(Node::Paragraph(nodes)),
            Kind::Link(None) => nodes.into_iter().for_each(|node| self.push(node)),
        }
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.nodes.push(node),
            None => self.root.push(node),
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.pop();
        }
        group_paragraphs(self.root)
    }
}

/// Gathers loose words of the top level into paragraphs; an empty paragraph marks a parting.
fn group_paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    let mut loose = Vec::new();
    let flush = |loose: &mut Vec<Node>, out: &mut Vec<Node>| {
        let blank = loose
            .iter()
            .all(|n| matches!(n, Node::Text(t) if t.trim().is_empty()));
        let gathered = std::mem::take(loose);
        if !blank {
            out.push(Node::Paragraph(gathered));
        }
    };
    for node in nodes {
        match node {
            Node::Paragraph(_) | Node::List(..) => {
                flush(&mut loose, &mut out);
                if !matches!(&node, Node::Paragraph(inner) if inner.is_empty()) {
                    out.push(node);
                }
            }
            other => loose.push(other),
        }
    }
    flush(&mut loose, &mut out);
    out
}

fn skip_element<'a>(after: &'a str, name: &str) -> &'a str {
    let lower = after.to_ascii_lowercase(); // same length: only ASCII changes
    let Some(at) = lower.find(&format!("</{name}")) else {
        return "";
    };
    let rest = after.get(at..).unwrap_or_default();
    rest.split_once('>').map_or("", |(_, after)| after)
}

fn attribute(text: &str, name: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(name)? + name.len();
    let rest = text.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split_whitespace().next()?,
    };
    Some(decode_entities(value))
}

fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let decoded = entity
            .split_once(';')
            .filter(|(name, _)| name.len() <= 8)
            .and_then(|(name, after)| Some((entity_char(name)?, after)));
        match decoded {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = entity;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity_char(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            // Control characters stay what they are: an address that hides one is refused.
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
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
        assert_eq!(nodes, [Node::Paragraph(vec![text("Hi"), text(" "), text("there")])]);
    }

    #[test]
    fn addresses_are_allowed_by_kind() {
        for good in ["https://a.example", "HTTP://a", "mailto:a@b", "tel:+1", "/x?a=b:c", "x.html", "#a"] {
            assert!(Href::parse(good).is_some(), "{good}");
        }
        for bad in ["javascript:alert(1)", " data:text/html,x", "vbscript:x", "//evil.example", "java\tscript:x", "/\\evil", ""] {
            assert_eq!(Href::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn broken_markup_is_survived() {
        for broken in ["<", "<p", "<p><b><i><a>", "</li></ul>", "<ul>x<li>", "&#xFFFFFFFF;&#0;&;", &"<b>".repeat(5000)] {
            parse(broken);
        }
        assert_eq!(plain(&parse("&lt;b&gt; &amp;amp; &nope;")), "<b> &amp; &nope;");
    }
}
