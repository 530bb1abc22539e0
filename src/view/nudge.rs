//! An offer in a small bubble: read, answered, put off or stopped where it stands.

use super::element::{el, text};
use super::model::Action;
use super::rich::rich;
use super::ui::Ui;
use aside_engine::reply::OfferCard;
use yew::prelude::*;

/// The bubble beside the launcher.
pub fn nudge(card: &OfferCard, ui: &Ui) -> Html {
    let buttons = vec![
        ui.button(
            "nudge-show",
            "text first",
            "ui.nudge.show",
            Action::NudgeShow,
        ),
        ui.button("nudge-later", "text", "ui.nudge.later", Action::NudgeLater),
        el("span", &[("class", "gap")], Vec::new()),
        ui.button("nudge-stop", "text", "ui.nudge.stop", Action::NudgeStop),
    ];
    let parts = vec![
        el("strong", &[], vec![text(card.title.clone())]),
        el("div", &[("class", "quiet")], vec![rich(&card.text, ui)]),
        el("div", &[("class", "row")], buttons),
    ];
    el("div", &[("part", "nudge"), ("class", "nudge")], parts)
}
