//! The conversation.

use super::element::Build;
use super::icon::mark;
use super::message::MessageView;
use super::model::{Model, Place};
use aside_engine::reply::{Author, Message};
use aside_engine::time::MINUTE;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A pause after which the time is shown again, in milliseconds.
const PAUSE: i64 = 30 * MINUTE;

/// All messages.
pub fn log(model: &Model, node: &NodeRef, b: &mut Build<'_>) {
    let consent = (!model.consent_open).then_some(model.consented);
    let all = &model.messages;
    let mut before = None;
    b.el("div;part=log;class=log;role=log;aria-live=polite;tabindex=0", |b| {
        b.name("ui.log");
        b.found_by(node);
        let mut messages = Build::new(b.ui);
        for (at, message) in all.iter().enumerate() {
            let stamped = before.is_none_or(|before| message.at.since(before) > PAUSE);
            before = Some(message.at);
            messages.node(html! {
                <MessageView key={message.id} ui={b.ui.clone()} messages={all.clone()} {at} {stamped}
                    newest={at + 1 == all.len()} gone={model.gone_offers.clone()} {consent} />
            });
        }
        b.node(messages.finish());
        b.el_if(model.thinking, "div;class=thinking;aria-hidden=true", |b| mark(b, true));
    });
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
pub fn use_newest_in_sight(log: &NodeRef, model: &Model) {
    let left = use_mut_ref(Left::default);
    let log = log.clone();
    let messages = model.messages.clone();
    let is_here = model.open && model.place == Place::Talk;
    let newest = messages.last().map(|message| message.id);
    use_effect_with((newest, model.thinking, is_here), move |_| {
        let Some(element) = log.cast::<HtmlElement>().filter(|_| is_here) else {
            left.replace(Left::default());
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
