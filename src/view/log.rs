//! The conversation.

use super::element::Build;
use super::icon::mark;
use super::message::message;
use super::model::Place;
use super::view::{Drawn, View};
use aside_engine::reply::Author;
use aside_engine::time::MINUTE;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// A pause after which the time is shown again, in milliseconds.
const PAUSE: i64 = 30 * MINUTE;

/// All messages.
pub fn log(b: &mut Build<'_>) {
    b.el(
        "div;part=log;class=log;role=log;aria-live=polite;tabindex=0;aria-label=@ui.log",
        |b| {
            let mut before = None;
            b.group(0, |b| {
                let model = b.model;
                for (at, each) in model.messages.iter().enumerate() {
                    let stamped = before.is_none_or(|before| each.at.since(before) > PAUSE);
                    before = Some(each.at);
                    b.group(each.id, |b| {
                        message(each, stamped, at + 1 == model.messages.len(), b)
                    });
                }
            });
            b.el_if(
                b.model.thinking,
                "div;class=thinking;aria-hidden=true",
                |b| mark(b, true),
            );
        },
    );
}

/// How far the log was scrolled when it was last left alone.
#[derive(Clone, Copy, Default)]
pub struct Left {
    seen: Option<u32>,
    top: i32,
    height: i32,
}

/// Pixels by which a reader may be off and still counts as following.
const NEAR: i32 = 24;

impl View {
    /// Scrolls so that the first message not seen yet is in sight, as far down as there is
    /// something below it; not when the reader has scrolled up, unless the shopper has just spoken.
    pub(super) fn follow(&self, now: Drawn) {
        let is_here = now.place == Some(Place::Talk);
        let Some(log) = self.find("[part=log]").filter(|_| is_here) else {
            return self.left.set(Left::default());
        };
        let was = self.left.get();
        let messages = self.messages.borrow().clone();
        let mut first = messages.last();
        let mut spoke = false;
        if let Some(seen) = was.seen {
            for new in messages.iter().rev().take_while(|each| each.id > seen) {
                first = Some(new);
                spoke |= new.author == Author::Shopper;
            }
        }
        let top = log.scroll_top();
        let is_near_end = top + log.client_height() >= was.height - NEAR;
        if was.seen.is_none() || spoke || is_near_end || top >= was.top - NEAR {
            let goal = first.and_then(|first| self.place(first.id));
            log.set_scroll_top(goal.unwrap_or(log.scroll_height()));
            self.left.set(Left {
                seen: messages.last().map(|message| message.id),
                top: log.scroll_top(),
                height: log.scroll_height(),
            });
        }
    }

    /// Brings an opened reason into sight when it opened below the edge.
    pub(super) fn show_reason(&self) {
        if let Some(element) = self.reason.cast::<HtmlElement>() {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }

    /// Where a message begins in the log, with a little air.
    fn place(&self, id: u32) -> Option<i32> {
        let air = 12;
        let message = self.find(&("[data-id='".to_owned() + &id.to_string() + "']"))?;
        Some(message.offset_top() - air)
    }
}
