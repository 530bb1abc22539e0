//! The button in the corner.

use super::icon::{DOWN, icon, mark};
use super::model::{Action, Model};
use super::ui::{Ui, flag};
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
    html! {
        <button type="button" part="launcher" class="launcher" aria-label={name}
            aria-haspopup="dialog" aria-expanded={flag(model.open)} onclick={ui.does(action)}>
            if model.open { { icon(DOWN) } } else { { mark(false) } }
            if let Some(n) = waiting {
                <span part="badge" class="badge" aria-hidden="true">{ n.min(99) }</span>
            }
        </button>
    }
}
