//! An offer in a small bubble: read, answered, put off or stopped where it stands.

use super::element::Build;
use super::model::Action;
use aside_engine::reply::OfferCard;

/// The bubble beside the launcher.
pub fn nudge(card: &OfferCard, b: &mut Build<'_>) {
    b.el("div;part=nudge;class=nudge", |b| {
        b.given("strong", &card.title);
        b.el("div;class=quiet", |b| b.rich(&card.text));
        b.el("div;class=row", |b| {
            b.button(
                "button;type=button;part=nudge-show;class=text first",
                "ui.nudge.show",
                Action::NudgeShow,
            );
            b.button(
                "button;type=button;part=nudge-later;class=text",
                "ui.nudge.later",
                Action::NudgeLater,
            );
            b.empty("span;class=gap");
            b.button(
                "button;type=button;part=nudge-stop;class=text",
                "ui.nudge.stop",
                Action::NudgeStop,
            );
        });
    });
}
