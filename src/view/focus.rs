//! Where the keyboard is. It moves only for someone who is already in here, or who has just opened
//! the panel; the page's own focus is never taken.

use super::model::Place;
use super::sheet::matches;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::prelude::*;

/// Follows the panel: to the input when it opens, to the launcher when it closes, to the view that
/// was chosen, and home when what had the focus is gone.
#[hook]
pub fn use_focus(root: &NodeRef, open: bool, place: Place) {
    let before = use_mut_ref(|| None::<(bool, Place)>);
    // Asked while drawing, when what is about to go still has it.
    let had = active(root).is_some();
    let root = root.clone();
    use_effect(move || {
        let last = before.replace(Some((open, place)));
        let lost = || had && active(&root).is_none();
        match last {
            None => {} // open from the start: the shopper has not asked for anything
            Some((false, _)) if open => home(&root, place),
            Some((true, _)) if !open && had => give(&root, "launcher"),
            Some((_, was)) if was != place && had => {
                give(&root, if place == Place::Talk { "stay" } else { "back" });
            }
            Some(_) if open && lost() => home(&root, place),
            Some(_) => {}
        }
    });
}

/// Leads the Tab key from the last to the first thing in the panel and back.
pub fn keep_inside(root: &NodeRef, event: &KeyboardEvent) {
    let Some((first, last)) = ends(root) else {
        return;
    };
    let now = active(root);
    let is_at = |end: &HtmlElement| now.as_ref().is_none_or(|now| now.is_same_node(Some(end)));
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

/// Gives the focus to the element of that part name.
pub fn give(root: &NodeRef, part: &str) {
    let found = root.cast::<Element>().and_then(|root| {
        root.query_selector(&format!("[part={part}]"))
            .ok()
            .flatten()
    });
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The input, where that does not bring up a keyboard that nobody asked for.
fn home(root: &NodeRef, place: Place) {
    let is_input = place == Place::Talk && !matches("(pointer: coarse)");
    give(root, if is_input { "input" } else { "panel" });
}

/// What has the focus in here.
fn active(root: &NodeRef) -> Option<Element> {
    let shadow = root.cast::<Element>()?.get_root_node();
    shadow.dyn_into::<ShadowRoot>().ok()?.active_element()
}

/// The first and the last thing in the panel that Tab reaches.
fn ends(root: &NodeRef) -> Option<(HtmlElement, HtmlElement)> {
    let all = root
        .cast::<Element>()?
        .query_selector_all(".panel :is(button, a[href], select, textarea, [tabindex='0'])")
        .ok()?;
    let at = |index| all.get(index)?.dyn_into::<HtmlElement>().ok();
    Some((at(0)?, at(all.length().checked_sub(1)?)?))
}
