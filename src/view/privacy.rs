//! What is known about the shopper, in plain words, with the way to change and erase it.

use super::element::{el, el_with, flag, many, text};
use super::focus::give;
use super::format;
use super::header::back_header;
use super::model::{Action, OffersState, PrivacyModel};
use super::rich::rich;
use super::ui::{Ui, button};
use aside_engine::catalog::Node;
use aside_engine::reply::KnownInterest;
use yew::prelude::*;

/// What was unfolded in the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unfolded {
    /// Nothing.
    Nothing,
    /// The list of files.
    Files,
    /// The question whether to erase.
    Erase,
}

/// Keeps what is unfolded while the view is open, and leads the focus to the harmless answer of
/// the question and back to the button that asked.
#[hook]
pub fn use_unfolded(root: &NodeRef, is_here: bool) -> UseStateHandle<Unfolded> {
    let unfolded = use_state_eq(|| Unfolded::Nothing);
    let before = use_mut_ref(|| false);
    let (root, state) = (root.clone(), unfolded.clone());
    use_effect_with((is_here, *unfolded), move |&(is_here, now)| {
        if !is_here {
            state.set(Unfolded::Nothing);
        }
        let asks = now == Unfolded::Erase;
        if before.replace(asks) != asks && is_here {
            give(&root, if asks { "erase-cancel" } else { "erase" });
        }
    });
    unfolded
}

/// The view, with its heading and the two buttons at its end.
pub fn privacy(known: &PrivacyModel, unfolded: &UseStateHandle<Unfolded>, ui: &Ui) -> Html {
    let title = ui.text("ui.privacy.title");
    let below = if known.kept {
        ui.count("ui.privacy.where", known.retention_days)
    } else {
        ui.text("ui.privacy.nowhere")
    };
    let erased = known.erased.then(|| ui.say("ui.privacy.erased"));
    let parts = vec![
        el(
            "p",
            &[("role", "status"), ("class", "erased")],
            vec![erased.unwrap_or_default()],
        ),
        left(known, unfolded, ui),
        el("h3", &[], vec![ui.say("ui.privacy.interests")]),
        interests(known, ui),
        el("h3", &[], vec![ui.say("ui.privacy.permissions")]),
        el("ul", &[("class", "list")], permissions(known, ui)),
    ];
    let region = &[
        ("part", "privacy"),
        ("class", "privacy"),
        ("tabindex", "0"),
        ("role", "region"),
    ];
    many(vec![
        back_header(title.clone(), below, ui),
        el_with(
            "div",
            region,
            vec![("aria-label", Some(title))],
            None,
            parts,
        ),
        el("div", &[("class", "foot row")], foot(unfolded, ui)),
    ])
}

/// The promise, and what was read from the shop.
fn left(known: &PrivacyModel, unfolded: &UseStateHandle<Unfolded>, ui: &Ui) -> Html {
    let is_open = **unfolded == Unfolded::Files;
    let (key, next) = if is_open {
        ("ui.privacy.files.hide", Unfolded::Nothing)
    } else {
        ("ui.privacy.files.show", Unfolded::Files)
    };
    let count = u32::try_from(known.files.len()).unwrap_or(u32::MAX);
    let line = vec![
        text(ui.count("ui.privacy.files", count)),
        text(" "),
        button(
            "files-toggle",
            "text",
            vec![("aria-expanded", flag(is_open))],
            unfold(unfolded, next),
            ui.say(key),
        ),
    ];
    let mut parts = vec![
        el("strong", &[], vec![ui.say("ui.privacy.left")]),
        el("p", &[], line),
    ];
    if is_open {
        let files = known
            .files
            .iter()
            .map(|file| el("li", &[], vec![text(file.clone())]));
        parts.push(el(
            "ul",
            &[("part", "files"), ("class", "files"), ("dir", "ltr")],
            files.collect(),
        ));
    }
    if known.gpc {
        parts.push(el("p", &[], vec![ui.say("ui.privacy.gpc")]));
    }
    el("div", &[("class", "promise")], parts)
}

fn interests(known: &PrivacyModel, ui: &Ui) -> Html {
    if known.interests.is_empty() {
        let none = if known.learn {
            "ui.privacy.interests.none"
        } else {
            "ui.privacy.interests.off"
        };
        return el("p", &[("class", "quiet")], vec![ui.say(none)]);
    }
    let list = known.interests.iter().map(|each| interest(each, ui));
    el("ul", &[("class", "list")], list.collect())
}

