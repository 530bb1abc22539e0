//! What is known about the shopper, in plain words, with the way to change and erase it.

use super::erase::Erase;
use super::format;
use super::header::back_header;
use super::model::{Action, OffersState, PrivacyModel};
use super::rich::rich;
use super::ui::{Ui, flag};
use aside_engine::catalog::Node;
use aside_engine::reply::KnownInterest;
use yew::prelude::*;

/// What [`Privacy`] draws.
#[derive(Clone, Properties, PartialEq)]
pub struct PrivacyProps {
    /// Words and actions.
    pub ui: Ui,
    /// What is known.
    pub known: PrivacyModel,
}

/// The view, with its heading and the two buttons at its end.
#[component]
pub fn Privacy(props: &PrivacyProps) -> Html {
    let PrivacyProps { ui, known } = props;
    let shows_files = use_state_eq(|| false);
    let below = if known.kept {
        ui.count("ui.privacy.where", known.retention_days)
    } else {
        ui.text("ui.privacy.nowhere")
    };
    html! {
        <>
            { back_header(ui.text("ui.privacy.title"), below, ui) }
            <div part="privacy" class="privacy" tabindex="0" role="region" aria-label={ui.text("ui.privacy.title")}>
                <p role="status" class="erased">{ known.erased.then(|| ui.text("ui.privacy.erased")) }</p>
                { left(known, &shows_files, ui) }
                { interests(known, ui) }
                { permissions(known, ui) }
            </div>
            <Erase ui={ui.clone()} />
        </>
    }
}

/// The promise, and what was read from the shop.
fn left(known: &PrivacyModel, shows_files: &UseStateHandle<bool>, ui: &Ui) -> Html {
    let toggle = {
        let shows_files = shows_files.clone();
        Callback::from(move |_| shows_files.set(!*shows_files))
    };
    let is_open = **shows_files;
    let key = if is_open {
        "ui.privacy.files.hide"
    } else {
        "ui.privacy.files.show"
    };
    let count = u32::try_from(known.files.len()).unwrap_or(u32::MAX);
    html! {
        <div class="promise">
            <strong>{ ui.text("ui.privacy.left") }</strong>
            <p>
                { ui.count("ui.privacy.files", count) }{ " " }
                <button type="button" part="files-toggle" class="text" aria-expanded={flag(is_open)} onclick={toggle}>
                    { ui.text(key) }
                </button>
            </p>
            if is_open {
                <ul part="files" class="files" dir="ltr">
                    { for known.files.iter().map(|file| html! { <li>{ file.clone() }</li> }) }
                </ul>
            }
            if known.gpc {
                <p>{ ui.text("ui.privacy.gpc") }</p>
            }
        </div>
    }
}

fn interests(known: &PrivacyModel, ui: &Ui) -> Html {
    let none = if known.learn {
        "ui.privacy.interests.none"
    } else {
        "ui.privacy.interests.off"
    };
    html! {
        <>
            <h3>{ ui.text("ui.privacy.interests") }</h3>
            if known.interests.is_empty() {
                <p class="quiet">{ ui.text(none) }</p>
            } else {
                <ul class="list">
                    { for known.interests.iter().map(|each| interest(each, ui)) }
                </ul>
            }
        </>
    }
}

fn interest(interest: &KnownInterest, ui: &Ui) -> Html {
    let share = i64::from(interest.strength.min(100)) * 100;
    let percent = format::percent(&ui.lang, share);
    let what = [("what", Node::Text(interest.label.clone()))];
    let name = ui.words.line(&ui.lang, "ui.privacy.remove.what", &what);
    html! {
        <li key={interest.key.clone()} part="interest" class="line">
            <div class="grow">
                { interest.label.clone() }
                <div class="quiet">{ rich(&interest.evidence, ui) }</div>
            </div>
            <svg class="bar" role="img" aria-label={format!("{} {percent}", ui.text("ui.privacy.strength"))}>
                <rect width="100%" height="100%" />
                <rect class="full" width={format!("{}%", interest.strength.min(100))} height="100%" />
            </svg>
            <button type="button" part="interest-remove" class="text" aria-label={name}
                onclick={ui.does(Action::RemoveInterest(interest.key.clone()))}>
                { ui.text("ui.privacy.remove") }
            </button>
        </li>
    }
}

fn permissions(known: &PrivacyModel, ui: &Ui) -> Html {
    let talk = ui.count("ui.privacy.talk.count", known.messages);
    html! {
        <>
            <h3>{ ui.text("ui.privacy.permissions") }</h3>
            <ul class="list">
                { switch("switch-remember", "ui.privacy.remember", talk, known.remember, Action::SetRemember(!known.remember), ui) }
                { switch("switch-learn", "ui.privacy.learn", AttrValue::default(), known.learn, Action::SetLearn(!known.learn), ui) }
                { offers(known, ui) }
            </ul>
        </>
    }
}

fn switch(
    part: &'static str,
    key: &str,
    below: AttrValue,
    on: bool,
    action: Action,
    ui: &Ui,
) -> Html {
    html! {
        <li class="line">
            <div class="grow" aria-hidden="true">
                { ui.text(key) }
                <div class="quiet">{ below }</div>
            </div>
            <button type="button" {part} class="switch" role="switch" aria-checked={flag(on)}
                aria-label={ui.text(key)} onclick={ui.does(action)}><i /></button>
        </li>
    }
}

fn offers(known: &PrivacyModel, ui: &Ui) -> Html {
    let clock = |minutes| Node::Text(format::clock(&ui.lang, minutes));
    let quiet = [("from", clock(known.quiet.0)), ("to", clock(known.quiet.1))];
    let resume = || {
        ui.button(
            "resume",
            "text",
            "ui.privacy.offers.resume",
            Action::ResumeOffers,
        )
    };
    let (state, buttons) = match known.offers {
        OffersState::On => {
            let snooze = ui.button(
                "snooze",
                "text",
                "ui.privacy.offers.snooze",
                Action::SnoozeOffers,
            );
            let stop = ui.button("stop", "text", "ui.privacy.offers.stop", Action::StopOffers);
            (
                ui.fill("ui.privacy.offers.quiet", &quiet),
                html! { <>{ snooze }{ stop }</> },
            )
        }
        OffersState::SnoozedUntil(moment) => {
            let until = [("when", Node::When(moment))];
            (ui.fill("ui.privacy.offers.snoozed", &until), resume())
        }
        OffersState::Stopped => (html! { ui.text("ui.privacy.offers.stopped") }, resume()),
    };
    html! {
        <li class="line">
            <div class="grow">
                { ui.text("ui.privacy.offers") }
                <div class="quiet">{ state }</div>
            </div>
            { buttons }
        </li>
    }
}
