//! The one question about remembering, with two equal answers.

use super::element::el;
use super::icon::{TICK, icon};
use super::model::Action;
use super::ui::Ui;
use yew::prelude::*;

/// The question while it is open (`None`), then what was answered.
pub fn consent(answer: Option<bool>, ui: &Ui) -> Html {
    let question = vec![
        el("strong", &[], vec![ui.say("ui.consent.title")]),
        el("p", &[("class", "quiet")], vec![ui.say("ui.consent.text")]),
    ];
    let answer = match answer {
        None => vec![
            ui.button(
                "consent-no",
                "chip",
                "ui.consent.no",
                Action::Consent(false),
            ),
            ui.button(
                "consent-yes",
                "chip",
                "ui.consent.yes",
                Action::Consent(true),
            ),
        ],
        Some(yes) => answered(yes, ui),
    };
    let parts = vec![
        el("div", &[("class", "body")], question),
        el("div", &[("class", "cut row")], answer),
    ];
    el(
        "div",
        &[("part", "consent-card"), ("class", "card ticket")],
        parts,
    )
}

fn answered(yes: bool, ui: &Ui) -> Vec<Html> {
    let key = if yes {
        "ui.consent.yes"
    } else {
        "ui.consent.no"
    };
    vec![
        el(
            "span",
            &[("class", "chosen")],
            vec![icon(TICK), ui.say(key)],
        ),
        el("span", &[("class", "gap")], Vec::new()),
        ui.button(
            "consent-change",
            "text",
            "ui.consent.change",
            Action::OpenPrivacy,
        ),
    ]
}
