//! What is known about the shopper, in plain words, with the way to change and erase it.

use super::element::Build;
use super::focus::give;
use super::format;
use super::header::back_header;
use super::model::{Action, OffersState, PrivacyModel};
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
pub fn privacy(known: &PrivacyModel, unfolded: &UseStateHandle<Unfolded>, b: &mut Build<'_>) {
    let below = if known.kept {
        b.ui.count("ui.privacy.where", known.retention_days)
    } else {
        b.ui.text("ui.privacy.nowhere").to_string()
    };
    back_header("ui.privacy.title", &below, b);
    b.el(
        "div;part=privacy;class=privacy;tabindex=0;role=region",
        |b| {
            b.name("ui.privacy.title");
            b.el("p;role=status;class=erased", |b| {
                if known.erased {
                    b.say("ui.privacy.erased");
                }
            });
            left(known, unfolded, b);
            b.line("h3", "ui.privacy.interests");
            interests(known, b);
            b.line("h3", "ui.privacy.permissions");
            b.el("ul;class=list", |b| permissions(known, b));
        },
    );
    b.el("div;class=foot row", |b| foot(unfolded, b));
}

/// The promise, and what was read from the shop.
fn left(known: &PrivacyModel, unfolded: &UseStateHandle<Unfolded>, b: &mut Build<'_>) {
    let is_open = **unfolded == Unfolded::Files;
    let (key, next) = if is_open {
        ("ui.privacy.files.hide", Unfolded::Nothing)
    } else {
        ("ui.privacy.files.show", Unfolded::Files)
    };
    let count = u32::try_from(known.files.len()).unwrap_or(u32::MAX);
    b.el("div;class=promise", |b| {
        b.line("strong", "ui.privacy.left");
        b.el("p", |b| {
            b.text(&b.ui.count("ui.privacy.files", count));
            b.text(" ");
            b.el("button;type=button;part=files-toggle;class=text", |b| {
                b.flag("aria-expanded", is_open);
                b.on_click(unfold(unfolded, next));
                b.say(key);
            });
        });
        b.el_if(is_open, "ul;part=files;class=files;dir=ltr", |b| {
            for file in &known.files {
                b.given("li", file);
            }
        });
        if known.gpc {
            b.line("p", "ui.privacy.gpc");
        }
    });
}

fn interests(known: &PrivacyModel, b: &mut Build<'_>) {
    if known.interests.is_empty() {
        let none = if known.learn {
            "ui.privacy.interests.none"
        } else {
            "ui.privacy.interests.off"
        };
        return b.line("p;class=quiet", none);
    }
    b.el("ul;class=list", |b| {
        for each in &known.interests {
            interest(each, b);
        }
    });
}

fn interest(interest: &KnownInterest, b: &mut Build<'_>) {
    let what = [("what", Node::Text(interest.label.clone()))];
    let name = b.ui.words.line(&b.ui.lang, "ui.privacy.remove.what", &what);
    b.el("li;part=interest;class=line", |b| {
        b.el("div;class=grow", |b| {
            b.text(&interest.label);
            b.el("div;class=quiet", |b| b.rich(&interest.evidence));
        });
        bar(interest.strength.min(100), b);
        b.el("button;type=button;part=interest-remove;class=text", |b| {
            b.attr("aria-label", &name);
            b.click(Action::RemoveInterest(interest.key.clone()));
            b.say("ui.privacy.remove");
        });
    });
}

/// How strong an interest is, 0 to 100.
fn bar(strength: u8, b: &mut Build<'_>) {
    let said = format::percent(&b.ui.lang, i64::from(strength) * 100);
    b.el("svg;class=bar;role=img", |b| {
        let name = b.ui.text("ui.privacy.strength").to_string() + " " + &said;
        b.attr("aria-label", &name);
        b.el("rect;width=100%;height=100%", |_| {});
        b.el("rect;class=full;height=100%", |b| {
            b.attr("width", &(strength.to_string() + "%"))
        });
    });
}

