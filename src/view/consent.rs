//! The one question about remembering, with two equal answers.

use super::element::Build;
use super::icon::{TICK, icon};
use super::model::Action;

/// The question while it is open, then what was answered.
pub fn consent(b: &mut Build<'_>) {
    b.el("div;part=consent-card;class=card ticket", |b| {
        b.el("div;class=body", |b| {
            b.line("strong", "ui.consent.title");
            b.line("p;class=quiet", "ui.consent.text");
        });
        b.el("div;class=cut row", |b| {
            if b.model.consent_open {
                b.button(
                    "button;type=button;part=consent-no;class=chip",
                    "ui.consent.no",
                    Action::Consent(false),
                );
                b.button(
                    "button;type=button;part=consent-yes;class=chip",
                    "ui.consent.yes",
                    Action::Consent(true),
                );
            } else {
                answered(b.model.consented, b);
            }
        });
    });
}

fn answered(yes: bool, b: &mut Build<'_>) {
    b.el("span;class=chosen", |b| {
        icon(b, TICK);
        b.say(if yes {
            "ui.consent.yes"
        } else {
            "ui.consent.no"
        });
    });
    b.empty("span;class=gap");
    b.button(
        "button;type=button;part=consent-change;class=text",
        "ui.consent.change",
        Action::OpenPrivacy,
    );
}
