//! Where the shopper writes.

use super::element::Build;
use super::icon::{SEND, icon};
use super::listen::On;
use super::model::Action;
use super::view::View;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

/// A field that grows up to five lines, and the button.
pub fn composer(b: &mut Build<'_>) {
    b.el("form;part=composer;class=composer", |b| {
        b.on(On::Submit(submitted));
        b.el("p;class=offline;role=status", |b| {
            if b.model.offline {
                b.say("ui.offline");
            }
        });
        b.el("div;class=box", |b| {
            b.el("div;class=grow", |b| {
                b.el(ENTRY, |b| {
                    b.on(On::KeyDown(pressed));
                    b.on(On::Input(|view, _| view.typed()));
                });
            });
            b.el(
                "button;type=submit;part=send;class=send;aria-label=@ui.send",
                |b| icon(b, SEND),
            );
        });
    });
}

// 2000 UTF-16 units are more than anyone asks and less than slows the answer.
const ENTRY: &str = "textarea;part=input;class=input;rows=1;dir=auto;maxlength=2000;autocomplete=off;enterkeyhint=send;aria-label=@ui.input.label;placeholder=@ui.input";

fn submitted(view: &View, event: &Event) {
    event.prevent_default();
    view.send();
}

/// Enter alone sends. While an input method composes, Enter is its own; Safari says so by 229 only.
fn pressed(view: &View, event: &Event) {
    let key: &KeyboardEvent = event.unchecked_ref();
    let composing = key.is_composing() || key.key_code() == 229;
    if key.key() == "Enter" && !key.shift_key() && !composing {
        submitted(view, event);
    }
}

impl View {
    /// Gives the field its words back when it is there again.
    pub(super) fn restore_draft(&self) {
        if let Some(field) = self.field() {
            field.set_value(&self.draft.borrow());
            grow(&field);
        }
    }

    fn typed(&self) {
        let Some(field) = self.field() else {
            return;
        };
        grow(&field);
        let text = field.value();
        let is_empty = text.is_empty();
        let was_empty = self.draft.replace(text).is_empty();
        if is_empty != was_empty {
            self.tell(Action::Typing(!is_empty));
        }
    }

    fn send(&self) {
        let Some(field) = self.field() else {
            return;
        };
        let text = field.value().trim().to_owned();
        if !text.is_empty() {
            field.set_value("");
            self.typed();
            self.tell(Action::Send(text));
        }
        let _ = field.focus();
    }

    fn field(&self) -> Option<HtmlTextAreaElement> {
        self.find("[part=input]").map(JsCast::unchecked_into)
    }
}

/// The style sheet lays a copy of the text under the field, which gives both their height.
fn grow(field: &HtmlTextAreaElement) {
    if let Some(around) = field.parent_element() {
        let _ = around.set_attribute("data-text", &field.value());
    }
}