fn permissions(known: &PrivacyModel, b: &mut Build<'_>) {
    let talk = b.ui.count("ui.privacy.talk.count", known.messages);
    let remember = Action::SetRemember(!known.remember);
    let learn = Action::SetLearn(!known.learn);
    switch(
        "switch-remember",
        "ui.privacy.remember",
        &talk,
        known.remember,
        remember,
        b,
    );
    switch(
        "switch-learn",
        "ui.privacy.learn",
        "",
        known.learn,
        learn,
        b,
    );
    offers(known, b);
}

fn switch(part: &str, key: &str, below: &str, on: bool, action: Action, b: &mut Build<'_>) {
    b.el("li;class=line", |b| {
        b.el("div;class=grow", |b| {
            b.say(key);
            b.given("div;class=quiet", below);
        });
        b.el("button;type=button;class=switch;role=switch", |b| {
            b.attr("part", part);
            b.flag("aria-checked", on);
            b.name(key);
            b.click(action);
            b.el("i", |_| {});
        });
    });
}

fn offers(known: &PrivacyModel, b: &mut Build<'_>) {
    let clock = |minutes| Node::Text(format::clock(&b.ui.lang, minutes));
    let quiet = [("from", clock(known.quiet.0)), ("to", clock(known.quiet.1))];
    b.el("li;class=line", |b| {
        b.el("div;class=grow", |b| {
            b.say("ui.privacy.offers");
            b.el("div;class=quiet", |b| match known.offers {
                OffersState::On => b.fill("ui.privacy.offers.quiet", &quiet),
                OffersState::SnoozedUntil(moment) => {
                    b.fill("ui.privacy.offers.snoozed", &[("when", Node::When(moment))]);
                }
                OffersState::Stopped => b.say("ui.privacy.offers.stopped"),
            });
        });
        if known.offers == OffersState::On {
            b.button(
                "button;type=button;part=snooze;class=text",
                "ui.privacy.offers.snooze",
                Action::SnoozeOffers,
            );
            b.button(
                "button;type=button;part=stop;class=text",
                "ui.privacy.offers.stop",
                Action::StopOffers,
            );
        } else {
            b.button(
                "button;type=button;part=resume;class=text",
                "ui.privacy.offers.resume",
                Action::ResumeOffers,
            );
        }
    });
}

/// Take a copy, erase everything; erasing asks once, in its own place.
fn foot(unfolded: &UseStateHandle<Unfolded>, b: &mut Build<'_>) {
    let plain = |b: &mut Build<'_>, what, key, click| {
        b.el(what, |b| {
            b.on_click(click);
            b.say(key);
        });
    };
    if **unfolded != Unfolded::Erase {
        b.button(
            "button;type=button;part=export;class=chip",
            "ui.privacy.export",
            Action::Export,
        );
        b.el("span;class=gap", |_| {});
        let ask = unfold(unfolded, Unfolded::Erase);
        return plain(
            b,
            "button;type=button;part=erase;class=chip danger",
            "ui.privacy.erase",
            ask,
        );
    }
    let cancel = unfold(unfolded, Unfolded::Nothing);
    let erase = {
        let (act, fold) = (b.ui.act.clone(), cancel.clone());
        Callback::from(move |event| {
            act.emit(Action::Erase);
            fold.emit(event);
        })
    };
    b.line("strong;class=gap", "ui.privacy.erase.sure");
    plain(
        b,
        "button;type=button;part=erase-cancel;class=chip",
        "ui.privacy.erase.no",
        cancel,
    );
    plain(
        b,
        "button;type=button;part=erase-confirm;class=chip danger",
        "ui.privacy.erase.yes",
        erase,
    );
}

fn unfold(unfolded: &UseStateHandle<Unfolded>, to: Unfolded) -> Callback<MouseEvent> {
    let unfolded = unfolded.clone();
    Callback::from(move |_| unfolded.set(to))
}
