//! Text with structure becomes elements, never markup.

use super::element::{el, el_with, many, text};
use super::format;
use super::model::Action;
use super::ui::Ui;
use aside_engine::catalog::Node;
use aside_engine::catalog::rich::Href;
use yew::prelude::*;

/// Elements for `nodes`, with amounts and times in the language of `ui`.
pub fn rich(nodes: &[Node], ui: &Ui) -> Html {
    many(nodes.iter().map(|node| element(node, ui)).collect())
}

fn element(node: &Node, ui: &Ui) -> Html {
    let wrap = |tag, inner: &[Node]| el(tag, &[], vec![rich(inner, ui)]);
    match node {
        Node::Text(words) => text(words.clone()),
        Node::Strong(inner) => wrap("strong", inner),
        Node::Emphasis(inner) => wrap("em", inner),
        Node::Link(href, inner) => link("link", "", href, ui, rich(inner, ui)),
        Node::Break => el("br", &[], Vec::new()),
        Node::Paragraph(inner) => wrap("p", inner),
        Node::List(numbered, items) => {
            let tag = if *numbered { "ol" } else { "ul" };
            el(
                tag,
                &[],
                items.iter().map(|item| wrap("li", item)).collect(),
            )
        }
        Node::Money(money) => text(format::money(&ui.lang, *money)),
        Node::When(moment) => text(format::when(&ui.lang, *moment)),
    }
}

/// A link. Another site opens in a tab of its own, which learns nothing of this one.
pub fn link(part: &'static str, class: &'static str, href: &Href, ui: &Ui, inner: Html) -> Html {
    let away = is_other_site(href.as_str());
    let more = vec![
        ("part", Some(part.into())),
        ("class", Some(class.into())),
        ("href", Some(href.as_str().to_owned().into())),
        ("target", away.then_some("_blank".into())),
        ("rel", away.then_some("noopener noreferrer".into())),
    ];
    el_with(
        "a",
        &[],
        more,
        Some(ui.does(Action::OpenLink(href.clone()))),
        vec![inner],
    )
}

fn is_other_site(href: &str) -> bool {
    let is_web = href
        .get(..4)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
        && href.contains("://");
    let origin = own_origin();
    let rest = href.strip_prefix(origin.as_str());
    let is_ours = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    is_web && !is_ours
}

fn own_origin() -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default()
}
