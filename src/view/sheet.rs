//! Small screens, where the panel is a sheet that covers everything.

use gloo::events::EventListener;
use yew::prelude::*;

/// The same question that `aside.css` asks.
const SHEET: &str = "(width < 480px) or (height < 440px)";

/// Whether the panel is a sheet now; draws anew when that changes.
#[hook]
pub fn use_sheet() -> bool {
    let is_sheet = use_state_eq(|| matches(SHEET));
    let set = is_sheet.setter();
    use_effect_with((), move |()| {
        let listener = query(SHEET)
            .map(|list| EventListener::new(&list, "change", move |_| set.set(matches(SHEET))));
        move || drop(listener)
    });
    *is_sheet
}

/// Whether a media query holds.
pub fn matches(media: &str) -> bool {
    query(media).is_some_and(|list| list.matches())
}

fn query(media: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(media).ok().flatten()
}
