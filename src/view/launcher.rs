//! The button in the corner.

use super::element::{el, flag, many, text};
use super::icon::{DOWN, icon, mark};
use super::model::{Action, Model};
use super::ui::{Ui, button};
use yew::prelude::*;

/// Opens and closes the panel; tells how many messages wait.
pub fn launcher(model: &Model, ui: &Ui) -> Html {
    let (key, action) = if model.open {
        ("ui.launcher.close", Action::Close)
    } else {
        ("ui.launcher.open", Action::Open)
    };
    let waiting = (model.unread > 0 && !model.open).then_some(model.unread);
    let name = match waiting {
        Some(n) => format!("{} ({})", ui.text(key), ui.count("ui.launcher.unread", n)).into(),
        None => ui.text(key),
    };
    let badge = waiting.map(|n| {
        let fixed = &[
            ("part", "badge"),
            ("class", "badge"),
            ("aria-hidden", "true"),
        ];
        el("span", fixed, vec![text(n.min(99).to_string())])
    });
    let sign = if model.open { icon(DOWN) } else { mark(false) };
    let more = vec![
        ("aria-label", Some(name)),
        ("aria-haspopup", Some("dialog".into())),
        ("aria-expanded", flag(model.open)),
    ];
    let inner = many(vec![sign, badge.unwrap_or_default()]);
    button("launcher", "launcher", more, ui.does(action), inner)
}
