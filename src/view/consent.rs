//! The one question about remembering, with two equal answers.

use super::icon::{TICK, icon};
use super::model::Action;
use super::ui::Ui;
use yew::prelude::*;

/// The question while it is open (`None`), then what was answered.
pub fn consent(answer: Option<bool>, ui: &Ui) -> Html {
    html! {
        <div part="consent-card" class="card ticket">
            <div class="body">
                <strong>{ ui.text("ui.consent.title") }</strong>
                <p class="quiet">{ ui.text("ui.consent.text") }</p>
            </div>
            <div class="cut row">
                { match answer { None => question(ui), Some(yes) => answered(yes, ui) } }
            </div>
        </div>
    }
}

fn question(ui: &Ui) -> Html {
    html! {
        <>
            { ui.button("consent-no", "chip", "ui.consent.no", Action::Consent(false)) }
            { ui.button("consent-yes", "chip", "ui.consent.yes", Action::Consent(true)) }
        </>
    }
}

fn answered(yes: bool, ui: &Ui) -> Html {
    let key = if yes {
        "ui.consent.yes"
    } else {
        "ui.consent.no"
    };
    html! {
        <>
            <span class="chosen">{ icon(TICK) }{ ui.text(key) }</span>
            <span class="gap" />
            { ui.button("consent-change", "text", "ui.consent.change", Action::OpenPrivacy) }
        </>
    }
}
