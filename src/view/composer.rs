//! Where the shopper writes.

use super::icon::{SEND, icon};
use super::model::Action;
use super::root::Draft;
use super::ui::Ui;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// What [`Composer`] draws.
#[derive(Clone, Properties)]
pub struct ComposerProps {
    /// Words and actions.
    pub ui: Ui,
    /// Whether there is no network.
    pub offline: bool,
    /// What was typed and not sent.
    pub draft: Draft,
}

impl PartialEq for ComposerProps {
    fn eq(&self, other: &Self) -> bool {
        self.ui == other.ui && self.offline == other.offline
    }
}

/// Longest question, in UTF-16 units: more than anyone asks, less than slows the answer.
const LONGEST: &str = "2000";

/// A field that grows up to five lines, and the button.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let ComposerProps { ui, offline, draft } = props;
    let input = use_node_ref();
    let field = Field {
        input: input.clone(),
        draft: draft.clone(),
        act: ui.act.clone(),
    };
    {
        let field = field.clone();
        use_effect_with((), move |()| field.restore());
    }
    let onsubmit = {
        let field = field.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            field.send();
        })
    };
    let onkeydown = {
        let field = field.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_enter(&event) {
                event.prevent_default();
                field.send();
            }
        })
    };
    let oninput = Callback::from(move |_| field.changed());
    html! {
        <form part="composer" class="composer" {onsubmit}>
            <p class="offline" role="status">{ offline.then(|| ui.text("ui.offline")) }</p>
            <div class="box">
                <div class="grow">
                    <textarea ref={input} part="input" class="input" rows="1" dir="auto" maxlength={LONGEST}
                        autocomplete="off" enterkeyhint="send" placeholder={ui.text("ui.input")}
                        aria-label={ui.text("ui.input.label")} {oninput} {onkeydown} />
                </div>
                <button type="submit" part="send" class="send" aria-label={ui.text("ui.send")}>
                    { icon(SEND) }
                </button>
            </div>
        </form>
    }
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
    fn restore(&self) {
        if let Some(input) = self.input.cast::<HtmlTextAreaElement>() {
            input.set_value(&self.draft.borrow());
            grow(&input);
        }
    }

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
