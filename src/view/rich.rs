//! Text with structure becomes elements, never markup.

use super::element::Build;
use super::format;
use aside_engine::catalog::Node;
use aside_engine::catalog::rich::Href;

/// Elements for `nodes`, with amounts and times in the language of the piece.
pub fn rich(nodes: &[Node], b: &mut Build<'_>) {
    for node in nodes {
        match node {
            Node::Text(words) => b.text(words),
            Node::Strong(inner) => b.el("strong", |b| rich(inner, b)),
            Node::Emphasis(inner) => b.el("em", |b| rich(inner, b)),
            Node::Link(href, inner) => link("a;part=link", href, b, |b| rich(inner, b)),
            Node::Break => b.empty("br"),
            Node::Paragraph(inner) => b.el("p", |b| rich(inner, b)),
            Node::List(numbered, items) => b.el(if *numbered { "ol" } else { "ul" }, |b| {
                for item in items {
                    b.el("li", |b| rich(item, b));
                }
            }),
            Node::Money(money) => b.text(&format::money(b.lang, *money)),
            Node::When(moment) => b.text(&format::when(b.lang, *moment)),
        }
    }
}

/// A link. Another site opens in a tab of its own, which learns nothing of this one.
pub fn link(
    what: &'static str,
    href: &Href,
    b: &mut Build<'_>,
    inside: impl FnOnce(&mut Build<'_>),
) {
    b.el(what, |b| {
        b.attr("href", href.as_str());
        if is_other_site(href.as_str()) {
            b.attr("target", "_blank");
            b.attr("rel", "noopener noreferrer");
        }
        inside(b);
    });
}

fn is_other_site(href: &str) -> bool {
    let (scheme, _) = href.split_once(':').unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return false;
    }
    let own = web_sys::window().and_then(|window| window.location().origin().ok());
    let rest = own.and_then(|own| href.strip_prefix(own.as_str()));
    !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}
