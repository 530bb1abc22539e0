//! An offer in a small bubble: read, answered, put off or stopped where it stands.

use super::model::Action;
use super::rich::rich;
use super::ui::Ui;
use aside_engine::reply::OfferCard;
use yew::prelude::*;

/// The bubble beside the launcher.
pub fn nudge(card: &OfferCard, ui: &Ui) -> Html {
    html! {
        <div part="nudge" class="nudge">
            <strong>{ card.title.clone() }</strong>
            <div class="quiet">{ rich(&card.text, ui) }</div>
            <div class="row">
                { ui.button("nudge-show", "text first", "ui.nudge.show", Action::NudgeShow) }
                { ui.button("nudge-later", "text", "ui.nudge.later", Action::NudgeLater) }
                <span class="gap" />
                { ui.button("nudge-stop", "text", "ui.nudge.stop", Action::NudgeStop) }
            </div>
        </div>
    }
}
