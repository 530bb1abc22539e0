//! The conversation.

use super::icon::mark;
use super::message::MessageView;
use super::ui::Ui;
use aside_engine::catalog::PromotionId;
use aside_engine::reply::{Author, Message};
use aside_engine::time::MINUTE;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What [`Log`] draws.
#[derive(Clone, Properties, PartialEq)]
pub struct LogProps {
    /// Words and actions.
    pub ui: Ui,
    /// Oldest first.
    pub messages: Rc<Vec<Message>>,
    /// Refused offers.
    pub gone: Rc<Vec<PromotionId>>,
    /// What was answered to the question about remembering.
    pub consent: Option<bool>,
    /// Whether an answer is being made.
    pub thinking: bool,
}

/// A pause after which the time is shown again, in milliseconds.
const PAUSE: i64 = 30 * MINUTE;

/// All messages, with the newest in sight.
#[component]
pub fn Log(props: &LogProps) -> Html {
    let log = use_node_ref();
    use_newest_in_sight(&log, &props.messages, props.thinking);
    let mut before = None;
    let messages = props.messages.iter().enumerate().map(|(at, message)| {
        let is_after_pause = before.is_none_or(|before| message.at.since(before) > PAUSE);
        before = Some(message.at);
        html! {
            <MessageView key={message.id} ui={props.ui.clone()} messages={props.messages.clone()} {at}
                stamped={is_after_pause} newest={at + 1 == props.messages.len()}
                gone={props.gone.clone()} consent={props.consent} />
        }
    });
    html! {
        <div ref={log} part="log" class="log" role="log" aria-live="polite" tabindex="0"
            aria-label={props.ui.text("ui.log")}>
            { for messages }
            if props.thinking {
                <div class="thinking" aria-hidden="true">{ mark(true) }</div>
            }
        </div>
    }
}

/// How far the log was scrolled when it was last left alone.
#[derive(Clone, Copy, Default)]
struct Left {
    seen: Option<u32>,
    top: i32,
    height: i32,
}

/// Scrolls so that the first message not seen yet is in sight, as far down as there is something
/// below it; not when the reader has scrolled up, unless the shopper has just spoken.
#[hook]
fn use_newest_in_sight(log: &NodeRef, messages: &Rc<Vec<Message>>, thinking: bool) {
    let left = use_mut_ref(Left::default);
    let log = log.clone();
    let messages = messages.clone();
    let newest = messages.last().map(|message| message.id);
    use_effect_with((newest, thinking), move |_| {
        let Some(element) = log.cast::<HtmlElement>() else {
            return;
        };
        let was = *left.borrow();
        let is_new = |message: &&Message| was.seen.is_none_or(|seen| message.id > seen);
        let first = match was.seen {
            None => messages.last(),
            Some(_) => messages.iter().find(is_new).or(messages.last()),
        };
        let spoke = messages
            .iter()
            .filter(is_new)
            .any(|new| new.author == Author::Shopper);
        let is_near_end = element.scroll_top() + element.client_height() >= was.height - NEAR;
        if was.seen.is_none() || spoke || is_near_end || element.scroll_top() >= was.top - NEAR {
            let goal = first.and_then(|first| place(&element, first.id));
            element.set_scroll_top(goal.unwrap_or(element.scroll_height()));
            left.replace(Left {
                seen: newest,
                top: element.scroll_top(),
                height: element.scroll_height(),
            });
        }
    });
}

/// Pixels by which a reader may be off and still counts as following.
const NEAR: i32 = 24;

/// Where a message begins in the log, with a little air.
fn place(log: &Element, id: u32) -> Option<i32> {
    let found = log.query_selector(&format!("[data-id='{id}']")).ok()??;
    let air = 12;
    Some(
        wasm_bindgen::JsCast::dyn_into::<HtmlElement>(found)
            .ok()?
            .offset_top()
            - air,
    )
}
