//! Where the shopper writes.

use super::element::{el, el_with};
use super::icon::{SEND, icon};
use super::model::Action;
use super::ui::Ui;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Words that were typed and not sent.
type Draft = Rc<RefCell<String>>;

/// Longest question, in UTF-16 units: more than anyone asks, less than slows the answer.
const LONGEST: &str = "2000";

/// A field that grows up to five lines, and the button.
pub fn composer(offline: bool, ui: &Ui, input: &NodeRef, draft: &Draft) -> Html {
    let field = Field {
        input: input.clone(),
        draft: draft.clone(),
        act: ui.act.clone(),
    };
    let (sends, enters) = (field.clone(), field.clone());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        sends.send();
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if is_enter(&event) {
            event.prevent_default();
            enters.send();
        }
    });
    let oninput = Callback::from(move |_| field.changed());
    let offline = offline.then(|| ui.say("ui.offline"));
    let send = vec![("aria-label", Some(ui.text("ui.send")))];
    html! {
        <form part="composer" class="composer" {onsubmit}>
            { el("p", &[("class", "offline"), ("role", "status")], vec![offline.unwrap_or_default()]) }
            <div class="box">
                <div class="grow">
                    <textarea ref={input} part="input" class="input" rows="1" dir="auto" maxlength={LONGEST}
                        autocomplete="off" enterkeyhint="send" placeholder={ui.text("ui.input")}
                        aria-label={ui.text("ui.input.label")} {oninput} {onkeydown} />
                </div>
                { el_with("button", &[("type", "submit"), ("part", "send"), ("class", "send")], send, None, vec![icon(SEND)]) }
            </div>
        </form>
    }
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
