//! Where the shopper writes.

use super::element::Build;
use super::icon::{SEND, icon};
use super::model::Action;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::html::{oninput, onkeydown, onsubmit};
use yew::prelude::*;

/// Words that were typed and not sent.
type Draft = Rc<RefCell<String>>;

/// A field that grows up to five lines, and the button.
pub fn composer(offline: bool, input: &NodeRef, draft: &Draft, b: &mut Build<'_>) {
    let field = Field {
        input: input.clone(),
        draft: draft.clone(),
        act: b.ui.act.clone(),
    };
    b.el("form;part=composer;class=composer", |b| {
        let sends = field.clone();
        b.on(Rc::new(onsubmit::Wrapper::new(Callback::from(
            move |event: SubmitEvent| {
                event.prevent_default();
                sends.send();
            },
        ))));
        b.el("p;class=offline;role=status", |b| {
            if offline {
                b.say("ui.offline");
            }
        });
        b.el("div;class=box", |b| {
            b.el("div;class=grow", |b| entry(field, b));
            b.el("button;type=submit;part=send;class=send", |b| {
                b.name("ui.send");
                icon(b, SEND);
            });
        });
    });
}

// 2000 UTF-16 units are more than anyone asks and less than slows the answer.
fn entry(field: Field, b: &mut Build<'_>) {
    const ENTRY: &str = "textarea;part=input;class=input;rows=1;dir=auto;maxlength=2000;autocomplete=off;enterkeyhint=send";
    b.el(ENTRY, |b| {
        b.found_by(&field.input);
        b.name("ui.input.label");
        b.attr("placeholder", &b.ui.text("ui.input"));
        let enters = field.clone();
        b.on(Rc::new(onkeydown::Wrapper::new(Callback::from(
            move |event: KeyboardEvent| {
                if is_enter(&event) {
                    event.prevent_default();
                    enters.send();
                }
            },
        ))));
        b.on(Rc::new(oninput::Wrapper::new(Callback::from(move |_| {
            field.changed()
        }))));
    });
}

/// Gives the field its words back when it is there again.
#[hook]
pub fn use_draft(input: &NodeRef, is_here: bool) -> Draft {
    let draft: Draft = use_mut_ref(String::new);
    let (input, kept) = (input.clone(), draft.clone());
    use_effect_with(is_here, move |_| {
        if let Some(input) = input.cast::<HtmlTextAreaElement>() {
            input.set_value(&kept.borrow());
            grow(&input);
        }
    });
    draft
}

/// Enter alone. While an input method composes, Enter is its own; Safari says so by 229 only.
fn is_enter(event: &KeyboardEvent) -> bool {
    let composing = event.is_composing() || event.key_code() == 229;
    event.key() == "Enter" && !event.shift_key() && !composing
}

#[derive(Clone)]
struct Field {
    input: NodeRef,
    draft: Draft,
    act: Callback<Action>,
}

impl Field {
    fn changed(&self) {
        let Some(input) = self.input.cast::<HtmlTextAreaElement>() else {
            return;
        };
        grow(&input);
        let text = input.value();
        let is_empty = text.is_empty();
        let was_empty = self.draft.replace(text).is_empty();
        if is_empty != was_empty {
            self.act.emit(Action::Typing(!is_empty));
        }
    }

    fn send(&self) {
        let Some(input) = self.input.cast::<HtmlTextAreaElement>() else {
            return;
        };
        let text = input.value().trim().to_owned();
        if !text.is_empty() {
            input.set_value("");
            self.changed();
            self.act.emit(Action::Send(text));
        }
        let _ = input.focus();
    }
}

/// The style sheet lays a copy of the text under the field, which gives both their height.
fn grow(input: &HtmlTextAreaElement) {
    if let Some(around) = input.parent_element() {
        let _ = around.set_attribute("data-text", &input.value());
    }
}
