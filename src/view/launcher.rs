//! The button in the corner.

use super::element::Build;
use super::icon::{DOWN, icon, mark};
use super::model::{Action, Model};

/// Opens and closes the panel; tells how many messages wait.
pub fn launcher(model: &Model, b: &mut Build<'_>) {
    let (key, action) = if model.open {
        ("ui.launcher.close", Action::Close)
    } else {
        ("ui.launcher.open", Action::Open)
    };
    let waits = model.unread > 0 && !model.open;
    b.el(
        "button;type=button;part=launcher;class=launcher;aria-haspopup=dialog",
        |b| {
            b.flag("aria-expanded", model.open);
            b.click(action);
            b.name(key);
            if model.open {
                icon(b, DOWN);
            } else {
                mark(b, false);
            }
            if waits {
                // Not in brackets: what stands in them counts as no part of a name (WCAG 2.5.3).
                let unread = b.ui.count("ui.launcher.unread", model.unread);
                let name = b.ui.text(key).to_string() + ", " + &unread;
                b.attr("aria-label", &name);
                b.given(
                    "span;part=badge;class=badge;aria-hidden=true",
                    &model.unread.min(99).to_string(),
                );
            }
        },
    );
}
