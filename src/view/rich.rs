//! Text with structure becomes elements, never markup.

use super::format;
use super::model::Action;
use super::ui::Ui;
use aside_engine::catalog::Node;
use aside_engine::catalog::rich::Href;
use yew::prelude::*;

/// Elements for `nodes`, with amounts and times in the language of `ui`.
pub fn rich(nodes: &[Node], ui: &Ui) -> Html {
    nodes.iter().map(|node| element(node, ui)).collect()
}

fn element(node: &Node, ui: &Ui) -> Html {
    match node {
        Node::Text(text) => html! { text },
        Node::Strong(inner) => html! { <strong>{ rich(inner, ui) }</strong> },
        Node::Emphasis(inner) => html! { <em>{ rich(inner, ui) }</em> },
        Node::Link(href, inner) => link("link", "", href, ui, rich(inner, ui)),
        Node::Break => html! { <br /> },
        Node::Paragraph(inner) => html! { <p>{ rich(inner, ui) }</p> },
        Node::List(numbered, items) => {
            let items: Html = items
                .iter()
                .map(|item| html! { <li>{ rich(item, ui) }</li> })
                .collect();
            if *numbered {
                html! { <ol>{ items }</ol> }
            } else {
                html! { <ul>{ items }</ul> }
            }
        }
        Node::Money(money) => html! { format::money(&ui.lang, *money) },
        Node::When(moment) => html! { format::when(&ui.lang, *moment) },
    }
}

/// A link. Another site opens in a tab of its own, which learns nothing of this one.
pub fn link(part: &'static str, class: &'static str, href: &Href, ui: &Ui, inner: Html) -> Html {
    let away = is_other_site(href.as_str());
    let onclick = ui.does(Action::OpenLink(href.clone()));
    html! {
        <a {part} {class} href={href.as_str().to_owned()} {onclick}
            target={away.then_some("_blank")} rel={away.then_some("noopener noreferrer")}>
            { inner }
        </a>
    }
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
