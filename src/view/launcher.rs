//! The button in the corner.

use super::element::Build;
use super::icon::{DOWN, icon, mark};
use super::model::Action;

/// Opens and closes the panel; tells how many messages wait.
pub fn launcher(b: &mut Build<'_>) {
    let (open, unread) = (b.model.open, b.model.unread);
    let (key, action) = if open {
        ("ui.launcher.close", Action::Close)
    } else {
        ("ui.launcher.open", Action::Open)
    };
    b.el(
        "button;type=button;part=launcher;class=launcher;aria-haspopup=dialog",
        |b| {
            let mut name = b.words.text(b.lang, key).to_owned();
            b.flag("aria-expanded", open);
            b.click(action);
            if open {
                icon(b, DOWN);
            } else {
                mark(b, false);
                if unread > 0 {
                    // Not in brackets: what stands in them counts as no part of a name (WCAG 2.5.3).
                    name.push_str(", ");
                    name.push_str(&b.count("ui.launcher.unread", unread));
                    let shown = unread.min(99).to_string();
                    b.given("span;part=badge;class=badge;aria-hidden=true", &shown);
                }
            }
            b.attr("aria-label", &name);
        },
    );
}