fn interest(interest: &KnownInterest, ui: &Ui) -> Html {
    let what = [("what", Node::Text(interest.label.clone()))];
    let name = ui.words.line(&ui.lang, "ui.privacy.remove.what", &what);
    let remove = ui.does(Action::RemoveInterest(interest.key.clone()));
    let parts = vec![
        label(text(interest.label.clone()), rich(&interest.evidence, ui)),
        bar(interest.strength.min(100), ui),
        button(
            "interest-remove",
            "text",
            vec![("aria-label", Some(name.into()))],
            remove,
            ui.say("ui.privacy.remove"),
        ),
    ];
    el("li", &[("part", "interest"), ("class", "line")], parts)
}

/// How strong an interest is, 0 to 100.
fn bar(strength: u8, ui: &Ui) -> Html {
    let said = format::percent(&ui.lang, i64::from(strength) * 100);
    let name = format!("{} {said}", ui.text("ui.privacy.strength"));
    let width = vec![("width", Some(format!("{strength}%").into()))];
    let shapes = vec![
        el("rect", &[("width", "100%"), ("height", "100%")], Vec::new()),
        el_with(
            "rect",
            &[("class", "full"), ("height", "100%")],
            width,
            None,
            Vec::new(),
        ),
    ];
    el_with(
        "svg",
        &[("class", "bar"), ("role", "img")],
        vec![("aria-label", Some(name.into()))],
        None,
        shapes,
    )
}

fn permissions(known: &PrivacyModel, ui: &Ui) -> Vec<Html> {
    let talk = text(ui.count("ui.privacy.talk.count", known.messages));
    let remember = Action::SetRemember(!known.remember);
    let learn = Action::SetLearn(!known.learn);
    vec![
        switch(
            "switch-remember",
            "ui.privacy.remember",
            talk,
            known.remember,
            remember,
            ui,
        ),
        switch(
            "switch-learn",
            "ui.privacy.learn",
            Html::default(),
            known.learn,
            learn,
            ui,
        ),
        offers(known, ui),
    ]
}

fn switch(part: &'static str, key: &str, below: Html, on: bool, action: Action, ui: &Ui) -> Html {
    let more = vec![
        ("role", Some("switch".into())),
        ("aria-checked", flag(on)),
        ("aria-label", Some(ui.text(key))),
    ];
    let knob = el("i", &[], Vec::new());
    let parts = vec![
        label(ui.say(key), below),
        button(part, "switch", more, ui.does(action), knob),
    ];
    el("li", &[("class", "line")], parts)
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
                many(vec![snooze, stop]),
            )
        }
        OffersState::SnoozedUntil(moment) => {
            let until = [("when", Node::When(moment))];
            (ui.fill("ui.privacy.offers.snoozed", &until), resume())
        }
        OffersState::Stopped => (ui.say("ui.privacy.offers.stopped"), resume()),
    };
    el(
        "li",
        &[("class", "line")],
        vec![label(ui.say("ui.privacy.offers"), state), buttons],
    )
}

/// A line's name with what there is to say about it.
fn label(name: Html, below: Html) -> Html {
    let below = el("div", &[("class", "quiet")], vec![below]);
    el("div", &[("class", "grow")], vec![name, below])
}

/// Take a copy, erase everything; erasing asks once, in its own place.
fn foot(unfolded: &UseStateHandle<Unfolded>, ui: &Ui) -> Vec<Html> {
    let plain = |part, class, key: &str, click| button(part, class, Vec::new(), click, ui.say(key));
    if **unfolded != Unfolded::Erase {
        return vec![
            ui.button("export", "chip", "ui.privacy.export", Action::Export),
            el("span", &[("class", "gap")], Vec::new()),
            plain(
                "erase",
                "chip danger",
                "ui.privacy.erase",
                unfold(unfolded, Unfolded::Erase),
            ),
        ];
    }
    let cancel = unfold(unfolded, Unfolded::Nothing);
    let erase = {
        let (act, fold) = (ui.act.clone(), cancel.clone());
        Callback::from(move |event| {
            act.emit(Action::Erase);
            fold.emit(event);
        })
    };
    vec![
        el(
            "strong",
            &[("class", "gap")],
            vec![ui.say("ui.privacy.erase.sure")],
        ),
        plain("erase-cancel", "chip", "ui.privacy.erase.no", cancel),
        plain(
            "erase-confirm",
            "chip danger",
            "ui.privacy.erase.yes",
            erase,
        ),
    ]
}

fn unfold(unfolded: &UseStateHandle<Unfolded>, to: Unfolded) -> Callback<MouseEvent> {
    let unfolded = unfolded.clone();
    Callback::from(move |_| unfolded.set(to))
}
