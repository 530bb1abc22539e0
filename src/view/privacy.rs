//! What is known about the shopper, in plain words, with the way to change and erase it.

use super::element::Build;
use super::format;
use super::header::back_header;
use super::model::{Action, OffersState, PrivacyModel, Unfolded};
use aside_engine::catalog::Node;
use aside_engine::reply::KnownInterest;

/// The view, with its heading and the two buttons at its end.
pub fn privacy(b: &mut Build<'_>) {
    let known = &b.model.privacy;
    let below = if known.kept {
        b.count("ui.privacy.where", known.retention_days)
    } else {
        b.words.text(b.lang, "ui.privacy.nowhere").to_owned()
    };
    back_header("ui.privacy.title", &below, b);
    b.el(
        "div;part=privacy;class=privacy;tabindex=0;role=region;aria-label=@ui.privacy.title",
        |b| {
            b.el("p;role=status;class=erased", |b| {
                if known.erased {
                    b.say("ui.privacy.erased");
                }
            });
            left(known, b);
            b.line("h3", "ui.privacy.interests");
            interests(known, b);
            b.line("h3", "ui.privacy.permissions");
            b.el("ul;class=list", |b| permissions(known, b));
        },
    );
    b.el("div;class=foot row", foot);
}

/// The promise, and what was read from the shop.
fn left(known: &PrivacyModel, b: &mut Build<'_>) {
    let is_open = b.view.unfolded.get() == Unfolded::Files;
    let (key, next) = if is_open {
        ("ui.privacy.files.hide", Unfolded::Nothing)
    } else {
        ("ui.privacy.files.show", Unfolded::Files)
    };
    b.el("div;class=promise", |b| {
        b.line("strong", "ui.privacy.left");
        b.el("p", |b| {
            b.text(&b.count("ui.privacy.files", known.files.len() as u32));
            b.text(" ");
            b.el("button;type=button;part=files-toggle;class=text", |b| {
                b.flag("aria-expanded", is_open);
                b.click(Action::Unfold(next));
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
    let name = b.words.line(b.lang, "ui.privacy.remove.what", &what);
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
    let mut name = b.words.text(b.lang, "ui.privacy.strength").to_owned() + " ";
    name.push_str(&format::percent(b.lang, i64::from(strength) * 100));
    b.el("svg;class=bar;role=img", |b| {
        b.attr("aria-label", &name);
        b.empty("rect;width=100%;height=100%");
        b.el("rect;class=full;height=100%", |b| {
            b.attr("width", &(strength.to_string() + "%"))
        });
    });
}

fn permissions(known: &PrivacyModel, b: &mut Build<'_>) {
    let talk = b.count("ui.privacy.talk.count", known.messages);
    let remember = Action::SetRemember(!known.remember);
    switch(
        REMEMBER,
        "ui.privacy.remember",
        &talk,
        known.remember,
        remember,
        b,
    );
    let learn = Action::SetLearn(!known.learn);
    switch(LEARN, "ui.privacy.learn", "", known.learn, learn, b);
    offers(known, b);
}

const REMEMBER: &str = "button;type=button;part=switch-remember;class=switch;role=switch;aria-label=@ui.privacy.remember";
const LEARN: &str =
    "button;type=button;part=switch-learn;class=switch;role=switch;aria-label=@ui.privacy.learn";

fn switch(what: &'static str, key: &str, below: &str, on: bool, action: Action, b: &mut Build<'_>) {
    b.el("li;class=line", |b| {
        b.el("div;class=grow", |b| {
            b.say(key);
            b.given("div;class=quiet", below);
        });
        b.el(what, |b| {
            b.flag("aria-checked", on);
            b.click(action);
            b.empty("i");
        });
    });
}

fn offers(known: &PrivacyModel, b: &mut Build<'_>) {
    b.el("li;class=line", |b| {
        b.el("div;class=grow", |b| {
            b.say("ui.privacy.offers");
            b.el("div;class=quiet", |b| match known.offers {
                OffersState::On => {
                    let (from, to) = known.quiet;
                    let clock = |minutes| Node::Text(format::clock(b.lang, minutes));
                    let quiet = [("from", clock(from)), ("to", clock(to))];
                    b.fill("ui.privacy.offers.quiet", &quiet);
                }
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
fn foot(b: &mut Build<'_>) {
    if b.view.unfolded.get() != Unfolded::Erase {
        b.button(
            "button;type=button;part=export;class=chip",
            "ui.privacy.export",
            Action::Export,
        );
        b.empty("span;class=gap");
        return b.button(
            "button;type=button;part=erase;class=chip danger",
            "ui.privacy.erase",
            Action::Unfold(Unfolded::Erase),
        );
    }
    b.line("strong;class=gap", "ui.privacy.erase.sure");
    b.button(
        "button;type=button;part=erase-cancel;class=chip",
        "ui.privacy.erase.no",
        Action::Unfold(Unfolded::Nothing),
    );
    b.button(
        "button;type=button;part=erase-confirm;class=chip danger",
        "ui.privacy.erase.yes",
        Action::Erase,
    );
}
