//! Where the keyboard is. It moves only for someone who is already in here, or who has just opened
//! the panel; the page's own focus is never taken.

use super::model::Place;
use super::sheet::matches;
use super::view::View;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, ShadowRoot};

/// The button that asks whether to erase.
pub const ERASE: &str = "[part=erase]";
/// The harmless answer.
pub const ERASE_CANCEL: &str = "[part=erase-cancel]";

impl View {
    /// Follows the panel: to the input when it opens, to the launcher when it closes, to the view
    /// that was chosen, and home when what had the focus is gone.
    pub(super) fn lead_focus(&self, was: Option<Place>, now: Option<Place>) {
        let had = self.had_focus.take();
        match (was, now) {
            (None, Some(place)) => self.home(place),
            (Some(_), None) if had => self.focus("[part=launcher]"),
            (Some(was), Some(Place::Talk)) if was != Place::Talk && had => {
                self.focus("[part=stay]");
            }
            (Some(was), Some(Place::Privacy)) if was != Place::Privacy && had => {
                self.focus("[part=back]");
            }
            (_, Some(place)) if had && self.active().is_none() => self.home(place),
            _ => {}
        }
    }

    /// Leads the Tab key from the last to the first thing in the panel and back.
    pub(super) fn keep_inside(&self, event: &KeyboardEvent) {
        let Some((first, last)) = self.ends() else {
            return;
        };
        let now = self.active();
        let is_at = |end: &Element| now.as_ref().is_none_or(|now| now == end);
        let is_panel = now.as_ref().is_some_and(|now| now.class_name() == "panel");
        let target = if event.shift_key() && (is_at(&first) || is_panel) {
            last
        } else if !event.shift_key() && is_at(&last) {
            first
        } else {
            return;
        };
        event.prevent_default();
        let _ = target.focus();
    }

    /// Gives the focus to the first element that fits.
    pub(super) fn focus(&self, selector: &str) {
        if let Some(element) = self.find(selector) {
            let _ = element.focus();
        }
    }

    /// What has the focus in here.
    pub(super) fn active(&self) -> Option<Element> {
        let shadow: ShadowRoot = self.mount.get_root_node().unchecked_into();
        shadow.active_element()
    }

    /// The input, where that does not bring up a keyboard that nobody asked for.
    fn home(&self, place: Place) {
        let is_input = place == Place::Talk && !matches("(pointer: coarse)");
        self.focus(if is_input {
            "[part=input]"
        } else {
            "[part=panel]"
        });
    }

    /// The first and the last thing in the panel that Tab reaches.
    fn ends(&self) -> Option<(HtmlElement, HtmlElement)> {
        let all = self
            .mount
            .query_selector_all(".panel :is(button, a[href], select, textarea, [tabindex='0'])")
            .ok()?;
        let last = all.get(all.length().checked_sub(1)?)?;
        Some((all.get(0)?.unchecked_into(), last.unchecked_into()))
    }
}
